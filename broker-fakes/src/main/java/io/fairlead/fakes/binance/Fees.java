package io.fairlead.fakes.binance;

import io.fairlead.fakes.book.Side;
import java.math.BigDecimal;
import java.math.RoundingMode;
import org.jspecify.annotations.Nullable;

/**
 * What a fill costs: taken from what is received, unless another asset pays.
 *
 * @param maker share of the value when the order rested
 * @param taker share of the value when the order took
 * @param payer asset that pays instead, null for none
 * @param payerPrice what one of it costs in any quote asset
 */
record Fees(BigDecimal maker, BigDecimal taker, @Nullable String payer, BigDecimal payerPrice) {
    record Fee(BigDecimal amount, String asset) {}

    Fee of(SpotOrder order, BigDecimal price, BigDecimal quantity, boolean isMaker) {
        BigDecimal rate = isMaker ? maker : taker;
        if (payer != null) {
            BigDecimal value = price.multiply(quantity).multiply(rate).multiply(new BigDecimal("0.75"));
            return new Fee(value.divide(payerPrice, 8, RoundingMode.DOWN), payer);
        }
        BigDecimal received = order.side() == Side.BUY ? quantity : price.multiply(quantity);
        return new Fee(received.multiply(rate).setScale(8, RoundingMode.DOWN), UserFeed.received(order));
    }
}
