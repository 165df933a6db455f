package io.fairlead.core.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fairlead.api.BadInputException;
import io.fairlead.core.journal.JournalOptions;
import io.fairlead.core.journal.JournalRecord;
import io.fairlead.core.journal.JournalRecord.Recording;
import io.fairlead.core.journal.JournalStorage;
import io.fairlead.core.journal.SessionJournal;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A journal's own files as what is projected. */
class JournalSourceTest {
    @TempDir
    private Path folder;

    private final AtomicLong written = new AtomicLong();

    private SessionJournal journal() {
        SessionJournal journal = SessionJournal.open(
                JournalStorage.inFolder(folder.resolve("journal")),
                JournalOptions.standard().withSegmentBytes(16_384).withDurable(false),
                Recording.ALL,
                new SplittableRandom(1));
        journal.serve(() -> RecordedJournal.timeOf(written.get() + 1), failure -> {
            throw new AssertionError(failure);
        });
        return journal;
    }

    private void write(SessionJournal journal, List<JournalRecord> records) {
        for (JournalRecord record : records) {
            journal.write(record);
            written.incrementAndGet();
        }
    }

    @Test
    void shouldProjectWhatASessionWritesWhileItWrites() throws Exception {
        List<JournalRecord> records = RandomRecords.of(11, 900);
        AuditDatabase database = TestDatabases.fresh(AuditDialect.SQLITE, folder);
        AuditDatabase expected = TestDatabases.fresh(AuditDialect.SQLITE, folder);
        String nonce;

        try (SessionJournal journal = journal();
                AuditStore store = AuditStore.open(database);
                JournalSource source = JournalSource.over(JournalStorage.readOnly(folder.resolve("journal")))) {
            nonce = HexFormat.of().formatHex(journal.nonce());
            for (int at = 0; at < 900; at += 100) {
                write(journal, records.subList(at, at + 100));
                assertThat(store.project(source)).isEqualTo(100);
                assertThat(source.lastSequence()).isEqualTo(at + 100);
            }
            assertThat(store.project(source)).isZero();
        }

        try (AuditStore store = AuditStore.open(expected)) {
            store.project(new RecordedJournal(nonce).addAll(records));
        }
        assertThat(Dump.raw(database)).isEqualTo(Dump.raw(expected));
    }

    @Test
    void shouldGoOnWithAnotherSourceWhereTheFirstEnded() throws Exception {
        List<JournalRecord> records = RandomRecords.of(12, 400);
        AuditDatabase database = TestDatabases.fresh(AuditDialect.SQLITE, folder);
        try (SessionJournal journal = journal()) {
            write(journal, records);
        }
        Path place = folder.resolve("journal");

        try (AuditStore store = AuditStore.open(database);
                JournalSource first = JournalSource.over(JournalStorage.readOnly(place));
                JournalSource second = JournalSource.over(JournalStorage.readOnly(place))) {
            long[] reads = {0};
            store.project(first, () -> ++reads[0] > 150);
            long early = store.projectedSequence();
            store.project(second);

            assertThat(early).isEqualTo(150);
            assertThat(store.projectedSequence()).isEqualTo(400);
            assertThat(store.rebuild(first)).isEqualTo(400);
        }
    }

    @Test
    void shouldSayWhereThereIsNoJournal() {
        JournalStorage nowhere = JournalStorage.readOnly(folder);

        assertThatThrownBy(() -> JournalSource.over(nowhere))
                .isInstanceOf(BadInputException.class)
                .hasMessageContaining("there is no journal in " + folder);
    }
}
