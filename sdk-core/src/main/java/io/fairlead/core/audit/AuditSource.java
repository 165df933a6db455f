package io.fairlead.core.audit;

import io.fairlead.core.journal.JournalRecord;

/** A journal as the projection reads it. Any thread. */
public interface AuditSource {
    /** What tells this journal from every other: its nonce in hexadecimal digits. */
    String journal();

    /** The sequence of the first record that is still kept; 1 unless older ones were deleted. */
    long firstSequence();

    /** The sequence of the last record, 0 if there is none. */
    long lastSequence();

    /** A reading of its own, from a sequence on. */
    Reading from(long sequence);

    /** Records in order, their sequences without gaps. One thread. */
    interface Reading extends AutoCloseable {
        /** Moves to the next record; false at the end, which may move. */
        boolean next();

        /** Its sequence. */
        long sequence();

        /** When it was recorded, in nanoseconds since the epoch. */
        long timeNanos();

        /** Whether it can leave rows at all: market data need not be decoded. */
        default boolean leavesRows() {
            return true;
        }

        /** What it says. */
        JournalRecord record();

        @Override
        void close();
    }
}
