package io.fairlead.spi;

import io.fairlead.api.order.ClientOrderId;
import io.fairlead.api.order.VenueOrderId;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** How a report names an order: by our client id, by the venue's id, or by both. Immutable; any thread. */
public final class OrderKey {
    // Kept as they are asked for: each report is looked up by them several times.
    private final Optional<ClientOrderId> clientOrderId;
    private final Optional<VenueOrderId> venueOrderId;

    private OrderKey(Optional<ClientOrderId> clientOrderId, Optional<VenueOrderId> venueOrderId) {
        this.clientOrderId = clientOrderId;
        this.venueOrderId = venueOrderId;
    }

    /** By our id. */
    public static OrderKey of(ClientOrderId clientOrderId) {
        return new OrderKey(Optional.of(clientOrderId), Optional.empty());
    }

    /** By the venue's id: an order made elsewhere, or a venue that keeps no id of ours. */
    public static OrderKey of(VenueOrderId venueOrderId) {
        return new OrderKey(Optional.empty(), Optional.of(venueOrderId));
    }

    /** By both. */
    public static OrderKey of(ClientOrderId clientOrderId, VenueOrderId venueOrderId) {
        return new OrderKey(Optional.of(clientOrderId), Optional.of(venueOrderId));
    }

    /** Our id; empty where the venue did not say it. */
    public Optional<ClientOrderId> clientOrderId() {
        return clientOrderId;
    }

    /** The venue's id; empty where it is not known yet. */
    public Optional<VenueOrderId> venueOrderId() {
        return venueOrderId;
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof OrderKey that
                && clientOrderId.equals(that.clientOrderId)
                && venueOrderId.equals(that.venueOrderId);
    }

    @Override
    public int hashCode() {
        return 31 * clientOrderId.hashCode() + venueOrderId.hashCode();
    }

    @Override
    public String toString() {
        return clientOrderId.map(Object::toString).orElse("-") + "/"
                + venueOrderId.map(Object::toString).orElse("-");
    }
}
