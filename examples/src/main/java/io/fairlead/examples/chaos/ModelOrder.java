package io.fairlead.examples.chaos;

import io.fairlead.api.Quantity;
import io.fairlead.api.order.ClientOrderId;
import io.fairlead.api.order.Lifecycle;
import io.fairlead.api.order.OrderRequest;
import io.fairlead.api.order.OrderType;
import io.fairlead.api.order.Side;
import io.fairlead.api.order.VenueOrderId;
import io.fairlead.spi.OrderKey;
import io.fairlead.spi.VenueOrder;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** An order as the model venue has it. Prices and quantities are whole numbers here. */
final class ModelOrder {
    final VenueOrderId venueId;
    /** Our id, where the venue keeps it. */
    final @Nullable ClientOrderId shownId;
    /** Our id, whether the venue keeps it or not: for the invariants alone. Empty for an order made elsewhere. */
    final Optional<ClientOrderId> trueId;

    final long createdNanos;
    OrderRequest request;
    long filled;
    Lifecycle state = Lifecycle.NEW;

    ModelOrder(
            VenueOrderId venueId,
            @Nullable ClientOrderId shownId,
            Optional<ClientOrderId> trueId,
            OrderRequest request,
            long createdNanos) {
        this.venueId = venueId;
        this.shownId = shownId;
        this.trueId = trueId;
        this.request = request;
        this.createdNanos = createdNanos;
    }

    long quantity() {
        return request.quantity().orElseThrow().value().longValueExact();
    }

    long open() {
        return quantity() - filled;
    }

    boolean isOpen() {
        return !state.isEnd();
    }

    boolean isBuy() {
        return request.side() == Side.BUY;
    }

    /** Whether it fills at a price. */
    boolean fillsAt(long price) {
        if (request.type() == OrderType.MARKET) {
            return true;
        }
        if (request.triggerPrice().isPresent()) {
            long trigger = request.triggerPrice().get().value().longValueExact();
            return isBuy() ? price >= trigger : price <= trigger;
        }
        long limit = request.limitPrice().orElseThrow().value().longValueExact();
        return isBuy() ? price <= limit : price >= limit;
    }

    OrderKey key() {
        return shownId == null ? OrderKey.of(venueId) : OrderKey.of(shownId, venueId);
    }

    VenueOrder show() {
        return new VenueOrder(
                key(),
                request.instrument(),
                request.side(),
                request.quantity(),
                Quantity.of(filled),
                request.type(),
                request.limitPrice(),
                request.triggerPrice(),
                request.timeInForce(),
                state,
                createdNanos);
    }
}
