package io.fairlead.orchestrator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fairlead.api.edge.Edge;
import io.fairlead.api.edge.Vote;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.Test;

class DecisionTest {
    private static final List<Edge> EDGES = List.of(
            ScriptedEdge.saying(
                    "model", Vote.forStrongLong(0.9, "predicts a rise").with("score", 0.75)),
            ScriptedEdge.saying("gap", Vote.forLong(0.6, "gapped up").with("gap", 0.0123456)),
            ScriptedEdge.saying("news", Vote.abstain("no news")));

    private final Ensemble ensemble = ensemble();

    @Test
    void shouldExplainItselfFromItsRecordAlone() {
        Decision decision = ensemble.decide(TestBars.AAPL, PositionView.flat());

        assertThat(decision.explain()).isEqualTo("""
                        2024-01-02T17:05:00Z AAPL.US buy: entry (0.03)
                          profile standard, close 103, ATR 0.4 (0.38835 %), regime STRONG_TREND_UP at 0.9
                          intended: LONG, momentum
                          model: STRONG_LONG 0.9 × 2, predicts a rise; score 0.75
                          gap: LONG 0.6, gapped up; gap 0.012346
                          news: ABSTAIN 0, no news
                          counted: 2 of 2 agree (needed 0.6 of the voters), support 1.4 (at least 0.5), opposition 0 (at most 0.35), quality 1 (at least 0.6)
                          entry: 3 % of equity at about 103, stop 102, target 104.6
                        """);
    }

    @Test
    void shouldExplainWhatAPositionWaitsFor() {
        OpenPosition position = OpenPosition.of(
                ensemble.decide(TestBars.AAPL, PositionView.flat()).entry().orElseThrow(), 102.5);

        assertThat(ensemble.decide(TestBars.AAPL, position).explain()).isEqualTo("""
                        2024-01-02T17:05:00Z AAPL.US hold: position open (102)
                          profile standard, close 103, ATR 0.4 (0.38835 %), regime STRONG_TREND_UP at 0.9
                          position: LONG from 102.5, best 103, stop 102, target 104.6
                        """);
    }

    @Test
    void shouldExplainWhatWasNeeded() {
        PositionView resting = PositionView.flatSince(ensemble.exitMark(TestBars.AAPL));

        assertThat(ensemble.decide(TestBars.AAPL, resting).explain())
                .contains("hold: cooldown (0)\n")
                .contains("needed: at least 12 bars since the exit\n");
    }

    @Test
    void shouldBeNamedAfterSymbolAndBar() {
        Decision decision = ensemble.decide(TestBars.AAPL, PositionView.flat());

        assertThat(decision.id()).isEqualTo("AAPL.US@2024-01-02T17:00:00Z");
        assertThat(decision.barStart()).isEqualTo(Instant.parse("2024-01-02T17:00:00Z"));
        assertThat(decision.time()).isEqualTo(Instant.parse("2024-01-02T17:05:00Z"));
        assertThat(ensemble.sessionDate(TestBars.AAPL)).isEqualTo(LocalDate.of(2024, 1, 2));
        assertThat(ensemble.endOfDay(TestBars.AAPL)).isEqualTo(Instant.parse("2024-01-02T20:55:00Z"));
    }

    @Test
    void shouldKeepTheLatestDecisionsOnly() {
        DecisionLog log = DecisionLog.keeping(2);
        Decision decision = ensemble.decide(TestBars.AAPL, PositionView.flat());
        Decision other = ensemble.decide(TestBars.SPY, PositionView.flat());

        log.onDecision(decision);
        log.onDecision(other);
        log.onDecision(other);

        assertThat(log.decisions()).containsExactly(other, other);
        assertThat(log.find(decision.id())).isEmpty();
        assertThat(log.find(other.id())).contains(other);
        assertThatThrownBy(() -> DecisionLog.keeping(0)).hasMessage("a log must keep 1 decision or more, was 0");
    }

    @Test
    void shouldKeepWhatIsWantedOnly() {
        DecisionLog log = DecisionLog.keeping(10, decision -> decision.action().isEntry());
        Decision entry = ensemble.decide(TestBars.AAPL, PositionView.flat());
        Decision held = ensemble.decide(TestBars.AAPL, PositionView.flatSince(ensemble.exitMark(TestBars.AAPL)));

        log.onDecision(entry);
        log.onDecision(held);

        assertThat(log.decisions()).containsExactly(entry);
    }

    private static Ensemble ensemble() {
        OrchestratorConfig config =
                OrchestratorConfig.standard().toBuilder().weight("model", 2).build();
        Ensemble ensemble = Ensemble.of(config, EDGES);
        for (int i = 0; i <= 30; i++) {
            ensemble.onBar(TestBars.bar(TestBars.SPY, i, 400 * (1 + i * 0.001), 0.8, 1000));
            ensemble.onBar(TestBars.bar(TestBars.AAPL, i, 100 * (1 + i * 0.001), 0.2, 1000));
        }
        return ensemble;
    }
}
