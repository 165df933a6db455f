package io.fairlead.core.order;

import java.util.Arrays;

/** The last price known of each instrument, in scaled longs. On the session's thread. */
public final class Marks {
    private static final long NONE = Long.MIN_VALUE;

    private long[] last = new long[8];

    /** No price is known. */
    public Marks() {
        Arrays.fill(last, NONE);
    }

    /** Notes the last price × 10^priceScale. */
    public void set(int index, long priceScaled) {
        if (index >= last.length) {
            int old = last.length;
            last = Arrays.copyOf(last, Math.max(index + 1, old * 2));
            Arrays.fill(last, old, last.length, NONE);
        }
        last[index] = priceScaled;
    }

    /** Whether a price is known. */
    public boolean isKnown(int index) {
        return index < last.length && last[index] != NONE;
    }

    /** The last price × 10^priceScale; 0 if none is known. */
    public long get(int index) {
        return isKnown(index) ? last[index] : 0;
    }
}
