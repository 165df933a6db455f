package io.fairlead.core.risk;

import java.math.BigDecimal;
import java.math.RoundingMode;

/** Shares of a whole in millionths, and how they are compared: exactly, in 128 bits, without allocating. */
final class Millionths {
    /** The whole. */
    static final long ONE = 1_000_000;

    private Millionths() {}

    /**
     * A percentage of up to four decimals in millionths.
     *
     * @throws IllegalArgumentException if it is no number, finer, not above 0, or above the bound
     */
    static long ofPercent(String percent, String what, int atMost) {
        BigDecimal value;
        try {
            value = new BigDecimal(percent);
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException(what + " must be a percentage such as 2.5, was '" + percent + "'", e);
        }
        return checked(value, 4, what, atMost, " percent");
    }

    /**
     * A factor of up to six decimals in millionths.
     *
     * @throws IllegalArgumentException if it is finer, not above 0, or above the bound
     */
    static long ofFactor(BigDecimal factor, String what, int atMost) {
        return checked(factor, 6, what, atMost, "");
    }

    private static long checked(BigDecimal value, int decimals, String what, int atMost, String unit) {
        if (value.signum() <= 0
                || value.compareTo(BigDecimal.valueOf(atMost)) > 0
                || value.stripTrailingZeros().scale() > decimals) {
            throw new IllegalArgumentException(what + " must be above 0 and at most " + atMost + unit + ", with up to "
                    + decimals + " decimals, was " + value.toPlainString());
        }
        return value.movePointRight(decimals).longValueExact();
    }

    /** {@code 250000} is {@code "25"}. */
    static String asPercent(long millionths) {
        return BigDecimal.valueOf(millionths, 4).stripTrailingZeros().toPlainString();
    }

    /** {@code 1500000} is {@code "1.5"}. */
    static String asFactor(long millionths) {
        return BigDecimal.valueOf(millionths, 6).stripTrailingZeros().toPlainString();
    }

    /** Whether an amount is more than a share of a whole. Nothing is more than a share of nothing; anything else is. */
    static boolean isMore(long amount, long whole, long millionths) {
        return isMore(amount, ONE, whole, millionths);
    }

    /** Whether a share of an amount is more than a share of a whole. */
    static boolean isMore(long amount, long amountMillionths, long whole, long wholeMillionths) {
        if (amount <= 0) {
            return false;
        }
        if (whole <= 0) {
            return true;
        }
        long high = Math.multiplyHigh(amount, amountMillionths);
        long limitHigh = Math.multiplyHigh(whole, wholeMillionths);
        return high > limitHigh
                || (high == limitHigh && Long.compareUnsigned(amount * amountMillionths, whole * wholeMillionths) > 0);
    }

    /** A share of an amount, rounded down and capped; zero of a negative one. */
    static long share(long amount, long millionths) {
        BigDecimal share = BigDecimal.valueOf(Math.max(0, amount)).multiply(BigDecimal.valueOf(millionths, 6));
        return share.compareTo(BigDecimal.valueOf(Long.MAX_VALUE)) >= 0 ? Long.MAX_VALUE : share.longValue();
    }

    /** What share of a whole above 0 an amount is, in millionths, rounded to the nearest. */
    static long ratio(long amount, long whole) {
        return BigDecimal.valueOf(amount)
                .movePointRight(6)
                .divide(BigDecimal.valueOf(whole), 0, RoundingMode.HALF_EVEN)
                .longValue();
    }

    /** What an amount is a share of, rounded down and capped: 20 is 2 percent of 1000. */
    static long part(long amount, long millionths) {
        BigDecimal whole = BigDecimal.valueOf(Math.max(0, amount))
                .movePointRight(6)
                .divide(BigDecimal.valueOf(millionths), 0, RoundingMode.DOWN);
        return whole.compareTo(BigDecimal.valueOf(Long.MAX_VALUE)) >= 0 ? Long.MAX_VALUE : whole.longValue();
    }
}
