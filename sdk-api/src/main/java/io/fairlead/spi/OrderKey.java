package io.fairlead.spi;

import io.fairlead.api.order.ClientOrderId;
import io.fairlead.api.order.VenueOrderId;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** How a report names an order: by our client id, by the venue's id, or by both. Immutable; any thread. */
public final class OrderKey {
    private final @Nullable ClientOrderId clientOrderId;
    private final @Nullable VenueOrderId venueOrderId;

    private OrderKey(@Nullable ClientOrderId clientOrderId, @Nullable VenueOrderId venueOrderId) {
        this.clientOrderId = clientOrderId;
        this.venueOrderId = venueOrderId;
    }

    /** By our id. */
    public static OrderKey of(ClientOrderId clientOrderId) {
        return new OrderKey(clientOrderId, null);
    }

    /** By the venue's id: an order made elsewhere, or a venue that keeps no id of ours. */
    public static OrderKey of(VenueOrderId venueOrderId) {
        return new OrderKey(null, venueOrderId);
    }

    /** By both. */
    public static OrderKey of(ClientOrderId clientOrderId, VenueOrderId venueOrderId) {
        return new OrderKey(clientOrderId, venueOrderId);
    }

    /** Our id; empty where the venue did not say it. */
    public Optional<ClientOrderId> clientOrderId() {
        return Optional.ofNullable(clientOrderId);
    }

    /** The venue's id; empty where it is not known yet. */
    public Optional<VenueOrderId> venueOrderId() {
        return Optional.ofNullable(venueOrderId);
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof OrderKey that
                && clientOrderId().equals(that.clientOrderId())
                && venueOrderId().equals(that.venueOrderId());
    }

    @Override
    public int hashCode() {
        return 31 * clientOrderId().hashCode() + venueOrderId().hashCode();
    }

    @Override
    public String toString() {
        return clientOrderId + "/" + venueOrderId;
    }
}
