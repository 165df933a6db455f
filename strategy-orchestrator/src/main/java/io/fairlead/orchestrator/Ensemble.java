package io.fairlead.orchestrator;

import io.fairlead.api.BadInputException;
import io.fairlead.api.edge.Direction;
import io.fairlead.api.edge.Edge;
import io.fairlead.api.edge.EdgeView;
import io.fairlead.api.edge.MarketRegime;
import io.fairlead.api.edge.TradeType;
import io.fairlead.api.instrument.Instrument;
import io.fairlead.api.instrument.InstrumentId;
import io.fairlead.api.market.Bar;
import io.fairlead.api.market.BarInterval;
import io.fairlead.api.market.EpochNanos;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The ensemble: what is known of all symbols, and one pure function from that and a position to a decision. Feed it the bars of a
 * slice, those of the market proxy and of related symbols too, then ask for decisions:
 *
 * <pre>{@code
 * Ensemble ensemble = Ensemble.of(OrchestratorConfig.standard());
 * ensemble.onBar(spyBar);
 * ensemble.onBar(aaplBar);
 * Decision decision = ensemble.decide(AAPL, PositionView.flat());
 * }</pre>
 *
 * <p>{@link #decide} changes nothing: asked again before the next bar it gives an equal answer. The caller keeps positions and says
 * what became of them. One thread at a time.
 */
public final class Ensemble {
    private final OrchestratorConfig config;
    private final EdgeRoster roster;
    private final Universe universe;
    private final SliceView view;
    private final ExitRules exits;
    private final EntryRules entries;
    private final KellyStatistics trades = new KellyStatistics();
    private final int warmUpBars;

    private Ensemble(OrchestratorConfig config, List<Edge> edges) {
        this.config = Objects.requireNonNull(config, "config");
        if (edges.isEmpty()) {
            throw new BadInputException(
                    "an ensemble needs at least one edge; put some on the class path or hand them in");
        }
        roster = EdgeCatalog.roster(edges, config);
        universe = new Universe(config);
        view = new SliceView(universe);
        exits = ExitRules.of(config);
        entries = new EntryRules(config, exits);
        warmUpBars = config.count(Parameter.WARM_UP_BARS);
    }

    /**
     * An ensemble of the edges that {@link java.util.ServiceLoader} finds for this thread: those that the configuration names, or
     * all of them, the six first and then the others by name.
     *
     * @throws BadInputException if two edges have one name, one that is asked for is missing, or the configuration names an edge or a
     *     number that nobody knows
     */
    public static Ensemble of(OrchestratorConfig config) {
        return new Ensemble(config, EdgeCatalog.choose(EdgeCatalog.discover(), config));
    }

    /**
     * An ensemble of exactly these edges, voting in this order, whatever the configuration names.
     *
     * @throws BadInputException as {@link #of(OrchestratorConfig)}
     */
    public static Ensemble of(OrchestratorConfig config, List<Edge> edges) {
        return new Ensemble(config, List.copyOf(edges));
    }

    /**
     * New instances of all edges that are found: the six of the reference rules first, then the others by name. For
     * {@link #of(OrchestratorConfig, List)} with some of one's own.
     */
    public static List<Edge> discoveredEdges() {
        return EdgeCatalog.discover();
    }

    /** The configuration. */
    public OrchestratorConfig config() {
        return config;
    }

    /** The names of the edges in their order of voting. */
    public List<String> edgeNames() {
        return roster.names();
    }

    /**
     * Makes an instrument's rules known (tick size, calendar), before its first bar. Without, the configuration's calendar and price
     * levels hold.
     *
     * @throws BadInputException if it has had a bar
     */
    public void track(Instrument instrument) {
        universe.track(instrument);
    }

    /** The symbols that have had a bar, in order of first appearance. */
    public List<InstrumentId> tracked() {
        return universe.tracked();
    }

    /** How many bars of a symbol are held; 0 where it has had none. */
    public int barsHeld(InstrumentId instrument) {
        SymbolState state = universe.find(instrument);
        return state == null ? 0 : state.bars().size();
    }

    /** Takes a bar in. */
    public void onBar(Bar bar) {
        onBar(
                bar.instrument(),
                bar.interval(),
                bar.startNanos(),
                bar.endNanos(),
                bar.open(),
                bar.high(),
                bar.low(),
                bar.close(),
                bar.volume());
    }

    /**
     * Takes a bar in, given by its columns.
     *
     * @param startNanos its first instant, in epoch nanoseconds; later than that of the symbol's bar before
     * @param endNanos its end, in epoch nanoseconds
     * @param volume units traded, 0 or more
     * @throws BadInputException if a price is not finite and above 0, or time does not rise
     */
    public void onBar(
            InstrumentId instrument,
            BarInterval interval,
            long startNanos,
            long endNanos,
            double open,
            double high,
            double low,
            double close,
            double volume) {
        universe.forBar(instrument, interval).add(interval, startNanos, endNanos, open, high, low, close, volume);
    }

    /** A position of a symbol has been closed at a gain, as a fraction of its entry price (negative: a loss), for Kelly's size. */
    public void onTradeClosed(double gain) {
        if (!Double.isFinite(gain)) {
            throw new IllegalArgumentException("gain must be finite, was " + gain);
        }
        trades.add(gain);
    }

    /** The market's regime after the latest bars. */
    public MarketRegime regime() {
        return universe.regime().regime();
    }

    /** How sure that is, 0 to 1. */
    public double regimeConfidence() {
        return universe.regime().confidence();
    }

    /**
     * Where a symbol stands in its history, to be kept when a position ends and handed in as {@link PositionView#flatSince}.
     *
     * @throws BadInputException if it has had no bar
     */
    public ExitMark exitMark(InstrumentId instrument) {
        BarRing bars = universe.get(instrument).bars();
        return new ExitMark(bars.startNanos(0), bars.size());
    }

    /**
     * Whether the day's positions are to be closed by the symbol's latest bar, and none is to be opened any more: see
     * {@link EntryFill}.
     *
     * @throws BadInputException if it has had no bar
     */
    public boolean isEndOfDay(InstrumentId instrument) {
        return isEndOfDay(universe.get(instrument));
    }

    /**
     * When the day's positions of a symbol are to be closed, in the session of its latest bar.
     *
     * @throws BadInputException if it has had no bar
     */
    public Instant endOfDay(InstrumentId instrument) {
        return EpochNanos.toInstant(universe.get(instrument).session().flattenNanos());
    }

    /**
     * The date of the session that a symbol's latest bar belongs to.
     *
     * @throws BadInputException if it has had no bar
     */
    public LocalDate sessionDate(InstrumentId instrument) {
        return LocalDate.ofEpochDay(universe.get(instrument).session().day());
    }

    /** What an edge would see of a symbol now, until the next bar: for trying edges out. */
    public EdgeView view(InstrumentId instrument, Direction direction, TradeType type) {
        return new SliceView(universe).bind(universe.get(instrument), direction, type);
    }

    /**
     * Decides for one symbol at its latest bar.
     *
     * @throws BadInputException if it has had no bar
     */
    public Decision decide(InstrumentId instrument, PositionView position) {
        return decide(universe.get(instrument), position);
    }

    SymbolState state(InstrumentId instrument) {
        return universe.get(instrument);
    }

    @Nullable
    SymbolState find(InstrumentId instrument) {
        return universe.find(instrument);
    }

    Decision decide(SymbolState symbol, PositionView position) {
        Decision.Draft draft = new Decision.Draft(config, symbol, universe.regime());
        int bars = symbol.bars().size();
        if (bars < warmUpBars) {
            return draft.end(Action.HOLD, DecisionRule.WARMING_UP, bars);
        }
        if (position instanceof OpenPosition open) {
            return exit(draft, symbol, open);
        }
        return entries.decide(draft, symbol, (PositionView.Flat) position, this);
    }

    private Decision exit(Decision.Draft draft, SymbolState symbol, OpenPosition open) {
        BarRing bars = symbol.bars();
        OpenPosition moved = exits.trail(open, bars.close(0));
        draft.hold(moved);
        DecisionRule rule = exits.exit(moved, bars.high(0), bars.low(0), bars.close(0), isEndOfDay(symbol));
        if (rule == null) {
            return draft.end(Action.HOLD, DecisionRule.POSITION_OPEN, moved.stop());
        }
        double number = switch (rule) {
            case STOP, TRAILING_STOP -> moved.stop();
            case TARGET -> moved.target();
            default -> Double.NaN;
        };
        return draft.end(Action.exit(open.direction()), rule, number);
    }

    boolean isEndOfDay(SymbolState symbol) {
        BarRing bars = symbol.bars();
        boolean byStart = config.entryFill() == EntryFill.CLOSE;
        return symbol.session().isFlattenTime(byStart ? bars.startNanos(0) : bars.endNanos(0));
    }

    EdgeRoster roster() {
        return roster;
    }

    SliceView bind(SymbolState symbol, Direction direction, TradeType type) {
        return view.bind(symbol, direction, type);
    }

    KellyStatistics trades() {
        return trades;
    }
}
