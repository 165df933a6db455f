package io.fairlead.core.indicator;

import io.fairlead.api.market.Bar;

/**
 * Volume-weighted average price since the anchor: Σ price × volume / Σ volume over the updates since {@link #reset()}, or since the
 * start. The anchor is the caller's to set; for the usual intraday average, at the first bar of each session.
 *
 * <p>There is no value, and {@link #isReady()} is false again, from a reset until some volume has traded; an update without volume
 * changes nothing but {@link #previous()}. The sums are compensated: where every price is the same, that is the average. One thread.
 */
public final class Vwap extends Line {
    private final CompensatedSum traded = new CompensatedSum();
    private final CompensatedSum volumes = new CompensatedSum();

    private Vwap() {
        super(1);
    }

    /** An average anchored at the next update. */
    public static Vwap of() {
        return new Vwap();
    }

    /**
     * Takes a price and the volume that was traded at it.
     *
     * @throws IllegalArgumentException if one is NaN or infinite, or the volume is negative; nothing changes then
     */
    public void update(double price, double volume) {
        Input.finite("price", price);
        traded.addProduct(price, Input.volume(volume));
        volumes.add(volume);
        next(volumes.total() > 0 ? traded.dividedBy(volumes) : Double.NaN);
    }

    /** Takes the next bar at its typical price, (high + low + close) / 3. */
    public void update(Bar bar) {
        update(bar.typicalPrice(), bar.volume());
    }

    /** Anchors the average at the next update and forgets all before: the value, the previous one and the sums. */
    public void reset() {
        traded.clear();
        volumes.clear();
        forget();
    }
}
