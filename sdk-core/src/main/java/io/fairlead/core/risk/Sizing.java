package io.fairlead.core.risk;

import io.fairlead.api.Quantity;
import io.fairlead.api.instrument.Instrument;
import io.fairlead.api.risk.RiskRule;
import io.fairlead.api.strategy.Size;
import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.Objects;

/**
 * Turns what an order may be worth, or may lose, into units: bound by the limits that can be known beforehand, rounded down to the lot,
 * and told how. The gate still judges what comes of it. Immutable; any thread.
 *
 * <pre>{@code
 * Size size = Sizing.of(aapl, equityE8, new BigDecimal("187.50")).within(RiskPolicy.standard()).fixedFractional(0.02);
 * }</pre>
 */
public final class Sizing {
    private static final MathContext DOWN = new MathContext(34, RoundingMode.DOWN);
    private static final int UNIT_DECIMALS = 16;

    private final Instrument instrument;
    private final long equityE8;
    /** What one unit is worth in the base currency. */
    private final BigDecimal unit;

    private final BigDecimal price;
    private final RiskPolicy limits;
    private final long heldE8;
    private final long usedE8;

    private Sizing(
            Instrument instrument,
            long equityE8,
            BigDecimal price,
            BigDecimal unit,
            RiskPolicy limits,
            long heldE8,
            long usedE8) {
        this.instrument = instrument;
        this.equityE8 = equityE8;
        this.price = price;
        this.unit = unit;
        this.limits = limits;
        this.heldE8 = heldE8;
        this.usedE8 = usedE8;
    }

    /**
     * For an instrument that is quoted in the base currency, bound by the policy {@code standard}.
     *
     * @param equityE8 the account's equity in hundred-millionths of the base currency
     * @param price the price of one unit
     */
    public static Sizing of(Instrument instrument, long equityE8, BigDecimal price) {
        return of(instrument, equityE8, price, BigDecimal.ONE);
    }

    /**
     * The same in any currency.
     *
     * @param rate what one unit of the quote currency is worth in the base currency; without one, zero: then no size is more than none
     */
    public static Sizing of(Instrument instrument, long equityE8, BigDecimal price, BigDecimal rate) {
        BigDecimal unit = price.multiply(instrument.multiplier().value()).multiply(rate);
        return new Sizing(instrument, equityE8, price, unit, RiskPolicy.standard(), 0, 0);
    }

    /** Bound by another policy. */
    public Sizing within(RiskPolicy policy) {
        return new Sizing(instrument, equityE8, price, unit, Objects.requireNonNull(policy, "policy"), heldE8, usedE8);
    }

    /**
     * With what is there already.
     *
     * @param positionE8 what the position, with the orders that work on its side, is worth; zero or more
     * @param exposureE8 exposure of all positions and working orders
     */
    public Sizing besides(long positionE8, long exposureE8) {
        return new Sizing(instrument, equityE8, price, unit, limits, positionE8, exposureE8);
    }

    /** See {@link io.fairlead.api.strategy.Sizer#fixedFractional}. */
    public Size fixedFractional(double fraction) {
        zeroOrMore(fraction, "fraction");
        return worth(exact(fraction), 0);
    }

    /** See {@link io.fairlead.api.strategy.Sizer#byAtr}. */
    public Size byAtr(double riskFraction, double atr, double multiple) {
        zeroOrMore(riskFraction, "riskFraction");
        aboveZero(atr, "atr");
        aboveZero(multiple, "multiple");
        if (price.signum() <= 0) {
            return Size.none("no price");
        }
        BigDecimal distance = exact(atr).multiply(exact(multiple));
        BigDecimal fraction = exact(riskFraction).multiply(price).divide(distance, DOWN);
        return worth(fraction, distance.divide(price, DOWN).doubleValue());
    }

    /** See {@link io.fairlead.api.strategy.Sizer#volatilityTarget}. */
    public Size volatilityTarget(double target, double volatility) {
        zeroOrMore(target, "target");
        aboveZero(volatility, "volatility");
        return worth(exact(target).divide(exact(volatility), DOWN), 0);
    }

    /** See {@link io.fairlead.api.strategy.Sizer#kelly}. */
    public Size kelly(double part, double winRate, double payoff, double cap) {
        share(part, "part");
        share(winRate, "winRate");
        aboveZero(payoff, "payoff");
        zeroOrMore(cap, "cap");
        BigDecimal lossRate = BigDecimal.ONE.subtract(exact(winRate));
        BigDecimal whole =
                exact(winRate).subtract(lossRate.divide(exact(payoff), new MathContext(34, RoundingMode.UP)));
        if (whole.signum() <= 0) {
            return Size.none("no edge: Kelly's fraction is "
                    + whole.round(new MathContext(4)).toPlainString());
        }
        BigDecimal fraction = exact(part).multiply(whole);
        BigDecimal most = exact(cap);
        return fraction.compareTo(most) > 0 ? capped(worth(most, 0), fraction) : worth(fraction, 0);
    }

    private static BigDecimal exact(double value) {
        return BigDecimal.valueOf(value);
    }

    private Size capped(Size size, BigDecimal fraction) {
        String bound = size.boundBy();
        return new Size(size.quantity(), units(fraction), bound.isEmpty() ? "cap" : "cap, " + bound);
    }

    private static void zeroOrMore(double value, String what) {
        if (!(value >= 0) || Double.isInfinite(value)) {
            throw new IllegalArgumentException(what + " must be 0 or more, was " + value);
        }
    }

    private static void aboveZero(double value, String what) {
        if (!(value > 0) || Double.isInfinite(value)) {
            throw new IllegalArgumentException(what + " must be above 0, was " + value);
        }
    }

    private static void share(double value, String what) {
        if (!(value >= 0 && value <= 1)) {
            throw new IllegalArgumentException(what + " must be 0 to 1, was " + value);
        }
    }

    private BigDecimal units(BigDecimal fractionOfEquity) {
        return BigDecimal.valueOf(equityE8, 8)
                .multiply(fractionOfEquity)
                .divide(unit, UNIT_DECIMALS, RoundingMode.DOWN)
                .max(BigDecimal.ZERO)
                .stripTrailingZeros();
    }

    /** Units worth a fraction of equity, of which the order loses a share at its stop; 0 without one. */
    private Size worth(BigDecimal fractionOfEquity, double lossShare) {
        if (unit.signum() <= 0 || equityE8 <= 0) {
            return Size.none(equityE8 <= 0 ? "no equity" : "no price or no rate of exchange");
        }
        BigDecimal exact = units(fractionOfEquity);
        Bound bound = bind(exact, lossShare);
        Quantity quantity = instrument.roundDownToLot(Quantity.of(bound.units()));
        if (quantity.compareTo(instrument.minQuantity()) < 0) {
            return new Size(
                    Quantity.ZERO, exact, join(bound.by(), "below the least quantity " + instrument.minQuantity()));
        }
        boolean rounded = quantity.value().compareTo(bound.units()) < 0;
        return new Size(
                quantity,
                exact,
                rounded ? join(bound.by(), "rounded down to lot " + instrument.lotStep()) : bound.by());
    }

    private static String join(String one, String other) {
        return one.isEmpty() ? other : one + ", " + other;
    }

    private record Bound(BigDecimal units, String by) {
        Bound atMost(BigDecimal most, String rule) {
            return units.compareTo(most) > 0 ? new Bound(most.max(BigDecimal.ZERO), rule) : this;
        }
    }

    /** What every limit that is known beforehand leaves of it; the tightest is named. */
    private Bound bind(BigDecimal exact, double lossShare) {
        long lossMillionths = (long) Math.ceil(Math.min(1, lossShare) * Millionths.ONE);
        CapsNotional.Headroom room = new CapsNotional.Headroom(equityE8, heldE8, usedE8, lossMillionths);
        Bound bound = new Bound(exact, "");
        for (RiskRule rule : limits.rules()) {
            if (rule instanceof CapsNotional cap) {
                BigDecimal most = BigDecimal.valueOf(Math.max(0, cap.maxNotionalE8(room)), 8);
                bound = bound.atMost(most.divide(unit, UNIT_DECIMALS, RoundingMode.DOWN), rule.name());
            }
        }
        return instrument.maxQuantity().isPresent()
                ? bound.atMost(instrument.maxQuantity().get().value(), "the venue's largest quantity")
                : bound;
    }
}
