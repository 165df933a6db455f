package io.fairlead.fakes.alpaca;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import io.fairlead.fakes.CallFault;
import io.fairlead.fakes.FaultPlan;
import io.fairlead.fakes.ManualTime;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The trading API as a plain HTTP client sees it. */
class FakeAlpacaTradingTest {
    /** A Friday, 10:00 in New York. */
    private static final Instant FRIDAY = Instant.parse("2026-11-20T15:00:00Z");

    private final ManualTime time = ManualTime.at(FRIDAY);
    private final FaultPlan faults = FaultPlan.none();
    private FakeAlpaca venue;
    private AlpacaHttp http;

    @BeforeEach
    void begin() {
        venue = FakeAlpaca.builder().time(time).faults(faults).start();
        http = new AlpacaHttp(venue);
    }

    @AfterEach
    void end() {
        venue.close();
    }

    private void restart(FakeAlpaca.Builder builder) {
        venue.close();
        venue = builder.time(time).faults(faults).start();
        http = new AlpacaHttp(venue);
    }

    private static void refused(AlpacaHttp.Answer answer, int status, int code, String message) {
        assertThat(List.of(answer.status(), answer.json().path("code").asInt(), answer.at("message")))
                .isEqualTo(List.of(status, code, message));
    }

    // --- Account, assets, clock -----------------------------------------------------------------------------------

    @Test
    void shouldWriteAmountsOfTheAccountAsText() throws Exception {
        JsonNode account = http.get("/v2/account").json();

        assertThat(account.path("cash").isTextual()).isTrue();
        assertThat(account.path("cash").asText()).isEqualTo("100000");
        assertThat(account.path("buying_power").asText()).isEqualTo("200000");
        assertThat(account.path("status").asText()).isEqualTo("ACTIVE");
        assertThat(account.has("pattern_day_trader")).isFalse();
    }

    @Test
    void shouldRefuseAWrongKey() throws Exception {
        AlpacaHttp stranger = new AlpacaHttp(venue, new AlpacaKeys("PKOTHER", "wrong"));

        refused(stranger.get("/v2/account"), 401, 40110000, "request is not authorized");
    }

    @Test
    void shouldFindAnAssetByPairIdAndPairWithoutSlash() throws Exception {
        AlpacaHttp.Answer pair = http.get("/v2/assets/BTC%2FUSD");

        assertThat(pair.at("class")).isEqualTo("crypto");
        assertThat(pair.at("min_trade_increment")).isEqualTo("0.00000001");
        assertThat(http.get("/v2/assets/" + pair.at("id")).at("symbol")).isEqualTo("BTC/USD");
        assertThat(http.get("/v2/assets/BTCUSD").at("symbol")).isEqualTo("BTC/USD");
        refused(http.get("/v2/assets/ZZZZ"), 404, 40410000, "asset not found for ZZZZ");
    }

    @Test
    void shouldListOneClassOfAssets() throws Exception {
        List<String> symbols = new ArrayList<>();
        http.get("/v2/assets?status=active&asset_class=crypto")
                .json()
                .forEach(asset -> symbols.add(asset.path("symbol").asText()));

        assertThat(symbols).containsExactly("BTC/USD", "ETH/USD");
    }

    @Test
    void shouldShowTheClockAndTheShortDayAfterThanksgiving() throws Exception {
        JsonNode clock = http.get("/v2/clock").json();
        JsonNode days = http.get("/v2/calendar?start=2026-11-25&end=2026-11-30").json();

        assertThat(clock.path("is_open").asBoolean()).isTrue();
        assertThat(OffsetDateTime.parse(clock.path("next_close").asText()).toInstant())
                .isEqualTo(Instant.parse("2026-11-20T21:00:00Z"));
        assertThat(days).hasSize(3);
        assertThat(days.get(1).path("date").asText()).isEqualTo("2026-11-27");
        assertThat(days.get(1).path("close").asText()).isEqualTo("13:00");
        assertThat(days.get(1).path("session_close").asText()).isEqualTo("1700");
    }

    // --- Orders ---------------------------------------------------------------------------------------------------

    @Test
    void shouldFillAMarketOrderAtTheFarSideOfTheQuote() throws Exception {
        AlpacaHttp.Answer placed = http.order("symbol=AAPL qty=10 side=buy type=market time_in_force=day");

        assertThat(placed.status()).isEqualTo(200);
        assertThat(placed.at("status")).isIn("pending_new", "accepted");
        assertThat(placed.json().path("qty").isTextual()).isTrue();
        assertThat(placed.at("order_class")).isEmpty();
        JsonNode order = http.get("/v2/orders/" + placed.at("id")).json();
        assertThat(order.path("status").asText()).isEqualTo("filled");
        assertThat(order.path("filled_avg_price").asText()).isEqualTo("231.11");
        JsonNode position = http.get("/v2/positions/AAPL").json();
        assertThat(position.path("qty").asText()).isEqualTo("10");
        assertThat(position.path("avg_entry_price").asText()).isEqualTo("231.11");
        assertThat(http.get("/v2/account").at("cash")).isEqualTo("97688.9");
    }

    @Test
    void shouldAnswer404ForAFlatPosition() throws Exception {
        refused(http.get("/v2/positions/AAPL"), 404, 40410000, "position does not exist");
    }

    @Test
    void shouldRefuseAClientIdForEverAfter() throws Exception {
        AlpacaHttp.Answer first = http.order(
                "symbol=AAPL qty=1 side=buy type=limit limit_price=200 time_in_force=day client_order_id=a-1");
        http.delete("/v2/orders/" + first.at("id"));

        AlpacaHttp.Answer second = http.order(
                "symbol=AAPL qty=1 side=buy type=limit limit_price=200 time_in_force=day client_order_id=a-1");

        refused(second, 422, 40010001, "client_order_id must be unique");
        assertThat(http.get("/v2/orders:by_client_order_id?client_order_id=a-1").at("id"))
                .isEqualTo(first.at("id"));
    }

    @Test
    void shouldLeaveTheClientIdOfARefusedOrderFree() throws Exception {
        String order = "symbol=AAPL side=buy type=limit time_in_force=day client_order_id=b-1 ";
        http.order(order + "qty=1000000 limit_price=231");

        assertThat(http.get("/v2/orders:by_client_order_id?client_order_id=b-1").status())
                .isEqualTo(404);
        assertThat(http.order(order + "qty=1 limit_price=231").status()).isEqualTo(200);
    }

    @Test
    void shouldRefuseWhatCannotBePaid() throws Exception {
        AlpacaHttp.Answer answer =
                http.order("symbol=AAPL qty=1000 side=buy type=limit limit_price=231 time_in_force=day");

        refused(answer, 403, 40310000, "insufficient buying power");
        assertThat(answer.at("cost_basis")).isEqualTo("231000");
        assertThat(answer.at("buying_power")).isEqualTo("200000");
    }

    @Test
    void shouldRefuseSubPennyPricesAboveADollarOnly() throws Exception {
        AlpacaHttp.Answer answer =
                http.order("symbol=AAPL qty=1 side=buy type=limit limit_price=200.123 time_in_force=day");

        refused(
                answer,
                422,
                42210000,
                "invalid limit_price 200.123. sub-penny increment does not fulfill minimum pricing criteria");
        assertThat(http.order("symbol=F qty=10 side=buy type=limit limit_price=0.9876 time_in_force=day")
                        .status())
                .isEqualTo(200);
    }

    @Test
    void shouldRefuseCombinationsThatTheVenueHasNot() throws Exception {
        String aapl = "symbol=AAPL side=buy ";
        refused(
                http.order(aapl + "qty=1 type=market time_in_force=day limit_price=1"),
                422,
                42210000,
                "market orders require no stop or limit price");
        refused(
                http.order(aapl + "qty=1.5 type=limit limit_price=200 time_in_force=gtc"),
                422,
                42210000,
                "fractional orders must be DAY orders");
        refused(
                http.order(aapl + "qty=1 type=market time_in_force=day extended_hours=true"),
                422,
                42210000,
                "extended hours order must be DAY or GTC limit orders");
        refused(
                http.order("symbol=BTC/USD side=buy qty=1 type=market time_in_force=day"),
                422,
                42210000,
                "invalid crypto time_in_force");
        refused(http.order(aapl + "type=market time_in_force=day"), 400, 40010001, "qty or notional is required");
        refused(
                http.order("symbol=ZZZZ side=buy qty=1 type=market time_in_force=day"),
                422,
                42210000,
                "asset \"ZZZZ\" not found");
        refused(http.post("/v2/orders", "{'symbol':"), 400, 40010000, "request body format is invalid");
    }

    @Test
    void shouldRefuseWashTradesByTheRule() throws Exception {
        http.order("symbol=F qty=10 side=buy type=market time_in_force=day");
        AlpacaHttp.Answer resting =
                http.order("symbol=F qty=5 side=buy type=limit limit_price=11.00 time_in_force=day");

        AlpacaHttp.Answer market = http.order("symbol=F qty=5 side=sell type=market time_in_force=day");
        AlpacaHttp.Answer crossing =
                http.order("symbol=F qty=5 side=sell type=limit limit_price=10.99 time_in_force=day");
        AlpacaHttp.Answer apart = http.order("symbol=F qty=5 side=sell type=limit limit_price=11.50 time_in_force=day");
        AlpacaHttp.Answer trailing =
                http.order("symbol=F qty=5 side=sell type=trailing_stop trail_percent=5 time_in_force=day");

        refused(market, 403, 40310000, "potential wash trade detected. use complex orders");
        assertThat(market.at("existing_order_id")).isEqualTo(resting.at("id"));
        assertThat(market.at("reject_reason")).isEqualTo("opposite side market/stop order exists");
        refused(crossing, 403, 40310000, "potential wash trade detected. use complex orders");
        assertThat(apart.status()).isEqualTo(200);
        assertThat(trailing.status()).isEqualTo(200);
    }

    @Test
    void shouldRefuseToSellWhatOtherOrdersHold() throws Exception {
        http.order("symbol=F qty=10 side=buy type=market time_in_force=day");
        AlpacaHttp.Answer holder = http.order("symbol=F qty=6 side=sell type=limit limit_price=12 time_in_force=day");

        AlpacaHttp.Answer answer = http.order("symbol=F qty=10 side=sell type=limit limit_price=12 time_in_force=day");

        refused(answer, 403, 40310000, "insufficient qty available for order (requested: 10, available: 4)");
        assertThat(answer.at("existing_qty")).isEqualTo("10");
        assertThat(answer.at("held_for_orders")).isEqualTo("6");
        assertThat(answer.json().path("related_orders").get(0).asText()).isEqualTo(holder.at("id"));
        assertThat(http.get("/v2/positions/F").at("qty_available")).isEqualTo("4");
    }

    @Test
    void shouldSellShortInWholeSharesOnly() throws Exception {
        assertThat(http.order("symbol=F qty=5 side=sell type=market time_in_force=day")
                        .at("position_intent"))
                .isEqualTo("sell_to_open");
        refused(
                http.order("symbol=AAPL qty=0.5 side=sell type=market time_in_force=day"),
                422,
                42210000,
                "fractional orders cannot be sold short");
        JsonNode position = http.get("/v2/positions/F").json();

        assertThat(position.path("qty").asText()).isEqualTo("-5");
        assertThat(position.path("side").asText()).isEqualTo("short");
    }

    @Test
    void shouldFillNotionalOrdersInFractions() throws Exception {
        AlpacaHttp.Answer placed = http.order("symbol=AAPL notional=250.00 side=buy type=market time_in_force=day");

        JsonNode order = http.get("/v2/orders/" + placed.at("id")).json();

        assertThat(order.path("status").asText()).isEqualTo("filled");
        assertThat(order.path("qty").isTextual()).isFalse();
        assertThat(order.path("filled_qty").asText()).isEqualTo("1.081735969");
    }

    @Test
    void shouldTakeTheCryptoFeeFromWhatIsBought() throws Exception {
        http.order("symbol=BTC/USD qty=0.1 side=buy type=market time_in_force=gtc");

        JsonNode position = http.get("/v2/positions/BTCUSD").json();
        time.advance(Duration.ofDays(1));
        JsonNode fee = http.get("/v2/account/activities?activity_types=CFEE").json();

        assertThat(position.path("symbol").asText()).isEqualTo("BTCUSD");
        assertThat(position.path("qty").asText()).isEqualTo("0.09975");
        assertThat(fee).hasSize(1);
        assertThat(fee.get(0).path("qty").asText()).isEqualTo("-0.00025");
        assertThat(fee.get(0).path("date").asText()).isEqualTo("2026-11-20");
    }

    @Test
    void shouldTradeOptionsInContractsOfAHundredShares() throws Exception {
        String code = "AAPL261218C00250000";
        AlpacaHttp.Answer bought = http.order("symbol=" + code + " qty=2 side=buy type=market time_in_force=day");

        JsonNode position = http.get("/v2/positions/" + code).json();

        assertThat(bought.at("asset_class")).isEqualTo("us_option");
        assertThat(position.path("avg_entry_price").asText()).isEqualTo("3.21");
        assertThat(position.path("cost_basis").asText()).isEqualTo("642");
        assertThat(venue.cash()).isEqualByComparingTo("99358");
        refused(
                http.order("symbol=" + code + " qty=3 side=sell type=market time_in_force=day"),
                403,
                40310000,
                "insufficient qty available for order (requested: 3, available: 2)");
        refused(
                http.order("symbol=" + code + " qty=1 side=buy type=market time_in_force=ioc"),
                422,
                42210000,
                "invalid time_in_force for options order");
        http.order("symbol=" + code + " qty=2 side=sell type=market time_in_force=day");
        refused(
                http.order("symbol=" + code + " qty=1 side=sell type=market time_in_force=day"),
                403,
                40310000,
                "account not eligible to trade uncovered option contracts");
    }

    @Test
    void shouldListContractsUpToTheComingWeekendUnlessAskedFurther() throws Exception {
        JsonNode near =
                http.get("/v2/options/contracts?underlying_symbols=AAPL").json();
        JsonNode far = http.get("/v2/options/contracts?underlying_symbols=AAPL&expiration_date_lte=2026-12-31")
                .json();
        JsonNode one = http.get("/v2/options/contracts/AAPL261218C00250000").json();

        assertThat(near.path("option_contracts")).isEmpty();
        assertThat(far.path("option_contracts")).hasSize(1);
        assertThat(one.path("strike_price").asText()).isEqualTo("250");
        assertThat(one.path("multiplier").asText()).isEqualTo("100");
        assertThat(one.path("expiration_date").asText()).isEqualTo("2026-12-18");
    }

    // --- Replace and cancel ---------------------------------------------------------------------------------------

    @Test
    void shouldMakeANewOrderOfAReplace() throws Exception {
        AlpacaHttp.Answer old = http.order(
                "symbol=AAPL qty=10 side=buy type=limit limit_price=200 time_in_force=day client_order_id=r-1");

        AlpacaHttp.Answer next =
                http.patch("/v2/orders/" + old.at("id"), "{'limit_price':'201','client_order_id':'r-2'}");

        assertThat(next.status()).isEqualTo(200);
        assertThat(next.at("id")).isNotEqualTo(old.at("id"));
        assertThat(next.at("replaces")).isEqualTo(old.at("id"));
        JsonNode before = http.get("/v2/orders/" + old.at("id")).json();
        assertThat(before.path("status").asText()).isEqualTo("replaced");
        assertThat(before.path("replaced_by").asText()).isEqualTo(next.at("id"));
        JsonNode after =
                http.get("/v2/orders:by_client_order_id?client_order_id=r-2").json();
        assertThat(after.path("status").asText()).isEqualTo("new");
        assertThat(after.path("limit_price").asText()).isEqualTo("201");
    }

    @Test
    void shouldRefuseAReplaceThatChangesNothing() throws Exception {
        AlpacaHttp.Answer old = http.order("symbol=AAPL qty=10 side=buy type=limit limit_price=200 time_in_force=day");

        refused(
                http.patch("/v2/orders/" + old.at("id"), "{'limit_price':'200.00','qty':'10'}"),
                403,
                40310000,
                "order parameters are not changed");
    }

    @Test
    void shouldRestartAReplacedOrderFromItsOriginalQuantity() throws Exception {
        venue.available("AAPL", "4");
        AlpacaHttp.Answer old =
                http.order("symbol=AAPL qty=10 side=buy type=limit limit_price=231.11 time_in_force=day");
        assertThat(http.get("/v2/orders/" + old.at("id")).at("filled_qty")).isEqualTo("4");

        AlpacaHttp.Answer next = http.patch("/v2/orders/" + old.at("id"), "{'limit_price':'200'}");

        assertThat(next.at("qty")).isEqualTo("10");
        assertThat(next.at("filled_qty")).isEqualTo("0");
    }

    @Test
    void shouldShowAReplaceThatCameTooLate() throws Exception {
        AlpacaHttp.Answer old = http.order("symbol=AAPL qty=10 side=buy type=limit limit_price=200 time_in_force=day");
        venue.nextReplaceLosesTheRace();

        AlpacaHttp.Answer next = http.patch("/v2/orders/" + old.at("id"), "{'limit_price':'201'}");

        assertThat(next.status()).isEqualTo(200);
        assertThat(http.get("/v2/orders/" + old.at("id")).at("status")).isEqualTo("filled");
        assertThat(http.get("/v2/orders/" + next.at("id")).at("status")).isEqualTo("rejected");
    }

    @Test
    void shouldAcknowledgeACancelBeforeItIsDone() throws Exception {
        restart(FakeAlpaca.builder().latency(Duration.ofMillis(50)));
        AlpacaHttp.Answer placed =
                http.order("symbol=AAPL qty=10 side=buy type=limit limit_price=200 time_in_force=day");
        time.advance(Duration.ofMillis(50));

        AlpacaHttp.Answer cancel = http.delete("/v2/orders/" + placed.at("id"));

        assertThat(cancel.status()).isEqualTo(204);
        assertThat(cancel.text()).isEmpty();
        assertThat(http.get("/v2/orders/" + placed.at("id")).at("status")).isEqualTo("pending_cancel");
        time.advance(Duration.ofMillis(50));
        assertThat(http.get("/v2/orders/" + placed.at("id")).at("status")).isEqualTo("canceled");
        refused(http.delete("/v2/orders/" + placed.at("id")), 422, 42210000, "order is already in \"canceled\" state");
    }

    @Test
    void shouldFillAnOrderWhoseCancelCameTooLate() throws Exception {
        AlpacaHttp.Answer placed =
                http.order("symbol=AAPL qty=10 side=buy type=limit limit_price=200 time_in_force=day");
        venue.nextCancelLosesTheRace();

        assertThat(http.delete("/v2/orders/" + placed.at("id")).status()).isEqualTo(204);

        assertThat(http.get("/v2/orders/" + placed.at("id")).at("status")).isEqualTo("filled");
    }

    @Test
    void shouldCancelAllWithALineForEach() throws Exception {
        AlpacaHttp.Answer one = http.order("symbol=AAPL qty=1 side=buy type=limit limit_price=200 time_in_force=day");
        AlpacaHttp.Answer two = http.order("symbol=F qty=1 side=buy type=limit limit_price=10 time_in_force=day");

        AlpacaHttp.Answer all = http.delete("/v2/orders");

        assertThat(all.status()).isEqualTo(207);
        assertThat(all.text())
                .isEqualTo("[{\"id\":\"" + one.at("id") + "\",\"status\":200},{\"id\":\"" + two.at("id")
                        + "\",\"status\":200}]");
        assertThat(http.get("/v2/orders").json()).isEmpty();
    }

    // --- Groups, stops --------------------------------------------------------------------------------------------

    @Test
    void shouldHoldTheLegsOfABracketUntilTheEntryIsFilled() throws Exception {
        AlpacaHttp.Answer bracket = http.order("symbol=AAPL qty=10 side=buy type=limit limit_price=230.00"
                + " time_in_force=day order_class=bracket take_profit={'limit_price':'240'}"
                + " stop_loss={'stop_price':'226','limit_price':'225.5'}");
        String target = bracket.json().path("legs").get(0).path("id").asText();
        String stop = bracket.json().path("legs").get(1).path("id").asText();
        assertThat(http.get("/v2/orders/" + target).at("status")).isEqualTo("held");

        venue.quote("AAPL", "229.98", "229.99");

        assertThat(http.get("/v2/orders/" + bracket.at("id")).at("status")).isEqualTo("filled");
        assertThat(http.get("/v2/orders/" + target).at("status")).isEqualTo("new");
        assertThat(http.get("/v2/orders/" + stop).at("status")).isEqualTo("held");

        venue.trade("AAPL", "240.00", "100");
        venue.quote("AAPL", "240.01", "240.02");

        assertThat(http.get("/v2/orders/" + target).at("filled_avg_price")).isEqualTo("240");
        assertThat(http.get("/v2/orders/" + stop).at("status")).isEqualTo("canceled");
        assertThat(http.get("/v2/positions/AAPL").status()).isEqualTo(404);
    }

    @Test
    void shouldMoveALegOfABracketBeforeTheEntryIsFilled() throws Exception {
        AlpacaHttp.Answer bracket = http.order("symbol=AAPL qty=10 side=buy type=limit limit_price=230.00"
                + " time_in_force=day order_class=bracket take_profit={'limit_price':'240'}"
                + " stop_loss={'stop_price':'226'}");
        String stop = bracket.json().path("legs").get(1).path("id").asText();

        AlpacaHttp.Answer moved = http.patch("/v2/orders/" + stop, "{'stop_price':'225'}");
        venue.quote("AAPL", "229.98", "229.99");
        venue.quote("AAPL", "224.98", "224.99");
        venue.trade("AAPL", "224.99", "10");

        assertThat(moved.at("status")).isIn("accepted", "held");
        assertThat(http.get("/v2/orders/" + stop).at("status")).isEqualTo("replaced");
        assertThat(http.get("/v2/orders/" + moved.at("id")).at("filled_avg_price"))
                .isEqualTo("224.98");
        assertThat(http.get("/v2/orders").json()).isEmpty();
    }

    @Test
    void shouldNotKnowThePathWithAnEncodedColon() throws Exception {
        http.order("symbol=F qty=1 side=buy type=limit limit_price=9 time_in_force=day client_order_id=c-1");

        assertThat(http.get("/v2/orders%3Aby_client_order_id?client_order_id=c-1")
                        .status())
                .isEqualTo(404);
    }

    @Test
    void shouldRefuseABracketWithOneLeg() throws Exception {
        AlpacaHttp.Answer answer = http.order("symbol=AAPL qty=10 side=buy type=market time_in_force=day"
                + " order_class=bracket stop_loss={'stop_price':'226'}");

        refused(answer, 422, 42210000, "bracket orders require take_profit.limit_price");
    }

    @Test
    void shouldEndBothSidesOfAnOcoWhenTheStopIsReached() throws Exception {
        http.order("symbol=AAPL qty=10 side=buy type=market time_in_force=day");
        AlpacaHttp.Answer oco = http.order("symbol=AAPL qty=10 side=sell type=limit time_in_force=gtc order_class=oco"
                + " take_profit={'limit_price':'240'} stop_loss={'stop_price':'226'}");
        String stop = oco.json().path("legs").get(0).path("id").asText();

        venue.quote("AAPL", "225.90", "225.92");
        venue.trade("AAPL", "225.91", "10");

        assertThat(http.get("/v2/orders/" + stop).at("filled_avg_price")).isEqualTo("225.9");
        assertThat(http.get("/v2/orders/" + oco.at("id")).at("status")).isEqualTo("canceled");
        assertThat(http.get("/v2/positions/AAPL").status()).isEqualTo(404);
    }

    @Test
    void shouldNotFillABuyStopThatGapsThroughItsCap() throws Exception {
        AlpacaHttp.Answer stop = http.order("symbol=F qty=10 side=buy type=stop stop_price=12.00 time_in_force=day");

        venue.quote("F", "12.60", "12.61");
        venue.trade("F", "12.60", "100");

        assertThat(http.get("/v2/orders/" + stop.at("id")).at("status")).isEqualTo("new");
        venue.quote("F", "12.40", "12.41");
        assertThat(http.get("/v2/orders/" + stop.at("id")).at("filled_avg_price"))
                .isEqualTo("12.41");
    }

    @Test
    void shouldLetATrailingStopFollowThePriceAndNeverBack() throws Exception {
        http.order("symbol=AAPL qty=10 side=buy type=market time_in_force=day");
        AlpacaHttp.Answer stop =
                http.order("symbol=AAPL qty=10 side=sell type=trailing_stop trail_price=2 time_in_force=gtc");

        venue.trade("AAPL", "235.00", "10");
        venue.trade("AAPL", "234.00", "10");

        JsonNode order = http.get("/v2/orders/" + stop.at("id")).json();
        assertThat(order.path("hwm").asText()).isEqualTo("235");
        assertThat(order.path("stop_price").asText()).isEqualTo("233");
        venue.quote("AAPL", "232.90", "232.92");
        venue.trade("AAPL", "232.95", "10");
        assertThat(http.get("/v2/orders/" + stop.at("id")).at("status")).isEqualTo("filled");
    }

    @Test
    void shouldCancelWhatAnImmediateOrderCannotFill() throws Exception {
        venue.available("AAPL", "3");
        AlpacaHttp.Answer ioc =
                http.order("symbol=AAPL qty=10 side=buy type=limit limit_price=231.11 time_in_force=ioc");
        AlpacaHttp.Answer fok =
                http.order("symbol=AAPL qty=10 side=buy type=limit limit_price=231.11 time_in_force=fok");

        JsonNode part = http.get("/v2/orders/" + ioc.at("id")).json();
        assertThat(part.path("status").asText()).isEqualTo("canceled");
        assertThat(part.path("filled_qty").asText()).isEqualTo("3");
        assertThat(http.get("/v2/orders/" + fok.at("id")).at("filled_qty")).isEqualTo("0");
    }

    // --- Sessions -------------------------------------------------------------------------------------------------

    @Test
    void shouldQueueAnOrderThatComesAfterTheClose() throws Exception {
        time.advance(Duration.ofHours(7)); // Friday 17:00
        AlpacaHttp.Answer plain = http.order("symbol=AAPL qty=1 side=buy type=market time_in_force=day");
        AlpacaHttp.Answer extended = http.order(
                "symbol=F qty=1 side=buy type=limit limit_price=11.30 time_in_force=day extended_hours=true");

        assertThat(http.get("/v2/orders/" + plain.at("id")).at("status")).isEqualTo("accepted");
        assertThat(http.get("/v2/orders/" + extended.at("id")).at("status")).isEqualTo("filled");
        refused(
                http.patch("/v2/orders/" + plain.at("id"), "{'qty':'2'}"),
                422,
                42210000,
                "unable to replace order, order isn't sent to exchange yet");

        time.advance(Duration.ofHours(64).plusMinutes(30)); // Monday 09:30

        assertThat(http.get("/v2/orders/" + plain.at("id")).at("status")).isEqualTo("filled");
    }

    @Test
    void shouldExpireADayOrderAtTheClose() throws Exception {
        AlpacaHttp.Answer order = http.order("symbol=AAPL qty=1 side=buy type=limit limit_price=200 time_in_force=day");
        assertThat(OffsetDateTime.parse(order.at("expires_at")).toInstant())
                .isEqualTo(Instant.parse("2026-11-20T21:00:00Z"));

        time.advance(Duration.ofHours(6));

        assertThat(http.get("/v2/orders/" + order.at("id")).at("status")).isEqualTo("expired");
    }

    @Test
    void shouldRefuseAuctionOrdersInTheirBlackouts() throws Exception {
        refused(
                http.order("symbol=AAPL qty=1 side=buy type=market time_in_force=opg"),
                422,
                42210000,
                "market-on-open and limit-on-open orders are not accepted between 9:28am and 7:00pm ET");
        AlpacaHttp.Answer close = http.order("symbol=AAPL qty=1 side=buy type=market time_in_force=cls");
        assertThat(http.get("/v2/orders/" + close.at("id")).at("status")).isEqualTo("accepted");

        time.advance(Duration.ofHours(6));

        assertThat(http.get("/v2/orders/" + close.at("id")).at("status")).isEqualTo("filled");
    }

    // --- Lists ----------------------------------------------------------------------------------------------------

    @Test
    void shouldPageOrdersAscendingByTheLastId() throws Exception {
        List<String> placed = new ArrayList<>();
        for (int i = 0; i < 5; i++) {
            placed.add(http.order("symbol=F qty=1 side=buy type=limit limit_price=9 time_in_force=day")
                    .at("id"));
        }

        List<String> seen = new ArrayList<>();
        String after = "";
        while (true) {
            JsonNode page = http.get("/v2/orders?status=open&limit=2&direction=asc" + after)
                    .json();
            page.forEach(order -> seen.add(order.path("id").asText()));
            if (page.size() < 2) {
                break;
            }
            after = "&after_order_id=" + seen.get(seen.size() - 1);
        }

        assertThat(seen).isEqualTo(placed);
    }

    @Test
    void shouldPageFillsByTheIdOfTheLastOne() throws Exception {
        for (int i = 1; i <= 5; i++) {
            http.order("symbol=F qty=" + i + " side=buy type=market time_in_force=day");
        }

        List<String> quantities = new ArrayList<>();
        String token = "";
        while (true) {
            JsonNode page = http.get("/v2/account/activities/FILL?direction=asc&page_size=2" + token)
                    .json();
            if (page.isEmpty()) {
                break;
            }
            page.forEach(fill -> quantities.add(fill.path("cum_qty").asText()));
            token = "&page_token=" + page.get(page.size() - 1).path("id").asText();
        }

        assertThat(quantities).containsExactly("1", "2", "3", "4", "5");
    }

    @Test
    void shouldCloseAPositionByAMarketOrder() throws Exception {
        http.order("symbol=F qty=10 side=buy type=market time_in_force=day");

        AlpacaHttp.Answer half = http.delete("/v2/positions/F?percentage=50");
        AlpacaHttp.Answer all = http.delete("/v2/positions?cancel_orders=true");

        assertThat(half.at("qty")).isEqualTo("5");
        assertThat(all.status()).isEqualTo(207);
        assertThat(all.json().get(0).path("symbol").asText()).isEqualTo("F");
        assertThat(venue.position("F")).isZero();
    }

    // --- Limits, faults -------------------------------------------------------------------------------------------

    @Test
    void shouldStopAtTheRateLimitUntilTheMinuteIsOver() throws Exception {
        restart(FakeAlpaca.builder().requestsPerMinute(2));

        AlpacaHttp.Answer first = http.get("/v2/account");
        http.get("/v2/account");
        AlpacaHttp.Answer third = http.order("symbol=F qty=1 side=buy type=market time_in_force=day");

        assertThat(first.headers().firstValue("X-RateLimit-Limit")).contains("2");
        assertThat(first.headers().firstValue("X-RateLimit-Remaining")).contains("1");
        assertThat(first.headers().firstValue("X-RateLimit-Reset"))
                .contains(Long.toString(FRIDAY.getEpochSecond() + 60));
        assertThat(first.headers().firstValue("X-Request-ID")).isPresent();
        assertThat(third.status()).isEqualTo(429);
        time.advance(Duration.ofMinutes(1));
        assertThat(http.get("/v2/orders?status=all").json()).isEmpty();
    }

    @Test
    void shouldKeepAnOrderWhoseAnswerWasLost() throws Exception {
        faults.next("POST /v2/orders", CallFault.cutAfterActing());

        assertThatThrownBy(() -> http.order(
                        "symbol=F qty=1 side=buy type=limit limit_price=9 time_in_force=day client_order_id=lost"))
                .isInstanceOf(IOException.class);

        assertThat(http.get("/v2/orders:by_client_order_id?client_order_id=lost")
                        .at("status"))
                .isEqualTo("new");
        assertThat(venue.requests().count("POST /v2/orders")).isEqualTo(1);
    }

    @Test
    void shouldTellTheSameStoryForTheSameSeed() throws Exception {
        String once = story(7);
        String again = story(7);
        String other = story(8);

        assertThat(again).isEqualTo(once);
        assertThat(other).isNotEqualTo(once);
    }

    private String story(long seed) throws Exception {
        try (FakeAlpaca fresh =
                FakeAlpaca.builder().time(ManualTime.at(FRIDAY)).seed(seed).start()) {
            AlpacaHttp client = new AlpacaHttp(fresh);
            AlpacaHttp.Answer order = client.order("symbol=F qty=3 side=buy type=market time_in_force=day");
            return order.text()
                    + client.get("/v2/account").text()
                    + client.get("/v2/orders?status=all").text();
        }
    }
}
