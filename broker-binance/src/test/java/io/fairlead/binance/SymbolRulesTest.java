package io.fairlead.binance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fairlead.api.BadInputException;
import io.fairlead.api.Currency;
import io.fairlead.api.Money;
import io.fairlead.api.Price;
import io.fairlead.api.Quantity;
import io.fairlead.api.order.ClientOrderId;
import io.fairlead.api.order.OrderRequest;
import io.fairlead.api.order.TimeInForce;
import io.fairlead.api.order.Trail;
import io.fairlead.spi.ProviderConfig;
import io.fairlead.spi.Secret;
import io.fairlead.support.ExactJson;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class SymbolRulesTest {
    private static final String SYMBOL =
            "{\"symbol\":\"BTCUSDT\",\"status\":\"TRADING\",\"baseAsset\":\"BTC\",\"baseAssetPrecision\":8,"
                    + "\"quoteAsset\":\"USDT\",\"quotePrecision\":8,\"orderTypes\":[\"LIMIT\",\"MARKET\"],\"icebergAllowed\":true,\"ocoAllowed\":true,"
                    + "\"otoAllowed\":true,\"quoteOrderQtyMarketAllowed\":true,\"allowTrailingStop\":true,\"cancelReplaceAllowed\":true,"
                    + "\"amendAllowed\":true,\"isSpotTradingAllowed\":true,\"filters\":["
                    + "{\"filterType\":\"PRICE_FILTER\",\"minPrice\":\"0.01000000\",\"maxPrice\":\"1000000.00000000\",\"tickSize\":\"0.01000000\"},"
                    + "{\"filterType\":\"LOT_SIZE\",\"minQty\":\"0.00001000\",\"maxQty\":\"9000.00000000\",\"stepSize\":\"0.00001000\"},"
                    + "{\"filterType\":\"MARKET_LOT_SIZE\",\"minQty\":\"0.00000000\",\"maxQty\":\"98.50000000\",\"stepSize\":\"0.00000000\"},"
                    + "{\"filterType\":\"NOTIONAL\",\"minNotional\":\"5.00000000\",\"applyMinToMarket\":true,\"maxNotional\":\"9000000.00000000\","
                    + "\"applyMaxToMarket\":false,\"avgPriceMins\":5}]}";
    private static final SymbolRules RULES = SymbolRules.of(ExactJson.read(SYMBOL));
    private static final ClientOrderId ID = new ClientOrderId("id-1");

    @Test
    void shouldMakeAnInstrumentOfTheFilters() {
        assertThat(RULES.instrument().ticks().finestTick()).isEqualTo(Price.of("0.01"));
        assertThat(RULES.instrument().lotStep()).isEqualTo(Quantity.of("0.00001"));
        assertThat(RULES.instrument().minQuantity()).isEqualTo(Quantity.of("0.00001"));
        assertThat(RULES.instrument().maxQuantity()).hasValue(Quantity.of(9000));
        assertThat(RULES.instrument().minNotional()).hasValue(Money.of("5", Currency.USDT));
        assertThat(RULES.maxMarketQuantity()).hasValue(Quantity.of("98.5"));
    }

    @Test
    void shouldReadTheOlderNotionalFilterAndTakeZeroForNoRule() {
        SymbolRules old = SymbolRules.of(ExactJson.read(SYMBOL.replace("\"NOTIONAL\"", "\"MIN_NOTIONAL\"")
                .replace("\"tickSize\":\"0.01000000\"", "\"tickSize\":\"0.00000000\"")));

        assertThat(old.instrument().minNotional()).hasValue(Money.of("5", Currency.USDT));
        assertThat(old.instrument().ticks().finestTick()).isEqualTo(Price.of("0.00000001"));
    }

    @Test
    void shouldTakeAnUnknownStatusForNotTrading() {
        assertThat(SymbolRules.of(ExactJson.read(SYMBOL.replace("TRADING\"", "NAPPING\"")))
                        .isTrading())
                .isFalse();
    }

    @Test
    void shouldWriteOrdersAsTheVenueWantsThem() {
        OrderRequest.Builder order = OrderRequest.buy(RULES.instrument().id()).quantity(Quantity.of("0.010"));
        String limit = OrderWire.single(
                        "BTCUSDT",
                        order.limit(Price.of("91250.00"))
                                .timeInForce(TimeInForce.GTC)
                                .build(),
                        ID,
                        Optional.of("NONE"))
                .toString();
        String maker = OrderWire.single("BTCUSDT", order.postOnly().build(), ID, Optional.empty())
                .toString();
        String trailing = OrderWire.single(
                        "BTCUSDT",
                        OrderRequest.sell(RULES.instrument().id())
                                .quantity(1)
                                .trailingStop(Trail.percent("1.5"))
                                .timeInForce(TimeInForce.GTC)
                                .build(),
                        ID,
                        Optional.empty())
                .toString();

        assertThat(limit)
                .isEqualTo(
                        "symbol=BTCUSDT&side=BUY&quantity=0.01&type=LIMIT&price=91250&timeInForce=GTC&newClientOrderId=id-1"
                                + "&newOrderRespType=FULL&selfTradePreventionMode=NONE");
        assertThat(maker).contains("type=LIMIT_MAKER").doesNotContain("timeInForce");
        assertThat(trailing).contains("type=STOP_LOSS&trailingDelta=150").doesNotContain("stopPrice", "timeInForce");
    }

    @Test
    void shouldWriteAnOcoWithEachLegOnItsSideOfTheMarket() {
        OrderRequest target = OrderRequest.sell(RULES.instrument().id())
                .quantity(1)
                .limit(Price.of(95_000))
                .timeInForce(TimeInForce.GTC)
                .build();
        OrderRequest stop = OrderRequest.sell(RULES.instrument().id())
                .quantity(1)
                .stopLimit(Price.of(89_000), Price.of(88_900))
                .timeInForce(TimeInForce.GTC)
                .build();

        String oco = OrderWire.oco(
                        "BTCUSDT",
                        new OrderWire.Leg(stop, new ClientOrderId("b")),
                        new OrderWire.Leg(target, new ClientOrderId("a")),
                        Optional.empty())
                .toString();

        assertThat(oco)
                .contains("side=SELL&quantity=1")
                .contains("aboveClientOrderId=a&aboveType=LIMIT_MAKER&abovePrice=95000")
                .contains(
                        "belowClientOrderId=b&belowType=STOP_LOSS_LIMIT&belowPrice=88900&belowStopPrice=89000&belowTimeInForce=GTC");
    }

    @Test
    void shouldDenyWhatTheVenueHasNot() {
        OrderRequest byAmount = OrderRequest.sell(RULES.instrument().id())
                .quantity(1)
                .trailingStop(Trail.by(Price.of(5)))
                .timeInForce(TimeInForce.GTC)
                .build();
        OrderRequest day = OrderRequest.buy(RULES.instrument().id())
                .quantity(1)
                .limit(Price.of(1))
                .build();
        OrderRequest large =
                OrderRequest.buy(RULES.instrument().id()).quantity(99).market().build();

        assertThat(codeOf(byAmount, ID)).isEqualTo("UNSUPPORTED_TRAIL");
        assertThat(codeOf(day, ID)).isEqualTo("UNSUPPORTED_TIME_IN_FORCE");
        assertThat(codeOf(large, ID)).isEqualTo("GRID_QUANTITY_ABOVE_MAXIMUM");
        assertThat(codeOf(large, new ClientOrderId("a.b"))).isEqualTo("UNSUPPORTED_CLIENT_ORDER_ID");
    }

    private static String codeOf(OrderRequest order, ClientOrderId id) {
        return OrderTerms.refuse(order, id, RULES, BinanceCapabilities.spot())
                .orElseThrow()
                .code();
    }

    @Test
    void shouldBeginInDemoAndReportEveryFaultOfItsSettings() {
        assertThat(new BinanceBrokerProvider().environments()).containsExactly("demo", "testnet", "live");
        assertThatThrownBy(() -> BinanceSettings.forAccount(ProviderConfig.empty()
                        .with("environment", "moon")
                        .with("rest.url", "no url at all")
                        .with("timeout", "5s")
                        .with("api.key", Secret.of("k"))
                        .with("api.secret", Secret.of("s"))
                        .with("private.key", Secret.of("p"))))
                .isInstanceOf(BadInputException.class)
                .hasMessageContainingAll("environment", "rest.url", "timeout", "api.secret (HMAC)");
    }
}
