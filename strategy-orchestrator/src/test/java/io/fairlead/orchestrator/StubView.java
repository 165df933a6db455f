package io.fairlead.orchestrator;

import io.fairlead.api.edge.Direction;
import io.fairlead.api.edge.EdgeView;
import io.fairlead.api.edge.MarketRegime;
import io.fairlead.api.edge.SessionStats;
import io.fairlead.api.edge.TradeType;
import io.fairlead.api.edge.VolumeProfile;
import io.fairlead.api.instrument.InstrumentId;
import io.fairlead.api.market.Bar;
import io.fairlead.api.market.BarSeries;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** A view that says what a test tells it to. */
public final class StubView implements EdgeView {
    /** What it says; change what matters. */
    public List<Bar> bars = TestBars.closes(TestBars.AAPL, TestBars.ramp(30, 100, 0));

    public Optional<BarSeries> market = Optional.empty();
    public Optional<BarSeries> sector = Optional.empty();
    public List<BarSeries> breadth = new ArrayList<>();
    public List<BarSeries> related = new ArrayList<>();
    public int secondOfDay;
    public double atr = 1;
    public double priceZ;
    public double volumeZ;
    public double momentumZ;
    public double percentile = 50;
    public VolumeProfile profile = VolumeProfile.NONE;
    public MarketRegime regime = MarketRegime.RANGE_BOUND;
    public double regimeConfidence = 0.7;
    public Direction direction = Direction.LONG;
    public TradeType tradeType = TradeType.MOMENTUM;

    /** Bars that end with a return over so many closes. */
    public static BarSeries returning(InstrumentId id, int closes, double change) {
        double[] prices = TestBars.ramp(closes, 100, 0);
        prices[closes - 1] = 100 * (1 + change);
        return series(TestBars.closes(id, prices));
    }

    /** Thirty bars of the symbol whose return over the last twenty closes is so much. */
    public static List<Bar> barsReturning(double change) {
        double[] prices = TestBars.ramp(30, 100, 0);
        prices[29] = 100 * (1 + change);
        return TestBars.closes(TestBars.AAPL, prices);
    }

    static BarSeries series(List<Bar> bars) {
        return TestBars.state(OrchestratorConfig.classic(), bars).bars();
    }

    @Override
    public InstrumentId instrument() {
        return TestBars.AAPL;
    }

    @Override
    public int secondOfDay() {
        return secondOfDay;
    }

    @Override
    public BarSeries bars() {
        return series(bars);
    }

    @Override
    public Optional<BarSeries> bars(InstrumentId other) {
        return Optional.empty();
    }

    @Override
    public Optional<BarSeries> market() {
        return market;
    }

    @Override
    public List<BarSeries> breadth() {
        return breadth;
    }

    @Override
    public Optional<BarSeries> sector() {
        return sector;
    }

    @Override
    public List<BarSeries> related() {
        return related;
    }

    @Override
    public List<BarSeries> peers() {
        return List.of();
    }

    @Override
    public SessionStats session() {
        return SessionStats.NONE;
    }

    @Override
    public SessionStats previousSession() {
        return SessionStats.NONE;
    }

    @Override
    public double vwap() {
        return close();
    }

    @Override
    public double atr() {
        return atr;
    }

    @Override
    public double rsi() {
        return 50;
    }

    @Override
    public double priceZ() {
        return priceZ;
    }

    @Override
    public double volumeZ() {
        return volumeZ;
    }

    @Override
    public double momentumZ() {
        return momentumZ;
    }

    @Override
    public double peerPercentile(int span) {
        return percentile;
    }

    @Override
    public VolumeProfile volumeProfile() {
        return profile;
    }

    @Override
    public MarketRegime regime() {
        return regime;
    }

    @Override
    public double regimeConfidence() {
        return regimeConfidence;
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
