package io.fairlead.core.indicator;

import io.fairlead.api.market.Bar;

/**
 * Average true range: how far the price goes from one close to the end of the next bar, gaps included, in price units. Source: J.
 * Welles Wilder, New Concepts in Technical Trading Systems, 1978, section III.
 *
 * <p>The true range is the greatest of high - low, high - last close and last close - low. It needs a last close: the first bar has
 * none and gives no range, as in TA-Lib. The average starts as the mean of the first {@code window} ranges and is then Wilder's
 * ({@link Ema#wilder}). The first value comes with update number {@code window + 1}.
 *
 * <p>One thread.
 */
public final class Atr extends Line {
    private final SmoothedAverage ranges;
    private double lastClose = Double.NaN;

    private Atr(int window) {
        super(window + 1);
        ranges = SmoothedAverage.wilder(window);
    }

    /**
     * An average over so many true ranges; Wilder's own is 14.
     *
     * @throws IllegalArgumentException unless the window is 1 to 2<sup>24</sup>
     */
    public static Atr of(int window) {
        return new Atr(Input.window(window));
    }

    /**
     * Takes the next bar's prices.
     *
     * @throws IllegalArgumentException if one is NaN or infinite, or the high is below the low; nothing changes then
     */
    public void update(double high, double low, double close) {
        Input.range(high, low);
        Input.finite("close", close);
        if (!Double.isNaN(lastClose)) {
            push(TrueRange.of(high, low, lastClose));
        }
        lastClose = close;
    }

    /** Takes the next bar. */
    public void update(Bar bar) {
        update(bar.high(), bar.low(), bar.close());
    }

    private void push(double range) {
        ranges.push(range);
        if (ranges.isReady()) {
            next(ranges.value());
        }
    }
}
