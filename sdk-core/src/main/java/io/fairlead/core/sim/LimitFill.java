package io.fairlead.core.sim;

/** When a bar or a trade fills a limit order that waits in the book. */
public enum LimitFill {
    /** When a price at the limit has traded: as if the order were first in the queue. */
    TOUCH,
    /** When a price beyond the limit has traded: as if it were last. */
    THROUGH
}
