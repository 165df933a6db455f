package io.fairlead.core.feed;

import io.fairlead.api.BadInputException;
import io.fairlead.api.instrument.InstrumentId;
import io.fairlead.api.market.Bar;
import io.fairlead.api.market.BarInterval;
import io.fairlead.api.market.EpochNanos;
import java.time.Instant;
import java.util.Arrays;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The bars of one instrument and interval as columns of primitives, oldest first: index 0 is the first bar, {@code size() - 1} the
 * latest. Times are epoch nanoseconds; a bar starts at its start (inclusive) and ends at its end (exclusive), when it becomes
 * known. Starts rise strictly and no bar begins before the one before it has ended.
 *
 * <p>It grows by {@link #append} on one thread. Once {@linkplain #freeze() frozen} it never changes again, and once handed over
 * safely any number of threads may read it. Every reader throws {@link IndexOutOfBoundsException} outside {@code 0..size()-1}.
 * 56 bytes a bar, 48 where all bars are as long as the interval.
 */
public final class BarColumns {
    private static final int FIRST_CAPACITY = 64;

    private final InstrumentId instrument;
    private final BarInterval interval;
    /** Nanoseconds of an intraday interval; 0 for days and weeks, which the calendar measures. */
    private final long spanNanos;

    private int size;
    private boolean frozen;
    private long[] starts;
    /** Null as long as every bar is exactly one span long. */
    private long @Nullable [] ends;

    private double[] opens;
    private double[] highs;
    private double[] lows;
    private double[] closes;
    private double[] volumes;

    private BarColumns(InstrumentId instrument, BarInterval interval, int capacity) {
        this.instrument = Objects.requireNonNull(instrument, "instrument");
        this.interval = Objects.requireNonNull(interval, "interval");
        this.spanNanos = interval.span().map(span -> span.toNanos()).orElse(0L);
        starts = new long[capacity];
        ends = interval.isIntraday() ? null : new long[capacity];
        opens = new double[capacity];
        highs = new double[capacity];
        lows = new double[capacity];
        closes = new double[capacity];
        volumes = new double[capacity];
    }

    /** No bars yet. */
    public static BarColumns of(InstrumentId instrument, BarInterval interval) {
        return new BarColumns(instrument, interval, FIRST_CAPACITY);
    }

    /**
     * No bars yet, with room for so many before it has to grow.
     *
     * @param capacity 0 or more
     */
    public static BarColumns withCapacity(InstrumentId instrument, BarInterval interval, int capacity) {
        if (capacity < 0) {
            throw new IllegalArgumentException("capacity must not be negative, was " + capacity);
        }
        return new BarColumns(instrument, interval, capacity);
    }

    /**
     * Frozen bars from arrays of one length, oldest first. The arrays are copied.
     *
     * @param startNanos starts, in epoch nanoseconds
     * @param endNanos ends, in epoch nanoseconds
     * @throws BadInputException if a bar breaks a rule of {@link #append}
     * @throws IllegalArgumentException if the arrays differ in length
     */
    public static BarColumns copyOf(
            InstrumentId instrument,
            BarInterval interval,
            long[] startNanos,
            long[] endNanos,
            double[] open,
            double[] high,
            double[] low,
            double[] close,
            double[] volume) {
        int size = startNanos.length;
        int[] lengths = {endNanos.length, open.length, high.length, low.length, close.length, volume.length};
        for (int length : lengths) {
            if (length != size) {
                throw new IllegalArgumentException("columns must be of one length, were " + size + " and " + length);
            }
        }
        BarColumns bars = new BarColumns(instrument, interval, size);
        for (int i = 0; i < size; i++) {
            bars.append(startNanos[i], endNanos[i], open[i], high[i], low[i], close[i], volume[i]);
        }
        return bars.freeze();
    }

    /**
     * Adds the next bar.
     *
     * @param startNanos its first instant, in epoch nanoseconds; not before the end of the bar before it
     * @param endNanos its end, in epoch nanoseconds, exclusive; after its start
     * @param open first price, finite, from low to high
     * @param high highest price, finite
     * @param low lowest price, finite
     * @param close last price, finite, from low to high
     * @param volume units traded, 0 or more
     * @throws BadInputException if a value breaks these rules; the message names it and nothing was added
     * @throws IllegalStateException if the columns are frozen
     */
    public void append(
            long startNanos, long endNanos, double open, double high, double low, double close, double volume) {
        if (frozen) {
            throw new IllegalStateException("bars of " + instrument + " are frozen: no bar can be added");
        }
        checkTime(startNanos, endNanos);
        String fault = BarFault.of(open, high, low, close, volume);
        if (fault != null) {
            throw refused(startNanos, fault);
        }
        int index = size;
        if (index == starts.length) {
            grow(index);
        }
        starts[index] = startNanos;
        putEnd(index, startNanos, endNanos);
        opens[index] = open;
        highs[index] = high;
        lows[index] = low;
        closes[index] = close;
        volumes[index] = volume;
        size = index + 1;
    }

    private void checkTime(long startNanos, long endNanos) {
        if (endNanos <= startNanos) {
            throw refused(startNanos, "its end " + EpochNanos.toInstant(endNanos) + " is not after its start");
        }
        if (size == 0) {
            return;
        }
        if (startNanos <= starts[size - 1]) {
            throw refused(startNanos, "the bar before it starts at " + instant(starts[size - 1]) + ": time must rise");
        }
        if (startNanos < endNanos(size - 1)) {
            throw refused(
                    startNanos, "the bar before it ends at " + instant(endNanos(size - 1)) + ": bars must not overlap");
        }
    }

    private static Instant instant(long nanos) {
        return EpochNanos.toInstant(nanos);
    }

    private BadInputException refused(long startNanos, String why) {
        return new BadInputException("bar of " + instrument + " at " + instant(startNanos) + " refused: " + why);
    }

    private void putEnd(int index, long startNanos, long endNanos) {
        if (ends == null && endNanos - startNanos != spanNanos) {
            ends = new long[starts.length];
            for (int i = 0; i < index; i++) {
                ends[i] = starts[i] + spanNanos;
            }
        }
        if (ends != null) {
            ends[index] = endNanos;
        }
    }

    private void grow(int full) {
        int capacity = Math.max(FIRST_CAPACITY, full + (full >> 1));
        starts = Arrays.copyOf(starts, capacity);
        ends = ends == null ? null : Arrays.copyOf(ends, capacity);
        opens = Arrays.copyOf(opens, capacity);
        highs = Arrays.copyOf(highs, capacity);
        lows = Arrays.copyOf(lows, capacity);
        closes = Arrays.copyOf(closes, capacity);
        volumes = Arrays.copyOf(volumes, capacity);
    }

    /** From now on no bar can be added. */
    public BarColumns freeze() {
        frozen = true;
        return this;
    }

    /** Whether these bars never change again. */
    public boolean isFrozen() {
        return frozen;
    }

    /** Whose bars these are. */
    public InstrumentId instrument() {
        return instrument;
    }

    /** How much time each bar covers. */
    public BarInterval interval() {
        return interval;
    }

    /** How many bars there are. */
    public int size() {
        return size;
    }

    /** Whether there is no bar. */
    public boolean isEmpty() {
        return size == 0;
    }

    /** First instant of a bar, in epoch nanoseconds. */
    public long startNanos(int index) {
        return starts[Objects.checkIndex(index, size)];
    }

    /** End of a bar, in epoch nanoseconds: exclusive, and when it becomes known. */
    public long endNanos(int index) {
        Objects.checkIndex(index, size);
        return ends == null ? starts[index] + spanNanos : ends[index];
    }

    /** First price of a bar. */
    public double open(int index) {
        return opens[Objects.checkIndex(index, size)];
    }

    /** Highest price of a bar. */
    public double high(int index) {
        return highs[Objects.checkIndex(index, size)];
    }

    /** Lowest price of a bar. */
    public double low(int index) {
        return lows[Objects.checkIndex(index, size)];
    }

    /** Last price of a bar. */
    public double close(int index) {
        return closes[Objects.checkIndex(index, size)];
    }

    /** Units traded in a bar. */
    public double volume(int index) {
        return volumes[Objects.checkIndex(index, size)];
    }

    /** A bar as a value. */
    public Bar bar(int index) {
        return new Bar(
                instrument,
                interval,
                startNanos(index),
                endNanos(index),
                open(index),
                high(index),
                low(index),
                close(index),
                volume(index));
    }

    /** The first index whose bar starts at that time or later, in epoch nanoseconds; {@link #size()} if none does. */
    public int indexStartingFrom(long nanos) {
        int found = Arrays.binarySearch(starts, 0, size, nanos);
        return found >= 0 ? found : -found - 1;
    }

    /** How many bars have ended at that time, in epoch nanoseconds: those with an index below it are known then. */
    public int countEndedBy(long nanos) {
        int low = 0;
        int high = size;
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (endNanos(middle) <= nanos) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low;
    }

    /**
     * A frozen copy of the bars that start in a span of time.
     *
     * @param from the first start to take, inclusive
     * @param to the end of the span, exclusive
     * @throws IllegalArgumentException if {@code from} is after {@code to}
     */
    public BarColumns slice(Instant from, Instant to) {
        if (from.isAfter(to)) {
            throw new IllegalArgumentException("slice must not begin after its end, was " + from + " to " + to);
        }
        int first = indexStartingFrom(EpochNanos.of(from));
        int end = indexStartingFrom(EpochNanos.of(to));
        BarColumns copy = new BarColumns(instrument, interval, 0);
        copy.starts = Arrays.copyOfRange(starts, first, end);
        copy.ends = ends == null ? null : Arrays.copyOfRange(ends, first, end);
        copy.opens = Arrays.copyOfRange(opens, first, end);
        copy.highs = Arrays.copyOfRange(highs, first, end);
        copy.lows = Arrays.copyOfRange(lows, first, end);
        copy.closes = Arrays.copyOfRange(closes, first, end);
        copy.volumes = Arrays.copyOfRange(volumes, first, end);
        copy.size = end - first;
        return copy.freeze();
    }

    /** {@code 9672 bars 5m of AAPL.US, 2024-01-02T14:30:00Z to 2024-06-28T20:00:00Z}. */
    @Override
    public String toString() {
        String what = size + " bars " + interval + " of " + instrument;
        return size == 0 ? what : what + ", " + instant(starts[0]) + " to " + instant(endNanos(size - 1));
    }
}
