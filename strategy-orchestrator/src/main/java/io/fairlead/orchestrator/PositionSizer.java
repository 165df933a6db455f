package io.fairlead.orchestrator;

/** How much of the equity an entry gets. Immutable; any thread. */
final class PositionSizer {
    private final double base;
    private final double cap;
    private final double supportWeight;
    private final double agreementWeight;
    private final double regimeWeight;
    private final double volatilityTarget;
    private final double volatilityFloor;
    private final double scaleMin;
    private final double scaleMax;
    private final double leverage;
    private final double leverageConfidence;
    private final double kellyFraction;
    private final int kellyMinTrades;

    PositionSizer(OrchestratorConfig config) {
        base = config.get(Parameter.SIZE_BASE);
        cap = config.get(Parameter.SIZE_CAP);
        supportWeight = config.get(Parameter.SIZE_SUPPORT_WEIGHT);
        agreementWeight = config.get(Parameter.SIZE_AGREEMENT_WEIGHT);
        regimeWeight = config.get(Parameter.SIZE_REGIME_WEIGHT);
        volatilityTarget = config.get(Parameter.SIZE_VOLATILITY_TARGET);
        volatilityFloor = config.get(Parameter.SIZE_VOLATILITY_FLOOR);
        scaleMin = config.get(Parameter.SIZE_VOLATILITY_SCALE_MIN);
        scaleMax = config.get(Parameter.SIZE_VOLATILITY_SCALE_MAX);
        leverage = config.get(Parameter.LEVERAGE);
        leverageConfidence = config.get(Parameter.LEVERAGE_CONFIDENCE_MIN);
        kellyFraction = config.get(Parameter.KELLY_FRACTION);
        kellyMinTrades = config.count(Parameter.KELLY_MIN_TRADES);
    }

    /** Fraction of equity: the larger of rules' and Kelly's size, capped, then levered where the regime is sure enough. */
    double size(Tally tally, double regimeConfidence, double atrPercent, double kellySize) {
        double conviction = 1
                + supportWeight * tally.support()
                + agreementWeight * tally.agreement()
                + regimeWeight * Math.max(0, regimeConfidence - 0.5);
        double scale = Math.max(scaleMin, Math.min(scaleMax, volatilityTarget / Math.max(atrPercent, volatilityFloor)));
        double size = Math.min(cap, Math.max(base * conviction * scale, kellySize));
        return regimeConfidence >= leverageConfidence ? size * leverage : size;
    }

    /** The profile's part of the Kelly fraction, capped; 0 where it is off or trades are too few. */
    double kellySize(KellyStatistics trades) {
        boolean counts = kellyFraction > 0 && trades.trades() >= kellyMinTrades;
        return counts ? Math.min(cap, kellyFraction * trades.fraction()) : 0;
    }
}
