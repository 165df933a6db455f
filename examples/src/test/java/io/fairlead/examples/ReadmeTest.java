package io.fairlead.examples;

import static io.fairlead.api.Currency.USD;
import static org.assertj.core.api.Assertions.assertThat;

import io.fairlead.api.Money;
import io.fairlead.api.edge.Edge;
import io.fairlead.api.instrument.InstrumentId;
import io.fairlead.core.backtest.Backtest;
import io.fairlead.core.feed.SyntheticMarket;
import io.fairlead.orchestrator.CastVote;
import io.fairlead.orchestrator.Decision;
import io.fairlead.orchestrator.DecisionRun;
import io.fairlead.orchestrator.Ensemble;
import io.fairlead.orchestrator.OrchestratorConfig;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What README shows is what the build compiles and what runs here. */
class ReadmeTest {
    private static final Path README = Path.of("..", "README.md");
    private static final Path SOURCES = Path.of("src/main/java/io/fairlead/examples");
    private static final Pattern BLOCK = Pattern.compile("```java\n(.*?)```", Pattern.DOTALL);

    private static List<String> blocks() throws IOException {
        List<String> blocks = new ArrayList<>();
        Matcher matcher = BLOCK.matcher(Files.readString(README));
        while (matcher.find()) {
            blocks.add(matcher.group(1));
        }
        return blocks;
    }

    @ParameterizedTest
    @CsvSource({"SmaCrossover, 30", "FiveLines, 30", "GapEdge, 25"})
    void shouldShowTheExampleThatIsCompiled(String name, int mostLines) throws IOException {
        String source = Files.readString(SOURCES.resolve(name + ".java")).replaceFirst("package .*;\n\n", "");

        assertThat(blocks()).as("java blocks of README.md").contains(source);
        assertThat(source.lines()).hasSizeLessThanOrEqualTo(mostLines);
    }

    @Test
    void shouldTradeWithTheCrossover() {
        var record = Backtest.of(SmaCrossover::new)
                .data(SyntheticMarket.of(42).sessions(10))
                .cash(Money.of(10_000, USD))
                .run()
                .record();

        assertThat(record.roundTrips()).isNotEmpty();
        assertThat(record.alarms()).isEmpty();
        assertThat(record.denials()).isEmpty();
    }

    @Test
    void shouldRunTheFirstBacktest(@TempDir Path folder) throws Exception {
        Process program = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        FiveLines.class.getName())
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .start();

        String said = new String(program.getInputStream().readAllBytes(), StandardCharsets.UTF_8);

        assertThat(program.waitFor()).as(said).isZero();
        assertThat(said).contains("Total return", "Sharpe ratio");
        assertThat(folder.resolve("report.html")).content().contains("SYNTHETIC market, seed 42");
    }

    @Test
    void shouldAskTheEdgeOfOnesOwn() {
        OrchestratorConfig config = OrchestratorConfig.standard();
        List<Decision> votedOn = new ArrayList<>();
        List<Edge> edges = new ArrayList<>(Ensemble.discoveredEdges());
        edges.add(new GapEdge());
        DecisionRun run = DecisionRun.of(config)
                .edges(() -> List.copyOf(edges))
                .trade(List.of(InstrumentId.of("NVDA", "US")))
                .listener(decision -> {
                    if (!decision.votes().isEmpty()) {
                        votedOn.add(decision);
                    }
                })
                .start();

        run.feed(SyntheticMarket.of(42).sessions(10));
        run.finish();

        assertThat(votedOn)
                .isNotEmpty()
                .allSatisfy(decision ->
                        assertThat(decision.votes()).extracting(CastVote::edge).contains("gap"));
        assertThat(votedOn)
                .extracting(ReadmeTest::gapVote)
                .as("after a night, the gap is known")
                .anyMatch(text -> text.contains("gap=") && !text.startsWith("ABSTAIN"));
    }

    private static String gapVote(Decision decision) {
        return decision.votes().stream()
                .filter(cast -> cast.edge().equals("gap"))
                .map(cast -> cast.vote().toString())
                .findFirst()
                .orElseThrow();
    }

    @Test
    void shouldLinkOnlyToWhatIsThere() throws IOException {
        Matcher links = Pattern.compile("\\]\\((?!https?:|#)([^)#]+)").matcher(Files.readString(README));
        List<String> missing = new ArrayList<>();
        while (links.find()) {
            if (!Files.exists(README.resolveSibling(links.group(1)))) {
                missing.add(links.group(1));
            }
        }

        assertThat(missing).isEmpty();
    }
}
