package io.fairlead.core.order;

import io.fairlead.api.order.ClientOrderId;
import io.fairlead.api.order.VenueOrderId;
import io.fairlead.core.journal.JournalRecord.VenueRead;
import io.fairlead.spi.OrderKey;
import io.fairlead.spi.VenueOrder;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What a venue was found to have, by every id. Immutable; any thread. */
final class VenuePicture {
    private final Map<ClientOrderId, VenueOrder> byClientId = new HashMap<>();
    private final Map<VenueOrderId, VenueOrder> byVenueId = new HashMap<>();
    private final Set<OrderKey> notFound;
    private final List<VenueOrder> open;

    VenuePicture(VenueRead read) {
        read.openOrders().forEach(this::put);
        read.lookedUp().forEach(this::put); // later, so that it is the newer word
        notFound = new HashSet<>(read.notFound());
        open = read.openOrders();
    }

    private void put(VenueOrder order) {
        order.key().clientOrderId().ifPresent(id -> byClientId.put(id, order));
        order.key().venueOrderId().ifPresent(id -> byVenueId.put(id, order));
    }

    @Nullable
    VenueOrder byClientId(ClientOrderId id) {
        return byClientId.get(id);
    }

    /** The venue's order under the ids that ours has now. */
    @Nullable
    VenueOrder of(ManagedOrder order) {
        VenueOrder found = byClientId.get(order.clientOrderId());
        Optional<VenueOrderId> id = order.venueOrderId();
        return found == null && id.isPresent() ? byVenueId.get(id.get()) : found;
    }

    /** Whether the venue was asked for exactly this order, and does not know it. */
    boolean isAbsent(ManagedOrder order) {
        return notFound.contains(order.key());
    }

    /** Whether the venue was asked for what a change would have made, and does not know it. */
    boolean isAbsent(ClientOrderId id) {
        return notFound.contains(OrderKey.of(id));
    }

    /** Every order that was open when the reading began. */
    List<VenueOrder> open() {
        return open;
    }

    /** Every order seen that the venue names itself, open or looked up. */
    Iterable<VenueOrder> all() {
        return byVenueId.values();
    }
}
