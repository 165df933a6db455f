package io.fairlead.api.order;

/** Which side of the book a fill came from. */
public enum Liquidity {
    /** It waited in the book. */
    MAKER,
    /** It took what was there. */
    TAKER,
    /** The venue does not say. */
    UNKNOWN
}
