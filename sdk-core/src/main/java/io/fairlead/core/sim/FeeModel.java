package io.fairlead.core.sim;

import io.fairlead.api.Money;
import java.time.Instant;
import java.util.SortedMap;

/**
 * What a fill costs. A pure function of the fill: the same fill, the same fee. Fees are exact decimals; how they are rounded is said
 * by each model.
 */
@FunctionalInterface
public interface FeeModel {
    /** The fee of one fill, positive for a cost and negative for a rebate, in whatever currency the venue charges it. */
    Money fee(FeeBasis fill);

    /** No fees. */
    static FeeModel none() {
        return fill -> Money.zero(fill.instrument().quoteCurrency());
    }

    /** The default: maker 0.1 %, taker 0.2 % of the notional, in the quote currency, rounded up to its display digits. */
    static PercentFees standard() {
        return percent("0.1", "0.2");
    }

    /**
     * Percentages of the notional, in the quote currency, rounded up to its display digits.
     *
     * @param makerPercent for fills that waited in the book; {@code "0.1"} is a tenth of a percent, negative for a rebate
     * @param takerPercent for all others
     */
    static PercentFees percent(String makerPercent, String takerPercent) {
        return PercentFees.of(makerPercent, takerPercent);
    }

    /**
     * An amount per unit, with a minimum per order and a ceiling relative to the trade's value, in the currency of the amount: the
     * usual shape of a share broker's schedule.
     *
     * @param perUnit charged for each unit: {@code 0.005 USD}
     * @param minimumPerOrder the least that an order with a fill costs; zero for none
     * @param maximumPercent the most that an order costs, in percent of what it traded for: {@code "1"}; it beats the minimum
     */
    static PerShareFees perShare(Money perUnit, Money minimumPerOrder, String maximumPercent) {
        return PerShareFees.of(perUnit, minimumPerOrder, maximumPercent);
    }

    /**
     * Schedules that replace one another in time.
     *
     * @param from each schedule by the first instant at which it holds; before the first of them the first one holds
     */
    static FeeModel dated(SortedMap<Instant, FeeModel> from) {
        return new DatedFees(from);
    }
}
