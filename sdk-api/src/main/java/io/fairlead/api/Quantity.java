package io.fairlead.api;

import java.math.BigDecimal;

/** An amount of an instrument (shares, coins, contracts), zero or more; exact. Direction is a {@code Side}, never a sign. */
public final class Quantity extends Decimal implements Comparable<Quantity> {
    /** No units. */
    public static final Quantity ZERO = new Quantity(0, 0);

    private Quantity(long unscaled, int scale) {
        super(unscaled, scale);
        if (unscaled < 0) {
            throw negative();
        }
    }

    private Quantity(BigDecimal value) {
        super(value);
        if (value.signum() < 0) {
            throw negative();
        }
    }

    private IllegalArgumentException negative() {
        return new IllegalArgumentException(
                "quantity must not be negative, was " + this + "; the side says the direction");
    }

    /** A quantity from its text, {@code "0.015"}. */
    public static Quantity of(String text) {
        return new Quantity(parse(text, "quantity"));
    }

    /** A quantity from an exact decimal. */
    public static Quantity of(BigDecimal value) {
        return new Quantity(value);
    }

    /** A whole quantity. */
    public static Quantity of(long value) {
        return new Quantity(value, 0);
    }

    /**
     * A quantity from its digits: {@code ofScaled(15, 3)} is 0.015.
     *
     * @param scale digits behind the point, 0..18
     */
    public static Quantity ofScaled(long unscaled, int scale) {
        return new Quantity(unscaled, scale);
    }

    /** The sum of two quantities. */
    public Quantity plus(Quantity other) {
        return new Quantity(value().add(other.value()));
    }

    /**
     * This quantity less another.
     *
     * @throws IllegalArgumentException if the other is larger
     */
    public Quantity minus(Quantity other) {
        return new Quantity(value().subtract(other.value()));
    }

    /** The smaller of two quantities. */
    public Quantity min(Quantity other) {
        return compareTo(other) <= 0 ? this : other;
    }

    @Override
    public int compareTo(Quantity other) {
        return compareValue(other);
    }
}
