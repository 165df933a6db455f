package io.fairlead.core.indicator;

/**
 * The sum and the mean of the latest values, as many as the window is long.
 *
 * <p>The same renewal as in {@link RenewedSum} and the same ring as in {@link Window}, but in one object: a strategy on hundreds of
 * instruments updates hundreds of averages in turn, and what it waits for then is memory (measured).
 */
class WindowSum extends CompensatedSum {
    private final double[] ring;
    private final double reciprocal;
    /** The sum of what has come since the window was last renewed from end to end, and what its additions rounded away. */
    private double since;

    private double sinceRoundedAway;
    private int oldest;
    private boolean full;

    WindowSum(int length) {
        ring = new double[length];
        reciprocal = 1.0 / length;
    }

    final void push(double value) {
        exchange(value, ring[oldest]);
        addSince(value);
        ring[oldest] = value;
        if (++oldest == ring.length) {
            oldest = 0;
            full = true;
            set(since, sinceRoundedAway);
            since = 0;
            sinceRoundedAway = 0;
        }
    }

    private void addSince(double value) {
        double next = since + value;
        double taken = next - since;
        sinceRoundedAway += (since - (next - taken)) + (value - taken);
        since = next;
    }

    /** Whether the window has been filled once. */
    final boolean isFull() {
        return full;
    }

    /** The mean of a full window. */
    final double mean() {
        return dividedBy(ring.length, reciprocal);
    }
}
