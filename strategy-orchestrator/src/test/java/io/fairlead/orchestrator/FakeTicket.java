package io.fairlead.orchestrator;

import io.fairlead.api.Price;
import io.fairlead.api.Quantity;
import io.fairlead.api.order.Certainty;
import io.fairlead.api.order.ClientOrderId;
import io.fairlead.api.order.Denial;
import io.fairlead.api.order.GroupHandling;
import io.fairlead.api.order.Lifecycle;
import io.fairlead.api.order.OrderChange;
import io.fairlead.api.order.OrderId;
import io.fairlead.api.order.OrderRequest;
import io.fairlead.api.order.OrderState;
import io.fairlead.api.order.OrderTicket;
import io.fairlead.api.order.PendingAction;
import io.fairlead.api.order.VenueOrderId;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** An order whose fate a test decides. */
final class FakeTicket implements OrderTicket {
    final List<OrderChange> changes = new ArrayList<>();
    private final long number;
    private OrderRequest request;
    private Lifecycle lifecycle = Lifecycle.NEW;
    private PendingAction pending = PendingAction.NONE;
    private Quantity filled = Quantity.ZERO;
    private Optional<Denial> denial = Optional.empty();

    FakeTicket(long number, OrderRequest request) {
        this.number = number;
        this.request = request;
    }

    FakeTicket denied(Denial why) {
        denial = Optional.of(why);
        return ended(Lifecycle.DENIED);
    }

    FakeTicket ended(Lifecycle end) {
        lifecycle = end;
        pending = PendingAction.NONE;
        return this;
    }

    void filled(Quantity units) {
        filled = filled.plus(units);
        if (filled.equals(request.quantity().orElseThrow())) {
            ended(Lifecycle.FILLED);
        }
    }

    /** The venue did as the latest change asked. */
    void confirmReplace() {
        request = changes.get(changes.size() - 1).applyTo(request);
        pending = PendingAction.NONE;
    }

    void refuseReplace() {
        pending = PendingAction.NONE;
    }

    @Override
    public OrderId orderId() {
        return new OrderId(number);
    }

    @Override
    public ClientOrderId clientOrderId() {
        return new ClientOrderId("c" + number);
    }

    @Override
    public Optional<VenueOrderId> venueOrderId() {
        return Optional.empty();
    }

    @Override
    public OrderRequest request() {
        return request;
    }

    @Override
    public OrderState state() {
        return new OrderState(lifecycle, filled, pending, Certainty.CONFIRMED, Certainty.CONFIRMED);
    }

    @Override
    public Quantity filledQuantity() {
        return filled;
    }

    @Override
    public Quantity remainingQuantity() {
        return request.quantity().orElseThrow().minus(filled);
    }

    @Override
    public Optional<Price> averagePrice() {
        return Optional.empty();
    }

    @Override
    public Optional<Denial> denial() {
        return denial;
    }

    @Override
    public String venueText() {
        return lifecycle == Lifecycle.REJECTED ? "no locate" : "";
    }

    @Override
    public Instant submittedAt() {
        return Instant.EPOCH;
    }

    @Override
    public List<OrderTicket> legs() {
        return List.of();
    }

    @Override
    public Optional<OrderTicket> parent() {
        return Optional.empty();
    }

    @Override
    public GroupHandling groupHandling() {
        return GroupHandling.EMULATED;
    }

    @Override
    public void cancel() {
        pending = PendingAction.CANCEL;
    }

    @Override
    public void replace(OrderChange change) {
        changes.add(change);
        pending = PendingAction.REPLACE;
    }

    @Override
    public String toString() {
        return request + " " + status();
    }
}
