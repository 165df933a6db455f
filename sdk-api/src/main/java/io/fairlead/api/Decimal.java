package io.fairlead.api;

import java.math.BigDecimal;
import java.math.RoundingMode;
import org.jspecify.annotations.Nullable;

/**
 * An exact decimal number at its natural scale: no trailing zeros behind the point, never an exponent. {@code 0.00100000} and
 * {@code 0.001} are one number, equal and with one hash.
 *
 * <p>Values of up to 63 bits are kept as a long and a scale; wider ones as a {@link BigDecimal}. Nothing here rounds unless the
 * caller names a {@link RoundingMode}. Immutable; any thread.
 */
public abstract sealed class Decimal permits Price, Quantity, Money {
    private static final long[] POWERS_OF_TEN = new long[19];

    static {
        long power = 1;
        for (int i = 0; i < POWERS_OF_TEN.length; i++) {
            POWERS_OF_TEN[i] = power;
            power *= 10;
        }
    }

    private final long unscaled;
    private final int scale;
    private final @Nullable BigDecimal wide;

    Decimal(long unscaled, int scale) {
        if (scale < 0 || scale > 18) {
            throw new IllegalArgumentException("scale must be in 0..18, was " + scale);
        }
        long digits = unscaled;
        int places = scale;
        while (places > 0 && digits % 10 == 0) {
            digits /= 10;
            places--;
        }
        this.unscaled = digits;
        this.scale = places;
        this.wide = null;
    }

    Decimal(BigDecimal value) {
        BigDecimal natural = value.signum() == 0 ? BigDecimal.ZERO : value.stripTrailingZeros();
        if (natural.scale() < 0) {
            natural = natural.setScale(0);
        }
        boolean fits = natural.scale() <= 18
                && (natural.precision() <= 18 || natural.unscaledValue().bitLength() <= 63);
        this.scale = natural.scale();
        this.unscaled = fits ? natural.movePointRight(natural.scale()).longValueExact() : 0;
        this.wide = fits ? null : natural;
    }

    /** The number as a {@link BigDecimal} at its natural scale. */
    public final BigDecimal value() {
        BigDecimal exact = wide;
        return exact != null ? exact : BigDecimal.valueOf(unscaled, scale);
    }

    /** How many digits stand behind the decimal point. */
    public final int scale() {
        return scale;
    }

    /** Whether the number fits a long at its natural scale, so that {@link #unscaled()} answers. */
    public final boolean isCompact() {
        return wide == null;
    }

    /**
     * The digits without the point: {@code 12.34} has unscaled value 1234 and scale 2.
     *
     * @throws ArithmeticException if the number is not {@linkplain #isCompact() compact}
     */
    public final long unscaled() {
        if (wide != null) {
            throw new ArithmeticException(this + " does not fit 63 bits");
        }
        return unscaled;
    }

    /**
     * The number times ten to the power of {@code targetScale}, exactly.
     *
     * @param targetScale digits behind the point, 0..18
     * @throws ArithmeticException if the number has more digits behind the point than that, or does not fit 63 bits
     */
    public final long toScaled(int targetScale) {
        if (wide == null && scale <= targetScale) {
            return Math.multiplyExact(unscaled, POWERS_OF_TEN[targetScale - scale]);
        }
        return value().setScale(targetScale, RoundingMode.UNNECESSARY)
                .unscaledValue()
                .longValueExact();
    }

    /** Whether {@link #toScaled(int)} would answer for this scale. */
    public final boolean fitsScale(int targetScale) {
        if (wide == null && scale <= targetScale) {
            long power = POWERS_OF_TEN[targetScale - scale];
            return Math.multiplyHigh(unscaled, power) == (unscaled * power) >> 63;
        }
        return false;
    }

    /** -1, 0 or 1. */
    public final int signum() {
        BigDecimal exact = wide;
        return exact != null ? exact.signum() : Long.signum(unscaled);
    }

    /** Whether the number is 0. */
    public final boolean isZero() {
        return signum() == 0;
    }

    /** The nearest double: for statistics and pictures, never for an order. */
    public final double toDouble() {
        return value().doubleValue();
    }

    final int compareValue(Decimal other) {
        if (wide == null && other.wide == null && scale == other.scale) {
            return Long.compare(unscaled, other.unscaled);
        }
        return value().compareTo(other.value());
    }

    @Override
    @SuppressWarnings("EqualsGetClass") // a price is never equal to a quantity, though both are decimals
    public boolean equals(@Nullable Object other) {
        if (this == other) {
            return true;
        }
        if (other == null || other.getClass() != getClass()) {
            return false;
        }
        Decimal that = (Decimal) other;
        BigDecimal exact = wide;
        return scale == that.scale
                && unscaled == that.unscaled
                && (exact == null ? that.wide == null : exact.equals(that.wide));
    }

    @Override
    public int hashCode() {
        BigDecimal exact = wide;
        return exact != null ? exact.hashCode() : 31 * Long.hashCode(unscaled) + scale;
    }

    /** Plain notation, never an exponent. */
    @Override
    public String toString() {
        return value().toPlainString();
    }

    static BigDecimal parse(String text, String what) {
        try {
            return new BigDecimal(text);
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException(what + " must be a decimal number such as 12.34, was '" + text + "'", e);
        }
    }
}
