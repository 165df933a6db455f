package io.fairlead.orchestrator;

/** Average true range: the mean of the first true ranges, then Wilder's smoothing. The first bar has none. */
final class AverageTrueRange {
    private final int period;
    private int ranges;
    private boolean hasClose;
    private double previousClose;
    private double value;

    AverageTrueRange(int period) {
        this.period = period;
    }

    void add(double high, double low, double close) {
        if (hasClose) {
            double range =
                    Math.max(high - low, Math.max(Math.abs(high - previousClose), Math.abs(low - previousClose)));
            if (ranges < period) {
                value = (value * ranges + range) / (ranges + 1);
                ranges++;
            } else {
                value = (value * (period - 1) + range) / period;
            }
        }
        hasClose = true;
        previousClose = close;
    }

    /** In price units; 0 at the first bar. */
    double value() {
        return value;
    }
}
