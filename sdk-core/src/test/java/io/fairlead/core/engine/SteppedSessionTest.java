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
import io.fairlead.api.order.Fill;
import io.fairlead.api.order.Liquidity;
import io.fairlead.api.order.OrderEvent;
import io.fairlead.api.order.OrderRequest;
import io.fairlead.api.order.OrderStatus;
import io.fairlead.api.order.OrderTicket;
import io.fairlead.api.order.VenueOrderId;
import io.fairlead.api.risk.ApprovedOrder;
import io.fairlead.api.risk.TradingState;
import io.fairlead.api.strategy.Strategy;
import io.fairlead.api.strategy.StrategyContext;
import io.fairlead.api.strategy.Timer;
import io.fairlead.api.strategy.WarmUp;
import io.fairlead.core.feed.ReplayMarketData;
import io.fairlead.core.journal.JournalRecord.Alarmed;
import io.fairlead.core.journal.JournalRecord.OrderIntended;
import io.fairlead.core.journal.JournalRecord.Recording;
import io.fairlead.core.journal.JournalRecord.RunClosed;
import io.fairlead.core.journal.JournalRecord.StateSaved;
import io.fairlead.core.order.ScriptedBroker;
import io.fairlead.core.risk.RiskPolicy;
import io.fairlead.spi.BrokerListener;
import io.fairlead.spi.ConnectionEvent;
import io.fairlead.spi.OrderKey;
import io.fairlead.spi.OrderReport;
import io.fairlead.spi.ProviderConfig;
import io.fairlead.spi.Secret;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

/** Live sessions without a thread: every step is the test's. */
class SteppedSessionTest {
    private static final BarInterval MINUTE = BarInterval.ofMinutes(1);

    private final Records log = new Records();
    private final List<String> told = new ArrayList<>();
    private final List<String> alarms = new ArrayList<>();
    private final ListeningBroker broker = new ListeningBroker();
    private final ReplayMarketData feed = ReplayMarketData.of(
            new TestBars().walk(AAA, 20, 3).walk(BBB, 20, 4), EpochNanos.toInstant(TestBars.endOf(2)));

    /** A broker double that keeps who listens. */
    private static final class ListeningBroker {
        private final ScriptedBroker script = new ScriptedBroker();
        private final List<ApprovedOrder> sent = new ArrayList<>();
        private BrokerListener listener;

        ListeningBroker() {
            script.onSubmit = order -> {
                sent.add(order);
                return new CompletableFuture<>();
            };
            script.onConnect = lent -> listener = lent.listener();
        }

        void down() {
            listener.onConnection(new ConnectionEvent(ConnectionEvent.State.DOWN, "test", TestBars.endOf(2)));
        }

        void up() {
            listener.onConnection(new ConnectionEvent(ConnectionEvent.State.UP, "test", TestBars.endOf(2)));
        }

        void fill(ApprovedOrder order, String execution, long price) {
            listener.onOrderReport(new OrderReport.Filled(
                    OrderKey.of(order.clientOrderId(), new VenueOrderId("V" + order.orderId())),
                    TestBars.endOf(4),
                    new Fill(
                            execution,
                            AAA,
                            order.request().side(),
                            order.request().quantity().orElseThrow(),
                            Price.of(price),
                            List.of(),
                            Liquidity.TAKER,
                            TestBars.endOf(4))));
        }
    }

    /** Buys on the first bar; has a timer after ten minutes. */
    private class Buyer implements Strategy {
        OrderTicket ticket;
        private int fills;

        @Override
        public String name() {
            return "buyer";
        }

        @Override
        public void onStart(StrategyContext context) {
            context.subscribeBars(AAA, MINUTE, WarmUp.bars(2));
            context.setTimer("later", Duration.ofMinutes(10));
        }

        @Override
        public void onBar(Bar bar, StrategyContext context) {
            if (!context.isWarmingUp() && ticket == null) {
                ticket = context.submit(
                        OrderRequest.buy(AAA).quantity(10).market().build());
            }
        }

        @Override
        public void onTimer(Timer timer, StrategyContext context) {
            told.add("timer");
            context.flatten(AAA);
        }

        @Override
        public void onOrderEvent(OrderEvent event, StrategyContext context) {
            told.add(event.getClass().getSimpleName());
            fills += event instanceof OrderEvent.Filled ? 1 : 0;
        }

        @Override
        public Map<String, String> saveState() {
            return Map.of("fills", Integer.toString(fills));
        }

        @Override
        public void restoreState(Map<String, String> state) {
            told.add("restored " + state);
        }
    }

    private SessionBuilder live(Strategy strategy) {
        return TradingSession.builder()
                .mode(Mode.LIVE)
                .broker(broker.script, ProviderConfig.empty())
                .marketData(feed, ProviderConfig.empty())
                .clock(feed.clock())
                .instruments(AAA, BBB)
                .risk(RiskPolicy.research())
                .strategy(() -> strategy)
                .journal(log.storage)
                .listener(new SessionListener() {
                    @Override
                    public void onAlarm(Alarm alarm) {
                        alarms.add(alarm.code());
                    }
                });
    }

    private void playToAFill(SteppedSession stepped) {
        broker.up();
        stepped.runUntilIdle();
        feed.step();
        stepped.runUntilIdle();
        ApprovedOrder order = broker.sent.get(0);
        broker.fill(order, "x1", 100);
        stepped.runUntilIdle();
    }

    @Test
    void shouldDoNothingUnlessATurnIsTakenAndThenAllThatIsThere() {
        Buyer buyer = new Buyer();
        try (SteppedSession stepped = live(buyer).openStepped()) {
            broker.up();
            stepped.runUntilIdle();
            feed.step();
            assertThat(buyer.ticket).isNull();

            assertThat(stepped.runUntilIdle()).isPositive();

            assertThat(buyer.ticket.status()).isEqualTo(OrderStatus.PENDING_NEW);
            assertThat(broker.sent).hasSize(1);
            assertThat(stepped.turn()).isFalse();
        }
        assertThat(log.all(RunClosed.class)).hasSize(1);
    }

    private void playToTheTimer(SteppedSession stepped) {
        for (int bar = 0; bar < 12; bar++) {
            feed.step();
            stepped.runUntilIdle();
        }
    }

    @Test
    void shouldHaveAFlatteningWaitForTheConnectionAndGoOnOnceTheVenueIsKnown() {
        try (SteppedSession stepped = live(new Buyer()).openStepped()) {
            playToAFill(stepped);
            broker.down();
            playToTheTimer(stepped);
            assertThat(told).contains("timer");
            assertThat(broker.sent).hasSize(1);
            assertThat(alarms).doesNotContain("FLATTEN_FAILED");

            broker.up();
            stepped.runUntilIdle();

            assertThat(broker.sent).hasSize(2);
            broker.fill(broker.sent.get(1), "x2", 101);
            stepped.runUntilIdle();
            assertThat(stepped.session().account().positions()).allMatch(position -> position.isFlat());
            assertThat(alarms).doesNotContain("FLATTEN_FAILED");
        }
    }

    @Test
    void shouldReplayASessionOnABrokerThatAnswersWhenItLikes() {
        Buyer buyer = new Buyer();
        try (SteppedSession stepped = live(buyer).openStepped()) {
            playToAFill(stepped);
            for (int bar = 0; bar < 12; bar++) {
                feed.step();
                stepped.runUntilIdle();
            }
            assertThat(told).containsSubsequence("Filled", "timer");
            assertThat(broker.sent).hasSize(2);
            broker.fill(broker.sent.get(1), "x2", 101);
            stepped.runUntilIdle();
        }

        ReplayReport report = TradingSession.replay(log.storage)
                .strategy(Buyer::new)
                .risk(RiskPolicy.research())
                .run();

        assertThat(report.difference()).as(report.describe()).isEmpty();
        assertThat(report.isEqual()).isTrue();
        assertThat(report.equal()).isGreaterThan(8);
    }

    @Test
    void shouldReplayASessionWhoseLimitsAndStateWereChangedWhileItRan() {
        RiskPolicy tight = RiskPolicy.research().maxOpenOrders(0);
        try (SteppedSession stepped = live(new Buyer()).openStepped()) {
            broker.up();
            stepped.runUntilIdle();
            stepped.session().setTradingState(TradingState.REDUCE_ONLY, "desk", "lunch");
            stepped.session().changeLimits(tight, "risk desk", "end of quarter");
            stepped.session().setTradingState(TradingState.ACTIVE, "desk", "lunch is over");
            stepped.runUntilIdle();
            feed.step();
            stepped.runUntilIdle();
        }
        assertThat(log.kinds()).contains("OrderDenied");
        Replay replay = TradingSession.replay(log.storage).strategy(Buyer::new).risk(RiskPolicy.research());

        ReplayReport without = replay.run();
        ReplayReport with = replay.limits(tight).run();

        assertThat(without.difference().orElseThrow().replayed()).contains("LIMITS_NOT_KNOWN");
        assertThat(with.difference()).as(with.describe()).isEmpty();
        assertThat(with.isEqual()).isTrue();
    }

    @Test
    void shouldTakeOverWhatAKilledSessionLeftBehindAndReplayBoth() {
        SteppedSession killed = live(new Buyer()).openStepped();
        playToAFill(killed);
        killed.kill();
        assertThat(log.all(RunClosed.class)).isEmpty();
        assertThat(log.all(StateSaved.class)).hasSize(1);
        told.clear();

        try (SteppedSession stepped = live(new Buyer()).openStepped()) {
            assertThat(told).contains("restored {fills=1}");
            assertThat(stepped.session().account().positions()).hasSize(1);
            broker.up();
            stepped.runUntilIdle();
            feed.step();
            stepped.runUntilIdle();
        }

        assertThat(broker.sent)
                .extracting(order -> order.clientOrderId().value())
                .doesNotHaveDuplicates();
        for (int run = 1; run <= 2; run++) {
            ReplayReport report = TradingSession.replay(log.storage)
                    .number(run)
                    .strategy(Buyer::new)
                    .risk(RiskPolicy.research())
                    .run();
            assertThat(report.difference())
                    .as("run " + run + " " + report.describe())
                    .isEmpty();
            assertThat(report.isEqual()).isTrue();
            assertThat(report.complete()).isEqualTo(run == 2);
        }
    }

    @Test
    void shouldHaltForGoodAndSendNothingMoreOnceTheJournalFails() {
        Buyer buyer = new Buyer();
        try (SteppedSession stepped = live(buyer).openStepped()) {
            broker.up();
            stepped.runUntilIdle();
            feed.step();
            log.storage.failForceAt(1);

            stepped.runUntilIdle();

            assertThat(alarms).containsOnlyOnce("JOURNAL_FAILED");
            assertThat(broker.sent).isEmpty();
            assertThat(buyer.ticket.status()).isEqualTo(OrderStatus.DENIED);
            assertThat(buyer.ticket.denial().orElseThrow().code()).isEqualTo("JOURNAL_FAILED");
            assertThat(stepped.session().tradingState()).isEqualTo(TradingState.HALTED);
            stepped.session().setTradingState(TradingState.ACTIVE, "a test", "hope");
            stepped.runUntilIdle();
            assertThat(stepped.session().tradingState()).isEqualTo(TradingState.HALTED);
        }
        assertThat(broker.sent).isEmpty();
    }

    @Test
    void shouldGoOnTakingInWhatHappensOnceTheJournalHasFailed() {
        try (SteppedSession stepped = live(new Buyer()).openStepped()) {
            broker.up();
            stepped.runUntilIdle();
            feed.step();
            stepped.runUntilIdle();
            log.storage.failWriteAfter(0);

            broker.fill(broker.sent.get(0), "x1", 100);
            stepped.runUntilIdle();

            assertThat(alarms).containsOnlyOnce("JOURNAL_FAILED");
            assertThat(told).contains("Filled");
            assertThat(stepped.session().account().positions()).hasSize(1);
        }
    }

    @Test
    void shouldRefuseByNameToReplayWhatWasRecordedForOrdersOnly() {
        try (SteppedSession stepped =
                live(new Buyer()).recording(Recording.ORDERS_ONLY).openStepped()) {
            playToAFill(stepped);
        }

        assertThat(log.kinds()).contains("OrderIntended", "Reported").doesNotContain("BarArrived", "HistoryArrived");
        assertThatThrownBy(() -> TradingSession.replay(log.storage)
                        .strategy(Buyer::new)
                        .risk(RiskPolicy.research())
                        .run())
                .isInstanceOf(BadInputException.class)
                .hasMessageContaining("ORDERS_ONLY");
    }

    @Test
    void shouldNotTradeLiveWithoutAJournalNorTakeThatOfAnotherAccount() {
        assertThatThrownBy(() -> TradingSession.builder()
                        .mode(Mode.LIVE)
                        .broker(broker.script, ProviderConfig.empty())
                        .marketData(feed, ProviderConfig.empty())
                        .instruments(AAA)
                        .strategy(Buyer::new)
                        .open())
                .isInstanceOf(BadInputException.class)
                .hasMessageContaining("LIVE needs a journal");
        live(new Buyer()).openStepped().close();
        assertThatThrownBy(() -> TradingSession.builder()
                        .mode(Mode.PAPER)
                        .marketData(feed, ProviderConfig.empty())
                        .instruments(AAA, BBB)
                        .strategy(Buyer::new)
                        .journal(log.storage)
                        .openStepped())
                .isInstanceOf(BadInputException.class)
                .hasMessageContaining("scripted")
                .hasMessageContaining("sim/paper-1");
        assertThat(log.all(OrderIntended.class)).isEmpty();
        assertThat(log.all(Alarmed.class)).isEmpty();
    }

    @Test
    void shouldFireTimersByTheClockAloneAndWriteThatDown() {
        HandClock clock = new HandClock(TestBars.endOf(2));
        try (SteppedSession stepped = live(new Buyer()).clock(clock).openStepped()) {
            broker.up();
            stepped.runUntilIdle();
            long before = log.entries().size();
            clock.advance(Duration.ofMinutes(9));
            assertThat(stepped.turn()).isFalse();
            assertThat(log.entries()).hasSize((int) before);

            clock.advance(Duration.ofMinutes(1));

            assertThat(stepped.turn()).isTrue();
            assertThat(told).containsExactly("timer");
            assertThat(log.kinds()).endsWith("TimePassed");
        }
    }

    @Test
    void shouldKeepTheBrokersSecretOutOfTheJournal() throws IOException {
        String planted = "s3cret-planted-in-the-configuration";
        ProviderConfig config = ProviderConfig.empty().with("api.key", "known").with("api.secret", Secret.of(planted));
        try (SteppedSession stepped =
                live(new Buyer()).broker(broker.script, config).openStepped()) {
            playToAFill(stepped);
        }

        assertThat(log.kinds()).contains("RunOpened", "OrderIntended", "Reported");
        for (String segment : log.storage.segments()) {
            String bytes = new String(log.storage.bytes(segment), StandardCharsets.ISO_8859_1);
            assertThat(bytes).contains("scripted").doesNotContain(planted);
        }
    }

    @Test
    void shouldSayThatABacktestNeedsNoSteps() {
        assertThatThrownBy(() -> TradingSession.builder()
                        .data(new TestBars().flat(AAA, 1))
                        .strategy(Buyer::new)
                        .openStepped())
                .isInstanceOf(BadInputException.class)
                .hasMessageContaining("open()");
    }
}
