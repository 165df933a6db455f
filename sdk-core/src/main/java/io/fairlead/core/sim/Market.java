package io.fairlead.core.sim;

import io.fairlead.api.instrument.Instrument;
import io.fairlead.api.instrument.InstrumentId;
import io.fairlead.api.market.Quote;
import io.fairlead.api.market.Trade;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The books by instrument, and the venue's time, which is that of its data: what is due by it, be it an order's end or a cancel on
 * its way, happens before the datum that brings the time. On the venue's thread, but for {@link #passes}.
 */
final class Market {
    private final boolean shortSelling;
    private final VenueAccount account;
    private final OrderFlow flow;
    private final Outbox outbox;
    private final BarMatcher bars;
    private final TickMatcher ticks;
    private final InFlight inFlight = new InFlight();
    private final Map<InstrumentId, Book> byInstrument = new HashMap<>();
    private final LastSeen seen = new LastSeen();
    private volatile @Nullable Book[] books = new Book[0];
    /** By index: the place of the book; -1 where there is none. */
    private volatile int[] places = {};

    private volatile long wakeNanos = SimOrder.NEVER;
    private long clockNanos = Long.MIN_VALUE;
    /** The latest time that {@link #onTime} or a datum brought. */
    private long toldNanos = Long.MIN_VALUE;

    Market(SimConfig config, VenueAccount account, OrderFlow flow, Outbox outbox) {
        this.shortSelling = config.shortSelling();
        this.account = account;
        this.flow = flow;
        this.outbox = outbox;
        bars = new BarMatcher(flow, config);
        ticks = new TickMatcher(flow, config);
    }

    // --- Instruments ----------------------------------------------------------------------------------------------

    void onInstrument(int index, Instrument instrument) {
        Book book = byInstrument.get(instrument.id());
        if (book == null) {
            book = new Book(account.register(instrument), instrument, shortSelling, seen);
            byInstrument.put(instrument.id(), book);
        } else {
            account.update(book.place(), instrument);
            book.change(instrument);
        }
        @Nullable Book[] known = books;
        if (index >= known.length) {
            known = Arrays.copyOf(known, Math.max(index + 1, known.length * 2));
        }
        known[index] = book;
        books = known;
        int[] placed = places;
        if (index >= placed.length) {
            placed = Arrays.copyOf(placed, known.length);
            Arrays.fill(placed, places.length, placed.length, -1);
        }
        placed[index] = book.place();
        places = placed;
    }

    @Nullable
    Book find(InstrumentId id) {
        return byInstrument.get(id);
    }

    /** Every instrument, in the order of their indices. */
    List<Instrument> instruments() {
        return known().stream().map(Book::instrument).toList();
    }

    /** Every book, in the order of their indices. */
    List<Book> known() {
        List<Book> known = new ArrayList<>();
        for (Book book : books) {
            if (book != null && !known.contains(book)) {
                known.add(book);
            }
        }
        return known;
    }

    private Book book(int index) {
        @Nullable Book[] known = books;
        Book book = index >= 0 && index < known.length ? known[index] : null;
        if (book == null) {
            throw new IllegalArgumentException("instrument index " + index + " was not announced by onInstrument");
        }
        return book;
    }

    private int placeOf(int index) {
        int[] placed = places;
        return index >= 0 && index < placed.length && placed[index] >= 0
                ? placed[index]
                : book(index).place();
    }

    // --- Time -----------------------------------------------------------------------------------------------------

    /** The venue's time, in epoch nanoseconds: the latest of what the data and the clock have said. */
    long now() {
        return Math.max(toldNanos, clockNanos);
    }

    /**
     * The clock says so. Nothing is done that is due meanwhile: there may be data of this very moment, or of before, still to come,
     * in which an order may fill before it ends.
     */
    void isNow(long nanos) {
        clockNanos = Math.max(clockNanos, nanos);
    }

    /** Sees to it that time stops at an order's end. */
    void wakeFor(SimOrder order) {
        wakeBy(order.expiryNanos());
    }

    private void wakeBy(long nanos) {
        if (nanos < wakeNanos) { // writing costs more than asking
            wakeNanos = nanos;
        }
    }

    /** Has something done when time reaches an instant. */
    void later(long dueNanos, Runnable effect) {
        inFlight.add(dueNanos, effect);
        wakeBy(dueNanos);
    }

    /** Does what is due at a time or before. */
    private void reach(long nanos) {
        if (nanos < wakeNanos) {
            return;
        }
        while (inFlight.nextNanos() <= nanos) {
            long due = inFlight.nextNanos();
            expire(due);
            flow.at(due);
            inFlight.takeNext().run();
        }
        flow.knownAt(nanos);
        wakeNanos = Math.min(expire(nanos), inFlight.nextNanos());
    }

    /** Ends the orders whose time is up, in all books; when the next one's is. */
    private long expire(long nanos) {
        long next = SimOrder.NEVER;
        int[] placed = places;
        for (int index = 0; index < placed.length; index++) {
            if (placed[index] < 0 || seen.isIdle(placed[index])) {
                continue;
            }
            Book book = book(index);
            for (int i = 0; i < book.size(); i++) {
                SimOrder order = book.order(i);
                if (order.expiryNanos() <= nanos && !order.isEnded()) {
                    end(order);
                }
            }
            book.sweep();
            for (int i = 0; i < book.size(); i++) {
                next = Math.min(next, book.order(i).expiryNanos());
            }
        }
        return next;
    }

    private void end(SimOrder order) {
        if (order.role() == Role.ON_CLOSE
                && order.isActive()
                && order.book().top().isKnown()) {
            ticks.atClose(order);
        } else {
            flow.expire(order);
        }
    }

    private void told(long nanos) {
        toldNanos = Math.max(toldNanos, nanos);
    }

    /** Takes in the time; false if it is none that the venue has not had. */
    boolean onTime(long nanos) {
        if (nanos <= toldNanos) {
            return false;
        }
        told(nanos);
        reach(nanos);
        return true;
    }

    // --- Data -----------------------------------------------------------------------------------------------------

    /** Takes in a bar if there is nothing to do but to note it; whether that was so. Allocates nothing. */
    boolean passes(int index, long start, long end, double close, double volume) {
        int place = placeOf(index);
        if (!seen.isIdle(place) || start >= wakeNanos || end < toldNanos || !outbox.isCalm()) {
            return false;
        }
        seen.saw(place, close, volume);
        toldNanos = end;
        return true;
    }

    void onBar(int index, long start, long end, double open, double high, double low, double close, double volume) {
        Book book = book(index);
        reach(start);
        told(end);
        book.sawVolume(volume);
        if (!book.isIdle() && !book.top().isKnown()) {
            bars.match(book, start, end, open, high, low, close, volume);
            afterMatching(book);
        }
        book.sawTrading(close, volume);
    }

    void onQuote(int index, Quote quote) {
        Book book = book(index);
        reach(quote.timeNanos());
        told(quote.timeNanos());
        book.saw(quote);
        if (!book.isIdle()) {
            ticks.onQuote(book, quote.timeNanos());
            afterMatching(book);
        }
    }

    void onTrade(int index, Trade trade) {
        Book book = book(index);
        reach(trade.timeNanos());
        told(trade.timeNanos());
        long price = book.saw(trade);
        if (!book.isIdle()) {
            ticks.onTrade(book, price, trade.timeNanos());
            afterMatching(book);
        }
    }

    /** Lets an order that has just come meet a quote that is known already. */
    void onArrival(SimOrder order) {
        if (order.book().top().isQuoted()) {
            ticks.onArrival(order, now());
            afterMatching(order.book());
        }
    }

    private void afterMatching(Book book) {
        book.sweep();
        wakeBy(flow.takeSoonestEnd());
    }
}
