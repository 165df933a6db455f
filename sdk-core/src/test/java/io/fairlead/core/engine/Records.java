package io.fairlead.core.engine;

import io.fairlead.core.journal.JournalEntry;
import io.fairlead.core.journal.JournalOptions;
import io.fairlead.core.journal.JournalReader;
import io.fairlead.core.journal.JournalRecord;
import io.fairlead.core.journal.JournalRecord.Recording;
import io.fairlead.core.journal.MemoryStorage;
import io.fairlead.core.journal.SessionJournal;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/** A journal in memory, and what stands in it. */
final class Records {
    final MemoryStorage storage = new MemoryStorage();

    List<JournalEntry> entries() {
        List<JournalEntry> entries = new ArrayList<>();
        try (JournalReader reader = JournalReader.over(storage)) {
            while (reader.next()) {
                entries.add(reader.entry());
            }
        }
        return entries;
    }

    /** The kinds of all records, in order. */
    List<String> kinds() {
        return entries().stream()
                .map(entry -> entry.record().getClass().getSimpleName())
                .toList();
    }

    <T extends JournalRecord> List<T> all(Class<T> kind) {
        return entries().stream()
                .map(JournalEntry::record)
                .filter(kind::isInstance)
                .map(kind::cast)
                .toList();
    }

    /** A journal of the first records alone. */
    static MemoryStorage of(List<JournalEntry> entries) {
        MemoryStorage place = new MemoryStorage();
        long[] now = new long[1];
        try (SessionJournal journal = SessionJournal.open(
                place, JournalOptions.standard().withSegmentBytes(1 << 16), Recording.ALL, new SplittableRandom(1))) {
            journal.serve(() -> now[0], failure -> {
                throw new AssertionError(failure);
            });
            for (JournalEntry entry : entries) {
                now[0] = entry.timeNanos();
                journal.write(entry.record());
            }
        }
        return place;
    }
}
