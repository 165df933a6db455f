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
public final class Sma extends Line {
    private final WindowSum sum;

    private Sma(int window) {
        super(window);
        sum = new WindowSum(window);
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
    public void update(double value) {
        sum.push(Input.finite("value", value));
        if (sum.isFull()) {
            next(sum.mean());
        }
    }
}
