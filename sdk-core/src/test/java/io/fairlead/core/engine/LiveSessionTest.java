package io.fairlead.core.engine;

import static io.fairlead.core.engine.TestBars.AAA;
import static io.fairlead.core.engine.TestBars.BBB;
import static org.assertj.core.api.Assertions.assertThat;

import io.fairlead.api.market.Bar;
import io.fairlead.api.market.BarInterval;
import io.fairlead.api.market.EpochNanos;
import io.fairlead.api.order.OrderEvent;
import io.fairlead.api.order.OrderRequest;
import io.fairlead.api.strategy.Slice;
import io.fairlead.api.strategy.Strategy;
import io.fairlead.api.strategy.StrategyContext;
import io.fairlead.api.strategy.WarmUp;
import io.fairlead.core.feed.ReplayMarketData;
import io.fairlead.core.risk.RiskPolicy;
import io.fairlead.core.sim.SimBrokerProvider;
import io.fairlead.spi.ProviderConfig;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class LiveSessionTest {
    /** Buys on the third live bar, sells on the sixth; lets the test step the data once a slice has been handled. */
    private static final class Trader implements Strategy {
        private final List<String> told = new ArrayList<>();
        private final CountDownLatch started = new CountDownLatch(1);
        private final Semaphore slices = new Semaphore(0);
        private int live;

        @Override
        public void onStart(StrategyContext context) {
            context.subscribeBars(AAA, BarInterval.ofMinutes(1), WarmUp.bars(2));
            context.subscribeBars(BBB, BarInterval.ofMinutes(1), WarmUp.bars(2));
            started.countDown();
        }

        @Override
        public void onBar(Bar bar, StrategyContext context) {
            told.add(
                    (context.isWarmingUp() ? "old " : "bar ") + bar.instrument().symbol() + " " + bar.close());
            if (!context.isWarmingUp() && bar.instrument().equals(AAA)) {
                live++;
                if (live == 3) {
                    context.submit(OrderRequest.buy(AAA).quantity(10).market().build());
                } else if (live == 6) {
                    context.flatten(AAA);
                }
            }
        }

        @Override
        public void onSlice(Slice slice, StrategyContext context) {
            slices.release();
        }

        @Override
        public void onOrderEvent(OrderEvent event, StrategyContext context) {
            told.add(event.getClass().getSimpleName());
        }
    }

    private static final TestBars BARS = new TestBars()
            .flat(AAA, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20)
            .flat(BBB, 20, 21, 22, 23, 24, 25, 26, 27, 28, 29, 30);

    private static Trader play(SessionBuilder builder) throws InterruptedException {
        Trader trader = new Trader();
        ReplayMarketData replay = ReplayMarketData.of(BARS, EpochNanos.toInstant(TestBars.endOf(2)));
        try (TradingSession session = builder.marketData(replay, ProviderConfig.empty())
                .clock(replay.clock())
                .instruments(AAA, BBB)
                .risk(RiskPolicy.research())
                .strategy(() -> trader)
                .open()) {
            assertThat(trader.started.await(10, TimeUnit.SECONDS)).isTrue();
            while (replay.step()) {
                assertThat(trader.slices.tryAcquire(3, TimeUnit.SECONDS))
                        .as("slice after %s", trader.told)
                        .isTrue();
            }
            session.awaitClose();
        }
        return trader;
    }

    @Test
    void shouldTradeOnPaperAsInABacktest() throws InterruptedException {
        Trader trader = play(TradingSession.builder().mode(Mode.PAPER));

        assertThat(trader.told)
                .startsWith(
                        "old AAA 11.0", "old BBB 21.0", "old AAA 12.0", "old BBB 22.0", "bar AAA 13.0", "bar BBB 23.0");
        assertThat(trader.told.stream().filter(line -> line.equals("Filled"))).hasSize(2);
        assertThat(trader.told)
                .containsSubsequence("bar AAA 15.0", "Accepted", "Filled", "bar AAA 16.0", "bar AAA 18.0");
    }

    @Test
    void shouldDoEverythingButSendInADryRun() throws InterruptedException {
        Trader trader = play(TradingSession.builder().broker(new SimBrokerProvider(), ProviderConfig.empty()));

        assertThat(trader.told).contains("Denied").doesNotContain("Accepted", "Filled");
    }
}
