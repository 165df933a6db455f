package io.fairlead.orchestrator.edge;

import io.fairlead.api.edge.Direction;
import io.fairlead.api.edge.Edge;
import io.fairlead.api.edge.EdgeParameters;
import io.fairlead.api.edge.EdgeView;
import io.fairlead.api.edge.Vote;
import io.fairlead.api.market.BarSeries;
import io.fairlead.orchestrator.Parameter;
import java.util.Optional;

/** Follows leaders and laggards: the symbol's return against its sector's, the market's and its peers'. */
public final class RelativeStrengthEdge implements Edge {
    private final int bars;
    private final double strongPercentile;
    private final double strongLead;
    private final double strongConfidence;
    private final double percentile;
    private final double lead;
    private final double confidence;
    private final double vetoLead;
    private final double vetoLag;
    private final double vetoConfidence;
    private final double neutralConfidence;

    /** With the classic numbers. */
    public RelativeStrengthEdge() {
        this(ClassicNumbers.INSTANCE);
    }

    private RelativeStrengthEdge(EdgeParameters parameters) {
        bars = (int) Parameter.STRENGTH_BARS.in(parameters);
        strongPercentile = Parameter.STRENGTH_STRONG_PERCENTILE.in(parameters);
        strongLead = Parameter.STRENGTH_STRONG_LEAD.in(parameters);
        strongConfidence = Parameter.STRENGTH_STRONG_CONFIDENCE.in(parameters);
        percentile = Parameter.STRENGTH_PERCENTILE.in(parameters);
        lead = Parameter.STRENGTH_LEAD.in(parameters);
        confidence = Parameter.STRENGTH_CONFIDENCE.in(parameters);
        vetoLead = Parameter.STRENGTH_VETO_LEAD.in(parameters);
        vetoLag = Parameter.STRENGTH_VETO_LAG.in(parameters);
        vetoConfidence = Parameter.STRENGTH_VETO_CONFIDENCE.in(parameters);
        neutralConfidence = Parameter.STRENGTH_NEUTRAL_CONFIDENCE.in(parameters);
    }

    @Override
    public String name() {
        return "relative-strength";
    }

    @Override
    public Edge configuredBy(EdgeParameters parameters) {
        return new RelativeStrengthEdge(parameters);
    }

    @Override
    public Vote vote(EdgeView view) {
        if (view.bars().size() < bars) {
            return Vote.neutral(neutralConfidence, "too few bars for a return");
        }
        double own = Returns.over(view.bars(), bars);
        double overSector = own - returnOf(view.sector());
        double overMarket = own - returnOf(view.market());
        double rank = view.peerPercentile(bars);
        return judge(rank, overSector, overMarket)
                .with("percentile", rank)
                .with("rs-sector", overSector)
                .with("rs-market", overMarket);
    }

    private Vote judge(double rank, double overSector, double overMarket) {
        if (rank > strongPercentile && overSector > strongLead) {
            return Vote.forStrongLong(strongConfidence, "far ahead of peers and sector");
        }
        if (rank < 100 - strongPercentile && overSector < -strongLead) {
            return Vote.forStrongShort(strongConfidence, "far behind peers and sector");
        }
        if (rank > percentile && overSector > lead) {
            return Vote.forLong(confidence, "ahead of peers and sector");
        }
        if (rank < 100 - percentile && overSector < -lead) {
            return Vote.forShort(confidence, "behind peers and sector");
        }
        if (overSector > vetoLead && overMarket < -vetoLag) {
            return Vote.veto(Direction.LONG, vetoConfidence, "leads its sector but lags the market");
        }
        return Vote.neutral(neutralConfidence, "moves with the others");
    }

    /** 0 where it is unknown. */
    private double returnOf(Optional<BarSeries> series) {
        return series.isPresent() && series.get().size() >= bars ? Returns.over(series.get(), bars) : 0;
    }
}
