package io.fairlead.fakes.book;

/** What becomes of the part of an order that finds no counterpart at once. */
public enum Life {
    /** It rests on the book (a market order has no price to rest at: it ends). */
    RESTS,
    /** It ends. */
    IMMEDIATE_OR_CANCEL,
    /** Then nothing of the order is traded at all. */
    FILL_OR_KILL
}
