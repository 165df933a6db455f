package io.fairlead.core.order;

/** When the last orders were submitted, for rules on the order rate; remembers at least the last 4,096. */
final class OrderRate {
    private static final int SIZE = 4_096;

    private final long[] times = new long[SIZE];
    private long count;

    void submitted(long nowNanos) {
        times[(int) (count++ & (SIZE - 1))] = nowNanos;
    }

    /** Orders within the window that ends now; at most {@value #SIZE}. */
    int within(long nowNanos, long windowNanos) {
        int seen = 0;
        long known = Math.min(count, SIZE);
        while (seen < known && nowNanos - times[(int) ((count - 1 - seen) & (SIZE - 1))] < windowNanos) {
            seen++;
        }
        return seen;
    }
}
