package io.fairlead.fakes.binance;

import io.fairlead.fakes.book.Side;
import java.math.BigDecimal;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A new order as asked for, its parameters checked against its type but not yet against the symbol's filters. */
record Ticket(
        String symbol,
        Side side,
        OrderType type,
        @Nullable TimeInForce timeInForce,
        @Nullable BigDecimal quantity,
        @Nullable BigDecimal quoteQuantity,
        @Nullable BigDecimal price,
        @Nullable BigDecimal stopPrice,
        @Nullable Long trailingDelta,
        @Nullable BigDecimal icebergQuantity,
        @Nullable String clientId,
        @Nullable Long strategyId,
        @Nullable Long strategyType,
        Prevention prevention) {

    /** Reads an order; {@code quantityLater} for pending legs that are sized by what the working order received. */
    static Ticket from(Params params, boolean quantityLater) {
        String symbol = params.need("symbol");
        Side side = params.choice("side", Side.class, -1117, "Invalid side.")
                .orElseThrow(() -> BinanceError.mandatory("side"));
        OrderType type = params.choice("type", OrderType.class, -1116, "Invalid orderType.")
                .orElseThrow(() -> BinanceError.mandatory("type"));
        Ticket ticket = new Ticket(
                symbol,
                side,
                type,
                params.choice("timeInForce", TimeInForce.class, -1115, "Invalid timeInForce.")
                        .orElse(null),
                params.decimal("quantity").orElse(null),
                params.decimal("quoteOrderQty").orElse(null),
                params.decimal("price").orElse(null),
                params.decimal("stopPrice").orElse(null),
                params.integer("trailingDelta").orElse(null),
                params.decimal("icebergQty").orElse(null),
                params.clientId("newClientOrderId").orElse(null),
                params.integer("strategyId").orElse(null),
                params.integer("strategyType").orElse(null),
                params.choice(
                                "selfTradePreventionMode",
                                Prevention.class,
                                -1130,
                                "Data sent for parameter 'selfTradePreventionMode' is not valid.")
                        .orElse(Prevention.EXPIRE_MAKER));
        ticket.checkShape(quantityLater);
        return ticket;
    }

    private void checkShape(boolean quantityLater) {
        need("timeInForce", timeInForce, type.needsTimeInForce());
        need("price", price, type.hasPrice());
        if (type.isAlgo() && stopPrice == null && trailingDelta == null) {
            throw BinanceError.mandatory("stopPrice");
        }
        refuse("stopPrice", stopPrice, !type.isAlgo());
        refuse("trailingDelta", trailingDelta, !type.isAlgo());
        refuse("quoteOrderQty", quoteQuantity, type != OrderType.MARKET);
        refuse("icebergQty", icebergQuantity, !type.hasPrice());
        if (type == OrderType.MARKET && quantity != null && quoteQuantity != null) {
            throw BinanceError.notRequired("quoteOrderQty");
        }
        if (quantity == null && quoteQuantity == null && !quantityLater) {
            throw BinanceError.mandatory("quantity");
        }
        if (icebergQuantity != null && type != OrderType.LIMIT_MAKER && timeInForce != TimeInForce.GTC) {
            throw BinanceError.of(-1160, "Parameter 'icebergQty' requires 'timeInForce' to be GTC.");
        }
        if (strategyType != null && strategyType < 1_000_000) {
            throw BinanceError.of(-1134, "'strategyType' was less than the required minimum of '1000000'.");
        }
    }

    private static void need(String name, @Nullable Object value, boolean needed) {
        if (needed && value == null) {
            throw BinanceError.mandatory(name);
        }
        refuse(name, value, !needed);
    }

    private static void refuse(String name, @Nullable Object value, boolean refused) {
        if (refused && value != null) {
            throw BinanceError.notRequired(name);
        }
    }

    /** The same with a quantity that was found out later. */
    Ticket sized(BigDecimal amount) {
        return new Ticket(
                symbol,
                side,
                type,
                timeInForce,
                amount,
                quoteQuantity,
                price,
                stopPrice,
                trailingDelta,
                icebergQuantity,
                clientId,
                strategyId,
                strategyType,
                prevention);
    }

    Optional<BigDecimal> amount() {
        return Optional.ofNullable(quantity);
    }
}
