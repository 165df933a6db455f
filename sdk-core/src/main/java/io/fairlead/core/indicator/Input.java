package io.fairlead.core.indicator;

/** What indicators refuse, each time with the name and the value. */
final class Input {
    private Input() {}

    /** A window of 1 or more. */
    static int window(int window) {
        return window(window, 1);
    }

    static int window(int window, int least) {
        return window("window", window, least);
    }

    static int window(String name, int window, int least) {
        if (window < least) {
            throw new IllegalArgumentException(name + " must be " + least + " or more, was " + window);
        }
        return window;
    }

    /** Neither NaN nor infinite: one such value would stay in a running sum. */
    static double finite(String name, double value) {
        if (!(Math.abs(value) <= Double.MAX_VALUE)) {
            throw new IllegalArgumentException(name + " must be finite, was " + value);
        }
        return value;
    }
}
