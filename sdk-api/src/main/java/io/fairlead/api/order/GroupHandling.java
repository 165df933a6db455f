package io.fairlead.api.order;

/** Who looks after the legs of a group. */
public enum GroupHandling {
    /** There are no legs. */
    SINGLE,
    /** The venue: the legs act without us. */
    NATIVE,
    /** We do: while we are down or disconnected the legs do not act, and what they protect is unprotected. */
    EMULATED
}
