package io.fairlead.api.order;

/** Whether the outcome of an action is known. One of the four parts of an order's state. */
public enum Certainty {
    /** It is, or an answer is on its way. */
    CONFIRMED,
    /** It is not: the action may have happened. Only venue evidence or a person ends this. */
    UNKNOWN
}
