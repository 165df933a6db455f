package io.fairlead.orchestrator;

/** Where a trading session begins in the statistics. */
public enum SessionRule {
    /**
     * The very first bar, and EVERY bar that starts at or before {@link Parameter#SESSION_CUTOFF_MINUTE}, begins one (so the session
     * open is that of the 09:35 bar once it is in).
     */
    CUTOFF_TIME,
    /** The first bar of each session of the calendar, or of each day on the exchange's clock where no calendar is known. */
    CALENDAR
}
