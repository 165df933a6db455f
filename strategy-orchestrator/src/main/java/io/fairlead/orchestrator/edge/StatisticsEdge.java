package io.fairlead.orchestrator.edge;

import io.fairlead.api.edge.Direction;
import io.fairlead.api.edge.Edge;
import io.fairlead.api.edge.EdgeParameters;
import io.fairlead.api.edge.EdgeView;
import io.fairlead.api.edge.MarketRegime;
import io.fairlead.api.edge.Vote;
import io.fairlead.orchestrator.Parameter;

/** Fades what is stretched in a range, joins what moves with a trend, follows moves on heavy volume: all by z-scores. */
public final class StatisticsEdge implements Edge {
    private final double rangePriceZ;
    private final double rangeMomentumZ;
    private final double rangeConfidence;
    private final double trendMomentumZ;
    private final double trendPriceZ;
    private final double trendConfidence;
    private final double vetoZ;
    private final double vetoConfidence;
    private final double surgeVolumeZ;
    private final double surgeMomentumZ;
    private final double surgeConfidence;
    private final double neutralConfidence;

    /** With the classic numbers. */
    public StatisticsEdge() {
        this(ClassicNumbers.INSTANCE);
    }

    private StatisticsEdge(EdgeParameters parameters) {
        rangePriceZ = Parameter.EXTREME_PRICE_Z.in(parameters);
        rangeMomentumZ = Parameter.EXTREME_MOMENTUM_Z.in(parameters);
        rangeConfidence = Parameter.EXTREME_CONFIDENCE.in(parameters);
        trendMomentumZ = Parameter.TREND_MOMENTUM_Z.in(parameters);
        trendPriceZ = Parameter.TREND_PRICE_Z.in(parameters);
        trendConfidence = Parameter.TREND_CONFIDENCE.in(parameters);
        vetoZ = Parameter.TREND_VETO_Z.in(parameters);
        vetoConfidence = Parameter.TREND_VETO_CONFIDENCE.in(parameters);
        surgeVolumeZ = Parameter.SURGE_VOLUME_Z.in(parameters);
        surgeMomentumZ = Parameter.SURGE_MOMENTUM_Z.in(parameters);
        surgeConfidence = Parameter.SURGE_CONFIDENCE.in(parameters);
        neutralConfidence = Parameter.STATISTICS_NEUTRAL_CONFIDENCE.in(parameters);
    }

    @Override
    public String name() {
        return "statistics";
    }

    @Override
    public Edge configuredBy(EdgeParameters parameters) {
        return new StatisticsEdge(parameters);
    }

    @Override
    public Vote vote(EdgeView view) {
        double price = view.priceZ();
        double volume = view.volumeZ();
        double momentum = view.momentumZ();
        return judge(view.regime(), price, volume, momentum)
                .with("price-z", price)
                .with("volume-z", volume)
                .with("momentum-z", momentum);
    }

    private Vote judge(MarketRegime regime, double price, double volume, double momentum) {
        if (regime == MarketRegime.RANGE_BOUND) {
            if (price > rangePriceZ && momentum > rangeMomentumZ) {
                return Vote.forShort(rangeConfidence, "stretched up in a range");
            }
            if (price < -rangePriceZ && momentum < -rangeMomentumZ) {
                return Vote.forLong(rangeConfidence, "stretched down in a range");
            }
        }
        if (regime.isUpTrend()) {
            if (momentum > trendMomentumZ && price < trendPriceZ) {
                return Vote.forLong(trendConfidence, "momentum with the rise");
            }
            if (price > vetoZ) {
                return Vote.veto(Direction.LONG, vetoConfidence, "too far up already");
            }
        }
        if (regime.isDownTrend()) {
            if (momentum < -trendMomentumZ && price > -trendPriceZ) {
                return Vote.forShort(trendConfidence, "momentum with the fall");
            }
            if (price < -vetoZ) {
                return Vote.veto(Direction.SHORT, vetoConfidence, "too far down already");
            }
        }
        return judgeSurge(volume, momentum);
    }

    private Vote judgeSurge(double volume, double momentum) {
        if (volume > surgeVolumeZ && Math.abs(momentum) > surgeMomentumZ) {
            return momentum > surgeMomentumZ
                    ? Vote.forLong(surgeConfidence, "rises on heavy volume")
                    : Vote.forShort(surgeConfidence, "falls on heavy volume");
        }
        return Vote.neutral(neutralConfidence, "nothing extreme");
    }
}
