package io.fairlead.core.sim;

import io.fairlead.api.order.OrderType;

/** What an order is waiting for now. A stop turns into a market or a limit order when it is triggered. */
enum Role {
    /** Any price. */
    MARKET,
    /** Its limit or better. */
    LIMIT,
    /** Its trigger, on the worse side of the market. */
    STOP,
    /** Its trigger, on the better side of the market. */
    TOUCH,
    /** The open of its session. */
    ON_OPEN,
    /** The close of its session. */
    ON_CLOSE;

    static Role of(OrderType type) {
        return switch (type) {
            case MARKET -> MARKET;
            case LIMIT -> LIMIT;
            case STOP, STOP_LIMIT, TRAILING_STOP -> STOP;
            case MARKET_IF_TOUCHED, LIMIT_IF_TOUCHED -> TOUCH;
            case MARKET_ON_OPEN, LIMIT_ON_OPEN -> ON_OPEN;
            case MARKET_ON_CLOSE, LIMIT_ON_CLOSE -> ON_CLOSE;
        };
    }
}
