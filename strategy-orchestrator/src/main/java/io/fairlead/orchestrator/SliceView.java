package io.fairlead.orchestrator;

import io.fairlead.api.edge.Direction;
import io.fairlead.api.edge.EdgeView;
import io.fairlead.api.edge.MarketRegime;
import io.fairlead.api.edge.SessionStats;
import io.fairlead.api.edge.TradeType;
import io.fairlead.api.edge.VolumeProfile;
import io.fairlead.api.instrument.InstrumentId;
import io.fairlead.api.market.BarSeries;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** One symbol as edges see it. Bound to a symbol and an intended trade while votes are collected. One thread. */
final class SliceView implements EdgeView {
    private final Universe universe;
    private @Nullable SymbolState bound;
    private Direction direction = Direction.LONG;
    private TradeType tradeType = TradeType.MOMENTUM;

    SliceView(Universe universe) {
        this.universe = universe;
    }

    SliceView bind(SymbolState symbol, Direction way, TradeType type) {
        bound = symbol;
        direction = way;
        tradeType = type;
        return this;
    }

    void release() {
        bound = null;
    }

    private SymbolState symbol() {
        if (bound == null) {
            throw new IllegalStateException("an edge's view is valid during vote() only; read what you need there");
        }
        return bound;
    }

    @Override
    public InstrumentId instrument() {
        return symbol().id();
    }

    @Override
    public int secondOfDay() {
        return symbol().session().secondOfDay();
    }

    @Override
    public BarSeries bars() {
        return symbol().bars();
    }

    @Override
    public double close() {
        return symbol().close();
    }

    @Override
    public Optional<BarSeries> bars(InstrumentId other) {
        SymbolState state = universe.find(other);
        return state == null ? Optional.empty() : state.series();
    }

    @Override
    public Optional<BarSeries> market() {
        return universe.market();
    }

    @Override
    public List<BarSeries> breadth() {
        return universe.breadth();
    }

    @Override
    public Optional<BarSeries> sector() {
        return universe.companionsOf(symbol().id()).sector();
    }

    @Override
    public List<BarSeries> related() {
        return universe.companionsOf(symbol().id()).related();
    }

    @Override
    public List<BarSeries> peers() {
        return universe.peers();
    }

    @Override
    public SessionStats session() {
        return symbol().session().stats();
    }

    @Override
    public SessionStats previousSession() {
        return symbol().session().previous();
    }

    @Override
    public double vwap() {
        return symbol().vwap();
    }

    @Override
    public double atr() {
        return symbol().atr();
    }

    @Override
    public double rsi() {
        return symbol().rsi();
    }

    @Override
    public double priceZ() {
        return symbol().zScores().price();
    }

    @Override
    public double volumeZ() {
        return symbol().zScores().volume();
    }

    @Override
    public double momentumZ() {
        return symbol().zScores().momentum();
    }

    @Override
    public double peerPercentile(int bars) {
        if (bars < 2) {
            throw new IllegalArgumentException("a return spans 2 closes or more, was " + bars);
        }
        return universe.percentile(symbol(), bars);
    }

    @Override
    public VolumeProfile volumeProfile() {
        return symbol().volumeProfile();
    }

    @Override
    public MarketRegime regime() {
        return universe.regime().regime();
    }

    @Override
    public double regimeConfidence() {
        return universe.regime().confidence();
    }

    @Override
    public Direction direction() {
        return direction;
    }

    @Override
    public TradeType tradeType() {
        return tradeType;
    }
}
