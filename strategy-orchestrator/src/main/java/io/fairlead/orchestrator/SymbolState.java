package io.fairlead.orchestrator;

import io.fairlead.api.BadInputException;
import io.fairlead.api.Price;
import io.fairlead.api.edge.VolumeProfile;
import io.fairlead.api.instrument.Instrument;
import io.fairlead.api.instrument.InstrumentId;
import io.fairlead.api.instrument.TradingCalendar;
import io.fairlead.api.market.BarInterval;
import io.fairlead.api.market.BarSeries;
import io.fairlead.api.market.EpochNanos;
import java.math.BigDecimal;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What the ensemble knows of one symbol: its bars and what follows from them, backwards only. Costly statistics are made at the
 * first question after a bar. One thread.
 */
final class SymbolState {
    private final InstrumentId id;
    private final Anchor anchor;
    private final LevelRule levelRule;
    private final int profileMinBars;
    private final double fixedLevel;
    private final double levelAtr;
    private final double levelTicks;
    private final @Nullable Instrument instrument;

    private final BarRing bars;
    private final Optional<BarSeries> series;
    private final AverageTrueRange atr;
    private final RelativeStrengthIndex rsi;
    private final SessionTracker session;
    private final ZScores zScores;
    private final VolumeLevels volumeLevels;

    private double levelHeight;
    private long zScoresAt = -1;
    private long profileAt = -1;
    private VolumeProfile profile = VolumeProfile.NONE;

    SymbolState(InstrumentId id, BarInterval interval, @Nullable Instrument instrument, OrchestratorConfig config) {
        this.id = id;
        anchor = config.anchor();
        levelRule = config.levelRule();
        profileMinBars = config.count(Parameter.PROFILE_MIN_BARS);
        fixedLevel = config.get(Parameter.PROFILE_LEVEL);
        levelAtr = config.get(Parameter.PROFILE_LEVEL_ATR);
        levelTicks = config.get(Parameter.PROFILE_LEVEL_TICKS);
        levelHeight = fixedLevel;
        this.instrument = instrument;
        bars = new BarRing(id, interval, config.count(Parameter.HISTORY_BARS));
        series = Optional.of(bars);
        atr = new AverageTrueRange(config.count(Parameter.ATR_BARS));
        rsi = new RelativeStrengthIndex(config.count(Parameter.RSI_BARS));
        session = new SessionTracker(config, calendarOf(instrument, config));
        zScores = new ZScores(config);
        volumeLevels = new VolumeLevels(config.get(Parameter.PROFILE_VALUE_AREA));
    }

    private static @Nullable TradingCalendar calendarOf(@Nullable Instrument instrument, OrchestratorConfig config) {
        if (config.sessionRule() == SessionRule.CUTOFF_TIME) {
            return null;
        }
        return instrument == null ? config.calendar().orElse(null) : instrument.calendar();
    }

    void add(
            BarInterval interval,
            long startNanos,
            long endNanos,
            double open,
            double high,
            double low,
            double close,
            double volume) {
        check(startNanos, endNanos, open, high, low, close, volume);
        session.add(bars.count(), startNanos, open, high, low, close, volume);
        bars.add(interval, startNanos, endNanos, open, high, low, close, volume);
        atr.add(high, low, close);
        rsi.add(close);
        if (levelRule == LevelRule.ADAPTIVE && bars.count() - session.firstBar() == profileMinBars) {
            levelHeight = adaptiveHeight();
        }
    }

    private void check(
            long startNanos, long endNanos, double open, double high, double low, double close, double volume) {
        boolean finite = open > 0
                && high >= low
                && low > 0
                && close > 0
                && volume >= 0
                && high + open + close + volume < Double.POSITIVE_INFINITY;
        if (!finite) {
            throw new BadInputException("bar of " + id + " at " + EpochNanos.toInstant(startNanos)
                    + " must have finite prices above 0, low <= high and a volume of 0 or more, was open " + open
                    + ", high " + high + ", low " + low + ", close " + close + ", volume " + volume
                    + "; mend or leave out that bar");
        }
        if (endNanos <= startNanos || (bars.count() > 0 && startNanos <= bars.startNanos(0))) {
            throw new BadInputException("bar of " + id + " from " + EpochNanos.toInstant(startNanos) + " to "
                    + EpochNanos.toInstant(endNanos)
                    + (bars.count() > 0 ? " follows the one at " + EpochNanos.toInstant(bars.startNanos(0)) : "")
                    + "; bars must end after their start and rise in time");
        }
    }

    InstrumentId id() {
        return id;
    }

    BarRing bars() {
        return bars;
    }

    /** The bars, wrapped once. */
    Optional<BarSeries> series() {
        return series;
    }

    SessionTracker session() {
        return session;
    }

    double close() {
        return bars.close(0);
    }

    double atr() {
        return atr.value();
    }

    double atrPercent() {
        return atr.value() / close();
    }

    double rsi() {
        return rsi.value();
    }

    ZScores zScores() {
        if (zScoresAt != bars.count()) {
            zScores.read(bars);
            zScoresAt = bars.count();
        }
        return zScores;
    }

    /** Volume-weighted average of (high + low + close) / 3 since the anchor; the close where no volume is known. */
    double vwap() {
        int span = (int) (bars.count() - anchorBar());
        double value = 0;
        double volume = 0;
        for (int ago = span - 1; ago >= 0; ago--) {
            value += (bars.high(ago) + bars.low(ago) + bars.close(ago)) / 3 * bars.volume(ago);
            volume += bars.volume(ago);
        }
        return volume > 0 ? value / volume : close();
    }

    VolumeProfile volumeProfile() {
        if (profileAt != bars.count()) {
            long from = anchorBar();
            boolean enough = bars.count() - from >= profileMinBars;
            profile = enough ? volumeLevels.profile(bars, from, levelHeight) : VolumeProfile.NONE;
            profileAt = bars.count();
        }
        return profile;
    }

    private long anchorBar() {
        return anchor == Anchor.HELD_BARS ? bars.firstHeld() : Math.max(session.firstBar(), bars.firstHeld());
    }

    private double adaptiveHeight() {
        double wished = levelAtr * atr.value();
        if (instrument == null) {
            return wished > 0 ? wished : fixedLevel;
        }
        double tick =
                instrument.ticks().tickAt(Price.of(BigDecimal.valueOf(close()))).toDouble();
        return tick * Math.max(levelTicks, Math.rint(wished / tick));
    }

    /** How many held bars started after an exit's bar, counted no further than a limit. */
    int barsSince(ExitMark exit, int limit) {
        int since = 0;
        int most = Math.min(limit, bars.size());
        while (since < most && bars.startNanos(since) > exit.barStartNanos()) {
            since++;
        }
        return since;
    }
}
