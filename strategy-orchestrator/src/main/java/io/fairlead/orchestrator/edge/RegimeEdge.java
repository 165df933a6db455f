package io.fairlead.orchestrator.edge;

import io.fairlead.api.edge.Direction;
import io.fairlead.api.edge.Edge;
import io.fairlead.api.edge.EdgeParameters;
import io.fairlead.api.edge.EdgeView;
import io.fairlead.api.edge.Vote;
import io.fairlead.api.market.BarSeries;
import io.fairlead.orchestrator.Parameter;
import io.fairlead.orchestrator.RegimeVoteRule;
import java.util.List;
import java.util.Optional;

/** The market's regime as a vote: for the intended direction as the profile's {@link RegimeVoteRule} says. */
public final class RegimeEdge implements Edge {
    private final RegimeVoteRule rule;
    private final double strong;
    private final double plain;
    private final int tapeBars;
    private final double tapeMove;

    /** With the classic numbers. */
    public RegimeEdge() {
        this(ClassicNumbers.INSTANCE);
    }

    private RegimeEdge(EdgeParameters parameters) {
        rule = parameters.setting(RegimeVoteRule.class).orElse(RegimeVoteRule.INTENDED);
        strong = Parameter.REGIME_VOTE_STRONG.in(parameters);
        plain = Parameter.REGIME_VOTE_PLAIN.in(parameters);
        tapeBars = (int) Parameter.REGIME_TAPE_BARS.in(parameters);
        tapeMove = Parameter.REGIME_TAPE_MOVE.in(parameters);
    }

    @Override
    public String name() {
        return "regime";
    }

    @Override
    public Edge configuredBy(EdgeParameters parameters) {
        return new RegimeEdge(parameters);
    }

    @Override
    public Vote vote(EdgeView view) {
        double confidence = view.regimeConfidence();
        if (rule == RegimeVoteRule.INTENDED) {
            return intended(view.direction(), confidence).with("regime-confidence", confidence);
        }
        double tape = tape(view);
        Vote vote = tape < 0
                ? Vote.inFavour(view.direction().opposite(), confidence * -tape, "the tape runs against it")
                : intended(view.direction(), confidence);
        return vote.with("regime-confidence", confidence).with("tape", tape);
    }

    private Vote intended(Direction direction, double confidence) {
        if (confidence > strong) {
            return Vote.stronglyInFavour(direction, confidence, "clear regime");
        }
        return confidence > plain
                ? Vote.inFavour(direction, confidence, "fair regime")
                : Vote.neutral(confidence, "weak regime");
    }

    /** How far market and breadth run with the trade: +1 all of those that move, -1 all against it, 0 none or balanced. */
    private double tape(EdgeView view) {
        int with = 0;
        int against = 0;
        Optional<BarSeries> market = view.market();
        List<BarSeries> breadth = view.breadth();
        for (int i = market.isPresent() ? -1 : 0; i < breadth.size(); i++) {
            BarSeries index = i < 0 ? market.orElseThrow() : breadth.get(i);
            double favour = index.size() < tapeBars
                    ? 0
                    : Returns.over(index, tapeBars) * view.direction().sign();
            with += favour > tapeMove ? 1 : 0;
            against += favour < -tapeMove ? 1 : 0;
        }
        int counted = with + against;
        return counted == 0 ? 0 : (double) (with - against) / counted;
    }
}
