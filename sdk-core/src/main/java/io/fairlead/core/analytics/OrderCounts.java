package io.fairlead.core.analytics;

import io.fairlead.api.order.OrderStatus;
import java.util.Collections;
import java.util.EnumMap;
import java.util.Map;

/**
 * How many orders a run asked for, legs of brackets included, and how they ended.
 *
 * @param submitted all of them
 * @param ended how many ended in which way, in the order of {@link OrderStatus}; ends that never happened are left out
 */
public record OrderCounts(long submitted, Map<OrderStatus, Long> ended) {
    /** Checks the kinds and copies the map. */
    public OrderCounts {
        EnumMap<OrderStatus, Long> copy = new EnumMap<>(OrderStatus.class);
        ended.forEach((status, count) -> {
            if (!status.isClosed()) {
                throw new IllegalArgumentException(status + " is no end of an order");
            }
            copy.put(status, count);
        });
        ended = Collections.unmodifiableMap(copy);
    }

    /** How many ended like that. */
    public long ended(OrderStatus status) {
        return ended.getOrDefault(status, 0L);
    }

    /** How many have not ended. */
    public long open() {
        return submitted - ended.values().stream().mapToLong(Long::longValue).sum();
    }
}
