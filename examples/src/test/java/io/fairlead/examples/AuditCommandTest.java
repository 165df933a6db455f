package io.fairlead.examples;

import static org.assertj.core.api.Assertions.assertThat;

import io.fairlead.api.AccountId;
import io.fairlead.api.Currency;
import io.fairlead.api.Money;
import io.fairlead.api.Price;
import io.fairlead.api.Quantity;
import io.fairlead.api.instrument.Instrument;
import io.fairlead.api.instrument.InstrumentId;
import io.fairlead.api.order.ClientOrderId;
import io.fairlead.api.order.Contingency;
import io.fairlead.api.order.Fill;
import io.fairlead.api.order.GroupHandling;
import io.fairlead.api.order.Liquidity;
import io.fairlead.api.order.OrderId;
import io.fairlead.api.order.OrderRequest;
import io.fairlead.api.order.Side;
import io.fairlead.core.journal.JournalOptions;
import io.fairlead.core.journal.JournalRecord;
import io.fairlead.core.journal.JournalRecord.Recording;
import io.fairlead.core.journal.JournalStorage;
import io.fairlead.core.journal.SessionJournal;
import io.fairlead.spi.OrderKey;
import io.fairlead.spi.OrderReport;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AuditCommandTest {
    private static final InstrumentId AAPL = InstrumentId.of("AAPL", "US");
    private static final long TIME = 1_704_205_800_000_000_000L;
    private static final String PLANTED = "hunter2-planted";

    @TempDir
    private Path folder;

    private String journal = "";

    @BeforeEach
    void writeJournal() {
        Path place = folder.resolve("journal");
        journal = place.toString();
        try (SessionJournal writer = SessionJournal.open(
                JournalStorage.inFolder(place),
                JournalOptions.standard().withSegmentBytes(65_536).withDurable(false),
                Recording.ALL,
                new SplittableRandom(1))) {
            writer.serve(() -> TIME, failure -> {
                throw new AssertionError(failure);
            });
            records().forEach(writer::write);
        }
    }

    private static List<JournalRecord> records() {
        OrderRequest request =
                OrderRequest.buy(AAPL).quantity(10).limit(Price.of("187.5")).build();
        ClientOrderId id = new ClientOrderId("c1");
        Fill fill = new Fill(
                "x1",
                AAPL,
                Side.BUY,
                Quantity.of(10),
                Price.of("187.25"),
                List.of(Money.of("0.05", Currency.USD)),
                Liquidity.TAKER,
                TIME);
        return List.of(
                new JournalRecord.RunOpened(
                        "PAPER",
                        AccountId.of("sim", "1"),
                        "paper",
                        "0.1.0",
                        "standard",
                        List.of(),
                        1,
                        Recording.ALL,
                        Currency.USD,
                        List.of(Money.of(1000, Currency.USD)),
                        new TreeMap<>(),
                        List.of("trend"),
                        ""),
                new JournalRecord.InstrumentKnown(
                        0, Instrument.equity(AAPL, Currency.USD).build()),
                new JournalRecord.Decided(
                        0, "AAPL.US@1", AAPL, new TreeMap<>(Map.of("action", "enter long", "vote.gap", "LONG"))),
                new JournalRecord.OrderIntended(
                        new OrderId(1),
                        id,
                        0,
                        0,
                        request,
                        Contingency.NONE,
                        GroupHandling.SINGLE,
                        List.of(),
                        new JournalRecord.Reserve(0, 0),
                        new JournalRecord.GateNumbers(0, 0, 0, 0, 0)),
                new JournalRecord.Reported(new OrderReport.Filled(OrderKey.of(id), TIME, fill)));
    }

    @Test
    void shouldBuildAStoreAndShowWhatIsInIt() {
        CliRun build = CliRun.of("audit", "build", journal);
        CliRun again = CliRun.of("audit", "build", journal);
        CliRun anew = CliRun.of("audit", "build", journal, "--anew");

        assertThat(build.err()).isEmpty();
        assertThat(build.out()).isEqualTo("5 records projected into " + journal + "/audit.db\n");
        assertThat(again.out()).startsWith("0 records");
        assertThat(anew.out()).startsWith("5 records");
        String store = journal + "/audit.db";
        assertThat(CliRun.of("audit", "runs", "--db", store).out().lines())
                .containsExactly(
                        "run  opened                mode   account  policy    closed",
                        "  1  2024-01-02T14:30:00Z  PAPER  sim/1    standard");
        assertThat(CliRun.of("audit", "orders", "--db", store, "--run", "1")
                        .out()
                        .lines())
                .hasSize(2)
                .last()
                .asString()
                .containsSubsequence(
                        "1", "1", "trend", "AAPL.US", "BUY", "10", "LIMIT", "187.5", "FILLED", "10", "187.25");
        assertThat(CliRun.of("audit", "orders", "--db", store, "--order", "2")
                        .out()
                        .lines())
                .hasSize(1);
        assertThat(CliRun.of("audit", "fills", "--db", store, "--order", "1").out())
                .contains("x1")
                .contains("0.05 USD")
                .contains("BOOKED");
        assertThat(CliRun.of("audit", "decisions", "--db", store).out())
                .contains("enter long")
                .contains("gap LONG");
        assertThat(CliRun.of("audit", "events", "--db", store).out())
                .contains("INTENT  Intended")
                .contains("FILLED");
    }

    @Test
    void shouldBringTheStoreUpToDateWhereAJournalIsNamed() {
        CliRun run = CliRun.of(
                "audit", "orders", journal, "--db", folder.resolve("other.db").toString());

        assertThat(run.err()).isEmpty();
        assertThat(run.out()).contains("FILLED");
    }

    @Test
    void shouldSayInOneLineWhatToMend() {
        assertBad("no journal is named: give its folder", "audit", "build");
        assertBad("there is no folder nowhere", "audit", "build", "nowhere");
        assertBad("there is no journal in " + folder, "audit", "build", folder.toString());
        assertBad("there is no audit store nowhere.db", "audit", "runs", "--db", "nowhere.db");
        assertBad("name two stores", "audit", "runs", "--db", "a.db", "--url", "jdbc:sqlite:b.db");
        assertBad("'x' is no whole number", "audit", "orders", journal, "--run", "x");
        assertBad("not at jdbc:oracle:thin", "audit", "runs", "--url", "jdbc:oracle:thin");
        assertBad("no command given", "audit");
    }

    @Test
    void shouldNeverShowAPassword() {
        String url = "jdbc:postgresql://joe:" + PLANTED + "@localhost:1/db?password=" + PLANTED;

        for (String command : List.of("build", "runs", "orders", "fills", "decisions", "events")) {
            CliRun run = CliRun.of("audit", command, journal, "--url", url);

            assertThat(run.exitCode()).isEqualTo(2);
            assertThat(run.err()).contains("carries a secret").contains("***").doesNotContain(PLANTED);
            assertThat(run.out()).doesNotContain(PLANTED);
        }
    }

    private static void assertBad(String what, String... args) {
        CliRun run = CliRun.of(args);

        assertThat(run.exitCode()).as(run.err()).isEqualTo(2);
        assertThat(run.err().lines()).singleElement().asString().contains(what);
    }
}
