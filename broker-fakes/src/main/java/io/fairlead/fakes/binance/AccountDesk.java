package io.fairlead.fakes.binance;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** What the account may look up. Guarded by the venue's lock. */
final class AccountDesk {
    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;
    private static final long LONGEST_RANGE_MS = Duration.ofHours(24).toMillis();

    private final Exchange exchange;
    private final TradingDesk trading;
    private final Fees fees;
    private Duration visibilityLag = Duration.ZERO;

    AccountDesk(Exchange exchange, TradingDesk trading, Fees fees) {
        this.exchange = exchange;
        this.trading = trading;
        this.fees = fees;
    }

    /** From now on orders show in queries only when they are this old. */
    void visibilityLag(Duration lag) {
        visibilityLag = lag;
    }

    private boolean isVisible(SpotOrder order) {
        return exchange.time.millis() - order.time >= visibilityLag.toMillis();
    }

    JsonNode account(Params params) {
        boolean omitZero =
                params.text("omitZeroBalances").filter("true"::equals).isPresent();
        params.allRead();
        ObjectNode node = JSON.objectNode()
                .put("makerCommission", basisPoints(fees.maker()))
                .put("takerCommission", basisPoints(fees.taker()))
                .put("buyerCommission", 0)
                .put("sellerCommission", 0);
        node.set("commissionRates", rates());
        node.put("canTrade", true)
                .put("canWithdraw", true)
                .put("canDeposit", true)
                .put("brokered", false)
                .put("requireSelfTradePrevention", false)
                .put("preventSor", false)
                .put("updateTime", exchange.time.millis())
                .put("accountType", "SPOT");
        ArrayNode balances = node.putArray("balances");
        for (String asset : exchange.balances.assets()) {
            boolean zero = exchange.balances.free(asset).signum() == 0
                    && exchange.balances.locked(asset).signum() == 0;
            if (!zero || !omitZero) {
                balances.addObject()
                        .put("asset", asset)
                        .put("free", Text.of(exchange.balances.free(asset)))
                        .put("locked", Text.of(exchange.balances.locked(asset)));
            }
        }
        node.putArray("permissions").add("SPOT");
        return node.put("uid", 123456789);
    }

    private static int basisPoints(BigDecimal rate) {
        return rate.movePointRight(4).intValue();
    }

    private ObjectNode rates() {
        return JSON.objectNode()
                .put("maker", Text.of(fees.maker()))
                .put("taker", Text.of(fees.taker()))
                .put("buyer", "0.00000000")
                .put("seller", "0.00000000");
    }

    JsonNode commission(Params params) {
        String symbol = params.need("symbol");
        params.allRead();
        exchange.market(symbol);
        ObjectNode none = JSON.objectNode()
                .put("maker", "0.00000000")
                .put("taker", "0.00000000")
                .put("buyer", "0.00000000")
                .put("seller", "0.00000000");
        ObjectNode node = JSON.objectNode().put("symbol", symbol);
        node.set("standardCommission", rates());
        node.set("specialCommission", none);
        node.set("taxCommission", none.deepCopy());
        node.putObject("discount")
                .put("enabledForAccount", fees.payer() != null)
                .put("enabledForSymbol", fees.payer() != null)
                .put("discountAsset", fees.payer() == null ? "BNB" : fees.payer())
                .put("discount", "0.75000000");
        return node;
    }

    JsonNode order(Params params) {
        SpotOrder order = trading.find(params, "orderId", "origClientOrderId", -2013);
        params.allRead();
        if (!isVisible(order)) {
            throw BinanceError.of(-2013, "Order does not exist.");
        }
        return OrderJson.queried(order);
    }

    JsonNode openOrders(Params params) {
        String symbol = params.text("symbol").orElse("");
        params.allRead();
        if (!symbol.isEmpty()) {
            exchange.market(symbol);
        }
        return rows(visible(symbol).filter(SpotOrder::isOpen));
    }

    JsonNode allOrders(Params params) {
        String symbol = params.need("symbol");
        exchange.market(symbol);
        long from = params.integer("orderId").orElse(0L);
        Range range = range(params);
        int limit = params.limit(500, 1000);
        params.allRead();
        boolean forward = from > 0 || range.hasStart;
        List<SpotOrder> found = visible(symbol)
                .filter(order -> order.id >= from && order.time >= range.start && order.time <= range.end)
                .toList();
        return rows(page(found, limit, forward).stream());
    }

    private Stream<SpotOrder> visible(String symbol) {
        return exchange.orders().stream()
                .filter(order -> symbol.isEmpty() || order.symbol().name().equals(symbol))
                .filter(this::isVisible);
    }

    private static ArrayNode rows(Stream<SpotOrder> orders) {
        ArrayNode rows = JSON.arrayNode();
        orders.forEach(order -> rows.add(OrderJson.queried(order)));
        return rows;
    }

    JsonNode myTrades(Params params) {
        String symbol = params.need("symbol");
        exchange.market(symbol);
        long orderId = params.integer("orderId").orElse(-1L);
        boolean fromGiven = params.has("fromId");
        long fromId = params.integer("fromId").orElse(0L);
        Range range = range(params);
        int limit = params.limit(500, 1000);
        params.allRead();
        if (fromGiven && (range.hasStart || range.hasEnd)) {
            throw BinanceError.of(-1128, "Combination of optional parameters invalid.");
        }
        List<Fill> found = exchange.fills().stream()
                .filter(fill -> fill.order().symbol().name().equals(symbol))
                .filter(fill -> orderId < 0 || fill.order().id == orderId)
                .filter(fill -> fill.tradeId() >= fromId && fill.time() >= range.start && fill.time() <= range.end)
                .sorted(Comparator.comparingLong(Fill::tradeId))
                .toList();
        ArrayNode rows = JSON.arrayNode();
        page(found, limit, fromGiven || range.hasStart).forEach(fill -> rows.add(OrderJson.trade(fill)));
        return rows;
    }

    JsonNode orderCounts(Params params) {
        params.allRead();
        return exchange.rates.counts(true, false);
    }

    JsonNode list(Params params) {
        OrderList list = trading.findList(params, "origClientOrderId", -2018);
        params.allRead();
        return list.json();
    }

    JsonNode openLists(Params params) {
        params.allRead();
        ArrayNode rows = JSON.arrayNode();
        exchange.lists().values().stream().filter(list -> !list.isDone()).forEach(list -> rows.add(list.json()));
        return rows;
    }

    JsonNode allLists(Params params) {
        long fromId = params.integer("fromId").orElse(0L);
        Range range = range(params);
        int limit = params.limit(500, 1000);
        params.allRead();
        List<OrderList> found = exchange.lists().values().stream()
                .filter(list -> list.id() >= fromId)
                .toList();
        ArrayNode rows = JSON.arrayNode();
        page(found, limit, fromId > 0 || range.hasStart).forEach(list -> rows.add(list.json()));
        return rows;
    }

    private record Range(long start, long end, boolean hasStart, boolean hasEnd) {}

    private static Range range(Params params) {
        boolean hasStart = params.has("startTime");
        boolean hasEnd = params.has("endTime");
        long start = params.integer("startTime").orElse(0L);
        long end = params.integer("endTime").orElse(Long.MAX_VALUE);
        if (hasStart && hasEnd && end - start > LONGEST_RANGE_MS) {
            throw BinanceError.of(-1127, "More than 24 hours between startTime and endTime.");
        }
        return new Range(start, end, hasStart, hasEnd);
    }

    /** The oldest from a start, else the newest; ascending either way. */
    static <T> List<T> page(List<T> all, int limit, boolean forward) {
        if (all.size() <= limit) {
            return all;
        }
        return forward ? all.subList(0, limit) : all.subList(all.size() - limit, all.size());
    }
}
