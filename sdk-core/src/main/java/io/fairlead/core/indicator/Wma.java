package io.fairlead.core.indicator;

/**
 * Linearly weighted moving average: of the latest {@code window} values the newest has the weight {@code window}, the one before it
 * one less, and the oldest 1; divided by the sum of the weights, window × (window + 1) / 2.
 *
 * <p>The first value comes with update number {@code window}. Like {@link Sma} it is rounded once, from compensated sums. One thread.
 */
public final class Wma extends Line {
    private final WeightedWindowSum sum;
    private final double weights;

    private Wma(int window) {
        super(window);
        sum = new WeightedWindowSum(window);
        weights = window * (window + 1.0) / 2;
    }

    /**
     * An average over so many values.
     *
     * @throws IllegalArgumentException unless the window is 1 to 2<sup>24</sup>
     */
    public static Wma of(int window) {
        return new Wma(Input.window(window));
    }

    /**
     * Takes the next value.
     *
     * @throws IllegalArgumentException if it is NaN or infinite; nothing changes then
     */
    public void update(double value) {
        sum.push(Input.finite("value", value));
        if (sum.isFull()) {
            next(sum.weighted().dividedBy(weights, 1 / weights));
        }
    }
}
