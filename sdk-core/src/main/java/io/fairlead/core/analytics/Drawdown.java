package io.fairlead.core.analytics;

import java.time.Duration;

/**
 * How far and how long the equity was below its highest value so far.
 *
 * @param deepest the lowest equity over the peak before it, less 1; zero or negative
 * @param longest the longest time from a peak until it was reached again, or until the end
 */
record Drawdown(double deepest, Duration longest) {
    /**
     * From every sample of a curve.
     *
     * @param start what the account held before the first sample: the first peak
     */
    static Drawdown of(EquityCurve curve, double start) {
        double peak = start;
        long peakNanos = curve.isEmpty() ? 0 : curve.nanos(0);
        double deepest = 0;
        long longest = 0;
        boolean below = false;
        for (int i = 0; i < curve.size(); i++) {
            double value = curve.value(i);
            if (below || value < peak) {
                longest = Math.max(longest, curve.nanos(i) - peakNanos);
            }
            below = value < peak;
            if (below) {
                deepest = peak > 0 ? Math.min(deepest, value / peak - 1) : deepest;
            } else {
                peak = value;
                peakNanos = curve.nanos(i);
            }
        }
        return new Drawdown(deepest, Duration.ofNanos(longest));
    }
}
