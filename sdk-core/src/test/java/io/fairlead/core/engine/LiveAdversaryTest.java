package io.fairlead.core.engine;

import static io.fairlead.core.engine.TestBars.AAA;
import static io.fairlead.core.engine.TestBars.BBB;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fairlead.api.BadInputException;
import io.fairlead.api.instrument.InstrumentId;
import io.fairlead.api.market.Bar;
import io.fairlead.api.market.BarInterval;
import io.fairlead.api.market.EpochNanos;
import io.fairlead.api.order.OrderRequest;
import io.fairlead.api.strategy.Slice;
import io.fairlead.api.strategy.Strategy;
import io.fairlead.api.strategy.StrategyContext;
import io.fairlead.api.strategy.WarmUp;
import io.fairlead.core.feed.ReplayMarketData;
import io.fairlead.core.order.ScriptedBroker;
import io.fairlead.core.risk.RiskPolicy;
import io.fairlead.spi.ConfigKey;
import io.fairlead.spi.HistoryFacet;
import io.fairlead.spi.MarketDataFacet;
import io.fairlead.spi.MarketDataProvider;
import io.fairlead.spi.ProviderConfig;
import io.fairlead.spi.ReferenceFacet;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Live sessions on a replayed feed, with everything around them going wrong. */
@Timeout(20)
class LiveAdversaryTest {
    private static final BarInterval MINUTE = BarInterval.ofMinutes(1);

    private final List<String> told = new CopyOnWriteArrayList<>();
    private final List<String> alarms = new CopyOnWriteArrayList<>();
    private final CountDownLatch started = new CountDownLatch(1);
    private final Semaphore bars = new Semaphore(0);
    private final CompletableFuture<TradingSession> opened = new CompletableFuture<>();

    /** Tells of bars and slices; does what a test says on its n-th bar of AAA. */
    class Watcher implements Strategy {
        private int count;

        @Override
        public void onStart(StrategyContext context) {
            context.subscribeBars(AAA, MINUTE, WarmUp.bars(1));
            context.subscribeBars(BBB, MINUTE);
            started.countDown();
        }

        @Override
        public void onBar(Bar bar, StrategyContext context) {
            if (bar.instrument().equals(AAA)) {
                act(count++, context);
            }
            bars.release();
        }

        protected void act(int number, StrategyContext context) {}

        @Override
        public void onSlice(Slice slice, StrategyContext context) {
            told.add("slice " + slice.size() + " missing " + slice.missing());
        }
    }

    private CloseReport play(SessionBuilder builder, TestBars data, Strategy strategy, boolean failingHistory)
            throws InterruptedException {
        ReplayMarketData replay = ReplayMarketData.of(data, EpochNanos.toInstant(TestBars.endOf(0)));
        try (TradingSession session = builder.marketData(
                        failingHistory ? new WithoutHistory(replay) : replay, ProviderConfig.empty())
                .clock(replay.clock())
                .instruments(AAA, BBB)
                .risk(RiskPolicy.research())
                .strategy(() -> strategy)
                .listener(new SessionListener() {
                    @Override
                    public void onAlarm(Alarm alarm) {
                        alarms.add(alarm.code());
                    }
                })
                .open()) {
            opened.complete(session);
            assertThat(started.await(10, TimeUnit.SECONDS)).isTrue();
            long a = data.bars(AAA).size();
            long b = data.bars(BBB).size();
            for (int step = 1; replay.step(); step++) {
                int due = (step < a ? 1 : 0) + (step < b ? 1 : 0);
                bars.tryAcquire(due, 1, TimeUnit.SECONDS);
            }
            return session.awaitClose();
        }
    }

    private static TestBars data() {
        return new TestBars().flat(AAA, 10, 11, 12, 13, 14, 15, 16).flat(BBB, 20, 21, 22, 23, 24, 25);
    }

    /** A source whose history throws. */
    private record WithoutHistory(MarketDataProvider source) implements MarketDataProvider {
        @Override
        public String id() {
            return source.id();
        }

        @Override
        public String version() {
            return source.version();
        }

        @Override
        public List<ConfigKey> configKeys() {
            return source.configKeys();
        }

        @Override
        public MarketDataConnection connect(ProviderConfig config, Clock clock, ScheduledExecutorService io) {
            MarketDataConnection connection = source.connect(config, clock, io);
            return new MarketDataConnection() {
                @Override
                public ReferenceFacet reference() {
                    return connection.reference();
                }

                @Override
                public Optional<MarketDataFacet> marketData() {
                    return connection.marketData();
                }

                @Override
                public Optional<HistoryFacet> history() {
                    return Optional.of((InstrumentId id, BarInterval interval, Instant from, Instant to) -> {
                        throw new IllegalStateException("broken on purpose");
                    });
                }

                @Override
                public void close() {
                    connection.close();
                }
            };
        }
    }

    @Test
    void shouldHandOutTheLastSliceThoughABarOfItNeverComes() throws InterruptedException {
        play(TradingSession.builder().mode(Mode.PAPER), data(), new Watcher(), false);

        assertThat(told).hasSize(6).last().isEqualTo("slice 1 missing [BBB.US]");
        assertThat(told.subList(0, 5)).containsOnly("slice 2 missing []");
    }

    @Test
    void shouldRaiseAnAlarmWhenHistoryThrowsAndGoOnWithLiveBars() throws InterruptedException {
        play(TradingSession.builder().mode(Mode.PAPER), data(), new Watcher(), true);

        assertThat(alarms).containsExactly("HISTORY_FAILED");
        assertThat(told).hasSize(6);
    }

    @Test
    void shouldFlattenWhenAStrategyClosesItsOwnSession() throws InterruptedException {
        Watcher closer = new Watcher() {
            @Override
            protected void act(int number, StrategyContext context) {
                if (number == 1) {
                    context.submit(OrderRequest.buy(AAA).quantity(5).market().build());
                } else if (number == 3) {
                    opened.join().close();
                }
            }
        };

        CloseReport left =
                play(TradingSession.builder().mode(Mode.PAPER).onClose(ClosePolicy.FLATTEN), data(), closer, false);

        assertThat(left.describe()).isEmpty();
        assertThat(left.positions()).isEmpty();
        assertThat(opened.join().account().positions()).hasSize(1);
    }

    @Test
    void shouldNotWaitForFillsThatNoDataCanBring() throws InterruptedException {
        Watcher holder = new Watcher() {
            @Override
            protected void act(int number, StrategyContext context) {
                if (number == 1) {
                    context.submit(OrderRequest.buy(AAA).quantity(5).market().build());
                }
            }
        };

        CloseReport left =
                play(TradingSession.builder().mode(Mode.PAPER).onClose(ClosePolicy.FLATTEN), data(), holder, false);

        assertThat(left.positions()).hasSize(1);
        assertThat(left.openOrders()).hasSize(1);
    }

    @Test
    void shouldCloseThoughTheBrokerThrowsAndAskItForNothingInADryRun() throws InterruptedException {
        ScriptedBroker broker = new ScriptedBroker();
        broker.onClose = () -> {
            throw new IllegalStateException("broken on purpose");
        };
        Watcher trader = new Watcher() {
            @Override
            protected void act(int number, StrategyContext context) {
                context.submit(OrderRequest.buy(AAA).quantity(5).market().build())
                        .cancel();
            }
        };

        CloseReport left = play(
                TradingSession.builder().broker(broker, ProviderConfig.empty()).onClose(ClosePolicy.FLATTEN),
                data(),
                trader,
                false);

        assertThat(broker.calls).isEmpty();
        assertThat(left.openOrders()).isEmpty();
    }

    @Test
    void shouldHandOutOneSlicePerTimeAndLeaveLatecomersOut() {
        SliceTracker slice = sliceOfTwo();
        slice.add(0, 100);
        slice.clear();
        slice.add(1, 100);
        assertThat(slice.isPending()).isFalse();

        slice.add(0, 200);
        slice.add(1, 100);

        assertThat(slice.isPending()).isTrue();
        assertThat(slice.endNanos()).isEqualTo(200);
        assertThat(slice.size()).isEqualTo(1);
        assertThat(slice.missing()).containsExactly(BBB);
    }

    @SuppressWarnings("NullAway") // no strategy is asked
    private static SliceTracker sliceOfTwo() {
        SliceTracker slice = new SliceTracker(null, MINUTE);
        slice.join(new BarStream(0, data().bars(AAA), 1));
        slice.join(new BarStream(1, data().bars(BBB), 1));
        return slice;
    }

    @Test
    void shouldNameBothPlugInsOfOneIdAndThoseThereAreWhenOneIsUnknown() {
        assertThatThrownBy(() ->
                        Plugins.byId(List.of(new ScriptedBroker(), new ScriptedBroker()), ScriptedBroker::id, "broker"))
                .isInstanceOf(BadInputException.class)
                .hasMessageContaining("'scripted'")
                .hasMessageContaining(ScriptedBroker.class.getName());
        assertThatThrownBy(() -> TradingSession.builder().broker("nobody", ProviderConfig.empty()))
                .isInstanceOf(BadInputException.class)
                .hasMessageContaining("nobody")
                .hasMessageContaining("sim");
    }
}
