package io.fairlead.core.indicator;

/**
 * By how much the straight line through the latest {@code window} values, fitted by least squares, rises per update:
 * 12 × Σ (i - (n + 1) / 2) × value<sub>i</sub> / (n × (n² - 1)), with i from 1 for the oldest to n for the newest.
 *
 * <p>In units of the value per update. The first value comes with update number {@code window}. The sums are compensated; the slope of
 * equal values is 0. One thread.
 */
public final class LinearRegressionSlope extends Line {
    private final WeightedWindowSum sum;
    private final double middle;
    private final double scale;

    private LinearRegressionSlope(int window) {
        super(window);
        sum = new WeightedWindowSum(window);
        middle = (window + 1.0) / 2;
        scale = 12 / (window * ((double) window * window - 1));
    }

    /**
     * The slope over so many values.
     *
     * @throws IllegalArgumentException unless the window is 2 to 2<sup>24</sup>
     */
    public static LinearRegressionSlope of(int window) {
        return new LinearRegressionSlope(Input.window(window, 2));
    }

    /**
     * Takes the next value.
     *
     * @throws IllegalArgumentException if it is NaN or infinite; nothing changes then
     */
    public void update(double value) {
        sum.push(Input.finite("value", value));
        if (sum.isFull()) {
            next(sum.weighted().minusProduct(middle, sum.sum()) * scale);
        }
    }
}
