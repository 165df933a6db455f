package io.fairlead.orchestrator;

import io.fairlead.api.edge.VolumeProfile;
import java.util.Arrays;

/**
 * Volume by price level over a moving span of bars. Follows the span by adding the bars that entered it and taking out those that
 * left; whole volumes make that exact, where volumes are fractions a level that loses a bar is summed anew. One symbol, one thread.
 */
final class VolumeLevels {
    private static final double LARGEST_EXACT = 0x1p53;

    private final double valueAreaShare;
    private double height;
    private long first;
    private long end;
    private boolean exact = true;

    private int size;
    private long[] levels = new long[64];
    private double[] volumes = new double[64];
    private int[] bars = new int[64];

    VolumeLevels(double valueAreaShare) {
        this.valueAreaShare = valueAreaShare;
    }

    /**
     * The profile of the bars from a number to the latest.
     *
     * @param levelHeight height of a level, in price units
     */
    VolumeProfile profile(BarRing ring, long from, double levelHeight) {
        moveTo(ring, from, levelHeight);
        if (size == 0) {
            return VolumeProfile.NONE;
        }
        double total = 0;
        for (int i = 0; i < size; i++) {
            total += volumes[i];
        }
        int control = pointOfControl(ring);
        int low = control;
        int high = control;
        double inside = volumes[control];
        while (inside < valueAreaShare * total && (low > 0 || high < size - 1)) {
            double below = low > 0 ? volumes[low - 1] : -1;
            double above = high < size - 1 ? volumes[high + 1] : -1;
            inside += below >= above ? volumes[--low] : volumes[++high];
        }
        return new VolumeProfile(
                levels[control] * height, levels[low] * height, levels[high] * height, structure(total), size);
    }

    private void moveTo(BarRing ring, long from, double levelHeight) {
        boolean lost = first < ring.firstInMemory() || from < first || from >= end;
        if (lost || levelHeight != height) {
            height = levelHeight;
            size = 0;
            exact = true;
            first = from;
            end = from;
        }
        while (end < ring.count()) {
            put(levelOf(ring.closeOf(end)), ring.volumeOf(end));
            end++;
        }
        while (first < from) {
            first++;
            takeOut(ring, levelOf(ring.closeOf(first - 1)), ring.volumeOf(first - 1));
        }
    }

    private long levelOf(double price) {
        return (long) Math.rint(price / height);
    }

    private void put(long level, double volume) {
        exact &= volume == Math.rint(volume) && volume < LARGEST_EXACT;
        int at = Arrays.binarySearch(levels, 0, size, level);
        if (at < 0) {
            at = -at - 1;
            open(at, level);
        }
        volumes[at] += volume;
        bars[at]++;
        exact &= volumes[at] < LARGEST_EXACT;
    }

    private void open(int at, long level) {
        if (size == levels.length) {
            levels = Arrays.copyOf(levels, 2 * size);
            volumes = Arrays.copyOf(volumes, 2 * size);
            bars = Arrays.copyOf(bars, 2 * size);
        }
        System.arraycopy(levels, at, levels, at + 1, size - at);
        System.arraycopy(volumes, at, volumes, at + 1, size - at);
        System.arraycopy(bars, at, bars, at + 1, size - at);
        levels[at] = level;
        volumes[at] = 0;
        bars[at] = 0;
        size++;
    }

    private void takeOut(BarRing ring, long level, double volume) {
        int at = Arrays.binarySearch(levels, 0, size, level);
        bars[at]--;
        if (bars[at] == 0) {
            size--;
            System.arraycopy(levels, at + 1, levels, at, size - at);
            System.arraycopy(volumes, at + 1, volumes, at, size - at);
            System.arraycopy(bars, at + 1, bars, at, size - at);
        } else if (exact) {
            volumes[at] -= volume;
        } else {
            volumes[at] = sumAnew(ring, level);
        }
    }

    private double sumAnew(BarRing ring, long level) {
        double sum = 0;
        for (long number = first; number < end; number++) {
            if (levelOf(ring.closeOf(number)) == level) {
                sum += ring.volumeOf(number);
            }
        }
        return sum;
    }

    /** The level with most volume; of several, the one that the oldest bar of the span reached. */
    private int pointOfControl(BarRing ring) {
        int best = 0;
        boolean tie = false;
        for (int i = 1; i < size; i++) {
            if (volumes[i] > volumes[best]) {
                best = i;
                tie = false;
            } else if (volumes[i] == volumes[best]) {
                tie = true;
            }
        }
        if (!tie) {
            return best;
        }
        for (long number = first; number < end; number++) {
            int at = Arrays.binarySearch(levels, 0, size, levelOf(ring.closeOf(number)));
            if (volumes[at] == volumes[best]) {
                return at;
            }
        }
        return best;
    }

    private double structure(double total) {
        if (size <= 2 || total <= 0) {
            return 0.5;
        }
        double mean = total / size;
        double squares = 0;
        for (int i = 0; i < size; i++) {
            double distance = volumes[i] - mean;
            squares += distance * distance;
        }
        double deviation = Math.sqrt(squares / (size - 1));
        return Math.max(0, Math.min(1, 1 - deviation / mean / 2));
    }
}
