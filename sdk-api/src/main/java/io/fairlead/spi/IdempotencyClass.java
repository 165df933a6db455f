package io.fairlead.spi;

/** What a venue does with a client order id that it has seen: it decides how an unknown outcome is resolved. */
public enum IdempotencyClass {
    /** An id is unique for ever: the venue refuses a second order of that id (Alpaca). */
    DEDUP,
    /** An id is unique among open orders only: a filled order's id is accepted again (Binance). */
    DEDUP_WHILE_OPEN,
    /** The venue keeps our id as a label that can be found in its order list (Tradier tag, IBKR orderRef). */
    CORRELATE,
    /** The venue takes no id of ours (Trading 212). */
    NONE
}
