package io.fairlead.api.strategy;

import io.fairlead.api.Quantity;
import java.math.BigDecimal;
import java.util.Objects;

/**
 * How much of an instrument, and how that came about.
 *
 * @param quantity units on the lot grid, never more than {@code exact}; zero where nothing fits
 * @param exact what the sizing asked for, in units, before limits and rounding; zero or more
 * @param boundBy what made {@code quantity} smaller than {@code exact}, in words: {@code "rounded down to lot 1"},
 *     {@code "position-value, rounded down to lot 1"}; empty if nothing did
 */
public record Size(Quantity quantity, BigDecimal exact, String boundBy) {
    /** Checks that it was not rounded up. */
    public Size {
        Objects.requireNonNull(boundBy, "boundBy");
        if (quantity.value().compareTo(exact) > 0) {
            throw new IllegalArgumentException(
                    "a size is rounded down, was " + quantity + " of " + exact.toPlainString());
        }
    }

    /** Nothing, for a reason. */
    public static Size none(String why) {
        return new Size(Quantity.ZERO, BigDecimal.ZERO, why);
    }

    @Override
    public String toString() {
        return quantity + (boundBy.isEmpty() ? "" : " of " + exact.toPlainString() + " (" + boundBy + ")");
    }
}
