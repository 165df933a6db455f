package io.fairlead.core.feed;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** What can be wrong with one bar, in words that name the value. */
final class BarFault {
    private BarFault() {}

    /** The first thing wrong with these numbers; null if nothing is. */
    static @Nullable String of(double open, double high, double low, double close, double volume) {
        // One condition for the usual case, which NaN fails as well.
        if (low <= open
                && low <= close
                && open <= high
                && close <= high
                && volume >= 0
                && isFinite(low, high, volume)) {
            return null;
        }
        return name(open, high, low, close, volume);
    }

    private static boolean isFinite(double low, double high, double volume) {
        return low > Double.NEGATIVE_INFINITY && high < Double.POSITIVE_INFINITY && volume < Double.POSITIVE_INFINITY;
    }

    private static String name(double open, double high, double low, double close, double volume) {
        double[] values = {open, high, low, close, volume};
        String[] names = {"open", "high", "low", "close", "volume"};
        for (int i = 0; i < values.length; i++) {
            if (!Double.isFinite(values[i])) {
                return names[i] + " must be a finite number, was " + values[i];
            }
        }
        if (volume < 0) {
            return "volume must not be negative, was " + volume;
        }
        if (high < low) {
            return String.format(Locale.ROOT, "high %s is below low %s", high, low);
        }
        boolean openIsOut = open < low || open > high;
        return String.format(
                Locale.ROOT,
                "%s %s is outside low %s to high %s",
                openIsOut ? "open" : "close",
                openIsOut ? open : close,
                low,
                high);
    }
}
