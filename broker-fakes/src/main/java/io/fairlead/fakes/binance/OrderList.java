package io.fairlead.fakes.binance;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** An order list: an OCO pair, or a working order with one or two pending ones. Guarded by the venue's lock. */
final class OrderList {
    private final long id;
    private final String symbol;
    private final String clientId;
    private final @Nullable SpotOrder working;
    private final List<SpotOrder> exits;
    private final boolean sizedByWorking;
    private long time;
    private boolean released;

    /**
     * A list.
     *
     * @param working the order that comes first, or null for a plain OCO
     * @param exits the other one or two; two cancel each other
     * @param sizedByWorking whether the exits get what the working order received (OPO, OPOCO)
     */
    OrderList(
            long id,
            String symbol,
            String clientId,
            @Nullable SpotOrder working,
            List<SpotOrder> exits,
            boolean sizedByWorking,
            long time) {
        this.id = id;
        this.symbol = symbol;
        this.clientId = clientId;
        this.working = working;
        this.exits = List.copyOf(exits);
        this.sizedByWorking = sizedByWorking;
        this.time = time;
        this.released = working == null;
    }

    long id() {
        return id;
    }

    String symbol() {
        return symbol;
    }

    String clientId() {
        return clientId;
    }

    /** OTOCO and OPO lists call themselves OTO. */
    String contingency() {
        return working == null ? "OCO" : "OTO";
    }

    List<SpotOrder> exits() {
        return exits;
    }

    boolean isSizedByWorking() {
        return sizedByWorking;
    }

    boolean isWorkingOrder(SpotOrder order) {
        return working != null && working.id == order.id;
    }

    /** Whether the pending legs have been placed. */
    boolean isReleased() {
        return released;
    }

    void release() {
        released = true;
    }

    /** Working first, then the exits. */
    List<SpotOrder> legs() {
        return working == null
                ? exits
                : Stream.concat(Stream.of(working), exits.stream()).toList();
    }

    boolean isDone() {
        return legs().stream().noneMatch(SpotOrder::isOpen);
    }

    String orderStatus() {
        return isDone() ? "ALL_DONE" : "EXECUTING";
    }

    void touch(long now) {
        time = now;
    }

    /** The list with the ids of its legs. */
    ObjectNode json() {
        ObjectNode node = JsonNodeFactory.instance
                .objectNode()
                .put("orderListId", id)
                .put("contingencyType", contingency())
                .put("listStatusType", isDone() ? "ALL_DONE" : "EXEC_STARTED")
                .put("listOrderStatus", orderStatus())
                .put("listClientOrderId", clientId)
                .put("transactionTime", time)
                .put("symbol", symbol);
        ArrayNode orders = node.putArray("orders");
        legs().forEach(leg ->
                orders.addObject().put("symbol", symbol).put("orderId", leg.id).put("clientOrderId", leg.clientId));
        return node;
    }
}
