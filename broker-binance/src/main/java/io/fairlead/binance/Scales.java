package io.fairlead.binance;

import io.fairlead.support.ScaledDigits;
import io.fairlead.support.UnreadableAnswerException;
import java.math.BigDecimal;

/** One scale at which several exact decimals fit longs. */
final class Scales {
    private Scales() {}

    /** The smallest scale from a wished one up. */
    static int of(int wished, BigDecimal... values) {
        int scale = wished;
        for (BigDecimal value : values) {
            int fitting = ScaledDigits.fittingScale(value, scale);
            if (fitting < 0) {
                throw new UnreadableAnswerException("a decimal is wider than 63 bits");
            }
            scale = fitting;
        }
        for (BigDecimal value : values) {
            if (ScaledDigits.fittingScale(value, scale) != scale) {
                throw new UnreadableAnswerException("decimals do not fit one scale");
            }
        }
        return scale;
    }
}
