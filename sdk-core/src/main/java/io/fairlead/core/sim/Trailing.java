package io.fairlead.core.sim;

import io.fairlead.api.Price;
import io.fairlead.api.order.Side;
import io.fairlead.api.order.Trail;
import java.math.RoundingMode;

/** How a trailing stop follows the market: the best price seen and the stop that belongs to it, at its book's price scale. */
final class Trailing {
    private final Trail trail;
    private final Side side;
    private int priceScale;
    private boolean started;
    private long best;
    private long stop;

    Trailing(Trail trail, Side side, int priceScale) {
        this.trail = trail;
        this.side = side;
        this.priceScale = priceScale;
    }

    boolean isStarted() {
        return started;
    }

    void startAt(long price) {
        started = false;
        follow(price);
    }

    /** Takes a price in; whether the stop has moved. A sale follows the highest price, a purchase the lowest. */
    boolean follow(long price) {
        boolean better = side == Side.SELL ? price > best : price < best;
        if (started && !better) {
            return false;
        }
        started = true;
        best = price;
        // Off the scale, the stop is put where it costs the trader more.
        RoundingMode worse = side == Side.SELL ? RoundingMode.FLOOR : RoundingMode.CEILING;
        stop = trail.stopFrom(Price.ofScaled(best, priceScale), side)
                .value()
                .setScale(priceScale, worse)
                .unscaledValue()
                .longValueExact();
        return true;
    }

    /** The stop price × 10^priceScale. */
    long stop() {
        return stop;
    }

    void rescale(long factor) {
        for (long rest = factor; rest > 1; rest /= 10) {
            priceScale++;
        }
        best = Math.multiplyExact(best, factor);
        stop = Math.multiplyExact(stop, factor);
    }
}
