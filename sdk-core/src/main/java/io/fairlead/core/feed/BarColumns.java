package io.fairlead.core.feed;

import io.fairlead.api.BadInputException;
import io.fairlead.api.instrument.InstrumentId;
import io.fairlead.api.market.Bar;
import io.fairlead.api.market.BarInterval;
import io.fairlead.api.market.EpochNanos;
import java.time.Instant;
import java.util.Arrays;
import java.util.Objects;

/**
 * The bars of one instrument and interval as columns of primitives, oldest first: index 0 is the first bar, {@code size() - 1} the
 * latest. Times are epoch nanoseconds; a bar starts at its start (inclusive) and ends at its end (exclusive), when it becomes
 * known. Starts rise strictly and no bar begins before the one before it has ended.
 *
 * <p>It grows by {@link #append} on one thread. Once {@linkplain #freeze() frozen} it never changes again, and once handed over
 * safely any number of threads may read it. Every reader throws {@link IndexOutOfBoundsException} outside {@code 0..size()-1}.
 *
 * <p>The seven cells of a bar lie side by side in one array, 56 bytes a bar: whoever walks many instruments touches one or two cache
 * lines and one page a bar, not seven. (Measured on 500 symbols; see docs/decisions.md.)
 */
public final class BarColumns {
    private static final int FIRST_CAPACITY = 64;

    // A bar's cells: times as they are, prices and volume as Double.doubleToRawLongBits has them.
    private static final int CELLS = 7;
    private static final int START = 0;
    private static final int END = 1;
    private static final int OPEN = 2;
    private static final int HIGH = 3;
    private static final int LOW = 4;
    private static final int CLOSE = 5;
    private static final int VOLUME = 6;

    private final InstrumentId instrument;
    private final BarInterval interval;

    private int size;
    private boolean frozen;
    private long[] cells;

    private BarColumns(InstrumentId instrument, BarInterval interval, int capacity) {
        this.instrument = Objects.requireNonNull(instrument, "instrument");
        this.interval = Objects.requireNonNull(interval, "interval");
        cells = new long[Math.multiplyExact(capacity, CELLS)];
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
        int at = size * CELLS;
        if (at == cells.length) {
            cells = Arrays.copyOf(cells, CELLS * Math.max(FIRST_CAPACITY, size + (size >> 1)));
        }
        cells[at + START] = startNanos;
        cells[at + END] = endNanos;
        cells[at + OPEN] = Double.doubleToRawLongBits(open);
        cells[at + HIGH] = Double.doubleToRawLongBits(high);
        cells[at + LOW] = Double.doubleToRawLongBits(low);
        cells[at + CLOSE] = Double.doubleToRawLongBits(close);
        cells[at + VOLUME] = Double.doubleToRawLongBits(volume);
        size++;
    }

    private void checkTime(long startNanos, long endNanos) {
        if (endNanos <= startNanos) {
            throw refused(startNanos, "its end " + EpochNanos.toInstant(endNanos) + " is not after its start");
        }
        if (size == 0) {
            return;
        }
        if (startNanos <= startNanos(size - 1)) {
            throw refused(
                    startNanos, "the bar before it starts at " + instant(startNanos(size - 1)) + ": time must rise");
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

    private long cell(int index, int which) {
        return cells[Objects.checkIndex(index, size) * CELLS + which];
    }

    /** First instant of a bar, in epoch nanoseconds. */
    public long startNanos(int index) {
        return cell(index, START);
    }

    /** End of a bar, in epoch nanoseconds: exclusive, and when it becomes known. */
    public long endNanos(int index) {
        return cell(index, END);
    }

    /** First price of a bar. */
    public double open(int index) {
        return Double.longBitsToDouble(cell(index, OPEN));
    }

    /** Highest price of a bar. */
    public double high(int index) {
        return Double.longBitsToDouble(cell(index, HIGH));
    }

    /** Lowest price of a bar. */
    public double low(int index) {
        return Double.longBitsToDouble(cell(index, LOW));
    }

    /** Last price of a bar. */
    public double close(int index) {
        return Double.longBitsToDouble(cell(index, CLOSE));
    }

    /** Units traded in a bar. */
    public double volume(int index) {
        return Double.longBitsToDouble(cell(index, VOLUME));
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

    /**
     * Copies bars: of each its start and end, in epoch nanoseconds, and its open, high, low, close and volume.
     *
     * @param from index of the first bar
     * @param count how many bars
     * @param times where starts and ends go, two longs a bar
     * @param values where the rest goes, five doubles a bar
     * @param at the number of the first bar in the targets
     * @param step from the number of one bar in the targets to that of the next
     */
    public void copyTo(int from, int count, long[] times, double[] values, int at, int step) {
        Objects.checkFromIndexSize(from, count, size);
        int source = from * CELLS;
        int to = at;
        for (int i = 0; i < count; i++) {
            times[2 * to] = cells[source];
            times[2 * to + 1] = cells[source + END];
            values[5 * to] = Double.longBitsToDouble(cells[source + OPEN]);
            values[5 * to + 1] = Double.longBitsToDouble(cells[source + HIGH]);
            values[5 * to + 2] = Double.longBitsToDouble(cells[source + LOW]);
            values[5 * to + 3] = Double.longBitsToDouble(cells[source + CLOSE]);
            values[5 * to + 4] = Double.longBitsToDouble(cells[source + VOLUME]);
            source += CELLS;
            to += step;
        }
    }

    /** The first index whose bar starts at that time or later, in epoch nanoseconds; {@link #size()} if none does. */
    public int indexStartingFrom(long nanos) {
        int low = 0;
        int high = size;
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (startNanos(middle) < nanos) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low;
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
        copy.cells = Arrays.copyOfRange(cells, first * CELLS, end * CELLS);
        copy.size = end - first;
        return copy.freeze();
    }

    /** {@code 9672 bars 5m of AAPL.US, 2024-01-02T14:30:00Z to 2024-06-28T20:00:00Z}. */
    @Override
    public String toString() {
        String what = size + " bars " + interval + " of " + instrument;
        return size == 0 ? what : what + ", " + instant(startNanos(0)) + " to " + instant(endNanos(size - 1));
    }
}
