package io.fairlead.fakes.binance;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fairlead.fakes.book.Side;
import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/** Orders and fills as JSON, in the shapes of the different answers. */
final class OrderJson {
    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

    private OrderJson() {}

    /** The answer to a placement: ACK, RESULT or FULL. */
    static ObjectNode placed(SpotOrder order, String responseType) {
        ObjectNode node = identity(order).put("clientOrderId", order.clientId);
        node.put("transactTime", order.updateTime);
        if (responseType.equals("ACK")) {
            return node;
        }
        amounts(order, node);
        node.put("workingTime", order.workingTime);
        node.put("selfTradePreventionMode", order.ticket.prevention().name());
        sometimes(order, node);
        if (responseType.equals("FULL")) {
            ArrayNode fills = node.putArray("fills");
            order.fills().forEach(fill -> fills.add(placementFill(fill)));
        }
        return node;
    }

    private static ObjectNode placementFill(Fill fill) {
        return JSON.objectNode()
                .put("price", Text.of(fill.price()))
                .put("qty", Text.of(fill.quantity()))
                .put("commission", Text.of(fill.commission()))
                .put("commissionAsset", fill.commissionAsset())
                .put("tradeId", fill.tradeId());
    }

    /** The answer to a cancel. */
    static ObjectNode cancelled(SpotOrder order, String cancelId) {
        ObjectNode node = JSON.objectNode()
                .put("symbol", order.symbol().name())
                .put("origClientOrderId", order.clientId)
                .put("orderId", order.id)
                .put("orderListId", order.listId)
                .put("clientOrderId", cancelId)
                .put("transactTime", order.updateTime);
        amounts(order, node);
        sometimes(order, node);
        return node.put("selfTradePreventionMode", order.ticket.prevention().name());
    }

    /** The answer to a query. */
    static ObjectNode queried(SpotOrder order) {
        ObjectNode node = identity(order).put("clientOrderId", order.clientId);
        amounts(order, node);
        node.put("stopPrice", Text.of(stopPrice(order)));
        node.put("icebergQty", Text.of(orZero(order.ticket.icebergQuantity())));
        node.put("time", order.time).put("updateTime", order.updateTime).put("isWorking", isActive(order));
        node.put("workingTime", order.workingTime);
        node.put("selfTradePreventionMode", order.ticket.prevention().name());
        sometimes(order, node);
        return node;
    }

    /** The order within the answer to an amendment: here it is qty, and cumulativeQuoteQty has one m. */
    static ObjectNode amended(SpotOrder order) {
        return identity(order)
                .put("origClientOrderId", order.clientId)
                .put("clientOrderId", order.clientId)
                .put("price", Text.of(orZero(order.ticket.price())))
                .put("qty", Text.of(order.quantity))
                .put("executedQty", Text.of(order.executed()))
                .put("preventedQty", Text.of(order.prevented()))
                .put("quoteOrderQty", Text.of(orZero(order.ticket.quoteQuantity())))
                .put("cumulativeQuoteQty", Text.of(order.executedQuote()))
                .put("status", order.status.name())
                .put("timeInForce", timeInForce(order))
                .put("type", order.ticket.type().name())
                .put("side", order.side().name())
                .put("workingTime", order.workingTime)
                .put("selfTradePreventionMode", order.ticket.prevention().name());
    }

    /** A row of myTrades. */
    static ObjectNode trade(Fill fill) {
        SpotOrder order = fill.order();
        return JSON.objectNode()
                .put("symbol", order.symbol().name())
                .put("id", fill.tradeId())
                .put("orderId", order.id)
                .put("orderListId", order.listId)
                .put("price", Text.of(fill.price()))
                .put("qty", Text.of(fill.quantity()))
                .put("quoteQty", Text.of(fill.quote()))
                .put("commission", Text.of(fill.commission()))
                .put("commissionAsset", fill.commissionAsset())
                .put("time", fill.time())
                .put("isBuyer", order.side() == Side.BUY)
                .put("isMaker", fill.maker())
                .put("isBestMatch", true);
    }

    static BigDecimal stopPrice(SpotOrder order) {
        return orZero(order.ticket.stopPrice());
    }

    static boolean isActive(SpotOrder order) {
        return order.workingTime >= 0;
    }

    static String timeInForce(SpotOrder order) {
        TimeInForce given = order.ticket.timeInForce();
        return given == null ? "GTC" : given.name();
    }

    private static ObjectNode identity(SpotOrder order) {
        return JSON.objectNode()
                .put("symbol", order.symbol().name())
                .put("orderId", order.id)
                .put("orderListId", order.listId);
    }

    private static void amounts(SpotOrder order, ObjectNode node) {
        node.put("price", Text.of(orZero(order.ticket.price())))
                .put("origQty", Text.of(originalQuantity(order)))
                .put("executedQty", Text.of(order.executed()))
                .put("origQuoteOrderQty", Text.of(orZero(order.ticket.quoteQuantity())))
                .put("cummulativeQuoteQty", Text.of(order.executedQuote()))
                .put("status", order.status.name())
                .put("timeInForce", timeInForce(order))
                .put("type", order.ticket.type().name())
                .put("side", order.side().name());
    }

    static BigDecimal originalQuantity(SpotOrder order) {
        return order.ticket.quoteQuantity() == null ? order.quantity : order.executed();
    }

    private static void sometimes(SpotOrder order, ObjectNode node) {
        Ticket ticket = order.ticket;
        if (ticket.stopPrice() != null) {
            node.put("stopPrice", Text.of(ticket.stopPrice()));
        }
        if (ticket.icebergQuantity() != null) {
            node.put("icebergQty", Text.of(ticket.icebergQuantity()));
        }
        if (ticket.trailingDelta() != null) {
            node.put("trailingDelta", ticket.trailingDelta()).put("trailingTime", order.trailingTime);
        }
        if (ticket.strategyId() != null) {
            node.put("strategyId", ticket.strategyId());
        }
        if (ticket.strategyType() != null) {
            node.put("strategyType", ticket.strategyType());
        }
        if (order.prevented().signum() > 0) {
            node.put("preventedQuantity", Text.of(order.prevented()));
        }
        if (!order.expiryReason.isEmpty()) {
            node.put("expiryReason", order.expiryReason);
        }
    }

    static BigDecimal orZero(@Nullable BigDecimal number) {
        return number == null ? BigDecimal.ZERO : number;
    }
}
