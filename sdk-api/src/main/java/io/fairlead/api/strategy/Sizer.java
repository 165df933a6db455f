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

    /**
     * Fixed fractional: so many units that the order is worth a fraction of equity. Like the three below, it is rounded down to the
     * lot, bound by the limits of the session's policy that are known beforehand (order notional, position value, concentration,
     * leverage, risk per trade and buying power, with what is held and works already), and says which of them bound it.
     *
     * @param fraction 0.02 for two percent; zero or more
     */
    Size fixedFractional(double fraction);

    /**
     * By average true range: so many units that a move of some ranges against them costs a fraction of equity. Place the stop there.
     *
     * @param riskFraction what the move may cost, 0.01 for one percent of equity; zero or more
     * @param atr the average true range in price units; above 0
     * @param multiple how many ranges away the stop is: 2; above 0
     */
    Size byAtr(double riskFraction, double atr, double multiple);

    /**
     * Volatility target: so many units that the position by itself gives equity the volatility that is wanted.
     *
     * @param target the volatility wanted, 0.1 for ten percent a year; zero or more
     * @param volatility the instrument's own, over the same span; above 0
     */
    Size volatilityTarget(double target, double volatility);

    /**
     * Fractional Kelly: a part of the fraction p - (1 - p) / b of equity that would make it grow fastest, capped; nothing where the
     * edge is not positive. Source: J. L. Kelly, A New Interpretation of Information Rate, 1956.
     *
     * @param part the part of Kelly's fraction that is used: 0.25; zero to 1
     * @param winRate p, how many of the trades win, 0 to 1
     * @param payoff b, the mean winner over the mean loser; above 0
     * @param cap the largest fraction of equity: 0.1; zero or more
     */
    Size kelly(double part, double winRate, double payoff, double cap);
}
