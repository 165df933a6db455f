package io.fairlead.api.risk;

import io.fairlead.api.AccountId;
import io.fairlead.api.Currency;
import io.fairlead.api.instrument.Instrument;
import io.fairlead.api.market.EpochNanos;
import io.fairlead.api.order.OrderRequest;
import java.math.BigDecimal;
import java.time.Instant;

/**
 * What a risk rule may look at while it judges one order: numbers worked out once, for this order, from positions, working orders
 * and marks. Valid during the check only; on the session's thread.
 *
 * <p>Amounts ending in {@code E8} are hundred-millionths (10^-8) of the account's base currency, rounded away from zero and capped
 * at {@link Long#MAX_VALUE}, so that a rule errs on the safe side. While the outcome of an order is unknown, both outcomes are
 * reckoned and the worse one, per side, is shown here.
 */
public interface RiskView {
    /** One unit of the base currency in the {@code E8} amounts. */
    long E8 = 100_000_000L;

    /** The account that the order is for. */
    AccountId account();

    /** The currency of the {@code E8} amounts. */
    Currency baseCurrency();

    /** The instrument. */
    Instrument instrument();

    /** The session's time, in epoch nanoseconds. */
    long nowNanos();

    /** The session's time. */
    default Instant now() {
        return EpochNanos.toInstant(nowNanos());
    }

    /** Whether the instrument's regular session is on. */
    boolean isMarketOpen();

    /** Whether every currency that equity and this order are reckoned in has a rate to the base currency. */
    default boolean hasRates() {
        return true;
    }

    /** What the session lets through now. */
    TradingState tradingState();

    /** Whether the order is part of an explicit flattening, which even a halted session lets through. */
    boolean isFlattening();

    /** Whether the order can, in the worst case, only reduce the exposure: what exempts exits. */
    boolean isReducing();

    /** Whether there is a price to reckon with; without one the amounts below that need it are {@link Long#MAX_VALUE}. */
    boolean hasReferencePrice();

    /** The last price × 10^priceScale of the instrument; 0 without one. */
    long referencePriceScaled();

    /** The price that the order would pay at worst × 10^priceScale: its limit or trigger, else the last price; 0 without one. */
    long orderPriceScaled();

    /** The order's quantity × 10^quantityScale; of an order by notional, what it would buy at the last price. */
    long orderQuantityScaled();

    /** The position × 10^quantityScale, negative when short. */
    long positionScaled();

    /** The position after this order and all working ones of its side have filled × 10^quantityScale: the worse outcome. */
    long worstPositionScaled();

    /** How much of the position no working order on the reducing side has claimed × 10^quantityScale; zero or more. */
    long availableToReduceScaled();

    /** The order's notional. */
    long notionalE8();

    /** The value of {@link #worstPositionScaled()} at the order's price, zero or more. */
    long worstPositionValueE8();

    /** The sum over all instruments of the sizes of their worst positions, this order included. */
    long worstGrossExposureE8();

    /**
     * What positions, this order and all working orders of its side come to, long less short, seen in this order's direction: for a
     * purchase the most that the account may be net long, for a sale the most that it may be net short; negative while it stays on
     * the other side. A view that does not know shows {@link #worstGrossExposureE8()}, which is never less.
     */
    default long worstNetExposureE8() {
        return worstGrossExposureE8();
    }

    /**
     * The sum over all instruments of the sizes of their worst positions, this order included, each counted with its weight. A view
     * that does not know shows {@link #worstGrossExposureE8()}, which is never less.
     */
    default long weightedExposureE8(InstrumentWeight weight) {
        return worstGrossExposureE8();
    }

    /**
     * What would move together with this order: the worst position in its own instrument, and the worst positions that gain and lose
     * with it, long where correlation is at least the bound, short where it is at most minus the bound. Instruments whose correlation
     * is not known do not count. A view that does not know shows {@link #worstGrossExposureE8()}, which is never less.
     *
     * @param minCorrelationMillionths the bound in millionths: 800000 for 0.8; above 0, at most 1000000
     */
    default long correlatedExposureE8(int minCorrelationMillionths) {
        return worstGrossExposureE8();
    }

    /** Cash plus positions at their marks. */
    long equityE8();

    /** What new exposure may be bought for: cash that no working order has claimed, times the leverage allowed. */
    long buyingPowerE8();

    /** What this order would take from {@link #buyingPowerE8()}: the exposure that it adds, and its fees as estimated. */
    long requiredBuyingPowerE8();

    /** Realised and unrealised profit less fees since the day began, by the venue's day; negative for a loss. */
    long dayPnlE8();

    /** Equity less its highest value since the session began; zero or negative. */
    long drawdownE8();

    /** What the order loses if its protective stop fills at its price; {@link Long#MAX_VALUE} without a stop. */
    long riskToStopE8();

    /** Orders that are working or may be, this one and its legs not counted; a group counts as one. */
    int openOrders();

    /** Orders submitted within the last so many nanoseconds, this one not counted. */
    int ordersWithin(long windowNanos);

    /**
     * For how long the market has been open without a new price of the instrument, in nanoseconds; 0 while it is closed and
     * {@link Long#MAX_VALUE} without any price.
     */
    default long dataAgeNanos() {
        return Long.MAX_VALUE;
    }

    /** Round trips, flat to flat, that ended with a loss since the last that ended with a profit, by the venue's day. */
    default int consecutiveLosses() {
        return 0;
    }

    /**
     * Orders of the same strategy within the last so many nanoseconds that ask for the same thing: instrument, side, type, size,
     * prices, time in force, exits, tag and decision. Cancelled, expired and denied ones do not count, nor do changes.
     */
    default int sameIntents(long windowNanos) {
        return 0;
    }

    /** Whether the order could trade at once with a working order of the account on the other side. */
    default boolean crossesOwnOrder() {
        return false;
    }

    /**
     * Day trades of the account in the instrument's market: a position made larger and then smaller on one date of the market.
     *
     * @param sessions how many of the market's sessions to look back on, today's included
     */
    default int dayTrades(int sessions) {
        return 0;
    }

    /** Instruments of the same market, this one not counted, that were opened or added to today and are held. */
    default int openedToday() {
        return 0;
    }

    /**
     * What sales in the instrument's market have brought and what has not settled yet.
     *
     * @param days after how many business days a sale settles: 1 for T+1
     */
    default long unsettledE8(int days) {
        return 0;
    }

    /**
     * The same for the second or a later order of a group: its numbers, as if the orders before it had been taken. Asked for legs
     * that may add exposure, once the orders before it have passed; this view is not used any more then, so that it may be the same
     * object, worked out anew. A view that knows of no legs has such groups denied ({@code GROUP_NOT_JUDGED}).
     *
     * @throws UnsupportedOperationException if this view knows of no legs
     */
    default RiskView leg(OrderRequest leg) {
        throw new UnsupportedOperationException("this view knows of no legs: " + leg);
    }

    /** An {@code E8} amount in words: {@code "1234.5 USD"}. */
    default String money(long amountE8) {
        return BigDecimal.valueOf(amountE8, 8).stripTrailingZeros().toPlainString() + " " + baseCurrency();
    }
}
