package io.fairlead.orchestrator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fairlead.api.BadInputException;
import io.fairlead.api.edge.Edge;
import io.fairlead.api.edge.EdgeParameters;
import io.fairlead.api.edge.EdgeView;
import io.fairlead.api.edge.Vote;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class EdgeCatalogTest {
    private static final OrchestratorConfig STANDARD = OrchestratorConfig.standard();

    @Test
    void shouldFindTheSixInTheOrderOfTheReference() {
        assertThat(Ensemble.discoveredEdges()).extracting(Edge::name).isEqualTo(Profiles.SIX_EDGES);
    }

    @Test
    void shouldRefuseTwoEdgesOfOneName() {
        List<Edge> edges = List.of(new Twin(), new OtherTwin());

        assertThatThrownBy(() -> Ensemble.of(STANDARD, edges))
                .isInstanceOf(BadInputException.class)
                .hasMessage("two edges are named 'twin': io.fairlead.orchestrator.EdgeCatalogTest$Twin and"
                        + " io.fairlead.orchestrator.EdgeCatalogTest$OtherTwin; rename one of them or leave it out");
    }

    @Test
    void shouldRefuseANameThatIsNoKey() {
        List<Edge> edges = List.of(ScriptedEdge.saying("Gap Edge", Vote.abstain("nothing")));

        assertThatThrownBy(() -> Ensemble.of(STANDARD, edges))
                .hasMessageContaining("is named 'Gap Edge'; a name is lower-case words joined by hyphens");
    }

    @Test
    void shouldRefuseAnEnsembleWithoutEdges() {
        assertThatThrownBy(() -> Ensemble.of(STANDARD, List.of()))
                .isInstanceOf(BadInputException.class)
                .hasMessageContaining("needs at least one edge");
    }

    @Test
    void shouldRefuseAnEdgeThatIsAskedForAndMissing() {
        OrchestratorConfig config =
                STANDARD.toBuilder().onlyEdges(List.of("regime", "gap")).build();

        assertThatThrownBy(() -> Ensemble.of(config))
                .isInstanceOf(BadInputException.class)
                .hasMessageContaining("profile standard asks for edge 'gap'")
                .hasMessageContaining("time-of-day");
    }

    @Test
    void shouldTakeTheEdgesAskedForInTheirOrder() {
        OrchestratorConfig config =
                STANDARD.toBuilder().onlyEdges(List.of("regime", "statistics")).build();

        assertThat(Ensemble.of(config).edgeNames()).containsExactly("regime", "statistics");
    }

    @Test
    void shouldRefuseAWeightForAnUnknownEdge() {
        OrchestratorConfig config = STANDARD.toBuilder().weight("regmie", 2).build();

        assertThatThrownBy(() -> Ensemble.of(config))
                .isInstanceOf(BadInputException.class)
                .hasMessageContaining("a weight is given for edge 'regmie', but the edges are [relative-strength,");
    }

    @Test
    void shouldHandAnEdgeItsNumbers() {
        OrchestratorConfig config = STANDARD.toBuilder().set("tuned.level", 7).build();
        Tuned edge = new Tuned(1);

        Ensemble ensemble = Ensemble.of(config, List.of(edge));

        assertThat(ensemble.edgeNames()).containsExactly("tuned");
        assertThat(edge.asked).containsExactly("tuned.level", "7.0", "tuned.other", "3.0");
    }

    @Test
    void shouldRefuseANumberThatNoEdgeAsksFor() {
        OrchestratorConfig config = STANDARD.toBuilder().set("tuned.levle", 7).build();

        assertThatThrownBy(() -> Ensemble.of(config, List.of(new Tuned(1))))
                .isInstanceOf(BadInputException.class)
                .hasMessage("no edge asks for the number 'tuned.levle'; the edges are [tuned], which asked for"
                        + " [tuned.level, tuned.other]");
    }

    private static final class Twin implements Edge {
        @Override
        public String name() {
            return "twin";
        }

        @Override
        public Vote vote(EdgeView view) {
            return Vote.abstain("a twin");
        }
    }

    private static final class OtherTwin implements Edge {
        @Override
        public String name() {
            return "twin";
        }

        @Override
        public Vote vote(EdgeView view) {
            return Vote.abstain("the other twin");
        }
    }

    private static final class Tuned implements Edge {
        private final List<String> asked = new ArrayList<>();
        private final double level;

        Tuned(double level) {
            this.level = level;
        }

        @Override
        public String name() {
            return "tuned";
        }

        @Override
        public Edge configuredBy(EdgeParameters parameters) {
            double configured = parameters.number("tuned.level", level);
            double other = parameters.number("tuned.other", 3);
            asked.addAll(List.of("tuned.level", String.valueOf(configured), "tuned.other", String.valueOf(other)));
            return new Tuned(configured);
        }

        @Override
        public Vote vote(EdgeView view) {
            return Vote.neutral("tuned").with("level", level);
        }
    }
}
