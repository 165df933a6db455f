package io.fairlead.fakes.binance;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.fairlead.fakes.binance.BinanceSymbol.Limit;
import io.fairlead.fakes.book.Side;
import java.math.BigDecimal;
import java.math.RoundingMode;
import org.jspecify.annotations.Nullable;

/** A symbol's filters: how they read in exchangeInfo, and whether an order passes them. */
final class Filters {
    private final BinanceSymbol symbol;

    Filters(BinanceSymbol symbol) {
        this.symbol = symbol;
    }

    /** Refuses an order that does not pass; {@code reference} is the average price, zero when there is none. */
    void check(Ticket ticket, BigDecimal reference) {
        price(ticket.price());
        price(ticket.stopPrice());
        quantity(ticket.quantity(), ticket.type() == OrderType.MARKET);
        quantity(ticket.icebergQuantity(), false);
        iceberg(ticket);
        percentPrice(ticket, reference);
        notional(ticket, reference);
        trailing(ticket.trailingDelta());
    }

    private void price(@Nullable BigDecimal price) {
        if (price == null) {
            return;
        }
        within("PRICE_FILTER", price, limit(Limit.MIN_PRICE), limit(Limit.MAX_PRICE));
        onGrid("PRICE_FILTER", price, limit(Limit.TICK_SIZE));
    }

    /** LOT_SIZE, and for market orders MARKET_LOT_SIZE on top. */
    void quantity(@Nullable BigDecimal quantity, boolean market) {
        if (quantity == null) {
            return;
        }
        within("LOT_SIZE", quantity, limit(Limit.MIN_QUANTITY), limit(Limit.MAX_QUANTITY));
        onGrid("LOT_SIZE", quantity, limit(Limit.STEP_SIZE));
        if (market) {
            within("MARKET_LOT_SIZE", quantity, BigDecimal.ZERO, limit(Limit.MAX_MARKET_QUANTITY));
        }
    }

    private void iceberg(Ticket ticket) {
        if (ticket.icebergQuantity() == null || ticket.quantity() == null) {
            return;
        }
        BigDecimal parts = ticket.quantity().divide(ticket.icebergQuantity(), 0, RoundingMode.CEILING);
        if (isOn(Limit.ICEBERG_PARTS) && parts.compareTo(limit(Limit.ICEBERG_PARTS)) > 0) {
            throw BinanceError.filter("ICEBERG_PARTS");
        }
    }

    private void percentPrice(Ticket ticket, BigDecimal reference) {
        BigDecimal price = ticket.price();
        if (price == null || reference.signum() == 0) {
            return;
        }
        boolean above = isOn(Limit.PRICE_MULTIPLIER_UP)
                && price.compareTo(reference.multiply(limit(Limit.PRICE_MULTIPLIER_UP))) > 0;
        boolean below = price.compareTo(reference.multiply(limit(Limit.PRICE_MULTIPLIER_DOWN))) < 0;
        if (above || below) {
            throw BinanceError.filter("PERCENT_PRICE_BY_SIDE");
        }
    }

    private void notional(Ticket ticket, BigDecimal reference) {
        boolean market = !ticket.type().hasPrice();
        BigDecimal at = ticket.price() == null ? reference : ticket.price();
        BigDecimal value = ticket.quoteQuantity();
        if (value == null && ticket.quantity() != null && at.signum() > 0) {
            value = at.multiply(ticket.quantity());
        }
        if (value == null) {
            return;
        }
        boolean tooMuch = !market && isOn(Limit.MAX_NOTIONAL) && value.compareTo(limit(Limit.MAX_NOTIONAL)) > 0;
        if (value.compareTo(limit(Limit.MIN_NOTIONAL)) < 0 || tooMuch) {
            throw BinanceError.filter("NOTIONAL");
        }
    }

    private void trailing(@Nullable Long delta) {
        if (delta == null) {
            return;
        }
        within(
                "TRAILING_DELTA",
                BigDecimal.valueOf(delta),
                limit(Limit.MIN_TRAILING_DELTA),
                limit(Limit.MAX_TRAILING_DELTA));
    }

    /** Refuses one order too many. */
    void counts(int open, int openAlgo, boolean algo) {
        if (isOn(Limit.MAX_ORDERS) && open >= limit(Limit.MAX_ORDERS).intValueExact()) {
            throw BinanceError.filter("MAX_NUM_ORDERS");
        }
        if (algo
                && isOn(Limit.MAX_ALGO_ORDERS)
                && openAlgo >= limit(Limit.MAX_ALGO_ORDERS).intValueExact()) {
            throw BinanceError.filter("MAX_NUM_ALGO_ORDERS");
        }
    }

    private static void within(String name, BigDecimal value, BigDecimal least, BigDecimal most) {
        boolean above = most.signum() > 0 && value.compareTo(most) > 0;
        if (value.signum() <= 0 || value.compareTo(least) < 0 || above) {
            throw BinanceError.filter(name);
        }
    }

    private static void onGrid(String name, BigDecimal value, BigDecimal step) {
        if (step.signum() > 0 && value.remainder(step).signum() != 0) {
            throw BinanceError.filter(name);
        }
    }

    boolean isOn(Limit limit) {
        return limit(limit).signum() > 0;
    }

    BigDecimal limit(Limit limit) {
        return symbol.limit(limit);
    }

    /** How much of an amount fits the lot size. */
    BigDecimal cutToLot(BigDecimal amount) {
        BigDecimal step = limit(Limit.STEP_SIZE);
        return step.signum() == 0 ? amount : amount.divideToIntegralValue(step).multiply(step);
    }

    /** Whether a price is a stop that the market has reached already. */
    static boolean triggersNow(Ticket ticket, BigDecimal last) {
        BigDecimal stop = ticket.stopPrice();
        if (stop == null || last.signum() == 0) {
            return false;
        }
        return mustRise(ticket) ? last.compareTo(stop) >= 0 : last.compareTo(stop) <= 0;
    }

    /** Stop-loss purchases and take-profit sales wait above the market, the other two below. */
    static boolean mustRise(Ticket ticket) {
        return ticket.type().isStopLoss() == (ticket.side() == Side.BUY);
    }

    ArrayNode json() {
        ArrayNode filters = JsonNodeFactory.instance.arrayNode();
        filters.addObject()
                .put("filterType", "PRICE_FILTER")
                .put("minPrice", text(Limit.MIN_PRICE))
                .put("maxPrice", text(Limit.MAX_PRICE))
                .put("tickSize", text(Limit.TICK_SIZE));
        filters.addObject()
                .put("filterType", "LOT_SIZE")
                .put("minQty", text(Limit.MIN_QUANTITY))
                .put("maxQty", text(Limit.MAX_QUANTITY))
                .put("stepSize", text(Limit.STEP_SIZE));
        filters.addObject()
                .put("filterType", "MARKET_LOT_SIZE")
                .put("minQty", "0.00000000")
                .put("maxQty", text(Limit.MAX_MARKET_QUANTITY))
                .put("stepSize", "0.00000000");
        filters.addObject()
                .put("filterType", "NOTIONAL")
                .put("minNotional", text(Limit.MIN_NOTIONAL))
                .put("applyMinToMarket", true)
                .put("maxNotional", text(Limit.MAX_NOTIONAL))
                .put("applyMaxToMarket", false)
                .put("avgPriceMins", 5);
        filters.addObject()
                .put("filterType", "PERCENT_PRICE_BY_SIDE")
                .put("bidMultiplierUp", plain(Limit.PRICE_MULTIPLIER_UP))
                .put("bidMultiplierDown", plain(Limit.PRICE_MULTIPLIER_DOWN))
                .put("askMultiplierUp", plain(Limit.PRICE_MULTIPLIER_UP))
                .put("askMultiplierDown", plain(Limit.PRICE_MULTIPLIER_DOWN))
                .put("avgPriceMins", 5);
        filters.addObject()
                .put("filterType", "TRAILING_DELTA")
                .put("minTrailingAboveDelta", whole(Limit.MIN_TRAILING_DELTA))
                .put("maxTrailingAboveDelta", whole(Limit.MAX_TRAILING_DELTA))
                .put("minTrailingBelowDelta", whole(Limit.MIN_TRAILING_DELTA))
                .put("maxTrailingBelowDelta", whole(Limit.MAX_TRAILING_DELTA));
        count(filters, "ICEBERG_PARTS", "limit", Limit.ICEBERG_PARTS);
        count(filters, "MAX_NUM_ORDERS", "maxNumOrders", Limit.MAX_ORDERS);
        count(filters, "MAX_NUM_ALGO_ORDERS", "maxNumAlgoOrders", Limit.MAX_ALGO_ORDERS);
        count(filters, "MAX_NUM_ORDER_LISTS", "maxNumOrderLists", Limit.MAX_ORDER_LISTS);
        count(filters, "MAX_NUM_ORDER_AMENDS", "maxNumOrderAmends", Limit.MAX_AMENDS);
        return filters;
    }

    private void count(ArrayNode filters, String type, String field, Limit limit) {
        filters.addObject().put("filterType", type).put(field, whole(limit));
    }

    private String text(Limit limit) {
        return Text.of(limit(limit));
    }

    private String plain(Limit limit) {
        return limit(limit).toPlainString();
    }

    private int whole(Limit limit) {
        return limit(limit).intValueExact();
    }
}
