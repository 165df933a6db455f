package io.fairlead.fakes.binance;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Placing, cancelling and changing orders. Guarded by the venue's lock. */
final class TradingDesk {
    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

    private final Exchange exchange;

    TradingDesk(Exchange exchange) {
        this.exchange = exchange;
    }

    JsonNode place(Params params) {
        Ticket ticket = Ticket.from(params, false);
        String response = responseType(params, ticket);
        params.allRead();
        return OrderJson.placed(exchange.place(ticket), response);
    }

    JsonNode test(Params params) {
        Ticket ticket = Ticket.from(params, false);
        boolean rates =
                params.text("computeCommissionRates").filter("true"::equals).isPresent();
        responseType(params, ticket);
        params.allRead();
        exchange.check(ticket);
        ObjectNode answer = JSON.objectNode();
        return rates ? answer.set("standardCommissionForOrder", JSON.objectNode()) : answer;
    }

    private static String responseType(Params params, Ticket ticket) {
        boolean full = ticket.type() == OrderType.MARKET || ticket.type() == OrderType.LIMIT;
        String type = params.text("newOrderRespType").orElse(full ? "FULL" : "ACK");
        if (!List.of("ACK", "RESULT", "FULL").contains(type)) {
            throw BinanceError.of(-1130, "Data sent for parameter 'newOrderRespType' is not valid.");
        }
        return type;
    }

    JsonNode cancel(Params params) {
        String cancelId = params.clientId("newClientOrderId").orElseGet(exchange::newClientId);
        String restriction = params.text("cancelRestrictions").orElse("");
        SpotOrder order = find(params, "orderId", "origClientOrderId", -2011);
        params.allRead();
        return cancel(order, cancelId, restriction);
    }

    private ObjectNode cancel(SpotOrder order, String cancelId, String restriction) {
        if (!order.isOpen()) {
            throw unknownOrder();
        }
        boolean wrongState = (restriction.equals("ONLY_NEW") && order.status != SpotOrder.Status.NEW)
                || (restriction.equals("ONLY_PARTIALLY_FILLED") && order.status != SpotOrder.Status.PARTIALLY_FILLED);
        if (wrongState) {
            throw BinanceError.of(-2011, "Order was not canceled due to cancel restrictions.");
        }
        OrderList list = exchange.lists().get(order.listId);
        if (list != null) {
            cancelLegs(list, cancelId);
        } else {
            exchange.cancel(order, cancelId);
        }
        return OrderJson.cancelled(order, cancelId);
    }

    private void cancelLegs(OrderList list, String cancelId) {
        list.legs().forEach(leg -> exchange.cancel(leg, cancelId));
        list.touch(exchange.time.millis());
        exchange.feed.list(list, "ALL_DONE");
    }

    JsonNode cancelAll(Params params) {
        String symbol = params.need("symbol");
        params.allRead();
        exchange.market(symbol);
        List<SpotOrder> open = exchange.open(symbol);
        if (open.isEmpty()) {
            throw unknownOrder();
        }
        ArrayNode answers = JSON.arrayNode();
        Set<OrderList> lists = new LinkedHashSet<>();
        for (SpotOrder order : open) {
            OrderList list = exchange.lists().get(order.listId);
            if (list != null) {
                lists.add(list);
            } else {
                answers.add(cancel(order, exchange.newClientId(), ""));
            }
        }
        lists.forEach(list -> answers.add(cancelList(list, exchange.newClientId())));
        return answers;
    }

    private ObjectNode cancelList(OrderList list, String cancelId) {
        List<SpotOrder> open = new ArrayList<>(list.legs());
        open.removeIf(leg -> !leg.isOpen());
        cancelLegs(list, cancelId);
        ObjectNode node = list.json();
        ArrayNode reports = node.putArray("orderReports");
        open.forEach(leg -> reports.add(OrderJson.cancelled(leg, cancelId)));
        return node;
    }

    JsonNode cancelList(Params params) {
        String cancelId = params.clientId("newClientOrderId").orElseGet(exchange::newClientId);
        OrderList list = findList(params, "listClientOrderId", -2011);
        params.allRead();
        if (list.isDone()) {
            throw unknownOrder();
        }
        return cancelList(list, cancelId);
    }

    OrderList findList(Params params, String clientIdName, int code) {
        params.text("symbol");
        Long id = params.integer("orderListId").orElse(null);
        String clientId = params.clientId(clientIdName).orElse(null);
        if (id == null && clientId == null) {
            throw BinanceError.mandatory("orderListId");
        }
        OrderList found = null;
        for (OrderList list : exchange.lists().values()) {
            boolean same = id != null ? list.id() == id : list.clientId().equals(clientId);
            found = same ? list : found;
        }
        if (found == null) {
            throw code == -2011 ? unknownOrder() : BinanceError.of(-2018, "Order list does not exist.");
        }
        return found;
    }

    // --- Cancel-replace -------------------------------------------------------------------------------------------

    JsonNode cancelReplace(Params params) {
        String mode = params.need("cancelReplaceMode");
        String exceeded = params.text("orderRateLimitExceededMode").orElse("DO_NOTHING");
        String cancelId = params.clientId("cancelNewClientOrderId").orElseGet(exchange::newClientId);
        String restriction = params.text("cancelRestrictions").orElse("");
        params.text("cancelOrderId");
        params.text("cancelOrigClientOrderId");
        Ticket ticket = Ticket.from(params, false);
        String response = responseType(params, ticket);
        params.allRead();
        boolean stop = mode.equals("STOP_ON_FAILURE");
        checkBeforeEither(params, ticket);
        BinanceError tooMany = tooManyOrders();
        if (tooMany != null && exceeded.equals("DO_NOTHING")) {
            throw tooMany;
        }
        return new Halves(params, ticket, response).run(cancelId, restriction, stop, tooMany);
    }

    /** Filters come before the cancel; the client id of the order that goes may be used again. */
    private void checkBeforeEither(Params params, Ticket ticket) {
        String going = params.text("cancelOrigClientOrderId").orElse("");
        if (going.equals(ticket.clientId())) {
            exchange.market(ticket.symbol())
                    .filters()
                    .check(ticket, exchange.market(ticket.symbol()).averagePrice());
        } else {
            exchange.check(ticket);
        }
    }

    private @Nullable BinanceError tooManyOrders() {
        try {
            exchange.rates.checkOrders(1);
            return null;
        } catch (BinanceError tooMany) {
            return tooMany;
        }
    }

    /** The two halves of a cancel-replace, neither of which undoes the other. */
    private final class Halves {
        private final Params params;
        private final Ticket ticket;
        private final String response;
        private @Nullable ObjectNode cancelled;
        private @Nullable ObjectNode placed;
        private @Nullable BinanceError cancelError;
        private @Nullable BinanceError placeError;

        Halves(Params params, Ticket ticket, String response) {
            this.params = params;
            this.ticket = ticket;
            this.response = response;
        }

        JsonNode run(String cancelId, String restriction, boolean stop, @Nullable BinanceError tooMany) {
            try {
                SpotOrder order = find(params, "cancelOrderId", "cancelOrigClientOrderId", -2011);
                cancelled = cancel(order, cancelId, restriction);
            } catch (BinanceError e) {
                cancelError = e;
            }
            boolean attempted = cancelError == null || !stop;
            if (attempted) {
                placeHalf(tooMany);
            } else {
                exchange.rates.countOrders(1);
            }
            ObjectNode data = JSON.objectNode();
            data.put("cancelResult", cancelError == null ? "SUCCESS" : "FAILURE");
            data.put("newOrderResult", !attempted ? "NOT_ATTEMPTED" : placeError == null ? "SUCCESS" : "FAILURE");
            data.set("cancelResponse", cancelError == null ? cancelled : cancelError.json());
            data.set("newOrderResponse", placeError == null ? placed : placeError.json());
            if (cancelError == null && placeError == null) {
                return data;
            }
            throw failed(attempted, stop, tooMany, data);
        }

        private void placeHalf(@Nullable BinanceError tooMany) {
            try {
                if (tooMany != null) {
                    throw tooMany;
                }
                placed = OrderJson.placed(exchange.place(ticket), response);
            } catch (BinanceError e) {
                placeError = e;
            }
        }

        private BinanceError failed(boolean attempted, boolean stop, @Nullable BinanceError tooMany, ObjectNode data) {
            boolean wholly = cancelError != null && (placeError != null || !attempted);
            int code = wholly ? -2022 : -2021;
            String message = wholly ? "Order cancel-replace failed." : "Order cancel-replace partially failed.";
            int status = tooMany != null && stop ? 429 : wholly ? 400 : 409;
            return BinanceError.withData(status, code, message, data);
        }
    }

    // --- Amend ----------------------------------------------------------------------------------------------------

    JsonNode amend(Params params) {
        BigDecimal quantity = params.needDecimal("newQty");
        SpotOrder order = find(params, "orderId", "origClientOrderId", -2038);
        String newId = params.clientId("newClientOrderId").orElseGet(exchange::newClientId);
        params.allRead();
        if (!order.isOpen()) {
            throw BinanceError.of(-2038, "Unknown order sent.");
        }
        checkAmend(order, quantity);
        String oldId = order.clientId;
        OrderList list = exchange.lists().get(order.listId);
        List<SpotOrder> changed = list == null || list.isWorkingOrder(order) ? List.of(order) : list.exits();
        for (SpotOrder each : changed) {
            each.amendments++;
            exchange.reduce(each, quantity);
        }
        order.clientId = newId;
        exchange.feed.amended(order, oldId);
        ObjectNode answer = JSON.objectNode()
                .put("transactTime", order.updateTime)
                .put("executionId", exchange.feed.nextExecutionId());
        answer.set("amendedOrder", OrderJson.amended(order).put("origClientOrderId", oldId));
        if (list != null) {
            exchange.feed.list(list, "UPDATED");
            answer.set("listStatus", list.json());
        }
        return answer;
    }

    private static void checkAmend(SpotOrder order, BigDecimal quantity) {
        order.market.filters().quantity(quantity, false);
        int most = order.market.filters().limit(BinanceSymbol.Limit.MAX_AMENDS).intValueExact();
        if (most > 0 && order.amendments >= most) {
            throw BinanceError.filter("MAX_NUM_ORDER_AMENDS");
        }
        if (quantity.compareTo(order.quantity) == 0) {
            throw BinanceError.of(-2038, "The requested action would change no state; rejecting.");
        }
        if (quantity.compareTo(order.quantity) > 0) {
            throw BinanceError.of(-2038, "Order amend (quantity increase) is not supported.");
        }
        if (quantity.compareTo(order.executed()) <= 0) {
            throw BinanceError.of(-2038, "Order amend quantity must be above the executed quantity.");
        }
    }

    // --- Finding --------------------------------------------------------------------------------------------------

    SpotOrder find(Params params, String idName, String clientIdName, int code) {
        String symbol = params.need("symbol");
        exchange.market(symbol);
        Long id = params.integer(idName).orElse(null);
        String clientId = params.clientId(clientIdName).orElse(null);
        if (id == null && clientId == null) {
            throw BinanceError.of(
                    -1102, "Param '" + clientIdName + "' or '" + idName + "' must be sent, but both were empty/null!");
        }
        SpotOrder order = id != null
                ? exchange.byId(symbol, id).orElse(null)
                : exchange.byClientId(symbol, String.valueOf(clientId)).orElse(null);
        if (order == null) {
            throw code == -2013
                    ? BinanceError.of(-2013, "Order does not exist.")
                    : BinanceError.of(code, "Unknown order sent.");
        }
        if (id != null && clientId != null && !order.clientId.equals(clientId)) {
            throw BinanceError.of(-2039, "Client order ID is not correct for this order ID.");
        }
        return order;
    }

    private static BinanceError unknownOrder() {
        return BinanceError.of(-2011, "Unknown order sent.");
    }
}
