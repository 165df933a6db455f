package io.fairlead.fakes.book;

/** What happens when an order meets one of the same owner; the incoming order's wish counts. */
public enum SelfTrade {
    /** They trade. */
    ALLOW,
    /** The incoming order ends. */
    EXPIRE_TAKER,
    /** The resting order ends. */
    EXPIRE_MAKER,
    /** Both end. */
    EXPIRE_BOTH,
    /** Both lose what overlaps; the one with nothing left ends. */
    DECREMENT
}
