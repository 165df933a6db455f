package io.fairlead.api.risk;

import io.fairlead.api.instrument.Instrument;
import io.fairlead.api.order.ClientOrderId;
import io.fairlead.api.order.Contingency;
import io.fairlead.api.order.OrderId;
import io.fairlead.api.order.OrderRequest;
import java.util.List;
import java.util.concurrent.atomic.AtomicIntegerFieldUpdater;

/**
 * An order that the risk gate let pass, with the legs that it was approved and reserved with. Only {@link RiskGate} makes one. It is
 * bound to one gate, one connection and one request, and good for one send: the adapter hands it to
 * {@link ApprovalVerifier#consume(ApprovedOrder)} before a byte leaves. Any thread.
 */
public final class ApprovedOrder implements GateDecision {
    private static final AtomicIntegerFieldUpdater<ApprovedOrder> CONSUMED =
            AtomicIntegerFieldUpdater.newUpdater(ApprovedOrder.class, "consumed");

    private final ApprovalVerifier connection;
    private final Instrument instrument;
    private final OrderId orderId;
    private final ClientOrderId clientOrderId;
    private final OrderRequest request;
    private final Contingency contingency;
    private final List<ApprovedLeg> legs;
    private final long seal;

    @SuppressWarnings("unused") // through CONSUMED
    private volatile int consumed;

    ApprovedOrder(
            ApprovalVerifier connection,
            Instrument instrument,
            OrderId orderId,
            ClientOrderId clientOrderId,
            OrderRequest request,
            Contingency contingency,
            List<ApprovedLeg> legs,
            long seal) {
        this.connection = connection;
        this.instrument = instrument;
        this.orderId = orderId;
        this.clientOrderId = clientOrderId;
        this.request = request;
        this.contingency = contingency;
        this.legs = legs;
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

    /** Our id of the order. */
    public OrderId orderId() {
        return orderId;
    }

    /** The client id to send it under. */
    public ClientOrderId clientOrderId() {
        return clientOrderId;
    }

    /** What is asked. */
    public OrderRequest request() {
        return request;
    }

    /** How the legs depend on it. */
    public Contingency contingency() {
        return contingency;
    }

    /** The other orders of the group, in the group's order; empty for a single order. */
    public List<ApprovedLeg> legs() {
        return legs;
    }

    @Override
    public String toString() {
        return orderId + " " + clientOrderId + " " + request + (legs.isEmpty() ? "" : " " + contingency + " " + legs);
    }
}
