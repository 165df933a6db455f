package io.fairlead.core.indicator;

import io.fairlead.api.market.Bar;

/**
 * On-balance volume: the running total of volume, added where the close rose, taken away where it fell, left out where it did not
 * move. Source: Joseph E. Granville, Granville's New Key to Stock Market Profits, 1963.
 *
 * <p>It starts with the volume of the first bar, as in TA-Lib; the level means nothing, only its changes do. Ready from the first
 * update on. The total is compensated, so that volumes in small fractions add up however long it runs. One thread.
 */
public final class Obv extends Line {
    private final CompensatedSum sum = new CompensatedSum();
    private double lastClose = Double.NEGATIVE_INFINITY;

    private Obv() {
        super(1);
    }

    /** A total that starts with the next bar. */
    public static Obv of() {
        return new Obv();
    }

    /**
     * Takes the next bar's close and volume.
     *
     * @throws IllegalArgumentException if one is NaN or infinite, or the volume is negative; nothing changes then
     */
    public void update(double close, double volume) {
        Input.finite("close", close);
        Input.volume(volume);
        sum.add(signed(volume, close));
        lastClose = close;
        next(sum.total());
    }

    private double signed(double volume, double close) {
        if (close == lastClose) {
            return 0;
        }
        return close > lastClose ? volume : -volume;
    }

    /** Takes the next bar. */
    public void update(Bar bar) {
        update(bar.close(), bar.volume());
    }
}
