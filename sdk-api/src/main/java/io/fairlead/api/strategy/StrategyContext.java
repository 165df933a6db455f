package io.fairlead.api.strategy;

import io.fairlead.api.instrument.Instrument;
import io.fairlead.api.instrument.InstrumentId;
import io.fairlead.api.market.Bar;
import io.fairlead.api.market.BarInterval;
import io.fairlead.api.market.BarSeries;
import io.fairlead.api.order.OrderGroup;
import io.fairlead.api.order.OrderId;
import io.fairlead.api.order.OrderRequest;
import io.fairlead.api.order.OrderTicket;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;

/**
 * What a strategy sees and can do. Belongs to one strategy of one session; use it inside callbacks only, on the session's thread.
 */
public interface StrategyContext {
    /** The session's time: no datum known later can be seen. */
    Instant now();

    /** The session's time, in epoch nanoseconds. */
    long nowNanos();

    /** Whether the running callback delivers history; orders are denied ({@code SESSION_WARMING_UP}) meanwhile. */
    boolean isWarmingUp();

    /** The instruments that the session's data has, in stable order. */
    List<Instrument> instruments();

    /**
     * The rules of an instrument as they hold now.
     *
     * @throws io.fairlead.api.BadInputException if the session does not know it; the message names those it knows
     */
    Instrument instrument(InstrumentId id);

    /**
     * Asks for bars; from {@link Strategy#onStart} or later. History first, flagged as warm-up. Coarser intervals than the data's
     * are aggregated.
     *
     * @throws io.fairlead.api.BadInputException if the instrument is unknown or the data is coarser than the interval
     */
    BarSeries subscribeBars(InstrumentId id, BarInterval interval, WarmUp warmUp);

    /** Asks for bars without history. */
    default BarSeries subscribeBars(InstrumentId id, BarInterval interval) {
        return subscribeBars(id, interval, WarmUp.NONE);
    }

    /** Asks for quotes. */
    void subscribeQuotes(InstrumentId id);

    /** Asks for trades. */
    void subscribeTrades(InstrumentId id);

    /** The bars known now of a subscription. */
    BarSeries bars(InstrumentId id, BarInterval interval);

    /**
     * Bars whose start lies in a span of time, oldest first, of a subscription.
     *
     * @param from first start, inclusive
     * @param to last start, exclusive
     * @throws io.fairlead.api.LookAheadException if {@code to} is later than the session's time
     */
    List<Bar> history(InstrumentId id, BarInterval interval, Instant from, Instant to);

    /** The last price known of an instrument (trade, mid or close), as a double. */
    Optional<Double> lastPrice(InstrumentId id);

    /** This strategy's position. */
    Position position(InstrumentId id);

    /** The account that the strategy trades on. */
    AccountView account();

    /** Turns wishes into quantities of an instrument. */
    Sizer size(InstrumentId id);

    /**
     * Asks for an order. It is judged by the risk gate at once: the ticket shows a denial already when this returns. What passed is
     * written down and sent after the callback has returned.
     */
    OrderTicket submit(OrderRequest request);

    /** Asks for orders that live together; the ticket is that of the first, the others are its legs. */
    OrderTicket submit(OrderGroup group);

    /** This strategy's orders that have not ended, in the order of their ids. */
    List<OrderTicket> openOrders();

    /** One of this strategy's orders, ended ones included. */
    Optional<OrderTicket> order(OrderId id);

    /** Cancels this strategy's open orders of an instrument. */
    void cancelAll(InstrumentId id);

    /**
     * Brings this strategy's position of an instrument to zero: cancels its open orders there, awaits their ends, then sells or buys
     * back at the market what is really left. Asking again while that goes on changes nothing. It never exits twice.
     */
    void flatten(InstrumentId id);

    /** Asks for {@link Strategy#onTimer} at a moment; under a name that is taken, moves that timer. A moment past fires next. */
    void setTimer(String name, Instant due);

    /** Asks for {@link Strategy#onTimer} after a while. */
    default void setTimer(String name, Duration delay) {
        setTimer(name, now().plus(delay));
    }

    /** Forgets a timer. */
    void cancelTimer(String name);

    /** Randomness from the session's seed: the same on every run. */
    RandomGenerator random();

    /** Writes a line to the session's log and to its listener, with the session's time and the strategy's name. */
    void log(String message);

    /**
     * Writes down what a decision was made from, so that the orders which name it can be explained from the journal: who voted what,
     * from which numbers, which rule ended it. Decisions to do nothing may be written down too.
     *
     * @param decisionId its name, which orders carry ({@code OrderRequest.decisionId})
     * @param instrument what it is about
     * @param facts asked for at once, and only in a session with a journal: elsewhere this costs nothing. The same facts must read the
     *     same on every run, or a replay will tell
     */
    void decided(String decisionId, InstrumentId instrument, Supplier<SortedMap<String, String>> facts);
}
