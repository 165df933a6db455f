package io.fairlead.core.sim;

import io.fairlead.api.Currency;
import io.fairlead.api.Money;
import io.fairlead.api.instrument.Instrument;
import io.fairlead.api.order.Liquidity;
import io.fairlead.api.order.Side;
import java.math.BigDecimal;
import java.util.Objects;

/**
 * Fees in percent of the notional, maker and taker apart. Charged in the quote currency and rounded up (a rebate: down) to the
 * currency's display digits, unless said otherwise. Immutable; any thread.
 */
public final class PercentFees implements FeeModel {
    private final BigDecimal maker;
    private final BigDecimal taker;
    private final boolean exact;
    private final boolean baseOnBuys;
    private final ExactProduct makerFactor;
    private final ExactProduct takerFactor;

    private PercentFees(BigDecimal maker, BigDecimal taker, boolean exact, boolean baseOnBuys) {
        this.maker = maker;
        this.taker = taker;
        this.exact = exact;
        this.baseOnBuys = baseOnBuys;
        makerFactor = ExactProduct.of(maker);
        takerFactor = ExactProduct.of(taker);
    }

    static PercentFees of(String makerPercent, String takerPercent) {
        return new PercentFees(fraction(makerPercent, "maker"), fraction(takerPercent, "taker"), false, false);
    }

    private static BigDecimal fraction(String percent, String which) {
        BigDecimal value = new BigDecimal(Objects.requireNonNull(percent, which));
        if (value.abs().compareTo(BigDecimal.valueOf(100)) > 0) {
            throw new IllegalArgumentException(which + " fee must be in -100..100 percent, was " + percent);
        }
        BigDecimal fraction = value.movePointLeft(2).stripTrailingZeros();
        return fraction.scale() < 0 ? fraction.setScale(0) : fraction;
    }

    /** The same fees, not rounded. */
    public PercentFees exact() {
        return new PercentFees(maker, taker, true, baseOnBuys);
    }

    /** The same fees, charged in the base asset on purchases, as Binance does where no other asset is set aside for fees. */
    public PercentFees inBaseAssetOnBuys() {
        return new PercentFees(maker, taker, exact, true);
    }

    @Override
    public Money fee(FeeBasis fill) {
        ExactProduct rate = fill.liquidity() == Liquidity.MAKER ? makerFactor : takerFactor;
        Instrument instrument = fill.instrument();
        if (baseOnBuys && fill.side() == Side.BUY && instrument.baseCurrency().isPresent()) {
            Currency base = instrument.baseCurrency().get();
            return amount(rate.times(fill.quantity()), base);
        }
        ExactProduct notional =
                rate.times(fill.quantity()).timesAbs(fill.price()).times(instrument.multiplier());
        return amount(notional, instrument.quoteCurrency());
    }

    private Money amount(ExactProduct product, Currency currency) {
        return exact ? product.toMoney(currency) : product.toMoneyCeiling(currency, currency.displayDigits());
    }

    @Override
    public String toString() {
        return "maker " + maker.movePointRight(2).toPlainString() + " %, taker "
                + taker.movePointRight(2).toPlainString() + " %" + (baseOnBuys ? ", in the base asset on buys" : "")
                + (exact ? ", exact" : "");
    }
}
