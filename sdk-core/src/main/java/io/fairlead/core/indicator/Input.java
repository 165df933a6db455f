package io.fairlead.core.indicator;

/** What indicators refuse, each time with the name and the value. */
final class Input {
    /** Far beyond what a strategy looks at; keeps counts and warm-ups within an int, and compensated sums as good as they claim. */
    private static final int LONGEST_WINDOW = 1 << 24;

    private Input() {}

    static int window(int window) {
        return window(window, 1);
    }

    static int window(int window, int least) {
        return window("window", window, least);
    }

    static int window(String name, int window, int least) {
        if (window < least || window > LONGEST_WINDOW) {
            throw new IllegalArgumentException(
                    name + " must be " + least + " to " + LONGEST_WINDOW + ", was " + window);
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

    /** Finite and not below zero. */
    static double volume(double volume) {
        if (!(volume >= 0 && volume <= Double.MAX_VALUE)) {
            throw new IllegalArgumentException("volume must be finite and not negative, was " + volume);
        }
        return volume;
    }

    /** Both finite, the high not below the low. */
    static void range(double high, double low) {
        finite("high", high);
        finite("low", low);
        if (high < low) {
            throw new IllegalArgumentException("high must not be below low, was " + high + " and " + low);
        }
    }
}
