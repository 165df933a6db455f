package io.fairlead.core.order;

import java.util.Arrays;

/** The last price known of each instrument, in scaled longs, and when it became known. On the session's thread. */
public final class Marks {
    private static final long NONE = Long.MIN_VALUE;

    /** Price and time of each instrument side by side: one cache line. */
    private long[] last = new long[16];

    /** No price is known. */
    public Marks() {
        Arrays.fill(last, NONE);
    }

    /**
     * Notes the last price.
     *
     * @param priceScaled the price × 10^priceScale
     * @param nowNanos when it became known, in epoch nanoseconds
     */
    public void set(int index, long priceScaled, long nowNanos) {
        int at = 2 * index;
        if (at >= last.length) {
            int old = last.length;
            last = Arrays.copyOf(last, Math.max(at + 2, old * 2));
            Arrays.fill(last, old, last.length, NONE);
        }
        last[at] = priceScaled;
        last[at + 1] = nowNanos;
    }

    /** Whether a price is known. */
    public boolean isKnown(int index) {
        return 2 * index < last.length && last[2 * index] != NONE;
    }

    /** The last price × 10^priceScale; 0 if none is known. */
    public long get(int index) {
        return isKnown(index) ? last[2 * index] : 0;
    }

    /** When the last price became known, in epoch nanoseconds; {@link Long#MIN_VALUE} if none is. */
    long timeNanos(int index) {
        return isKnown(index) ? last[2 * index + 1] : NONE;
    }
}
