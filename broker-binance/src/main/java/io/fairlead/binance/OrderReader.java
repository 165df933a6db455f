package io.fairlead.binance;

import com.fasterxml.jackson.databind.JsonNode;
import io.fairlead.api.Currency;
import io.fairlead.api.Money;
import io.fairlead.api.Price;
import io.fairlead.api.Quantity;
import io.fairlead.api.order.ClientOrderId;
import io.fairlead.api.order.Fill;
import io.fairlead.api.order.Lifecycle;
import io.fairlead.api.order.Liquidity;
import io.fairlead.api.order.OrderType;
import io.fairlead.api.order.Side;
import io.fairlead.api.order.TimeInForce;
import io.fairlead.api.order.VenueOrderId;
import io.fairlead.spi.OrderKey;
import io.fairlead.spi.VenueOrder;
import io.fairlead.support.ExactJson;
import io.fairlead.support.UnreadableAnswerException;
import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/** Reads orders and trades as the REST API shows them. What moves an order and is not known fails loudly. Pure. */
final class OrderReader {
    private OrderReader() {}

    /** An order as {@code GET /order} and {@code /openOrders} show it. */
    static VenueOrder order(JsonNode json) {
        OrderType type = type(ExactJson.text(json, "type"), json.has("trailingDelta"));
        boolean byNotional = ExactJson.optionalDecimal(json, "origQuoteOrderQty")
                        .orElse(BigDecimal.ZERO)
                        .signum()
                > 0;
        return new VenueOrder(
                key(json),
                SymbolRules.idOf(ExactJson.text(json, "symbol")),
                side(ExactJson.text(json, "side")),
                byNotional ? Optional.empty() : Optional.of(Quantity.of(ExactJson.decimal(json, "origQty"))),
                Quantity.of(ExactJson.decimal(json, "executedQty")),
                type,
                type.hasLimitPrice() ? price(json, "price") : Optional.empty(),
                type.hasTriggerPrice() ? price(json, "stopPrice") : Optional.empty(),
                duration(json, type),
                lifecycle(
                        ExactJson.text(json, "status"),
                        type,
                        json.path("isWorking").asBoolean(false)),
                millis(ExactJson.whole(json, json.has("time") ? "time" : "transactTime")));
    }

    static OrderKey key(JsonNode json) {
        VenueOrderId venueId = new VenueOrderId(Long.toString(ExactJson.whole(json, "orderId")));
        return ExactJson.optionalText(json, "clientOrderId")
                .flatMap(OrderReader::clientId)
                .map(id -> OrderKey.of(id, venueId))
                .orElseGet(() -> OrderKey.of(venueId));
    }

    /** A client id as ours are written; empty for one made elsewhere that we could not have sent. */
    static Optional<ClientOrderId> clientId(String text) {
        int length = text.length();
        boolean isPlain = length >= 1 && length <= 36;
        for (int i = 0; isPlain && i < length; i++) {
            char c = text.charAt(i);
            isPlain = (c >= 'a' && c <= 'z')
                    || (c >= 'A' && c <= 'Z')
                    || (c >= '0' && c <= '9')
                    || c == '-'
                    || c == '_'
                    || c == '.';
        }
        return isPlain ? Optional.of(new ClientOrderId(text)) : Optional.empty();
    }

    private static Optional<Price> price(JsonNode json, String field) {
        return ExactJson.optionalDecimal(json, field)
                .filter(value -> value.signum() > 0)
                .map(Price::of);
    }

    private static TimeInForce duration(JsonNode json, OrderType type) {
        if (type == OrderType.MARKET) {
            return OrderWire.MarketDuration.read(json.path("strategyType").asLong(0));
        }
        return duration(ExactJson.text(json, "timeInForce"));
    }

    static TimeInForce duration(String text) {
        return switch (text) {
            case "GTC" -> TimeInForce.GTC;
            case "IOC" -> TimeInForce.IOC;
            case "FOK" -> TimeInForce.FOK;
            default -> throw unknown("timeInForce");
        };
    }

    static Side side(String text) {
        return switch (text) {
            case "BUY" -> Side.BUY;
            case "SELL" -> Side.SELL;
            default -> throw unknown("side");
        };
    }

    static OrderType type(String text, boolean trails) {
        return switch (text) {
            case "LIMIT", "LIMIT_MAKER" -> OrderType.LIMIT;
            case "MARKET" -> OrderType.MARKET;
            case "STOP_LOSS" -> trails ? OrderType.TRAILING_STOP : OrderType.STOP;
            case "STOP_LOSS_LIMIT" -> OrderType.STOP_LIMIT;
            case "TAKE_PROFIT" -> OrderType.MARKET_IF_TOUCHED;
            case "TAKE_PROFIT_LIMIT" -> OrderType.LIMIT_IF_TOUCHED;
            default -> throw unknown("type");
        };
    }

    static Lifecycle lifecycle(String status, OrderType type, boolean isOnBook) {
        return switch (status) {
            case "NEW", "PENDING_CANCEL" -> isOnBook && waitsForTrigger(type) ? Lifecycle.TRIGGERED : Lifecycle.NEW;
            case "PARTIALLY_FILLED" -> waitsForTrigger(type) ? Lifecycle.TRIGGERED : Lifecycle.NEW;
            case "PENDING_NEW" -> Lifecycle.SUSPENDED;
            case "FILLED" -> Lifecycle.FILLED;
            case "CANCELED" -> Lifecycle.CANCELLED;
            case "REJECTED" -> Lifecycle.REJECTED;
            case "EXPIRED", "EXPIRED_IN_MATCH" -> Lifecycle.EXPIRED;
            default -> throw unknown("status");
        };
    }

    static boolean waitsForTrigger(OrderType type) {
        return type.hasTriggerPrice() || type == OrderType.TRAILING_STOP;
    }

    private static UnreadableAnswerException unknown(String field) {
        return new UnreadableAnswerException("field " + field + " has a value that we do not know");
    }

    /** A row of {@code GET /myTrades}. */
    static Fill fill(JsonNode row) {
        String symbol = ExactJson.text(row, "symbol");
        return new Fill(
                executionId(symbol, ExactJson.whole(row, "id")),
                SymbolRules.idOf(symbol),
                ExactJson.flag(row, "isBuyer") ? Side.BUY : Side.SELL,
                Quantity.of(ExactJson.decimal(row, "qty")),
                Price.of(ExactJson.decimal(row, "price")),
                fees(ExactJson.optionalDecimal(row, "commission"), ExactJson.optionalText(row, "commissionAsset")),
                ExactJson.flag(row, "isMaker") ? Liquidity.MAKER : Liquidity.TAKER,
                millis(ExactJson.whole(row, "time")));
    }

    /** Trade ids are counted per symbol. */
    static String executionId(String symbol, long tradeId) {
        return symbol + "-" + tradeId;
    }

    static List<Money> fees(Optional<BigDecimal> amount, Optional<String> asset) {
        if (amount.isEmpty() || amount.get().signum() == 0) {
            return List.of();
        }
        String currency = asset.orElseThrow(() -> new UnreadableAnswerException("a fee without its asset"));
        return List.of(Money.of(amount.get(), Currency.of(currency)));
    }

    /** Milliseconds since the epoch as nanoseconds. */
    static long millis(long epochMillis) {
        return TimeUnit.MILLISECONDS.toNanos(epochMillis);
    }
}
