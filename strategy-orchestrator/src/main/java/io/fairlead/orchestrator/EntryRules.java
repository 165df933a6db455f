package io.fairlead.orchestrator;

import io.fairlead.api.edge.Direction;
import io.fairlead.api.edge.MarketRegime;
import io.fairlead.api.edge.TradeType;
import io.fairlead.api.edge.Vote;
import org.jspecify.annotations.Nullable;

/** Whether a flat symbol is entered: the gates, the vote, the count, the size. Immutable; asks the ensemble it is given. */
final class EntryRules {
    private final OrchestratorConfig config;
    private final ExitRules exits;
    private final PositionSizer sizer;
    private final int cooldownBars;
    private final double atrPercentMin;
    private final double atrPercentMax;
    private final double regimeConfidenceMin;
    private final double reversionZ;
    private final double supportMin;
    private final double oppositionMax;
    private final double qualityMin;

    EntryRules(OrchestratorConfig config, ExitRules exits) {
        this.config = config;
        this.exits = exits;
        sizer = new PositionSizer(config);
        cooldownBars = config.count(Parameter.COOLDOWN_BARS);
        atrPercentMin = config.get(Parameter.ATR_PERCENT_MIN);
        atrPercentMax = config.get(Parameter.ATR_PERCENT_MAX);
        regimeConfidenceMin = config.get(Parameter.REGIME_CONFIDENCE_MIN);
        reversionZ = config.get(Parameter.REVERSION_Z);
        supportMin = config.get(Parameter.SUPPORT_MIN);
        oppositionMax = config.get(Parameter.OPPOSITION_MAX);
        qualityMin = config.get(Parameter.QUALITY_MIN);
    }

    Decision decide(Decision.Draft draft, SymbolState symbol, PositionView.Flat flat, Ensemble ensemble) {
        Decision held = gates(draft, symbol, flat, ensemble);
        if (held != null) {
            return held;
        }
        TradeType type = ensemble.regime() == MarketRegime.RANGE_BOUND ? TradeType.MEAN_REVERSION : TradeType.MOMENTUM;
        Direction direction = intended(ensemble.regime(), symbol);
        if (direction == null) {
            return hold(draft, DecisionRule.NO_SETUP, symbol.zScores().price());
        }
        draft.intend(direction, type);
        Tally tally = ask(draft, symbol, direction, type, ensemble);
        held = count(draft, tally);
        return held != null ? held : enter(draft, symbol, direction, type, tally, ensemble);
    }

    private @Nullable Decision gates(
            Decision.Draft draft, SymbolState symbol, PositionView.Flat flat, Ensemble ensemble) {
        if (config.entryFill() == EntryFill.NEXT_OPEN && ensemble.isEndOfDay(symbol)) {
            return hold(draft, DecisionRule.SESSION_ENDING, Double.NaN);
        }
        if (flat.lastExit().isPresent()) {
            int since = barsSince(flat.lastExit().get(), symbol);
            if (since < cooldownBars) {
                return hold(draft, DecisionRule.COOLDOWN, since);
            }
        }
        double atrPercent = symbol.atrPercent();
        if (atrPercent < atrPercentMin || atrPercent > atrPercentMax) {
            return hold(draft, DecisionRule.VOLATILITY, atrPercent);
        }
        MarketRegime regime = ensemble.regime();
        double confidence = ensemble.regimeConfidence();
        boolean wild = regime == MarketRegime.UNKNOWN || regime == MarketRegime.HIGH_VOLATILITY;
        return wild || confidence < regimeConfidenceMin ? hold(draft, DecisionRule.REGIME, confidence) : null;
    }

    private int barsSince(ExitMark exit, SymbolState symbol) {
        return config.cooldownClock() == CooldownClock.BARS
                ? symbol.barsSince(exit, cooldownBars)
                : symbol.bars().size() - exit.barsHeld();
    }

    private @Nullable Direction intended(MarketRegime regime, SymbolState symbol) {
        if (regime != MarketRegime.RANGE_BOUND) {
            return regime.bias() > 0 ? Direction.LONG : Direction.SHORT;
        }
        double z = symbol.zScores().price();
        if (z > reversionZ) {
            return Direction.SHORT;
        }
        return z < -reversionZ ? Direction.LONG : null;
    }

    private Tally ask(
            Decision.Draft draft, SymbolState symbol, Direction direction, TradeType type, Ensemble ensemble) {
        EdgeRoster roster = ensemble.roster();
        SliceView view = ensemble.bind(symbol, direction, type);
        Vote[] votes = roster.vote(view);
        view.release();
        Tally tally = Tally.of(votes, roster.weights(), direction);
        draft.count(roster, votes, tally);
        return tally;
    }

    private @Nullable Decision count(Decision.Draft draft, Tally tally) {
        if (config.veto().isMet(tally.vetoes(), tally.voters())) {
            return hold(draft, DecisionRule.VETO, tally.vetoes());
        }
        if (!config.agreement().isMet(tally.agreeing(), tally.voters())) {
            return hold(draft, DecisionRule.AGREEMENT, tally.agreeing());
        }
        if (tally.support() < supportMin) {
            return hold(draft, DecisionRule.SUPPORT, tally.support());
        }
        if (tally.opposition() > oppositionMax) {
            return hold(draft, DecisionRule.OPPOSITION, tally.opposition());
        }
        return tally.quality() < qualityMin ? hold(draft, DecisionRule.QUALITY, tally.quality()) : null;
    }

    private Decision enter(
            Decision.Draft draft,
            SymbolState symbol,
            Direction direction,
            TradeType type,
            Tally tally,
            Ensemble ensemble) {
        double atr = symbol.atr();
        if (atr <= 0) {
            return hold(draft, DecisionRule.NO_ATR, atr);
        }
        double kelly = sizer.kellySize(ensemble.trades());
        double size = sizer.size(tally, ensemble.regimeConfidence(), symbol.atrPercent(), kelly);
        double price = symbol.close();
        return draft.enter(new EntryPlan(
                direction,
                type,
                size,
                kelly,
                price,
                atr,
                exits.stopOf(direction, price, atr),
                exits.targetOf(direction, price, atr)));
    }

    private static Decision hold(Decision.Draft draft, DecisionRule rule, double number) {
        return draft.end(Action.HOLD, rule, number);
    }
}
