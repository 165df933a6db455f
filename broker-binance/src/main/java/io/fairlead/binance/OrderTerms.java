package io.fairlead.binance;

import io.fairlead.api.order.ClientOrderId;
import io.fairlead.api.order.Denial;
import io.fairlead.api.order.OrderRequest;
import io.fairlead.api.order.OrderType;
import io.fairlead.api.order.TimeInForce;
import io.fairlead.api.order.Trail;
import io.fairlead.spi.Capabilities;
import java.math.BigDecimal;
import java.util.Optional;

/** Denies what the venue would refuse, before anything is sent; the gate has already looked at grid and bounds. Pure. */
final class OrderTerms {
    private static final BigDecimal BASIS_POINTS_PER_PERCENT = BigDecimal.valueOf(100);

    private OrderTerms() {}

    /** Why an order cannot be sent; empty if it can. */
    static Optional<Denial> refuse(OrderRequest order, ClientOrderId id, SymbolRules rules, Capabilities can) {
        if (!rules.isTrading()) {
            return deny("INSTRUMENT_NOT_TRADING", "symbol=" + rules.symbol(), "wait until the venue trades it again");
        }
        if (id.value().indexOf('.') >= 0) {
            return deny("UNSUPPORTED_CLIENT_ORDER_ID", "id=" + id, "use letters, digits, - and _ only");
        }
        if (can.durations(order.type()).isEmpty()) {
            return deny("UNSUPPORTED_ORDER_TYPE", "type=" + order.type(), "use a type that the broker declares");
        }
        if (!can.supports(order.type(), order.timeInForce())) {
            return deny(
                    "UNSUPPORTED_TIME_IN_FORCE",
                    "type=" + order.type() + " timeInForce=" + order.timeInForce(),
                    "use one of " + can.durations(order.type()));
        }
        if (order.reduceOnly() || order.extendedHours()) {
            String what = order.reduceOnly() ? "REDUCE_ONLY" : "EXTENDED_HOURS";
            return deny("UNSUPPORTED_" + what, "venue=binance", "leave it out");
        }
        return refuseSize(order, rules).or(() -> refusePrices(order, rules));
    }

    private static Optional<Denial> refuseSize(OrderRequest order, SymbolRules rules) {
        if (order.notional().isPresent()) {
            boolean fits = order.type() == OrderType.MARKET
                    && rules.notionals()
                    && order.notional()
                            .get()
                            .currency()
                            .equals(rules.instrument().quoteCurrency());
            return fits
                    ? Optional.empty()
                    : deny(
                            "UNSUPPORTED_NOTIONAL",
                            "type=" + order.type() + " amount="
                                    + order.notional().get(),
                            "give a quantity, or a market order for an amount of "
                                    + rules.instrument().quoteCurrency());
        }
        boolean tooLarge = order.type() == OrderType.MARKET
                && rules.maxMarketQuantity().isPresent()
                && order.quantity()
                                .orElseThrow()
                                .compareTo(rules.maxMarketQuantity().get())
                        > 0;
        if (tooLarge) {
            return deny(
                    "GRID_QUANTITY_ABOVE_MAXIMUM",
                    "quantity=" + order.quantity().get(),
                    "at most " + rules.maxMarketQuantity().get() + " at the market (MARKET_LOT_SIZE)");
        }
        if (order.displayQuantity().isPresent()) {
            boolean fits = rules.icebergs() && order.type().hasLimitPrice() && order.timeInForce() == TimeInForce.GTC;
            return fits
                    ? Optional.empty()
                    : deny(
                            "UNSUPPORTED_DISPLAY_QUANTITY",
                            "type=" + order.type(),
                            "icebergs are limit orders good till cancelled, where the symbol allows them");
        }
        return Optional.empty();
    }

    private static Optional<Denial> refusePrices(OrderRequest order, SymbolRules rules) {
        if (order.postOnly() && order.type() != OrderType.LIMIT) {
            return deny("UNSUPPORTED_POST_ONLY", "type=" + order.type(), "post-only goes with LIMIT (LIMIT_MAKER)");
        }
        if (order.trail().isPresent()) {
            if (!rules.trails()) {
                return deny("UNSUPPORTED_ORDER_TYPE", "symbol=" + rules.symbol(), "this symbol has no trailing stops");
            }
            if (trailingDelta(order.trail().get()).isEmpty()) {
                return deny(
                        "UNSUPPORTED_TRAIL",
                        "trail=" + order.trail().get(),
                        "give a percentage of whole basis points: Trail.percent(\"1.5\")");
            }
        }
        return Optional.empty();
    }

    /** A trail in basis points; empty for a distance in price, which the venue does not have, or a fraction of a point. */
    static Optional<Long> trailingDelta(Trail trail) {
        if (trail instanceof Trail.Percent percent) {
            BigDecimal points =
                    percent.percent().multiply(BASIS_POINTS_PER_PERCENT).stripTrailingZeros();
            return points.scale() <= 0 ? Optional.of(points.longValueExact()) : Optional.empty();
        }
        return Optional.empty();
    }

    static Optional<Denial> deny(String code, String detail, String remedy) {
        return Optional.of(new Denial(code, detail, remedy));
    }
}
