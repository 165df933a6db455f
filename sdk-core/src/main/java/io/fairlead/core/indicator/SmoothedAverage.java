package io.fairlead.core.indicator;

/**
 * An average that starts as the mean of the first {@code window} values; then each value draws it nearer by a constant share of
 * their distance.
 */
final class SmoothedAverage {
    private final int window;
    private final double share;
    private final CompensatedSum first = new CompensatedSum();
    private int seen;
    private double average;

    private SmoothedAverage(int window, double share) {
        this.window = window;
        this.share = share;
    }

    /** The share is 2 / (window + 1). */
    static SmoothedAverage exponential(int window) {
        return new SmoothedAverage(window, 2 / (window + 1.0));
    }

    /** The share is 1 / window. Source: J. Welles Wilder, New Concepts in Technical Trading Systems, 1978. */
    static SmoothedAverage wilder(int window) {
        return new SmoothedAverage(window, 1.0 / window);
    }

    void push(double value) {
        if (seen == window) {
            average += (value - average) * share;
        } else {
            start(value);
        }
    }

    private void start(double value) {
        first.add(value);
        if (++seen == window) {
            average = first.dividedBy(window, 1.0 / window);
        }
    }

    boolean isReady() {
        return seen == window;
    }

    double value() {
        return average;
    }
}
