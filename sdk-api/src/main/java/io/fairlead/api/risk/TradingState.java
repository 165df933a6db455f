package io.fairlead.api.risk;

/** What the session lets through. */
public enum TradingState {
    /** Everything that passes the rules. */
    ACTIVE,
    /** Cancels, and orders that can only reduce exposure. */
    REDUCE_ONLY,
    /** Cancels and explicit flattening only. */
    HALTED
}
