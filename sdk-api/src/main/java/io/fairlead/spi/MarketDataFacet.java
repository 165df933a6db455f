package io.fairlead.spi;

import io.fairlead.api.UnsupportedCapabilityException;
import io.fairlead.api.instrument.InstrumentId;
import io.fairlead.api.market.Bar;
import io.fairlead.api.market.BarInterval;
import io.fairlead.api.market.Depth;
import io.fairlead.api.market.Quote;
import io.fairlead.api.market.Trade;

/** Live market data. Any thread; no call blocks. */
public interface MarketDataFacet {
    /**
     * Delivers bars as they end.
     *
     * @throws UnsupportedCapabilityException if bar streams are not declared
     */
    Subscription bars(InstrumentId instrument, BarInterval interval, Listener listener);

    /**
     * Delivers quotes.
     *
     * @throws UnsupportedCapabilityException if quote streams are not declared
     */
    Subscription quotes(InstrumentId instrument, Listener listener);

    /**
     * Delivers trades.
     *
     * @throws UnsupportedCapabilityException if trade streams are not declared
     */
    Subscription trades(InstrumentId instrument, Listener listener);

    /**
     * Delivers the order book after each change that touches the levels asked for.
     *
     * @param levels how many of each side, 1 or more
     * @throws UnsupportedCapabilityException if depth streams are not declared
     */
    default Subscription depth(InstrumentId instrument, int levels, Listener listener) {
        throw new UnsupportedCapabilityException("this source has no order books; take quotes instead");
    }

    /** A running delivery; closing it is idempotent. */
    interface Subscription extends AutoCloseable {
        @Override
        void close();
    }

    /** Takes market data. Returns at once and never throws; calls come one at a time per subscription, from any thread. */
    interface Listener {
        /** A bar has ended. */
        default void onBar(Bar bar) {}

        /** The venue has revised a bar that had ended before: this is how it stands now. Comes after later bars, or never. */
        default void onBarRevised(Bar bar) {}

        /** A quote has come in. */
        default void onQuote(Quote quote) {}

        /** A trade has come in. */
        default void onTrade(Trade trade) {}

        /** The order book has changed. */
        default void onDepth(Depth depth) {}

        /** Data was missed and could not be filled in. */
        default void onGap(InstrumentId instrument, String detail) {}

        /** Nothing more will come: a replayed source has ended. */
        default void onEnd() {}
    }
}
