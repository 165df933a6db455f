package io.fairlead.core.sim;

import io.fairlead.api.Currency;
import io.fairlead.api.Money;
import io.fairlead.api.Price;
import io.fairlead.api.Quantity;
import java.math.BigDecimal;
import java.math.RoundingMode;
import org.jspecify.annotations.Nullable;

/** A product of exact decimals: in a long while it fits, in a {@link BigDecimal} from then on. Immutable. */
final class ExactProduct {
    private static final int MAX_SCALE = 18;
    private static final long[] POWERS_OF_TEN = new long[MAX_SCALE + 1];

    static {
        POWERS_OF_TEN[0] = 1;
        for (int i = 1; i <= MAX_SCALE; i++) {
            POWERS_OF_TEN[i] = POWERS_OF_TEN[i - 1] * 10;
        }
    }

    private final long unscaled;
    private final int scale;
    private final @Nullable BigDecimal wide;

    private ExactProduct(long unscaled, int scale, @Nullable BigDecimal wide) {
        this.unscaled = unscaled;
        this.scale = scale;
        this.wide = wide;
    }

    /** 10^{@code exponent}, for exponents of 0..18. */
    static long powerOfTen(int exponent) {
        return POWERS_OF_TEN[exponent];
    }

    static ExactProduct of(BigDecimal factor) {
        boolean fits = factor.scale() >= 0 && factor.unscaledValue().bitLength() <= 63;
        return fits
                ? new ExactProduct(factor.unscaledValue().longValueExact(), factor.scale(), null)
                : new ExactProduct(0, 0, factor);
    }

    ExactProduct times(Quantity factor) {
        return factor.isCompact() ? times(factor.unscaled(), factor.scale()) : times(factor.value());
    }

    /** Times the size of a price, whatever its sign. */
    ExactProduct timesAbs(Price factor) {
        boolean fits = factor.isCompact() && factor.unscaled() != Long.MIN_VALUE;
        return fits
                ? times(Math.abs(factor.unscaled()), factor.scale())
                : times(factor.value().abs());
    }

    private ExactProduct times(long factor, int factorScale) {
        long low = unscaled * factor;
        if (wide != null || Math.multiplyHigh(unscaled, factor) != low >> 63) {
            return times(BigDecimal.valueOf(factor, factorScale));
        }
        return new ExactProduct(low, scale + factorScale, null);
    }

    private ExactProduct times(BigDecimal factor) {
        return new ExactProduct(0, 0, value().multiply(factor));
    }

    BigDecimal value() {
        return wide != null ? wide : BigDecimal.valueOf(unscaled, scale);
    }

    Money toMoney(Currency currency) {
        return wide == null && scale <= MAX_SCALE
                ? Money.ofScaled(unscaled, scale, currency)
                : Money.of(value(), currency);
    }

    /** Rounded up (toward positive infinity) to so many digits behind the point. */
    Money toMoneyCeiling(Currency currency, int digits) {
        int excess = scale - digits;
        if (wide != null || excess > MAX_SCALE) {
            return Money.of(value().setScale(digits, RoundingMode.CEILING), currency);
        }
        if (excess <= 0) {
            return toMoney(currency);
        }
        long power = POWERS_OF_TEN[excess];
        long quotient = unscaled / power;
        boolean up = unscaled > 0 && quotient * power != unscaled;
        return Money.ofScaled(up ? quotient + 1 : quotient, digits, currency);
    }
}
