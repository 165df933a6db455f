package io.fairlead.core.journal;

import static io.fairlead.core.journal.JournalText.all;
import static io.fairlead.core.journal.JournalText.append;
import static io.fairlead.core.journal.JournalText.open;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.fairlead.api.BadInputException;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.FileStore;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.zip.CRC32C;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FolderJournalTest {
    private static final String FIRST = "journal-0000000001.seg";

    @TempDir
    Path folder;

    @Test
    void shouldNameTheProcessThatHasTheJournalAndTakeItOverWhenThatIsDead() throws Exception {
        Process child = new ProcessBuilder(
                        ProcessHandle.current().info().command().orElse("java"),
                        "-cp",
                        System.getProperty("java.class.path"),
                        LockingProcess.class.getName(),
                        folder.toString())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        try (BufferedReader said = new BufferedReader(new InputStreamReader(child.getInputStream(), UTF_8))) {
            assertThat(said.readLine()).isEqualTo("open");

            assertThatThrownBy(() -> open(JournalStorage.inFolder(folder)))
                    .isInstanceOf(BadInputException.class)
                    .hasMessageContaining("is open by process " + child.pid() + " on ")
                    .hasMessageContaining("started 20")
                    .hasMessageContaining(folder.toString());
            assertThat(all(JournalStorage.readOnly(folder))).containsExactly("1:from the child");
        } finally {
            child.destroyForcibly();
            assertThat(child.waitFor(30, TimeUnit.SECONDS)).isTrue();
        }

        try (Journal journal = open(JournalStorage.inFolder(folder))) {
            assertThat(journal.lastSequence()).isEqualTo(1);
        }
    }

    @Test
    void shouldKeepTheLockWhenASecondOpeningInThisProcessIsRefused() throws Exception {
        try (Journal journal = open(JournalStorage.inFolder(folder))) {
            assertThatThrownBy(() -> open(JournalStorage.inFolder(folder))).isInstanceOf(BadInputException.class);
            append(journal, "ours");

            Process child = new ProcessBuilder(
                            ProcessHandle.current().info().command().orElse("java"),
                            "-cp",
                            System.getProperty("java.class.path"),
                            LockingProcess.class.getName(),
                            folder.toString())
                    .redirectErrorStream(true)
                    .start();
            child.getOutputStream().close();
            String said = new String(child.getInputStream().readAllBytes(), UTF_8);

            assertThat(said)
                    .contains("BadInputException")
                    .contains("is open by process " + ProcessHandle.current().pid());
        }
    }

    @Test
    void shouldRefuseANewerFormatAndNameBothVersions() throws IOException {
        try (Journal journal = open(JournalStorage.inFolder(folder))) {
            append(journal, "one");
        }
        byte[] bytes = Files.readAllBytes(folder.resolve(FIRST));
        ByteBuffer header = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
        header.putInt(8, 7);
        CRC32C crc = new CRC32C();
        crc.update(bytes, 0, 124);
        header.putInt(124, (int) crc.getValue());
        Files.write(folder.resolve(FIRST), bytes);

        assertThatThrownBy(() -> open(JournalStorage.inFolder(folder)))
                .isInstanceOf(BadInputException.class)
                .hasMessageContaining("has format version 7")
                .hasMessageContaining("versions up to 1");
        assertThatThrownBy(() -> JournalCursor.over(JournalStorage.readOnly(folder)))
                .isInstanceOf(BadInputException.class)
                .hasMessageContaining("version 7");
        assertThat(Files.readAllBytes(folder.resolve(FIRST))).isEqualTo(bytes);
    }

    @Test
    void shouldRefuseAForeignFileWithASegmentsNameAndLeaveEverythingElseAlone() throws IOException {
        Files.writeString(folder.resolve("notes.txt"), "mine");
        Files.writeString(folder.resolve("report.new"), "mine too");
        Files.writeString(folder.resolve("journal-0000000002.seg.new"), "left by a crash");
        try (Journal journal = open(JournalStorage.inFolder(folder))) {
            append(journal, "one");
        }
        for (String foreign : List.of("", "short", "x".repeat(5000))) {
            Path file = folder.resolve("journal-0000000002.seg");
            Files.writeString(file, foreign);

            assertThatThrownBy(() -> open(JournalStorage.inFolder(folder)))
                    .isInstanceOf(BadInputException.class)
                    .hasMessageContaining("journal-0000000002.seg")
                    .hasMessageContaining("Move it away");
            assertThat(Files.readString(file)).isEqualTo(foreign);
        }
        Files.delete(folder.resolve("journal-0000000002.seg"));

        assertThat(all(JournalStorage.inFolder(folder))).containsExactly("1:one");
        assertThat(Files.readString(folder.resolve("notes.txt"))).isEqualTo("mine");
        assertThat(Files.readString(folder.resolve("report.new"))).isEqualTo("mine too");
        assertThat(Files.exists(folder.resolve("journal-0000000002.seg.new"))).isFalse();
    }

    @Test
    void shouldRefuseAFolderWithAMissingSegment() throws IOException {
        try (Journal journal = open(JournalStorage.inFolder(folder))) {
            for (int i = 0; i < 200; i++) {
                append(journal, "record " + i);
            }
        }
        Files.delete(folder.resolve("journal-0000000002.seg"));

        assertThatThrownBy(() -> open(JournalStorage.inFolder(folder)))
                .isInstanceOf(BadInputException.class)
                .hasMessageContaining("journal-0000000002.seg is missing");
    }

    @Test
    void shouldSayThatAFileIsNoFolder() throws IOException {
        Path file = Files.writeString(folder.resolve("file"), "x");

        assertThatThrownBy(() -> open(JournalStorage.inFolder(file)))
                .isInstanceOf(BadInputException.class)
                .hasMessageContaining("is a file; a journal needs a folder");
        assertThatThrownBy(() -> open(JournalStorage.inFolder(file.resolve("below"))))
                .isInstanceOf(BadInputException.class)
                .hasMessageContaining("the folder cannot be made");
    }

    @Test
    void shouldSayThatAPlaceCannotBeWritten() throws IOException {
        Path place = unwritable();

        assertThatThrownBy(() -> open(JournalStorage.inFolder(place)))
                .isInstanceOf(BadInputException.class)
                .hasMessageContaining(place.toString())
                .hasMessageContaining("cannot be written");
    }

    /** A folder without write permission, or, for the superuser, one that the kernel keeps to itself. */
    private Path unwritable() throws IOException {
        Path plain = Files.createDirectory(folder.resolve("plain"));
        assumeTrue(plain.toFile().setWritable(false), "permissions can be taken away here");
        Path kernel = Path.of("/proc/self/fdinfo");
        boolean works = !Files.isWritable(plain);
        assumeTrue(works || Files.isDirectory(kernel), "there is an unwritable folder here");
        return works ? plain : kernel;
    }

    @Test
    void shouldRefuseToWriteToAPlaceGivenForReading() {
        assertThatThrownBy(() -> open(JournalStorage.readOnly(folder)))
                .isInstanceOf(BadInputException.class)
                .hasMessageContaining("given for reading only");
        assertThat(all(JournalStorage.readOnly(folder.resolve("nothing there"))))
                .isEmpty();
    }

    /** Needs a file system that can be filled: a small one of memory, where this user may mount it. */
    @Test
    void shouldSayAtOpenThatTheDiskIsFullAndLaterBreakWithoutLoss() throws Exception {
        Path small = Files.createDirectory(folder.resolve("small"));
        assumeTrue(run("mount", "-t", "tmpfs", "-o", "size=64k", "tmpfs", small.toString()), "tmpfs can be mounted");
        try {
            FileStore store = Files.getFileStore(small);
            assertThat(store.getTotalSpace()).isEqualTo(65_536);
            assertThatThrownBy(() -> Journal.open(
                            JournalStorage.inFolder(small),
                            JournalOptions.standard(),
                            new java.util.SplittableRandom(1)))
                    .isInstanceOf(BadInputException.class)
                    .hasMessageContaining("No space left on device")
                    .hasMessageContaining("67108864 bytes");
            List<String> committed = new ArrayList<>();

            Journal journal = open(JournalStorage.inFolder(small));
            assertThatThrownBy(() -> {
                        while (true) {
                            String text = "record " + committed.size();
                            committed.add(append(journal, text) + ":" + text);
                            journal.catchUp();
                        }
                    })
                    .isInstanceOf(JournalException.class)
                    .hasMessageContaining("No space left on device");
            assertThat(journal.isBroken()).isTrue();
            journal.close();

            assertThat(committed).hasSizeGreaterThan(100);
            assertThat(all(JournalStorage.readOnly(small))).isEqualTo(committed);
        } finally {
            run("umount", "-l", small.toString());
        }
    }

    private static boolean run(String... command) throws Exception {
        try {
            return new ProcessBuilder(command)
                            .redirectErrorStream(true)
                            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                            .start()
                            .waitFor()
                    == 0;
        } catch (IOException noSuchCommand) {
            return false;
        }
    }

    @Test
    void shouldNotBeBrokenByAnInterruptOfItsThread() {
        List<String> committed = new ArrayList<>();
        try (Journal journal = open(JournalStorage.inFolder(folder))) {
            Thread.currentThread().interrupt();
            for (int i = 0; i < 300; i++) {
                String text = "record " + i;
                committed.add(append(journal, text) + ":" + text);
                journal.force();
                journal.catchUp();
            }
            journal.deleteBefore(2);
            assertThat(journal.isBroken()).isFalse();
        } finally {
            assertThat(Thread.interrupted()).as("the interrupt is still there").isTrue();
        }
        assertThat(all(JournalStorage.inFolder(folder))).isEqualTo(committed);
    }

    @Test
    void shouldBeReadByOtherThreadsWhileItIsWritten() throws Exception {
        int records = 20_000;
        try (Journal journal = Journal.open(
                JournalStorage.inFolder(folder),
                JournalOptions.standard().withSegmentBytes(64 << 10).withDurable(false),
                new java.util.SplittableRandom(1))) {
            List<Long> sums = new ArrayList<>();
            List<Throwable> failures = new ArrayList<>();
            Thread reader = new Thread(() -> sums.add(sumOf(journal, records)));
            reader.setUncaughtExceptionHandler((thread, failure) -> failures.add(failure));
            reader.start();
            long expected = 0;
            for (int i = 1; i <= records; i++) {
                journal.begin(1, i).putLong(i * 31L);
                journal.commit();
                expected += i * 31L;
            }

            reader.join(60_000);

            assertThat(failures).isEmpty();
            assertThat(sums).containsExactly(expected);
        }
    }

    private static long sumOf(Journal journal, int records) {
        long sum = 0;
        try (JournalCursor cursor = journal.read(1)) {
            for (int seen = 0; seen < records; ) {
                if (cursor.next()) {
                    seen++;
                    assertThat(cursor.sequence()).isEqualTo(seen);
                    sum += cursor.payload().getLong();
                } else {
                    Thread.onSpinWait();
                }
            }
        }
        return sum;
    }
}
