package io.fairlead.fakes.alpaca;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Every order that was ever taken, oldest first, and every client id that was ever used. Guarded by the venue's lock. */
final class AlpacaOrders {
    private final Map<String, AlpacaOrder> byId = new LinkedHashMap<>();
    private final Map<String, AlpacaOrder> byClientId = new LinkedHashMap<>();
    private final Set<String> usedClientIds = new HashSet<>();

    void add(AlpacaOrder order) {
        byId.put(order.id.toString(), order);
        byClientId.put(order.clientId, order);
        usedClientIds.add(order.clientId);
    }

    /** Takes note of a client id that an order had long ago. */
    void burn(String clientId) {
        usedClientIds.add(clientId);
    }

    boolean knowsClientId(String clientId) {
        return usedClientIds.contains(clientId);
    }

    @Nullable
    AlpacaOrder byClientId(String clientId) {
        return byClientId.get(clientId);
    }

    AlpacaOrder require(String id) {
        AlpacaOrder order = byId.get(id);
        if (order == null) {
            throw AlpacaRefusal.absent("order not found for " + id);
        }
        return order;
    }

    Collection<AlpacaOrder> all() {
        return byId.values();
    }

    List<AlpacaOrder> open() {
        List<AlpacaOrder> open = new ArrayList<>();
        for (AlpacaOrder order : byId.values()) {
            if (order.isOpen()) {
                open.add(order);
            }
        }
        return open;
    }

    List<AlpacaOrder> open(AlpacaAsset asset) {
        return open().stream().filter(order -> order.asset.equals(asset)).toList();
    }
}
