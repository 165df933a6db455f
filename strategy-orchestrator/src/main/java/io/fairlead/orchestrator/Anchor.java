package io.fairlead.orchestrator;

/** Since when volume is gathered for VWAP and volume profile. */
public enum Anchor {
    /** Over all bars held. */
    HELD_BARS,
    /** Since the session's first bar. */
    SESSION
}
