package io.fairlead.binance;

import io.fairlead.api.order.ClientOrderId;
import io.fairlead.api.order.OrderRequest;
import io.fairlead.api.order.OrderType;
import io.fairlead.api.order.Side;
import io.fairlead.api.order.TimeInForce;
import io.fairlead.support.QueryText;
import java.util.Optional;

/**
 * Writes orders as the venue's parameters (Binance Spot API, "New order" and "Order lists"). Decimals go out as they are: plain notation, no
 * trailing zeros, never rounded. Pure.
 */
final class OrderWire {
    private OrderWire() {}

    /** The venue's name of an order's type. */
    static String type(OrderRequest order) {
        return switch (order.type()) {
            case MARKET -> "MARKET";
            case LIMIT -> order.postOnly() ? "LIMIT_MAKER" : "LIMIT";
            case STOP, TRAILING_STOP -> "STOP_LOSS";
            case STOP_LIMIT -> "STOP_LOSS_LIMIT";
            case MARKET_IF_TOUCHED -> "TAKE_PROFIT";
            case LIMIT_IF_TOUCHED -> "TAKE_PROFIT_LIMIT";
            default -> throw new IllegalArgumentException("the venue has no " + order.type());
        };
    }

    /** A single order. */
    static QueryText single(String symbol, OrderRequest order, ClientOrderId id, Optional<String> selfTrade) {
        QueryText out =
                new QueryText().add("symbol", symbol).add("side", order.side().name());
        size(order, "", out);
        terms(order, type(order), "", out);
        if (order.type() == OrderType.MARKET) {
            MarketDuration.write(order.timeInForce(), out);
        }
        out.add("newClientOrderId", id.value()).add("newOrderRespType", "FULL");
        selfTrade.ifPresent(mode -> out.add("selfTradePreventionMode", mode));
        return out;
    }

    private static void size(OrderRequest order, String prefix, QueryText out) {
        order.quantity().ifPresent(quantity -> out.add(name(prefix, "quantity"), quantity.toString()));
        order.notional()
                .ifPresent(amount -> out.add("quoteOrderQty", amount.value().toPlainString()));
    }

    /** Type, prices and duration, each name with a leg's prefix. */
    private static void terms(OrderRequest order, String type, String prefix, QueryText out) {
        out.add(name(prefix, "type"), type);
        order.limitPrice().ifPresent(price -> out.add(name(prefix, "price"), price.toString()));
        order.triggerPrice().ifPresent(price -> out.add(name(prefix, "stopPrice"), price.toString()));
        order.trail()
                .flatMap(OrderTerms::trailingDelta)
                .ifPresent(points -> out.add(name(prefix, "trailingDelta"), points));
        if (type.endsWith("LIMIT")) {
            out.add(name(prefix, "timeInForce"), order.timeInForce().name());
        }
        order.displayQuantity().ifPresent(shown -> out.add(name(prefix, "icebergQty"), shown.toString()));
    }

    private static String name(String prefix, String field) {
        return prefix.isEmpty() ? field : prefix + Character.toUpperCase(field.charAt(0)) + field.substring(1);
    }

    /** One cancels the other: the limit leg as LIMIT_MAKER, which is the only limit a list takes. */
    static QueryText oco(String symbol, Leg first, Leg second, Optional<String> selfTrade) {
        QueryText out = head(symbol, first.id(), selfTrade)
                .add("side", first.order().side().name())
                .add("quantity", first.order().quantity().orElseThrow().toString());
        exits("", first, second, out);
        return out;
    }

    /** One sets off another. */
    static QueryText oto(String symbol, Leg working, Leg pending, Optional<String> selfTrade) {
        QueryText out = head(symbol, working.id(), selfTrade);
        working(working, out);
        out.add("pendingSide", pending.order().side().name())
                .add("pendingClientOrderId", pending.id().value());
        size(pending.order(), "pending", out);
        terms(pending.order(), type(pending.order()), "pending", out);
        return out;
    }

    /** An entry that sets off two exits. */
    static QueryText otoco(String symbol, Leg entry, Leg target, Leg stop, Optional<String> selfTrade) {
        QueryText out = head(symbol, entry.id(), selfTrade);
        working(entry, out);
        out.add("pendingSide", target.order().side().name())
                .add("pendingQuantity", target.order().quantity().orElseThrow().toString());
        exits("pending", target, stop, out);
        return out;
    }

    private static QueryText head(String symbol, ClientOrderId id, Optional<String> selfTrade) {
        QueryText out = new QueryText()
                .add("symbol", symbol)
                .add("listClientOrderId", id.value())
                .add("newOrderRespType", "FULL");
        selfTrade.ifPresent(mode -> out.add("selfTradePreventionMode", mode));
        return out;
    }

    private static void working(Leg leg, QueryText out) {
        out.add("workingSide", leg.order().side().name())
                .add("workingClientOrderId", leg.id().value());
        size(leg.order(), "working", out);
        terms(leg.order(), type(leg.order()), "working", out);
    }

    private static void exits(String prefix, Leg one, Leg other, QueryText out) {
        boolean oneAbove = liesAbove(one.order());
        exit(name(prefix, "above"), oneAbove ? one : other, out);
        exit(name(prefix, "below"), oneAbove ? other : one, out);
    }

    private static void exit(String prefix, Leg leg, QueryText out) {
        OrderRequest order = leg.order();
        out.add(name(prefix, "clientOrderId"), leg.id().value());
        terms(order, order.type() == OrderType.LIMIT ? "LIMIT_MAKER" : type(order), prefix, out);
    }

    /** Whether a leg works above the market: a sale's profit side, a purchase's stop. */
    static boolean liesAbove(OrderRequest order) {
        return (order.side() == Side.SELL) != isStop(order);
    }

    static boolean isStop(OrderRequest order) {
        return order.type() == OrderType.STOP
                || order.type() == OrderType.STOP_LIMIT
                || order.type() == OrderType.TRAILING_STOP;
    }

    /**
     * An order of a list.
     *
     * @param order what is asked
     * @param id its client id
     */
    record Leg(OrderRequest order, ClientOrderId id) {}

    /**
     * A market order has no time in force on the wire, yet is asked for with one: whether it is to work for the DAY or IOC is the same to the
     * venue and not to who compares what it shows with what was asked. The label {@code strategyType} (an integer from 1,000,000 on, echoed)
     * carries it.
     */
    static final class MarketDuration {
        private static final long DAY_LABEL = 1_000_001;
        private static final long IOC_LABEL = 1_000_002;

        private MarketDuration() {}

        static void write(TimeInForce asked, QueryText out) {
            if (asked != TimeInForce.GTC) {
                out.add("strategyType", asked == TimeInForce.DAY ? DAY_LABEL : IOC_LABEL);
            }
        }

        static TimeInForce read(long label) {
            return label == DAY_LABEL ? TimeInForce.DAY : label == IOC_LABEL ? TimeInForce.IOC : TimeInForce.GTC;
        }
    }
}
