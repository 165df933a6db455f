package io.fairlead.api.order;

import io.fairlead.api.Quantity;

/** The rules by which the parts of an order fit together, whatever the venue. */
final class OrderShape {
    private OrderShape() {}

    static void check(OrderRequest order) {
        checkSize(order);
        checkDuration(order);
        if (order.postOnly() && !order.type().hasLimitPrice()) {
            throw wrong(order, "post-only needs a limit price");
        }
        if (order.bracket().isPresent()) {
            checkBracket(order, order.bracket().get());
        }
    }

    private static void checkSize(OrderRequest order) {
        if (order.quantity().isPresent() == order.notional().isPresent()) {
            throw wrong(order, "give either a quantity or a notional");
        }
        if (order.quantity().isPresent() && order.quantity().get().isZero()) {
            throw wrong(order, "the quantity must be above 0");
        }
        if (order.notional().isPresent() && order.notional().get().signum() <= 0) {
            throw wrong(
                    order,
                    "the notional must be above 0, was " + order.notional().get());
        }
        if (order.displayQuantity().isPresent()) {
            Quantity shown = order.displayQuantity().get();
            if (order.quantity().isEmpty()
                    || shown.isZero()
                    || shown.compareTo(order.quantity().get()) > 0) {
                throw wrong(order, "the display quantity must be above 0 and at most the quantity, was " + shown);
            }
        }
    }

    private static void checkDuration(OrderRequest order) {
        TimeInForce duration = order.timeInForce();
        if ((duration == TimeInForce.GTD) != order.expireAt().isPresent()) {
            throw wrong(order, "GTD needs goodTill(instant), and nothing else takes it");
        }
        boolean atOpen = order.type() == OrderType.MARKET_ON_OPEN || order.type() == OrderType.LIMIT_ON_OPEN;
        boolean atClose = order.type() == OrderType.MARKET_ON_CLOSE || order.type() == OrderType.LIMIT_ON_CLOSE;
        if (atOpen != (duration == TimeInForce.OPG) || atClose != (duration == TimeInForce.CLS)) {
            throw wrong(order, "OPG goes with the on-open types and CLS with the on-close types, and only with them");
        }
        boolean immediate = duration == TimeInForce.IOC || duration == TimeInForce.FOK;
        if (immediate && order.type() != OrderType.MARKET && order.type() != OrderType.LIMIT) {
            throw wrong(order, duration + " goes with MARKET and LIMIT only");
        }
        if (immediate && order.postOnly()) {
            throw wrong(order, "post-only cannot be " + duration);
        }
    }

    private static void checkBracket(OrderRequest order, Bracket bracket) {
        if (order.reduceOnly()) {
            throw wrong(order, "a reduce-only order brings no exits");
        }
        if (bracket.stop().isEmpty() && bracket.target().isEmpty()) {
            throw wrong(order, "a bracket needs a stop or a target");
        }
    }

    private static IllegalArgumentException wrong(OrderRequest order, String rule) {
        return new IllegalArgumentException(rule + ": " + order);
    }
}
