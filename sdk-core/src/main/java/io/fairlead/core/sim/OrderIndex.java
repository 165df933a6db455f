package io.fairlead.core.sim;

import io.fairlead.api.order.ClientOrderId;
import io.fairlead.api.order.VenueOrderId;
import io.fairlead.core.ids.ClientIdMap;
import io.fairlead.spi.OrderKey;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Every order that the venue ever took, by its own number and by the client's id. On the venue's thread. */
final class OrderIndex {
    private static final String PREFIX = "S-";

    private final ClientIdMap<SimOrder> byClientId = new ClientIdMap<>();
    private final List<SimOrder> byNumber = new ArrayList<>();

    /** Names the next order. */
    OrderKey nextKey(ClientOrderId clientOrderId) {
        return OrderKey.of(clientOrderId, new VenueOrderId(PREFIX + (byNumber.size() + 1)));
    }

    /** Takes an order in; false, and nothing done, if the client's id was used before. */
    boolean add(ClientOrderId clientOrderId, SimOrder order) {
        if (!byClientId.putIfAbsent(clientOrderId, order)) {
            return false;
        }
        byNumber.add(order);
        return true;
    }

    boolean knows(ClientOrderId clientOrderId) {
        return byClientId.contains(clientOrderId);
    }

    /** The order of a key: by the client's id where the key has it, else by the venue's. */
    @Nullable
    SimOrder find(OrderKey key) {
        Optional<ClientOrderId> clientOrderId = key.clientOrderId();
        if (clientOrderId.isPresent()) {
            return byClientId.get(clientOrderId.get());
        }
        return key.venueOrderId().map(this::byVenueId).orElse(null);
    }

    private @Nullable SimOrder byVenueId(VenueOrderId id) {
        String text = id.value();
        if (!text.startsWith(PREFIX) || text.length() > PREFIX.length() + 9) {
            return null;
        }
        int number = 0;
        for (int i = PREFIX.length(); i < text.length(); i++) {
            char digit = text.charAt(i);
            if (digit < '0' || digit > '9') {
                return null;
            }
            number = number * 10 + (digit - '0');
        }
        return number >= 1 && number <= byNumber.size() ? byNumber.get(number - 1) : null;
    }
}
