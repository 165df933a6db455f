package io.fairlead.core.journal;

/** Reads a journal's records one by one. One thread. The accessors belong to the record that the last {@link #next} moved to. */
public final class JournalReader implements AutoCloseable {
    private final JournalCursor cursor;
    private final RecordCodec codec = new RecordCodec();

    private JournalReader(JournalCursor cursor) {
        this.cursor = cursor;
    }

    /**
     * All records that are kept, without their journal being opened.
     *
     * @throws io.fairlead.api.BadInputException if a segment is foreign, newer or has no readable header
     */
    public static JournalReader over(JournalStorage storage) {
        return new JournalReader(JournalCursor.over(storage));
    }

    static JournalReader over(Journal journal) {
        return new JournalReader(journal.read(journal.firstSequence()));
    }

    /**
     * Moves to the next record.
     *
     * @return false at the end
     * @throws JournalException if the record is damaged
     */
    public boolean next() {
        return cursor.next();
    }

    /** Of what kind it is; costs nothing. */
    public RecordKind kind() {
        return RecordKind.of(cursor.kind());
    }

    /** The record. */
    public JournalEntry entry() {
        RecordKind kind = kind();
        return new JournalEntry(cursor.sequence(), cursor.timeNanos(), kind, codec.read(kind, cursor.payload()));
    }

    @Override
    public void close() {
        cursor.close();
    }
}
