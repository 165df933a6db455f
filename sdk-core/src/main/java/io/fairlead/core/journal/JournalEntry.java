package io.fairlead.core.journal;

/**
 * A record in its place.
 *
 * @param sequence its number in the journal, from 1
 * @param timeNanos the session's time when it was written, in epoch nanoseconds
 * @param kind of what kind it is
 * @param record what it says
 */
public record JournalEntry(long sequence, long timeNanos, RecordKind kind, JournalRecord record) {}
