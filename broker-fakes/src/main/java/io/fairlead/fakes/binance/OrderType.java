package io.fairlead.fakes.binance;

/** Order types of spot. */
enum OrderType {
    LIMIT,
    LIMIT_MAKER,
    MARKET,
    STOP_LOSS,
    STOP_LOSS_LIMIT,
    TAKE_PROFIT,
    TAKE_PROFIT_LIMIT;

    boolean hasPrice() {
        return this == LIMIT || this == LIMIT_MAKER || this == STOP_LOSS_LIMIT || this == TAKE_PROFIT_LIMIT;
    }

    boolean needsTimeInForce() {
        return this == LIMIT || this == STOP_LOSS_LIMIT || this == TAKE_PROFIT_LIMIT;
    }

    /** One of the four that wait for a trigger; the venue calls them algo orders. */
    boolean isAlgo() {
        return isStopLoss() || isTakeProfit();
    }

    boolean isStopLoss() {
        return this == STOP_LOSS || this == STOP_LOSS_LIMIT;
    }

    boolean isTakeProfit() {
        return this == TAKE_PROFIT || this == TAKE_PROFIT_LIMIT;
    }
}
