package io.fairlead.orchestrator.edge;

import io.fairlead.api.edge.Direction;
import io.fairlead.api.edge.Edge;
import io.fairlead.api.edge.EdgeParameters;
import io.fairlead.api.edge.EdgeView;
import io.fairlead.api.edge.Vote;
import io.fairlead.api.market.BarSeries;
import io.fairlead.orchestrator.Parameter;
import java.util.List;

/** Asks the symbols that usually move with this one whether they confirm the intended direction. */
public final class CrossAssetEdge implements Edge {
    private final int bars;
    private final double move;
    private final double strong;
    private final double strongConfidence;
    private final double plain;
    private final double plainConfidence;
    private final double veto;
    private final double vetoConfidence;
    private final double doubt;
    private final double doubtConfidence;
    private final double neutralConfidence;

    /** With the classic numbers. */
    public CrossAssetEdge() {
        this(ClassicNumbers.INSTANCE);
    }

    private CrossAssetEdge(EdgeParameters parameters) {
        bars = (int) Parameter.CROSS_BARS.in(parameters);
        move = Parameter.CROSS_MOVE.in(parameters);
        strong = Parameter.CROSS_STRONG.in(parameters);
        strongConfidence = Parameter.CROSS_STRONG_CONFIDENCE.in(parameters);
        plain = Parameter.CROSS_PLAIN.in(parameters);
        plainConfidence = Parameter.CROSS_PLAIN_CONFIDENCE.in(parameters);
        veto = Parameter.CROSS_VETO.in(parameters);
        vetoConfidence = Parameter.CROSS_VETO_CONFIDENCE.in(parameters);
        doubt = Parameter.CROSS_DOUBT.in(parameters);
        doubtConfidence = Parameter.CROSS_DOUBT_CONFIDENCE.in(parameters);
        neutralConfidence = Parameter.CROSS_NEUTRAL_CONFIDENCE.in(parameters);
    }

    @Override
    public String name() {
        return "cross-asset";
    }

    @Override
    public Edge configuredBy(EdgeParameters parameters) {
        return new CrossAssetEdge(parameters);
    }

    @Override
    public Vote vote(EdgeView view) {
        Direction direction = view.direction();
        int confirming = 0;
        int contradicting = 0;
        if (view.bars().size() >= bars) {
            List<BarSeries> related = view.related();
            for (int i = 0; i < related.size(); i++) {
                double favour = returnOf(related.get(i)) * direction.sign();
                confirming += favour > move ? 1 : 0;
                contradicting += favour < -move ? 1 : 0;
            }
        }
        int counted = confirming + contradicting;
        double score = counted == 0 ? 0 : (double) (confirming - contradicting) / counted;
        return judge(direction, score)
                .with("score", score)
                .with("confirming", confirming)
                .with("contradicting", contradicting);
    }

    private Vote judge(Direction direction, double score) {
        if (score > strong) {
            return Vote.stronglyInFavour(direction, strongConfidence, "companions confirm");
        }
        if (score > plain) {
            return Vote.inFavour(direction, plainConfidence, "most companions confirm");
        }
        if (score < veto) {
            return Vote.veto(direction, vetoConfidence, "companions contradict");
        }
        if (score < doubt) {
            return Vote.neutral(doubtConfidence, "companions doubt");
        }
        return Vote.neutral(neutralConfidence, "companions say nothing");
    }

    private double returnOf(BarSeries series) {
        return series.size() >= bars ? Returns.over(series, bars) : 0;
    }
}
