package io.fairlead.examples;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DecisionsCommandTest {
    private static final ZoneId NEW_YORK = ZoneId.of("America/New_York");
    private static final List<LocalDate> DAYS =
            List.of(LocalDate.of(2024, 3, 7), LocalDate.of(2024, 3, 8), LocalDate.of(2024, 3, 11));
    private static final int BARS_PER_DAY = 78;

    @TempDir
    private Path folder;

    private Path out;

    @BeforeEach
    void writeData() throws IOException {
        for (String symbol : List.of("AAPL", "NVDA", "QQQ", "SPY")) {
            writeLocal(folder, symbol);
        }
        out = folder.resolve("_decisions.csv");
    }

    @Test
    void shouldDecideAllButTheMarketsProxies() throws IOException {
        CliRun run = decisions("--profile", "classic", "--window-days", "2");

        assertThat(run.err()).isEmpty();
        assertThat(run.exitCode()).isZero();
        assertThat(run.out()).startsWith("468 decisions: ").endsWith("written to " + out + "\n");
        List<String> rows = Files.readAllLines(out);
        assertThat(rows).hasSize(1 + 2 * 3 * BARS_PER_DAY);
        assertThat(rows.get(0))
                .isEqualTo("time,symbol,action,regime,support,size,stop,target,"
                        + "RelativeStrength,Statistics,VolumeProfile,CrossAsset,TimeOfDay,Regime");
        assertThat(rows.get(1)).isEqualTo("2024-03-07T09:30:00,AAPL,hold,,,,,,,,,,,");
        assertThat(rows.get(2)).isEqualTo("2024-03-07T09:30:00,NVDA,hold,,,,,,,,,,,");
    }

    @Test
    void shouldDecideAlikeWhateverTheTimeConvention() throws IOException {
        Path utc = Files.createDirectory(folder.resolve("utc"));
        for (String symbol : List.of("AAPL", "NVDA", "QQQ", "SPY")) {
            writeUtc(folder.resolve(symbol + ".csv"), utc.resolve(symbol + ".csv"));
        }

        decisions("--profile", "classic");
        List<String> fromLocal = Files.readAllLines(out);
        CliRun run = CliRun.of("decisions", "--data", utc.toString(), "--profile", "classic", "--out", out.toString());

        assertThat(run.exitCode()).isZero();
        assertThat(Files.readAllLines(out)).isEqualTo(fromLocal);
    }

    @Test
    void shouldDecideTheSymbolsNamedInTheirOrder() throws IOException {
        decisions("--trade", "NVDA,SPY");

        assertThat(Files.readAllLines(out).subList(1, 3))
                .extracting(row -> row.split(",", -1)[1])
                .containsExactly("NVDA", "SPY");
    }

    @Test
    void shouldRefuseASymbolWithoutData() {
        assertRefused(
                decisions("--trade", "NVDA,APPL"),
                "--trade names 'APPL', but " + folder + " has only AAPL, NVDA, QQQ, SPY, did you mean 'AAPL'?");
    }

    @Test
    void shouldRefuseASymbolNamedTwice() {
        assertRefused(decisions("--trade", "NVDA,NVDA"), "--trade names 'NVDA' twice; name each symbol once");
    }

    @Test
    void shouldRefuseAnUnknownProfile() {
        assertRefused(
                decisions("--profile", "clasic"),
                "there is no profile 'clasic'; take one of classic, standard, aggressive");
    }

    @Test
    void shouldRefuseAnEmptyWindow() {
        assertRefused(decisions("--window-days", "0"), "a window must have 1 day or more, was 0");
    }

    @Test
    void shouldRefuseAWindowThatIsNoNumber() {
        CliRun run = decisions("--window-days", "six");

        assertThat(run.exitCode()).isEqualTo(2);
        assertThat(run.err()).contains("--window-days").contains("six").doesNotContain("\tat ");
        assertThat(run.err().lines()).hasSize(1);
    }

    @Test
    void shouldRefuseAFolderThatIsNotThere() {
        Path missing = folder.resolve("missing");

        CliRun run = CliRun.of("decisions", "--data", missing.toString(), "--out", out.toString());

        assertThat(run.exitCode()).isEqualTo(2);
        assertThat(run.err()).startsWith("fairlead: ").contains(missing.toString());
        assertThat(run.err().lines()).hasSize(1);
    }

    @Test
    void shouldRefuseAFileThatCannotBeWritten() {
        Path nowhere = folder.resolve("missing").resolve("decisions.csv");

        CliRun run = CliRun.of("decisions", "--data", folder.toString(), "--out", nowhere.toString());

        assertThat(run.exitCode()).isEqualTo(2);
        assertThat(run.err()).startsWith("fairlead: --out " + nowhere + " cannot be written: ");
        assertThat(run.err().lines()).hasSize(1);
    }

    @Test
    void shouldAskForADataFolder() {
        CliRun run = CliRun.of("decisions", "--out", out.toString());

        assertThat(run.exitCode()).isEqualTo(2);
        assertThat(run.err()).contains("--data");
    }

    private CliRun decisions(String... more) {
        List<String> words =
                new ArrayList<>(List.of("decisions", "--data", folder.toString(), "--out", out.toString()));
        words.addAll(List.of(more));
        return CliRun.of(words.toArray(String[]::new));
    }

    private static void assertRefused(CliRun run, String message) {
        assertThat(run).isEqualTo(new CliRun(2, "", "fairlead: " + message + "\n"));
    }

    /** A seeded walk in local times, over a change to daylight saving. */
    private static void writeLocal(Path folder, String symbol) throws IOException {
        SplittableRandom random = new SplittableRandom(symbol.hashCode());
        List<String> lines = new ArrayList<>(List.of("time,open,high,low,close,volume"));
        double price = 100;
        for (LocalDate day : DAYS) {
            for (int i = 0; i < BARS_PER_DAY; i++) {
                double open = price;
                price *= 1 + (random.nextDouble() - 0.49) * 0.004;
                lines.add(day.atTime(9, 30).plusMinutes(5L * i) + ":00," + open + ','
                        + (Math.max(open, price) + 0.1) + ',' + (Math.min(open, price) - 0.1) + ',' + price + ','
                        + (1000 + random.nextInt(9000)));
            }
        }
        Files.write(folder.resolve(symbol + ".csv"), lines);
    }

    private static void writeUtc(Path from, Path to) throws IOException {
        List<String> lines = new ArrayList<>(List.of("ts,open,high,low,close,volume"));
        for (String line : Files.readAllLines(from).subList(1, 1 + DAYS.size() * BARS_PER_DAY)) {
            int comma = line.indexOf(',');
            Instant start = LocalDateTime.parse(line.substring(0, comma))
                    .atZone(NEW_YORK)
                    .toInstant();
            lines.add(start + line.substring(comma));
        }
        Files.write(to, lines);
    }
}
