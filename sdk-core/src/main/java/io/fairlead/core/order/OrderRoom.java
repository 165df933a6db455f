package io.fairlead.core.order;

import io.fairlead.api.Currency;
import io.fairlead.api.Money;
import io.fairlead.api.Price;
import io.fairlead.api.instrument.Instrument;
import io.fairlead.api.order.ClientOrderId;
import io.fairlead.api.order.Contingency;
import io.fairlead.api.order.Denial;
import io.fairlead.api.order.Fill;
import io.fairlead.api.order.OrderEvent;
import io.fairlead.api.order.OrderId;
import io.fairlead.api.order.OrderRequest;
import io.fairlead.core.journal.JournalRecord;
import io.fairlead.core.journal.RecordLog;
import io.fairlead.core.ledger.Ledger;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What the parts of the desk share: the orders, what they reserve, the books, the time, and who is told. On the session's thread. */
final class OrderRoom {
    /** The owner of orders that no strategy of the session made. */
    static final int NOBODY = -1;

    final VenueLink venue;
    final InstrumentTable instruments;
    final Ledger ledger;
    final Marks marks;
    final ClientOrderIds clientIds;
    final WorkingOrders working = new WorkingOrders();
    final OrderRate rate = new OrderRate();
    final Intents intents = new Intents();
    final OrderRegistry registry = new OrderRegistry();
    final FrozenInstruments frozen = new FrozenInstruments();
    final FillBooking fills = new FillBooking(this);
    final OrderDesk desk;
    private final OrderSink sink;
    private final RecordLog log;
    /** Groups of ours in which something changed. */
    private final Set<ManagedOrder> changedGroups = new LinkedHashSet<>();

    /** Currencies whose cash counts nothing. */
    private final Set<Currency> leftOut = new HashSet<>();

    private boolean folding;
    private boolean strange;
    long nowNanos;

    OrderRoom(
            OrderDesk desk,
            VenueLink venue,
            InstrumentTable instruments,
            Ledger ledger,
            Marks marks,
            ClientOrderIds clientIds,
            OrderSink sink,
            RecordLog log) {
        this.desk = desk;
        this.venue = venue;
        this.instruments = instruments;
        this.ledger = ledger;
        this.marks = marks;
        this.clientIds = clientIds;
        this.sink = sink;
        this.log = log;
    }

    /** The venue has something that we do not know: it is asked before long. */
    void lookAgain() {
        strange = true;
    }

    /** Whether it is to be asked; asking clears it. */
    boolean takeStrange() {
        boolean was = strange;
        strange = false;
        return was;
    }

    /** While the journal is read back nobody is told and nothing is written. */
    void folding(boolean whether) {
        folding = whether;
    }

    boolean isFolding() {
        return folding;
    }

    OrderSink sink() {
        return sink;
    }

    void tell(ManagedOrder order, OrderEvent event) {
        if (!folding) {
            sink.onOrderEvent(order.owner(), event);
        }
    }

    void alarm(String code, String detail) {
        if (!folding) {
            sink.onAlarm(code, detail);
        }
    }

    /** Whether records are kept: ask before one is made. */
    boolean isLogging() {
        return !folding && log.isOn();
    }

    void write(JournalRecord record) {
        if (isLogging()) {
            log.write(record);
        }
    }

    BigDecimal rateOf(Instrument rules) {
        return rules.quoteCurrency().equals(ledger.baseCurrency())
                ? BigDecimal.ONE
                : ledger.rateToBase(rules.quoteCurrency()).orElse(BigDecimal.ZERO);
    }

    /** Books a fill. A fee in a currency without a rate counts nothing, as the coins do that it is paid from. */
    void book(int index, Fill fill) {
        for (Money fee : fill.fees()) {
            leaveOutUnlessRated(fee);
        }
        ledger.book(index, fill);
    }

    /** An amount of a currency that has no rate counts nothing in equity; a person is told, once. */
    void leaveOutUnlessRated(Money amount) {
        if (!ledger.hasRate(amount.currency()) && leftOut.add(amount.currency())) {
            ledger.leaveOut(amount.currency());
            alarm(
                    "CASH_NOT_COUNTED",
                    "amount=" + amount + ": no rate to " + ledger.baseCurrency()
                            + ", it counts nothing; give the session a rate(…) to have it counted");
        }
    }

    ManagedOrder newOrder(
            int owner, int index, OrderRequest request, Contingency contingency, @Nullable ManagedOrder parent) {
        ClientOrderId clientId =
                request.clientOrderId().isPresent() ? request.clientOrderId().get() : clientIds.next();
        return newOrder(registry.nextId(), clientId, owner, index, request, contingency, parent);
    }

    ManagedOrder newOrder(
            OrderId id,
            ClientOrderId clientId,
            int owner,
            int index,
            OrderRequest request,
            Contingency contingency,
            @Nullable ManagedOrder parent) {
        return new ManagedOrder(
                desk, id, clientId, owner, index, instruments.get(index), request, contingency, parent, nowNanos);
    }

    /** The price that a request's exposure is reckoned at × 10^priceScale: its limit or trigger, else the last price. */
    long priceForReserve(int index, OrderRequest request) {
        Optional<Price> price = request.limitPrice().or(request::triggerPrice);
        if (price.isEmpty()) {
            return marks.get(index);
        }
        BigDecimal exact =
                price.get().value().movePointRight(instruments.get(index).priceScale());
        return exact.setScale(0, RoundingMode.UP).longValueExact();
    }

    /** Takes an order and its legs among those that work, or may. */
    void track(ManagedOrder order, BigDecimal fx) {
        rate.submitted(nowNanos);
        intents.submitted(order, nowNanos);
        registry.add(order);
        for (ManagedOrder leg : order.managedLegs()) {
            registry.add(leg);
        }
        working.opened();
        working.update(order, fx);
    }

    /** Something of an order has changed: what it reserves follows, and its group may have to act. */
    void changed(ManagedOrder order) {
        working.update(order, rateOf(order.instrument()));
        ManagedOrder root = rootOf(order);
        if (order.isClosed() && registry.close(order) && isOver(root)) {
            working.closed();
        }
        if (order.isEmulated()) {
            changedGroups.add(root);
        }
    }

    /** Groups in which something changed since this was last asked. */
    Set<ManagedOrder> takeChangedGroups() {
        if (changedGroups.isEmpty()) {
            return Set.of();
        }
        Set<ManagedOrder> taken = new LinkedHashSet<>(changedGroups);
        changedGroups.clear();
        return taken;
    }

    static ManagedOrder rootOf(ManagedOrder order) {
        ManagedOrder parent = order.managedParent();
        return parent == null ? order : parent;
    }

    static boolean isOver(ManagedOrder root) {
        boolean over = root.isClosed();
        for (ManagedOrder leg : root.managedLegs()) {
            over &= leg.isClosed();
        }
        return over;
    }

    /** Ends an order that was never sent, and its legs. */
    void deny(ManagedOrder order, Denial denial) {
        denyOne(order, denial);
        for (ManagedOrder leg : order.managedLegs()) {
            denyOne(leg, denial);
        }
        tell(order, new OrderEvent.Denied(order, nowNanos, denial));
    }

    private void denyOne(ManagedOrder order, Denial denial) {
        order.deny(denial);
        registry.add(order);
        if (isLogging()) {
            write(new JournalRecord.OrderDenied(
                    order.orderId(), order.clientOrderId(), order.owner(), order.request(), denial));
        }
    }

    /** Takes in the id of an order found in the journal: no later one is the same. One that its owner chose says nothing of ours. */
    void used(ClientOrderId id, OrderRequest request) {
        if (request.clientOrderId().isEmpty()) {
            clientIds.used(id);
        }
    }
}
