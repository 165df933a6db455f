package io.fairlead.api;

import java.math.BigDecimal;

/**
 * A price per unit in an instrument's quote currency; exact. It may be zero or negative (spreads, power, some futures).
 * Immutable; any thread.
 */
public final class Price extends Decimal implements Comparable<Price> {
    private Price(long unscaled, int scale) {
        super(unscaled, scale);
    }

    private Price(BigDecimal value) {
        super(value);
    }

    /** A price from its text, {@code "187.73"}. */
    public static Price of(String text) {
        return new Price(parse(text, "price"));
    }

    /** A price from an exact decimal. */
    public static Price of(BigDecimal value) {
        return new Price(value);
    }

    /** A whole price. */
    public static Price of(long value) {
        return new Price(value, 0);
    }

    /**
     * A price from its digits: {@code ofScaled(18773, 2)} is 187.73.
     *
     * @param scale digits behind the point, 0..18
     */
    public static Price ofScaled(long unscaled, int scale) {
        return new Price(unscaled, scale);
    }

    /** This price moved up by an offset (down by a negative one). */
    public Price plus(Price offset) {
        if (isCompact() && offset.isCompact() && scale() == offset.scale()) {
            long sum = unscaled() + offset.unscaled();
            if (((unscaled() ^ sum) & (offset.unscaled() ^ sum)) >= 0) {
                return new Price(sum, scale());
            }
        }
        return new Price(value().add(offset.value()));
    }

    /** This price moved down by an offset. */
    public Price minus(Price offset) {
        return new Price(value().subtract(offset.value()));
    }

    /** Price times a factor, exactly. */
    public Price times(BigDecimal factor) {
        return new Price(value().multiply(factor));
    }

    /** Price times quantity: the value of so many units, in the quote currency. The multiplier of a derivative is not in it. */
    public Money times(Quantity quantity, Currency quoteCurrency) {
        return Money.of(value().multiply(quantity.value()), quoteCurrency);
    }

    @Override
    public int compareTo(Price other) {
        return compareValue(other);
    }
}
