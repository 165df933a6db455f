package io.fairlead.api.instrument;

import io.fairlead.api.Price;
import java.time.LocalDate;

/** What an {@link InstrumentId} names beyond its symbol: the thing itself, or a derivative of it. */
public sealed interface Contract {
    /** The symbol itself: a share, a pair, an index. */
    Contract SPOT = new Spot();
    /** A swap on the symbol without expiry. */
    Contract PERPETUAL = new Perpetual();

    /** The symbol itself. */
    record Spot() implements Contract {
        @Override
        public String toString() {
            return "";
        }
    }

    /** A swap without expiry. */
    record Perpetual() implements Contract {
        @Override
        public String toString() {
            return "-PERP";
        }
    }

    /**
     * A dated future.
     *
     * @param expiry the last trading day at the exchange
     */
    record Future(LocalDate expiry) implements Contract {
        @Override
        public String toString() {
            return "-" + expiry;
        }
    }

    /**
     * A listed option.
     *
     * @param expiry the last trading day at the exchange
     * @param right call or put
     * @param strike the strike price in the underlying's quote currency
     */
    record Option(LocalDate expiry, OptionRight right, Price strike) implements Contract {
        @Override
        public String toString() {
            return "-" + expiry + "-" + (right == OptionRight.CALL ? "C" : "P") + strike;
        }
    }
}
