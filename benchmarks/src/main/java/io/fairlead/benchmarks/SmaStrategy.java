package io.fairlead.benchmarks;

import io.fairlead.api.Quantity;
import io.fairlead.api.instrument.Instrument;
import io.fairlead.api.market.Bar;
import io.fairlead.api.market.BarInterval;
import io.fairlead.api.order.OrderRequest;
import io.fairlead.api.strategy.PerInstrument;
import io.fairlead.api.strategy.Position;
import io.fairlead.api.strategy.Strategy;
import io.fairlead.api.strategy.StrategyContext;
import io.fairlead.core.indicator.Sma;

/** SMA(20)/SMA(50) crossover, long only, 100 shares, on every instrument of the data: as a user would write it. */
final class SmaStrategy implements Strategy {
    static final int SHARES = 100;

    private static final class Averages {
        private final Sma fast = Sma.of(20);
        private final Sma slow = Sma.of(50);
    }

    private final BarInterval interval;
    private final PerInstrument<Averages> averages = PerInstrument.of(Averages::new);

    SmaStrategy(BarInterval interval) {
        this.interval = interval;
    }

    @Override
    public void onStart(StrategyContext context) {
        for (Instrument instrument : context.instruments()) {
            context.subscribeBars(instrument.id(), interval);
        }
    }

    @Override
    public void onBar(Bar bar, StrategyContext context) {
        Averages own = averages.get(bar.instrument());
        own.fast.update(bar.close());
        own.slow.update(bar.close());
        if (!own.slow.isReady()) {
            return;
        }
        if (own.fast.crossedAbove(own.slow)) {
            if (context.position(bar.instrument()).isFlat()) {
                context.submit(OrderRequest.buy(bar.instrument())
                        .quantity(SHARES)
                        .market()
                        .build());
            }
        } else if (own.fast.crossedBelow(own.slow)) {
            Position position = context.position(bar.instrument());
            if (position.isLong()) {
                Quantity held = position.quantity();
                context.submit(OrderRequest.sell(bar.instrument())
                        .quantity(held)
                        .market()
                        .build());
            }
        }
    }
}
