package io.fairlead.fakes.alpaca;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What {@code POST /v2/orders} asks for, read but not yet weighed. */
record AlpacaOrderForm(
        String symbol,
        @Nullable BigDecimal qty,
        @Nullable BigDecimal notional,
        String side,
        String type,
        String timeInForce,
        @Nullable BigDecimal limit,
        @Nullable BigDecimal stop,
        @Nullable BigDecimal trailPrice,
        @Nullable BigDecimal trailPercent,
        boolean extendedHours,
        @Nullable String clientId,
        String orderClass,
        @Nullable BigDecimal takeProfit,
        @Nullable BigDecimal lossStop,
        @Nullable BigDecimal lossLimit,
        @Nullable String positionIntent) {
    private static final int LONGEST_CLIENT_ID = 128;
    private static final Set<String> TYPES = Set.of("market", "limit", "stop", "stop_limit", "trailing_stop");
    private static final Set<String> DURATIONS = Set.of("day", "gtc", "opg", "cls", "ioc", "fok");
    private static final Set<String> CLASSES = Set.of("", "simple", "bracket", "oco", "oto");

    /** Reads a body. */
    static AlpacaOrderForm from(JsonNode body) {
        String symbol = text(body, "symbol");
        if (symbol == null) {
            throw AlpacaRefusal.malformed("symbol is required");
        }
        String orderClass = oneOf(body, "order_class", CLASSES, "");
        JsonNode profit = body.path("take_profit");
        JsonNode loss = body.path("stop_loss");
        // The target of an OCO is its parent: the body names its price in take_profit alone.
        BigDecimal limit = orderClass.equals("oco") ? amount(profit, "limit_price") : amount(body, "limit_price");
        return new AlpacaOrderForm(
                symbol,
                amount(body, "qty"),
                amount(body, "notional"),
                oneOf(body, "side", Set.of("buy", "sell"), null),
                oneOf(body, "type", TYPES, null),
                oneOf(body, "time_in_force", DURATIONS, null),
                limit,
                amount(body, "stop_price"),
                amount(body, "trail_price"),
                amount(body, "trail_percent"),
                body.path("extended_hours").asBoolean(false),
                clientId(body),
                orderClass.equals("simple") ? "" : orderClass,
                amount(profit, "limit_price"),
                amount(loss, "stop_price"),
                amount(loss, "limit_price"),
                text(body, "position_intent"));
    }

    boolean isBuy() {
        return side.equals("buy");
    }

    boolean isComplex() {
        return !orderClass.isEmpty();
    }

    BigDecimal notionalOrZero() {
        return notional == null ? BigDecimal.ZERO : notional;
    }

    /** Whether its quantity is no whole number, or not known because money was given. */
    boolean isFractional() {
        return qty == null || qty.stripTrailingZeros().scale() > 0;
    }

    /** A leg that closes what this order opens. */
    AlpacaOrderForm exit(@Nullable BigDecimal exitLimit, @Nullable BigDecimal exitStop, String exitSide) {
        String exitType = exitStop == null ? "limit" : exitLimit == null ? "stop" : "stop_limit";
        return new AlpacaOrderForm(
                symbol,
                qty,
                null,
                exitSide,
                exitType,
                timeInForce,
                exitLimit,
                exitStop,
                null,
                null,
                false,
                null,
                orderClass,
                null,
                null,
                null,
                exitSide.equals("sell") ? "sell_to_close" : "buy_to_close");
    }

    /** The same with a quantity, a duration and prices of its own, and the intent worked out. */
    AlpacaOrderForm changed(
            @Nullable BigDecimal newQty,
            String newDuration,
            @Nullable BigDecimal newLimit,
            @Nullable BigDecimal newStop,
            @Nullable BigDecimal newTrail,
            @Nullable String newClientId) {
        return new AlpacaOrderForm(
                symbol,
                newQty,
                notional,
                side,
                type,
                newDuration,
                newLimit,
                newStop,
                trailPrice == null ? null : newTrail,
                trailPercent == null ? null : newTrail,
                extendedHours,
                newClientId,
                orderClass,
                takeProfit,
                lossStop,
                lossLimit,
                positionIntent);
    }

    /** The same with its intent. */
    AlpacaOrderForm intending(String intent) {
        return new AlpacaOrderForm(
                symbol,
                qty,
                notional,
                side,
                type,
                timeInForce,
                limit,
                stop,
                trailPrice,
                trailPercent,
                extendedHours,
                clientId,
                orderClass,
                takeProfit,
                lossStop,
                lossLimit,
                intent);
    }

    static @Nullable String text(JsonNode node, String field) {
        JsonNode value = node.path(field);
        return value.isValueNode() && !value.isNull() && !value.asText().isEmpty() ? value.asText() : null;
    }

    /** An amount above 0, written as text or as a number. */
    static @Nullable BigDecimal amount(JsonNode node, String field) {
        String value = text(node, field);
        if (value == null) {
            return null;
        }
        BigDecimal amount;
        try {
            amount = node.path(field).isNumber() ? node.path(field).decimalValue() : new BigDecimal(value);
        } catch (NumberFormatException malformed) {
            throw AlpacaRefusal.malformed("invalid " + field);
        }
        if (amount.signum() <= 0) {
            throw AlpacaRefusal.invalid(field + " must be > 0");
        }
        return amount;
    }

    static @Nullable String clientId(JsonNode body) {
        String id = text(body, "client_order_id");
        if (id != null && id.length() > LONGEST_CLIENT_ID) {
            throw AlpacaRefusal.malformed("client_order_id must be no more than 128 characters");
        }
        return id;
    }

    private static String oneOf(JsonNode body, String field, Set<String> allowed, @Nullable String otherwise) {
        String value = text(body, field);
        if (value == null && otherwise != null) {
            return otherwise;
        }
        if (value == null) {
            throw AlpacaRefusal.malformed(field + " is required");
        }
        if (!allowed.contains(value)) {
            throw AlpacaRefusal.malformed("invalid " + field);
        }
        return value;
    }
}
