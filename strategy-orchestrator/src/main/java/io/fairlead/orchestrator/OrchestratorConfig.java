package io.fairlead.orchestrator;

import io.fairlead.api.BadInputException;
import io.fairlead.api.instrument.TradingCalendar;
import java.time.ZoneId;
import java.util.Collections;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Everything that the ensemble's rules leave open: every number, the maps of symbols, the conventions, and which edges have how much
 * weight. Start from a profile ({@link #classic()}, {@link #standard()}, {@link #aggressive()}) and change what you want:
 *
 * <pre>{@code
 * OrchestratorConfig config = OrchestratorConfig.standard().toBuilder()
 *     .set(Parameter.SUPPORT_MIN, 0.45)
 *     .weight("time-of-day", 0.5)
 *     .build();
 * }</pre>
 *
 * <p>Immutable; any thread.
 */
public final class OrchestratorConfig {
    private static final OrchestratorConfig CLASSIC = Profiles.classic();
    private static final OrchestratorConfig STANDARD = Profiles.standard();
    private static final OrchestratorConfig AGGRESSIVE = Profiles.aggressive();

    private final String name;
    private final Map<Parameter, Double> numbers;
    private final SortedMap<String, Double> edgeNumbers;
    private final Map<Class<?>, Object> settings;
    private final SortedMap<String, Double> weights;
    private final @Nullable List<String> edges;
    private final MarketMap market;
    private final Quorum agreement;
    private final Quorum veto;
    private final SessionRule sessionRule;
    private final Anchor anchor;
    private final LevelRule levelRule;
    private final CooldownClock cooldownClock;
    private final EntryFill entryFill;
    private final ZoneId zone;
    private final @Nullable TradingCalendar calendar;

    private OrchestratorConfig(Builder builder) {
        name = builder.name;
        numbers = new EnumMap<>(builder.numbers);
        edgeNumbers = Collections.unmodifiableSortedMap(new TreeMap<>(builder.edgeNumbers));
        settings = Map.copyOf(builder.settings);
        weights = Collections.unmodifiableSortedMap(new TreeMap<>(builder.weights));
        edges = builder.edges;
        market = builder.market;
        agreement = builder.agreement;
        veto = builder.veto;
        sessionRule = builder.sessionRule;
        anchor = builder.anchor;
        levelRule = builder.levelRule;
        cooldownClock = builder.cooldownClock;
        entryFill = builder.entryFill;
        calendar = builder.calendar;
        zone = calendar == null ? builder.zone : calendar.zone();
    }

    /**
     * The reference rules, decision by decision: the six edges and no others, each with weight 1; four must agree, one veto blocks;
     * the session restarts at every bar up to 09:35; VWAP and volume profile reach over the 500 bars held, in price levels of 0.10;
     * the regime votes for the direction that it gave; entries are filled at the deciding bar's close.
     *
     * <p>Its cooldown counts by the held history and so stands still once 500 bars are held: after an exit later than that, a symbol
     * is not entered again. The rules are meant for runs of a few days from a fresh start; {@link #standard()} has no such limit.
     */
    public static OrchestratorConfig classic() {
        return CLASSIC;
    }

    /**
     * The default: the classic numbers with these improvements. Sessions come from the instrument's calendar, or that of the New York
     * Stock Exchange (half days included); the session open is the first bar's. VWAP and volume profile begin with the session, the profile after
     * its first 12 bars (the first hour of 5-minute bars, the "initial balance"), in levels of a quarter ATR in whole ticks. The
     * cooldown counts bars since the exit. Entries are filled at the next bar's open, positions are closed 5 minutes before the
     * session's close, and no entry is decided from then on. The regime may vote against the trade (see
     * {@link RegimeVoteRule#TAPE}). All edges found are asked, each with a weight; 60 % of those that do not abstain must agree (four
     * of six), one veto blocks.
     */
    public static OrchestratorConfig standard() {
        return STANDARD;
    }

    /**
     * The classic rules with more at stake: base size 0.05, cap 0.15, quarter Kelly after 30 closed trades, weights of support 1.5,
     * agreement 0.75 and regime 1.0, volatility factor 0.5 to 2.0, least support 0.45, least quality 0.55, re-entry after 8 bars
     * (counted since the exit), ATR% in 0.0012 to 0.04, stop 2 ATR, target 3.5 ATR, trailing from 1.5 ATR at a distance of 1.0 with
     * 0.5 locked in. Where the regime's confidence is at least 0.65, leverage 1.5 applies to the capped size: up to 0.225 of equity.
     */
    public static OrchestratorConfig aggressive() {
        return AGGRESSIVE;
    }

    /**
     * A profile by its name: {@code classic}, {@code standard} or {@code aggressive}.
     *
     * @throws BadInputException for any other name
     */
    public static OrchestratorConfig profile(String name) {
        for (OrchestratorConfig profile : List.of(CLASSIC, STANDARD, AGGRESSIVE)) {
            if (profile.name.equals(name)) {
                return profile;
            }
        }
        throw new BadInputException("there is no profile '" + name + "'; take one of classic, standard, aggressive");
    }

    /** The profile's name, or what {@link Builder#name} made of it. */
    public String name() {
        return name;
    }

    /** One number. */
    public double get(Parameter parameter) {
        return numbers.getOrDefault(parameter, parameter.classicValue());
    }

    /** A number that counts something. */
    public int count(Parameter parameter) {
        return (int) get(parameter);
    }

    /** Every number by its key, those meant for further edges included. */
    public SortedMap<String, Double> numbers() {
        SortedMap<String, Double> all = new TreeMap<>(edgeNumbers);
        for (Parameter parameter : Parameter.values()) {
            all.put(parameter.key(), get(parameter));
        }
        return Collections.unmodifiableSortedMap(all);
    }

    /** The numbers meant for further edges, by name. */
    public SortedMap<String, Double> edgeNumbers() {
        return edgeNumbers;
    }

    /** A typed value meant for edges. */
    public <T> Optional<T> setting(Class<T> type) {
        return Optional.ofNullable(type.cast(settings.get(type)));
    }

    /** The weights by edge; 1 for those not named. */
    public SortedMap<String, Double> weights() {
        return weights;
    }

    /** The names of the edges to take, in their order of voting; empty for all that are found. */
    public Optional<List<String>> edges() {
        return Optional.ofNullable(edges);
    }

    /** Which symbols tell of which. */
    public MarketMap market() {
        return market;
    }

    /** How many of the voters must agree. */
    public Quorum agreement() {
        return agreement;
    }

    /** How many of the voters must object for a veto to block. */
    public Quorum veto() {
        return veto;
    }

    /** Where a session begins. */
    public SessionRule sessionRule() {
        return sessionRule;
    }

    /** Since when volume is gathered. */
    public Anchor anchor() {
        return anchor;
    }

    /** How high a price level is. */
    public LevelRule levelRule() {
        return levelRule;
    }

    /** How bars since an exit are counted. */
    public CooldownClock cooldownClock() {
        return cooldownClock;
    }

    /** When a decided entry is thought to be filled. */
    public EntryFill entryFill() {
        return entryFill;
    }

    /** The exchange's time zone. */
    public ZoneId zone() {
        return zone;
    }

    /** The exchange's calendar, where one was given. An instrument that is tracked with its own calendar goes by that. */
    public Optional<TradingCalendar> calendar() {
        return Optional.ofNullable(calendar);
    }

    /** A builder that starts with this configuration. */
    public Builder toBuilder() {
        return new Builder(this);
    }

    @Override
    public String toString() {
        return name;
    }

    /** Collects a configuration; {@link #build()} checks it. One thread. */
    public static final class Builder {
        private String name;
        private final Map<Parameter, Double> numbers;
        private final SortedMap<String, Double> edgeNumbers = new TreeMap<>();
        private final Map<Class<?>, Object> settings;
        private final SortedMap<String, Double> weights = new TreeMap<>();
        private @Nullable List<String> edges;
        private MarketMap market = MarketMap.usEquities();
        private Quorum agreement = Quorum.count(4);
        private Quorum veto = Quorum.count(1);
        private SessionRule sessionRule = SessionRule.CUTOFF_TIME;
        private Anchor anchor = Anchor.HELD_BARS;
        private LevelRule levelRule = LevelRule.FIXED;
        private CooldownClock cooldownClock = CooldownClock.HELD_BARS;
        private EntryFill entryFill = EntryFill.CLOSE;
        private ZoneId zone = ZoneId.of("America/New_York");
        private @Nullable TradingCalendar calendar;

        Builder(String name) {
            this.name = name;
            this.numbers = new EnumMap<>(Parameter.class);
            this.settings = new HashMap<>();
            for (Parameter parameter : Parameter.values()) {
                numbers.put(parameter, parameter.classicValue());
            }
        }

        private Builder(OrchestratorConfig start) {
            name = start.name;
            numbers = new EnumMap<>(start.numbers);
            edgeNumbers.putAll(start.edgeNumbers);
            settings = new HashMap<>(start.settings);
            weights.putAll(start.weights);
            edges = start.edges;
            market = start.market;
            agreement = start.agreement;
            veto = start.veto;
            sessionRule = start.sessionRule;
            anchor = start.anchor;
            levelRule = start.levelRule;
            cooldownClock = start.cooldownClock;
            entryFill = start.entryFill;
            zone = start.zone;
            calendar = start.calendar;
        }

        /** What it is called in records and reports. */
        public Builder name(String text) {
            name = Objects.requireNonNull(text, "text");
            return this;
        }

        /**
         * One number.
         *
         * @throws IllegalArgumentException if it is outside the parameter's range
         */
        public Builder set(Parameter parameter, double value) {
            if (!parameter.allows(value)) {
                throw new IllegalArgumentException(
                        parameter.key() + " must be " + (parameter.isWhole() ? "whole and " : "") + "in "
                                + parameter.min() + ".." + parameter.max() + ", was " + value);
            }
            numbers.put(parameter, value);
            return this;
        }

        /**
         * One number by its key: a {@link Parameter}'s, or one that a further edge asks for ({@code gap.min-gap}). A name that no edge
         * asks for is refused when the ensemble is made.
         *
         * @throws IllegalArgumentException if it is outside the parameter's range, or not finite
         */
        public Builder set(String key, double value) {
            for (Parameter parameter : Parameter.values()) {
                if (parameter.key().equals(key)) {
                    return set(parameter, value);
                }
            }
            if (!Double.isFinite(value)) {
                throw new IllegalArgumentException(key + " must be a finite number, was " + value);
            }
            edgeNumbers.put(key, value);
            return this;
        }

        /** A typed value for edges; replaces the one of its type. */
        public <T> Builder setting(Class<T> type, T value) {
            settings.put(type, type.cast(Objects.requireNonNull(value, "value")));
            return this;
        }

        /** How much an edge's vote counts; 1 unless said, 0 to hear it without counting it. */
        public Builder weight(String edge, double weight) {
            if (!(weight >= 0 && weight <= 1000)) {
                throw new IllegalArgumentException("weight of " + edge + " must be in 0..1000, was " + weight);
            }
            weights.put(Objects.requireNonNull(edge, "edge"), weight);
            return this;
        }

        /** Only these edges, voting in this order. */
        public Builder onlyEdges(List<String> names) {
            edges = List.copyOf(names);
            return this;
        }

        /** All edges that are found. */
        public Builder allEdges() {
            edges = null;
            return this;
        }

        /** Which symbols tell of which. */
        public Builder market(MarketMap map) {
            market = Objects.requireNonNull(map, "map");
            return this;
        }

        /** How many of the voters must agree. */
        public Builder agreement(Quorum quorum) {
            agreement = Objects.requireNonNull(quorum, "quorum");
            return this;
        }

        /** How many of the voters must object for a veto to block. */
        public Builder veto(Quorum quorum) {
            veto = Objects.requireNonNull(quorum, "quorum");
            return this;
        }

        /** Where a session begins. */
        public Builder sessionRule(SessionRule rule) {
            sessionRule = Objects.requireNonNull(rule, "rule");
            return this;
        }

        /** Since when volume is gathered. */
        public Builder anchor(Anchor since) {
            anchor = Objects.requireNonNull(since, "since");
            return this;
        }

        /** How high a price level is. */
        public Builder levelRule(LevelRule rule) {
            levelRule = Objects.requireNonNull(rule, "rule");
            return this;
        }

        /** How bars since an exit are counted. */
        public Builder cooldownClock(CooldownClock clock) {
            cooldownClock = Objects.requireNonNull(clock, "clock");
            return this;
        }

        /** When a decided entry is thought to be filled. */
        public Builder entryFill(EntryFill fill) {
            entryFill = Objects.requireNonNull(fill, "fill");
            return this;
        }

        /** The exchange's time zone; New York unless said. A calendar brings its own. */
        public Builder zone(ZoneId exchange) {
            zone = Objects.requireNonNull(exchange, "exchange");
            return this;
        }

        /** The exchange's calendar, for instruments that are not tracked with their own. */
        public Builder calendar(TradingCalendar hours) {
            calendar = Objects.requireNonNull(hours, "hours");
            return this;
        }

        /**
         * The configuration.
         *
         * @throws IllegalArgumentException naming two numbers that do not go together
         */
        public OrchestratorConfig build() {
            atMost(Parameter.ATR_PERCENT_MIN, Parameter.ATR_PERCENT_MAX);
            atMost(Parameter.SIZE_VOLATILITY_SCALE_MIN, Parameter.SIZE_VOLATILITY_SCALE_MAX);
            for (Parameter span : Profiles.SPANS) {
                atMost(span, Parameter.HISTORY_BARS);
            }
            return new OrchestratorConfig(this);
        }

        private void atMost(Parameter lower, Parameter upper) {
            double least = numbers.getOrDefault(lower, lower.classicValue());
            double most = numbers.getOrDefault(upper, upper.classicValue());
            if (least > most) {
                throw new IllegalArgumentException(
                        lower.key() + " must be at most " + upper.key() + ", was " + least + " against " + most);
            }
        }
    }
}
