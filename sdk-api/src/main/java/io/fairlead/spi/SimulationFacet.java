package io.fairlead.spi;

import io.fairlead.api.instrument.Instrument;
import io.fairlead.api.market.Quote;
import io.fairlead.api.market.Trade;

/**
 * Takes the session's market data into a simulated venue, before any strategy sees it. When a call returns, all that the datum led to
 * has been handed to the {@link BrokerListener}, or is deliberately late. On the session's thread.
 */
public interface SimulationFacet {
    /** An instrument comes up or changes its rules; before its first datum. The index names it in {@link #onBar}. */
    void onInstrument(int index, Instrument instrument);

    /**
     * A bar has ended. Columns, not a {@code Bar}: nothing is allocated for it.
     *
     * @param index the instrument's index
     * @param startNanos the bar's start, in epoch nanoseconds
     * @param endNanos the bar's end, and now
     * @param open first price
     * @param high highest price
     * @param low lowest price
     * @param close last price
     * @param volume units traded
     */
    void onBar(
            int index,
            long startNanos,
            long endNanos,
            double open,
            double high,
            double low,
            double close,
            double volume);

    /**
     * Takes in a bar that changes nothing for any order, as most do, without a word to anybody: asked first, so that the walk over
     * hundreds of instruments stays short. {@link #onBar} takes every bar, and is not called for one that this took.
     *
     * @param index the instrument's index
     * @param startNanos the bar's start, in epoch nanoseconds
     * @param endNanos the bar's end, and now
     * @param close last price
     * @param volume units traded
     * @return true if it was taken; false if nothing was done and {@code onBar} is to be called
     */
    default boolean passes(int index, long startNanos, long endNanos, double close, double volume) {
        return false;
    }

    /** A quote has come in. */
    void onQuote(int index, Quote quote);

    /** A trade has come in. */
    void onTrade(int index, Trade trade);

    /** Time has moved on without a datum, so that what is due by time (expiry, late answers) happens. */
    void onTime(long nowNanos);
}
