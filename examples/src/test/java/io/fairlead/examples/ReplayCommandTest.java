package io.fairlead.examples;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReplayCommandTest {
    private static final List<String> SMA =
            List.of("--strategy", "sma", "--symbols", "NVDA,AMD", "--fast", "5", "--slow", "15", "--sessions", "5");

    @TempDir
    private Path folder;

    private Path journal;

    @BeforeEach
    void nameJournal() {
        journal = folder.resolve("journal");
    }

    private void record(List<String> strategy) {
        List<String> words = new ArrayList<>(List.of("backtest", "--journal", journal.toString()));
        words.addAll(List.of("--out", folder.resolve("report.html").toString()));
        words.addAll(strategy);
        assertThat(CliRun.of(words.toArray(String[]::new)).exitCode()).isZero();
    }

    private CliRun replay(List<String> strategy) {
        List<String> words = new ArrayList<>(List.of("replay", journal.toString()));
        words.addAll(strategy);
        return CliRun.of(words.toArray(String[]::new));
    }

    @Test
    void shouldFindARecordedBacktestEqualToTheByte() {
        record(SMA);

        CliRun run = replay(SMA);

        assertThat(run.err()).isEmpty();
        assertThat(run.exitCode()).isZero();
        assertThat(run.out())
                .startsWith("SMA 5/15 on 5m bars of NVDA, AMD\n")
                .containsPattern("Outputs  ([0-9,]+) recorded, \\1 replayed, \\1 equal to the byte\n")
                .containsPattern("Recorded SHA-256 ([0-9a-f]{64})\nReplayed SHA-256 \\1\n")
                .endsWith("Equal: the same inputs gave the same decisions, orders and events.\n");
    }

    @Test
    void shouldReplayTheEnsembleWithItsDecisions() {
        List<String> ensemble = List.of("--strategy", "ensemble", "--profile", "aggressive", "--sessions", "8");
        record(ensemble);

        CliRun run = replay(ensemble);

        assertThat(run.exitCode()).as(run.out() + run.err()).isZero();
    }

    @Test
    void shouldNameTheFirstRecordThatAnotherChoiceOfSymbolsMakesOtherwise() {
        record(SMA);

        CliRun run = replay(
                List.of("--strategy", "sma", "--symbols", "NVDA", "--fast", "5", "--slow", "15", "--sessions", "5"));

        assertThat(run.exitCode()).isEqualTo(1);
        assertThat(run.out()).containsPattern("Differs  (record [0-9]+|extra): .*OrderIntended");
    }

    @Test
    void shouldRefuseAStrategyOfAnotherName() {
        record(SMA);

        CliRun run = replay(List.of(
                "--strategy", "sma", "--symbols", "NVDA,AMD", "--fast", "6", "--slow", "15", "--sessions", "5"));

        assertThat(run.exitCode()).isEqualTo(2);
        assertThat(run.err()).contains("the run's strategies were [sma-5-15], given are [sma-6-15]");
    }

    @Test
    void shouldRefuseOtherDataAndAnotherPolicyByName() {
        record(SMA);

        CliRun run = replay(
                List.of("--strategy", "sma", "--symbols", "NVDA,AMD", "--sessions", "6", "--policy", "standard"));

        assertThat(run.exitCode()).isEqualTo(2);
        assertThat(run.err()).contains("policy was research").contains("data has the hash");
    }

    @Test
    void shouldSayWhenThereIsNoJournal() {
        CliRun run = replay(SMA);

        assertThat(run.exitCode()).isEqualTo(2);
        assertThat(run.err()).contains("there is no folder").contains("backtest --journal");
    }
}
