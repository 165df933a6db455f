package io.fairlead.tck;

import static io.fairlead.tck.Rule.rule;
import static org.assertj.core.api.Assertions.assertThat;

import io.fairlead.api.order.Side;
import io.fairlead.api.risk.ApprovedOrder;
import io.fairlead.spi.ActionResult;
import io.fairlead.spi.OrderReport;
import io.fairlead.spi.SubmitResult;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletionStage;

/** What happens when the venue says that there were too many requests. */
final class RateRules {
    private static final Duration PAUSE = Duration.ofSeconds(20);

    private RateRules() {}

    static List<Rule> rules() {
        return List.of(
                limited("RAT-01", "an order that met a rate limit is not accepted, and is not sent again")
                        .lookAt("a retry on 429: there must be none for what creates orders")
                        .holds(RateRules::limitedOrder)
                        .build(),
                limited("RAT-02", "a rate limit stops traffic for as long as the venue says")
                        .needs(Hook.REQUEST_LOG)
                        .lookAt("Retry-After and the venue's own headers; one budget for all calls of a key")
                        .holds(RateRules::trafficStops)
                        .build(),
                limited("RAT-03", "after the pause there is traffic again")
                        .lookAt("a budget that is never given back")
                        .holds(bench -> {
                            Line line = bench.connect();
                            limitedQuestion(bench, line);

                            bench.waiting().move(PAUSE.plusSeconds(1));

                            line.take(bench.usual(), Side.BUY, bench.usual().quantity());
                        })
                        .build(),
                limited("RAT-04", "a cancel that met a rate limit is told as such, and may be sent again")
                        .lookAt("ActionResult of a 429 of a cancel: Refused or Unknown, never Taken")
                        .holds(RateRules::limitedCancel)
                        .build(),
                limited(
                                "RAT-05",
                                "a question that met a rate limit fails, or is answered after the pause; it is never empty")
                        .lookAt("openOrders on a 429: the error is swallowed")
                        .holds(bench -> {
                            Line line = bench.connect();
                            line.rest(bench.usual());
                            bench.stub().limitNext(RequestKind.QUERY, PAUSE);

                            FailedQueries.failsOrIsRight(
                                    bench,
                                    "openOrders",
                                    line.orders().openOrders(),
                                    open -> assertThat(open).hasSize(1));
                        })
                        .build());
    }

    private static Rule.Builder limited(String id, String title) {
        return rule(id, title).needs(Hook.RATE_LIMIT);
    }

    private static void limitedOrder(Bench bench) {
        Line line = bench.connect();
        ApprovedOrder order = line.approve(
                bench.usual(), line.resting(bench.usual(), Side.BUY).build());
        bench.stub().limitNext(RequestKind.SUBMIT, PAUSE);

        SubmitResult result = line.submit(order);

        assertThat(result).isNotInstanceOf(SubmitResult.Accepted.class);
        bench.waiting().move(Duration.ofMinutes(5));
        line.fence();
        bench.happensSoon(() -> bench.stub().orders().size() > 1);
        assertThat(bench.stub().orders()).as("the fence's own").hasSize(1);
    }

    private static void limitedQuestion(Bench bench, Line line) {
        bench.stub().limitNext(RequestKind.QUERY, PAUSE);
        CompletionStage<?> limited = line.broker().accounts().snapshot();
        bench.happensSoon(() -> limited.toCompletableFuture().isDone());
    }

    private static void trafficStops(Bench bench) {
        Line line = bench.connect();
        limitedQuestion(bench, line);
        int before = bench.stub().requests().size();

        CompletionStage<?> next = line.orders().openOrders();

        assertThat(bench.happensSoon(() -> bench.stub().requests().size() > before))
                .as("a request reached the venue %s after it had asked for a pause of %s", Bench.A_MOMENT, PAUSE)
                .isFalse();
        assertThat(next).isNotNull();
    }

    private static void limitedCancel(Bench bench) {
        Line line = bench.connect();
        Placed order = line.rest(bench.usual());
        bench.stub().limitNext(RequestKind.CANCEL, PAUSE);

        ActionResult result = line.cancel(order.key());

        if (bench.heldOnce(order).lifecycle().isEnd()) {
            line.awaitReport(order, OrderReport.Cancelled.class);
            return;
        }
        assertThat(result).isNotInstanceOf(ActionResult.Taken.class);
        bench.waiting().move(PAUSE.plusSeconds(1));
        line.end(order);
    }
}
