package io.fairlead.binance;

import com.fasterxml.jackson.databind.JsonNode;
import io.fairlead.api.order.ClientOrderId;
import io.fairlead.api.order.Contingency;
import io.fairlead.api.order.Denial;
import io.fairlead.api.order.OrderRequest;
import io.fairlead.api.order.OrderType;
import io.fairlead.api.order.TimeInForce;
import io.fairlead.api.order.VenueOrderId;
import io.fairlead.api.risk.ApprovedOrder;
import io.fairlead.spi.OrderKey;
import io.fairlead.spi.SubmitResult;
import io.fairlead.support.ExactJson;
import io.fairlead.support.QueryText;
import io.fairlead.support.UnreadableAnswerException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Groups as the venue's order lists: OCO, OTO and OTOCO. Pure. */
final class OrderLists {
    private OrderLists() {}

    /**
     * What is to be sent.
     *
     * @param path where to, below {@code /api/v3/}
     * @param parameters what
     */
    record Draft(String path, QueryText parameters) {}

    static Draft draft(String symbol, ApprovedOrder order, Optional<String> selfTrade) {
        OrderWire.Leg first = new OrderWire.Leg(order.request(), order.clientOrderId());
        List<OrderWire.Leg> legs = order.legs().stream()
                .map(leg -> new OrderWire.Leg(leg.request(), leg.clientOrderId()))
                .toList();
        if (legs.isEmpty()) {
            return new Draft("order", OrderWire.single(symbol, first.order(), first.id(), selfTrade));
        }
        if (order.contingency() == Contingency.OCO) {
            return new Draft("orderList/oco", OrderWire.oco(symbol, first, legs.get(0), selfTrade));
        }
        if (legs.size() == 1) {
            return new Draft("orderList/oto", OrderWire.oto(symbol, first, legs.get(0), selfTrade));
        }
        return new Draft("orderList/otoco", OrderWire.otoco(symbol, first, legs.get(0), legs.get(1), selfTrade));
    }

    /** Why a group is no list of the venue's; empty for a single order. */
    static Optional<Denial> refuse(ApprovedOrder order, SymbolRules rules) {
        if (order.legs().isEmpty()) {
            return Optional.empty();
        }
        List<OrderRequest> legs =
                order.legs().stream().map(leg -> leg.request()).toList();
        boolean oco = order.contingency() == Contingency.OCO;
        if (oco ? !rules.ocos() : !rules.otos()) {
            return OrderTerms.deny(
                    "UNSUPPORTED_GROUP",
                    "symbol=" + rules.symbol() + " group=" + order.contingency(),
                    "this symbol has no such order lists; place the orders one by one");
        }
        if (oco) {
            return refusePair(order.request(), legs.get(0));
        }
        if (order.request().type() != OrderType.LIMIT
                || order.request().notional().isPresent()) {
            return OrderTerms.deny(
                    "UNSUPPORTED_GROUP",
                    "entry=" + order.request().type(),
                    "the venue's lists begin with a LIMIT order; enter at a limit that takes, or place the exits after the fill");
        }
        return legs.size() == 1 ? Optional.empty() : refusePair(legs.get(0), legs.get(1));
    }

    private static Optional<Denial> refusePair(OrderRequest one, OrderRequest other) {
        boolean sameSize = one.quantity().isPresent() && one.quantity().equals(other.quantity());
        boolean oneStop = OrderWire.isStop(one) != OrderWire.isStop(other);
        boolean lasting = one.timeInForce() == TimeInForce.GTC && other.timeInForce() == TimeInForce.GTC;
        boolean noMarket = one.type() != OrderType.MARKET && other.type() != OrderType.MARKET;
        return sameSize && oneStop && lasting && noMarket && one.side() == other.side()
                ? Optional.empty()
                : OrderTerms.deny(
                        "UNSUPPORTED_GROUP",
                        "pair=" + one + " / " + other,
                        "one is a stop, the other a limit or a take-profit, of one side and quantity, good till cancelled");
    }

    /** The answer to a list: the ids of its orders. */
    static SubmitResult accepted(ApprovedOrder order, String symbol, JsonNode json, KnownOrders known) {
        List<OrderKey> legs = new ArrayList<>();
        VenueOrderId first = null;
        for (JsonNode row : ExactJson.list(json, "orders")) {
            OrderKey key = OrderReader.key(row);
            known.seen(symbol, key, true);
            ClientOrderId id = key.clientOrderId().orElse(null);
            if (order.clientOrderId().equals(id)) {
                first = key.venueOrderId().orElseThrow();
            } else {
                legs.add(key);
            }
        }
        if (first == null) {
            throw new UnreadableAnswerException("the list does not hold the order that it begins with");
        }
        return new SubmitResult.Accepted(order.clientOrderId(), first, legs);
    }
}
