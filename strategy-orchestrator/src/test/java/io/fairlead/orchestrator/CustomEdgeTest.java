package io.fairlead.orchestrator;

import static org.assertj.core.api.Assertions.assertThat;

import io.fairlead.api.edge.Direction;
import io.fairlead.api.edge.Edge;
import io.fairlead.api.edge.EdgeView;
import io.fairlead.api.edge.Stance;
import io.fairlead.api.edge.TradeType;
import io.fairlead.api.edge.Vote;
import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The edge that a newcomer writes: {@link GapEdge}, at most 25 lines. */
class CustomEdgeTest {
    @Test
    void shouldFitInTwentyFiveLines() throws IOException {
        Path source = Path.of("src/test/java/io/fairlead/orchestrator/GapEdge.java");

        assertThat(Files.readAllLines(source)).hasSizeLessThanOrEqualTo(25);
    }

    @Test
    void shouldVoteOnWhatItSees() {
        Ensemble ensemble = Ensemble.of(OrchestratorConfig.standard(), List.of(new GapEdge()));
        ensemble.onBar(TestBars.bar(TestBars.AAPL, TestBars.startOf(0), 100, 101, 99, 100, 10));
        Vote onTheFirstDay = vote(ensemble);
        ensemble.onBar(TestBars.bar(TestBars.AAPL, TestBars.startOf(78), 102, 103, 101, 102, 10));
        Vote gappedUp = vote(ensemble);

        assertThat(onTheFirstDay.stance()).isEqualTo(Stance.ABSTAIN);
        assertThat(gappedUp).isEqualTo(Vote.forLong(0.6, "gapped up").with("gap", 102.0 / 100 - 1));
    }

    @Test
    void shouldBeFoundWhereItIsNamedInServices(@TempDir Path jar) throws IOException {
        Path services = Files.createDirectories(jar.resolve("META-INF/services"));
        Files.writeString(services.resolve(Edge.class.getName()), GapEdge.class.getName() + "\n");
        Thread thread = Thread.currentThread();
        ClassLoader before = thread.getContextClassLoader();

        try (URLClassLoader plugins = new URLClassLoader(new URL[] {jar.toUri().toURL()}, before)) {
            thread.setContextClassLoader(plugins);

            assertThat(Ensemble.of(OrchestratorConfig.standard()).edgeNames())
                    .containsExactly(
                            "relative-strength",
                            "statistics",
                            "volume-profile",
                            "cross-asset",
                            "time-of-day",
                            "regime",
                            "gap");
            assertThat(Ensemble.of(OrchestratorConfig.classic()).edgeNames()).doesNotContain("gap");
        } finally {
            thread.setContextClassLoader(before);
        }
    }

    private static Vote vote(Ensemble ensemble) {
        EdgeView view = ensemble.view(TestBars.AAPL, Direction.LONG, TradeType.MOMENTUM);
        return new GapEdge().vote(view);
    }
}
