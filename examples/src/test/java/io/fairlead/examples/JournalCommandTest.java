package io.fairlead.examples;

import static org.assertj.core.api.Assertions.assertThat;

import io.fairlead.api.AccountId;
import io.fairlead.api.Currency;
import io.fairlead.api.Price;
import io.fairlead.api.instrument.InstrumentId;
import io.fairlead.api.order.ClientOrderId;
import io.fairlead.api.order.Contingency;
import io.fairlead.api.order.GroupHandling;
import io.fairlead.api.order.OrderId;
import io.fairlead.api.order.OrderRequest;
import io.fairlead.api.order.VenueOrderId;
import io.fairlead.core.journal.JournalOptions;
import io.fairlead.core.journal.JournalRecord;
import io.fairlead.core.journal.JournalRecord.Recording;
import io.fairlead.core.journal.JournalStorage;
import io.fairlead.core.journal.SessionJournal;
import io.fairlead.spi.SubmitResult;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class JournalCommandTest {
    private static final long NANOS = 1_795_792_200_000_000_000L;
    private static final String TIME = " 2026-11-27T15:10:00Z ";
    private static final String SEGMENT = "journal-0000000001.seg";

    @TempDir
    Path folder;

    private SessionJournal journal;

    /** Two runs, with an order each, in a journal that its session still has open. */
    @BeforeEach
    void writeJournal() {
        journal = SessionJournal.open(
                JournalStorage.inFolder(folder),
                JournalOptions.standard().withSegmentBytes(64 << 10),
                Recording.ALL,
                new SplittableRandom(7));
        journal.serve(() -> NANOS, failure -> {
            throw new AssertionError(failure);
        });
        run(1, "alpha");
        run(2, "beta");
    }

    @AfterEach
    void closeJournal() {
        journal.close();
    }

    private void run(long order, String strategy) {
        journal.write(new JournalRecord.RunOpened(
                "PAPER",
                AccountId.of("sim", "1"),
                "sim",
                "0.1.0",
                "standard",
                List.of(),
                7,
                Recording.ALL,
                Currency.USD,
                List.of(),
                new TreeMap<>(),
                List.of(strategy),
                ""));
        OrderRequest request = OrderRequest.buy(InstrumentId.of("AAPL", "US"))
                .quantity(100)
                .limit(Price.of("187.5"))
                .build();
        ClientOrderId client = new ClientOrderId("c-" + order);
        journal.write(new JournalRecord.OrderIntended(
                new OrderId(order),
                client,
                0,
                0,
                request,
                Contingency.NONE,
                GroupHandling.SINGLE,
                List.of(),
                new JournalRecord.Reserve(0, 0),
                new JournalRecord.GateNumbers(0, 0, 0, 0, 0)));
        journal.write(new JournalRecord.SubmitAnswered(
                new OrderId(order), new SubmitResult.Accepted(client, new VenueOrderId("venue-" + order), List.of())));
        journal.write(new JournalRecord.TimePassed());
    }

    private CliRun cat(String... options) {
        List<String> words = new ArrayList<>(List.of("journal", "cat", folder.toString()));
        words.addAll(Arrays.asList(options));
        return CliRun.of(words.toArray(String[]::new));
    }

    @Test
    void shouldWriteALinePerRecordAndLeaveTheFolderAsItIs() throws IOException {
        List<String> before = contents();

        CliRun all = cat();

        assertThat(all.exitCode()).isZero();
        assertThat(all.err()).isEmpty();
        assertThat(all.out().lines())
                .hasSize(8)
                .contains("3" + TIME + "SUBMIT_ANSWERED order=O-1 answer=Accepted client=c-1 venue=venue-1")
                .last()
                .isEqualTo("8" + TIME + "TIME_PASSED");
        assertThat(CliRun.of("journal", "verify", folder.toString()).exitCode()).isZero();
        assertThat(CliRun.of("journal", "explain", folder.toString(), "O-1").exitCode())
                .isZero();
        assertThat(contents()).isEqualTo(before);
    }

    private List<String> contents() throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.sorted().map(JournalCommandTest::content).toList();
        }
    }

    private static String content(Path file) {
        try {
            boolean lock = file.getFileName().toString().equals("journal.lock"); // opened by nobody but its owner
            return file + " " + Files.getLastModifiedTime(file) + " "
                    + (lock ? "" : Arrays.hashCode(Files.readAllBytes(file)));
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    @Test
    void shouldChooseByPlaceKindOrderAndRun() {
        assertThat(sequences(cat("--from", "7"))).containsExactly("7", "8");
        assertThat(sequences(cat("--kind", "time_passed,ORDER_INTENDED"))).containsExactly("2", "4", "6", "8");
        assertThat(sequences(cat("--order", "venue-2"))).containsExactly("5", "6", "7");
        assertThat(sequences(cat("--run", "2"))).containsExactly("5", "6", "7", "8");
        assertThat(sequences(cat("--run", "2", "--kind", "ORDER_INTENDED", "--from", "3")))
                .containsExactly("6");
        assertThat(cat("--from", "6").out()).contains("strategy=beta");
        assertThat(cat("--run", "3").out()).isEmpty();
    }

    private static List<String> sequences(CliRun run) {
        assertThat(run.err()).isEmpty();
        return run.out()
                .lines()
                .map(line -> line.substring(0, line.indexOf(' ')))
                .toList();
    }

    @Test
    void shouldExplainAnOrderByAnyOfItsIds() {
        CliRun told = CliRun.of("journal", "explain", folder.toString(), "venue-2");

        assertThat(told.exitCode()).isZero();
        assertThat(told.out())
                .startsWith("order O-2 (c-2, venue-2)\n")
                .contains("answers to what was sent\n  #7" + TIME + "order=O-2 answer=Accepted")
                .contains("the order\n  #6" + TIME + "strategy=beta side=BUY quantity=100")
                .contains("the order names no decision")
                .doesNotContain("alpha");
    }

    @Test
    void shouldFindAJournalSound() {
        CliRun checked = CliRun.of("journal", "verify", folder.toString());

        assertThat(checked).isEqualTo(new CliRun(0, "sound: segments=1 records=8 lastSequence=8\ntail: clean\n", ""));
    }

    @Test
    void shouldListTheFaultsOfADamagedJournalAndEndWithOne() throws IOException {
        journal.close();
        Path segment = folder.resolve(SEGMENT);
        byte[] bytes = Files.readAllBytes(segment);
        bytes[128 + 60] ^= 1;
        Files.write(segment, bytes);

        CliRun checked = CliRun.of("journal", "verify", folder.toString());

        assertThat(checked.exitCode()).isEqualTo(1);
        assertThat(checked.out()).startsWith("damaged: segments=1").contains("\nfault: " + SEGMENT + " offset 128");
        assertThat(cat().exitCode()).isEqualTo(2);
        assertThat(cat().err()).startsWith("fairlead: ").hasLineCount(1).contains("damaged at offset 128");
    }

    @Test
    void shouldTellATornTailAndCallTheJournalSound() throws IOException {
        journal.abandon();
        Path segment = folder.resolve(SEGMENT);
        byte[] bytes = Files.readAllBytes(segment);
        int end = bytes.length;
        while (bytes[end - 1] == 0) {
            end--;
        }
        Arrays.fill(bytes, end, end + 5, (byte) 7);
        Files.write(segment, bytes);

        CliRun checked = CliRun.of("journal", "verify", folder.toString());

        assertThat(checked.exitCode()).isZero();
        assertThat(checked.out()).startsWith("sound: ").contains("tail: opening the journal would have dropped");
    }

    @Test
    void shouldSayInOneLineWhatIsWrongWithTheCommand() {
        String missing = folder.resolve("nowhere").toString();

        assertThat(CliRun.of("journal"))
                .isEqualTo(fault("no command given; say cat, verify or explain. See ./fairlead journal --help"));
        assertThat(CliRun.of("journal", "cat", missing))
                .isEqualTo(fault("there is no folder " + missing + "; give the folder of a journal"));
        assertThat(CliRun.of("journal", "verify", folder.getParent().toString()).err())
                .startsWith("fairlead: there is no journal in ")
                .hasLineCount(1);
        assertThat(cat("--kind", "ORDER_INTENDE"))
                .isEqualTo(fault(
                        "there is no kind 'ORDER_INTENDE', did you mean 'ORDER_INTENDED'? See ./fairlead journal cat"
                                + " --help"));
        assertThat(CliRun.of("journal", "explain", folder.toString(), "O-9").err())
                .startsWith("fairlead: journal " + folder + " knows no order 'O-9'")
                .hasLineCount(1);
        assertThat(cat("--from", "x").exitCode()).isEqualTo(2);
    }

    private static CliRun fault(String message) {
        return new CliRun(2, "", "fairlead: " + message + "\n");
    }
}
