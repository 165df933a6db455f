package io.fairlead.orchestrator;

/** How the bars since an exit are counted. */
public enum CooldownClock {
    /** By the growth of the held history: right until {@link Parameter#HISTORY_BARS} are held; then the count stands still. */
    HELD_BARS,
    /** By bars, however long the history. */
    BARS
}
