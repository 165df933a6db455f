package io.fairlead.core.journal;

import static org.assertj.core.api.Assertions.assertThat;

import io.fairlead.core.journal.JournalRecord.GapArrived;
import io.fairlead.core.journal.JournalRecord.Logged;
import io.fairlead.core.journal.JournalRecord.StateSaved;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** People grep these lines, and scripts cut them: a line that changes is a change to be told. */
class RecordTextTest {
    private static final Path FILE = Path.of("src/test/resources/io/fairlead/core/journal/golden-lines.txt");

    private final RecordText text = new RecordText();

    /** {@code -Dfairlead.golden=write} writes the file anew. */
    @Test
    void everySampleHasTheLineThatItEverHad() throws IOException {
        List<String> lines = new ArrayList<>();
        for (JournalRecord record : SampleRecords.all()) {
            lines.add(line(lines.size() + 1, record));
        }
        if ("write".equals(System.getProperty("fairlead.golden"))) {
            Files.write(FILE, lines);
        }

        assertThat(Files.readAllLines(FILE)).isEqualTo(lines);
    }

    private String line(long sequence, JournalRecord record) {
        JournalEntry entry = new JournalEntry(sequence, SampleRecords.NANOS, RecordCodec.kindOf(record), record);
        text.see(entry);
        return text.line(entry);
    }

    @Test
    void anyRecordIsOneLineOfWordsWithoutControlCharacters() {
        RandomRecords random = new RandomRecords(99);

        for (int i = 0; i < 50; i++) {
            for (var type : RandomRecords.types()) {
                String line = line(7, random.next(type));
                assertThat(line).startsWith("7 2026-11-27T").doesNotContainPattern("[\\p{Cntrl}\\u2028\\u2029\\u202e]");
            }
        }
    }

    @Test
    void textsFromElsewhereCannotForgeWordsOrLines() {
        assertThat(line(1, new Logged(0, "a \"b\" order=O-1\nc \\ \u001b[2J\u202e")))
                .endsWith("LOGGED strategy=#0 line=\"a \\\"b\\\" order=O-1\\nc \\\\ \\u{1b}[2J\\u{202e}\"");
        assertThat(line(2, new Logged(0, ""))).endsWith("line=\"\"");
        assertThat(line(3, new StateSaved("S", new TreeMap<>(Map.of("k\norder", "v")))))
                .endsWith("STATE_SAVED strategy=S \"k\\norder\"=v");
    }

    @Test
    void instrumentsAndStrategiesAreNamedOnceTheyWereSeen() {
        assertThat(line(1, new GapArrived(0, "gone"))).endsWith("GAP_ARRIVED instrument=#0 detail=gone");

        text.see(new JournalEntry(2, 0, RecordKind.RUN_OPENED, SampleRecords.opened()));
        line(3, SampleRecords.all().get(2));

        assertThat(text.run()).isEqualTo(1);
        assertThat(line(4, new GapArrived(0, "gone"))).endsWith("GAP_ARRIVED instrument=AAPL.US detail=gone");
        assertThat(line(5, new Logged(1, "hi"))).contains("strategy=Größe");
    }
}
