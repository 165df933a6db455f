package io.fairlead.orchestrator;

import io.fairlead.api.edge.EdgeParameters;

/**
 * Every number of the ensemble's rules, with its value in {@link OrchestratorConfig#classic()} and the range it may take. Fractions
 * are fractions (0.01 is one percent), distances in ATR are multiples of the average true range, times of day are minutes after
 * midnight on the exchange's clock, a span of N closes reaches from {@code close(0)} to {@code close(N - 1)}.
 */
public enum Parameter {
    /** Bars kept per symbol. */
    HISTORY_BARS("history.bars", 500, 60, 1_000_000, true),
    /** Own bars below which a symbol is warming up. */
    WARM_UP_BARS("history.warm-up-bars", 30, 2, 1_000_000, true),
    /** Smoothing of the average true range, in bars. */
    ATR_BARS("history.atr-bars", 14, 1, 10_000, true),
    /** Smoothing of the relative strength index, in bars. */
    RSI_BARS("history.rsi-bars", 14, 1, 10_000, true),
    /** With {@link SessionRule#CUTOFF_TIME}: every bar that starts at or before this minute restarts the session (09:35). */
    SESSION_CUTOFF_MINUTE("history.session-cutoff-minute", 575, 0, 1440, true),
    /** Values that a z-score spans, the latest included. */
    Z_WINDOW("z.window", 50, 3, 1_000_000, true),
    /** Own bars below which every z-score is 0. */
    Z_MIN_BARS("z.min-bars", 20, 2, 1_000_000, true),
    /** Values below which a z-score is 0. */
    Z_MIN_VALUES("z.min-values", 10, 3, 1_000_000, true),
    /** Standard deviation below which a z-score is 0. */
    Z_MIN_DEVIATION("z.min-deviation", 0.0001, 0, 1e9, false),

    /** Bars of the market proxy below which the regime is unknown. */
    REGIME_MIN_BARS("market.min-bars", 21, 2, 1_000_000, true),
    /** Closes that the long return spans, and bars counted for consistency. */
    REGIME_LONG_BARS("market.long-bars", 20, 2, 1_000_000, true),
    /** Closes that the short return spans. */
    REGIME_SHORT_BARS("market.short-bars", 5, 2, 1_000_000, true),
    /** A move on the day smaller than this gives way to the long return. */
    REGIME_FLAT_DAY("market.flat-day", 0.001, 0, 1, false),
    /** What an ATR% of 0 counts as. */
    REGIME_DEFAULT_ATR_PERCENT("market.default-atr-percent", 0.01, 0, 1, false),
    /** ATR% above which the market is too volatile. */
    REGIME_HIGH_VOLATILITY("market.high-volatility", 0.02, 0, 1, false),
    /** Confidence of high volatility. */
    REGIME_HIGH_VOLATILITY_CONFIDENCE("market.high-volatility-confidence", 0.8, 0, 1, false),
    /** Move beyond which a trend may be strong. */
    REGIME_STRONG_MOVE("market.strong-move", 0.005, 0, 1, false),
    /** Consistency above which a trend may be strong. */
    REGIME_STRONG_CONSISTENCY("market.strong-consistency", 0.6, 0, 1, false),
    /** Confidence of a strong trend without any consistency. */
    REGIME_STRONG_CONFIDENCE("market.strong-confidence", 0.5, 0, 1, false),
    /** What full consistency adds to the confidence of a strong trend. */
    REGIME_STRONG_CONFIDENCE_GAIN("market.strong-confidence-gain", 0.4, 0, 1, false),
    /** The most confidence of a strong trend. */
    REGIME_STRONG_CONFIDENCE_MAX("market.strong-confidence-max", 0.9, 0, 1, false),
    /** Move beyond which there is a trend. */
    REGIME_TREND_MOVE("market.trend-move", 0.002, 0, 1, false),
    /** Confidence of a trend. */
    REGIME_TREND_CONFIDENCE("market.trend-confidence", 0.6, 0, 1, false),
    /** Move beyond which there may be a reversal. */
    REGIME_REVERSAL_MOVE("market.reversal-move", 0.003, 0, 1, false),
    /** Short return against the move beyond which there is a reversal. */
    REGIME_REVERSAL_TURN("market.reversal-turn", 0.001, 0, 1, false),
    /** Confidence of a reversal. */
    REGIME_REVERSAL_CONFIDENCE("market.reversal-confidence", 0.5, 0, 1, false),
    /** Confidence of a range. */
    REGIME_RANGE_CONFIDENCE("market.range-confidence", 0.7, 0, 1, false),

    /** Bars since the last exit below which a symbol rests. */
    COOLDOWN_BARS("entry.cooldown-bars", 12, 0, 1_000_000, true),
    /** ATR% below which a symbol is too quiet. */
    ATR_PERCENT_MIN("entry.atr-percent-min", 0.0015, 0, 1, false),
    /** ATR% above which a symbol is too wild. */
    ATR_PERCENT_MAX("entry.atr-percent-max", 0.03, 0, 1, false),
    /** Least confidence in the regime. */
    REGIME_CONFIDENCE_MIN("entry.regime-confidence-min", 0.5, 0, 1, false),
    /** Price z beyond which a range is faded. */
    REVERSION_Z("entry.reversion-z", 1.5, 0, 100, false),
    /** Least support. */
    SUPPORT_MIN("entry.support-min", 0.5, 0, 2, false),
    /** Most opposition. */
    OPPOSITION_MAX("entry.opposition-max", 0.35, 0, 2, false),
    /** Least share of support in support and opposition. */
    QUALITY_MIN("entry.quality-min", 0.6, 0, 1, false),

    /** Fraction of equity before scaling. */
    SIZE_BASE("size.base", 0.008, 0, 10, false),
    /** Largest fraction of equity, before leverage. */
    SIZE_CAP("size.cap", 0.03, 0, 10, false),
    /** How much support adds to the size. */
    SIZE_SUPPORT_WEIGHT("size.support-weight", 1.25, 0, 100, false),
    /** How much the share of agreeing edges adds to the size. */
    SIZE_AGREEMENT_WEIGHT("size.agreement-weight", 0.5, 0, 100, false),
    /** How much the regime's confidence above one half adds to the size. */
    SIZE_REGIME_WEIGHT("size.regime-weight", 0.75, 0, 100, false),
    /** ATR% at which volatility leaves the size as it is. */
    SIZE_VOLATILITY_TARGET("size.volatility-target", 0.01, 0, 1, false),
    /** ATR% below which volatility counts as this. */
    SIZE_VOLATILITY_FLOOR("size.volatility-floor", 0.0005, 1e-9, 1, false),
    /** Least factor of volatility. */
    SIZE_VOLATILITY_SCALE_MIN("size.volatility-scale-min", 0.35, 0, 100, false),
    /** Largest factor of volatility. */
    SIZE_VOLATILITY_SCALE_MAX("size.volatility-scale-max", 1.35, 0, 100, false),
    /** Factor on the capped size where the regime is sure enough. */
    LEVERAGE("size.leverage", 1, 1, 10, false),
    /** Regime confidence from which leverage applies. */
    LEVERAGE_CONFIDENCE_MIN("size.leverage-confidence-min", 1, 0, 1, false),
    /** Fraction of the Kelly size that may replace a smaller size; 0 is off. */
    KELLY_FRACTION("size.kelly-fraction", 0, 0, 1, false),
    /** Closed trades below which there is no Kelly size. */
    KELLY_MIN_TRADES("size.kelly-min-trades", 30, 1, 1_000_000, true),

    /** Distance of the stop from the entry, in ATR. */
    STOP_ATR("exit.stop-atr", 2.5, 0, 1000, false),
    /** Distance of the target from the entry, in ATR. */
    TARGET_ATR("exit.target-atr", 4, 0, 1000, false),
    /** Gain of the best close at which trailing starts, in ATR. */
    TRAIL_START_ATR("exit.trail-start-atr", 2, 0, 1000, false),
    /** Gain that the stop locks in when trailing starts, in ATR. */
    TRAIL_LOCK_ATR("exit.trail-lock-atr", 1, -1000, 1000, false),
    /** Distance of the trailing stop from the best close, in ATR. */
    TRAIL_DISTANCE_ATR("exit.trail-distance-atr", 1.5, 0, 1000, false),
    /** From this minute on every position is closed (15:55); where a calendar is known, the session's close says it. */
    FLATTEN_MINUTE("exit.flatten-minute", 955, 0, 1440, true),
    /** How many minutes before the session's close every position is closed, where a calendar is known. */
    FLATTEN_BEFORE_CLOSE_MINUTES("exit.flatten-before-close-minutes", 5, 0, 1440, true),

    /** Own bars, in the profile's anchor, below which there is no volume profile. */
    PROFILE_MIN_BARS("volume-profile.min-bars", 20, 1, 1_000_000, true),
    /** Share of the volume in the value area. */
    PROFILE_VALUE_AREA("volume-profile.value-area", 0.7, 0, 1, false),
    /** With {@link LevelRule#FIXED}: height of a price level, in price units. */
    PROFILE_LEVEL("volume-profile.level", 0.1, 1e-12, 1e12, false),
    /** With {@link LevelRule#ADAPTIVE}: height of a price level, in ATR. */
    PROFILE_LEVEL_ATR("volume-profile.level-atr", 0.25, 0, 100, false),
    /** With {@link LevelRule#ADAPTIVE}: least height of a price level, in ticks of the instrument. */
    PROFILE_LEVEL_TICKS("volume-profile.level-ticks", 1, 1, 1_000_000, true),
    /** Structure below which a close inside the area says nothing. */
    PROFILE_STRUCTURE_MIN("volume-profile.structure-min", 0.3, 0, 1, false),
    /** Distance from the point of control beyond which a return to it is expected, in ATR. */
    PROFILE_DISTANCE("volume-profile.distance", 1, 0, 1000, false),
    /** Confidence of a break out of the area with the trend. */
    PROFILE_BREAK_CONFIDENCE("volume-profile.break-confidence", 0.6, 0, 1, false),
    /** Confidence outside the area without a trend. */
    PROFILE_OUTSIDE_CONFIDENCE("volume-profile.outside-confidence", 0.4, 0, 1, false),
    /** Confidence of a return to the point of control. */
    PROFILE_RETURN_CONFIDENCE("volume-profile.return-confidence", 0.5, 0, 1, false),
    /** Confidence of a neutral vote inside the area. */
    PROFILE_INSIDE_CONFIDENCE("volume-profile.inside-confidence", 0.3, 0, 1, false),

    /** Closes that a return spans. */
    STRENGTH_BARS("relative-strength.bars", 20, 2, 1_000_000, true),
    /** Percentile above which a symbol leads; below its mirror it lags. */
    STRENGTH_STRONG_PERCENTILE("relative-strength.strong-percentile", 90, 50, 100, false),
    /** Lead over the sector beyond which leading is strong. */
    STRENGTH_STRONG_LEAD("relative-strength.strong-lead", 0.01, 0, 1, false),
    /** Confidence of a strong leader or laggard. */
    STRENGTH_STRONG_CONFIDENCE("relative-strength.strong-confidence", 0.9, 0, 1, false),
    /** Percentile above which a symbol is ahead; below its mirror it is behind. */
    STRENGTH_PERCENTILE("relative-strength.percentile", 70, 50, 100, false),
    /** Lead over the sector beyond which being ahead counts. */
    STRENGTH_LEAD("relative-strength.lead", 0.005, 0, 1, false),
    /** Confidence of being ahead or behind. */
    STRENGTH_CONFIDENCE("relative-strength.confidence", 0.6, 0, 1, false),
    /** Lead over the sector beyond which lagging the market blocks longs. */
    STRENGTH_VETO_LEAD("relative-strength.veto-lead", 0.02, 0, 1, false),
    /** Lag behind the market beyond which leading the sector blocks longs. */
    STRENGTH_VETO_LAG("relative-strength.veto-lag", 0.01, 0, 1, false),
    /** Confidence of that veto. */
    STRENGTH_VETO_CONFIDENCE("relative-strength.veto-confidence", 0.7, 0, 1, false),
    /** Confidence of a neutral vote. */
    STRENGTH_NEUTRAL_CONFIDENCE("relative-strength.neutral-confidence", 0.5, 0, 1, false),

    /** Price z beyond which a range is stretched. */
    EXTREME_PRICE_Z("statistics.range-price-z", 2, 0, 100, false),
    /** Momentum z beyond which a stretched range is faded. */
    EXTREME_MOMENTUM_Z("statistics.range-momentum-z", 1.5, 0, 100, false),
    /** Confidence of fading a range. */
    EXTREME_CONFIDENCE("statistics.range-confidence", 0.7, 0, 1, false),
    /** Momentum z beyond which a trend is joined. */
    TREND_MOMENTUM_Z("statistics.trend-momentum-z", 1.5, 0, 100, false),
    /** Price z up to which a trend is joined. */
    TREND_PRICE_Z("statistics.trend-price-z", 2, 0, 100, false),
    /** Confidence of joining a trend. */
    TREND_CONFIDENCE("statistics.trend-confidence", 0.6, 0, 1, false),
    /** Price z beyond which a trend is too far gone to enter. */
    TREND_VETO_Z("statistics.trend-veto-z", 2.5, 0, 100, false),
    /** Confidence of that veto. */
    TREND_VETO_CONFIDENCE("statistics.trend-veto-confidence", 0.6, 0, 1, false),
    /** Volume z above which a move counts. */
    SURGE_VOLUME_Z("statistics.surge-volume-z", 2, 0, 100, false),
    /** Momentum z beyond which a move on volume is followed. */
    SURGE_MOMENTUM_Z("statistics.surge-momentum-z", 1, 0, 100, false),
    /** Confidence of following a move on volume. */
    SURGE_CONFIDENCE("statistics.surge-confidence", 0.5, 0, 1, false),
    /** Confidence of a neutral vote. */
    STATISTICS_NEUTRAL_CONFIDENCE("statistics.neutral-confidence", 0.4, 0, 1, false),

    /** Closes that a related symbol's return spans. */
    CROSS_BARS("cross-asset.bars", 10, 2, 1_000_000, true),
    /** Return beyond which a related symbol confirms or contradicts. */
    CROSS_MOVE("cross-asset.move", 0.001, 0, 1, false),
    /** Score above which the direction is strongly confirmed. */
    CROSS_STRONG("cross-asset.strong", 0.6, -1, 1, false),
    /** Confidence of that. */
    CROSS_STRONG_CONFIDENCE("cross-asset.strong-confidence", 0.8, 0, 1, false),
    /** Score above which the direction is confirmed. */
    CROSS_PLAIN("cross-asset.plain", 0.2, -1, 1, false),
    /** Confidence of that. */
    CROSS_PLAIN_CONFIDENCE("cross-asset.plain-confidence", 0.6, 0, 1, false),
    /** Score below which the direction is vetoed. */
    CROSS_VETO("cross-asset.veto", -0.4, -1, 1, false),
    /** Confidence of that. */
    CROSS_VETO_CONFIDENCE("cross-asset.veto-confidence", 0.7, 0, 1, false),
    /** Score below which a neutral vote is the surer one. */
    CROSS_DOUBT("cross-asset.doubt", -0.1, -1, 1, false),
    /** Confidence of that. */
    CROSS_DOUBT_CONFIDENCE("cross-asset.doubt-confidence", 0.5, 0, 1, false),
    /** Confidence of a neutral vote. */
    CROSS_NEUTRAL_CONFIDENCE("cross-asset.neutral-confidence", 0.4, 0, 1, false),

    /** Regime confidence above which its vote is strong. */
    REGIME_VOTE_STRONG("regime.strong", 0.7, 0, 1, false),
    /** Regime confidence above which its vote is plain. */
    REGIME_VOTE_PLAIN("regime.plain", 0.5, 0, 1, false),
    /** With {@link RegimeVoteRule#TAPE}: closes that a market index's return spans. */
    REGIME_TAPE_BARS("regime.tape-bars", 20, 2, 1_000_000, true),
    /** With {@link RegimeVoteRule#TAPE}: return beyond which a market index runs with or against the trade. */
    REGIME_TAPE_MOVE("regime.tape-move", 0.001, 0, 1, false);

    private final String key;
    private final double classicValue;
    private final double min;
    private final double max;
    private final boolean whole;

    Parameter(String key, double classicValue, double min, double max, boolean whole) {
        this.key = key;
        this.classicValue = classicValue;
        this.min = min;
        this.max = max;
        this.whole = whole;
    }

    /** Its name in files, reports and {@link EdgeParameters}: {@code entry.support-min}. */
    public String key() {
        return key;
    }

    /** Its value in the classic profile. */
    public double classicValue() {
        return classicValue;
    }

    /** The least value it may take. */
    public double min() {
        return min;
    }

    /** The largest value it may take. */
    public double max() {
        return max;
    }

    /** Whether it must be a whole number. */
    public boolean isWhole() {
        return whole;
    }

    /** What a configuration says; the classic value where it says nothing. */
    public double in(EdgeParameters parameters) {
        return parameters.number(key, classicValue);
    }

    boolean allows(double value) {
        return value >= min && value <= max && (!whole || value == Math.rint(value));
    }
}
