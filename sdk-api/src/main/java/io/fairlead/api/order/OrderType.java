package io.fairlead.api.order;

/** How an order's price is made. FIX {@code OrdType(40)} names where it has one. */
public enum OrderType {
    /** At once, at the best price there is. */
    MARKET(false, false),
    /** At a limit price or better. */
    LIMIT(true, false),
    /** A market order once the trigger price has traded against the position: a buy above, a sell below the market. */
    STOP(false, true),
    /** A limit order once the trigger price has traded. */
    STOP_LIMIT(true, true),
    /** A stop that follows the best price at a distance. */
    TRAILING_STOP(false, false),
    /** In the opening auction, at its price. */
    MARKET_ON_OPEN(false, false),
    /** In the opening auction, at a limit or better. */
    LIMIT_ON_OPEN(true, false),
    /** In the closing auction, at its price. */
    MARKET_ON_CLOSE(false, false),
    /** In the closing auction, at a limit or better. */
    LIMIT_ON_CLOSE(true, false),
    /** A market order once the trigger price has traded in favour: a buy below, a sell above the market. */
    MARKET_IF_TOUCHED(false, true),
    /** A limit order once the trigger price has traded in favour. */
    LIMIT_IF_TOUCHED(true, true);

    private final boolean limited;
    private final boolean triggered;

    OrderType(boolean limited, boolean triggered) {
        this.limited = limited;
        this.triggered = triggered;
    }

    /** Whether the order has a limit price. */
    public boolean hasLimitPrice() {
        return limited;
    }

    /** Whether the order has a fixed trigger price. */
    public boolean hasTriggerPrice() {
        return triggered;
    }

    /** Whether, once it executes, any price will do. */
    public boolean executesAtMarket() {
        return !limited;
    }
}
