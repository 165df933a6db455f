package io.fairlead.fakes.book;

/** Why an order left the book other than by being filled. */
public enum EndReason {
    /** Asked for. */
    CANCELLED,
    /** The part of an immediate-or-cancel order that found no counterpart. */
    UNFILLED_IMMEDIATE,
    /** A fill-or-kill order that could not be filled whole. */
    UNFILLED_WHOLE,
    /** A market order that ran out of book. */
    NO_LIQUIDITY,
    /** A post-only order that would have taken. */
    WOULD_TAKE,
    /** It met an order of the same owner. */
    SELF_TRADE
}
