package io.fairlead.api.strategy;

import io.fairlead.api.Money;
import io.fairlead.api.Price;
import io.fairlead.api.Quantity;

/**
 * Turns a wish into a quantity of one instrument at its last price, rounded down to the lot grid; zero when not even one lot fits or
 * there is no price. The gate still judges what comes of it.
 */
public interface Sizer {
    /**
     * What a fraction of the account's equity buys.
     *
     * @param fraction 0.02 for two percent; zero or more
     */
    Quantity fractionOfEquity(double fraction);

    /** What an amount buys; in the instrument's quote currency. */
    Quantity notional(Money amount);

    /**
     * How many units lose a fraction of equity when the price moves from the last price to a stop.
     *
     * @param fraction 0.01 for one percent; zero or more
     * @param stop the stop price; not the last price
     */
    Quantity riskFraction(double fraction, Price stop);
}
