package io.fairlead.core.journal;

import io.fairlead.core.journal.JournalRecord.Recording;
import java.util.SplittableRandom;

/** A journal of records, one a second, that can be read in between. */
final class TypedJournal {
    private final JournalStorage storage;
    private final SessionJournal journal;
    private long nanos = SampleRecords.NANOS;

    TypedJournal(JournalStorage storage) {
        this.storage = storage;
        this.journal = SessionJournal.open(storage, JournalOptions.standard(), Recording.ALL, new SplittableRandom(7));
        journal.serve(() -> nanos, failure -> {
            throw new AssertionError(failure);
        });
    }

    void write(JournalRecord... records) {
        for (JournalRecord record : records) {
            journal.write(record);
            nanos += 1_000_000_000L;
        }
    }

    Explanation explain(String order) {
        return Explanation.of(storage, order);
    }
}
