package io.fairlead.orchestrator;

import io.fairlead.api.edge.Direction;
import io.fairlead.api.edge.MarketRegime;
import io.fairlead.api.edge.TradeType;
import io.fairlead.api.edge.Vote;
import io.fairlead.api.instrument.InstrumentId;
import io.fairlead.api.market.EpochNanos;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import org.jspecify.annotations.Nullable;

/**
 * What was decided for one symbol at one bar, with everything it was decided from: who voted what and from which numbers, how the
 * votes were counted, which rule ended it, and what is to be done. {@link #explain()} says all of it. Immutable; any thread.
 */
public final class Decision {
    private final OrchestratorConfig config;
    private final InstrumentId instrument;
    private final long barStartNanos;
    private final long barEndNanos;
    private final double close;
    private final double atr;
    private final MarketRegime regime;
    private final double regimeConfidence;
    private final Action action;
    private final DecisionRule rule;
    private final double number;
    private final @Nullable Direction direction;
    private final @Nullable TradeType tradeType;
    private final @Nullable EdgeRoster roster;
    private final Vote @Nullable [] votes;
    private final @Nullable Tally tally;
    private final @Nullable EntryPlan entry;
    private final @Nullable OpenPosition position;

    private Decision(Draft draft, Action action, DecisionRule rule, double number) {
        config = draft.config;
        instrument = draft.symbol.id();
        barStartNanos = draft.symbol.bars().startNanos(0);
        barEndNanos = draft.symbol.bars().endNanos(0);
        close = draft.symbol.close();
        atr = draft.symbol.atr();
        regime = draft.regime;
        regimeConfidence = draft.regimeConfidence;
        direction = draft.direction;
        tradeType = draft.tradeType;
        roster = draft.roster;
        votes = draft.votes;
        tally = draft.tally;
        entry = draft.entry;
        position = draft.position;
        this.action = action;
        this.rule = rule;
        this.number = number;
    }

    /** What is known of a decision while it is being made; one of the last two calls ends it. */
    static final class Draft {
        private final OrchestratorConfig config;
        private final SymbolState symbol;
        private final MarketRegime regime;
        private final double regimeConfidence;
        private @Nullable Direction direction;
        private @Nullable TradeType tradeType;
        private @Nullable EdgeRoster roster;
        private Vote @Nullable [] votes;
        private @Nullable Tally tally;
        private @Nullable EntryPlan entry;
        private @Nullable OpenPosition position;

        Draft(OrchestratorConfig config, SymbolState symbol, RegimeReader regime) {
            this.config = config;
            this.symbol = symbol;
            this.regime = regime.regime();
            this.regimeConfidence = regime.confidence();
        }

        void intend(Direction way, TradeType type) {
            direction = way;
            tradeType = type;
        }

        void count(EdgeRoster voters, Vote[] cast, Tally counted) {
            roster = voters;
            votes = cast;
            tally = counted;
        }

        void hold(OpenPosition after) {
            position = after;
        }

        Decision enter(EntryPlan plan) {
            entry = plan;
            return new Decision(this, Action.entry(plan.direction()), DecisionRule.ENTRY, plan.size());
        }

        Decision end(Action action, DecisionRule rule, double number) {
            return new Decision(this, action, rule, number);
        }
    }

    /** Its name, unique within one run of one strategy: symbol and bar, {@code AAPL.US@2024-01-03T14:35:00Z}. */
    public String id() {
        return instrument + "@" + barStart();
    }

    /** The symbol. */
    public InstrumentId instrument() {
        return instrument;
    }

    /** The configuration that it was decided by. */
    public OrchestratorConfig config() {
        return config;
    }

    /** Start of the deciding bar. */
    public Instant barStart() {
        return EpochNanos.toInstant(barStartNanos);
    }

    /** Start of the deciding bar, in epoch nanoseconds. */
    public long barStartNanos() {
        return barStartNanos;
    }

    /** End of the deciding bar: when it was decided. */
    public Instant time() {
        return EpochNanos.toInstant(barEndNanos);
    }

    /** End of the deciding bar, in epoch nanoseconds. */
    public long timeNanos() {
        return barEndNanos;
    }

    /** Close of the deciding bar. */
    public double close() {
        return close;
    }

    /** Average true range at the deciding bar, in price units. */
    public double atr() {
        return atr;
    }

    /** Average true range as a fraction of the close. */
    public double atrPercent() {
        return atr / close;
    }

    /** The market's regime. */
    public MarketRegime regime() {
        return regime;
    }

    /** How sure that was, 0 to 1. */
    public double regimeConfidence() {
        return regimeConfidence;
    }

    /** What is to be done. */
    public Action action() {
        return action;
    }

    /** The rule that ended it. */
    public DecisionRule rule() {
        return rule;
    }

    /** The number that the rule looked at, as {@link DecisionRule} says of each; NaN where it looked at none. */
    public double number() {
        return number;
    }

    /** The direction that was intended; empty where the rules ended before there was one. */
    public Optional<Direction> direction() {
        return Optional.ofNullable(direction);
    }

    /** The idea behind the intended trade; empty where the rules ended before there was one. */
    public Optional<TradeType> tradeType() {
        return Optional.ofNullable(tradeType);
    }

    /** Who voted what, in the order of voting; empty where the rules ended before the vote. */
    public List<CastVote> votes() {
        if (roster == null || votes == null) {
            return List.of();
        }
        List<CastVote> cast = new ArrayList<>(votes.length);
        for (int i = 0; i < votes.length; i++) {
            cast.add(new CastVote(roster.name(i), roster.weight(i), votes[i]));
        }
        return Collections.unmodifiableList(cast);
    }

    /** How the votes were counted; empty where the rules ended before the vote. */
    public Optional<Tally> tally() {
        return Optional.ofNullable(tally);
    }

    /** What is to be opened; empty unless {@link #action()} opens something. */
    public Optional<EntryPlan> entry() {
        return Optional.ofNullable(entry);
    }

    /** The open position as this bar left it, also where it exits; empty where none was open. */
    public Optional<OpenPosition> position() {
        return Optional.ofNullable(position);
    }

    /** The names of the edges that blocked it; empty unless the rule is a veto. */
    public List<String> vetoedBy() {
        List<String> names = new ArrayList<>();
        if (rule == DecisionRule.VETO && direction != null) {
            for (CastVote cast : votes()) {
                if (cast.vote().stance().vetoes(direction)) {
                    names.add(cast.edge());
                }
            }
        }
        return Collections.unmodifiableList(names);
    }

    /**
     * All of it as named facts, for the journal: {@code rule}, {@code regime}, {@code vote.gap}, {@code vote.gap.size}. Numbers have 12
     * significant digits; the same facts for the same decision.
     */
    public SortedMap<String, String> facts() {
        return DecisionFacts.of(this);
    }

    /** All of it in plain text, several lines; the same text for the same decision. */
    public String explain() {
        return Explanation.of(this);
    }

    /** In one line: {@code 2024-01-03T14:40:00Z AAPL.US short: entry (0.023085)}. */
    @Override
    public String toString() {
        return Explanation.headline(this);
    }
}
