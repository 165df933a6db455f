package io.fairlead.core.engine;

import io.fairlead.api.Money;
import io.fairlead.api.Price;
import io.fairlead.api.Quantity;
import io.fairlead.api.instrument.Instrument;
import io.fairlead.api.strategy.Size;
import io.fairlead.api.strategy.Sizer;
import io.fairlead.core.risk.RiskPolicy;
import io.fairlead.core.risk.Sizing;
import java.math.BigDecimal;
import java.math.RoundingMode;

/** Sizes at the last price, rounded down to the lot grid. */
final class HostSizer implements Sizer {
    private final SessionCore core;
    private final int index;

    HostSizer(SessionCore core, int index) {
        this.core = core;
        this.index = index;
    }

    @Override
    public Quantity fractionOfEquity(double fraction) {
        checkFraction(fraction);
        Instrument rules = core.instruments().get(index);
        BigDecimal rate = core.rateToBase(rules.quoteCurrency());
        if (rate.signum() <= 0) {
            return Quantity.ZERO;
        }
        double amount = core.ledger().equityE8() / 1e8 * fraction / rate.doubleValue();
        return buys(amount);
    }

    private static void checkFraction(double fraction) {
        if (!(fraction >= 0) || Double.isInfinite(fraction)) {
            throw new IllegalArgumentException("fraction must be 0 or more, was " + fraction);
        }
    }

    /** What an amount buys at the last price: a double's estimate in lots, taken back by one where it is not affordable exactly. */
    private Quantity buys(double amount) {
        if (!(amount > 0) || !core.marks().isKnown(index)) {
            return Quantity.ZERO;
        }
        Instrument rules = core.instruments().get(index);
        BigDecimal price = BigDecimal.valueOf(core.marks().get(index), rules.priceScale())
                .multiply(rules.multiplier().value());
        if (price.signum() <= 0) {
            return Quantity.ZERO;
        }
        double lotValue = price.doubleValue() * rules.lotStep().toDouble();
        long lots = (long) Math.floor(amount / lotValue);
        BigDecimal budget = BigDecimal.valueOf(amount);
        while (lots > 0 && exceeds(price, rules, lots, budget)) {
            lots--;
        }
        return Quantity.of(rules.lotStep().value().multiply(BigDecimal.valueOf(lots)));
    }

    private static boolean exceeds(BigDecimal price, Instrument rules, long lots, BigDecimal budget) {
        return price.multiply(rules.lotStep().value())
                        .multiply(BigDecimal.valueOf(lots))
                        .compareTo(budget)
                > 0;
    }

    @Override
    public Quantity notional(Money amount) {
        Instrument rules = core.instruments().get(index);
        if (!amount.currency().equals(rules.quoteCurrency())) {
            throw new IllegalArgumentException("give the amount in " + rules.quoteCurrency()
                    + ", the quote currency of " + rules.id() + ", was " + amount);
        }
        return exact(amount.value());
    }

    private Quantity exact(BigDecimal amount) {
        Instrument rules = core.instruments().get(index);
        BigDecimal price = BigDecimal.valueOf(core.marks().get(index), rules.priceScale())
                .multiply(rules.multiplier().value());
        if (price.signum() <= 0 || amount.signum() <= 0) {
            return Quantity.ZERO;
        }
        return rules.roundDownToLot(
                Quantity.of(amount.divide(price, rules.lotStep().scale() + 2, RoundingMode.DOWN)));
    }

    @Override
    public Quantity riskFraction(double fraction, Price stop) {
        checkFraction(fraction);
        Instrument rules = core.instruments().get(index);
        BigDecimal last = BigDecimal.valueOf(core.marks().get(index), rules.priceScale());
        BigDecimal distance =
                last.subtract(stop.value()).abs().multiply(rules.multiplier().value());
        if (!core.marks().isKnown(index) || distance.signum() == 0) {
            return Quantity.ZERO;
        }
        BigDecimal rate = core.rateToBase(rules.quoteCurrency());
        if (rate.signum() <= 0) {
            return Quantity.ZERO;
        }
        BigDecimal budget = BigDecimal.valueOf(core.ledger().equityE8(), 8)
                .multiply(BigDecimal.valueOf(fraction))
                .divide(rate, 8, RoundingMode.DOWN);
        return budget.signum() <= 0
                ? Quantity.ZERO
                : rules.roundDownToLot(
                        Quantity.of(budget.divide(distance, rules.lotStep().scale() + 2, RoundingMode.DOWN)));
    }

    @Override
    public Size fixedFractional(double fraction) {
        return sizing().fixedFractional(fraction);
    }

    @Override
    public Size byAtr(double riskFraction, double atr, double multiple) {
        return sizing().byAtr(riskFraction, atr, multiple);
    }

    @Override
    public Size volatilityTarget(double target, double volatility) {
        return sizing().volatilityTarget(target, volatility);
    }

    @Override
    public Size kelly(double part, double winRate, double payoff, double cap) {
        return sizing().kelly(part, winRate, payoff, cap);
    }

    /** At the last price, within the session's limits; with rules of the host's own, within leverage 1. */
    private Sizing sizing() {
        Instrument rules = core.instruments().get(index);
        BigDecimal price = BigDecimal.valueOf(core.marks().get(index), rules.priceScale());
        return Sizing.of(rules, core.ledger().equityE8(), price, core.rateToBase(rules.quoteCurrency()))
                .within(core.watch().limits().orElse(RiskPolicy.research()))
                .besides(core.desk().worstPositionValueE8(index), core.desk().exposureE8());
    }
}
