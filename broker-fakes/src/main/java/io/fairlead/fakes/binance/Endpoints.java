package io.fairlead.fakes.binance;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.ToIntFunction;

/** Everything the venue can be asked. */
final class Endpoints {
    private static final String API = " /api/v3/";

    private final Map<String, Endpoint> byRest = new LinkedHashMap<>();
    private final Map<String, Endpoint> byMethod = new LinkedHashMap<>();

    Endpoints(TradingDesk trading, ListDesk lists, AccountDesk account, MarketDesk market) {
        trading(trading, lists);
        account(account);
        market(market);
    }

    Optional<Endpoint> rest(String methodAndPath) {
        return Optional.ofNullable(byRest.get(methodAndPath));
    }

    Optional<Endpoint> method(String name) {
        return Optional.ofNullable(byMethod.get(name));
    }

    private void trading(TradingDesk trading, ListDesk lists) {
        placing("POST", "order", "order.place", trading::place);
        cancelling("DELETE", "order", "order.cancel", trading::cancel);
        cancelling("DELETE", "openOrders", "openOrders.cancelAll", trading::cancelAll);
        placing("POST", "order/cancelReplace", "order.cancelReplace", trading::cancelReplace);
        signed("PUT", "order/amend/keepPriority", "order.amend.keepPriority", params -> 4, trading::amend);
        ToIntFunction<Params> test = params ->
                params.text("computeCommissionRates").filter("true"::equals).isPresent() ? 20 : 1;
        signed("POST", "order/test", "order.test", test, trading::test);
        placing("POST", "orderList/oco", "orderList.place.oco", lists::placeOco);
        placing("POST", "orderList/oto", "orderList.place.oto", params -> lists.placeOto(params, false));
        placing("POST", "orderList/otoco", "orderList.place.otoco", params -> lists.placeOtoco(params, false));
        placing("POST", "orderList/opo", "orderList.place.opo", params -> lists.placeOto(params, true));
        placing("POST", "orderList/opoco", "orderList.place.opoco", params -> lists.placeOtoco(params, true));
        cancelling("DELETE", "orderList", "orderList.cancel", trading::cancelList);
    }

    private void account(AccountDesk account) {
        signed("GET", "account", "account.status", params -> 20, account::account);
        signed("GET", "account/commission", "account.commission", params -> 20, account::commission);
        signed("GET", "order", "order.status", params -> 4, account::order);
        ToIntFunction<Params> open = params -> params.has("symbol") ? 6 : 80;
        signed("GET", "openOrders", "openOrders.status", open, account::openOrders);
        signed("GET", "allOrders", "allOrders", params -> 20, account::allOrders);
        ToIntFunction<Params> fills = params -> params.has("orderId") ? 5 : 20;
        signed("GET", "myTrades", "myTrades", fills, account::myTrades);
        signed("GET", "rateLimit/order", "account.rateLimits.orders", params -> 40, account::orderCounts);
        signed("GET", "orderList", "orderList.status", params -> 4, account::list);
        signed("GET", "openOrderList", "openOrderLists.status", params -> 6, account::openLists);
        signed("GET", "allOrderList", "allOrderLists", params -> 20, account::allLists);
    }

    private void market(MarketDesk market) {
        open("ping", "ping", params -> 1, market::ping);
        open("time", "time", params -> 1, market::time);
        open("exchangeInfo", "exchangeInfo", params -> 20, market::exchangeInfo);
        open("depth", "depth", MarketDesk::depthWeight, market::depth);
        open("trades", "trades.recent", params -> 25, market::trades);
        open("historicalTrades", "trades.historical", params -> 25, market::trades);
        open("aggTrades", "trades.aggregate", params -> 4, market::aggTrades);
        open("klines", "klines", params -> 2, market::klines);
        open("uiKlines", "uiKlines", params -> 2, market::klines);
        open("avgPrice", "avgPrice", params -> 2, market::averagePrice);
        ToIntFunction<Params> perSymbol = params -> params.has("symbol") ? 2 : 4;
        open("ticker/price", "ticker.price", perSymbol, market::lastPrice);
        open("ticker/bookTicker", "ticker.book", perSymbol, market::bookTicker);
        open("ticker/24hr", "ticker.24hr", params -> params.has("symbol") ? 2 : 80, market::day);
    }

    private void placing(String verb, String path, String method, Function<Params, JsonNode> act) {
        add(new Endpoint(verb + API + path, method, true, params -> 1, true, true, act));
    }

    private void cancelling(String verb, String path, String method, Function<Params, JsonNode> act) {
        add(new Endpoint(verb + API + path, method, true, params -> 1, true, false, act));
    }

    private void signed(
            String verb, String path, String method, ToIntFunction<Params> weight, Function<Params, JsonNode> act) {
        add(new Endpoint(verb + API + path, method, true, weight, false, false, act));
    }

    private void open(String path, String method, ToIntFunction<Params> weight, Function<Params, JsonNode> act) {
        add(new Endpoint("GET" + API + path, method, false, weight, false, false, act));
    }

    private void add(Endpoint endpoint) {
        byRest.put(endpoint.rest(), endpoint);
        byMethod.put(endpoint.method(), endpoint);
    }
}
