package io.fairlead.core.feed;

/** What to do about rows that cannot be bars. Neither choice is silent. */
public enum BadRows {
    /** The load fails, naming the first bad rows and how many there are. */
    FAIL,
    /** The rows are left out and listed; see {@link CsvFolder#badRows()}. */
    SKIP_AND_REPORT
}
