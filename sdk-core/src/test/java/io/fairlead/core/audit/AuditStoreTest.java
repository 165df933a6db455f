package io.fairlead.core.audit;

import static io.fairlead.core.audit.Records.VENUE_TIME;
import static io.fairlead.core.audit.Records.accepted;
import static io.fairlead.core.audit.Records.buy;
import static io.fairlead.core.audit.Records.fill;
import static io.fairlead.core.audit.Records.filled;
import static io.fairlead.core.audit.Records.intended;
import static io.fairlead.core.audit.Records.key;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fairlead.api.BadInputException;
import io.fairlead.api.order.VenueOrderId;
import io.fairlead.core.journal.JournalRecord;
import io.fairlead.core.journal.JournalRecord.Alarmed;
import io.fairlead.spi.OrderKey;
import io.fairlead.spi.OrderReport;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DatabaseMetaData;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.SplittableRandom;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The store on both real databases. */
class AuditStoreTest {
    @TempDir
    private Path folder;

    private static RecordedJournal life() {
        return Records.journal()
                .add(
                        intended(1, "c1", buy(10, "187.5")),
                        accepted(1, "c1"),
                        filled("c1", fill("x1", "4", "187.123456789012345678901234567891", "0.1000")),
                        filled("c1", fill("x2", "6", "187.5", "-0.000000000000000000000001")));
    }

    private static long project(AuditDatabase database, AuditSource journal) {
        try (AuditStore store = AuditStore.open(database)) {
            return store.project(journal);
        }
    }

    private static List<String> strings(AuditDatabase database, String sql) throws SQLException {
        List<String> lines = new ArrayList<>();
        try (TableAccess access = database.connect();
                Statement statement = access.connection().createStatement();
                ResultSet rows = statement.executeQuery(sql)) {
            while (rows.next()) {
                lines.add(rows.getString(1));
            }
        }
        return lines;
    }

    @ParameterizedTest
    @EnumSource
    void shouldKeepEveryDigit(AuditDialect dialect) throws SQLException {
        AuditDatabase database = TestDatabases.fresh(dialect, folder);

        project(database, life());

        try (AuditReader reader = AuditReader.open(database)) {
            assertThat(reader.fills(OptionalLong.empty(), OptionalLong.of(1)))
                    .extracting(fill -> fill.quantity().orElseThrow().toPlainString() + " at "
                            + fill.price().orElseThrow().toPlainString() + " fee "
                            + fill.fees().get(0).amount().toPlainString())
                    .containsExactly(
                            "4 at 187.123456789012345678901234567891 fee 0.1",
                            "6 at 187.5 fee -0.000000000000000000000001");
        }
        assertThat(strings(database, "SELECT filled_value FROM audit_orders"))
                .containsExactly("1873.493827156049382715604938271564");
        assertThat(strings(database, "SELECT quantity FROM audit_orders")).containsExactly("10");
    }

    @ParameterizedTest
    @EnumSource
    void shouldKeepTimesForMachinesAndForPeople(AuditDialect dialect) throws SQLException {
        AuditDatabase database = TestDatabases.fresh(dialect, folder);

        project(database, life());

        assertThat(strings(database, "SELECT fill_nanos FROM audit_fills WHERE execution_id = 'x1'"))
                .containsExactly("1700000000123456789");
        String people = dialect == AuditDialect.SQLITE
                ? "SELECT fill_utc FROM audit_fills WHERE execution_id = 'x1'"
                : "SELECT to_char(fill_utc AT TIME ZONE 'UTC', 'YYYY-MM-DD\"T\"HH24:MI:SS.US\"Z\"') FROM audit_fills"
                        + " WHERE execution_id = 'x1'";
        String expected =
                dialect == AuditDialect.SQLITE ? "2023-11-14T22:13:20.123456789Z" : "2023-11-14T22:13:20.123456Z";
        assertThat(strings(database, people)).containsExactly(expected);
    }

    @ParameterizedTest
    @EnumSource
    void shouldAnswerWhatToolsAsk(AuditDialect dialect) throws SQLException {
        AuditDatabase database = TestDatabases.fresh(dialect, folder);
        TreeMap<String, String> facts = new TreeMap<>(Map.of(
                "action",
                "enter long",
                "rule",
                "ENTRY",
                "vote.rel-strength",
                "LONG",
                "confidence.rel-strength",
                "0.75"));
        RecordedJournal journal = life().add(
                        new JournalRecord.Decided(0, "AAPL.US@2024", Records.AAPL, facts),
                        Records.denied(2, "c2", "LIMIT_ORDER_NOTIONAL"),
                        new JournalRecord.RunClosed("LEAVE"));

        project(database, journal);

        try (AuditReader reader = AuditReader.open(database)) {
            assertThat(reader.runs())
                    .singleElement()
                    .satisfies(run -> assertThat(run.closed()).isPresent())
                    .extracting(AuditReader.Run::run)
                    .isEqualTo(1L);
            assertThat(reader.orders(OptionalLong.of(1)))
                    .extracting(order ->
                            order.orderId() + " " + order.status() + " " + order.strategy() + " " + order.denialCode())
                    .containsExactly("1 FILLED trend ", "2 DENIED trend LIMIT_ORDER_NOTIONAL");
            assertThat(reader.order(1, OptionalLong.empty()))
                    .extracting(order -> order.averagePrice().orElseThrow().toPlainString())
                    .containsExactly("187.349383");
            assertThat(reader.orders(OptionalLong.of(99))).isEmpty();
            assertThat(reader.events(OptionalLong.empty(), OptionalLong.of(1)))
                    .extracting(event -> event.sequence() + " " + event.event() + " " + event.status())
                    .containsExactly(
                            "3 Intended PENDING_NEW", "4 Accepted NEW", "5 Filled PARTIALLY_FILLED", "6 Filled FILLED");
            assertThat(reader.decisions(OptionalLong.of(1))).singleElement().satisfies(decision -> {
                assertThat(decision.action()).isEqualTo("enter long");
                assertThat(decision.votes())
                        .extracting(vote -> vote.edge() + " " + vote.stance() + " "
                                + vote.confidence().orElseThrow())
                        .containsExactly("rel-strength LONG 0.75");
            });
        }
    }

    @ParameterizedTest
    @EnumSource
    void shouldChangeNothingWhenTheSameIsProjectedAgain(AuditDialect dialect) throws SQLException {
        AuditDatabase database = TestDatabases.fresh(dialect, folder);
        RecordedJournal journal = new RecordedJournal().addAll(RandomRecords.of(1, 500));

        long first = project(database, journal);
        List<String> before = Dump.raw(database);
        long second = project(database, journal);

        assertThat(first).isEqualTo(500);
        assertThat(second).isZero();
        assertThat(Dump.raw(database)).isEqualTo(before);
    }

    @ParameterizedTest
    @EnumSource
    void shouldBeTheSameWhereverAStreamIsCut(AuditDialect dialect) throws SQLException {
        int streams = dialect == AuditDialect.SQLITE ? 12 : 5;
        for (long seed = 1; seed <= streams; seed++) {
            RecordedJournal journal = new RecordedJournal().addAll(RandomRecords.of(seed, 400));
            AuditDatabase whole = TestDatabases.fresh(dialect, folder);
            AuditDatabase cut = TestDatabases.fresh(dialect, folder);

            project(whole, journal);
            SplittableRandom cuts = new SplittableRandom(seed);
            for (int at = 0; at < 400; at += 1 + cuts.nextInt(60)) {
                project(cut, journal.upTo(at));
            }
            project(cut, journal);

            assertThat(Dump.raw(cut)).as("seed %d", seed).isEqualTo(Dump.raw(whole));
        }
    }

    @Test
    void shouldMeanTheSameOnBothDatabases() throws SQLException {
        RecordedJournal journal = new RecordedJournal().addAll(RandomRecords.of(77, 2_000));
        AuditDatabase sqlite = TestDatabases.fresh(AuditDialect.SQLITE, folder);
        AuditDatabase postgresql = TestDatabases.fresh(AuditDialect.POSTGRESQL, folder);

        project(sqlite, journal);
        project(postgresql, journal);

        List<String> content = Dump.meant(sqlite);
        assertThat(content).hasSizeGreaterThan(2_000);
        assertThat(Dump.meant(postgresql)).isEqualTo(content);
        for (Table table : Schema.TABLES) {
            assertThat(content).as("the stream fills %s", table).anyMatch(line -> line.startsWith(table.name() + "|"));
        }
    }

    @ParameterizedTest
    @EnumSource
    void shouldLeaveAPrefixWhateverStatementFailsAndGoOnFromThere(AuditDialect dialect) throws SQLException {
        RecordedJournal journal = new RecordedJournal().addAll(RandomRecords.of(5, 120));
        AuditDatabase whole = TestDatabases.fresh(dialect, folder);
        project(whole, journal);
        AuditDatabase real = TestDatabases.fresh(dialect, folder);
        FailingConnections connections = new FailingConnections(real);
        int failures = 0;

        try (AuditStore store = AuditStore.open(connections.database())) {
            for (int upTo = 20; upTo <= 120; upTo += 20) {
                for (long allowed = 0; allowed < 25; allowed++) {
                    connections.failAfter(allowed);
                    try {
                        store.project(journal.upTo(upTo));
                    } catch (AuditException expected) {
                        failures++;
                    }
                    connections.mend();
                    long mark = Long.parseLong(strings(real, "SELECT COALESCE(MAX(seq), 0) FROM audit_progress")
                            .get(0));
                    assertThat(strings(real, "SELECT seq FROM audit_order_events WHERE seq > " + mark))
                            .isEmpty();
                }
            }
        }

        assertThat(failures).isGreaterThan(50);
        assertThat(Dump.raw(real)).isEqualTo(Dump.raw(whole));
    }

    @ParameterizedTest
    @EnumSource
    void shouldForgetOrdersInMemoryAndStillKnowThem(AuditDialect dialect) throws SQLException {
        AuditDatabase database = TestDatabases.fresh(dialect, folder);
        RecordedJournal journal = Records.journal().add(intended(1, "c1", buy(10, "187.5")), accepted(1, "c1"));
        for (int i = 2; i <= 50_100; i++) {
            journal.add(Records.denied(i, "d" + i, "LIMIT_TEST"));
        }
        journal.add(filled("c1", fill("x1", "4", "187", "0")));
        journal.add(Records.reported(
                new OrderReport.Filled(OrderKey.of(new VenueOrderId("V1")), VENUE_TIME, fill("x2", "6", "188", "0"))));

        project(database, journal);

        try (AuditReader reader = AuditReader.open(database)) {
            assertThat(reader.order(1, OptionalLong.empty()))
                    .extracting(order -> order.status() + " "
                            + order.averagePrice().orElseThrow().toPlainString())
                    .containsExactly("FILLED 187.6");
        }
    }

    @ParameterizedTest
    @EnumSource
    void shouldBuildTheSameAnew(AuditDialect dialect) throws SQLException {
        AuditDatabase database = TestDatabases.fresh(dialect, folder);
        RecordedJournal journal = new RecordedJournal().addAll(RandomRecords.of(3, 800));
        project(database, journal);
        List<String> before = Dump.raw(database);

        try (AuditStore store = AuditStore.open(database)) {
            execute(database, "UPDATE audit_orders SET status = 'NONSENSE'");
            long taken = store.rebuild(journal);

            assertThat(taken).isEqualTo(800);
        }
        assertThat(Dump.raw(database)).isEqualTo(before);
    }

    private static void execute(AuditDatabase database, String sql) throws SQLException {
        try (TableAccess access = database.connect()) {
            access.execute(sql);
            access.connection().commit();
        }
    }

    @ParameterizedTest
    @EnumSource
    void shouldRefuseAnotherJournalByName(AuditDialect dialect) throws SQLException {
        AuditDatabase database = TestDatabases.fresh(dialect, folder);
        project(database, life());
        RecordedJournal other = new RecordedJournal("ffffffffffffffffffff").addAll(life().records());

        try (AuditStore store = AuditStore.open(database)) {
            assertThatThrownBy(() -> store.project(other))
                    .isInstanceOf(BadInputException.class)
                    .hasMessageContaining("belongs to journal 0123456789abcdef0123, not to ffffffffffffffffffff");
            assertThatThrownBy(() -> store.rebuild(other)).isInstanceOf(BadInputException.class);
            assertThat(store.journal()).contains("0123456789abcdef0123");
            store.drop();
            assertThat(store.journal()).isEmpty();
            assertThat(store.project(other)).isEqualTo(6);
        }
    }

    @ParameterizedTest
    @EnumSource
    void shouldRefuseASchemaOfANewerLibraryByName(AuditDialect dialect) throws SQLException {
        AuditDatabase database = TestDatabases.fresh(dialect, folder);
        project(database, life());
        execute(database, "INSERT INTO audit_schema (version) VALUES (" + (Schema.VERSION + 1) + ")");

        assertThatThrownBy(() -> AuditStore.open(database))
                .isInstanceOf(BadInputException.class)
                .hasMessageContaining("has schema version 2, this library knows up to 1");
    }

    @ParameterizedTest
    @EnumSource
    void shouldBringAnOlderStoreForwardAndKeepItsRows(AuditDialect dialect) throws SQLException {
        AuditDatabase database = TestDatabases.fresh(dialect, folder);
        project(database, life());
        List<Table> tables = new ArrayList<>(Schema.TABLES);
        Table.Builder orders = Table.named("orders", 1, "as before");
        Schema.ORDERS.key().forEach(column -> orders.key(column.name(), column.type(), column.meaning()));
        Table grown = orders.later(2, "mood", ColumnType.DECIMAL, "new").build();
        tables.set(tables.indexOf(Schema.ORDERS), grown);
        tables.add(Table.named("calls", 2, "new")
                .key("seq", ColumnType.LONG, "new")
                .later(3, "cost", ColumnType.DECIMAL, "newer")
                .build());

        AuditStore.open(database, new Migrations(tables, 2)).close();
        AuditStore.open(database, new Migrations(tables, 3)).close();
        AuditStore.open(database, new Migrations(tables, 3)).close();

        assertThat(strings(database, "SELECT version FROM audit_schema ORDER BY version"))
                .containsExactly("1", "2", "3");
        assertThat(strings(database, "SELECT COUNT(*) FROM audit_orders WHERE mood IS NULL AND status = 'FILLED'"))
                .containsExactly("1");
        assertThat(strings(database, "SELECT COUNT(cost) FROM audit_calls")).containsExactly("0");
    }

    @ParameterizedTest
    @EnumSource
    void shouldSayWhereTheJournalNoLongerKeepsWhatIsMissing(AuditDialect dialect) throws SQLException {
        AuditDatabase database = TestDatabases.fresh(dialect, folder);
        RecordedJournal journal = life();
        project(database, journal.upTo(3));

        try (AuditStore store = AuditStore.open(database)) {
            assertThatThrownBy(() -> store.project(journal.keptFrom(5)))
                    .isInstanceOf(BadInputException.class)
                    .hasMessageContaining("goes up to record 3, but the journal keeps records from 5 on");
            assertThat(store.project(journal.keptFrom(4))).isEqualTo(3);
            assertThatThrownBy(() -> store.rebuild(journal.keptFrom(4)))
                    .isInstanceOf(BadInputException.class)
                    .hasMessageContaining("would lose what lies between");
            store.drop();
            assertThat(store.project(journal.keptFrom(4))).isEqualTo(3);
            assertThat(store.rebuild(journal.keptFrom(4))).isEqualTo(3);
        }
    }

    @ParameterizedTest
    @EnumSource
    void shouldLeaveTheHostsOwnTablesAlone(AuditDialect dialect) throws SQLException {
        AuditDatabase database = TestDatabases.fresh(dialect, folder);
        execute(database, "CREATE TABLE orders (id BIGINT)");
        execute(database, "INSERT INTO orders (id) VALUES (42)");

        try (AuditStore store = AuditStore.open(database)) {
            store.project(life());
            store.rebuild(life());
            store.drop();
        }

        assertThat(strings(database, "SELECT id FROM orders")).containsExactly("42");
    }

    @ParameterizedTest
    @EnumSource
    void shouldTakeWordsThatNoDatabaseTakes(AuditDialect dialect) throws SQLException {
        AuditDatabase database = TestDatabases.fresh(dialect, folder);
        RecordedJournal journal = Records.journal()
                .add(new Alarmed("ODD", "nul \0 half \uD800 other half \uDC00 whole \uD83D\uDE00 quote ' ; -- end"));

        project(database, journal);

        assertThat(strings(database, "SELECT detail FROM audit_alarms"))
                .containsExactly("nul \uFFFD half \uFFFD other half \uFFFD whole \uD83D\uDE00 quote ' ; -- end");
    }

    @ParameterizedTest
    @EnumSource
    void shouldRefuseTheSecondOfTwoWhoProjectAndLetItGoOn(AuditDialect dialect) throws SQLException {
        AuditDatabase database = TestDatabases.fresh(dialect, folder);
        RecordedJournal journal = new RecordedJournal().addAll(RandomRecords.of(9, 300));
        AuditDatabase alone = TestDatabases.fresh(dialect, folder);
        project(alone, journal);

        try (AuditStore one = AuditStore.open(database);
                AuditStore other = AuditStore.open(database)) {
            one.project(journal.upTo(100));
            other.project(journal.upTo(150));
            assertThatThrownBy(() -> one.project(journal.upTo(200)))
                    .isInstanceOf(AuditException.class)
                    .hasMessageContaining("somebody else projects into it");
            one.project(journal);
        }

        assertThat(Dump.raw(database)).isEqualTo(Dump.raw(alone));
    }

    @ParameterizedTest
    @EnumSource
    void shouldHaveTheTablesThatTheSchemaSays(AuditDialect dialect) throws SQLException {
        AuditDatabase database = TestDatabases.fresh(dialect, folder);
        AuditStore.open(database).close();

        try (TableAccess access = database.connect()) {
            Connection connection = access.connection();
            for (Table table : Schema.TABLES) {
                assertThat(columns(connection.getMetaData(), table.name()))
                        .as(table.name())
                        .containsExactlyElementsOf(table.columns().stream()
                                .map(column -> column.name() + (column.required() ? " NOT NULL" : ""))
                                .toList());
                assertThat(keys(connection.getMetaData(), table.name()))
                        .as(table.name())
                        .containsExactlyElementsOf(
                                table.key().stream().map(Column::name).toList());
            }
        }
    }

    private static List<String> columns(DatabaseMetaData database, String table) throws SQLException {
        List<String> names = new ArrayList<>();
        try (ResultSet columns = database.getColumns(null, null, table, null)) {
            while (columns.next()) {
                String required = columns.getString("IS_NULLABLE").equals("NO") ? " NOT NULL" : "";
                names.add(columns.getString("COLUMN_NAME") + required);
            }
        }
        return names;
    }

    private static List<String> keys(DatabaseMetaData database, String table) throws SQLException {
        TreeMap<Integer, String> names = new TreeMap<>();
        try (ResultSet keys = database.getPrimaryKeys(null, null, table)) {
            while (keys.next()) {
                names.put(keys.getInt("KEY_SEQ"), keys.getString("COLUMN_NAME"));
            }
        }
        return List.copyOf(names.values());
    }

    @Test
    void shouldBookAFeeOnceHoweverOftenItIsTold() throws SQLException {
        AuditDatabase database = TestDatabases.fresh(AuditDialect.SQLITE, folder);
        RecordedJournal journal = life().add(
                        filled("c1", fill("x1", "4", "187.4", "0.1")),
                        Records.reported(new OrderReport.Working(key("c1"), VENUE_TIME)));

        project(database, journal);

        assertThat(strings(database, "SELECT COUNT(*) FROM audit_fees")).containsExactly("2");
    }
}
