package io.fairlead.examples;

import io.fairlead.api.BadInputException;
import io.fairlead.api.Quantity;
import io.fairlead.api.instrument.InstrumentId;
import io.fairlead.api.market.Bar;
import io.fairlead.api.market.BarInterval;
import io.fairlead.api.order.OrderRequest;
import io.fairlead.api.strategy.PerInstrument;
import io.fairlead.api.strategy.Strategy;
import io.fairlead.api.strategy.StrategyContext;
import io.fairlead.core.indicator.Sma;
import java.util.List;

/** {@link SmaCrossover} for any symbols, windows and bars; each symbol gets an equal part of the equity. */
final class MovingAverages implements Strategy {
    private static final double INVESTED = 0.95;

    private record Pair(Sma fast, Sma slow) {}

    private final PerInstrument<Pair> pairs;
    private final List<InstrumentId> symbols;
    private final BarInterval interval;
    private final int fast;
    private final int slow;

    MovingAverages(List<InstrumentId> symbols, BarInterval interval, int fast, int slow) {
        this.interval = interval;
        this.fast = fast;
        this.slow = slow;
        this.symbols = List.copyOf(symbols);
        this.pairs = PerInstrument.of(() -> new Pair(Sma.of(fast), Sma.of(slow)));
    }

    /** Refuses windows that cannot cross. */
    static void check(int fast, int slow) {
        if (fast < 1 || fast >= slow) {
            throw new BadInputException(
                    "--fast " + fast + " must be 1 or more and below --slow " + slow + "; take 20 and 50");
        }
    }

    @Override
    public String name() {
        return "sma-" + fast + "-" + slow;
    }

    @Override
    public void onStart(StrategyContext context) {
        symbols.forEach(symbol -> context.subscribeBars(symbol, interval));
    }

    @Override
    public void onBar(Bar bar, StrategyContext context) {
        Pair averages = pairs.get(bar.instrument());
        averages.fast().update(bar.close());
        averages.slow().update(bar.close());
        if (averages.fast().crossedAbove(averages.slow())) {
            enter(bar.instrument(), context);
        } else if (averages.fast().crossedBelow(averages.slow())) {
            context.flatten(bar.instrument());
        }
    }

    private void enter(InstrumentId symbol, StrategyContext context) {
        Quantity size = context.size(symbol).fractionOfEquity(INVESTED / symbols.size());
        if (size.isZero()) {
            context.log(symbol + " not bought: its part of the equity is less than one lot");
            return;
        }
        context.submit(OrderRequest.buy(symbol).quantity(size).tag("cross up").build());
    }
}
