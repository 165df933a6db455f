package io.fairlead.core.ledger;

/** Products of longs that may need 128 bits on the way to a result of 63. Allocates nothing; any thread. */
final class Wide {
    /** The result does not fit, or is not whole: take the exact path. Never a result itself. */
    static final long NONE = Long.MIN_VALUE;

    private static final long LOW = 0xFFFF_FFFFL;
    private static final long[] POWERS_OF_TEN = new long[19];

    static {
        long power = 1;
        for (int i = 0; i < POWERS_OF_TEN.length; i++) {
            POWERS_OF_TEN[i] = power;
            power *= 10;
        }
    }

    private Wide() {}

    /** Ten to a power of 0..18. */
    static long powerOfTen(int exponent) {
        return POWERS_OF_TEN[exponent];
    }

    /** The product, or {@link #NONE} if it needs more than 63 bits. */
    static long times(long a, long b) {
        long product = a * b;
        return Math.multiplyHigh(a, b) == product >> 63 ? product : NONE;
    }

    /**
     * A number at one decimal scale as units of another, exactly.
     *
     * @return the units, or {@link #NONE} if that is no whole number of 63 bits
     */
    static long rescaled(long units, int from, int to) {
        int shift = to - from;
        if (shift == 0) {
            return units;
        }
        if (shift > 0) {
            return shift <= 18 ? times(units, POWERS_OF_TEN[shift]) : units == 0 ? 0 : NONE;
        }
        if (shift < -18) {
            return units == 0 ? 0 : NONE;
        }
        long power = POWERS_OF_TEN[-shift];
        long quotient = units / power;
        return quotient * power == units ? quotient : NONE;
    }

    /**
     * a × b / 10^shift, rounded down.
     *
     * @param shift -18..18
     * @return the quotient, or {@link #NONE} if it needs more than 63 bits
     */
    static long timesShifted(long a, long b, int shift) {
        if (shift > 0) {
            return timesDivided(a, b, POWERS_OF_TEN[shift], false);
        }
        long product = times(a, b);
        return shift == 0 || product == NONE ? product : times(product, POWERS_OF_TEN[-shift]);
    }

    /** amount × part / whole, rounded half-even; part in 0..whole, whole above 0; the amount is not {@link Long#MIN_VALUE}. */
    static long share(long amount, long part, long whole) {
        return timesDivided(amount, part, whole, true);
    }

    private static long timesDivided(long a, long b, long divisor, boolean halfEven) {
        long product = a * b;
        long high = Math.multiplyHigh(a, b);
        if (high == product >> 63 && product != Long.MIN_VALUE) {
            long quotient = product / divisor;
            long remainder = Math.abs(product - quotient * divisor);
            return rounded(Math.abs(quotient), remainder, divisor, product < 0, halfEven);
        }
        if (a == Long.MIN_VALUE || b == Long.MIN_VALUE) {
            return NONE;
        }
        long size = Math.abs(a) * Math.abs(b);
        long sizeHigh = Math.multiplyHigh(Math.abs(a), Math.abs(b));
        if (Long.compareUnsigned(sizeHigh, divisor) >= 0) {
            return NONE;
        }
        long quotient = quotient(sizeHigh, size, divisor);
        return quotient < 0 ? NONE : rounded(quotient, size - quotient * divisor, divisor, (a ^ b) < 0, halfEven);
    }

    private static long rounded(long quotient, long remainder, long divisor, boolean negative, boolean halfEven) {
        boolean up;
        if (halfEven) {
            long above = divisor - remainder;
            up = remainder > above || (remainder == above && (quotient & 1) == 1);
        } else {
            up = negative && remainder != 0;
        }
        long size = up ? quotient + 1 : quotient;
        return size < 0 ? NONE : negative ? -size : size;
    }

    /**
     * 128 bits by 63, unsigned; the quotient fits 64 because {@code high < divisor}. Knuth's algorithm D for two digits of 32 bits;
     * Warren, Hacker's Delight, 2nd edition, figure 9-3 ({@code divlu}).
     */
    private static long quotient(long high, long low, long divisor) {
        int shift = Long.numberOfLeadingZeros(divisor);
        long normal = divisor << shift;
        long numerator = (high << shift) | (low >>> (64 - shift));
        long digits = low << shift;
        long first = digit(numerator, digits >>> 32, normal);
        long next = (numerator << 32) + (digits >>> 32) - first * normal;
        return (first << 32) + digit(next, digits & LOW, normal);
    }

    private static long digit(long numerator, long nextDigit, long divisor) {
        long divisorHigh = divisor >>> 32;
        long divisorLow = divisor & LOW;
        long digit = Long.divideUnsigned(numerator, divisorHigh);
        long remainder = numerator - digit * divisorHigh;
        while (digit >>> 32 != 0 || Long.compareUnsigned(digit * divisorLow, (remainder << 32) | nextDigit) > 0) {
            digit--;
            remainder += divisorHigh;
            if (remainder >>> 32 != 0) {
                break;
            }
        }
        return digit;
    }
}
