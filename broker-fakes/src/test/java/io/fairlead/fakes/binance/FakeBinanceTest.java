package io.fairlead.fakes.binance;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.fairlead.fakes.CallFault;
import io.fairlead.fakes.ManualTime;
import io.fairlead.fakes.binance.Trader.Answer;
import io.fairlead.fakes.binance.Trader.Line;
import io.fairlead.fakes.book.Side;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Trading on the fake, as the fact sheet says it should feel. */
class FakeBinanceTest {
    private static final String ORDER = "/api/v3/order";

    private final ManualTime time = ManualTime.at(Instant.parse("2026-03-02T10:00:03Z"));
    private final FakeBinance venue = FakeBinance.builder().time(time).start();
    private final Trader trader = new Trader(venue);

    @AfterEach
    void stop() {
        trader.close();
        venue.close();
    }

    @Test
    void shouldFillALimitOrderInPartAndRestTheRest() {
        venue.addLiquidity("BTCUSDT", Side.SELL, "90000.00", "0.004");

        Answer answer = limit("BUY", "0.01", "90000.00", "id-1");

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.json().path("status").asText()).isEqualTo("PARTIALLY_FILLED");
        assertThat(answer.json().path("executedQty").asText()).isEqualTo("0.00400000");
        assertThat(answer.json().path("cummulativeQuoteQty").asText()).isEqualTo("360.00000000");
        JsonNode fill = answer.json().path("fills").path(0);
        assertThat(fill.path("commission").asText()).isEqualTo("0.00000400");
        assertThat(fill.path("commissionAsset").asText()).isEqualTo("BTC");
        assertThat(answer.json().path("orderId").isIntegralNumber()).isTrue();
        assertThat(answer.headers()).containsKeys("X-MBX-USED-WEIGHT-1M", "X-MBX-ORDER-COUNT-10S");
        assertThat(venue.locked("USDT")).isEqualByComparingTo("540");
        assertThat(venue.free("BTC")).isEqualByComparingTo("1.003996");
    }

    @Test
    void shouldRefuseWithTheVenuesOwnCodes() {
        assertThat(limit("BUY", "0.00001", "90000.001", "a").message()).isEqualTo("Filter failure: PRICE_FILTER");
        assertThat(limit("BUY", "0.000015", "90000", "a").message()).isEqualTo("Filter failure: LOT_SIZE");
        assertThat(limit("BUY", "0.00001", "90000", "a").message()).isEqualTo("Filter failure: NOTIONAL");
        assertThat(limit("BUY", "0.001", "9000000", "a").code()).isEqualTo(-1013);
        assertThat(limit("BUY", "2", "90000", "a").message())
                .isEqualTo("Account has insufficient balance for requested action.");
        assertThat(limit("BUY", "1,07", "90000", "a").code()).isEqualTo(-1100);
        assertThat(limit("BUY", "0.123456789", "90000", "a").code()).isEqualTo(-1111);
        assertThat(limit("BUY", "0.01", "90000", "a.b").code()).isEqualTo(-1100);
        assertThat(order("symbol", "NONE", "side", "BUY", "type", "MARKET", "quantity", "1")
                        .code())
                .isEqualTo(-1121);
        assertThat(market("BUY", "timeInForce", "GTC").code()).isEqualTo(-1106);
        assertThat(market("BUY", "colour", "red").code()).isEqualTo(-1104);
        assertThat(order("symbol", "BTCUSDT", "side", "BUY", "type", "LIMIT", "timeInForce", "GTC", "price", "1")
                        .code())
                .isEqualTo(-1102);
        assertThat(venue.orders()).isEmpty();
    }

    @Test
    void shouldRefuseAClientIdWhileItsOrderIsOpenAndTakeItAgainAfterwards() {
        limit("BUY", "0.001", "80000", "twice");
        Answer second = limit("BUY", "0.001", "80000", "twice");

        assertThat(second.code()).isEqualTo(-2010);
        assertThat(second.message()).isEqualTo("Duplicate order sent.");
        delete("origClientOrderId", "twice");
        assertThat(limit("BUY", "0.001", "80000", "twice").status()).isEqualTo(200);
        assertThat(venue.orders()).hasSize(2);
    }

    @Test
    void shouldNameTheCancelInSmallCAndTheOrderInCapitalC() {
        Line line = trader.subscribed();
        limit("BUY", "0.001", "80000", "mine");
        assertThat(line.event().path("c").asText()).isEqualTo("mine");
        assertThat(line.event().path("e").asText()).isEqualTo("outboundAccountPosition");

        Answer cancelled = delete("origClientOrderId", "mine", "newClientOrderId", "the-cancel");

        assertThat(cancelled.json().path("origClientOrderId").asText()).isEqualTo("mine");
        assertThat(cancelled.json().path("clientOrderId").asText()).isEqualTo("the-cancel");
        JsonNode report = line.event();
        assertThat(report.path("x").asText()).isEqualTo("CANCELED");
        assertThat(report.path("c").asText()).isEqualTo("the-cancel");
        assertThat(report.path("C").asText()).isEqualTo("mine");
        assertThat(venue.locked("USDT")).isZero();
        assertThat(delete("origClientOrderId", "mine").code()).isEqualTo(-2011);
    }

    @Test
    void shouldTellTheStreamOfEveryFillOnce() {
        Line line = trader.subscribed();
        limit("BUY", "0.01", "80000", "m");
        line.event();
        line.event();

        venue.take("BTCUSDT", Side.SELL, "80000", "0.004");
        venue.take("BTCUSDT", Side.SELL, "80000", "0.006");

        JsonNode first = line.event();
        line.event();
        JsonNode second = line.event();
        assertThat(first.path("X").asText()).isEqualTo("PARTIALLY_FILLED");
        assertThat(first.path("l").asText()).isEqualTo("0.00400000");
        assertThat(first.path("m").asBoolean()).isTrue();
        assertThat(second.path("X").asText()).isEqualTo("FILLED");
        assertThat(second.path("z").asText()).isEqualTo("0.01000000");
        assertThat(second.path("t").asLong()).isGreaterThan(first.path("t").asLong());
        JsonNode trades = get(
                        "/api/v3/myTrades",
                        "symbol",
                        "BTCUSDT",
                        "fromId",
                        second.path("t").asText())
                .json();
        assertThat(trades).hasSize(1);
        assertThat(trades.path(0).path("isMaker").asBoolean()).isTrue();
    }

    @Test
    void shouldEndAMarketOrderThatRunsOutOfBookAsExpiredWithItsFills() {
        venue.addLiquidity("BTCUSDT", Side.SELL, "90000", "0.004");

        Answer answer = market("BUY", "quantity", "0.01");

        assertThat(answer.json().path("status").asText()).isEqualTo("EXPIRED");
        assertThat(answer.json().path("executedQty").asText()).isEqualTo("0.00400000");
        assertThat(answer.json().path("expiryReason").asText()).isEqualTo("INSUFFICIENT_LIQUIDITY");
        assertThat(answer.json().path("fills")).hasSize(1);
    }

    @Test
    void shouldSpendAnAmountOfQuote() {
        venue.addLiquidity("BTCUSDT", Side.SELL, "90000", "1");

        Answer answer = market("BUY", "quoteOrderQty", "100");

        assertThat(answer.json().path("status").asText()).isEqualTo("FILLED");
        assertThat(answer.json().path("executedQty").asText()).isEqualTo("0.00111000");
        assertThat(answer.json().path("origQuoteOrderQty").asText()).isEqualTo("100.00000000");
    }

    @Test
    void shouldServeEveryTimeInForceAndPostOnly() {
        venue.quote("BTCUSDT", "89999", "0.001", "90001", "0.001");

        assertThat(status("LIMIT", "timeInForce", "IOC", "quantity", "0.002", "price", "90001"))
                .isEqualTo("EXPIRED");
        assertThat(status("LIMIT", "timeInForce", "FOK", "quantity", "0.002", "price", "90001"))
                .isEqualTo("EXPIRED");
        venue.addLiquidity("BTCUSDT", Side.SELL, "90001", "0.001");
        assertThat(status("LIMIT", "timeInForce", "FOK", "quantity", "0.001", "price", "90001"))
                .isEqualTo("FILLED");
        venue.addLiquidity("BTCUSDT", Side.SELL, "90001", "0.001");
        Answer taking = buy("LIMIT_MAKER", "quantity", "0.001", "price", "90001");
        assertThat(taking.message()).isEqualTo("Order would immediately match and take.");
        assertThat(buy("LIMIT_MAKER", "quantity", "0.001", "price", "90000").status())
                .isEqualTo(200);
    }

    @Test
    void shouldSetOffStopsAndTrailingStopsByTheLastPrice() {
        venue.quote("BTCUSDT", "89900", "5", "90100", "5");
        Answer wrongSide = sell("STOP_LOSS", "quantity", "0.01", "stopPrice", "91000");
        assertThat(wrongSide.message()).isEqualTo("Order would trigger immediately.");
        sell("STOP_LOSS", "quantity", "0.01", "stopPrice", "89000", "newClientOrderId", "stop");
        sell(
                "STOP_LOSS_LIMIT",
                "timeInForce",
                "GTC",
                "quantity",
                "0.01",
                "price",
                "89500",
                "stopPrice",
                "89000",
                "newClientOrderId",
                "stop-limit");
        sell("TAKE_PROFIT", "quantity", "0.01", "trailingDelta", "100", "newClientOrderId", "trail");

        venue.tradeAt("BTCUSDT", "91000", "0.01");
        assertThat(statusOf("trail")).isEqualTo("NEW");
        venue.addLiquidity("BTCUSDT", Side.BUY, "88000", "1");
        venue.tradeAt("BTCUSDT", "90090", "0.01");
        assertThat(statusOf("trail")).isEqualTo("FILLED");
        venue.tradeAt("BTCUSDT", "89000", "0.01");

        assertThat(statusOf("stop")).isEqualTo("FILLED");
        assertThat(statusOf("stop-limit")).isEqualTo("NEW");
        assertThat(get(ORDER, "symbol", "BTCUSDT", "origClientOrderId", "stop-limit")
                        .json()
                        .path("isWorking")
                        .asBoolean())
                .isTrue();
    }

    @Test
    void shouldCancelAndReplaceInTwoHalves() {
        limit("BUY", "0.001", "80000", "old");

        Answer both = replace("old", "STOP_ON_FAILURE", "0.002", "new");
        assertThat(both.json().path("cancelResult").asText()).isEqualTo("SUCCESS");
        assertThat(both.json().path("newOrderResponse").path("clientOrderId").asText())
                .isEqualTo("new");

        Answer none = replace("old", "STOP_ON_FAILURE", "0.002", "newer");
        assertThat(none.status()).isEqualTo(400);
        assertThat(none.code()).isEqualTo(-2022);
        assertThat(none.json().path("data").path("newOrderResult").asText()).isEqualTo("NOT_ATTEMPTED");

        Answer half = replace("old", "ALLOW_FAILURE", "0.002", "newest");
        assertThat(half.status()).isEqualTo(409);
        assertThat(half.code()).isEqualTo(-2021);
        assertThat(statusOf("newest")).isEqualTo("NEW");

        Answer cancelledOnly = replace("newest", "STOP_ON_FAILURE", "3", "too-large");
        assertThat(cancelledOnly.status()).isEqualTo(409);
        assertThat(statusOf("newest")).isEqualTo("CANCELED");
    }

    @Test
    void shouldAmendDownwardsOnlyAndKeepThePlaceInTheQueue() {
        Line line = trader.subscribed();
        limit("BUY", "0.01", "80000", "a");
        venue.addLiquidity("BTCUSDT", Side.BUY, "80000", "1");
        line.event();
        line.event();

        Answer amended = trader.signed(
                "PUT",
                "/api/v3/order/amend/keepPriority",
                "symbol",
                "BTCUSDT",
                "origClientOrderId",
                "a",
                "newQty",
                "0.004",
                "newClientOrderId",
                "a2");

        assertThat(amended.json().path("amendedOrder").path("qty").asText()).isEqualTo("0.00400000");
        assertThat(amended.json()
                        .path("amendedOrder")
                        .path("cumulativeQuoteQty")
                        .asText())
                .isEqualTo("0.00000000");
        JsonNode report = line.event();
        assertThat(List.of(
                        report.path("x").asText(),
                        report.path("c").asText(),
                        report.path("C").asText()))
                .containsExactly("REPLACED", "a2", "a");
        venue.take("BTCUSDT", Side.SELL, "80000", "0.004");
        assertThat(statusOf("a2")).isEqualTo("FILLED");
    }

    @Test
    void shouldEndTheOtherLegOfAnOco() {
        Answer placed = trader.signed(
                "POST",
                "/api/v3/orderList/oco",
                "symbol",
                "BTCUSDT",
                "side",
                "SELL",
                "quantity",
                "0.5",
                "listClientOrderId",
                "l",
                "aboveType",
                "LIMIT_MAKER",
                "abovePrice",
                "95000",
                "aboveClientOrderId",
                "up",
                "belowType",
                "STOP_LOSS_LIMIT",
                "belowStopPrice",
                "85000",
                "belowPrice",
                "84900",
                "belowTimeInForce",
                "GTC",
                "belowClientOrderId",
                "down");

        assertThat(placed.json().path("contingencyType").asText()).isEqualTo("OCO");
        assertThat(placed.json().path("orderReports")).hasSize(2);
        assertThat(venue.locked("BTC")).isEqualByComparingTo("0.5");
        venue.take("BTCUSDT", Side.BUY, "95000", "0.2");
        assertThat(statusOf("up")).isEqualTo("PARTIALLY_FILLED");
        assertThat(statusOf("down")).isEqualTo("EXPIRED");
        assertThat(venue.locked("BTC")).isEqualByComparingTo("0.3");
        venue.take("BTCUSDT", Side.BUY, "95000", "0.3");
        assertThat(get("/api/v3/orderList", "origClientOrderId", "l")
                        .json()
                        .path("listOrderStatus")
                        .asText())
                .isEqualTo("ALL_DONE");
        assertThat(venue.locked("BTC")).isZero();
    }

    @Test
    void shouldLetTheExitsOfABracketWorkOnceTheEntryIsFilled() {
        Line line = trader.subscribed();
        Answer placed = bracket("0.00999");
        assertThat(placed.json().path("contingencyType").asText()).isEqualTo("OTO");
        assertThat(placed.json().path("orderReports").path(1).path("status").asText())
                .isEqualTo("PENDING_NEW");
        assertThat(statusOf("a1")).isEqualTo("PENDING_NEW");

        venue.take("BTCUSDT", Side.SELL, "89000", "0.01");

        assertThat(statusOf("w1")).isEqualTo("FILLED");
        assertThat(statusOf("a1")).isEqualTo("NEW");
        venue.tradeAt("BTCUSDT", "87000", "0.001");
        assertThat(statusOf("b1")).isIn("NEW", "FILLED", "PARTIALLY_FILLED");
        assertThat(statusOf("a1")).isEqualTo("EXPIRED");
        assertThat(line.event().path("e").asText()).isEqualTo("listStatus");
    }

    @Test
    void shouldLeaveNoExitsWhenTheEntryIsCancelledHalfFilled() {
        bracket("0.00999");
        venue.take("BTCUSDT", Side.SELL, "89000", "0.004");

        delete("origClientOrderId", "w1");

        assertThat(statusOf("w1")).isEqualTo("CANCELED");
        assertThat(statusOf("a1")).isEqualTo("CANCELED");
        assertThat(statusOf("b1")).isEqualTo("CANCELED");
        assertThat(venue.free("BTC")).isEqualByComparingTo("1.003996");
    }

    @Test
    void shouldExpireOneOfTwoOrdersThatWouldTradeWithEachOther() {
        limit("BUY", "0.01", "80000", "bid");

        Answer ask = order(
                "symbol",
                "BTCUSDT",
                "side",
                "SELL",
                "type",
                "LIMIT",
                "timeInForce",
                "GTC",
                "quantity",
                "0.01",
                "price",
                "80000",
                "selfTradePreventionMode",
                "EXPIRE_MAKER");

        assertThat(ask.json().path("status").asText()).isEqualTo("NEW");
        assertThat(statusOf("bid")).isEqualTo("EXPIRED_IN_MATCH");
        assertThat(venue.locked("USDT")).isZero();
    }

    @Test
    void shouldCancelEverythingOfASymbol() {
        limit("BUY", "0.01", "80000", "one");
        bracket("0.00999");

        Answer all = trader.signed("DELETE", "/api/v3/openOrders", "symbol", "BTCUSDT");

        assertThat(all.json()).hasSize(2);
        assertThat(all.json().path(1).path("contingencyType").asText()).isEqualTo("OTO");
        assertThat(get("/api/v3/openOrders").json()).isEmpty();
        assertThat(trader.signed("DELETE", "/api/v3/openOrders", "symbol", "BTCUSDT")
                        .code())
                .isEqualTo(-2011);
    }

    @Test
    void shouldHideAYoungOrderFromQueriesWhileTheStreamHasIt() {
        Line line = trader.subscribed();
        venue.orderVisibilityLag(Duration.ofSeconds(2));

        limit("BUY", "0.01", "80000", "young");

        assertThat(line.event().path("X").asText()).isEqualTo("NEW");
        assertThat(get(ORDER, "symbol", "BTCUSDT", "origClientOrderId", "young").code())
                .isEqualTo(-2013);
        time.advance(Duration.ofSeconds(2));
        assertThat(statusOf("young")).isEqualTo("NEW");
    }

    @Test
    void shouldLetTheStreamRaceTheAnswer() {
        Line line = trader.subscribed();
        venue.userEvents(UserEvents.NEVER);
        limit("BUY", "0.01", "80000", "lost");
        venue.userEvents(UserEvents.AFTER_THE_ANSWER);

        limit("BUY", "0.01", "80000", "late");

        assertThat(line.event().path("c").asText()).isEqualTo("late");
    }

    @Test
    void shouldActOnAnOrderWhoseAnswerIsLost() {
        venue.faults().next("POST " + ORDER, CallFault.cutAfterActing());

        org.assertj.core.api.Assertions.assertThatThrownBy(() -> limit("BUY", "0.01", "80000", "ghost"))
                .isInstanceOf(java.io.UncheckedIOException.class);

        assertThat(statusOf("ghost")).isEqualTo("NEW");
        assertThat(venue.log().count("POST " + ORDER)).isEqualTo(1);
        assertThat(venue.log().of("POST " + ORDER).get(0).parameters()).containsEntry("signature", "***");
    }

    @Test
    void shouldCountWeightByTheClockMinuteAndBanWhoDoesNotStop() {
        try (FakeBinance small =
                        FakeBinance.builder().time(time).limits(25, 2, 2).start();
                Trader client = new Trader(small)) {
            assertThat(client.open("/api/v3/exchangeInfo").headers()).containsEntry("X-MBX-USED-WEIGHT-1M", "20");

            List<Integer> statuses = new ArrayList<>();
            for (int i = 0; i < 4; i++) {
                statuses.add(client.open("/api/v3/exchangeInfo").status());
            }
            assertThat(statuses).containsExactly(429, 429, 418, 418);
            Answer banned = client.open("/api/v3/ping");
            assertThat(banned.headers()).containsEntry("Retry-After", "120");
            time.advance(Duration.ofMinutes(2));
            assertThat(client.open("/api/v3/ping").status()).isEqualTo(200);
        }
    }

    @Test
    void shouldLimitUnfilledOrders() {
        try (FakeBinance small =
                        FakeBinance.builder().time(time).limits(6000, 2, 2).start();
                Trader client = new Trader(small)) {
            List<Integer> codes = new ArrayList<>();
            for (int i = 0; i < 3; i++) {
                codes.add(client.signed(
                                "POST",
                                ORDER,
                                "symbol",
                                "BTCUSDT",
                                "side",
                                "BUY",
                                "type",
                                "LIMIT",
                                "timeInForce",
                                "GTC",
                                "quantity",
                                "0.001",
                                "price",
                                "80000")
                        .code());
            }
            assertThat(codes).containsExactly(0, 0, -1015);
        }
    }

    @Test
    void shouldAnswerTheRemovedListenKeyWithHtml() {
        Answer answer = trader.send("POST", "/api/v3/userDataStream", "", "k");

        assertThat(answer.status()).isEqualTo(410);
        assertThat(answer.json().asText()).startsWith("<html>");
    }

    @Test
    void shouldPayFeesInAnotherAssetWhenToldSo() {
        try (FakeBinance other = FakeBinance.builder()
                        .time(time)
                        .feesPaidIn("BNB", "600")
                        .start();
                Trader client = new Trader(other)) {
            other.addLiquidity("BTCUSDT", Side.SELL, "90000", "1");
            Answer bought = client.signed(
                    "POST", ORDER, "symbol", "BTCUSDT", "side", "BUY", "type", "MARKET", "quantity", "0.01");
            JsonNode fill = bought.json().path("fills").path(0);
            assertThat(fill.path("commissionAsset").asText()).isEqualTo("BNB");
            assertThat(fill.path("commission").asText()).isEqualTo("0.00112500");
        }
    }

    @Test
    void shouldCallEveryMethodOfTheWebSocketApiByTheSameRules() {
        Line line = trader.connect(venue.wsApiUrl().toString());

        JsonNode placed = line.call(
                "order.place",
                Map.of(
                        "symbol",
                        "BTCUSDT",
                        "side",
                        "BUY",
                        "type",
                        "LIMIT",
                        "timeInForce",
                        "GTC",
                        "quantity",
                        "0.01",
                        "price",
                        "80000",
                        "newClientOrderId",
                        "ws"));
        assertThat(placed.path("status").asInt()).isEqualTo(200);
        assertThat(placed.path("id").asText()).isEqualTo("order.place");
        assertThat(placed.path("rateLimits")).hasSize(3);
        JsonNode refused = line.call("order.cancel", Map.of("symbol", "BTCUSDT", "orderId", "1"));
        assertThat(refused.path("error").path("code").asInt()).isEqualTo(-2011);
        assertThat(line.ask("time", Map.of()).path("result").path("serverTime").asLong())
                .isEqualTo(time.millis());
        JsonNode logon = line.call("session.logon", Map.of());
        assertThat(logon.path("error").path("code").asInt()).isNegative();
        assertThat(line.ask("userDataStream.start", Map.of()).path("status").asInt())
                .isEqualTo(410);
    }

    @Test
    void shouldEndSubscriptionsAndAnnounceAShutdown() {
        Line line = trader.subscribed();
        assertThat(line.call("userDataStream.subscribe.signature", Map.of())
                        .path("error")
                        .path("code")
                        .asInt())
                .isEqualTo(-2035);

        venue.terminateUserStreams();
        assertThat(line.event().path("e").asText()).isEqualTo("eventStreamTerminated");
        venue.announceShutdown();
        assertThat(line.event().path("e").asText()).isEqualTo("serverShutdown");
        time.advance(Duration.ofHours(25));
        JsonNode end = line.next();
        assertThat(end.has("closing") || end.has("failed")).isTrue();
    }

    private Answer bracket(String exit) {
        return trader.signed(
                "POST",
                "/api/v3/orderList/otoco",
                "symbol",
                "BTCUSDT",
                "listClientOrderId",
                "tk-l1",
                "workingType",
                "LIMIT",
                "workingSide",
                "BUY",
                "workingTimeInForce",
                "GTC",
                "workingPrice",
                "89000.00",
                "workingQuantity",
                "0.01",
                "workingClientOrderId",
                "w1",
                "pendingSide",
                "SELL",
                "pendingQuantity",
                exit,
                "pendingAboveType",
                "LIMIT_MAKER",
                "pendingAbovePrice",
                "95000.00",
                "pendingAboveClientOrderId",
                "a1",
                "pendingBelowType",
                "STOP_LOSS_LIMIT",
                "pendingBelowStopPrice",
                "87000.00",
                "pendingBelowPrice",
                "86900.00",
                "pendingBelowTimeInForce",
                "GTC",
                "pendingBelowClientOrderId",
                "b1",
                "newOrderRespType",
                "RESULT");
    }

    private Answer limit(String side, String quantity, String price, String clientId) {
        return order(
                "symbol",
                "BTCUSDT",
                "side",
                side,
                "type",
                "LIMIT",
                "timeInForce",
                "GTC",
                "quantity",
                quantity,
                "price",
                price,
                "newClientOrderId",
                clientId);
    }

    private Answer market(String side, String... more) {
        return typed(side, "MARKET", more);
    }

    private Answer buy(String type, String... more) {
        return typed("BUY", type, more);
    }

    private Answer sell(String type, String... more) {
        return typed("SELL", type, more);
    }

    private Answer typed(String side, String type, String... more) {
        List<String> all = new ArrayList<>(List.of("symbol", "BTCUSDT", "side", side, "type", type));
        all.addAll(List.of(more));
        if (List.of(more).contains("colour")) {
            all.addAll(List.of("quantity", "0.01"));
        }
        return order(all.toArray(String[]::new));
    }

    private String status(String type, String... more) {
        return buy(type, more).json().path("status").asText();
    }

    private Answer order(String... params) {
        return trader.signed("POST", ORDER, params);
    }

    private Answer replace(String old, String mode, String quantity, String clientId) {
        return trader.signed(
                "POST",
                "/api/v3/order/cancelReplace",
                "symbol",
                "BTCUSDT",
                "side",
                "BUY",
                "type",
                "LIMIT",
                "timeInForce",
                "GTC",
                "quantity",
                quantity,
                "price",
                "80000",
                "newClientOrderId",
                clientId,
                "cancelReplaceMode",
                mode,
                "cancelOrigClientOrderId",
                old);
    }

    private Answer delete(String... params) {
        List<String> all = new ArrayList<>(List.of("symbol", "BTCUSDT"));
        all.addAll(List.of(params));
        return trader.signed("DELETE", ORDER, all.toArray(String[]::new));
    }

    private Answer get(String path, String... params) {
        return trader.signed("GET", path, params);
    }

    private String statusOf(String clientId) {
        return get(ORDER, "symbol", "BTCUSDT", "origClientOrderId", clientId)
                .json()
                .path("status")
                .asText();
    }

    @Test
    void shouldDescribeItsSymbolsTheWayTheVenueDoes() {
        JsonNode info = trader.open("/api/v3/exchangeInfo?symbol=BTCUSDT").json();

        JsonNode symbol = info.path("symbols").path(0);
        List<String> filters = StreamSupport.stream(symbol.path("filters").spliterator(), false)
                .map(filter -> filter.path("filterType").asText())
                .toList();
        assertThat(filters).contains("PRICE_FILTER", "LOT_SIZE", "NOTIONAL", "PERCENT_PRICE_BY_SIDE", "MAX_NUM_ORDERS");
        assertThat(symbol.path("filters").path(0).path("tickSize").asText()).isEqualTo("0.01000000");
        assertThat(info.path("rateLimits")).hasSize(4);
    }
}
