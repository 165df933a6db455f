package io.fairlead.core.analytics;

import java.util.Objects;

/**
 * The account's equity over time, as two columns: samples in rising order of time, at most one per instant. Immutable; any thread.
 */
public final class EquityCurve {
    private final long[] nanos;
    private final double[] values;

    private final int size;

    private EquityCurve(long[] nanos, double[] values, int size) {
        this.nanos = nanos;
        this.values = values;
        this.size = size;
    }

    /**
     * A curve from its columns, which are copied.
     *
     * @param nanos times in epoch nanoseconds, strictly rising
     * @param values equity in the base currency, finite
     * @throws IllegalArgumentException if the columns differ in length, time does not rise or a value is not finite
     */
    public static EquityCurve of(long[] nanos, double[] values) {
        if (nanos.length != values.length) {
            throw new IllegalArgumentException(
                    "columns must be of one length, were " + nanos.length + " and " + values.length);
        }
        for (int i = 0; i < values.length; i++) {
            if (!Double.isFinite(values[i])) {
                throw new IllegalArgumentException("equity must be a finite number, was " + values[i] + " at " + i);
            }
            if (i > 0 && nanos[i] <= nanos[i - 1]) {
                throw new IllegalArgumentException(
                        "time must rise, but " + nanos[i] + " follows " + nanos[i - 1] + " at " + i);
            }
        }
        return new EquityCurve(nanos.clone(), values.clone(), nanos.length);
    }

    /** A curve of columns that were checked as they were filled and that nobody writes to any more: a million samples are not copied. */
    static EquityCurve handOver(long[] nanos, double[] values, int size) {
        return new EquityCurve(nanos, values, size);
    }

    /** How many samples there are. */
    public int size() {
        return size;
    }

    /** Whether there is none. */
    public boolean isEmpty() {
        return size == 0;
    }

    /** The time of a sample, in epoch nanoseconds. */
    public long nanos(int index) {
        return nanos[Objects.checkIndex(index, size)];
    }

    /** The equity of a sample, in the base currency. */
    public double value(int index) {
        return values[Objects.checkIndex(index, size)];
    }

    /** {@code 9672 samples}. */
    @Override
    public String toString() {
        return size + " samples";
    }
}
