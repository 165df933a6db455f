package io.fairlead.fakes.binance;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fairlead.fakes.book.Side;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Places order lists. Guarded by the venue's lock. */
final class ListDesk {
    private final Exchange exchange;

    ListDesk(Exchange exchange) {
        this.exchange = exchange;
    }

    /** Two exits that cancel each other. */
    ObjectNode placeOco(Params params) {
        Map<String, String> common = common(params, "symbol", "side", "quantity", "selfTradePreventionMode");
        Ticket above = leg(params.leg("above", common), false);
        Ticket below = leg(params.leg("below", common), false);
        checkPair(above, below);
        return place(params, null, List.of(below, above), false);
    }

    /** A working order, then one. */
    ObjectNode placeOto(Params params, boolean sized) {
        Map<String, String> common = common(params, "symbol", "selfTradePreventionMode");
        Ticket working = working(params, common);
        Ticket pending = leg(params.leg("pending", common), sized);
        checkSized(working, List.of(pending), sized);
        return place(params, working, List.of(pending), sized);
    }

    /** A working order, then a pair. */
    ObjectNode placeOtoco(Params params, boolean sized) {
        Map<String, String> common = common(params, "symbol", "selfTradePreventionMode");
        Ticket working = working(params, common);
        Map<String, String> shared = new LinkedHashMap<>(common);
        shared.put("side", params.need("pendingSide"));
        if (!sized) {
            shared.put("quantity", params.need("pendingQuantity"));
        }
        Ticket above = leg(params.leg("pendingAbove", shared), sized);
        List<Ticket> exits = new ArrayList<>();
        if (params.has("pendingBelowType")) {
            Ticket below = leg(params.leg("pendingBelow", shared), sized);
            checkPair(above, below);
            exits.add(below);
        }
        exits.add(above);
        checkSized(working, exits, sized);
        return place(params, working, exits, sized);
    }

    private static Ticket working(Params params, Map<String, String> common) {
        Ticket working = leg(params.leg("working", common), false);
        if (working.type() != OrderType.LIMIT && working.type() != OrderType.LIMIT_MAKER) {
            throw BinanceError.of(-1130, "Data sent for parameter 'workingType' is not valid.");
        }
        return working;
    }

    private static void checkSized(Ticket working, List<Ticket> exits, boolean sized) {
        if (sized && working.side() != Side.BUY) {
            throw BinanceError.of(-1222, "The working order must be a BUY order.");
        }
        boolean quantityGiven = exits.stream().anyMatch(exit -> exit.quantity() != null);
        if (sized && quantityGiven) {
            throw BinanceError.notRequired("pendingQuantity");
        }
        if (exits.stream().anyMatch(exit -> exit.quoteQuantity() != null)) {
            throw BinanceError.notRequired("pendingQuoteOrderQty");
        }
    }

    private static void checkPair(Ticket above, Ticket below) {
        refuseType(above);
        refuseType(below);
        if (isLimit(above) && isLimit(below)) {
            throw BinanceError.of(-1168, "At least one leg of an OCO must be a STOP_LOSS or STOP_LOSS_LIMIT order.");
        }
        if (above.type().isStopLoss() == below.type().isStopLoss()) {
            throw BinanceError.of(-1158, "An order with type " + below.type() + " cannot be used with this OCO.");
        }
        boolean stopBelow = below.type().isStopLoss();
        if (stopBelow != (above.side() == Side.SELL)) {
            throw BinanceError.of(
                    stopBelow ? -1197 : -1196,
                    "A stop order of this side must be " + (stopBelow ? "above." : "below."));
        }
    }

    private static boolean isLimit(Ticket leg) {
        return leg.type() == OrderType.LIMIT_MAKER;
    }

    private static void refuseType(Ticket leg) {
        if (!leg.type().isAlgo() && !isLimit(leg)) {
            throw BinanceError.of(-1158, "Order type not supported in OCO.");
        }
    }

    private ObjectNode place(Params params, @Nullable Ticket working, List<Ticket> exits, boolean sized) {
        String response = params.text("newOrderRespType").orElse("RESULT");
        String clientId = params.clientId("listClientOrderId").orElseGet(exchange::newClientId);
        params.allRead();
        checkAll(working, exits, clientId);
        OrderList list = create(working, exits, sized, clientId);
        exchange.feed.list(list, "EXEC_STARTED");
        if (working == null) {
            releaseExits(list, list.exits().get(0));
        } else {
            SpotOrder first = list.legs().get(0);
            list.exits().forEach(exit -> exchange.feed.report(exit, "NEW"));
            first.lockPerUnit = Exchange.lockPerUnit(working, first.market);
            exchange.work(first);
        }
        return json(list, response);
    }

    private void checkAll(@Nullable Ticket working, List<Ticket> exits, String clientId) {
        List<Ticket> all = new ArrayList<>(exits);
        if (working != null) {
            all.add(0, working);
        }
        Market market = exchange.market(all.get(0).symbol());
        all.forEach(exchange::check);
        long open = exchange.lists().values().stream()
                .filter(list ->
                        !list.isDone() && list.symbol().equals(market.symbol().name()))
                .count();
        BigDecimal most = market.filters().limit(BinanceSymbol.Limit.MAX_ORDER_LISTS);
        if (most.signum() > 0 && BigDecimal.valueOf(open).compareTo(most) >= 0) {
            throw BinanceError.filter("MAX_NUM_ORDER_LISTS");
        }
        boolean duplicate = exchange.lists().values().stream()
                .anyMatch(list -> !list.isDone() && list.clientId().equals(clientId));
        if (duplicate) {
            throw BinanceError.rejected("Duplicate order sent.");
        }
        exchange.rates.checkOrders(all.size());
        if (working != null) {
            exchange.checkEngine(working, market);
            return;
        }
        checkPrices(exits, market);
        exits.forEach(exit -> exchange.checkEngine(exit, market));
    }

    private static void checkPrices(List<Ticket> exits, Market market) {
        BigDecimal last = market.last();
        for (Ticket exit : exits) {
            if (isLimit(exit) && last.signum() > 0 && exit.price() != null) {
                boolean right = exit.side() == Side.SELL
                        ? exit.price().compareTo(last) > 0
                        : exit.price().compareTo(last) < 0;
                if (!right) {
                    throw BinanceError.rejected("The relationship of the prices for the orders is not correct.");
                }
            }
        }
    }

    private OrderList create(@Nullable Ticket working, List<Ticket> exits, boolean sized, String clientId) {
        long id = exchange.nextListId();
        SpotOrder first = working == null ? null : exchange.create(working, id);
        List<SpotOrder> legs =
                exits.stream().map(exit -> exchange.create(exit, id)).toList();
        String symbol = exits.get(0).symbol();
        OrderList list = new OrderList(id, symbol, clientId, first, legs, sized, exchange.time.millis());
        exchange.lists().put(id, list);
        exchange.rates.countOrders(list.legs().size());
        return list;
    }

    /** Lets the exits work: both lock together, as only one of them can ever trade. */
    void releaseExits(OrderList list, SpotOrder working) {
        if (list.isSizedByWorking()) {
            BigDecimal received = working.executed();
            for (Fill fill : working.fills()) {
                if (fill.commissionAsset().equals(working.symbol().base())) {
                    received = received.subtract(fill.commission());
                }
            }
            BigDecimal size = working.market.filters().cutToLot(received);
            list.exits().forEach(exit -> exit.quantity = size);
        }
        SpotOrder dearest = list.exits().get(0);
        for (SpotOrder exit : list.exits()) {
            exit.lockPerUnit = Exchange.lockPerUnit(exit.ticket, exit.market);
            dearest = exit.lockPerUnit.compareTo(dearest.lockPerUnit) > 0 ? exit : dearest;
        }
        for (SpotOrder exit : list.exits()) {
            exit.lockPerUnit = exit.id == dearest.id ? exit.lockPerUnit : BigDecimal.ZERO;
        }
        BigDecimal needed = dearest.lockPerUnit.multiply(dearest.quantity);
        if (needed.compareTo(exchange.balances.free(dearest.lockAsset())) > 0) {
            list.exits().forEach(this::reject);
            return;
        }
        list.exits().stream().filter(SpotOrder::isOpen).forEach(exchange::work);
    }

    private void reject(SpotOrder exit) {
        exit.rejectReason = "INSUFFICIENT_BALANCES";
        exit.status = SpotOrder.Status.REJECTED;
        exit.expiryReason = "REJECTED";
        exit.updateTime = exchange.time.millis();
        exchange.feed.report(exit, "REJECTED");
    }

    /** The answer to a placement: the list with reports of its legs. */
    private static ObjectNode json(OrderList list, String response) {
        ObjectNode node = list.json();
        ArrayNode reports = node.putArray("orderReports");
        for (SpotOrder leg : list.legs()) {
            ObjectNode report = OrderJson.placed(leg, response);
            if (list.contingency().equals("OTO") && !list.isWorkingOrder(leg) && !response.equals("ACK")) {
                // The answer was written before the working order was matched.
                report.put("status", "PENDING_NEW").put("workingTime", -1);
            }
            reports.add(report);
        }
        return node;
    }

    private static Map<String, String> common(Params params, String... names) {
        Map<String, String> common = new LinkedHashMap<>();
        for (String name : names) {
            params.text(name).ifPresent(value -> common.put(name, value));
        }
        return common;
    }

    /** A leg; what is left over of its parameters was misspelt. */
    private static Ticket leg(Params params, boolean quantityLater) {
        Ticket ticket = Ticket.from(params, quantityLater);
        params.allRead();
        return ticket;
    }
}
