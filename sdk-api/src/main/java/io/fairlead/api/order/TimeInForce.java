package io.fairlead.api.order;

/** How long an order works; FIX {@code TimeInForce(59)}. */
public enum TimeInForce {
    /** Until the session it is in (or the next one, when sent outside) ends, by the instrument's calendar. */
    DAY,
    /** Until cancelled, or the venue's own limit (Alpaca: 90 days). */
    GTC,
    /** Until {@link OrderRequest#expireAt()}. */
    GTD,
    /** What can be filled at once; the rest is cancelled. */
    IOC,
    /** All at once or nothing. */
    FOK,
    /** In the opening auction only. */
    OPG,
    /** In the closing auction only. */
    CLS
}
