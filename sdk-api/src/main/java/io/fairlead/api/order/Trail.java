package io.fairlead.api.order;

import io.fairlead.api.Price;
import java.math.BigDecimal;

/** The distance that a trailing stop keeps from the best price. */
public sealed interface Trail {
    /** A distance in price. */
    static Trail by(Price amount) {
        return new Amount(amount);
    }

    /** A distance in percent of the best price: {@code percent("1.5")}. */
    static Trail percent(String percent) {
        return new Percent(new BigDecimal(percent));
    }

    /** The stop price that belongs to a best price: below it for a sale, above it for a purchase; exact, not on the tick grid. */
    Price stopFrom(Price best, Side side);

    /**
     * A distance in price.
     *
     * @param amount the distance, above 0, in the quote currency
     */
    record Amount(Price amount) implements Trail {
        /** Checks the amount. */
        public Amount {
            if (amount.signum() <= 0) {
                throw new IllegalArgumentException("trail amount must be above 0, was " + amount);
            }
        }

        @Override
        public Price stopFrom(Price best, Side side) {
            return side == Side.SELL ? best.minus(amount) : best.plus(amount);
        }
    }

    /**
     * A distance in percent.
     *
     * @param percent above 0 and below 100; 1.5 means one and a half percent
     */
    record Percent(BigDecimal percent) implements Trail {
        private static final BigDecimal HUNDRED = BigDecimal.valueOf(100);

        /** Checks the percentage. */
        public Percent {
            if (percent.signum() <= 0 || percent.compareTo(HUNDRED) >= 0) {
                throw new IllegalArgumentException(
                        "trail percent must be above 0 and below 100, was " + percent.toPlainString());
            }
        }

        @Override
        public Price stopFrom(Price best, Side side) {
            return Trail.by(best.times(percent.movePointLeft(2))).stopFrom(best, side);
        }
    }
}
