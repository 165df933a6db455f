package io.fairlead.orchestrator;

/** Relative strength index: the mean of the first changes, then Wilder's smoothing. */
final class RelativeStrengthIndex {
    /** Average loss up to which there counts as none. */
    private static final double NO_LOSS = 0.0001;

    private final int period;
    private int changes;
    private boolean hasClose;
    private double previousClose;
    private double gain;
    private double loss;

    RelativeStrengthIndex(int period) {
        this.period = period;
    }

    void add(double close) {
        if (hasClose) {
            double change = close - previousClose;
            int weight = Math.min(changes, period - 1);
            gain = (gain * weight + Math.max(change, 0)) / (weight + 1);
            loss = (loss * weight + Math.max(-change, 0)) / (weight + 1);
            changes++;
        }
        hasClose = true;
        previousClose = close;
    }

    /** 0 to 100; 100 if there was gain and no loss, 50 if neither. */
    double value() {
        if (loss <= NO_LOSS) {
            return gain > 0 ? 100 : 50;
        }
        return 100 - 100 / (1 + gain / loss);
    }
}
