package io.fairlead.core.audit;

import io.fairlead.core.journal.JournalRecord;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/** A journal in a list: record n has sequence n and lies n milliseconds after a fixed moment, plus some nanoseconds. */
public final class RecordedJournal implements AuditSource {
    static final long START = 1_700_000_000_000_000_789L;

    private final String nonce;
    private final List<JournalRecord> records = new ArrayList<>();
    private long first = 1;

    public RecordedJournal() {
        this("0123456789abcdef0123");
    }

    RecordedJournal(String nonce) {
        this.nonce = nonce;
    }

    public RecordedJournal add(JournalRecord... more) {
        records.addAll(List.of(more));
        return this;
    }

    RecordedJournal addAll(Collection<JournalRecord> more) {
        records.addAll(more);
        return this;
    }

    List<JournalRecord> records() {
        return records;
    }

    /** The same journal when it had so many records. */
    RecordedJournal upTo(int count) {
        return new RecordedJournal(nonce).addAll(records.subList(0, count));
    }

    /** The same journal after older records were deleted. */
    RecordedJournal keptFrom(long sequence) {
        RecordedJournal kept = new RecordedJournal(nonce).addAll(records);
        kept.first = sequence;
        return kept;
    }

    static long timeOf(long sequence) {
        return START + sequence * 1_000_000;
    }

    @Override
    public String journal() {
        return nonce;
    }

    @Override
    public long firstSequence() {
        return first;
    }

    @Override
    public long lastSequence() {
        return records.size();
    }

    @Override
    public Reading from(long sequence) {
        return new Reading() {
            private long at = sequence - 1;

            @Override
            public boolean next() {
                at++;
                return at <= records.size();
            }

            @Override
            public long sequence() {
                return at;
            }

            @Override
            public long timeNanos() {
                return timeOf(at);
            }

            @Override
            public JournalRecord record() {
                return records.get((int) at - 1);
            }

            @Override
            public void close() {}
        };
    }
}
