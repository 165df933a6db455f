package io.fairlead.core.journal;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.lang.reflect.RecordComponent;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** The table of record kinds in the documentation is made from the code. */
class RecordKindsTableTest {
    private static final Path PAGE = Path.of("../docs/journal.md");
    private static final String HEADING = "## Record kinds";

    /** {@code -Dfairlead.docs=write} writes the section anew. */
    @Test
    void theDocumentedTableIsThatOfTheCode() throws IOException {
        List<String> page = Files.readAllLines(PAGE);
        int from = page.indexOf(HEADING);
        int begin = from < 0 ? page.size() : from;
        int end = begin + 1;
        while (end < page.size() && !page.get(end).startsWith("## ")) {
            end++;
        }
        List<String> wanted = new ArrayList<>(page.subList(0, begin));
        wanted.addAll(section(from < 0, end < page.size()));
        wanted.addAll(page.subList(Math.min(end, page.size()), page.size()));
        if ("write".equals(System.getProperty("fairlead.docs"))) {
            Files.write(PAGE, wanted);
        }

        assertThat(Files.readAllLines(PAGE))
                .as("docs/journal.md is stale: run this test with -Dfairlead.docs=write")
                .isEqualTo(wanted);
    }

    private static List<String> section(boolean isNew, boolean hasMoreBehind) {
        List<String> lines = new ArrayList<>();
        if (isNew) {
            lines.add("");
        }
        lines.add(HEADING);
        lines.add("");
        lines.add(
                "A payload begins with a byte that says in which layout of its kind it is; the newest is in the table. What an older");
        lines.add(
                "layout wrote is read for good, a newer one is refused. `durable`: forced before the session acts on it. Fields stand in");
        lines.add(
                "the order of the record's components, which `JournalRecord` describes; `./fairlead journal cat` shows them.");
        lines.add("");
        lines.add("| code | kind | role | durable | layout | says |");
        lines.add("|---|---|---|---|---|---|");
        Arrays.stream(RecordKind.values())
                .sorted(Comparator.comparingInt(RecordKind::code))
                .map(RecordKindsTableTest::row)
                .forEach(lines::add);
        if (hasMoreBehind) {
            lines.add("");
        }
        return lines;
    }

    private static String row(RecordKind kind) {
        String fields = Arrays.stream(RecordCodec.typeOf(kind).getRecordComponents())
                .map(RecordComponent::getName)
                .collect(Collectors.joining(", "));
        return "| " + kind.code() + " | `" + kind + "` | " + kind.role().name().toLowerCase(Locale.ROOT) + " | "
                + (kind.isDurable() ? "yes" : "") + " | " + RecordCodec.versionOf(kind) + " | " + fields + " |";
    }
}
