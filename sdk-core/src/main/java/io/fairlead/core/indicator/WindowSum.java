package io.fairlead.core.indicator;

/**
 * The sum of the latest values, as many as the window is long: each update adds the newest and takes the oldest away.
 *
 * <p>What adding and taking away may leave behind cannot pile up: a second sum takes the new values only, and each time the window
 * has been renewed from end to end it holds exactly the window, and takes over. An error is therefore never older than two windows,
 * and no update scans the window.
 */
final class WindowSum {
    private final double[] ring;
    private final double reciprocal;
    private final CompensatedSum window = new CompensatedSum();
    private final CompensatedSum renewed = new CompensatedSum();
    private int oldest;
    private boolean full;

    WindowSum(int length) {
        ring = new double[length];
        reciprocal = 1.0 / length;
    }

    void push(double value) {
        window.add(value);
        window.add(-ring[oldest]);
        renewed.add(value);
        ring[oldest] = value;
        if (++oldest == ring.length) {
            oldest = 0;
            full = true;
            window.takeOver(renewed);
        }
    }

    /** Whether the window has been filled once. */
    boolean isFull() {
        return full;
    }

    /** The mean of a full window. */
    double mean() {
        return window.dividedBy(ring.length, reciprocal);
    }
}
