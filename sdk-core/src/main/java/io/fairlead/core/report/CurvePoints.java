package io.fairlead.core.report;

import io.fairlead.core.analytics.EquityCurve;
import java.util.Arrays;

/**
 * Chooses the samples of a curve that a picture needs: in each of a number of buckets of equal count the first, the last, the lowest,
 * the highest, and the one with the deepest drawdown, so that no peak and no trough is lost. (After M4: U. Jugel and others,
 * "M4: A Visualization-Oriented Time Series Data Aggregation", 2014.)
 */
final class CurvePoints {
    private static final int PER_BUCKET = 5;

    private final EquityCurve curve;
    private final double[] drawdowns;

    CurvePoints(EquityCurve curve, double start) {
        this.curve = curve;
        this.drawdowns = drawdowns(curve, start);
    }

    /** The equity over its highest value so far, less 1; zero or negative. */
    private static double[] drawdowns(EquityCurve curve, double start) {
        double[] drawdowns = new double[curve.size()];
        double peak = start;
        for (int i = 0; i < drawdowns.length; i++) {
            peak = Math.max(peak, curve.value(i));
            drawdowns[i] = peak > 0 ? curve.value(i) / peak - 1 : 0;
        }
        return drawdowns;
    }

    double drawdown(int index) {
        return drawdowns[index];
    }

    /** Rising indices of the samples to draw, at most so many; all of them if they are no more. */
    int[] indices(int most) {
        int size = curve.size();
        int buckets = Math.max(1, most / PER_BUCKET);
        if (size <= most) {
            int[] all = new int[size];
            Arrays.setAll(all, i -> i);
            return all;
        }
        int[] kept = new int[buckets * PER_BUCKET];
        int count = 0;
        for (int bucket = 0; bucket < buckets; bucket++) {
            int from = (int) ((long) bucket * size / buckets);
            int to = (int) ((long) (bucket + 1) * size / buckets);
            for (int index : ofBucket(from, to)) {
                if (count == 0 || kept[count - 1] < index) {
                    kept[count++] = index;
                }
            }
        }
        return Arrays.copyOf(kept, count);
    }

    private int[] ofBucket(int from, int to) {
        int lowest = from;
        int highest = from;
        int deepest = from;
        for (int i = from + 1; i < to; i++) {
            lowest = curve.value(i) < curve.value(lowest) ? i : lowest;
            highest = curve.value(i) > curve.value(highest) ? i : highest;
            deepest = drawdowns[i] < drawdowns[deepest] ? i : deepest;
        }
        int[] chosen = {from, lowest, highest, deepest, to - 1};
        Arrays.sort(chosen);
        return chosen;
    }
}
