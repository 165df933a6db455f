package io.fairlead.orchestrator;

/** How high a price level of the volume profile is. */
public enum LevelRule {
    /** {@link Parameter#PROFILE_LEVEL}, whatever the price. */
    FIXED,
    /**
     * A fraction of ATR ({@link Parameter#PROFILE_LEVEL_ATR}) in whole ticks of the instrument, at least
     * {@link Parameter#PROFILE_LEVEL_TICKS}. ATR is taken at the session's {@link Parameter#PROFILE_MIN_BARS}-th bar and holds until
     * the next session's, so that levels stay put. Of an instrument whose rules are not known the fraction is taken as it is, and
     * {@link Parameter#PROFILE_LEVEL} while ATR is zero.
     */
    ADAPTIVE
}
