package io.fairlead.tck;

import io.fairlead.api.Quantity;
import io.fairlead.api.order.Contingency;
import io.fairlead.api.order.Lifecycle;
import io.fairlead.api.order.OrderRequest;
import io.fairlead.api.order.VenueOrderId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** An order at the reference venue. Under the venue's lock. */
final class RefOrder {
    final String id;
    final Optional<String> clientId;
    final long createdNanos;
    OrderRequest request;
    Quantity filled = Quantity.ZERO;
    Lifecycle lifecycle = Lifecycle.NEW;
    Contingency contingency = Contingency.NONE;
    final List<RefOrder> legs = new ArrayList<>();
    List<RefOrder> rivals = List.of();

    RefOrder(String id, Optional<String> clientId, OrderRequest request, long createdNanos) {
        this.id = id;
        this.clientId = clientId;
        this.request = request;
        this.createdNanos = createdNanos;
    }

    VenueOrderId venueId() {
        return new VenueOrderId(id);
    }

    boolean isOpen() {
        return !lifecycle.isEnd();
    }

    Quantity left() {
        return request.quantity()
                .orElse(Quantity.ZERO)
                .minus(filled.min(request.quantity().orElse(Quantity.ZERO)));
    }

    HeldOrder held() {
        return new HeldOrder(venueId(), clientId, request, filled, lifecycle);
    }

    /** What the wire says of it now. */
    RefWire.OrderView view() {
        return new RefWire.OrderView(id, clientId, request, filled, lifecycle, createdNanos);
    }
}
