package io.fairlead.api.edge;

/** What kind of day the market as a whole is having. */
public enum MarketRegime {
    /** A rise that nearly every bar takes part in. */
    STRONG_TREND_UP,
    /** A rise. */
    TREND_UP,
    /** No direction. */
    RANGE_BOUND,
    /** A fall. */
    TREND_DOWN,
    /** A fall that nearly every bar takes part in. */
    STRONG_TREND_DOWN,
    /** Down on the day and turning up. */
    REVERSAL_UP,
    /** Up on the day and turning down. */
    REVERSAL_DOWN,
    /** Too wild to trade. */
    HIGH_VOLATILITY,
    /** Too little history of the market proxy. */
    UNKNOWN;

    /** Whether it is a rise, strong or plain; reversals do not count. */
    public boolean isUpTrend() {
        return this == STRONG_TREND_UP || this == TREND_UP;
    }

    /** Whether it is a fall, strong or plain; reversals do not count. */
    public boolean isDownTrend() {
        return this == STRONG_TREND_DOWN || this == TREND_DOWN;
    }

    /** +1 where the market is on its way up (trend or reversal), -1 where down, else 0. */
    public int bias() {
        return switch (this) {
            case STRONG_TREND_UP, TREND_UP, REVERSAL_UP -> 1;
            case STRONG_TREND_DOWN, TREND_DOWN, REVERSAL_DOWN -> -1;
            case RANGE_BOUND, HIGH_VOLATILITY, UNKNOWN -> 0;
        };
    }
}
