package io.fairlead.support;

import java.math.BigDecimal;

/**
 * Turns decimal text into {@code value × 10^scale} in a long, without an object where it fits. Trailing zeros beyond the scale are no digits:
 * {@code 0.0100} fits scale 2. Any thread.
 */
public final class ScaledDigits {
    /** Said by {@link #parse} when the number is finer than the scale, wider than 18 digits, or not plainly written. */
    public static final long NONE = Long.MIN_VALUE;

    private static final int MOST_DIGITS = 18;
    private static final long[] POWERS = new long[MOST_DIGITS + 1];

    static {
        long power = 1;
        for (int i = 0; i <= MOST_DIGITS; i++) {
            POWERS[i] = power;
            power *= 10;
        }
    }

    private ScaledDigits() {}

    /**
     * The number in a part of a text.
     *
     * @param from where it begins
     * @param end where it has ended
     * @param scale digits behind the point, 0..18
     * @return the scaled number, or {@link #NONE}
     */
    public static long parse(String text, int from, int end, int scale) {
        int at = from;
        boolean negative = from < end && text.charAt(from) == '-';
        if (negative) {
            at++;
        }
        long digits = 0;
        int places = -1;
        int significant = 0;
        int seen = 0;
        for (; at < end; at++) {
            char c = text.charAt(at);
            if (c == '.') {
                if (places >= 0 || seen == 0) {
                    return NONE;
                }
                places = 0;
                continue;
            }
            int digit = c - '0';
            if (digit < 0 || digit > 9) {
                return NONE;
            }
            seen++;
            if (places >= 0 && places == scale) {
                if (digit != 0) {
                    return NONE;
                }
                continue;
            }
            if (places >= 0) {
                places++;
            }
            if (significant > 0 || digit != 0) {
                significant++;
                if (significant > MOST_DIGITS) {
                    return NONE;
                }
            }
            digits = digits * 10 + digit;
        }
        return seen == 0 || text.charAt(end - 1) == '.'
                ? NONE
                : scaleUp(digits, scale - Math.max(0, places), negative, significant);
    }

    private static long scaleUp(long digits, int missing, boolean negative, int significant) {
        if (digits != 0 && significant + missing > MOST_DIGITS) {
            return NONE;
        }
        long scaled = digits == 0 ? 0 : digits * POWERS[missing];
        return negative ? -scaled : scaled;
    }

    /** As {@link #parse(String, int, int, int)}, of a whole text. */
    public static long parse(String text, int scale) {
        return parse(text, 0, text.length(), scale);
    }

    /**
     * The smallest scale, from a wished one up, at which a decimal fits a long.
     *
     * @return the scale, or -1 if none of 0..18 fits
     */
    public static int fittingScale(BigDecimal exact, int wished) {
        int needed = Math.max(wished, Math.max(0, exact.stripTrailingZeros().scale()));
        return needed <= 18 && exact.movePointRight(needed).toBigInteger().bitLength() <= 63 ? needed : -1;
    }

    /** {@code value × 10^scale}; the scale comes from {@link #fittingScale}. */
    public static long exact(BigDecimal value, int scale) {
        return value.movePointRight(scale).longValueExact();
    }
}
