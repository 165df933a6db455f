package io.fairlead.core.engine;

import static io.fairlead.core.engine.TestBars.AAA;
import static io.fairlead.core.engine.TestBars.BBB;
import static org.assertj.core.api.Assertions.assertThat;

import io.fairlead.api.market.Bar;
import io.fairlead.api.market.BarInterval;
import io.fairlead.api.market.EpochNanos;
import io.fairlead.api.order.Bracket;
import io.fairlead.api.order.OrderEvent;
import io.fairlead.api.order.OrderRequest;
import io.fairlead.api.strategy.Slice;
import io.fairlead.api.strategy.Strategy;
import io.fairlead.api.strategy.StrategyContext;
import io.fairlead.core.feed.ReplayMarketData;
import io.fairlead.core.journal.JournalEntry;
import io.fairlead.core.journal.JournalRecord.EventTold;
import io.fairlead.core.journal.JournalRecord.OrderIntended;
import io.fairlead.core.journal.MemoryStorage;
import io.fairlead.core.risk.RiskPolicy;
import io.fairlead.core.sim.LateArrival;
import io.fairlead.core.sim.SimBrokerProvider;
import io.fairlead.core.sim.SimConfig;
import io.fairlead.spi.ProviderConfig;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** One strategy on one input, in a backtest, on paper, and both of them replayed. */
class ModesTest {
    private static final BarInterval MINUTE = BarInterval.ofMinutes(1);

    /**
     * Of the outputs of the backtest below, on every Java. A change of what is recorded, or of how the engine decides, changes
     * it; so does a Java that computes otherwise.
     */
    private static final String BACKTEST_HASH = "4029fd2d5aadca41506e1e8a480c7e533312051da7fc014c9cd8fda2baedee7d";

    /** Trades the crossing of two averages, with a bracket, and sizes by chance. */
    private static final class Crosser implements Strategy {
        private double fast = Double.NaN;
        private double slow = Double.NaN;

        @Override
        public String name() {
            return "crosser";
        }

        @Override
        public void onStart(StrategyContext context) {
            context.subscribeBars(AAA, MINUTE);
            context.subscribeBars(BBB, MINUTE);
        }

        @Override
        public void onSlice(Slice slice, StrategyContext context) {
            double close = slice.close(0) + slice.close(1);
            fast = Double.isNaN(fast) ? close : fast + (close - fast) / 3;
            slow = Double.isNaN(slow) ? close : slow + (close - slow) / 9;
            boolean flat =
                    context.position(AAA).isFlat() && context.openOrders().isEmpty();
            if (fast > slow * 1.0005 && flat) {
                context.submit(OrderRequest.buy(AAA)
                        .quantity(1 + context.random().nextInt(20))
                        .market()
                        .bracket(Bracket.stopPercent(1).targetPercent(1))
                        .build());
            } else if (fast < slow * 0.9995 && !flat) {
                context.flatten(AAA);
            }
        }

        @Override
        public void onBar(Bar bar, StrategyContext context) {}

        @Override
        public void onOrderEvent(OrderEvent event, StrategyContext context) {
            context.log(event.order().status() + " " + event.order().filledQuantity());
        }
    }

    private static TestBars data() {
        return new TestBars().walk(AAA, 400, 11).walk(BBB, 400, 12);
    }

    /** An order meets the next bar in both: that is what makes their fills agree. */
    private static SimBrokerProvider venue() {
        return SimBrokerProvider.of(
                SimConfig.builder().lateArrival(LateArrival.NEXT_BAR).build());
    }

    private static Records backtest() {
        Records log = new Records();
        TradingSession.builder()
                .data(data())
                .broker(venue(), ProviderConfig.empty())
                .strategy(Crosser::new)
                .risk(RiskPolicy.research())
                .journal(log.storage)
                .open()
                .awaitClose();
        return log;
    }

    private static Records paper() {
        Records log = new Records();
        ReplayMarketData feed = ReplayMarketData.of(data(), EpochNanos.toInstant(TestBars.START));
        try (SteppedSession stepped = TradingSession.builder()
                .mode(Mode.PAPER)
                .broker(venue(), ProviderConfig.empty())
                .marketData(feed, ProviderConfig.empty())
                .clock(feed.clock())
                .instruments(AAA, BBB)
                .strategy(Crosser::new)
                .risk(RiskPolicy.research())
                .journal(log.storage)
                .openStepped()) {
            stepped.runUntilIdle();
            while (feed.step()) {
                stepped.runUntilIdle();
            }
            stepped.runUntilIdle();
        }
        return log;
    }

    private static Replay replay(MemoryStorage journal) {
        return TradingSession.replay(journal).strategy(Crosser::new).risk(RiskPolicy.research());
    }

    /** What was asked for, without the ids that a live session draws. */
    private static List<String> orders(Records log) {
        List<String> orders = new ArrayList<>();
        for (JournalEntry entry : log.entries()) {
            if (entry.record() instanceof OrderIntended intended) {
                orders.add(entry.timeNanos() + " " + intended.order() + " " + intended.request() + " "
                        + intended.contingency() + " " + intended.numbers());
            }
        }
        return orders;
    }

    private static Map<String, List<String>> fills(Records log) {
        Map<String, List<String>> fills = new TreeMap<>();
        for (EventTold told : log.all(EventTold.class)) {
            if (told.event().equals("Filled")) {
                fills.computeIfAbsent(told.order().toString(), any -> new ArrayList<>())
                        .add(told.eventNanos() + " " + told.detail());
            }
        }
        return fills;
    }

    @Test
    void shouldAskForTheSameOrdersInABacktestOnPaperAndInTheirReplays() {
        Records past = backtest();
        Records live = paper();

        assertThat(orders(past)).hasSizeGreaterThan(20).isEqualTo(orders(live));
        assertThat(fills(past)).isEqualTo(fills(live));
        ReplayReport pastAgain = replay(past.storage).data(data()).run();
        ReplayReport liveAgain = replay(live.storage).run();
        assertThat(pastAgain.isEqual()).as(pastAgain.describe()).isTrue();
        assertThat(liveAgain.isEqual()).as(liveAgain.describe()).isTrue();
    }

    @Test
    void shouldWriteTheSameBytesOnEveryJava() {
        ReplayReport past = replay(backtest().storage).data(data()).run();

        assertThat(past.recordedHash()).isEqualTo(BACKTEST_HASH);
        assertThat(past.replayedHash()).isEqualTo(BACKTEST_HASH);
    }
}
