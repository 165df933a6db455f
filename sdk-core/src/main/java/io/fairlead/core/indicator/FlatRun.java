package io.fairlead.core.indicator;

/** Whether the latest values, as many as the window is long, are all the same: then nothing varies, whatever rounding says. */
final class FlatRun {
    private final int window;
    private double latest = Double.NaN;
    private int length;

    FlatRun(int window) {
        this.window = window;
    }

    void push(double value) {
        if (value != latest) {
            length = 1;
            latest = value;
        } else if (length < window) {
            length++;
        }
    }

    boolean fillsWindow() {
        return length == window;
    }
}
