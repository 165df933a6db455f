package io.fairlead.fakes.binance;

import java.math.BigDecimal;

/** One execution of one of the account's orders. */
record Fill(
        long tradeId,
        SpotOrder order,
        BigDecimal price,
        BigDecimal quantity,
        BigDecimal commission,
        String commissionAsset,
        boolean maker,
        long time) {
    BigDecimal quote() {
        return price.multiply(quantity);
    }
}
