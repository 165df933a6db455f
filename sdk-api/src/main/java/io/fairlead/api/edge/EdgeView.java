package io.fairlead.api.edge;

import io.fairlead.api.instrument.InstrumentId;
import io.fairlead.api.market.BarSeries;
import io.fairlead.api.market.EpochNanos;
import java.time.Instant;
import java.time.LocalTime;
import java.util.List;
import java.util.Optional;

/**
 * What an edge may read about one symbol at the end of one slice: bars that are known now, statistics that look backwards only,
 * and the trade that the ensemble has in mind. Valid during {@link Edge#vote} only, on that thread. Statistics are made at the
 * first question of a slice and then kept; asking twice costs nothing.
 *
 * <p>Implemented by the ensemble, not by plug-ins: later versions add methods. To try an edge out, take a view from an ensemble.
 */
public interface EdgeView {
    /** The symbol that is voted on. */
    InstrumentId instrument();

    /** The end of the latest bar, when all of this became known. */
    default Instant time() {
        return EpochNanos.toInstant(bars().endNanos(0));
    }

    /** The start of the latest bar on the exchange's clock, in seconds after midnight. */
    int secondOfDay();

    /** The start of the latest bar on the exchange's clock. */
    default LocalTime timeOfDay() {
        return LocalTime.ofSecondOfDay(secondOfDay());
    }

    /** The symbol's own bars; never empty. */
    BarSeries bars();

    /** The latest close. */
    default double close() {
        return bars().close(0);
    }

    /** The bars of another tracked symbol; empty while it has none. */
    Optional<BarSeries> bars(InstrumentId other);

    /** The bars of the market proxy (SPY); empty while it has none. */
    Optional<BarSeries> market();

    /** The bars of the symbols whose breadth tells of the whole market (QQQ, IWM), those that have any. */
    List<BarSeries> breadth();

    /** The bars of the symbol's sector fund; empty while it has none. */
    Optional<BarSeries> sector();

    /** The bars of the symbols that usually move with this one, those that have any. */
    List<BarSeries> related();

    /** The bars of all tracked symbols but market proxy and breadth, this one included, in order of first appearance. */
    List<BarSeries> peers();

    /** The running session. */
    SessionStats session();

    /** The session before; {@link SessionStats#NONE} while none is known. */
    SessionStats previousSession();

    /** Volume-weighted average price, anchored as the profile says; the close while no volume is known. */
    double vwap();

    /** Average true range, in price units; 0 at the very first bar. */
    double atr();

    /** Average true range as a fraction of the latest close. */
    default double atrPercent() {
        return atr() / close();
    }

    /** Relative strength index, 0 to 100. */
    double rsi();

    /**
     * How many standard deviations the latest close lies above the mean of the closes before it, over the profile's window; 0 while
     * there are too few bars.
     */
    double priceZ();

    /** The same of volumes. */
    double volumeZ();

    /** The same of one-bar returns. */
    double momentumZ();

    /**
     * Where the symbol's return ranks among its peers: 100 × the number of peers below it / the number of peers ranked. Ties keep
     * the order of first appearance. 50 while the symbol has too few bars.
     *
     * @param bars the closes that a return spans: {@code close(0) / close(bars - 1) - 1}; 2 or more
     */
    double peerPercentile(int bars);

    /** Where volume was traded; {@link VolumeProfile#NONE} while there are too few bars. */
    VolumeProfile volumeProfile();

    /** What kind of day the market is having. */
    MarketRegime regime();

    /** How sure the ensemble is of that, 0 to 1. */
    double regimeConfidence();

    /** The direction of the trade in mind. */
    Direction direction();

    /** The idea of the trade in mind. */
    TradeType tradeType();
}
