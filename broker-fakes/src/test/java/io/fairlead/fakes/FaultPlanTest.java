package io.fairlead.fakes;

import static org.assertj.core.api.Assertions.assertThat;

import io.fairlead.fakes.net.Reply;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class FaultPlanTest {
    private static final String ORDER = "POST /api/v3/order";

    private final ManualTime time = ManualTime.at(Instant.parse("2026-03-02T10:00:00Z"));
    private final FaultPlan plan = FaultPlan.none();
    private final FaultyCalls calls = new FaultyCalls(plan, time);
    private final AtomicInteger acted = new AtomicInteger();

    @Test
    void shouldHitTheNthCallOnceAndNoOther() {
        CallFault fault = CallFault.cutBeforeActing();
        plan.nth(ORDER, 2, fault);

        assertThat(plan.onCall(ORDER)).isEmpty();
        assertThat(plan.onCall("GET /api/v3/order")).isEmpty();
        assertThat(plan.onCall(ORDER)).hasValue(fault);
        assertThat(plan.onCall(ORDER)).isEmpty();
    }

    @Test
    void shouldHitAllCallsThatAPatternNamesUntilCleared() {
        plan.always("GET *", CallFault.refuse(503, ""));

        assertThat(plan.onCall("GET /x")).isPresent();
        assertThat(plan.onCall("GET /y")).isPresent();
        assertThat(plan.onCall(ORDER)).isEmpty();
        plan.clear();
        assertThat(plan.onCall("GET /x")).isEmpty();
    }

    @Test
    void shouldDrawTheSameFaultsFromTheSameSeed() {
        assertThat(drawn(7)).isEqualTo(drawn(7)).isNotEqualTo(drawn(8)).contains(true, false);
    }

    @Test
    void shouldSeparateWhatTheVenueDoesFromWhatTheCallerSees() {
        assertThat(answer(CallFault.timeOutBeforeActing())).isInstanceOf(Reply.Silence.class);
        assertThat(answer(CallFault.cutBeforeActing())).isInstanceOf(Reply.Cut.class);
        assertThat(answer(CallFault.refuse(403, "<html/>"))).isInstanceOf(Reply.Answer.class);
        assertThat(acted).hasValue(0);

        assertThat(answer(CallFault.timeOutAfterActing())).isInstanceOf(Reply.Silence.class);
        assertThat(answer(CallFault.cutAfterActing())).isInstanceOf(Reply.Cut.class);
        assertThat(((Reply.Answer) answer(CallFault.actThenAnswer(504, ""))).status())
                .isEqualTo(504);
        assertThat(((Reply.Answer) answer(CallFault.malformedAnswer())).text()).isEqualTo("{\"done\"");
        assertThat(((Reply.Torn) answer(CallFault.cutWhileAnswering())).answer().text())
                .isEqualTo("{\"done\":true}");
        assertThat(acted).hasValue(5);
    }

    @Test
    void shouldActLaterWhenToldSo() {
        assertThat(answer(CallFault.timeOutThenActs(Duration.ofSeconds(3)))).isInstanceOf(Reply.Silence.class);

        time.advance(Duration.ofMillis(2999));
        assertThat(acted).hasValue(0);
        time.advance(Duration.ofMillis(1));
        assertThat(acted).hasValue(1);
    }

    @Test
    void shouldHoldAnAnswerBackByTheVenuesClock() {
        plan.next(ORDER, CallFault.lateAnswer(Duration.ofSeconds(2)));
        CompletableFuture<Reply> reply = calls.answer(ORDER, this::act).toCompletableFuture();

        assertThat(acted).hasValue(1);
        assertThat(reply).isNotDone();
        time.advance(Duration.ofSeconds(2));
        assertThat(reply).isDone();
    }

    @Test
    void shouldSayHowLongToWait() {
        Reply.Answer reply = (Reply.Answer) answer(CallFault.refuseFor(429, 30, "{}"));

        assertThat(reply.status()).isEqualTo(429);
        assertThat(reply.headers()).containsEntry("Retry-After", "30");
    }

    @Test
    void shouldMaskSecretsInTheLog() {
        RequestLog log = new RequestLog(time);

        log.add(ORDER, Map.of("symbol", "BTCUSDT", "signature", "abc", "apiKey", "k"));

        assertThat(log.all())
                .singleElement()
                .satisfies(request -> assertThat(request.parameters())
                        .containsOnly(
                                Map.entry("symbol", "BTCUSDT"),
                                Map.entry("signature", "***"),
                                Map.entry("apiKey", "***")));
        assertThat(log.count("POST *")).isEqualTo(1);
    }

    @Test
    void shouldRunTasksInTheOrderOfTheirTimes() {
        List<String> ran = new ArrayList<>();
        time.after(Duration.ofSeconds(2), () -> ran.add("two at " + time.now()));
        time.after(Duration.ofSeconds(1), () -> {
            ran.add("one");
            time.after(Duration.ofMillis(500), () -> ran.add("one and a half"));
        });

        time.advance(Duration.ofSeconds(5));

        assertThat(ran).containsExactly("one", "one and a half", "two at 2026-03-02T10:00:02Z");
        assertThat(time.now()).isEqualTo(Instant.parse("2026-03-02T10:00:05Z"));
    }

    private Reply answer(CallFault fault) {
        plan.next(ORDER, fault);
        return calls.answer(ORDER, this::act).toCompletableFuture().join();
    }

    private Reply.Answer act() {
        acted.incrementAndGet();
        return Reply.json(200, "{\"done\":true}");
    }

    private static List<Boolean> drawn(long seed) {
        FaultPlan seeded = FaultPlan.seeded(seed).sometimes("*", 300, CallFault.cutAfterActing());
        List<Boolean> hits = new ArrayList<>();
        for (int i = 0; i < 50; i++) {
            hits.add(seeded.onCall(ORDER).isPresent());
        }
        return hits;
    }
}
