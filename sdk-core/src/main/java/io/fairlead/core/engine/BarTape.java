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

    private static final int TIMES = 2;
    private static final int VALUES = 5;

    private final int width;
    /** Start and end of each bar on the tape. */
    private final long[] times;
    /** Open, high, low, close and volume of each: doubles, for read as bits of longs each was kept many times over (measured). */
    private final double[] values;
    /** Of each instrument: where on the tape it is, 0..DEPTH, and how many bars are on it from there. */
    private final int[] row;

    private final int[] left;

    BarTape(int instruments) {
        width = instruments;
        times = new long[DEPTH * width * TIMES];
        values = new double[DEPTH * width * VALUES];
        row = new int[instruments];
        left = new int[instruments];
    }

    /** Goes on to an instrument's next bar if that is on the tape already; else {@link #load} has to bring it. */
    boolean moveOn(int instrument) {
        if (--left[instrument] <= 0) {
            return false;
        }
        row[instrument]++;
        return true;
    }

    /** Brings an instrument's next bars, from the given one of its columns, and goes on to that; false if it has none below the limit. */
    boolean load(int instrument, BarColumns columns, int next, int limit) {
        int count = Math.min(DEPTH, limit - next);
        if (count <= 0) {
            return false;
        }
        columns.copyTo(next, count, times, values, instrument, width);
        row[instrument] = 0;
        left[instrument] = count;
        return true;
    }

    /** The place of the bar that an instrument is at: what the methods below take. Good until the instrument moves on. */
    int placeOf(int instrument) {
        return row[instrument] * width + instrument;
    }

    long startNanos(int place) {
        return times[place * TIMES];
    }

    long endNanos(int place) {
        return times[place * TIMES + 1];
    }

    double open(int place) {
        return values[place * VALUES];
    }

    double high(int place) {
        return values[place * VALUES + 1];
    }

    double low(int place) {
        return values[place * VALUES + 2];
    }

    double close(int place) {
        return values[place * VALUES + 3];
    }

    double volume(int place) {
        return values[place * VALUES + 4];
    }
}
