package io.fairlead.core.engine;

import io.fairlead.core.feed.BarColumns;

/**
 * The next bars of many instruments, copied ahead so that those of one time lie side by side: whoever walks them in step reads one
 * stretch of memory, where each instrument's own columns would cost him a wait (measured). Instruments need not be in step. One
 * thread.
 */
final class BarTape {
    /** How many bars of an instrument are copied at a time: few enough that all of them stay near. */
    private static final int DEPTH = 8;

    private final int width;
    private final long[] cells;
    /** Of each instrument: where on the tape it is, 0..DEPTH, and how many bars are on it from there. */
    private final int[] row;

    private final int[] left;

    BarTape(int instruments) {
        width = instruments * BarColumns.CELLS;
        cells = new long[DEPTH * width];
        row = new int[instruments];
        left = new int[instruments];
    }

    /** Goes on to an instrument's next bar, the given one of its columns; false if it has none below the limit. */
    boolean moveTo(int instrument, BarColumns columns, int next, int limit) {
        if (--left[instrument] > 0) {
            row[instrument]++;
            return true;
        }
        int count = Math.min(DEPTH, limit - next);
        if (count <= 0) {
            return false;
        }
        columns.copyTo(next, count, cells, instrument * BarColumns.CELLS, width);
        row[instrument] = 0;
        left[instrument] = count;
        return true;
    }

    /** The place of the bar that an instrument is at: what the methods below take. Good until the instrument moves on. */
    int placeOf(int instrument) {
        return row[instrument] * width + instrument * BarColumns.CELLS;
    }

    long startNanos(int place) {
        return cells[place + BarColumns.START];
    }

    long endNanos(int place) {
        return cells[place + BarColumns.END];
    }

    double open(int place) {
        return Double.longBitsToDouble(cells[place + BarColumns.OPEN]);
    }

    double high(int place) {
        return Double.longBitsToDouble(cells[place + BarColumns.HIGH]);
    }

    double low(int place) {
        return Double.longBitsToDouble(cells[place + BarColumns.LOW]);
    }

    double close(int place) {
        return Double.longBitsToDouble(cells[place + BarColumns.CLOSE]);
    }

    double volume(int place) {
        return Double.longBitsToDouble(cells[place + BarColumns.VOLUME]);
    }
}
