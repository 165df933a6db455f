package io.fairlead.orchestrator;

import io.fairlead.api.BadInputException;
import io.fairlead.api.instrument.Contract;
import io.fairlead.api.instrument.Instrument;
import io.fairlead.api.instrument.InstrumentId;
import io.fairlead.api.market.BarInterval;
import io.fairlead.api.market.BarSeries;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** All symbols that have had a bar, in order of first appearance, and how they hang together. One thread. */
final class Universe {
    private final OrchestratorConfig config;
    private final MarketMap map;
    private final Map<InstrumentId, Instrument> instruments = new HashMap<>();
    private final Map<InstrumentId, SymbolState> states = new LinkedHashMap<>();
    private final PeerRanking ranking = new PeerRanking();
    private final RegimeReader regime;
    private long revision;
    private @Nullable SymbolState market;
    private List<BarSeries> peers = List.of();
    private List<BarSeries> breadth = List.of();
    private final Map<InstrumentId, Companions> companions = new HashMap<>();

    /** The symbols that tell of another one, those that have bars. */
    record Companions(Optional<BarSeries> sector, List<BarSeries> related) {}

    Universe(OrchestratorConfig config) {
        this.config = config;
        map = config.market();
        regime = new RegimeReader(config);
    }

    void track(Instrument instrument) {
        if (states.containsKey(instrument.id())) {
            throw new BadInputException(
                    instrument.id() + " has bars already; make its rules known before its first bar");
        }
        instruments.put(instrument.id(), instrument);
    }

    /** The state of a symbol, made where there is none. */
    SymbolState forBar(InstrumentId id, BarInterval interval) {
        revision++;
        SymbolState known = states.get(id);
        if (known != null) {
            return known;
        }
        SymbolState state = new SymbolState(id, interval, instruments.get(id), config);
        states.put(id, state);
        if (!map.isProxy(id.symbol())) {
            ranking.add(state);
        }
        relink();
        return state;
    }

    /**
     * The state of a symbol.
     *
     * @throws BadInputException if it has had no bar
     */
    SymbolState get(InstrumentId id) {
        SymbolState state = states.get(id);
        if (state == null) {
            throw new BadInputException("no bar of " + id + " has been seen; tracked are " + states.keySet());
        }
        return state;
    }

    @Nullable
    SymbolState find(InstrumentId id) {
        return states.get(id);
    }

    List<InstrumentId> tracked() {
        return List.copyOf(states.keySet());
    }

    RegimeReader regime() {
        regime.read(market);
        return regime;
    }

    double percentile(SymbolState symbol, int closes) {
        return ranking.percentile(symbol, closes, revision);
    }

    Optional<BarSeries> market() {
        return market == null ? Optional.empty() : market.series();
    }

    List<BarSeries> breadth() {
        return breadth;
    }

    List<BarSeries> peers() {
        return peers;
    }

    Companions companionsOf(InstrumentId id) {
        return companions.computeIfAbsent(id, this::findCompanions);
    }

    private void relink() {
        companions.clear();
        market = bySymbol(map.marketProxy(), "");
        peers = seriesOf(ranking.peers());
        List<SymbolState> wide = new ArrayList<>();
        for (String symbol : map.breadth()) {
            SymbolState state =
                    bySymbol(symbol, market == null ? "" : market.id().market());
            if (state != null) {
                wide.add(state);
            }
        }
        breadth = seriesOf(wide);
    }

    private Companions findCompanions(InstrumentId id) {
        List<SymbolState> related = new ArrayList<>();
        for (String symbol : map.relatedTo(id.symbol())) {
            SymbolState state = bySymbol(symbol, id.market());
            if (state != null) {
                related.add(state);
            }
        }
        SymbolState sector = bySymbol(map.sectorOf(id.symbol()), id.market());
        return new Companions(sector == null ? Optional.empty() : sector.series(), seriesOf(related));
    }

    /** The spot instrument of a symbol, best on a market, else the first that appeared. */
    private @Nullable SymbolState bySymbol(String symbol, String preferredMarket) {
        SymbolState first = null;
        for (SymbolState state : states.values()) {
            InstrumentId id = state.id();
            if (id.symbol().equals(symbol) && id.contract().equals(Contract.SPOT)) {
                if (id.market().equals(preferredMarket)) {
                    return state;
                }
                first = first == null ? state : first;
            }
        }
        return first;
    }

    private static List<BarSeries> seriesOf(List<SymbolState> symbols) {
        List<BarSeries> series = new ArrayList<>();
        for (SymbolState symbol : symbols) {
            series.add(symbol.bars());
        }
        return Collections.unmodifiableList(series);
    }
}
