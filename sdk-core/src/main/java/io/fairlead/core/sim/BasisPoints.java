package io.fairlead.core.sim;

import java.math.BigDecimal;
import java.math.RoundingMode;

/** Slippage as a share of the price, exact before it is rounded. Immutable. */
final class BasisPoints implements SlippageModel {
    private final BigDecimal fraction;
    private final long numerator;
    private final long denominator;

    BasisPoints(BigDecimal fraction) {
        BigDecimal natural = fraction.stripTrailingZeros();
        this.fraction = natural.scale() < 0 ? natural.setScale(0) : natural;
        boolean compact = this.fraction.scale() <= 9;
        numerator = compact ? this.fraction.unscaledValue().longValueExact() : 0;
        denominator = compact ? ExactProduct.powerOfTen(this.fraction.scale()) : 0;
    }

    @Override
    public long worseBy(SlippageBasis fill) {
        long price = Math.abs(fill.priceScaled());
        long product = price * numerator;
        if (denominator == 0 || Math.multiplyHigh(price, numerator) != product >> 63) {
            return fraction.multiply(BigDecimal.valueOf(price))
                    .setScale(0, RoundingMode.CEILING)
                    .longValueExact();
        }
        return -Math.floorDiv(-product, denominator);
    }

    @Override
    public String toString() {
        return fraction.movePointRight(4).stripTrailingZeros().toPlainString() + " bps";
    }
}
