package io.fairlead.fakes.binance;

import io.fairlead.fakes.book.SelfTrade;

/** Self-trade prevention modes. */
enum Prevention {
    NONE(SelfTrade.ALLOW),
    EXPIRE_TAKER(SelfTrade.EXPIRE_TAKER),
    EXPIRE_MAKER(SelfTrade.EXPIRE_MAKER),
    EXPIRE_BOTH(SelfTrade.EXPIRE_BOTH),
    DECREMENT(SelfTrade.DECREMENT),
    /** Within one account it acts as DECREMENT. */
    TRANSFER(SelfTrade.DECREMENT);

    private final SelfTrade rule;

    Prevention(SelfTrade rule) {
        this.rule = rule;
    }

    SelfTrade rule() {
        return rule;
    }
}
