package io.fairlead.core.sim;

import io.fairlead.api.Money;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Objects;

/**
 * An amount per unit with a minimum and a maximum per order. An order that fills in parts is charged as if it had filled at once:
 * each fill is charged what the order costs by then less what it has been charged. The order's cost is rounded up to the currency's
 * display digits. Immutable; any thread.
 */
public final class PerShareFees implements FeeModel {
    private final Money perUnit;
    private final Money minimumPerOrder;
    private final BigDecimal maximumFraction;

    private PerShareFees(Money perUnit, Money minimumPerOrder, BigDecimal maximumFraction) {
        this.perUnit = perUnit;
        this.minimumPerOrder = minimumPerOrder;
        this.maximumFraction = maximumFraction;
    }

    static PerShareFees of(Money perUnit, Money minimumPerOrder, String maximumPercent) {
        Objects.requireNonNull(perUnit, "perUnit");
        Objects.requireNonNull(minimumPerOrder, "minimumPerOrder");
        BigDecimal fraction = new BigDecimal(Objects.requireNonNull(maximumPercent, "maximumPercent")).movePointLeft(2);
        if (perUnit.signum() < 0 || minimumPerOrder.signum() < 0 || fraction.signum() <= 0) {
            throw new IllegalArgumentException("per-share fees are zero or more with a maximum above 0 percent, were "
                    + perUnit + ", at least " + minimumPerOrder + ", at most " + maximumPercent + " %");
        }
        if (!perUnit.currency().equals(minimumPerOrder.currency())) {
            throw new IllegalArgumentException(
                    "per-share fees are of one currency, were " + perUnit + " and " + minimumPerOrder);
        }
        return new PerShareFees(perUnit, minimumPerOrder, fraction);
    }

    @Override
    public Money fee(FeeBasis fill) {
        BigDecimal units = fill.quantityBefore().value().add(fill.quantity().value());
        BigDecimal worth = fill.notionalBefore().add(fill.notional());
        BigDecimal cost = perUnit.value()
                .multiply(units)
                .max(minimumPerOrder.value())
                .min(worth.multiply(maximumFraction))
                .setScale(perUnit.currency().displayDigits(), RoundingMode.CEILING);
        BigDecimal charged = fill.feesBefore().map(Money::value).orElse(BigDecimal.ZERO);
        return Money.of(cost.subtract(charged), perUnit.currency());
    }

    @Override
    public String toString() {
        return perUnit + " per unit, at least " + minimumPerOrder + ", at most "
                + maximumFraction.movePointRight(2).stripTrailingZeros().toPlainString() + " %";
    }
}
