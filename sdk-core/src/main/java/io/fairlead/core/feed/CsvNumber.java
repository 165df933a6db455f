package io.fairlead.core.feed;

import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;

/**
 * Reads a decimal number from bytes as the double nearest to it: digits as a long over a power of ten where both are exact, which
 * makes their quotient correctly rounded (Clinger 1990), else by {@link Double#parseDouble}.
 */
final class CsvNumber {
    /** Longs up to here are doubles without loss: 2^53. */
    private static final long LARGEST_EXACT = 1L << 53;

    private static final int MOST_DIGITS = 18;
    private static final int MOST_DECIMALS = 18;
    private static final double[] POWERS = new double[MOST_DIGITS + 1];

    static {
        POWERS[0] = 1;
        for (int i = 1; i < POWERS.length; i++) {
            POWERS[i] = POWERS[i - 1] * 10;
        }
    }

    private int decimals;

    /** The number in bytes {@code from} to {@code to}; NaN if it is none. */
    double parse(byte[] bytes, int from, int to) {
        int at = from;
        boolean negative = at < to && bytes[at] == '-';
        at += negative ? 1 : 0;
        if (at >= to || to - at > MOST_DIGITS + 1) {
            return parseSlowly(bytes, from, to);
        }
        long digits = 0;
        int places = 0;
        boolean behindPoint = false;
        for (; at < to; at++) {
            int digit = bytes[at] - '0';
            if (digit >= 0 && digit <= 9) {
                digits = digits * 10 + digit;
                places += behindPoint ? 1 : 0;
            } else if (bytes[at] == '.' && !behindPoint) {
                behindPoint = true;
            } else {
                return parseSlowly(bytes, from, to);
            }
        }
        int length = to - from - (negative ? 1 : 0) - (behindPoint ? 1 : 0);
        return length == 0 || length > MOST_DIGITS
                ? parseSlowly(bytes, from, to)
                : exact(negative, digits, places, bytes, from, to);
    }

    private double exact(boolean negative, long allDigits, int allPlaces, byte[] bytes, int from, int to) {
        long digits = allDigits;
        int places = allPlaces;
        while (places > 0 && digits % 10 == 0) {
            digits /= 10;
            places--;
        }
        if (digits > LARGEST_EXACT) {
            return parseSlowly(bytes, from, to);
        }
        decimals = places;
        double size = digits / POWERS[places];
        return negative ? -size : size;
    }

    /** Long digits, exponents, and everything that is no number. */
    private double parseSlowly(byte[] bytes, int from, int to) {
        String text = new String(bytes, from, to - from, StandardCharsets.ISO_8859_1);
        try {
            // Stricter than parseDouble, which takes "1d", "0x1p3" and " 1" as well.
            BigDecimal value = new BigDecimal(text);
            decimals = Math.min(
                    MOST_DECIMALS, Math.max(0, value.stripTrailingZeros().scale()));
            return Double.parseDouble(text);
        } catch (NumberFormatException e) {
            return Double.NaN;
        }
    }

    /** How many digits the last number had behind the point, without zeros at its end; at most 18. */
    int decimals() {
        return decimals;
    }
}
