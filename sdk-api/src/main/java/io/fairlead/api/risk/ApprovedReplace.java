package io.fairlead.api.risk;

import io.fairlead.api.instrument.Instrument;
import io.fairlead.api.order.ClientOrderId;
import io.fairlead.api.order.OrderChange;
import io.fairlead.api.order.OrderId;
import io.fairlead.api.order.OrderRequest;
import io.fairlead.api.order.VenueOrderId;
import java.util.concurrent.atomic.AtomicIntegerFieldUpdater;

/**
 * A change of a working order that the risk gate let pass. Only {@link RiskGate} makes one; as with {@link ApprovedOrder} it is good
 * for one send on one connection. Any thread.
 */
public final class ApprovedReplace implements GateDecision {
    private static final AtomicIntegerFieldUpdater<ApprovedReplace> CONSUMED =
            AtomicIntegerFieldUpdater.newUpdater(ApprovedReplace.class, "consumed");

    private final ApprovalVerifier connection;
    private final Instrument instrument;
    private final OrderId orderId;
    private final ClientOrderId current;
    private final VenueOrderId venueOrderId;
    private final ClientOrderId next;
    private final OrderChange change;
    private final OrderRequest changed;
    private final long seal;

    @SuppressWarnings("unused") // through CONSUMED
    private volatile int consumed;

    ApprovedReplace(
            ApprovalVerifier connection, Instrument instrument, ReplaceIntent intent, OrderRequest changed, long seal) {
        this.connection = connection;
        this.instrument = instrument;
        this.orderId = intent.orderId();
        this.current = intent.current();
        this.venueOrderId = intent.venueOrderId();
        this.next = intent.next();
        this.change = intent.change();
        this.changed = changed;
        this.seal = seal;
    }

    ApprovalVerifier connection() {
        return connection;
    }

    long seal() {
        return seal;
    }

    boolean consume() {
        return CONSUMED.compareAndSet(this, 0, 1);
    }

    /** The rules of the instrument that it was checked against. */
    public Instrument instrument() {
        return instrument;
    }

    /** Our id of the order, which stays. */
    public OrderId orderId() {
        return orderId;
    }

    /** The client id that the order works under now. */
    public ClientOrderId current() {
        return current;
    }

    /** The venue id that the order works under now. */
    public VenueOrderId venueOrderId() {
        return venueOrderId;
    }

    /** The client id of this change, for venues that make a new order of it. */
    public ClientOrderId next() {
        return next;
    }

    /** What changes. */
    public OrderChange change() {
        return change;
    }

    /** The whole order as it will be; its quantity is the total, fills included. */
    public OrderRequest changed() {
        return changed;
    }

    @Override
    public String toString() {
        return orderId + " " + current + " -> " + next + " " + changed;
    }
}
