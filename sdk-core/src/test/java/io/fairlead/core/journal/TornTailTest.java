package io.fairlead.core.journal;

import static io.fairlead.core.journal.JournalText.all;
import static io.fairlead.core.journal.JournalText.append;
import static io.fairlead.core.journal.JournalText.open;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fairlead.api.BadInputException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.zip.CRC32C;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TornTailTest {
    private static final String FIRST = "journal-0000000001.seg";

    @TempDir
    Path folder;

    private static List<String> texts(int from, int to) {
        List<String> texts = new ArrayList<>();
        for (int i = from; i <= to; i++) {
            texts.add("x".repeat(i * 3) + i);
        }
        return texts;
    }

    private static List<String> numbered(List<String> texts) {
        List<String> numbered = new ArrayList<>();
        for (int i = 0; i < texts.size(); i++) {
            numbered.add((i + 1) + ":" + texts.get(i));
        }
        return numbered;
    }

    /** Ends of the header and of each record. */
    private static List<Integer> ends(MemoryStorage storage) {
        List<Integer> ends = new ArrayList<>(List.of(Format.HEADER_BYTES));
        try (JournalCursor cursor = JournalCursor.over(storage)) {
            while (cursor.next()) {
                ends.add((int) cursor.offset()
                        + Format.padded(Format.FRAME_BYTES + cursor.payload().remaining()));
            }
        }
        return ends;
    }

    @Test
    void shouldKeepTheGoodPrefixReportTheRestAndGoOnWhereverTheLastWriteWasCut() throws IOException {
        MemoryStorage written = new MemoryStorage();
        List<String> texts = texts(1, 6);
        Journal journal = open(written);
        texts.forEach(text -> append(journal, text));
        written.crash();
        byte[] whole = written.bytes(FIRST);
        List<Integer> ends = ends(written);

        for (int cut = 0; cut <= ends.get(6); cut++) {
            MemoryStorage storage = new MemoryStorage();
            byte[] torn = whole.clone();
            Arrays.fill(torn, cut, torn.length, (byte) 0);
            storage.put(FIRST, torn);
            int good = (int) ends.stream()
                            .filter(end -> Arrays.equals(torn, 0, end, whole, 0, end))
                            .count()
                    - 1;

            try (Journal reopened = open(storage)) {
                assertThat(reopened.lastSequence()).as("cut at %d", cut).isEqualTo(Math.max(0, good));
                assertReported(reopened.tail(), torn, good < 0 ? -1 : ends.get(good), cut);
                append(reopened, "new");
                reopened.force();
            }

            List<String> expected = new ArrayList<>(texts.subList(0, Math.max(0, good)));
            expected.add("new");
            assertThat(all(storage)).as("cut at %d", cut).isEqualTo(numbered(expected));
            JournalVerification verified = JournalVerification.verify(storage);
            assertThat(verified.faults()).as("cut at %d", cut).isEmpty();
            assertThat(verified.tail().isClean()).isTrue();
        }
    }

    private static void assertReported(TailReport report, byte[] torn, int goodEnd, int cut) {
        int last = torn.length;
        while (last > 0 && torn[last - 1] == 0) {
            last--;
        }
        if (goodEnd < 0 || last <= goodEnd) {
            assertThat(report.isClean()).as("cut at %d", cut).isTrue();
        } else {
            assertThat(report.segment()).isEqualTo(FIRST);
            assertThat(report.offset()).isEqualTo(goodEnd);
            assertThat(report.bytes()).isEqualTo(last - goodEnd);
            assertThat(report.records()).isZero();
            assertThat(report.reason()).isNotEmpty();
        }
    }

    @Test
    void shouldRepairAFileThatWasCutShortAndMakeItWholeAgain() throws IOException {
        JournalStorage storage = JournalStorage.inFolder(folder);
        try (Journal journal = open(storage)) {
            texts(1, 6).forEach(text -> append(journal, text));
        }
        Path file = folder.resolve(FIRST);
        for (long size = 700; size >= Format.HEADER_BYTES; size -= 13) {
            try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
                channel.truncate(size);
            }
            List<String> before = all(JournalStorage.readOnly(folder));

            try (Journal reopened = open(storage)) {
                assertThat(reopened.tail().isClean()).isFalse();
                assertThat(reopened.tail().reason()).contains("cut short, " + size + " bytes of 4096 are left");
                assertThat(reopened.lastSequence()).isEqualTo(before.size());
                append(reopened, "new");
            }

            before.add((before.size() + 1) + ":new");
            assertThat(all(storage)).isEqualTo(before);
            assertThat(file.toFile().length()).isEqualTo(4096);
        }
    }

    @Test
    void shouldRefuseAFileCutBelowItsHeaderAndLeaveItAlone() throws IOException {
        JournalStorage storage = JournalStorage.inFolder(folder);
        try (Journal journal = open(storage)) {
            append(journal, "one");
        }
        Path file = folder.resolve(FIRST);
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
            channel.truncate(100);
        }

        assertThatThrownBy(() -> open(storage))
                .isInstanceOf(BadInputException.class)
                .hasMessageContaining(FIRST)
                .hasMessageContaining("Nothing was changed".substring(1));
        assertThat(file.toFile().length()).isEqualTo(100);
    }

    @Test
    void shouldDetectEveryFlippedBit() throws IOException {
        MemoryStorage written = new MemoryStorage();
        try (Journal journal = open(written)) {
            for (int i = 0; i < 130; i++) {
                append(journal, "record " + i);
                if (i % 10 == 0) {
                    journal.force();
                }
            }
            journal.catchUp();
        }
        assertThat(written.segments()).hasSizeGreaterThan(1);

        for (String name : written.segments()) {
            byte[] whole = written.bytes(name);
            for (int at = 0; at < whole.length; at++) {
                byte[] flipped = whole.clone();
                flipped[at] ^= (byte) (1 << (at % 8));
                MemoryStorage storage = written.copy();
                storage.put(name, flipped);

                JournalVerification verified = JournalVerification.verify(storage);

                assertThat(verified.isSound() && verified.tail().isClean())
                        .as("%s with a flip at %d", name, at)
                        .isFalse();
            }
        }
    }

    @Test
    void shouldNeverReadAChangedRecordWhicheverByteIsFlipped() throws IOException {
        MemoryStorage written = new MemoryStorage();
        List<String> expected = new ArrayList<>();
        try (Journal journal = open(written)) {
            for (int i = 1; i <= 20; i++) {
                append(journal, "record " + i);
                journal.force();
                expected.add(i + ":record " + i);
            }
        }
        byte[] whole = written.bytes(FIRST);
        int used = ends(written).get(20) + Format.FRAME_BYTES;

        for (int at = 0; at < used; at++) {
            byte[] flipped = whole.clone();
            flipped[at] ^= (byte) 0x55;
            MemoryStorage storage = new MemoryStorage();
            storage.put(FIRST, flipped);

            try (Journal journal = open(storage)) {
                assertThat(journal.lastSequence()).as("flip at %d", at).isEqualTo(20);
                assertThat(all(storage)).isEqualTo(expected);
            } catch (BadInputException damage) {
                assertThat(damage).hasMessageContaining(FIRST).hasMessageContaining("othing was changed");
                assertThat(storage.bytes(FIRST)).as("flip at %d", at).isEqualTo(flipped);
            }
        }
    }

    @Test
    void shouldTellDamageInForcedRecordsFromATornTail() throws IOException {
        MemoryStorage storage = new MemoryStorage();
        Journal journal = open(storage);
        append(journal, "one");
        append(journal, "two");
        append(journal, "three");
        storage.crash();
        int second = ends(storage).get(1);
        byte[] unforced = storage.bytes(FIRST);
        unforced[second + Format.FRAME_BYTES] ^= 1;
        MemoryStorage torn = new MemoryStorage();
        torn.put(FIRST, unforced);

        try (Journal reopened = open(torn)) {
            assertThat(reopened.lastSequence()).isEqualTo(1);
            assertThat(reopened.tail().records()).isEqualTo(1);
            assertThat(reopened.tail().reason()).isEqualTo("wrong checksum");
        }

        try (Journal reopened = open(storage)) {
            append(reopened, "four, after three were forced by opening");
        }
        byte[] forced = storage.bytes(FIRST);
        forced[second + Format.FRAME_BYTES] ^= 1;
        MemoryStorage damaged = new MemoryStorage();
        damaged.put(FIRST, forced);
        assertThatThrownBy(() -> open(damaged))
                .isInstanceOf(BadInputException.class)
                .hasMessageContaining("segment " + FIRST + " is damaged at offset " + second)
                .hasMessageContaining("record 2")
                .hasMessageContaining("up to 3 had been forced");
        assertThat(damaged.bytes(FIRST)).isEqualTo(forced);
        try (JournalCursor cursor = JournalCursor.over(damaged)) {
            assertThat(cursor.next()).isTrue();
            assertThatThrownBy(cursor::next)
                    .isInstanceOf(JournalException.class)
                    .hasMessageContaining("damaged at offset " + second);
        }
    }

    @Test
    void shouldRefuseRecordsThatWereSwappedOrTakenFromAnotherPlace() throws IOException {
        MemoryStorage storage = new MemoryStorage();
        try (Journal journal = open(storage)) {
            append(journal, "aaaa");
            append(journal, "bbbb");
            append(journal, "cccc");
        }
        List<Integer> ends = ends(storage);
        byte[] bytes = storage.bytes(FIRST);
        byte[] swapped = bytes.clone();
        int length = ends.get(1) - ends.get(0);
        System.arraycopy(bytes, ends.get(0), swapped, ends.get(1), length);
        System.arraycopy(bytes, ends.get(1), swapped, ends.get(0), length);
        byte[] dropped = bytes.clone();
        System.arraycopy(bytes, ends.get(2), dropped, ends.get(1), bytes.length - ends.get(2));

        for (byte[] forged : List.of(swapped, dropped)) {
            MemoryStorage other = new MemoryStorage();
            other.put(FIRST, forged);

            assertThat(JournalVerification.verify(other).isSound()).isFalse();
            assertThatThrownBy(() -> open(other)).isInstanceOf(BadInputException.class);
        }
    }

    @Test
    void shouldRefuseAWholeFrameOfAnUnknownKindInsteadOfDroppingIt() throws IOException {
        MemoryStorage storage = new MemoryStorage();
        try (Journal journal = open(storage)) {
            append(journal, "one");
        }
        int closed = ends(storage).get(1);
        byte[] bytes = storage.bytes(FIRST);
        ByteBuffer frame = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
        frame.put(closed + Format.KIND, (byte) 0xF9);
        CRC32C crc = new CRC32C();
        crc.update(bytes, closed + Format.LENGTH, Format.FRAME_BYTES - Format.LENGTH);
        frame.putInt(closed, (int) crc.getValue() ^ frame.getInt(124));
        storage.put(FIRST, bytes);

        assertThatThrownBy(() -> open(storage))
                .isInstanceOf(BadInputException.class)
                .hasMessageContaining("kind 249 or its flags are unknown");
        assertThat(storage.bytes(FIRST)).isEqualTo(bytes);
    }

    @Test
    void shouldRefuseARecordThatFollowedAnotherHistory() throws IOException {
        MemoryStorage ours = new MemoryStorage();
        try (Journal journal = open(ours)) {
            append(journal, "one");
        }
        MemoryStorage theirs = ours.copy();
        for (MemoryStorage storage : List.of(ours, theirs)) {
            try (Journal journal = open(storage)) {
                append(journal, storage == ours ? "two of ours" : "two of them");
                append(journal, "three");
            }
        }
        int third = ends(ours).get(2);
        byte[] spliced = ours.bytes(FIRST);
        System.arraycopy(theirs.bytes(FIRST), third, spliced, third, spliced.length - third);
        MemoryStorage mixed = new MemoryStorage();
        mixed.put(FIRST, spliced);

        assertThatThrownBy(() -> all(mixed))
                .isInstanceOf(JournalException.class)
                .hasMessageContaining("damaged at offset " + third)
                .hasMessageContaining("does not follow the record before it");
        assertThat(JournalVerification.verify(mixed).isSound()).isFalse();
    }
}
