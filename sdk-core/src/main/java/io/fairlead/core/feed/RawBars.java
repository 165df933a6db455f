package io.fairlead.core.feed;

import java.nio.file.Path;
import java.util.Arrays;

/** What one file holds, before it is known how long its bars are. */
final class RawBars {
    /** Open, high, low, close and volume. */
    static final int NUMBERS = 5;

    private static final int FIRST_CAPACITY = 4096;

    private final Path file;
    private final Spacing spacing = new Spacing();
    private boolean daily;
    private int size;
    private long[] starts = new long[FIRST_CAPACITY];
    private long[] ends = {};
    private final double[][] numbers = new double[NUMBERS][FIRST_CAPACITY];
    private int priceDecimals;
    private int volumeDecimals;

    RawBars(Path file) {
        this.file = file;
    }

    Path file() {
        return file;
    }

    /** How far apart all good rows of the file stand, those outside the wanted dates included. */
    Spacing spacing() {
        return spacing;
    }

    /** Whether the rows are named by dates, so that every bar has an end of its own. */
    boolean isDaily() {
        return daily;
    }

    void markDaily() {
        daily = true;
        ends = new long[starts.length];
    }

    void add(long startNanos, long endNanos, double[] values) {
        if (size == starts.length) {
            grow();
        }
        starts[size] = startNanos;
        if (daily) {
            ends[size] = endNanos;
        }
        for (int i = 0; i < NUMBERS; i++) {
            numbers[i][size] = values[i];
        }
        size++;
    }

    private void grow() {
        int capacity = size * 2;
        starts = Arrays.copyOf(starts, capacity);
        ends = daily ? Arrays.copyOf(ends, capacity) : ends;
        for (int i = 0; i < NUMBERS; i++) {
            numbers[i] = Arrays.copyOf(numbers[i], capacity);
        }
    }

    void sawDecimals(int ofPrice, int ofVolume) {
        priceDecimals = Math.max(priceDecimals, ofPrice);
        volumeDecimals = Math.max(volumeDecimals, ofVolume);
    }

    int size() {
        return size;
    }

    long startNanos(int index) {
        return starts[index];
    }

    /** The end of a daily bar; others end by their interval. */
    long endNanos(int index) {
        return ends[index];
    }

    /** Open (0), high (1), low (2), close (3) or volume (4). */
    double number(int number, int index) {
        return numbers[number][index];
    }

    /** Most digits behind the point that a price had. */
    int priceDecimals() {
        return priceDecimals;
    }

    /** Most digits behind the point that a volume had. */
    int volumeDecimals() {
        return volumeDecimals;
    }
}
