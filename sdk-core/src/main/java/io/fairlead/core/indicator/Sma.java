package io.fairlead.core.indicator;

/**
 * Simple moving average: the mean of the latest {@code window} values, each of the same weight.
 *
 * <p>The first value comes with update number {@code window}. The mean is rounded once, from a compensated sum: it depends on the
 * values in the window alone and not on how long the series has run, and where all of them are equal it is that value. Two averages
 * that are equal by arithmetic are equal here, and rounding makes no crossing.
 *
 * <p>One thread.
 */
public final class Sma extends WindowSum implements Indicator {
    private final int warmUp;
    private double value = Double.NaN;
    private double previous = Double.NaN;

    private Sma(int window) {
        super(window);
        warmUp = window;
    }

    /**
     * An average over so many values.
     *
     * @throws IllegalArgumentException unless the window is 1 to 2<sup>24</sup>
     */
    public static Sma of(int window) {
        return new Sma(Input.window(window));
    }

    /**
     * Takes the next value.
     *
     * @throws IllegalArgumentException if it is NaN or infinite; the average is unchanged
     */
    public void update(double newest) {
        push(Input.finite("value", newest));
        if (isFull()) {
            previous = value;
            value = mean();
        }
    }

    @Override
    public double value() {
        return value;
    }

    @Override
    public double previous() {
        return previous;
    }

    @Override
    public int warmUp() {
        return warmUp;
    }
}
