package io.fairlead.orchestrator;

import io.fairlead.api.edge.MarketRegime;
import org.jspecify.annotations.Nullable;

/** Reads the market's regime from its proxy, once per bar of the proxy. One thread. */
final class RegimeReader {
    private final int minBars;
    private final int longBars;
    private final int shortBars;
    private final double flatDay;
    private final double defaultAtrPercent;
    private final double highVolatility;
    private final double highVolatilityConfidence;
    private final double strongMove;
    private final double strongConsistency;
    private final double strongConfidence;
    private final double strongConfidenceGain;
    private final double strongConfidenceMax;
    private final double trendMove;
    private final double trendConfidence;
    private final double reversalMove;
    private final double reversalTurn;
    private final double reversalConfidence;
    private final double rangeConfidence;

    private long readAt = -1;
    private MarketRegime regime = MarketRegime.UNKNOWN;
    private double confidence;

    RegimeReader(OrchestratorConfig config) {
        longBars = config.count(Parameter.REGIME_LONG_BARS);
        shortBars = config.count(Parameter.REGIME_SHORT_BARS);
        minBars = Math.max(config.count(Parameter.REGIME_MIN_BARS), Math.max(longBars + 1, shortBars));
        flatDay = config.get(Parameter.REGIME_FLAT_DAY);
        defaultAtrPercent = config.get(Parameter.REGIME_DEFAULT_ATR_PERCENT);
        highVolatility = config.get(Parameter.REGIME_HIGH_VOLATILITY);
        highVolatilityConfidence = config.get(Parameter.REGIME_HIGH_VOLATILITY_CONFIDENCE);
        strongMove = config.get(Parameter.REGIME_STRONG_MOVE);
        strongConsistency = config.get(Parameter.REGIME_STRONG_CONSISTENCY);
        strongConfidence = config.get(Parameter.REGIME_STRONG_CONFIDENCE);
        strongConfidenceGain = config.get(Parameter.REGIME_STRONG_CONFIDENCE_GAIN);
        strongConfidenceMax = config.get(Parameter.REGIME_STRONG_CONFIDENCE_MAX);
        trendMove = config.get(Parameter.REGIME_TREND_MOVE);
        trendConfidence = config.get(Parameter.REGIME_TREND_CONFIDENCE);
        reversalMove = config.get(Parameter.REGIME_REVERSAL_MOVE);
        reversalTurn = config.get(Parameter.REGIME_REVERSAL_TURN);
        reversalConfidence = config.get(Parameter.REGIME_REVERSAL_CONFIDENCE);
        rangeConfidence = config.get(Parameter.REGIME_RANGE_CONFIDENCE);
    }

    void read(@Nullable SymbolState market) {
        if (market != null && readAt != market.bars().count()) {
            readAt = market.bars().count();
            decide(market);
        }
    }

    MarketRegime regime() {
        return regime;
    }

    double confidence() {
        return confidence;
    }

    private void decide(SymbolState market) {
        BarRing bars = market.bars();
        if (bars.size() < minBars) {
            say(MarketRegime.UNKNOWN, 0);
            return;
        }
        double open = market.session().open();
        double onTheDay = open == 0 ? 0 : (bars.close(0) - open) / open;
        double longReturn = bars.returnOver(longBars);
        double shortReturn = bars.returnOver(shortBars);
        boolean dayIsFlat = Math.abs(onTheDay) < flatDay && Math.abs(longReturn) > Math.abs(onTheDay);
        double move = dayIsFlat ? longReturn : onTheDay;

        double atrPercent = market.atrPercent() == 0 ? defaultAtrPercent : market.atrPercent();
        if (atrPercent > highVolatility) {
            say(MarketRegime.HIGH_VOLATILITY, highVolatilityConfidence);
        } else if (!isStrongTrend(bars, move)) {
            decideWithoutStrongTrend(move, longReturn, shortReturn);
        }
    }

    private boolean isStrongTrend(BarRing bars, double move) {
        if (Math.abs(move) <= strongMove) {
            return false;
        }
        int ups = 0;
        for (int ago = 0; ago < longBars; ago++) {
            ups += bars.close(ago) > bars.close(ago + 1) ? 1 : 0;
        }
        double half = longBars / 2.0;
        double consistency = Math.abs(ups - half) / half;
        boolean up = ups > half;
        if (consistency <= strongConsistency || up != move > 0) {
            return false;
        }
        say(
                up ? MarketRegime.STRONG_TREND_UP : MarketRegime.STRONG_TREND_DOWN,
                Math.min(strongConfidenceMax, strongConfidence + strongConfidenceGain * consistency));
        return true;
    }

    private void decideWithoutStrongTrend(double move, double longReturn, double shortReturn) {
        if (move > trendMove && longReturn > 0) {
            say(MarketRegime.TREND_UP, trendConfidence);
        } else if (move < -trendMove && longReturn < 0) {
            say(MarketRegime.TREND_DOWN, trendConfidence);
        } else if (move < -reversalMove && shortReturn > reversalTurn) {
            say(MarketRegime.REVERSAL_UP, reversalConfidence);
        } else if (move > reversalMove && shortReturn < -reversalTurn) {
            say(MarketRegime.REVERSAL_DOWN, reversalConfidence);
        } else {
            say(MarketRegime.RANGE_BOUND, rangeConfidence);
        }
    }

    private void say(MarketRegime what, double howSure) {
        regime = what;
        confidence = howSure;
    }
}
