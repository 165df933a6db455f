package io.fairlead.examples;

import io.fairlead.api.instrument.InstrumentId;
import io.fairlead.api.market.*;
import io.fairlead.api.order.OrderRequest;
import io.fairlead.api.strategy.*;
import io.fairlead.core.indicator.Sma;

/** Buys when the fast average rises above the slow one, sells when it falls below it. */
public final class SmaCrossover implements Strategy {
    private static final InstrumentId AAPL = InstrumentId.of("AAPL", "US");
    private final Sma fast = Sma.of(20);
    private final Sma slow = Sma.of(50);

    @Override
    public void onStart(StrategyContext context) {
        context.subscribeBars(AAPL, BarInterval.ofMinutes(5));
    }

    @Override
    public void onBar(Bar bar, StrategyContext context) {
        fast.update(bar.close());
        slow.update(bar.close());
        if (fast.crossedAbove(slow)) {
            context.submit(OrderRequest.buy(AAPL)
                    .quantity(context.size(AAPL).fractionOfEquity(0.95))
                    .build());
        } else if (fast.crossedBelow(slow)) {
            context.flatten(AAPL);
        }
    }
}
