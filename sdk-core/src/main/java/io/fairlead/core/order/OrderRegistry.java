package io.fairlead.core.order;

import io.fairlead.api.order.ClientOrderId;
import io.fairlead.api.order.OrderId;
import io.fairlead.api.order.VenueOrderId;
import io.fairlead.core.ids.ClientIdMap;
import io.fairlead.spi.OrderKey;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Every order of the session, found by each id that it has or had. On the session's thread. */
final class OrderRegistry {
    private final ClientIdMap<ManagedOrder> byClientId = new ClientIdMap<>();
    /** Made when a report first names an order by its venue id alone: most venues always say ours. */
    private @Nullable Map<VenueOrderId, ManagedOrder> byVenueId;
    /** Orders by their ids, from 1. */
    private final List<@Nullable ManagedOrder> byId = new ArrayList<>();

    private final Map<OrderId, ManagedOrder> open = new LinkedHashMap<>();
    private long lastOrderId;

    OrderId nextId() {
        return new OrderId(++lastOrderId);
    }

    /** The id given last. */
    long lastOrderId() {
        return lastOrderId;
    }

    /** Keeps an order; from now on it is found. */
    void add(ManagedOrder order) {
        byClientId.putIfAbsent(order.clientOrderId(), order); // a denied one may name the id of another
        int at = (int) order.orderId().value();
        while (byId.size() <= at) {
            byId.add(null);
        }
        byId.set(at, order);
        if (byVenueId != null) {
            putVenueIds(order, byVenueId);
        }
        lastOrderId = Math.max(lastOrderId, at);
        if (!order.isClosed()) {
            open.put(order.orderId(), order);
        }
    }

    /** Goes on after an id. */
    void goOnAfter(long orderId) {
        lastOrderId = Math.max(lastOrderId, orderId);
    }

    /** Ids of ours that name an order, beside its own. */
    Map<ManagedOrder, List<ClientOrderId>> otherNames() {
        Map<ManagedOrder, List<ClientOrderId>> names = new HashMap<>();
        byClientId.forEach((id, order) -> {
            if (!id.equals(order.clientOrderId())) {
                names.computeIfAbsent(order, any -> new ArrayList<>()).add(id);
            }
        });
        return names;
    }

    /** Ids of the venue that name an order, beside those that the order tells. */
    Map<ManagedOrder, List<VenueOrderId>> otherVenueNames() {
        Map<ManagedOrder, List<VenueOrderId>> names = new HashMap<>();
        SortedMap<String, ManagedOrder> known = new TreeMap<>();
        if (byVenueId != null) {
            byVenueId.forEach((id, order) -> known.put(id.value(), order));
        }
        known.forEach((text, order) -> {
            VenueOrderId id = new VenueOrderId(text);
            if (!order.venueOrderId().equals(Optional.of(id))
                    && !order.formerVenueIds().contains(id)) {
                names.computeIfAbsent(order, any -> new ArrayList<>()).add(id);
            }
        });
        return names;
    }

    /** From now on an order is known by one more id of the venue. */
    void alias(VenueOrderId id, ManagedOrder order) {
        venueIds().put(id, order);
    }

    /** From now on an order is known by one more id. */
    void alias(ClientOrderId id, ManagedOrder order) {
        byClientId.put(id, order);
    }

    boolean knows(ClientOrderId id) {
        return byClientId.contains(id);
    }

    Optional<ManagedOrder> order(OrderId id) {
        return id.value() < byId.size() ? Optional.ofNullable(byId.get((int) id.value())) : Optional.empty();
    }

    Collection<ManagedOrder> open() {
        return open.values();
    }

    /** Takes an ended order off the open ones; whether it was there. */
    boolean close(ManagedOrder order) {
        return open.remove(order.orderId()) != null;
    }

    /** The order that a key names; null if it is none of ours. */
    @Nullable
    ManagedOrder peek(OrderKey key) {
        ManagedOrder order = key.clientOrderId().isPresent()
                ? byClientId.get(key.clientOrderId().get())
                : null;
        return order == null && key.venueOrderId().isPresent()
                ? venueIds().get(key.venueOrderId().get())
                : order;
    }

    private static void putVenueIds(ManagedOrder order, Map<VenueOrderId, ManagedOrder> into) {
        order.formerVenueIds().forEach(id -> into.put(id, order));
        order.venueOrderId().ifPresent(id -> into.put(id, order));
    }

    private Map<VenueOrderId, ManagedOrder> venueIds() {
        if (byVenueId == null) {
            Map<VenueOrderId, ManagedOrder> known = new HashMap<>();
            for (ManagedOrder order : byId) {
                if (order != null) {
                    putVenueIds(order, known);
                }
            }
            byVenueId = known;
        }
        return byVenueId;
    }

    /** Takes in what the venue calls an order: its name now, or one more of an order that has one. Whether that is news. */
    boolean name(ManagedOrder order, OrderKey key) {
        Optional<VenueOrderId> id = key.venueOrderId();
        if (id.isEmpty() || id.equals(order.venueOrderId())) {
            return false;
        }
        if (order.venueOrderId().isPresent() || isFormer(order, key)) {
            return venueIds().putIfAbsent(id.get(), order) == null;
        }
        rename(order, id.get());
        return true;
    }

    /** Whether a key is of what an order was before it was sent anew or changed. */
    private static boolean isFormer(ManagedOrder order, OrderKey key) {
        Optional<ClientOrderId> ours = key.clientOrderId();
        boolean formerOurs = ours.isPresent()
                && !ours.get().equals(order.clientOrderId())
                && !ours.get().equals(order.pendingClientOrderId());
        return formerOurs
                || (key.venueOrderId().isPresent()
                        && order.formerVenueIds().contains(key.venueOrderId().get()));
    }

    /** From now on the venue calls an order so; it is found under its former name too. */
    void replaceName(ManagedOrder order, VenueOrderId id) {
        venueIds();
        rename(order, id);
    }

    private void rename(ManagedOrder order, VenueOrderId id) {
        order.venueOrderId(id);
        Map<VenueOrderId, ManagedOrder> known = byVenueId;
        if (known != null) {
            known.put(id, order);
        }
    }
}
