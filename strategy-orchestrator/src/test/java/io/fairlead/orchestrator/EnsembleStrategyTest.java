package io.fairlead.orchestrator;

import static io.fairlead.orchestrator.TestBars.AAPL;
import static io.fairlead.orchestrator.TestBars.SPY;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.fairlead.api.Price;
import io.fairlead.api.edge.Edge;
import io.fairlead.api.edge.Vote;
import io.fairlead.api.market.Bar;
import io.fairlead.api.order.Denial;
import io.fairlead.api.order.ExitPrice;
import io.fairlead.api.order.Lifecycle;
import io.fairlead.api.order.OrderRequest;
import java.time.Instant;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;

/** What the strategy asks of a session: positions, fills and answers are stated by hand. */
class EnsembleStrategyTest {
    private static final int READY = 30;
    private static final double REACH = 0.2;

    private final DecisionLog log = DecisionLog.keeping(1000);
    private final AtomicBoolean willing = new AtomicBoolean(true);
    private final EnsembleStrategy strategy = strategy();
    private final FakeSession session = new FakeSession(strategy, SPY, AAPL).start();
    private int bars;

    @Test
    void shouldEnterAtTheMarketWithABracketThatCarriesTheDecision() {
        FakeTicket entry = enter();

        Decision decision = log.find(entry.request().decisionId()).orElseThrow();
        EntryPlan plan = decision.entry().orElseThrow();
        assertThat(session.calls)
                .containsExactly("submit BUY 10 AAPL.US MARKET DAY bracket(stop 101.9, target 104.5, GTC)");
        assertThat(entry.request().tag()).isEqualTo("ensemble-standard");
        ExitPrice.At stop =
                (ExitPrice.At) entry.request().bracket().orElseThrow().stop().orElseThrow();
        ExitPrice.At target =
                (ExitPrice.At) entry.request().bracket().orElseThrow().target().orElseThrow();
        assertThat(stop.price().toDouble()).isBetween(plan.stop(), plan.stop() + 0.01);
        assertThat(target.price().toDouble()).isBetween(plan.target() - 0.01, plan.target());
    }

    @Test
    void shouldNotEnterTwiceWhileAnEntryWorks() {
        enter();

        bars(3);

        assertThat(session.calls).hasSize(1);
        assertThat(log.decisions())
                .filteredOn(decision -> decision.action().isEntry())
                .hasSize(1);
    }

    @Test
    void shouldEnterAgainAfterAnEntryThatEndedWithoutAFill() {
        FakeTicket entry = enter();

        session.end(entry, Lifecycle.REJECTED);
        bars(1);

        assertThat(session.calls)
                .containsExactly(
                        "submit BUY 10 AAPL.US MARKET DAY bracket(stop 101.9, target 104.5, GTC)",
                        "log entry of AAPL.US ended REJECTED without a fill: no locate",
                        "submit BUY 10 AAPL.US MARKET DAY bracket(stop 102, target 104.6, GTC)");
    }

    @Test
    void shouldSayWhyItDidNotEnter() {
        session.nextDenial = Optional.of(new Denial("LIMIT_OPEN_ORDERS", "open=50", "wait"));
        bars(READY);
        session.nextDenial = Optional.empty();
        session.sizeInUnits = 0;
        bars(1);

        assertThat(session.calls.get(1)).endsWith(": not entered, LIMIT_OPEN_ORDERS open=50 (wait)");
        assertThat(session.calls.get(2)).endsWith(": not entered, the size is less than one lot");
        assertThat(session.calls).hasSize(3);
    }

    @Test
    void shouldTrailByReplacingTheBracketsStop() {
        FakeTicket stop = fillEntry(enter());
        double entry = price(READY - 1);

        jump(entry + 0.7);
        assertThat(stop.changes).isEmpty();
        jump(entry + 2.0);

        assertThat(stop.changes).hasSize(1);
        double trigger = stop.changes.get(0).triggerPrice().orElseThrow().toDouble();
        OpenPosition position = lastPosition();
        assertThat(position.trailing()).isTrue();
        assertThat(trigger).isBetween(position.stop(), position.stop() + 0.01);
    }

    @Test
    void shouldAskForOneChangeAtATimeAndOnlyTighten() {
        FakeTicket stop = fillEntry(enter());
        double entry = price(READY - 1);
        jump(entry + 2.0);

        jump(entry + 2.5);
        assertThat(stop.changes).hasSize(1);
        stop.confirmReplace();
        jump(entry + 2.6);
        assertThat(stop.changes).hasSize(2);
        stop.confirmReplace();
        jump(entry + 2.4);

        assertThat(stop.changes).hasSize(2);
        assertThat(stop.changes.get(1).triggerPrice().orElseThrow())
                .isGreaterThan(stop.changes.get(0).triggerPrice().orElseThrow());
    }

    @Test
    void shouldTryARefusedChangeAgainUnlessTheVenueNeverCan() {
        FakeTicket stop = fillEntry(enter());
        double entry = price(READY - 1);
        jump(entry + 2.0);

        session.refuseReplace(stop, "busy");
        jump(entry + 2.1);
        assertThat(stop.changes).hasSize(2);
        session.refuseReplace(stop, "UNSUPPORTED_REPLACE: cancel, await the end, place anew");
        jump(entry + 2.2);

        assertThat(stop.changes).hasSize(2);
    }

    @Test
    void shouldFlattenWhereACloseLiesBeyondAStopThatDidNotAct() {
        fillEntry(enter());

        jump(price(READY - 1) - 2.0);

        assertThat(last().rule()).isEqualTo(DecisionRule.STOP);
        assertThat(session.calls).last().isEqualTo("flatten AAPL.US");
    }

    @Test
    void shouldLeaveABarThatMerelyReachedTheStopToTheBracket() {
        fillEntry(enter());
        double close = price(READY - 1);

        session.slice(spy(bars), TestBars.bar(AAPL, TestBars.startOf(bars), close, close, close - 5, close, 1000));

        assertThat(last().rule()).isEqualTo(DecisionRule.POSITION_OPEN);
        assertThat(session.calls).hasSize(1);
    }

    @Test
    void shouldCloseAPositionWithoutAWorkingStop() {
        FakeTicket stop = fillEntry(enter());

        stop.ended(Lifecycle.REJECTED);
        bars(1);

        assertThat(session.calls)
                .containsSubsequence("log position of AAPL.US has no working stop: it is closed", "flatten AAPL.US");
    }

    @Test
    void shouldGoOnAskingUntilThePositionIsFlatAndAskNothingElse() {
        FakeTicket stop = fillEntry(enter());
        stop.ended(Lifecycle.CANCELLED);
        bars(3);

        assertThat(session.calls.subList(2, session.calls.size()))
                .containsExactly("flatten AAPL.US", "flatten AAPL.US", "flatten AAPL.US");
    }

    @Test
    void shouldRestAfterTheStopHasFilled() {
        FakeTicket stop = fillEntry(enter());
        bars(2);

        session.fill(stop, "102", 0, "0");
        bars(12);

        assertThat(log.decisions()
                        .subList(log.decisions().size() - 12, log.decisions().size()))
                .extracting(Decision::rule)
                .containsOnly(DecisionRule.COOLDOWN);
        bars(1);
        assertThat(last().action()).isEqualTo(Action.BUY);
    }

    @Test
    void shouldWaitForLeftOverOrdersToEndBeforeItEntersAgain() {
        FakeTicket entry = enter();
        FakeTicket stop = fillEntry(entry);
        FakeTicket target = session.work(
                OrderRequest.sell(AAPL).quantity(10).limit(Price.of("110")).build());
        session.fill(stop, "102", 0, "0");

        bars(1);
        assertThat(session.calls).last().isEqualTo("cancelAll AAPL.US");
        int asked = log.decisions().size();
        bars(14);
        assertThat(log.decisions()).hasSize(asked);

        target.ended(Lifecycle.CANCELLED);
        bars(1);
        assertThat(last().action()).isEqualTo(Action.BUY);
    }

    @Test
    void shouldCancelWhatIsLeftOfAnEntryWhosePositionIsGone() {
        FakeTicket entry = enter();
        FakeTicket stop = session.workStopOf(entry);
        session.hold(AAPL, 4, "103");
        bars(1);

        session.fill(stop, "102", 0, "0");

        assertThat(entry.status()).hasToString("PENDING_CANCEL");
    }

    @Test
    void shouldFlattenFiveMinutesBeforeTheSessionsClose() {
        fillEntry(enter());
        willing.set(false);

        bars(76 - bars);
        assertThat(session.calls).doesNotContain("flatten AAPL.US");
        bars(1);

        assertThat(last().rule()).isEqualTo(DecisionRule.END_OF_DAY);
        assertThat(session.calls).last().isEqualTo("flatten AAPL.US");
    }

    @Test
    void shouldFlattenByTheClockWhereNoBarComes() {
        fillEntry(enter());
        Instant due = TestBars.TUESDAY
                .atTime(LocalTime.of(15, 55))
                .atZone(TestBars.NEW_YORK)
                .toInstant();

        assertThat(session.timers).containsValue(due).hasSize(1);
        session.fire(session.timers.keySet().iterator().next(), due);

        assertThat(session.calls).last().isEqualTo("flatten AAPL.US");
    }

    @Test
    void shouldLeaveFlatSymbolsAloneAtTheEndOfTheDay() {
        bars(2);
        Instant due = session.timers.values().iterator().next();

        session.fire(session.timers.keySet().iterator().next(), due);

        assertThat(session.calls).isEmpty();
    }

    @Test
    void shouldCloseAPositionThatTheDaysEndMissed() {
        fillEntry(enter());

        bars = 78;
        bars(1);

        assertThat(session.calls).last().isEqualTo("flatten AAPL.US");
    }

    @Test
    void shouldResumeAfterARestart() {
        FakeTicket stop = fillEntry(enter());
        double entry = price(READY - 1);
        jump(entry + 2.0);
        OpenPosition before = lastPosition();
        Map<String, String> saved = strategy.saveState();

        EnsembleStrategy again = strategy();
        FakeSession next = new FakeSession(again, SPY, AAPL);
        again.restoreState(saved);
        next.start();
        for (int i = 0; i < bars - 1; i++) {
            next.learn(spy(i));
            next.learn(aapl(i, price(i)));
        }
        next.hold(AAPL, 10, session.position(AAPL).averagePrice().orElseThrow().toString());
        FakeTicket working = next.work(stop.request());
        next.slice(spy(bars), aapl(bars, entry + 1.9));

        OpenPosition after = lastPosition();
        assertThat(after.entryAtr()).isEqualTo(before.entryAtr());
        assertThat(after.best()).isEqualTo(before.best());
        assertThat(after.stop()).isEqualTo(before.stop());
        assertThat(working.changes).hasSize(1);
        assertThat(again.saveState()).isEqualTo(saved);
    }

    @Test
    void shouldFindABetterCloseAmongTheBarsThatARestartMissed() {
        fillEntry(enter());
        double entry = price(READY - 1);
        Map<String, String> saved = strategy.saveState();

        EnsembleStrategy again = strategy();
        FakeSession next = new FakeSession(again, SPY, AAPL);
        again.restoreState(saved);
        next.start();
        for (int i = 0; i <= bars; i++) {
            next.learn(spy(i));
            next.learn(aapl(i, i == bars ? entry + 3 : price(i)));
        }
        next.hold(AAPL, 10, "103");
        next.work(session.stop().request());
        next.slice(spy(bars + 1), aapl(bars + 1, entry + 2.8));

        assertThat(lastPosition().best()).isEqualTo(entry + 3, within(1e-9));
    }

    @Test
    void shouldKeepAnEntryThatFilledWhileItWasDown() {
        FakeTicket entry = enter();
        FakeTicket stop = session.workStopOf(entry);
        Map<String, String> saved = strategy.saveState();

        EnsembleStrategy again = strategy();
        FakeSession next = new FakeSession(again, SPY, AAPL);
        again.restoreState(saved);
        next.start();
        for (int i = 0; i < bars; i++) {
            next.learn(spy(i));
            next.learn(aapl(i, price(i)));
        }
        next.hold(AAPL, 10, "103.2");
        next.work(stop.request());
        next.slice(spy(bars), aapl(bars, price(bars)));

        assertThat(lastPosition().entryPrice()).isEqualTo(103.2);
        assertThat(lastPosition().stop())
                .isEqualTo(log.find(entry.request().decisionId())
                        .orElseThrow()
                        .entry()
                        .orElseThrow()
                        .stop());
        assertThat(next.calls).isEmpty();
    }

    @Test
    void shouldRestOverARestart() {
        FakeTicket stop = fillEntry(enter());
        bars(1);
        session.fill(stop, "102", 0, "0");
        Map<String, String> saved = strategy.saveState();

        EnsembleStrategy again = strategy();
        FakeSession next = new FakeSession(again, SPY, AAPL);
        again.restoreState(saved);
        next.start();
        for (int i = 0; i < bars; i++) {
            next.learn(spy(i));
            next.learn(aapl(i, price(i)));
        }
        next.slice(spy(bars), aapl(bars, price(bars)));

        assertThat(last().rule()).isEqualTo(DecisionRule.COOLDOWN);
        assertThat(next.calls).isEmpty();
    }

    @Test
    void shouldKeepByTheRulesAPositionThatItKnowsNothingOf() {
        bars(READY - 1);
        session.hold(AAPL, -10, "103");
        session.work(OrderRequest.buy(AAPL).quantity(10).stop(Price.of("108")).build());
        bars(1);

        assertThat(session.calls).hasSize(1);
        assertThat(session.calls.get(0))
                .startsWith("log position of AAPL.US at 103.0 was not opened by a known decision");
        assertThat(lastPosition().entryPrice()).isEqualTo(103);
        assertThat(lastPosition().stop()).isGreaterThan(103);
    }

    @Test
    void shouldGoOnTellingWhereAListenerThrows() {
        List<Decision> heard = new ArrayList<>();
        EnsembleStrategy told = EnsembleStrategy.of(OrchestratorConfig.standard())
                .listener(decision -> {
                    throw new IllegalStateException("dashboard is down");
                })
                .listener(heard::add)
                .build();
        FakeSession other = new FakeSession(told, SPY, AAPL).start();

        other.slice(spy(0), aapl(0, 100));
        other.slice(spy(1), aapl(1, 100));

        assertThat(heard).hasSize(2);
    }

    @Test
    void shouldWarnWhereTheMarketProxyIsMissing() {
        FakeSession other = new FakeSession(strategy(), AAPL).start();

        assertThat(other.calls).hasSize(1);
        assertThat(other.calls.get(0)).startsWith("log the market proxy SPY is not in the data");
    }

    private EnsembleStrategy strategy() {
        return EnsembleStrategy.of(OrchestratorConfig.standard())
                .edges(this::edges)
                .listener(log)
                .build();
    }

    private List<Edge> edges() {
        return List.of(new ScriptedEdge(
                "willing", view -> willing.get() ? Vote.forLong(0.8, "willing") : Vote.neutral("unwilling")));
    }

    /** Warms up and decides to enter. */
    private FakeTicket enter() {
        bars(READY);
        return session.orders.get(0);
    }

    /** The entry fills at the decision's price; its stop works. */
    private FakeTicket fillEntry(FakeTicket entry) {
        FakeTicket stop = session.workStopOf(entry);
        session.fill(entry, "102.9", 10, "102.9");
        return stop;
    }

    private void bars(int count) {
        for (int i = 0; i < count; i++) {
            jump(price(bars));
        }
    }

    /** The next bar, at a close. */
    private void jump(double close) {
        session.slice(spy(bars), aapl(bars, close));
        bars++;
    }

    private static Bar spy(int number) {
        return TestBars.bar(SPY, number, 400 * (1 + number * 0.001), 0.8, 1000);
    }

    private static Bar aapl(int number, double close) {
        return TestBars.bar(AAPL, number, close, REACH, 1000);
    }

    private static double price(int number) {
        return 100 * (1 + number * 0.001);
    }

    private Decision last() {
        return log.decisions().get(log.decisions().size() - 1);
    }

    private OpenPosition lastPosition() {
        return last().position().orElseThrow();
    }
}
