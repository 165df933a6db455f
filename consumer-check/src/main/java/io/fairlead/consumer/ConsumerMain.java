package io.fairlead.consumer;

import io.fairlead.api.Currency;
import io.fairlead.api.Money;
import io.fairlead.api.edge.Edge;
import io.fairlead.api.instrument.InstrumentId;
import io.fairlead.api.market.Bar;
import io.fairlead.api.market.BarInterval;
import io.fairlead.api.order.Bracket;
import io.fairlead.api.order.OrderRequest;
import io.fairlead.api.strategy.Strategy;
import io.fairlead.api.strategy.StrategyContext;
import io.fairlead.core.backtest.Backtest;
import io.fairlead.core.backtest.BacktestResult;
import io.fairlead.core.engine.Plugins;
import io.fairlead.core.feed.SyntheticMarket;
import io.fairlead.core.indicator.Sma;
import io.fairlead.orchestrator.Ensemble;

/** Uses the SDK as a host would and prints what it saw, which must not depend on the path it was started from. */
public final class ConsumerMain {
    private ConsumerMain() {}

    /** Prints one line per step; an exception ends the program with exit code 1. */
    public static void main(String[] args) {
        System.out.println("brokers " + Plugins.brokers().keySet());
        System.out.println(
                "edges " + Ensemble.discoveredEdges().stream().map(Edge::name).toList());
        BacktestResult result = Backtest.of(Cross::new)
                .data(SyntheticMarket.of(7).sessions(5).symbols("SPY", "AAPL"))
                .cash(Money.of(10_000, Currency.USD))
                .run();
        System.out.println("bars " + result.barsShown());
        System.out.println("fills " + result.record().fills().size());
        System.out.println("equity " + result.account().equity());
        System.out.println("done");
    }

    /** A crossover with exits. */
    private static final class Cross implements Strategy {
        private static final InstrumentId AAPL = InstrumentId.of("AAPL", "US");
        private final Sma fast = Sma.of(5);
        private final Sma slow = Sma.of(15);

        @Override
        public void onStart(StrategyContext context) {
            context.subscribeBars(AAPL, BarInterval.ofMinutes(5));
        }

        @Override
        public void onBar(Bar bar, StrategyContext context) {
            fast.update(bar.close());
            slow.update(bar.close());
            if (fast.crossedAbove(slow) && context.position(AAPL).isFlat()) {
                context.submit(OrderRequest.buy(AAPL)
                        .quantity(context.size(AAPL).fractionOfEquity(0.5))
                        .market()
                        .bracket(Bracket.stopPercent(1).targetPercent(2))
                        .build());
            } else if (fast.crossedBelow(slow)) {
                context.flatten(AAPL);
            }
        }
    }
}
