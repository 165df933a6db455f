package io.fairlead.orchestrator;

import io.fairlead.core.calendar.Calendars;
import java.util.List;

/** The three profiles, each stated as what differs from the classic numbers and conventions. */
final class Profiles {
    /** The six edges of the reference rules, in the order of their votes. */
    static final List<String> SIX_EDGES =
            List.of("relative-strength", "statistics", "volume-profile", "cross-asset", "time-of-day", "regime");

    /** Parameters that reach back so many bars. */
    static final List<Parameter> SPANS = List.of(
            Parameter.WARM_UP_BARS,
            Parameter.Z_WINDOW,
            Parameter.Z_MIN_BARS,
            Parameter.REGIME_MIN_BARS,
            Parameter.REGIME_LONG_BARS,
            Parameter.REGIME_SHORT_BARS,
            Parameter.REGIME_TAPE_BARS,
            Parameter.PROFILE_MIN_BARS,
            Parameter.STRENGTH_BARS,
            Parameter.CROSS_BARS,
            Parameter.COOLDOWN_BARS);

    private Profiles() {}

    static OrchestratorConfig classic() {
        return new OrchestratorConfig.Builder("classic").onlyEdges(SIX_EDGES).build();
    }

    static OrchestratorConfig standard() {
        return new OrchestratorConfig.Builder("standard")
                .sessionRule(SessionRule.CALENDAR)
                .calendar(Calendars.nyse())
                .anchor(Anchor.SESSION)
                .levelRule(LevelRule.ADAPTIVE)
                .cooldownClock(CooldownClock.BARS)
                .entryFill(EntryFill.NEXT_OPEN)
                .agreement(Quorum.fraction(0.6))
                .setting(RegimeVoteRule.class, RegimeVoteRule.TAPE)
                .set(Parameter.PROFILE_MIN_BARS, 12)
                .build();
    }

    static OrchestratorConfig aggressive() {
        return new OrchestratorConfig.Builder("aggressive")
                .onlyEdges(SIX_EDGES)
                .cooldownClock(CooldownClock.BARS)
                .set(Parameter.SIZE_BASE, 0.05)
                .set(Parameter.SIZE_CAP, 0.15)
                .set(Parameter.KELLY_FRACTION, 0.25)
                .set(Parameter.SIZE_SUPPORT_WEIGHT, 1.5)
                .set(Parameter.SIZE_AGREEMENT_WEIGHT, 0.75)
                .set(Parameter.SIZE_REGIME_WEIGHT, 1.0)
                .set(Parameter.SIZE_VOLATILITY_SCALE_MIN, 0.5)
                .set(Parameter.SIZE_VOLATILITY_SCALE_MAX, 2.0)
                .set(Parameter.SUPPORT_MIN, 0.45)
                .set(Parameter.QUALITY_MIN, 0.55)
                .set(Parameter.COOLDOWN_BARS, 8)
                .set(Parameter.ATR_PERCENT_MIN, 0.0012)
                .set(Parameter.ATR_PERCENT_MAX, 0.04)
                .set(Parameter.STOP_ATR, 2)
                .set(Parameter.TARGET_ATR, 3.5)
                .set(Parameter.TRAIL_START_ATR, 1.5)
                .set(Parameter.TRAIL_LOCK_ATR, 0.5)
                .set(Parameter.TRAIL_DISTANCE_ATR, 1.0)
                .set(Parameter.LEVERAGE, 1.5)
                .set(Parameter.LEVERAGE_CONFIDENCE_MIN, 0.65)
                .build();
    }
}
