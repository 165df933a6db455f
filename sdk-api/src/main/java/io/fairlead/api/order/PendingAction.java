package io.fairlead.api.order;

/** What we have asked of a working order and not heard the end of. One of the four parts of its state. */
public enum PendingAction {
    /** Nothing. */
    NONE,
    /** A cancel. */
    CANCEL,
    /** A replace. */
    REPLACE
}
