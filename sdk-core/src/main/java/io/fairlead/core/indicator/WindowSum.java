package io.fairlead.core.indicator;

/**
 * The sum and the mean of the latest values, as many as the window is long.
 *
 * <p>The same renewal as in {@link RenewedSum} and the same ring as in {@link Window}, but in one object: a strategy on hundreds of
 * instruments updates hundreds of averages in turn, and what it waits for then is memory (measured).
 */
final class WindowSum extends CompensatedSum {
    private final double[] ring;
    private final double reciprocal;
    private final CompensatedSum sinceRenewal = new CompensatedSum();
    private int oldest;
    private boolean full;

    WindowSum(int length) {
        ring = new double[length];
        reciprocal = 1.0 / length;
    }

    void push(double value) {
        exchange(value, ring[oldest]);
        sinceRenewal.add(value);
        ring[oldest] = value;
        if (++oldest == ring.length) {
            oldest = 0;
            full = true;
            takeOver(sinceRenewal);
        }
    }

    /** Whether the window has been filled once. */
    boolean isFull() {
        return full;
    }

    /** The mean of a full window. */
    double mean() {
        return dividedBy(ring.length, reciprocal);
    }
}
