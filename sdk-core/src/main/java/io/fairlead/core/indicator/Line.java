package io.fairlead.core.indicator;

/** The memory of every indicator here: the latest value and the one before. NaN stands for none yet. */
class Line implements Indicator {
    private final int warmUp;
    private double value = Double.NaN;
    private double previous = Double.NaN;

    Line(int warmUp) {
        this.warmUp = warmUp;
    }

    /** Takes the value of the latest update. */
    final void next(double latest) {
        previous = value;
        value = latest;
    }

    /** Has no value again, as at the start. */
    final void forget() {
        value = Double.NaN;
        previous = Double.NaN;
    }

    @Override
    public final double value() {
        return value;
    }

    @Override
    public final double previous() {
        return previous;
    }

    @Override
    public final int warmUp() {
        return warmUp;
    }
}
