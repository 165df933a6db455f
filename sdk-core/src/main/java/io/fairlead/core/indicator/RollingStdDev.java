package io.fairlead.core.indicator;

/**
 * Standard deviation of the latest {@code window} values: the square root of the sum of the squared distances from their mean,
 * divided by {@code window} (population) or by {@code window - 1} (sample).
 *
 * <p>The first value comes with update number {@code window}. The sums are compensated: small deviations at a high level are seen as
 * well as the values can tell them, and where all values are equal the deviation is exactly 0. Values must stay below
 * 10<sup>150</sup>, or their squares overflow.
 *
 * <p>One thread.
 */
public final class RollingStdDev extends Line {
    private final WindowSpread spread;
    private final int divisor;

    private RollingStdDev(int window, int divisor) {
        super(window);
        spread = new WindowSpread(window);
        this.divisor = divisor;
    }

    /**
     * The deviation of the values as a sample of more: the divisor is {@code window - 1}.
     *
     * @throws IllegalArgumentException unless the window is 2 to 2<sup>24</sup>
     */
    public static RollingStdDev sample(int window) {
        return new RollingStdDev(Input.window(window, 2), window - 1);
    }

    /**
     * The deviation of the values as all there are: the divisor is {@code window}.
     *
     * @throws IllegalArgumentException unless the window is 1 to 2<sup>24</sup>
     */
    public static RollingStdDev population(int window) {
        return new RollingStdDev(Input.window(window), window);
    }

    /**
     * Takes the next value.
     *
     * @throws IllegalArgumentException if it is NaN or infinite; nothing changes then
     */
    public void update(double value) {
        spread.push(Input.finite("value", value));
        if (spread.isFull()) {
            next(spread.deviation(divisor));
        }
    }
}
