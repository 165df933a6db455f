package io.fairlead.core.indicator;

/** The latest values, as many as the window is long, in a ring. */
final class Window {
    private final double[] values;
    private int oldest;
    private boolean full;

    Window(int length) {
        values = new double[length];
    }

    /** Takes the newest value and returns the one that leaves: 0 while the window fills. */
    double push(double newest) {
        double leaving = values[oldest];
        values[oldest] = newest;
        if (++oldest == values.length) {
            oldest = 0;
            full = true;
        }
        return leaving;
    }

    /** Whether it has been filled once. */
    boolean isFull() {
        return full;
    }

    /** Whether the latest value completed a round: since the last time, every value has been replaced. */
    boolean isRenewed() {
        return oldest == 0;
    }

    /** Which value of its round the latest one was: 1 to the length. */
    int placeInRound() {
        return oldest == 0 ? values.length : oldest;
    }

    int length() {
        return values.length;
    }
}
