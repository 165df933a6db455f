package io.fairlead.core.audit;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What {@code docs/audit.md} says of the schema is the schema, and its SQL runs. */
class AuditDocumentTest {
    private static final Path DOCUMENT = Path.of("../docs/audit.md");
    private static final Pattern SQL = Pattern.compile("```sql\n(.*?)```", Pattern.DOTALL);
    private static final String BEGIN = "<!-- tables: AuditDocumentTest compares them with the schema -->\n";

    @TempDir
    private Path folder;

    private static String tables() {
        StringBuilder text = new StringBuilder();
        for (Table table : Schema.TABLES) {
            text.append("\n### `")
                    .append(table.name())
                    .append("`\n\n")
                    .append(table.meaning())
                    .append("\n\n");
            text.append("| column | holds | what |\n| --- | --- | --- |\n");
            for (int i = 0; i < table.columns().size(); i++) {
                Column column = table.columns().get(i);
                String holds = column.type().name().toLowerCase(java.util.Locale.ROOT)
                        + (i < table.key().size() ? ", key" : column.required() ? "" : ", may be null");
                text.append("| `")
                        .append(column.name())
                        .append("` | ")
                        .append(holds)
                        .append(" | ")
                        .append(column.meaning())
                        .append(" |\n");
            }
        }
        return text.toString();
    }

    @Test
    void shouldDescribeEveryTableAsItIs() throws IOException {
        String document = Files.readString(DOCUMENT);

        assertThat(document).contains(BEGIN);
        assertThat(document.substring(document.indexOf(BEGIN) + BEGIN.length())).isEqualTo(tables());
    }

    @ParameterizedTest
    @EnumSource
    void shouldGiveExamplesThatRunAndFindSomething(AuditDialect dialect) throws IOException, SQLException {
        AuditDatabase database = TestDatabases.fresh(dialect, folder);
        try (AuditStore store = AuditStore.open(database)) {
            store.project(new RecordedJournal().addAll(RandomRecords.of(31, 3_000)));
        }
        Matcher blocks = SQL.matcher(Files.readString(DOCUMENT));
        List<String> ran = new ArrayList<>();

        try (TableAccess access = database.connect();
                Statement statement = access.connection().createStatement()) {
            while (blocks.find()) {
                try (ResultSet rows = statement.executeQuery(blocks.group(1))) {
                    assertThat(rows.next()).as(blocks.group(1)).isTrue();
                    ran.add(blocks.group(1));
                }
            }
        }

        assertThat(ran).hasSizeGreaterThanOrEqualTo(5);
    }
}
