package io.fairlead.core.indicator;

/**
 * Relative strength index: 100 × average gain / (average gain + average loss), from 0 to 100. Source: J. Welles Wilder, New Concepts
 * in Technical Trading Systems, 1978, section VI.
 *
 * <p>Gains and losses are the changes from one value to the next, a loss counted positive. Their averages start as the mean of the
 * first {@code window} changes and are then Wilder's ({@link Ema#wilder}). The first value comes with update number
 * {@code window + 1}. Where nothing has moved at all the index is 50, neither strong nor weak; TA-Lib says 0 there, and for any
 * average below 10<sup>-8</sup> too.
 *
 * <p>One thread.
 */
public final class Rsi extends Line {
    private final SmoothedAverage gains;
    private final SmoothedAverage losses;
    private double last = Double.NaN;

    private Rsi(int window) {
        super(window + 1);
        gains = SmoothedAverage.wilder(window);
        losses = SmoothedAverage.wilder(window);
    }

    /**
     * An index over so many changes; Wilder's own is 14.
     *
     * @throws IllegalArgumentException unless the window is 1 to 2<sup>24</sup>
     */
    public static Rsi of(int window) {
        return new Rsi(Input.window(window));
    }

    /**
     * Takes the next value.
     *
     * @throws IllegalArgumentException if it is NaN or infinite; nothing changes then
     */
    public void update(double value) {
        Input.finite("value", value);
        if (!Double.isNaN(last)) {
            push(value - last);
        }
        last = value;
    }

    private void push(double change) {
        gains.push(Math.max(0, change));
        losses.push(Math.max(0, -change));
        if (gains.isReady()) {
            next(strength(gains.value(), losses.value()));
        }
    }

    private static double strength(double gain, double loss) {
        double both = gain + loss;
        return both > 0 ? 100 * (gain / both) : 50;
    }
}
