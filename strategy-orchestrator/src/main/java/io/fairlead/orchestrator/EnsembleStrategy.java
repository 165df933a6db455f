package io.fairlead.orchestrator;

import io.fairlead.api.edge.Edge;
import io.fairlead.api.instrument.Instrument;
import io.fairlead.api.instrument.InstrumentId;
import io.fairlead.api.market.BarInterval;
import io.fairlead.api.market.BarSeries;
import io.fairlead.api.market.EpochNanos;
import io.fairlead.api.order.OrderEvent;
import io.fairlead.api.strategy.Slice;
import io.fairlead.api.strategy.Strategy;
import io.fairlead.api.strategy.StrategyContext;
import io.fairlead.api.strategy.Timer;
import io.fairlead.api.strategy.WarmUp;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The ensemble as a strategy: the same decisions, made on real positions and carried out by broker orders.
 *
 * <pre>{@code
 * DecisionLog log = DecisionLog.keeping(10_000);
 * Backtest.of(EnsembleStrategy.of(OrchestratorConfig.standard()).listener(log)::build).data(data).run();
 * }</pre>
 *
 * <p>An entry is a market order for the next bar with a bracket that owns stop and target; its size is the decision's fraction of
 * equity, rounded down to lots. Trailing replaces the bracket's stop, and only ever tightens it. At the end of the day, by bar or by
 * timer, whichever comes first, the bracket is cancelled, its end is awaited, and what is really left is sold or bought back; a
 * position that the day's end missed goes at the next session's first bar. A position without a working stop is closed. Nothing is
 * exited twice: stop, target and flattening are never open at once without the venue's word.
 *
 * <p>In a session two conventions hold whatever the profile says, because they only make sense without a venue: entries are filled
 * at the next bar ({@link EntryFill#NEXT_OPEN}) and the cooldown counts bars ({@link CooldownClock#BARS}). A bar that merely reaches
 * the stop decides nothing, for the venue's stop does.
 *
 * <p>Every decision carries the id that its order carries ({@code decisionId}). After a restart it resumes: entry, stop, best close
 * and cooldown are saved. On the session's thread, as every strategy.
 */
public final class EnsembleStrategy implements Strategy {
    private static final Logger log = LoggerFactory.getLogger(EnsembleStrategy.class);
    private static final String TRADES = "trades";
    private static final String END_OF_DAY = "end-of-day ";

    private final OrchestratorConfig config;
    private final Ensemble ensemble;
    private final BarInterval interval;
    private final int warmUpBars;
    private final List<InstrumentId> wantedTrades;
    private final List<InstrumentId> wantedTracks;
    private final List<DecisionListener> listeners;

    private final Map<InstrumentId, BarSeries> series = new LinkedHashMap<>();
    private final Map<InstrumentId, SymbolTrader> traders = new LinkedHashMap<>();
    private final Set<Long> timersSet = new HashSet<>();
    private Map<String, String> restored = Map.of();
    private boolean listenerFailed;

    private EnsembleStrategy(Builder builder) {
        config = builder.config.toBuilder()
                .entryFill(EntryFill.NEXT_OPEN)
                .cooldownClock(CooldownClock.BARS)
                .build();
        ensemble = Ensemble.of(config, builder.edges.get());
        interval = builder.interval;
        warmUpBars = builder.warmUpBars;
        wantedTrades = List.copyOf(builder.traded);
        wantedTracks = List.copyOf(builder.tracked);
        listeners = List.copyOf(builder.listeners);
    }

    /** A strategy of a configuration, with the edges that are found, trading all the session's instruments but the market's proxies. */
    public static Builder of(OrchestratorConfig config) {
        return new Builder(config);
    }

    /** {@code ensemble-standard}. */
    @Override
    public String name() {
        return "ensemble-" + config.name();
    }

    /** The names of the edges in their order of voting. */
    public List<String> edgeNames() {
        return ensemble.edgeNames();
    }

    @Override
    public void onStart(StrategyContext context) {
        for (Instrument instrument : context.instruments()) {
            if (wantedTracks.isEmpty()
                    || wantedTracks.contains(instrument.id())
                    || wantedTrades.contains(instrument.id())) {
                follow(instrument, context);
            }
        }
        for (InstrumentId id : wantedTrades.isEmpty() ? allButProxies() : wantedTrades) {
            if (!series.containsKey(id)) {
                follow(context.instrument(id), context);
            }
            traders.put(id, new SymbolTrader(context.instrument(id), ensemble, config, name()));
        }
        traders.forEach((id, trader) -> trader.restore(restored));
        if (restored.containsKey(TRADES)) {
            ensemble.trades().restore(restored.getOrDefault(TRADES, ""));
        }
        warnWithoutMarket(context);
    }

    private void follow(Instrument instrument, StrategyContext context) {
        ensemble.track(instrument);
        series.put(instrument.id(), context.subscribeBars(instrument.id(), interval, WarmUp.bars(warmUpBars)));
    }

    private List<InstrumentId> allButProxies() {
        List<InstrumentId> traded = new ArrayList<>();
        for (InstrumentId id : series.keySet()) {
            if (!config.market().isProxy(id.symbol())) {
                traded.add(id);
            }
        }
        return traded;
    }

    private void warnWithoutMarket(StrategyContext context) {
        String proxy = config.market().marketProxy();
        if (series.keySet().stream().noneMatch(id -> id.symbol().equals(proxy))) {
            context.log("the market proxy " + proxy
                    + " is not in the data: its regime stays unknown, nothing will be entered");
        }
    }

    @Override
    public void onSlice(Slice slice, StrategyContext context) {
        for (Map.Entry<InstrumentId, BarSeries> entry : series.entrySet()) {
            catchUp(entry.getKey(), entry.getValue());
        }
        if (context.isWarmingUp()) {
            return;
        }
        for (int i = 0; i < slice.size(); i++) {
            SymbolTrader trader = traders.get(slice.instrument(i));
            if (trader != null) {
                setTimer(trader, context);
                trader.step(context, decision -> tell(decision, context));
            }
        }
    }

    /** Takes in every bar that has become known since the last slice: one, or the warm-up's, or one that came late. */
    private void catchUp(InstrumentId id, BarSeries bars) {
        SymbolState known = ensemble.find(id);
        long seen = known == null ? Long.MIN_VALUE : known.bars().startNanos(0);
        int ago = 0;
        while (ago < bars.size() && bars.startNanos(ago) > seen) {
            ago++;
        }
        SymbolTrader trader = traders.get(id);
        for (ago--; ago >= 0; ago--) {
            ensemble.onBar(
                    id,
                    bars.interval(),
                    bars.startNanos(ago),
                    bars.endNanos(ago),
                    bars.open(ago),
                    bars.high(ago),
                    bars.low(ago),
                    bars.close(ago),
                    bars.volume(ago));
            if (trader != null && ago > 0) {
                trader.onMissedBar(bars.endNanos(ago), bars.close(ago));
            }
        }
    }

    private void setTimer(SymbolTrader trader, StrategyContext context) {
        long due = trader.endOfDayNanos();
        if (due > context.nowNanos() && timersSet.add(due)) {
            context.setTimer(END_OF_DAY + due, EpochNanos.toInstant(due));
        }
    }

    private void tell(Decision decision, StrategyContext context) {
        context.decided(decision.id(), decision.instrument(), decision::facts);
        for (DecisionListener listener : listeners) {
            try {
                listener.onDecision(decision);
            } catch (RuntimeException failure) {
                if (!listenerFailed) {
                    listenerFailed = true;
                    log.atWarn()
                            .setMessage(
                                    "a decision listener threw; it goes on being told, further failures are not logged")
                            .addKeyValue("listener", listener.getClass().getName())
                            .setCause(failure)
                            .log();
                }
            }
        }
    }

    @Override
    public void onTimer(Timer timer, StrategyContext context) {
        if (timer.name().startsWith(END_OF_DAY)) {
            timersSet.remove(Long.valueOf(timer.name().substring(END_OF_DAY.length())));
            traders.values().forEach(trader -> trader.endDay(context));
        }
    }

    @Override
    public void onOrderEvent(OrderEvent event, StrategyContext context) {
        SymbolTrader trader = traders.get(event.order().request().instrument());
        if (trader != null) {
            trader.onOrderEvent(event, context);
        }
    }

    @Override
    public Map<String, String> saveState() {
        Map<String, String> state = new TreeMap<>();
        traders.values().forEach(trader -> trader.save(state));
        state.put(TRADES, ensemble.trades().save());
        return state;
    }

    @Override
    public void restoreState(Map<String, String> state) {
        restored = Map.copyOf(state);
    }

    /** Collects what the strategy needs; {@link #build()} makes one per session. One thread. */
    public static final class Builder {
        private final OrchestratorConfig config;
        private Supplier<List<Edge>> edges;
        private BarInterval interval = BarInterval.ofMinutes(5);
        private int warmUpBars;
        private List<InstrumentId> traded = List.of();
        private List<InstrumentId> tracked = List.of();
        private final List<DecisionListener> listeners = new ArrayList<>();

        private Builder(OrchestratorConfig config) {
            this.config = Objects.requireNonNull(config, "config");
            edges = () -> EdgeCatalog.choose(EdgeCatalog.discover(), config);
            warmUpBars = config.count(Parameter.HISTORY_BARS);
        }

        /** The edges, made anew for each session; those that are found unless said. */
        public Builder edges(Supplier<List<Edge>> made) {
            edges = Objects.requireNonNull(made, "made");
            return this;
        }

        /** The bars to decide on; 5 minutes unless said. */
        public Builder interval(BarInterval bars) {
            interval = Objects.requireNonNull(bars, "bars");
            return this;
        }

        /** How much history to ask for, in bars; as many as the ensemble holds unless said. */
        public Builder warmUp(int bars) {
            warmUpBars = WarmUp.bars(bars).bars();
            return this;
        }

        /** The symbols to trade; all that are tracked but the market's proxies unless said. */
        public Builder trade(List<InstrumentId> instruments) {
            traded = List.copyOf(instruments);
            return this;
        }

        /** The symbols to follow besides those traded: market proxy, breadth, sectors, companions; all of the session unless said. */
        public Builder track(List<InstrumentId> instruments) {
            tracked = List.copyOf(instruments);
            return this;
        }

        /** Somebody who hears of every decision, on the session's thread; several may. */
        public Builder listener(DecisionListener hears) {
            listeners.add(Objects.requireNonNull(hears, "hears"));
            return this;
        }

        /**
         * The strategy; a new one at each call.
         *
         * @throws io.fairlead.api.BadInputException if the edges cannot be used
         */
        public EnsembleStrategy build() {
            return new EnsembleStrategy(this);
        }
    }
}
