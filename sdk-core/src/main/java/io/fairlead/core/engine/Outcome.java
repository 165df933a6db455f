package io.fairlead.core.engine;

/** What a person found out about an order whose outcome was unknown: the last word where the venue gives none. */
public enum Outcome {
    /** The venue got it, and did what was asked. */
    PLACED,
    /** The venue never got it. */
    NEVER_PLACED
}
