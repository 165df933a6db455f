package io.fairlead.core.journal;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.Test;

/**
 * Journals outlive versions. A line of the file is a record's kind and bytes as a release has written them; a line that differs means
 * that old journals are read wrongly. A changed layout takes the next version and a line of its own, and the old line stays readable.
 */
class GoldenBytesTest {
    private static final Path FILE = Path.of("src/test/resources/io/fairlead/core/journal/golden-records.txt");

    private final RecordCodec codec = new RecordCodec();

    /** {@code -Dfairlead.golden=write} writes the file anew: only for kinds and layouts that no release has written. */
    @Test
    void everySampleHasTheBytesThatItEverHad() throws IOException {
        List<String> lines = SampleRecords.all().stream().map(this::line).toList();
        if ("write".equals(System.getProperty("fairlead.golden"))) {
            Files.write(FILE, lines);
        }

        assertThat(Files.readAllLines(FILE)).isEqualTo(lines);
    }

    @Test
    void everyLineReadsAsItsSample() throws IOException {
        List<JournalRecord> read = new ArrayList<>();
        for (String line : Files.readAllLines(FILE)) {
            String[] words = line.split(" ", -1);
            read.add(codec.read(
                    RecordKind.valueOf(words[0]), ByteBuffer.wrap(HexFormat.of().parseHex(words[1]))));
        }

        assertThat(read).usingRecursiveComparison(RecordCodecTest.BIT_BY_BIT).isEqualTo(SampleRecords.all());
    }

    @Test
    void everyKindIsPinned() {
        assertThat(SampleRecords.all().stream().map(RecordCodec::kindOf)).contains(RecordKind.values());
    }

    private String line(JournalRecord record) {
        ByteBuffer buffer = ByteBuffer.allocate(codec.prepare(record));
        codec.putPrepared(buffer);
        return RecordCodec.kindOf(record) + " " + HexFormat.of().formatHex(buffer.array());
    }
}
