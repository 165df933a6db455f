package io.fairlead.orchestrator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.fairlead.api.BadInputException;
import io.fairlead.api.edge.Direction;
import io.fairlead.api.edge.Edge;
import io.fairlead.api.edge.EdgeView;
import io.fairlead.api.edge.MarketRegime;
import io.fairlead.api.edge.Stance;
import io.fairlead.api.edge.TradeType;
import io.fairlead.api.edge.Vote;
import io.fairlead.api.market.Bar;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class EnsembleTest {
    private static final Vote LONG = Vote.forLong(0.8, "up");
    private static final Vote[] AGREED = {LONG, LONG, LONG, LONG, LONG, LONG};
    private static final int READY = 31;

    @Test
    void shouldEnterWhereAllRulesPass() {
        Decision decision = decide(rising(READY), AGREED);

        assertThat(decision.action()).isEqualTo(Action.BUY);
        assertThat(decision.rule()).isEqualTo(DecisionRule.ENTRY);
        assertThat(decision.regime()).isEqualTo(MarketRegime.STRONG_TREND_UP);
        assertThat(decision.direction()).contains(Direction.LONG);
        assertThat(decision.tradeType()).contains(TradeType.MOMENTUM);
        EntryPlan entry = decision.entry().orElseThrow();
        assertThat(entry.referencePrice()).isEqualTo(decision.close());
        assertThat(entry.stop()).isEqualTo(decision.close() - 2.5 * decision.atr(), within(1e-9));
        assertThat(entry.target()).isEqualTo(decision.close() + 4 * decision.atr(), within(1e-9));
        assertThat(entry.size()).isEqualTo(0.03);
        assertThat(decision.tally().orElseThrow().support()).isEqualTo(0.8, within(1e-12));
    }

    @Test
    void shouldSellShortWhereTheMarketFalls() {
        Vote down = Vote.forShort(0.8, "down");

        Decision decision = decide(falling(READY), down, down, down, down, down, down);

        assertThat(decision.action()).isEqualTo(Action.SHORT);
        assertThat(decision.entry().orElseThrow().stop()).isGreaterThan(decision.close());
    }

    @Test
    void shouldAnswerTheSameWhenAskedAgain() {
        Ensemble ensemble = ensemble(rising(READY), AGREED);

        Decision first = ensemble.decide(TestBars.AAPL, PositionView.flat());
        Decision second = ensemble.decide(TestBars.AAPL, PositionView.flat());

        assertThat(second.explain()).isEqualTo(first.explain());
        assertThat(second.entry()).isEqualTo(first.entry());
    }

    @Test
    void shouldWarmUpFirst() {
        Decision decision = decide(rising(29), AGREED);

        assertRule(decision, DecisionRule.WARMING_UP, 29);
        assertThat(decision.votes()).isEmpty();
        assertThat(decide(rising(30), AGREED).rule()).isEqualTo(DecisionRule.ENTRY);
    }

    @Test
    void shouldRestForTwelveBarsAfterAnExit() {
        Ensemble ensemble = ensemble(rising(READY), AGREED);
        PositionView flat = PositionView.flatSince(ensemble.exitMark(TestBars.AAPL));
        List<Bar> all = rising(READY + 12);

        assertRule(ensemble.decide(TestBars.AAPL, flat), DecisionRule.COOLDOWN, 0);
        all.subList(2 * READY, 2 * (READY + 11)).forEach(ensemble::onBar);
        assertRule(ensemble.decide(TestBars.AAPL, flat), DecisionRule.COOLDOWN, 11);
        all.subList(2 * (READY + 11), 2 * (READY + 12)).forEach(ensemble::onBar);
        assertThat(ensemble.decide(TestBars.AAPL, flat).rule()).isEqualTo(DecisionRule.ENTRY);
    }

    @Test
    void shouldCountTheCooldownByTheHeldHistoryInClassicOnly() {
        List<Bar> bars = rising(90);

        assertThat(ruleFarAfterAnExit(CooldownClock.HELD_BARS, bars)).isEqualTo(DecisionRule.COOLDOWN);
        assertThat(ruleFarAfterAnExit(CooldownClock.BARS, bars)).isEqualTo(DecisionRule.ENTRY);
    }

    @Test
    void shouldLeaveQuietSymbolsAlone() {
        List<Bar> bars = rising(READY);
        for (int i = 0; i < bars.size(); i++) {
            Bar bar = bars.get(i);
            if (bar.instrument().equals(TestBars.AAPL)) {
                bars.set(i, TestBars.bar(TestBars.AAPL, i / 2, 100 + i * 0.0001, 0.01, 1000));
            }
        }

        assertThat(decide(bars, AGREED).rule()).isEqualTo(DecisionRule.VOLATILITY);
    }

    @Test
    void shouldWaitForTheMarketProxy() {
        List<Bar> bars = rising(READY);
        bars.removeIf(bar -> bar.instrument().equals(TestBars.SPY));

        assertRule(decide(bars, AGREED), DecisionRule.REGIME, 0);
    }

    @Test
    void shouldNeedAStretchedPriceInARange() {
        List<Bar> bars = new ArrayList<>();
        for (int i = 0; i < READY; i++) {
            double wave = i % 2 == 0 ? 0 : 0.03;
            bars.add(TestBars.bar(TestBars.SPY, i, 400 + wave, 0.8, 1000));
            bars.add(TestBars.bar(TestBars.AAPL, i, 100 + wave, 0.2, 1000));
        }

        assertThat(decide(bars, AGREED).rule()).isEqualTo(DecisionRule.NO_SETUP);
        bars.set(bars.size() - 1, TestBars.bar(TestBars.AAPL, READY - 1, 99.8, 0.2, 1000));
        Decision faded = decide(bars, AGREED);
        assertThat(faded.action()).isEqualTo(Action.BUY);
        assertThat(faded.tradeType()).contains(TradeType.MEAN_REVERSION);
    }

    @Test
    void shouldNameTheEdgeThatBlocks() {
        Decision decision = decide(rising(READY), LONG, LONG, LONG, LONG, LONG, Vote.veto(Direction.LONG, 0.7, "no"));

        assertRule(decision, DecisionRule.VETO, 1);
        assertThat(decision.vetoedBy()).containsExactly("e5");
        assertThat(decision.toString()).endsWith("AAPL.US hold: veto by e5");
    }

    @Test
    void shouldNotBeBlockedByAVetoOfTheOtherDirection() {
        Decision decision = decide(rising(READY), LONG, LONG, LONG, LONG, LONG, Vote.veto(Direction.SHORT, 0.7, "no"));

        assertThat(decision.action()).isEqualTo(Action.BUY);
    }

    @Test
    void shouldAskAgreementSupportOppositionAndQualityInThisOrder() {
        Vote weak = Vote.forLong(0.6, "weak");
        Vote no = Vote.forStrongShort(0.9, "no");
        Vote none = Vote.neutral("none");
        Vote strong = Vote.forStrongLong(0.9, "strong");

        assertRule(decide(rising(READY), strong, strong, strong, none, none, none), DecisionRule.AGREEMENT, 3);
        assertThat(decide(rising(READY), weak, weak, weak, weak, no, no).rule()).isEqualTo(DecisionRule.SUPPORT);
        assertThat(decide(rising(READY), strong, strong, LONG, LONG, no, no).rule())
                .isEqualTo(DecisionRule.OPPOSITION);
        OrchestratorConfig strict = OrchestratorConfig.classic().toBuilder()
                .set(Parameter.QUALITY_MIN, 0.95)
                .build();
        assertThat(ensemble(strict, rising(READY), strong, strong, strong, strong, Vote.forShort(0.5, "no"), none)
                        .decide(TestBars.AAPL, PositionView.flat())
                        .rule())
                .isEqualTo(DecisionRule.QUALITY);
    }

    @Test
    void shouldLetAnEdgeThatThrowsAbstainAndSaySo() {
        List<Edge> edges = new ArrayList<>(ScriptedEdge.saying(LONG, LONG, LONG, LONG));
        edges.add(new ScriptedEdge("broken", view -> {
            throw new IllegalStateException("no model");
        }));
        edges.add(new ScriptedEdge("silent", view -> null));
        Ensemble ensemble = Ensemble.of(OrchestratorConfig.classic(), edges);
        rising(READY).forEach(ensemble::onBar);

        Decision decision = ensemble.decide(TestBars.AAPL, PositionView.flat());

        assertThat(decision.tally().orElseThrow().voters()).isEqualTo(4);
        assertThat(decision.votes().get(4).vote())
                .isEqualTo(Vote.abstain("threw java.lang.IllegalStateException: no model"));
        assertThat(decision.votes().get(5).vote()).isEqualTo(Vote.abstain("returned no vote"));
        assertThat(decision.action()).isEqualTo(Action.BUY);
        assertThat(decision.explain()).contains("broken: ABSTAIN 0, threw java.lang.IllegalStateException: no model");
    }

    @Test
    void shouldTakeItsViewBackAfterTheVote() {
        List<EdgeView> kept = new ArrayList<>();
        Ensemble ensemble = Ensemble.of(OrchestratorConfig.classic(), List.of(new ScriptedEdge("thief", view -> {
            kept.add(view);
            return LONG.with("close", view.close());
        })));
        rising(READY).forEach(ensemble::onBar);
        ensemble.decide(TestBars.AAPL, PositionView.flat());

        assertThatThrownBy(() -> kept.get(0).close())
                .isInstanceOf(IllegalStateException.class)
                .hasMessageStartingWith("an edge's view is valid during vote() only");
    }

    @Test
    void shouldWeighEdges() {
        OrchestratorConfig config = OrchestratorConfig.standard().toBuilder()
                .weight("e0", 3)
                .agreement(Quorum.fraction(0.5))
                .build();

        Decision decision =
                ensemble(config, rising(READY), LONG, Vote.neutral("none")).decide(TestBars.AAPL, PositionView.flat());

        assertThat(decision.tally().orElseThrow().support()).isEqualTo(0.6, within(1e-12));
        assertThat(decision.votes()).extracting(CastVote::weight).containsExactly(3.0, 1.0);
    }

    @Test
    void shouldHoldAnOpenPositionOrCloseIt() {
        Ensemble ensemble = ensemble(rising(READY), AGREED);
        double close =
                ensemble.view(TestBars.AAPL, Direction.LONG, TradeType.MOMENTUM).close();
        OpenPosition open = new OpenPosition(Direction.LONG, close, 10, close - 25, close + 40, close, false, false);
        OpenPosition tight = new OpenPosition(Direction.LONG, close, 10, close - 0.01, close + 40, close, false, false);

        Decision held = ensemble.decide(TestBars.AAPL, open);
        Decision closed = ensemble.decide(TestBars.AAPL, tight);

        assertRule(held, DecisionRule.POSITION_OPEN, close - 25);
        assertThat(held.position()).contains(open);
        assertThat(held.votes()).isEmpty();
        assertThat(closed.action()).isEqualTo(Action.SELL);
        assertRule(closed, DecisionRule.STOP, close - 0.01);
    }

    @Test
    void shouldDecideNoEntryOnceTheSessionEnds() {
        List<Bar> bars = rising(77);

        Decision standard =
                ensemble(OrchestratorConfig.standard(), bars, AGREED).decide(TestBars.AAPL, PositionView.flat());
        Decision classic = decide(bars, AGREED);

        assertThat(standard.rule()).isEqualTo(DecisionRule.SESSION_ENDING);
        assertThat(classic.rule()).isEqualTo(DecisionRule.ENTRY);
    }

    @Test
    void shouldRefuseBarsThatCannotBe() {
        Ensemble ensemble = ensemble(rising(3), AGREED);
        long next = TestBars.startOf(3);

        assertThatThrownBy(() -> ensemble.onBar(TestBars.bar(TestBars.AAPL, 2, 100, 1, 1)))
                .isInstanceOf(BadInputException.class)
                .hasMessageContaining("AAPL.US")
                .hasMessageContaining("bars must end after their start and rise in time");
        for (double bad : new double[] {Double.NaN, 0, -1, Double.POSITIVE_INFINITY}) {
            assertThatThrownBy(() -> ensemble.onBar(TestBars.bar(TestBars.AAPL, next, 100, 101, 99, bad, 1)))
                    .isInstanceOf(BadInputException.class)
                    .hasMessageContaining("must have finite prices above 0");
        }
        assertThatThrownBy(() -> ensemble.onBar(TestBars.bar(TestBars.AAPL, next, 100, 101, 99, 100, Double.NaN)))
                .isInstanceOf(BadInputException.class);
    }

    @Test
    void shouldNotDecideForASymbolWithoutBars() {
        Ensemble ensemble = ensemble(rising(3), AGREED);

        assertThatThrownBy(() -> ensemble.decide(TestBars.MSFT, PositionView.flat()))
                .isInstanceOf(BadInputException.class)
                .hasMessage("no bar of MSFT.US has been seen; tracked are [SPY.US, AAPL.US]");
    }

    @Test
    void shouldShowAnEdgeOtherSymbolsAndTheirRanks() {
        Ensemble ensemble = Ensemble.of(OrchestratorConfig.classic());
        List<Bar> bars = new ArrayList<>();
        bars.addAll(TestBars.closes(TestBars.AAPL, TestBars.ramp(25, 100, 0.002)));
        bars.addAll(TestBars.closes(TestBars.MSFT, TestBars.ramp(25, 300, 0.001)));
        bars.addAll(TestBars.closes(TestBars.NVDA, TestBars.ramp(25, 50, 0.001)));
        bars.addAll(TestBars.closes(TestBars.QQQ, TestBars.ramp(25, 400, 0.005)));
        bars.forEach(ensemble::onBar);

        EdgeView aapl = ensemble.view(TestBars.AAPL, Direction.LONG, TradeType.MOMENTUM);
        EdgeView msft = ensemble.view(TestBars.MSFT, Direction.LONG, TradeType.MOMENTUM);
        EdgeView nvda = ensemble.view(TestBars.NVDA, Direction.LONG, TradeType.MOMENTUM);

        assertThat(aapl.peerPercentile(20)).isEqualTo(200.0 / 3, within(1e-12));
        assertThat(msft.peerPercentile(20)).isZero();
        assertThat(nvda.peerPercentile(20)).isEqualTo(100.0 / 3, within(1e-12));
        assertThat(aapl.peerPercentile(26)).isEqualTo(50);
        assertThat(aapl.related())
                .extracting(series -> series.instrument().symbol())
                .containsExactly("MSFT", "QQQ");
        assertThat(aapl.sector()).isEmpty();
        assertThat(aapl.market()).isEmpty();
        assertThat(aapl.breadth()).hasSize(1);
        assertThat(aapl.peers()).hasSize(3);
        assertThat(aapl.bars(TestBars.NVDA).orElseThrow().size()).isEqualTo(25);
    }

    @Test
    void shouldAbstainWhereAnEdgeReadsWhatIsNotThere() {
        Vote vote = Vote.forLong(0.6, "x").with("gap", Double.NaN);

        assertThat(decide(rising(READY), LONG, LONG, LONG, LONG, LONG, vote)
                        .votes()
                        .get(5)
                        .vote()
                        .stance())
                .isEqualTo(Stance.ABSTAIN);
    }

    private static DecisionRule ruleFarAfterAnExit(CooldownClock clock, List<Bar> bars) {
        OrchestratorConfig config = OrchestratorConfig.classic().toBuilder()
                .set(Parameter.HISTORY_BARS, 60)
                .cooldownClock(clock)
                .build();
        Ensemble ensemble = ensemble(config, bars.subList(0, 2 * 65), AGREED);
        ExitMark exit = ensemble.exitMark(TestBars.AAPL);
        bars.subList(2 * 65, 2 * 77).forEach(ensemble::onBar);
        return ensemble.decide(TestBars.AAPL, PositionView.flatSince(exit)).rule();
    }

    private static void assertRule(Decision decision, DecisionRule rule, double number) {
        assertThat(decision.rule()).as(decision.explain()).isEqualTo(rule);
        assertThat(decision.number()).isEqualTo(number, within(1e-12));
    }

    private static Decision decide(List<Bar> bars, Vote... votes) {
        return ensemble(bars, votes).decide(TestBars.AAPL, PositionView.flat());
    }

    private static Ensemble ensemble(List<Bar> bars, Vote... votes) {
        return ensemble(OrchestratorConfig.classic(), bars, votes);
    }

    private static Ensemble ensemble(OrchestratorConfig config, List<Bar> bars, Vote... votes) {
        Ensemble ensemble = Ensemble.of(config, ScriptedEdge.saying(votes));
        bars.forEach(ensemble::onBar);
        return ensemble;
    }

    private static List<Bar> rising(int count) {
        return trending(count, 0.001);
    }

    private static List<Bar> falling(int count) {
        return trending(count, -0.001);
    }

    private static List<Bar> trending(int count, double step) {
        List<Bar> bars = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            double factor = 1 + i * step;
            bars.add(TestBars.bar(TestBars.SPY, i, 400 * factor, 0.8, 1000));
            bars.add(TestBars.bar(TestBars.AAPL, i, 100 * factor, 0.2, 1000));
        }
        return bars;
    }
}
