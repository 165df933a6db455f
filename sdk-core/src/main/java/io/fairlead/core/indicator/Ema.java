package io.fairlead.core.indicator;

/**
 * Exponential moving average: each value draws the average nearer by a constant share of their distance,
 * {@code average += share × (value - average)}.
 *
 * <p>The share is 2 / (window + 1), or 1 / window as Wilder has it. The first value comes with update number {@code window} and is
 * the simple mean so far, as in TA-Lib. The average never quite forgets its start: after four windows more,
 * twice that for Wilder's, it still weighs 0.03 %. Warm up as long where a figure is to be compared with another program's.
 *
 * <p>One thread.
 */
public final class Ema extends Line {
    private final SmoothedAverage average;

    private Ema(int window, SmoothedAverage average) {
        super(window);
        this.average = average;
    }

    /**
     * An average whose share is 2 / (window + 1).
     *
     * @throws IllegalArgumentException unless the window is 1 to 2<sup>24</sup>
     */
    public static Ema of(int window) {
        return new Ema(Input.window(window), SmoothedAverage.exponential(window));
    }

    /**
     * An average whose share is 1 / window, elsewhere called RMA or SMMA. Source: J. Welles Wilder, New Concepts in Technical Trading
     * Systems, 1978.
     *
     * @throws IllegalArgumentException unless the window is 1 to 2<sup>24</sup>
     */
    public static Ema wilder(int window) {
        return new Ema(Input.window(window), SmoothedAverage.wilder(window));
    }

    /**
     * Takes the next value.
     *
     * @throws IllegalArgumentException if it is NaN or infinite; nothing changes then
     */
    public void update(double value) {
        average.push(Input.finite("value", value));
        if (average.isReady()) {
            next(average.value());
        }
    }
}
