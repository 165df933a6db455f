package io.fairlead.binance;

import io.fairlead.fakes.net.HttpRequest;
import io.fairlead.fakes.net.Reply;
import io.fairlead.fakes.net.RequestHandler;
import io.fairlead.fakes.net.Upgrade;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicLong;

/** Takes every order and does nothing with it: the least that a venue can take for an answer. */
final class OrderDesk implements RequestHandler {
    /** An order as the adapter sends it, signed. */
    static final String EXAMPLE = "symbol=BTCUSDT&side=BUY&type=LIMIT&timeInForce=GTC&quantity=0.01&price=80000"
            + "&newClientOrderId=tk-7f3a-12&newOrderRespType=FULL&recvWindow=5000&timestamp=1763706000456"
            + "&signature=c8db56825ae71d6d79447849e617115f4a920fa2acdcab2b053c4b2838bd6b71";

    private static final String ID = "newClientOrderId=";
    private static final String EXCHANGE = "{\"rateLimits\":[],"
            + "\"symbols\":[{\"symbol\":\"BTCUSDT\",\"status\":\"TRADING\",\"baseAsset\":\"BTC\",\"quoteAsset\":\"USDT\","
            + "\"isSpotTradingAllowed\":true,\"orderTypes\":[\"LIMIT\",\"MARKET\"],"
            + "\"allowedSelfTradePreventionModes\":[\"NONE\"],\"filters\":["
            + "{\"filterType\":\"PRICE_FILTER\",\"tickSize\":\"0.01\"},"
            + "{\"filterType\":\"LOT_SIZE\",\"minQty\":\"0.00001\",\"maxQty\":\"9000\",\"stepSize\":\"0.00001\"}]}]}";

    private final AtomicLong orders = new AtomicLong();

    @Override
    public CompletionStage<Reply> answer(HttpRequest request) {
        return CompletableFuture.completedFuture(
                Reply.json(200, request.method().equals("POST") ? taken(request.text()) : EXCHANGE));
    }

    private String taken(String form) {
        int from = form.indexOf(ID) + ID.length();
        int end = form.indexOf('&', from);
        return "{\"symbol\":\"BTCUSDT\",\"orderId\":" + orders.incrementAndGet()
                + ",\"orderListId\":-1,\"clientOrderId\":\"" + form.substring(from, end)
                + "\",\"transactTime\":1763706000456,\"price\":\"80000.00000000\",\"origQty\":\"0.01000000\","
                + "\"executedQty\":\"0.00000000\",\"origQuoteOrderQty\":\"0.00000000\","
                + "\"cummulativeQuoteQty\":\"0.00000000\",\"status\":\"NEW\",\"timeInForce\":\"GTC\",\"type\":\"LIMIT\","
                + "\"side\":\"BUY\",\"workingTime\":1763706000456,\"fills\":[],\"selfTradePreventionMode\":\"NONE\"}";
    }

    @Override
    public Upgrade upgrade(HttpRequest request) {
        return new Upgrade.Refused(Reply.empty(404));
    }
}
