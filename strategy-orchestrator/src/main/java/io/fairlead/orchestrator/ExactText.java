package io.fairlead.orchestrator;

import java.math.BigDecimal;
import java.math.MathContext;

/**
 * Doubles as text that reads the same on every Java: how {@link Double#toString} prints has changed between versions, and a saved state
 * or a journal is compared to the byte.
 */
final class ExactText {
    /** As many digits as bring any double back. */
    private static final MathContext EXACT = new MathContext(17);

    private static final MathContext READABLE = new MathContext(12);

    private ExactText() {}

    /** {@link Double#parseDouble} gives the same double back. */
    static String exact(double value) {
        return text(value, EXACT);
    }

    /** Rounded to 12 significant digits, for people. */
    static String readable(double value) {
        return text(value, READABLE);
    }

    private static String text(double value, MathContext digits) {
        if (Double.isNaN(value) || Double.isInfinite(value)) {
            return Double.toString(value);
        }
        BigDecimal rounded = new BigDecimal(value).round(digits);
        return rounded.signum() == 0 ? "0" : rounded.stripTrailingZeros().toPlainString();
    }
}
