package io.fairlead.fakes.binance;

import java.math.BigDecimal;
import java.math.RoundingMode;

/** Numbers as the venue writes them. */
final class Text {
    private Text() {}

    /** Eight decimals, as prices and amounts are padded everywhere; finer digits are cut off. */
    static String of(BigDecimal number) {
        return number.setScale(8, RoundingMode.DOWN).toPlainString();
    }
}
