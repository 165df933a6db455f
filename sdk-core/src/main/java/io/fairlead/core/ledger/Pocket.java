package io.fairlead.core.ledger;

import io.fairlead.api.Currency;
import io.fairlead.api.Price;
import java.math.BigDecimal;
import java.math.RoundingMode;
import org.jspecify.annotations.Nullable;

/** What an account has in one currency: cash, and the worth of the positions that are quoted in it. One thread. */
final class Pocket {
    private final Currency currency;
    private final Amount cash = new Amount(Amount.MONEY_SCALE);
    private final Amount fees = new Amount(Amount.MONEY_SCALE);
    private final Amount paidIn = new Amount(Amount.MONEY_SCALE);
    /** The sum of the lines' {@link Line#value()}. */
    private final Amount positions = new Amount(Amount.MONEY_SCALE);

    /** The sum of the sizes of the positions' market values. */
    private final Amount exposure = new Amount(Amount.MONEY_SCALE);

    private int openPositions;
    private @Nullable BigDecimal rate;
    /** The rate's digits and scale; 0 where it is wider than a long. */
    private long rateUnits;

    private int rateScale;

    private boolean leftOut;

    Pocket(Currency currency) {
        this.currency = currency;
    }

    Currency currency() {
        return currency;
    }

    Amount cash() {
        return cash;
    }

    Amount fees() {
        return fees;
    }

    Amount paidIn() {
        return paidIn;
    }

    @Nullable
    BigDecimal rate() {
        return rate;
    }

    void setRate(BigDecimal newRate) {
        Price compact = Price.of(newRate);
        rate = newRate;
        rateUnits = compact.isCompact() ? compact.unscaled() : 0;
        rateScale = compact.scale();
    }

    void positionMoved(long before, long now) {
        positions.subtract(before);
        positions.add(now);
    }

    void exposureMoved(long before, long now) {
        exposure.subtract(before);
        exposure.add(now);
    }

    Amount exposure() {
        return exposure;
    }

    /** The sizes of the positions' values in money units of the base currency; {@link Wide#NONE} without a rate or beyond 63 bits. */
    long exposureInBase() {
        if (rate == null) {
            return Wide.NONE;
        }
        return rateUnits == 1 && rateScale == 0 ? exposure.floor() : converted(exposure.floor());
    }

    void positionsOpened(int more) {
        openPositions += more;
    }

    boolean isEmpty() {
        return openPositions == 0 && cash.signum() == 0;
    }

    boolean lacksRate() {
        return rate == null && !isEmpty() && !isLeftOut();
    }

    /** What is here counts nothing while it has no rate. */
    void leaveOut() {
        leftOut = true;
    }

    /** Whether it counts nothing: only cash does, never a position. */
    boolean isLeftOut() {
        return leftOut && rate == null && openPositions == 0;
    }

    /** Cash and positions in money units of the base currency, rounded down; {@link Wide#NONE} without a rate or beyond 63 bits. */
    long worthInBase() {
        long sum = positions.floor() + cash.floor();
        boolean fits = ((positions.floor() ^ sum) & (cash.floor() ^ sum)) >= 0;
        if (!fits || rate == null) {
            return Wide.NONE;
        }
        return rateUnits == 1 && rateScale == 0 ? sum : converted(sum);
    }

    /** An amount of this currency in money units of the base currency, rounded down; {@link Wide#NONE} beyond 63 bits. */
    private long converted(long units) {
        return rateUnits == 0 ? Wide.NONE : Wide.timesShifted(units, rateUnits, rateScale);
    }

    /** An exact amount of this currency in the base currency; zero of a currency without a rate is zero. */
    BigDecimal toBase(BigDecimal amount) {
        BigDecimal known = rate;
        return known == null ? BigDecimal.ZERO : amount.multiply(known);
    }

    /** Money units of an exact amount, rounded down and capped. */
    static long capped(BigDecimal amount) {
        BigDecimal whole = amount.setScale(Amount.MONEY_SCALE, RoundingMode.FLOOR);
        if (whole.unscaledValue().bitLength() <= 63) {
            return whole.unscaledValue().longValue();
        }
        return whole.signum() > 0 ? Long.MAX_VALUE : Long.MIN_VALUE;
    }
}
