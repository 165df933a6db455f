package io.fairlead.api.order;

import io.fairlead.api.Price;
import java.math.BigDecimal;

/** Where an exit of a bracket lies: at a price, or at a distance from the entry's reference price that is fixed at submit. */
public sealed interface ExitPrice {
    /** The exact exit price for an entry; {@code direction} is +1 above the entry, -1 below. Not yet on the tick grid. */
    Price from(Price reference, int direction);

    /**
     * At a price.
     *
     * @param price the exit price
     */
    record At(Price price) implements ExitPrice {
        @Override
        public Price from(Price reference, int direction) {
            return price;
        }

        @Override
        public String toString() {
            return price.toString();
        }
    }

    /**
     * At a distance in price.
     *
     * @param distance above 0, in the quote currency
     */
    record Offset(Price distance) implements ExitPrice {
        /** Checks the distance. */
        public Offset {
            if (distance.signum() <= 0) {
                throw new IllegalArgumentException("exit distance must be above 0, was " + distance);
            }
        }

        @Override
        public Price from(Price reference, int direction) {
            return direction > 0 ? reference.plus(distance) : reference.minus(distance);
        }

        @Override
        public String toString() {
            return distance + " away";
        }
    }

    /**
     * At a distance in percent of the reference price.
     *
     * @param percent above 0; 3 means three percent
     */
    record Percent(BigDecimal percent) implements ExitPrice {
        /** Checks the percentage. */
        public Percent {
            if (percent.signum() <= 0) {
                throw new IllegalArgumentException("exit percent must be above 0, was " + percent.toPlainString());
            }
        }

        @Override
        public Price from(Price reference, int direction) {
            return new Offset(reference.times(percent.movePointLeft(2))).from(reference, direction);
        }

        @Override
        public String toString() {
            return percent.toPlainString() + "% away";
        }
    }
}
