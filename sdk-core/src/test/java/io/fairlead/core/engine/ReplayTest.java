package io.fairlead.core.engine;

import static io.fairlead.core.engine.TestBars.AAA;
import static io.fairlead.core.engine.TestBars.BBB;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fairlead.api.BadInputException;
import io.fairlead.api.Price;
import io.fairlead.api.market.Bar;
import io.fairlead.api.market.BarInterval;
import io.fairlead.api.market.EpochNanos;
import io.fairlead.api.order.Bracket;
import io.fairlead.api.order.OrderChange;
import io.fairlead.api.order.OrderEvent;
import io.fairlead.api.order.OrderRequest;
import io.fairlead.api.order.OrderTicket;
import io.fairlead.api.risk.TradingState;
import io.fairlead.api.strategy.Slice;
import io.fairlead.api.strategy.Strategy;
import io.fairlead.api.strategy.StrategyContext;
import io.fairlead.api.strategy.Timer;
import io.fairlead.api.strategy.WarmUp;
import io.fairlead.core.feed.ReplayMarketData;
import io.fairlead.core.journal.JournalEntry;
import io.fairlead.core.journal.JournalRecord.EventTold;
import io.fairlead.core.risk.RiskPolicy;
import io.fairlead.core.sim.FaultPlan;
import io.fairlead.core.sim.SimBrokerProvider;
import io.fairlead.core.sim.SimConfig;
import io.fairlead.spi.ProviderConfig;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Recorded sessions, run again. */
@Timeout(60)
class ReplayTest {
    private static final BarInterval MINUTE = BarInterval.ofMinutes(1);

    private final Records log = new Records();
    private final CountDownLatch started = new CountDownLatch(1);
    private final Semaphore slices = new Semaphore(0);

    /** Does something of everything: brackets, limits, changes, cancels, timers, chance, flattening. */
    class Busy implements Strategy {
        private int bars;
        private int fills;
        private OrderTicket bracket;

        @Override
        public String name() {
            return "busy";
        }

        @Override
        public void onStart(StrategyContext context) {
            context.subscribeBars(AAA, MINUTE, WarmUp.bars(3));
            context.subscribeBars(BBB, MINUTE, WarmUp.bars(1));
            started.countDown();
        }

        @Override
        public void onBar(Bar bar, StrategyContext context) {
            if (context.isWarmingUp() || !bar.instrument().equals(AAA)) {
                return;
            }
            act(bars++ % 30, bar, context);
        }

        protected void act(int number, Bar bar, StrategyContext context) {
            switch (number) {
                case 0 ->
                    bracket = context.submit(OrderRequest.buy(AAA)
                            .quantity(10 + context.random().nextInt(5))
                            .market()
                            .bracket(Bracket.stopPercent(3).targetPercent(6))
                            .build());
                case 3 -> context.setTimer("soon", Duration.ofSeconds(90));
                case 5 ->
                    context.submit(OrderRequest.buy(BBB)
                            .quantity(5)
                            .limit(Price.of((long) bar.close()))
                            .build());
                case 8 -> {
                    OrderTicket stop = bracket.legs().get(1);
                    if (!stop.isClosed()) {
                        stop.replace(OrderChange.toTrigger(Price.of((long) (bar.close() * 0.9))));
                    }
                }
                case 12 -> context.flatten(AAA);
                case 15 -> context.cancelAll(BBB);
                case 16 ->
                    context.submit(
                            OrderRequest.buy(AAA).quantity(1_000_000).market().build());
                case 20 -> context.flatten(BBB);
                default -> {}
            }
        }

        @Override
        public void onSlice(Slice slice, StrategyContext context) {
            slices.release();
        }

        @Override
        public void onTimer(Timer timer, StrategyContext context) {
            context.log("timer " + timer.name() + " at " + context.now() + " "
                    + context.random().nextInt(100));
        }

        @Override
        public void onOrderEvent(OrderEvent event, StrategyContext context) {
            if (event instanceof OrderEvent.Filled) {
                fills++;
                if (fills % 3 == 0) {
                    context.submit(OrderRequest.sell(BBB).quantity(1).market().build());
                }
            }
        }

        @Override
        public Map<String, String> saveState() {
            return Map.of("fills", Integer.toString(fills));
        }
    }

    private static TestBars data(long seed) {
        return new TestBars().walk(AAA, 200, seed).walk(BBB, 200, seed + 1);
    }

    private void paper(SessionBuilder builder, TestBars data) throws InterruptedException {
        ReplayMarketData replay = ReplayMarketData.of(data, EpochNanos.toInstant(TestBars.endOf(5)));
        try (TradingSession session = builder.mode(Mode.PAPER)
                .marketData(replay, ProviderConfig.empty())
                .clock(replay.clock())
                .instruments(AAA, BBB)
                .risk(RiskPolicy.research())
                .strategy(Busy::new)
                .onClose(ClosePolicy.FLATTEN)
                .journal(log.storage)
                .open()) {
            assertThat(started.await(10, TimeUnit.SECONDS)).isTrue();
            for (int step = 0; replay.step(); step++) {
                assertThat(slices.tryAcquire(10, TimeUnit.SECONDS)).isTrue();
                if (step == 100) {
                    session.setTradingState(TradingState.REDUCE_ONLY, "a test", "test");
                } else if (step == 150) {
                    session.setTradingState(TradingState.ACTIVE, "a test", "test");
                }
            }
            session.awaitClose();
        }
    }

    private Replay replay(Supplier<? extends Strategy> strategy) {
        return TradingSession.replay(log.storage).strategy(strategy).risk(RiskPolicy.research());
    }

    private void assertReplays(Replay replay) {
        ReplayReport report = replay.run();

        assertThat(report.difference()).as(report.describe()).isEmpty();
        assertThat(report.isEqual()).isTrue();
        assertThat(report.complete()).isTrue();
        assertThat(report.equal()).isEqualTo(report.recorded()).isEqualTo(report.replayed());
        assertThat(log.all(EventTold.class)).extracting(EventTold::event).contains("Accepted", "Filled", "Denied");
    }

    @Test
    void shouldReplayAPaperSession() throws InterruptedException {
        paper(TradingSession.builder(), data(7));

        assertReplays(replay(Busy::new));
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void shouldReplayAPaperSessionWhoseVenueAnswersLateTwiceAndOutOfOrder(long seed) throws InterruptedException {
        SimConfig late = SimConfig.builder().asynchronous(seed).build();

        paper(TradingSession.builder().broker(SimBrokerProvider.of(late), ProviderConfig.empty()), data(seed));

        assertReplays(replay(Busy::new));
    }

    private void backtest(SimConfig venue, long seed) {
        TradingSession.builder()
                .data(data(seed))
                .broker(SimBrokerProvider.of(venue), ProviderConfig.empty())
                .strategy(Busy::new)
                .onClose(ClosePolicy.FLATTEN)
                .journal(log.storage)
                .open()
                .awaitClose();
    }

    @Test
    void shouldReplayABacktestOnItsData() {
        backtest(SimConfig.builder().build(), 7);

        assertReplays(replay(Busy::new).data(data(7)));
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void shouldReplayABacktestWhoseVenueAnswersLateTwiceAndOutOfOrder(long seed) {
        backtest(SimConfig.builder().asynchronous(seed).build(), seed);

        assertReplays(replay(Busy::new).data(data(seed)));
    }

    @Test
    void shouldNameTheFirstRecordThatChangedCodeMakesOtherwise() {
        backtest(SimConfig.builder().build(), 7);

        ReplayReport report = replay(() -> new Busy() {
                    @Override
                    protected void act(int number, Bar bar, StrategyContext context) {
                        if (number == 12) {
                            context.log("I have changed my mind");
                        }
                        super.act(number, bar, context);
                    }
                })
                .data(data(7))
                .run();

        JournalEntry first =
                log.entries().get((int) report.difference().orElseThrow().sequence() - 1);
        assertThat(report.isEqual()).isFalse();
        assertThat(report.equal()).isPositive().isLessThan(report.recorded());
        assertThat(report.difference().orElseThrow().replayed()).contains("I have changed my mind");
        assertThat(report.difference().orElseThrow().recorded())
                .contains(first.record().toString());
        assertThat(report.recordedHash()).isNotEqualTo(report.replayedHash());
    }

    @Test
    void shouldReplayARunThatWasCutOffAsFarAsItGoes() throws InterruptedException {
        paper(TradingSession.builder(), data(7));
        List<JournalEntry> whole = log.entries();

        for (int kept = whole.size() - 1; kept > 20; kept -= 7) {
            ReplayReport report = TradingSession.replay(Records.of(whole.subList(0, kept)))
                    .strategy(Busy::new)
                    .risk(RiskPolicy.research())
                    .run();
            assertThat(report.difference())
                    .as("kept %s of %s", kept, whole.size())
                    .isEmpty();
            assertThat(report.isEqual()).isTrue();
            assertThat(report.complete()).isFalse();
        }
    }

    @Test
    void shouldRefuseByNameWhatDoesNotFitTheRun() {
        backtest(SimConfig.builder().build(), 7);

        assertThatThrownBy(() -> replay(Busy::new).risk(RiskPolicy.standard()).run())
                .isInstanceOf(BadInputException.class)
                .hasMessageContaining("policy was research")
                .hasMessageContaining("data(…)");
        assertThatThrownBy(() -> replay(() -> new Strategy() {}).data(data(7)).run())
                .isInstanceOf(BadInputException.class)
                .hasMessageContaining("[busy]");
        assertThatThrownBy(() -> replay(Busy::new).data(data(7)).number(2).run())
                .isInstanceOf(BadInputException.class)
                .hasMessageContaining("1 runs");
    }

    @Test
    void shouldReplayWhatHappenedAtAVenueThatLosesAnswersAndRepeatsReports() {
        backtest(
                SimConfig.builder()
                        .faults(FaultPlan.seeded(9).losesAnswers(0.1).duplicatesReports(0.2))
                        .build(),
                9);

        assertReplays(replay(Busy::new).data(data(9)));
    }
}
