package io.fairlead.core.sim;

import io.fairlead.api.Quantity;
import io.fairlead.api.instrument.Instrument;
import io.fairlead.api.instrument.InstrumentId;
import io.fairlead.api.market.EpochNanos;
import io.fairlead.api.order.ClientOrderId;
import io.fairlead.api.order.Contingency;
import io.fairlead.api.order.OrderRequest;
import io.fairlead.api.risk.ApprovedLeg;
import io.fairlead.api.risk.ApprovedOrder;
import io.fairlead.api.risk.ApprovedReplace;
import io.fairlead.spi.AccountFacet.Snapshot;
import io.fairlead.spi.ActionResult;
import io.fairlead.spi.Capabilities;
import io.fairlead.spi.OrderFacet.Execution;
import io.fairlead.spi.OrderKey;
import io.fairlead.spi.OrderReport;
import io.fairlead.spi.SubmitResult;
import io.fairlead.spi.VenueOrder;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;

/**
 * The venue's inside: takes orders, runs them through market data, answers questions. It knows no threads: whoever calls it sees to
 * it that calls come one at a time.
 */
final class Exchange {
    private static final ActionResult TAKEN = new ActionResult.Taken();

    private final Clock clock;
    private final LatencyModel latency;
    private final SplittableRandom random;
    private final boolean shortSelling;
    private final Outbox outbox;
    private final OrderIndex index = new OrderIndex();
    private final Executions executions;
    private final OrderFlow flow;
    private final BarMatcher bars;
    private final VenueAccount account;
    private final Admission admission;
    private final Map<InstrumentId, Book> byInstrument = new HashMap<>();
    private volatile @Nullable Book[] books = new Book[0];
    private volatile long wakeNanos = SimOrder.NEVER;
    private long nowNanos = Long.MIN_VALUE;

    Exchange(SimConfig config, Capabilities capabilities, Clock clock, Outbox outbox) {
        this.clock = clock;
        this.latency = config.latency();
        this.random = new SplittableRandom(config.seed());
        this.shortSelling = config.shortSelling();
        this.outbox = outbox;
        executions = new Executions(config.fees(), config.slippage());
        flow = new OrderFlow(executions, outbox);
        bars = new BarMatcher(flow, config);
        account = new VenueAccount(SimulatedVenue.accountOf(config), config.cash(), executions);
        admission = new Admission(config, capabilities, index, account);
    }

    // --- Market ---------------------------------------------------------------------------------------------------

    void onInstrument(int place, Instrument instrument) {
        if (place >= books.length) {
            books = Arrays.copyOf(books, Math.max(place + 1, books.length * 2));
        }
        Book book = byInstrument.get(instrument.id());
        if (book == null) {
            book = new Book(account.register(instrument), instrument, shortSelling);
            byInstrument.put(instrument.id(), book);
        } else {
            account.update(book.place(), instrument);
            book.change(instrument);
        }
        books[place] = book;
    }

    private Book book(int place) {
        Book book = place >= 0 && place < books.length ? books[place] : null;
        if (book == null) {
            throw new IllegalArgumentException("instrument index " + place + " was not announced by onInstrument");
        }
        return book;
    }

    /** Takes a bar of an instrument that nothing waits for; whether that was all there is to do. */
    boolean passes(int place, long start, long end, double close, double volume) {
        Book book = book(place);
        if (!book.isIdle() || start >= wakeNanos) {
            return false;
        }
        book.sawTrading(close, volume);
        nowNanos = end;
        return true;
    }

    void onBar(int place, long start, long end, double open, double high, double low, double close, double volume) {
        Book book = book(place);
        nowNanos = Math.max(nowNanos, end);
        if (start >= wakeNanos) {
            expireBefore(start);
        }
        book.sawVolume(volume);
        if (!book.isIdle()) {
            bars.match(book, start, end, open, high, low, close, volume);
            book.sweep();
        }
        book.sawTrading(close, volume);
    }

    void onTime(long nanos) {
        nowNanos = Math.max(nowNanos, nanos);
        if (nanos >= wakeNanos) {
            expireBefore(nanos);
        }
    }

    /** Ends what time has ended, in all books, and sets the next time to look. */
    private void expireBefore(long nanos) {
        long next = SimOrder.NEVER;
        for (Book book : books) {
            if (book == null || book.isIdle()) {
                continue;
            }
            for (int i = 0; i < book.size(); i++) {
                SimOrder order = book.order(i);
                if (order.expiryNanos() <= nanos && !order.isEnded()) {
                    flow.expire(order);
                }
            }
            book.sweep();
            for (int i = 0; i < book.size(); i++) {
                next = Math.min(next, book.order(i).expiryNanos());
            }
        }
        wakeNanos = next;
    }

    /** The venue's time: the end of the latest datum, and the clock's before the first. */
    private long now() {
        if (nowNanos == Long.MIN_VALUE) {
            nowNanos = EpochNanos.of(clock.instant());
        }
        return nowNanos;
    }

    // --- Orders ---------------------------------------------------------------------------------------------------

    SubmitResult submit(ApprovedOrder approved) {
        long now = now();
        Book book = byInstrument.get(approved.request().instrument());
        String refusal = admission.refusal(approved, book, now);
        if (refusal != null || book == null) {
            return new SubmitResult.Rejected(approved.clientOrderId(), String.valueOf(refusal));
        }
        long arrival = now + latency.nextNanos(random);
        SimOrder first = add(approved.clientOrderId(), approved.request(), book, now, arrival);
        List<OrderKey> legs = List.of();
        if (approved.contingency() != Contingency.NONE && !approved.legs().isEmpty()) {
            legs = addLegs(approved, first, now, arrival);
        }
        flow.at(now);
        flow.accept(first);
        OrderLinks links = first.links();
        if (links != null) {
            links.legs().forEach(flow::accept);
        }
        return new SubmitResult.Accepted(
                approved.clientOrderId(), first.key().venueOrderId().orElseThrow(), legs);
    }

    private List<OrderKey> addLegs(ApprovedOrder approved, SimOrder first, long now, long arrival) {
        List<SimOrder> legs = new ArrayList<>();
        for (ApprovedLeg leg : approved.legs()) {
            legs.add(add(leg.clientOrderId(), leg.request(), first.book(), now, arrival));
        }
        return new OrderLinks(approved.contingency(), first, legs)
                .legs().stream().map(SimOrder::key).toList();
    }

    private SimOrder add(ClientOrderId id, OrderRequest request, Book book, long now, long arrival) {
        SimOrder order = new SimOrder(index.nextKey(id), book, request, now, arrival);
        Lifespan.give(order, book.hours(), arrival);
        if (request.trail().isPresent()) {
            order.trail(new Trailing(request.trail().get(), request.side(), book.priceScale()));
            if (book.hasPrice()) {
                order.startTrailing(book.lastPrice());
            }
        }
        index.add(id, order);
        book.add(order);
        if (order.expiryNanos() < wakeNanos) {
            wakeNanos = order.expiryNanos();
        }
        return order;
    }

    ActionResult cancel(OrderKey key) {
        SimOrder order = index.find(key);
        if (order == null) {
            return new ActionResult.Refused("unknown order " + key);
        }
        if (order.isEnded()) {
            return new ActionResult.Refused("too late: the order is " + order.lifecycle());
        }
        flow.at(now());
        flow.cancel(order, "");
        order.book().sweep();
        return TAKEN;
    }

    ActionResult replace(ApprovedReplace change) {
        SimOrder order = index.find(OrderKey.of(change.current(), change.venueOrderId()));
        String refusal = refusal(order, change.changed());
        if (refusal != null || order == null) {
            return new ActionResult.Refused(String.valueOf(refusal));
        }
        order.replace(change.changed());
        outbox.report(new OrderReport.Replaced(order.key(), now(), order.key()));
        return TAKEN;
    }

    private static @Nullable String refusal(@Nullable SimOrder order, OrderRequest changed) {
        if (order == null) {
            return "unknown order";
        }
        if (order.isEnded()) {
            return "too late: the order is " + order.lifecycle();
        }
        Quantity filled = order.filledQuantity();
        if (changed.quantity().isPresent() && changed.quantity().get().compareTo(filled) <= 0) {
            return "quantity " + changed.quantity().get() + " is not above what has filled, " + filled;
        }
        return null;
    }

    // --- Questions ------------------------------------------------------------------------------------------------

    List<VenueOrder> openOrders() {
        List<VenueOrder> open = new ArrayList<>();
        for (Book book : books) {
            for (int i = 0; book != null && i < book.size(); i++) {
                open.add(book.order(i).view());
            }
        }
        return open;
    }

    Optional<VenueOrder> order(OrderKey key) {
        return Optional.ofNullable(index.find(key)).map(SimOrder::view);
    }

    List<Execution> executionsSince(Instant watermark) {
        return executions.since(EpochNanos.of(watermark));
    }

    Snapshot snapshot() {
        return account.snapshot(now());
    }

    List<Instrument> instruments() {
        return announced().stream().map(Book::instrument).toList();
    }

    Optional<Instrument> instrument(InstrumentId id) {
        return Optional.ofNullable(byInstrument.get(id)).map(Book::instrument);
    }

    private List<Book> announced() {
        List<Book> announced = new ArrayList<>();
        for (Book book : books) {
            if (book != null && !announced.contains(book)) {
                announced.add(book);
            }
        }
        return announced;
    }
}
