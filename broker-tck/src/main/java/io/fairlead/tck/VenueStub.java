package io.fairlead.tck;

import io.fairlead.api.Money;
import io.fairlead.api.Price;
import io.fairlead.api.Quantity;
import io.fairlead.api.instrument.InstrumentId;
import io.fairlead.api.market.Bar;
import io.fairlead.api.market.Depth;
import io.fairlead.api.market.NewsItem;
import io.fairlead.api.market.Quote;
import io.fairlead.api.market.Trade;
import io.fairlead.api.order.OrderRequest;
import io.fairlead.api.order.VenueOrderId;
import io.fairlead.spi.BrokerProvider;
import io.fairlead.spi.ProviderConfig;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * A venue that the kit can play with: what the author of a broker plug-in supplies. It speaks the venue's own protocol on loopback, so
 * that the plug-in under test is the one that users get, and it can be told to misbehave.
 *
 * <p>A stub says by {@link #hooks()} and {@link #canFail} what it can do; the kit calls nothing else, and reports the rules that need
 * more as skipped, with the reason. The more a stub can do, the more is proven. A stub may be slow to take effect (its protocol is
 * asynchronous), never early: when one of these methods returns, the venue has done as told, and what it tells the plug-in is on its way.
 *
 * <p>Each rule gets a fresh venue. The account begins with cash enough to buy a thousand times the {@linkplain Tradable#quantity()
 * usual quantity} of each instrument. Each instrument begins with a quote one tick around its {@linkplain Tradable#price() usual
 * price}, of a thousand times the usual quantity on either side; what is marketable fills at once against the last quote, up to its
 * size, at the quoted price; anything else rests until told. One thread at a time calls a stub.
 */
public interface VenueStub extends AutoCloseable {
    // --- What the kit connects to --------------------------------------------------------------------------------

    /** The plug-in under test. */
    BrokerProvider provider();

    /** Settings that lead to this venue: URLs on loopback, credentials that it takes, short real-time limits where there are any. */
    ProviderConfig config();

    /** The environment that {@link #config()} leads to; the provider's default one unless said. */
    default String environment() {
        return provider().environments().get(0);
    }

    /**
     * The time that the kit lends to the plug-in and moves. Make one, give its clock to the venue as well, and return it here; it
     * starts at a moment when every instrument is in its regular session, with six hours of it left where it is that long.
     */
    ManualTime time();

    /**
     * What can be traded, the usual instrument first; more than one where the venue differs by kind (a share and a crypto pair). Each
     * as the plug-in's reference facet has to show it, where there is one.
     */
    List<Tradable> instruments();

    /** What this stub can do beyond the mere start. */
    Set<Hook> hooks();

    /** Whether {@link #failNext} can do this to requests of this kind. */
    default boolean canFail(RequestKind kind, Fault fault) {
        return false;
    }

    /** Why a hook is not there, for reports: {@code "the venue has no order books"}. */
    default String whyNot(Hook hook) {
        return "this stub cannot " + hook.what();
    }

    /**
     * Rules that this venue, not the plug-in, cannot keep, by number ({@code "GRP-04"}) or by number and case ({@code "SUB-01 LIMIT DAY"}),
     * each with the reason. They are reported as skipped with it: nobody takes them for kept.
     */
    default Map<String, String> exempt() {
        return Map.of();
    }

    // --- What the venue knows: to be compared with what the plug-in says -----------------------------------------

    /** Every order that the venue has ever taken in, oldest first, legs included, as it stands now. */
    List<HeldOrder> orders();

    /** Every execution of the account at the venue, oldest first. */
    List<HeldFill> fills();

    /** What the account holds in each currency, orders' reserves included; for crypto venues all assets. */
    List<Money> cash();

    /**
     * Units held, negative for a short position, as the account facet has to show them; 0 where what is bought is not a position but cash
     * in the base currency.
     */
    BigDecimal position(InstrumentId instrument);

    /**
     * Every request that reached the venue, oldest first, those that a fault hit after their arrival included.
     * {@link Hook#REQUEST_LOG}.
     */
    default List<SeenRequest> requests() {
        throw missing(Hook.REQUEST_LOG);
    }

    // --- The market ----------------------------------------------------------------------------------------------

    /** Sets the best bid and ask, and tells those who take quotes; marketable orders fill. {@link Hook#QUOTES}. */
    default void quote(Quote quote) {
        throw missing(Hook.QUOTES);
    }

    /**
     * Others trade with each other at a price: what is waiting for a trigger may be set off, and those who take trades are told. It fills
     * no order of the account by itself. {@link Hook#TRADES}.
     */
    default void trade(Trade trade) {
        throw missing(Hook.TRADES);
    }

    /** A bar ends, and those who take bars are told; {@link #time()} is at its end when this is called. {@link Hook#BARS}. */
    default void bar(Bar bar) {
        throw missing(Hook.BARS);
    }

    /** The order book is now this one, and those who take it are told. {@link Hook#DEPTH}. */
    default void depth(Depth depth) {
        throw missing(Hook.DEPTH);
    }

    /** An item of news comes out, under an id of the venue's own. {@link Hook#NEWS}. */
    default void news(NewsItem item) {
        throw missing(Hook.NEWS);
    }

    /** Fills the venue's archive with bars, oldest first; they may have gaps. {@link Hook#HISTORY}. */
    default void seedBars(List<Bar> bars) {
        throw missing(Hook.HISTORY);
    }

    /** How many bars a page of the archive holds, so that the kit can ask for several; 0 where there are no pages. */
    default int barsPerPage() {
        return 0;
    }

    /** How many open orders a page of the venue's list holds; 0 where there are no pages. */
    default int ordersPerPage() {
        return 0;
    }

    /** How many executions a page of the venue's list holds; 0 where there are no pages. */
    default int fillsPerPage() {
        return 0;
    }

    // --- Others, and the account's owner elsewhere ---------------------------------------------------------------

    /**
     * Somebody trades against an order of the account that rests: that many units at its limit, or, for an order without one that has
     * been set off, at the touch. Several calls fill it in several parts. {@link Hook#COUNTERPARTY}.
     */
    default void fill(VenueOrderId order, Quantity quantity) {
        throw missing(Hook.COUNTERPARTY);
    }

    /**
     * As {@link #fill(VenueOrderId, Quantity)}, at a price of its own: better than the limit, or finer than the tick.
     * {@link Hook#FILL_PRICE}.
     */
    default void fill(VenueOrderId order, Quantity quantity, Price price) {
        throw missing(Hook.FILL_PRICE);
    }

    /** The account's owner places an order by another program; it rests. {@link Hook#ELSEWHERE}. */
    default VenueOrderId placeElsewhere(OrderRequest order) {
        throw missing(Hook.ELSEWHERE);
    }

    /** The account's owner, or the venue, ends an order. {@link Hook#ELSEWHERE}. */
    default void cancelElsewhere(VenueOrderId order) {
        throw missing(Hook.ELSEWHERE);
    }

    /** The venue takes an execution back. {@link Hook#BUST}. */
    default void bust(String executionId) {
        throw missing(Hook.BUST);
    }

    /** The venue corrects an execution's price. {@link Hook#CORRECT}. */
    default void correct(String executionId, Price price) {
        throw missing(Hook.CORRECT);
    }

    // --- Faults --------------------------------------------------------------------------------------------------

    /** The next request of a kind meets a fault; those after it are served as usual. Only what {@link #canFail} says. */
    default void failNext(RequestKind kind, Fault fault) {
        throw new UnsupportedOperationException("this stub cannot fail " + kind + " by " + fault);
    }

    /** What {@link Fault#ACTED_LATE} has held back is done now. */
    default void actNow() {
        throw new UnsupportedOperationException("this stub holds no request back");
    }

    /** Whether {@link #rejectNext} can refuse requests of this kind; those that concern orders unless said. */
    default boolean canReject(RequestKind kind) {
        return hooks().contains(Hook.REJECT) && kind.isOrder();
    }

    /** The venue refuses the next request of a kind in these words, or in its own around them. {@link Hook#REJECT}. */
    default void rejectNext(RequestKind kind, String text) {
        throw missing(Hook.REJECT);
    }

    /** The next request of a kind is answered by the venue's word for too many, to come again after so long. {@link Hook#RATE_LIMIT}. */
    default void limitNext(RequestKind kind, Duration retryAfter) {
        throw missing(Hook.RATE_LIMIT);
    }

    /** The next order event of the stream meets a fault. The hook of the fault's own. */
    default void failNextEvent(StreamFault fault) {
        throw missing(fault.hook());
    }

    /** What {@link StreamFault#DELAY} has held back is told now. */
    default void tellLate() {
        throw missing(Hook.STREAM_DELAY);
    }

    /** The order stream breaks and cannot be had again until {@link #restoreStream()}; requests are served. {@link Hook#STREAM_DROP}. */
    default void dropStream() {
        throw missing(Hook.STREAM_DROP);
    }

    /** The order stream can be had again. {@link Hook#STREAM_DROP}. */
    default void restoreStream() {
        throw missing(Hook.STREAM_DROP);
    }

    /** The order stream stays open and goes silent, heartbeats included, until {@link #restoreStream()}. {@link Hook#STREAM_SILENCE}. */
    default void silenceStream() {
        throw missing(Hook.STREAM_SILENCE);
    }

    /** The market data stream breaks; it can be had again at once. {@link Hook#DATA_DROP}. */
    default void dropData() {
        throw missing(Hook.DATA_DROP);
    }

    /** Nothing listens at the venue's addresses until {@link #acceptConnections()}. {@link Hook#REFUSE}. */
    default void refuseConnections() {
        throw missing(Hook.REFUSE);
    }

    /** The venue's addresses are served again. {@link Hook#REFUSE}. */
    default void acceptConnections() {
        throw missing(Hook.REFUSE);
    }

    /** As {@link #config()}, with a secret that this venue does not take. {@link Hook#CREDENTIALS}. */
    default ProviderConfig wrongCredentials() {
        throw missing(Hook.CREDENTIALS);
    }

    /** The venue's own clock is ahead of {@link #time()} by so much (negative: behind), from now on. {@link Hook#CLOCK_OFFSET}. */
    default void venueClockAhead(Duration by) {
        throw missing(Hook.CLOCK_OFFSET);
    }

    // --- Time and waiting ----------------------------------------------------------------------------------------

    /** How much time may pass until the plug-in gives a request up that is not answered, by {@link #time()}. */
    default Duration requestTimeout() {
        return Duration.ofSeconds(30);
    }

    /**
     * How far the kit moves {@link #time()} at each look while it waits for something that is slow to come: enough to make the plug-in
     * poll, back off and reconnect.
     */
    default Duration pace() {
        return Duration.ofSeconds(1);
    }

    /** How long the kit waits in real time for something that has to come, before it calls it missing. */
    default Duration patience() {
        return Duration.ofSeconds(10);
    }

    /** Called after time was moved: does what is due at the venue by then (orders that run out). Nothing unless said. */
    default void timePassed() {}

    /** Everything that was logged in this process since the venue was started, as text. {@link Hook#LOG}. */
    default String log() {
        throw missing(Hook.LOG);
    }

    /** Stops the venue. */
    @Override
    void close();

    private static UnsupportedOperationException missing(Hook hook) {
        return new UnsupportedOperationException("this stub declares no " + hook + ", and was asked to " + hook.what());
    }
}
