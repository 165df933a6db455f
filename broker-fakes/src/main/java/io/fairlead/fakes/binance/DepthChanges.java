package io.fairlead.fakes.binance;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fairlead.fakes.book.Side;
import java.math.BigDecimal;
import java.util.Map;
import java.util.TreeMap;

/** What has changed on a book since the last depth event. */
final class DepthChanges {
    private final Map<BigDecimal, BigDecimal> bids = new TreeMap<>();
    private final Map<BigDecimal, BigDecimal> asks = new TreeMap<>();
    private long first;
    private long last;

    void add(long id, Side side, BigDecimal price, BigDecimal shown) {
        first = first == 0 ? id : first;
        last = id;
        (side == Side.BUY ? bids : asks).put(price, shown);
    }

    ObjectNode into(ObjectNode event) {
        event.put("U", first).put("u", last);
        write(event.putArray("b"), bids);
        write(event.putArray("a"), asks);
        return event;
    }

    private static void write(ArrayNode into, Map<BigDecimal, BigDecimal> levels) {
        levels.forEach((price, shown) -> into.addArray().add(Text.of(price)).add(Text.of(shown)));
    }
}
