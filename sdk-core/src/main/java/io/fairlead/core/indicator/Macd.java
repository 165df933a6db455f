package io.fairlead.core.indicator;

/**
 * Moving average convergence/divergence: a fast exponential average less a slow one, with an exponential average of that as its
 * signal. Source: Gerald Appel, Technical Analysis: Power Tools for Active Investors, 2005.
 *
 * <pre>{@code if (macd.crossedAbove(macd.signal())) …}</pre>
 *
 * <p>All three averages are {@link Ema}s, each from its own first value; TA-Lib starts the fast one late, together with the slow one,
 * and agrees once both have forgotten their start. The line, the signal and the histogram are ready together, with update number
 * {@code slow + signal - 1}.
 *
 * <p>One thread.
 */
public final class Macd extends Line {
    private final SmoothedAverage fast;
    private final SmoothedAverage slow;
    private final SmoothedAverage smoothed;
    private final Line signal;
    private final Line histogram;

    private Macd(int fast, int slow, int signal) {
        super(slow + signal - 1);
        this.fast = SmoothedAverage.exponential(fast);
        this.slow = SmoothedAverage.exponential(slow);
        smoothed = SmoothedAverage.exponential(signal);
        this.signal = new Line(warmUp());
        histogram = new Line(warmUp());
    }

    /**
     * With windows of one's own.
     *
     * @throws IllegalArgumentException unless each window is 1 to 2<sup>24</sup>, and the fast one below the slow one
     */
    public static Macd of(int fast, int slow, int signal) {
        Input.window("fast window", fast, 1);
        Input.window("slow window", slow, 1);
        Input.window("signal window", signal, 1);
        if (fast >= slow) {
            throw new IllegalArgumentException("fast window must be below slow window, was " + fast + " and " + slow);
        }
        return new Macd(fast, slow, signal);
    }

    /** 12, 26 and 9. */
    public static Macd classic() {
        return of(12, 26, 9);
    }

    /**
     * Takes the next value.
     *
     * @throws IllegalArgumentException if it is NaN or infinite; nothing changes then
     */
    public void update(double value) {
        Input.finite("value", value);
        fast.push(value);
        slow.push(value);
        if (slow.isReady()) {
            push(fast.value() - slow.value());
        }
    }

    private void push(double difference) {
        smoothed.push(difference);
        if (smoothed.isReady()) {
            next(difference);
            signal.next(smoothed.value());
            histogram.next(difference - smoothed.value());
        }
    }

    /** The average of the line. */
    public Indicator signal() {
        return signal;
    }

    /** The line less its signal. */
    public Indicator histogram() {
        return histogram;
    }
}
