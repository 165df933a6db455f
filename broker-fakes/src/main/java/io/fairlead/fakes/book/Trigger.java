package io.fairlead.fakes.book;

import java.math.BigDecimal;
import java.math.RoundingMode;
import org.jspecify.annotations.Nullable;

/** What the last trade price must do before an order becomes active. */
public sealed interface Trigger {
    /** Which way the price has to go. */
    enum Direction {
        /** Last price at or above. */
        RISES_TO,
        /** Last price at or below. */
        FALLS_TO;

        boolean reached(BigDecimal last, BigDecimal price) {
            return this == RISES_TO ? last.compareTo(price) >= 0 : last.compareTo(price) <= 0;
        }
    }

    /** At a price. */
    record At(Direction direction, BigDecimal price) implements Trigger {}

    /**
     * At a distance from the best price since it began to follow: for a sale the highest, for a purchase the lowest.
     *
     * @param activation from when on it follows; null for at once
     * @param distance how the stop price lies from the best one
     */
    record Trailing(@Nullable At activation, Distance distance) implements Trigger {}

    /** How far a trailing stop keeps. */
    sealed interface Distance {
        /** An amount of price. */
        record Amount(BigDecimal amount) implements Distance {}

        /** Hundredths of a percent of the best price. */
        record BasisPoints(BigDecimal points) implements Distance {}

        /** The distance from this price, exact up to 12 decimals. */
        default BigDecimal from(BigDecimal best) {
            if (this instanceof Amount fixed) {
                return fixed.amount();
            }
            BigDecimal points = ((BasisPoints) this).points();
            return best.multiply(points).divide(BigDecimal.valueOf(10_000), 12, RoundingMode.HALF_UP);
        }
    }
}
