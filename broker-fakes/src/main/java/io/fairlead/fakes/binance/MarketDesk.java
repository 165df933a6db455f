package io.fairlead.fakes.binance;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fairlead.fakes.book.Side;
import java.math.BigDecimal;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;

/** Public market data. Guarded by the venue's lock. */
final class MarketDesk {
    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

    private final Exchange exchange;

    MarketDesk(Exchange exchange) {
        this.exchange = exchange;
    }

    JsonNode ping(Params params) {
        params.allRead();
        return JSON.objectNode();
    }

    JsonNode time(Params params) {
        params.allRead();
        return JSON.objectNode().put("serverTime", exchange.time.millis());
    }

    JsonNode exchangeInfo(Params params) {
        Set<String> asked = new TreeSet<>();
        params.text("symbol").ifPresent(asked::add);
        params.array("symbols").ifPresent(asked::addAll);
        String status = params.text("symbolStatus").orElse("");
        params.text("permissions");
        params.text("showPermissionSets");
        params.allRead();
        asked.forEach(exchange::market);
        ObjectNode node = JSON.objectNode().put("timezone", "UTC").put("serverTime", exchange.time.millis());
        node.set("rateLimits", exchange.rates.limits());
        node.putArray("exchangeFilters");
        ArrayNode symbols = node.putArray("symbols");
        exchange.markets().stream()
                .map(Market::symbol)
                .filter(symbol -> asked.isEmpty() || asked.contains(symbol.name()))
                .filter(symbol -> status.isEmpty() || symbol.status().equals(status))
                .forEach(symbol -> symbols.add(symbol(symbol)));
        node.putArray("sors");
        return node;
    }

    private static ObjectNode symbol(BinanceSymbol symbol) {
        ObjectNode node = JSON.objectNode()
                .put("symbol", symbol.name())
                .put("status", symbol.status())
                .put("baseAsset", symbol.base())
                .put("baseAssetPrecision", 8)
                .put("quoteAsset", symbol.quote())
                .put("quotePrecision", 8)
                .put("quoteAssetPrecision", 8)
                .put("baseCommissionPrecision", 8)
                .put("quoteCommissionPrecision", 8);
        ArrayNode types = node.putArray("orderTypes");
        for (OrderType type : OrderType.values()) {
            types.add(type.name());
        }
        node.put("icebergAllowed", true)
                .put("ocoAllowed", true)
                .put("otoAllowed", true)
                .put("opoAllowed", true)
                .put("quoteOrderQtyMarketAllowed", true)
                .put("allowTrailingStop", true)
                .put("cancelReplaceAllowed", true)
                .put("amendAllowed", true)
                .put("pegInstructionsAllowed", false)
                .put("isSpotTradingAllowed", true)
                .put("isMarginTradingAllowed", false);
        node.set("filters", new Filters(symbol).json());
        node.putArray("permissions");
        node.putArray("permissionSets").addArray().add("SPOT");
        node.put("defaultSelfTradePreventionMode", "EXPIRE_MAKER");
        ArrayNode modes = node.putArray("allowedSelfTradePreventionModes");
        for (Prevention mode : Prevention.values()) {
            modes.add(mode.name());
        }
        return node;
    }

    JsonNode depth(Params params) {
        Market market = market(params);
        int limit = params.limit(100, 5000);
        params.allRead();
        return market.depth(limit);
    }

    static int depthWeight(Params params) {
        long limit = params.integer("limit").orElse(100L);
        return limit <= 100 ? 5 : limit <= 500 ? 25 : limit <= 1000 ? 50 : 250;
    }

    JsonNode trades(Params params) {
        Market market = market(params);
        int limit = params.limit(500, 1000);
        boolean from = params.has("fromId");
        long fromId = params.integer("fromId").orElse(0L);
        params.allRead();
        ArrayNode rows = JSON.arrayNode();
        List<Print> found =
                market.trades().stream().filter(trade -> trade.id() >= fromId).toList();
        AccountDesk.page(found, limit, from).forEach(trade -> rows.add(trade.row()));
        return rows;
    }

    JsonNode aggTrades(Params params) {
        Market market = market(params);
        boolean from = params.has("fromId");
        long fromId = params.integer("fromId").orElse(0L);
        boolean hasStart = params.has("startTime");
        long start = params.integer("startTime").orElse(0L);
        long end = params.integer("endTime").orElse(Long.MAX_VALUE);
        int limit = params.limit(500, 1000);
        params.allRead();
        List<Print> found = market.trades().stream()
                .filter(trade -> trade.id() >= fromId && trade.time() >= start && trade.time() <= end)
                .toList();
        ArrayNode rows = JSON.arrayNode();
        AccountDesk.page(found, limit, from || hasStart).forEach(trade -> rows.add(aggregate(trade)));
        return rows;
    }

    /** Each trade is an aggregate of its own here; ids of both kinds are the same. */
    static ObjectNode aggregate(Print trade) {
        return JSON.objectNode()
                .put("a", trade.id())
                .put("p", Text.of(trade.price()))
                .put("q", Text.of(trade.quantity()))
                .put("f", trade.id())
                .put("l", trade.id())
                .put("T", trade.time())
                .put("m", trade.buyerIsMaker())
                .put("M", true);
    }

    JsonNode klines(Params params) {
        Market market = market(params);
        Interval interval =
                Interval.of(params.need("interval")).orElseThrow(() -> BinanceError.of(-1120, "Invalid interval."));
        boolean hasStart = params.has("startTime");
        long now = exchange.time.millis();
        long start = params.integer("startTime").orElse(0L);
        long end = Math.min(params.integer("endTime").orElse(now), now);
        int limit = params.limit(500, 1000);
        params.text("timeZone");
        params.allRead();
        List<Kline> bars = hasStart ? market.bars(interval, start, end, limit) : market.newest(interval, end, limit);
        ArrayNode rows = JSON.arrayNode();
        bars.forEach(bar -> rows.add(bar.row()));
        return rows;
    }

    JsonNode averagePrice(Params params) {
        Market market = market(params);
        params.allRead();
        return JSON.objectNode()
                .put("mins", 5)
                .put("price", Text.of(market.averagePrice()))
                .put("closeTime", exchange.time.millis());
    }

    JsonNode lastPrice(Params params) {
        return perSymbol(
                params,
                market ->
                        JSON.objectNode().put("symbol", market.symbol().name()).put("price", Text.of(market.last())));
    }

    JsonNode bookTicker(Params params) {
        return perSymbol(
                params,
                market -> JSON.objectNode()
                        .put("symbol", market.symbol().name())
                        .put("bidPrice", market.bestPrice(Side.BUY))
                        .put("bidQty", market.bestQuantity(Side.BUY))
                        .put("askPrice", market.bestPrice(Side.SELL))
                        .put("askQty", market.bestQuantity(Side.SELL)));
    }

    JsonNode day(Params params) {
        params.text("type");
        return perSymbol(params, this::day);
    }

    private ObjectNode day(Market market) {
        long since = exchange.time.millis() - 86_400_000;
        List<Print> day =
                market.trades().stream().filter(trade -> trade.time() > since).toList();
        BigDecimal open = day.isEmpty() ? market.last() : day.get(0).price();
        BigDecimal high = day.stream().map(Print::price).reduce(open, BigDecimal::max);
        BigDecimal low = day.stream().map(Print::price).reduce(open, BigDecimal::min);
        BigDecimal volume = day.stream().map(Print::quantity).reduce(BigDecimal.ZERO, BigDecimal::add);
        BigDecimal value = day.stream()
                .map(trade -> trade.price().multiply(trade.quantity()))
                .reduce(BigDecimal.ZERO, BigDecimal::add);
        return JSON.objectNode()
                .put("symbol", market.symbol().name())
                .put("openPrice", Text.of(open))
                .put("highPrice", Text.of(high))
                .put("lowPrice", Text.of(low))
                .put("lastPrice", Text.of(market.last()))
                .put("volume", Text.of(volume))
                .put("quoteVolume", Text.of(value))
                .put("openTime", since)
                .put("closeTime", exchange.time.millis())
                .put("firstId", day.isEmpty() ? -1 : day.get(0).id())
                .put("lastId", day.isEmpty() ? -1 : day.get(day.size() - 1).id())
                .put("count", day.size());
    }

    /** One symbol gives an object, several or none an array. */
    private JsonNode perSymbol(Params params, Function<Market, ObjectNode> row) {
        String symbol = params.text("symbol").orElse("");
        List<String> symbols = params.array("symbols").orElse(List.of());
        params.text("symbolStatus");
        params.allRead();
        if (!symbol.isEmpty()) {
            return row.apply(exchange.market(symbol));
        }
        ArrayNode rows = JSON.arrayNode();
        symbols.forEach(exchange::market);
        exchange.markets().stream()
                .filter(market ->
                        symbols.isEmpty() || symbols.contains(market.symbol().name()))
                .forEach(market -> rows.add(row.apply(market)));
        return rows;
    }

    private Market market(Params params) {
        return exchange.market(params.need("symbol"));
    }
}
