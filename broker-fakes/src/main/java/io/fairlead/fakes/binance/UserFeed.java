package io.fairlead.fakes.binance;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fairlead.fakes.VenueTime;
import io.fairlead.fakes.book.Side;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What the user data stream is to say. Collects while the venue acts; guarded by the venue's lock. */
final class UserFeed {
    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

    private final VenueTime time;
    private final Balances balances;
    private List<ObjectNode> collected = new ArrayList<>();
    private long executionId = 88_000_000;

    UserFeed(VenueTime time, Balances balances) {
        this.time = time;
        this.balances = balances;
    }

    /** What has been collected since the last call, oldest first, with the balances that changed at the end. */
    List<ObjectNode> take() {
        Set<String> touched = balances.takeTouched();
        if (!touched.isEmpty() && !collected.isEmpty()) {
            position(touched);
        }
        List<ObjectNode> taken = collected;
        collected = new ArrayList<>();
        return taken;
    }

    private void position(Set<String> assets) {
        ObjectNode event = event("outboundAccountPosition").put("u", time.millis());
        ArrayNode rows = event.putArray("B");
        for (String asset : assets) {
            rows.addObject()
                    .put("a", asset)
                    .put("f", Text.of(balances.free(asset)))
                    .put("l", Text.of(balances.locked(asset)));
        }
        collected.add(event);
    }

    void deposited(String asset, BigDecimal amount) {
        collected.add(
                event("balanceUpdate").put("a", asset).put("d", Text.of(amount)).put("T", time.millis()));
    }

    /** An execution report without a fill. */
    void report(SpotOrder order, String execution) {
        collected.add(report(order, execution, order.clientId, "", null));
    }

    /** A cancel: {@code c} is the cancel's own id, {@code C} the order's. */
    void cancelled(SpotOrder order, String cancelId) {
        collected.add(report(order, "CANCELED", cancelId, order.clientId, null));
    }

    /** An amendment: {@code c} is the new id, {@code C} the old one. */
    void amended(SpotOrder order, String oldId) {
        collected.add(report(order, "REPLACED", order.clientId, oldId, null));
    }

    void traded(Fill fill) {
        collected.add(report(fill.order(), "TRADE", fill.order().clientId, "", fill));
    }

    long nextExecutionId() {
        return ++executionId;
    }

    void list(OrderList list, String type) {
        ObjectNode event = event("listStatus")
                .put("s", list.symbol())
                .put("g", list.id())
                .put("c", list.contingency())
                .put("l", type)
                .put("L", list.orderStatus())
                .put("r", "NONE")
                .put("C", list.clientId())
                .put("T", time.millis());
        ArrayNode legs = event.putArray("O");
        list.legs()
                .forEach(leg -> legs.addObject()
                        .put("s", list.symbol())
                        .put("i", leg.id)
                        .put("c", leg.clientId));
        collected.add(event);
    }

    private ObjectNode event(String name) {
        return JSON.objectNode().put("e", name).put("E", time.millis());
    }

    private ObjectNode report(
            SpotOrder order, String execution, String clientId, String original, @Nullable Fill fill) {
        Ticket ticket = order.ticket;
        ObjectNode event = event("executionReport")
                .put("s", order.symbol().name())
                .put("c", clientId)
                .put("S", order.side().name())
                .put("o", ticket.type().name())
                .put("f", OrderJson.timeInForce(order))
                .put("q", Text.of(OrderJson.originalQuantity(order)))
                .put("p", Text.of(OrderJson.orZero(ticket.price())))
                .put("P", Text.of(OrderJson.stopPrice(order)))
                .put("F", Text.of(OrderJson.orZero(ticket.icebergQuantity())))
                .put("g", order.listId)
                .put("C", original)
                .put("x", execution)
                .put("X", order.status.name())
                .put("r", order.rejectReason)
                .put("i", order.id);
        lastFill(event, order, fill);
        event.put("I", nextExecutionId())
                .put("w", order.isOpen() && (order.isWorking() || fill != null))
                .put("m", fill != null && fill.maker())
                .put("M", false)
                .put("O", order.time)
                .put("Z", Text.of(order.executedQuote()))
                .put("Q", Text.of(OrderJson.orZero(ticket.quoteQuantity())));
        sometimes(event, order);
        return event;
    }

    private static void lastFill(ObjectNode event, SpotOrder order, @Nullable Fill fill) {
        BigDecimal zero = BigDecimal.ZERO;
        event.put("l", Text.of(fill == null ? zero : fill.quantity()))
                .put("z", Text.of(order.executed()))
                .put("L", Text.of(fill == null ? zero : fill.price()))
                .put("n", fill == null ? "0" : Text.of(fill.commission()))
                .put("N", fill == null ? null : fill.commissionAsset())
                .put("T", order.updateTime)
                .put("t", fill == null ? -1 : fill.tradeId())
                .put("Y", Text.of(fill == null ? zero : fill.quote()));
    }

    private static void sometimes(ObjectNode event, SpotOrder order) {
        Ticket ticket = order.ticket;
        if (order.workingTime >= 0) {
            event.put("W", order.workingTime);
        }
        event.put("V", ticket.prevention().name());
        if (ticket.trailingDelta() != null) {
            event.put("d", ticket.trailingDelta());
            event.put("D", order.trailingTime);
        }
        if (ticket.strategyId() != null) {
            event.put("j", ticket.strategyId());
        }
        if (ticket.strategyType() != null) {
            event.put("J", ticket.strategyType());
        }
        if (order.prevented().signum() > 0) {
            event.put("A", Text.of(order.prevented()));
        }
        if (!order.expiryReason.isEmpty()) {
            event.put("eR", order.expiryReason);
        }
    }

    /** Which side pays with which asset: for the fee. */
    static String received(SpotOrder order) {
        return order.side() == Side.BUY ? order.symbol().base() : order.symbol().quote();
    }
}
