package io.fairlead.tck;

import io.fairlead.api.Price;
import io.fairlead.api.order.OrderRequest;
import io.fairlead.api.order.OrderType;
import io.fairlead.api.order.Side;
import io.fairlead.api.order.TimeInForce;
import io.fairlead.api.order.Trail;
import java.util.ArrayList;
import java.util.List;

/** Every pair of order type and time in force that fits together. */
final class OrderShapes {
    private OrderShapes() {}

    /** A pair, and orders of it. */
    record Shape(OrderType type, TimeInForce duration) {
        /** An order of this shape that the kit can tell from others; waiting ones neither fill nor trigger at the start. */
        OrderRequest order(Bench bench, Line line, Side side) {
            return builder(bench, line, side).build();
        }

        OrderRequest.Builder builder(Bench bench, Line line, Side side) {
            Tradable usual = bench.usual();
            OrderRequest.Builder order =
                    OrderRequest.of(usual.instrument().id(), side).quantity(usual.quantity());
            boolean buys = side == Side.BUY;
            Price better = Bench.away(usual, buys ? "-5" : "5");
            Price worse = Bench.away(usual, buys ? "5" : "-5");
            Price worst = Bench.away(usual, buys ? "6" : "-6");
            switch (type) {
                case MARKET -> order.market();
                case LIMIT -> order.limit(better);
                case STOP -> order.stop(worse);
                case STOP_LIMIT -> order.stopLimit(worse, worst);
                case TRAILING_STOP -> order.trailingStop(Trail.percent("5"));
                case MARKET_ON_OPEN -> order.marketOnOpen();
                case LIMIT_ON_OPEN -> order.limitOnOpen(better);
                case MARKET_ON_CLOSE -> order.marketOnClose();
                case LIMIT_ON_CLOSE -> order.limitOnClose(better);
                case MARKET_IF_TOUCHED -> order.marketIfTouched(better);
                case LIMIT_IF_TOUCHED -> order.limitIfTouched(better, Bench.away(usual, buys ? "-4" : "4"));
            }
            return line.lasting(order, duration);
        }

        @Override
        public String toString() {
            return type + " " + duration;
        }
    }

    static List<Shape> declared(Plugin plugin) {
        return all().stream()
                .filter(shape -> plugin.supports(shape.type(), shape.duration()))
                .toList();
    }

    static List<Shape> undeclared(Plugin plugin) {
        return all().stream()
                .filter(shape -> !plugin.supports(shape.type(), shape.duration()))
                .toList();
    }

    private static List<Shape> all() {
        List<Shape> all = new ArrayList<>();
        for (OrderType type : OrderType.values()) {
            for (TimeInForce duration : TimeInForce.values()) {
                if (fits(type, duration)) {
                    all.add(new Shape(type, duration));
                }
            }
        }
        return all;
    }

    /** As {@code OrderRequest.Builder.build()} has it. */
    private static boolean fits(OrderType type, TimeInForce duration) {
        boolean atOpen = type == OrderType.MARKET_ON_OPEN || type == OrderType.LIMIT_ON_OPEN;
        boolean atClose = type == OrderType.MARKET_ON_CLOSE || type == OrderType.LIMIT_ON_CLOSE;
        return switch (duration) {
            case OPG -> atOpen;
            case CLS -> atClose;
            case IOC, FOK -> type == OrderType.MARKET || type == OrderType.LIMIT;
            case DAY, GTC, GTD -> !atOpen && !atClose;
        };
    }
}
