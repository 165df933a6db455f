package io.fairlead.core.order;

import io.fairlead.api.Quantity;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;

/** Amounts for risk: hundred-millionths of the base currency, rounded away from zero and capped, so that rules err on the safe side. */
final class ExposureMath {
    private static final int E8_DIGITS = 8;
    private static final int MILLION = 1_000_000;
    private static final BigInteger CAP = BigInteger.valueOf(Long.MAX_VALUE);
    private static final long[] TENS = new long[19];

    static {
        TENS[0] = 1;
        for (int i = 1; i < TENS.length; i++) {
            TENS[i] = TENS[i - 1] * 10;
        }
    }

    private ExposureMath() {}

    /** |price × quantity × multiplier × rate| in E8; the rate is in base currency per quote currency. */
    static long notionalE8(
            long priceScaled,
            int priceScale,
            long quantityScaled,
            int quantityScale,
            Quantity multiplier,
            BigDecimal rate) {
        long price = Math.abs(priceScaled);
        long quantity = Math.abs(quantityScaled);
        int shift = priceScale + quantityScale - E8_DIGITS;
        boolean unit = multiplier.isCompact() && multiplier.scale() == 0 && multiplier.unscaled() == 1 && isOne(rate);
        if (unit && Math.abs(shift) < TENS.length && Math.multiplyHigh(price, quantity) == 0 && price * quantity >= 0) {
            long amount = shifted(price * quantity, shift);
            if (amount >= 0) {
                return amount;
            }
        }
        return capped(BigDecimal.valueOf(price, priceScale)
                .multiply(BigDecimal.valueOf(quantity, quantityScale))
                .multiply(multiplier.value())
                .multiply(rate));
    }

    /** An amount in E8, rounded away from zero and capped. */
    static long capped(BigDecimal amount) {
        BigInteger units = amount.setScale(E8_DIGITS, RoundingMode.UP).unscaledValue();
        if (units.abs().compareTo(CAP) > 0) {
            return units.signum() < 0 ? -Long.MAX_VALUE : Long.MAX_VALUE;
        }
        return units.longValue();
    }

    /** A size without its last so many digits, rounded up; or with so many zeros more, -1 if that does not fit. */
    private static long shifted(long size, int digits) {
        if (digits < 0) {
            long factor = TENS[-digits];
            return Math.multiplyHigh(size, factor) == 0 && size * factor >= 0 ? size * factor : -1;
        }
        long amount = size / TENS[digits];
        return amount * TENS[digits] == size ? amount : amount + 1;
    }

    private static boolean isOne(BigDecimal factor) {
        return factor.compareTo(BigDecimal.ONE) == 0;
    }

    /** The sum, capped. */
    static long add(long a, long b) {
        long sum = a + b;
        if (((a ^ sum) & (b ^ sum)) < 0) {
            return a < 0 ? -Long.MAX_VALUE : Long.MAX_VALUE;
        }
        return sum;
    }

    /** The product with a factor of zero or more, capped. */
    static long times(long amountE8, BigDecimal factor) {
        return isOne(factor)
                ? amountE8
                : capped(BigDecimal.valueOf(amountE8, E8_DIGITS).multiply(factor));
    }

    /** A share of an amount of zero or more, in millionths, rounded up and capped. */
    static long share(long amountE8, int millionths) {
        if (millionths == MILLION || amountE8 == Long.MAX_VALUE) {
            return amountE8;
        }
        long whole = amountE8 / MILLION * millionths;
        long rest = amountE8 % MILLION * millionths;
        return add(whole, (rest + MILLION - 1) / MILLION);
    }
}
