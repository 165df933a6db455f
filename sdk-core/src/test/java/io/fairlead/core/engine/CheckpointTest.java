package io.fairlead.core.engine;

import static io.fairlead.core.engine.TestBars.AAA;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fairlead.api.Currency;
import io.fairlead.api.Price;
import io.fairlead.api.Quantity;
import io.fairlead.api.market.Bar;
import io.fairlead.api.market.BarInterval;
import io.fairlead.api.market.EpochNanos;
import io.fairlead.api.order.Fill;
import io.fairlead.api.order.Liquidity;
import io.fairlead.api.order.OrderEvent;
import io.fairlead.api.order.OrderRequest;
import io.fairlead.api.order.VenueOrderId;
import io.fairlead.api.risk.ApprovedOrder;
import io.fairlead.api.risk.TradingState;
import io.fairlead.api.strategy.Strategy;
import io.fairlead.api.strategy.StrategyContext;
import io.fairlead.core.feed.ReplayMarketData;
import io.fairlead.core.journal.Journal;
import io.fairlead.core.journal.JournalCursor;
import io.fairlead.core.journal.JournalFormatException;
import io.fairlead.core.journal.JournalOptions;
import io.fairlead.core.journal.MemoryStorage;
import io.fairlead.core.order.ScriptedBroker;
import io.fairlead.core.risk.RiskPolicy;
import io.fairlead.spi.BrokerListener;
import io.fairlead.spi.ConnectionEvent;
import io.fairlead.spi.OrderKey;
import io.fairlead.spi.OrderReport;
import io.fairlead.spi.ProviderConfig;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A session that starts from a checkpoint is the one that would have read everything. */
class CheckpointTest {
    private static final BarInterval MINUTE = BarInterval.ofMinutes(1);

    private final MemoryStorage storage = new MemoryStorage();
    private final ScriptedBroker broker = new ScriptedBroker();
    private final List<ApprovedOrder> sent = new ArrayList<>();
    private final List<String> restored = new ArrayList<>();
    private final HandClock segments = new HandClock(TestBars.endOf(2));
    private final ReplayMarketData feed =
            ReplayMarketData.of(new TestBars().walk(AAA, 90, 3), EpochNanos.toInstant(TestBars.endOf(2)));

    CheckpointTest() {
        broker.onSubmit = order -> {
            sent.add(order);
            return new CompletableFuture<>();
        };
    }

    /** Buys on every bar; counts its fills over restarts. */
    private final class Collector implements Strategy {
        private int fills;

        @Override
        public String name() {
            return "collector";
        }

        @Override
        public void onStart(StrategyContext context) {
            context.subscribeBars(AAA, MINUTE);
        }

        @Override
        public void onBar(Bar bar, StrategyContext context) {
            context.submit(
                    OrderRequest.buy(AAA).quantity(10).limit(Price.of(50)).build());
        }

        @Override
        public void onOrderEvent(OrderEvent event, StrategyContext context) {
            fills += event instanceof OrderEvent.Filled ? 1 : 0;
        }

        @Override
        public Map<String, String> saveState() {
            return Map.of("fills", Integer.toString(fills));
        }

        @Override
        public void restoreState(Map<String, String> state) {
            fills = Integer.parseInt(state.getOrDefault("fills", "0"));
            restored.add(state.toString());
        }
    }

    private SteppedSession open(boolean forgets) {
        JournalOptions options = JournalOptions.standard()
                .withSegmentBytes(JournalOptions.MIN_SEGMENT_BYTES)
                .withClock(segments);
        return TradingSession.builder()
                .mode(Mode.LIVE)
                .broker(broker, ProviderConfig.empty())
                .marketData(feed, ProviderConfig.empty())
                .clock(feed.clock())
                .instruments(AAA)
                .risk(RiskPolicy.research())
                .strategy(Collector::new)
                .journal(storage)
                .journalOptions(forgets ? options.withRetention(Duration.ofDays(1)) : options)
                .openStepped();
    }

    private void report(OrderReport report) {
        BrokerListener listener = broker.listener;
        assertThat(listener).isNotNull();
        listener.onOrderReport(report);
    }

    private OrderReport fill(ApprovedOrder order, String execution, int units, int price) {
        return new OrderReport.Filled(
                OrderKey.of(order.clientOrderId(), new VenueOrderId("V" + order.orderId())),
                TestBars.endOf(4),
                new Fill(
                        execution,
                        AAA,
                        order.request().side(),
                        Quantity.of(units),
                        Price.of(price),
                        List.of(),
                        Liquidity.TAKER,
                        TestBars.endOf(4)));
    }

    /** Four sessions of which the first three are killed; what the last one knows. */
    private String live(boolean forgets) {
        StringBuilder known = new StringBuilder();
        for (int i = 1; i <= 4; i++) {
            SteppedSession session = open(forgets);
            BrokerListener listener = broker.listener;
            assertThat(listener).isNotNull();
            listener.onConnection(new ConnectionEvent(ConnectionEvent.State.UP, "test", TestBars.endOf(2)));
            session.runUntilIdle();
            for (int bar = 0; bar < 6; bar++) {
                feed.step();
                session.runUntilIdle();
            }
            ApprovedOrder last = sent.get(sent.size() - 1);
            report(fill(last, "x" + i, 4, 50 - i));
            report(fill(sent.get(0), "first" + i, 1, 49)); // of the first session's order
            session.runUntilIdle();
            if (i == 3) {
                session.session().setTradingState(TradingState.REDUCE_ONLY, "ann", "lunch");
                session.runUntilIdle();
            }
            if (i == 4) {
                known.append(session.session().account().positions())
                        .append(session.session().account().cash(Currency.USD))
                        .append(session.openOrders().stream()
                                .map(order -> order + " " + order.status() + order.filledQuantity())
                                .toList())
                        .append(session.session().tradingState())
                        .append(restored);
            }
            session.kill();
            segments.advance(Duration.ofDays(2));
        }
        return known.toString();
    }

    private long firstSequence() {
        try (JournalCursor cursor = JournalCursor.over(storage)) {
            assertThat(cursor.next()).isTrue();
            return cursor.sequence();
        }
    }

    @Test
    void shouldKnowWhatItWouldKnowHadNothingBeenDeleted() {
        String forgetful = live(true);
        assertThat(firstSequence()).as("old records are gone").isGreaterThan(1);

        assertThat(forgetful).isEqualTo(new CheckpointTest().live(false));
        assertThat(forgetful).contains("REDUCE_ONLY", "fills=2");
    }

    @Test
    void shouldKeepEverythingUnlessToldOtherwise() {
        live(false);

        assertThat(firstSequence()).isEqualTo(1);
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void shouldReplayARunThatBeganAtACheckpoint(boolean forgets) {
        live(forgets);

        ReplayReport report = TradingSession.replay(storage)
                .strategy(Collector::new)
                .risk(RiskPolicy.research())
                .run();

        assertThat(report.difference()).as(report.describe()).isEmpty();
        assertThat(report.equal()).isPositive();
    }

    @Test
    void shouldNotOpenAJournalWhoseBeginningIsGoneWithoutACheckpoint() {
        live(false);
        try (Journal journal = Journal.open(storage, JournalOptions.standard(), new SplittableRandom(1))) {
            journal.deleteBefore(journal.lastSequence());
        }

        assertThatThrownBy(() -> open(false))
                .isInstanceOf(JournalFormatException.class)
                .hasMessageContaining("holds no complete checkpoint");
    }

    @ParameterizedTest
    @ValueSource(longs = {0, 3_600, 86_399})
    void shouldRefuseToForgetBeforeVenuesHaveToldEverything(long seconds) {
        assertThatThrownBy(() -> JournalOptions.standard().withRetention(Duration.ofSeconds(seconds)))
                .hasMessageContaining("at least 24 hours");
    }
}
