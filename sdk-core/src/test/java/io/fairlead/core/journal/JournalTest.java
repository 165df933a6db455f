package io.fairlead.core.journal;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fairlead.api.BadInputException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class JournalTest {
    private static final JournalOptions SMALL = JournalOptions.standard().withSegmentBytes(4096);

    @TempDir
    Path folder;

    private static Journal open(JournalStorage storage) {
        return Journal.open(storage, SMALL, new SplittableRandom(7));
    }

    private static long append(Journal journal, String text) {
        journal.begin(3, 42).put(text.getBytes(UTF_8));
        return journal.commit();
    }

    private static List<String> texts(JournalCursor cursor) {
        List<String> texts = new ArrayList<>();
        while (cursor.next()) {
            ByteBuffer payload = cursor.payload();
            byte[] bytes = new byte[payload.remaining()];
            payload.get(bytes);
            texts.add(cursor.sequence() + " " + cursor.kind() + " " + cursor.timeNanos() + " "
                    + new String(bytes, UTF_8));
        }
        return texts;
    }

    @Test
    void shouldReadWhatWasCommittedInOrder() {
        MemoryStorage storage = new MemoryStorage();

        try (Journal journal = open(storage);
                JournalCursor cursor = journal.read(1)) {
            assertThat(append(journal, "one")).isEqualTo(1);
            assertThat(texts(cursor)).containsExactly("1 3 42 one");
            assertThat(append(journal, "two, longer")).isEqualTo(2);

            assertThat(texts(cursor)).containsExactly("2 3 42 two, longer");
        }
    }

    @Test
    void shouldGoOnWithTheSameNonceAndTheNextSequenceAfterClosing() {
        JournalStorage storage = JournalStorage.inFolder(folder);
        byte[] nonce;
        try (Journal journal = open(storage)) {
            append(journal, "one");
            nonce = journal.nonce();
        }

        try (Journal journal = Journal.open(storage, SMALL, new SplittableRandom(8));
                JournalCursor cursor = journal.read(1)) {
            assertThat(journal.tail().isClean()).isTrue();
            assertThat(journal.nonce()).isEqualTo(nonce);
            assertThat(append(journal, "two")).isEqualTo(2);
            assertThat(texts(cursor)).containsExactly("1 3 42 one", "2 3 42 two");
        }
    }

    @Test
    void shouldRotateThroughManySegmentsAndReadFromAnywhere() throws Exception {
        for (JournalStorage storage : List.of(new MemoryStorage(), JournalStorage.inFolder(folder))) {
            try (Journal journal = open(storage)) {
                for (int i = 1; i <= 500; i++) {
                    append(journal, "record " + i);
                    if (i % 7 == 0) {
                        journal.force();
                    }
                    if (i % 11 == 0) {
                        journal.catchUp();
                    }
                }
            }
            try (Journal journal = open(storage);
                    JournalCursor cursor = journal.read(333)) {
                assertThat(journal.lastSequence()).isEqualTo(500);
                assertThat(journal.tail().isClean()).isTrue();
                assertThat(storage.segments()).hasSizeGreaterThan(5);
                assertThat(texts(cursor))
                        .hasSize(168)
                        .startsWith("333 3 42 record 333")
                        .endsWith("500 3 42 record 500");
            }
        }
        try (JournalCursor cursor = JournalCursor.over(JournalStorage.readOnly(folder))) {
            assertThat(texts(cursor)).hasSize(500);
        }
    }

    @Test
    void shouldGiveALargeRecordASegmentOfItsSize() {
        MemoryStorage storage = new MemoryStorage();
        byte[] large = new byte[100_000];
        large[99_999] = 5;

        try (Journal journal = open(storage)) {
            append(journal, "before");
            journal.begin(9, 1, large.length).put(large);
            assertThat(journal.commit()).isEqualTo(2);
            append(journal, "after");
        }

        try (JournalCursor cursor = JournalCursor.over(storage)) {
            assertThat(cursor.next()).isTrue();
            assertThat(cursor.next()).isTrue();
            byte[] read = new byte[cursor.payload().remaining()];
            cursor.payload().get(read);
            assertThat(read).isEqualTo(large);
            assertThat(texts(cursor)).containsExactly("3 3 42 after");
        }
    }

    @Test
    void shouldDeleteWholeSegmentsBelowASequenceAndNeverTheCurrentOne() {
        MemoryStorage storage = new MemoryStorage();
        try (Journal journal = open(storage)) {
            for (int i = 1; i <= 200; i++) {
                append(journal, "record " + i);
            }

            journal.deleteBefore(100);

            long first = journal.firstSequence();
            assertThat(first).isBetween(2L, 100L);
            assertThatThrownBy(() -> journal.read(first - 1))
                    .isInstanceOf(BadInputException.class)
                    .hasMessageContaining("keeps records from " + first);
            try (JournalCursor cursor = journal.read(first)) {
                assertThat(texts(cursor)).hasSize((int) (201 - first));
            }
            journal.deleteBefore(10_000);
            assertThat(storage.segments()).hasSize(1);
        }
        try (Journal journal = open(storage)) {
            assertThat(journal.lastSequence()).isEqualTo(200);
        }
    }

    @Test
    void shouldRefuseASecondOwnerInTheSameProcess() throws Exception {
        JournalStorage storage = JournalStorage.inFolder(folder);
        try (Journal journal = open(storage)) {
            assertThatThrownBy(() -> open(JournalStorage.inFolder(folder.resolve("."))))
                    .isInstanceOf(BadInputException.class)
                    .hasMessageContaining("in this process already")
                    .hasMessageContaining(Long.toString(ProcessHandle.current().pid()));
            append(journal, "still ours");
        }
        try (Journal journal = open(storage)) {
            assertThat(journal.lastSequence()).isEqualTo(1);
        }
        assertThat(Files.exists(folder.resolve("journal.owner"))).isFalse();
    }

    @Test
    void shouldHaveTheNextSegmentMadeElsewhereAndWaitForItOnlyWhenItIsNeeded() throws Exception {
        ExecutorService elsewhere = Executors.newSingleThreadExecutor();
        List<Runnable> held = new ArrayList<>();
        MemoryStorage storage = new MemoryStorage();
        JournalOptions options = SMALL.withPreparation(task -> held.add(task));
        try (Journal journal = Journal.open(storage, options, new SplittableRandom(7))) {
            while (held.isEmpty()) {
                append(journal, "x".repeat(100));
                journal.catchUp();
            }
            assertThat(storage.segments()).hasSize(1);
            append(journal, "goes on meanwhile");
            elsewhere.submit(held.get(0)).get(30, TimeUnit.SECONDS);
            assertThat(storage.segments()).hasSize(2);
            long before = journal.lastSequence();
            for (int i = 0; i < 30; i++) {
                append(journal, "x".repeat(100));
            }

            assertThat(held).hasSize(1);
            assertThat(journal.lastSequence()).isEqualTo(before + 30);
        } finally {
            elsewhere.shutdownNow();
        }
        assertThat(JournalVerification.verify(storage).isSound()).isTrue();
    }

    @Test
    void shouldGoOnWithExecutorsThatRefuseOrForget() throws Exception {
        List<Executor> useless = List.of(
                task -> {
                    throw new RejectedExecutionException("shut down");
                },
                task -> {});
        for (Executor executor : useless) {
            MemoryStorage storage = new MemoryStorage();

            try (Journal journal = Journal.open(storage, SMALL.withPreparation(executor), new SplittableRandom(7))) {
                for (int i = 0; i < 100; i++) {
                    append(journal, "record " + i);
                    journal.catchUp();
                }
                assertThat(journal.isBroken()).isFalse();
            }

            assertThat(JournalVerification.verify(storage).records()).isEqualTo(100);
            assertThat(JournalVerification.verify(storage).isSound()).isTrue();
        }
    }
}
