package io.fairlead.spi;

/** What a venue does when an order is to change. */
public enum ReplaceSupport {
    /** It cannot: cancel, await the end, place anew. */
    NONE,
    /** It changes the order under its id (IBKR, Tradier, Binance amend). */
    SAME_VENUE_ID,
    /** It makes a new order of it (Alpaca, Binance cancel-replace). */
    NEW_VENUE_ID
}
