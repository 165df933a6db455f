package io.fairlead.core.ledger;

import io.fairlead.api.Money;
import java.math.BigDecimal;
import java.math.RoundingMode;
import org.jspecify.annotations.Nullable;

/**
 * An exact sum that costs a long addition while it can: whole units of 10^-scale in a long, and beside them what is finer than a
 * unit. A sum beyond 63 bits is kept as a {@link BigDecimal}. Nothing is ever rounded. One thread.
 */
final class Amount {
    /** Decimals in which money is counted. */
    static final int MONEY_SCALE = 8;

    private final int scale;
    /** The sum rounded down to units; capped where the sum is beyond 63 bits. */
    private long units;
    /** What lies above the units, less than one of them; or, beyond 63 bits, the whole sum. */
    private @Nullable BigDecimal rest;

    private boolean beyond;

    Amount(int scale) {
        this.scale = scale;
    }

    Amount copy() {
        Amount copy = new Amount(scale);
        copy.set(this);
        return copy;
    }

    int scale() {
        return scale;
    }

    /** Whether {@link #floor()} is the whole truth. */
    boolean isPlain() {
        return rest == null;
    }

    /** The sum in units, rounded down; capped at the bounds of a long. */
    long floor() {
        return units;
    }

    /** The sum in units without what is finer than a unit: rounded toward zero; capped at the bounds of a long. */
    long truncated() {
        return rest == null || beyond || units >= 0 ? units : units + 1;
    }

    int signum() {
        return units == 0 && rest != null ? rest.signum() : Long.signum(units);
    }

    BigDecimal value() {
        BigDecimal finer = rest;
        if (finer == null) {
            return BigDecimal.valueOf(units, scale);
        }
        return beyond ? finer : BigDecimal.valueOf(units, scale).add(finer);
    }

    void add(long moreUnits) {
        long sum = units + moreUnits;
        if (beyond || ((units ^ sum) & (moreUnits ^ sum)) < 0) {
            set(value().add(BigDecimal.valueOf(moreUnits, scale)));
        } else {
            units = sum;
        }
    }

    void add(BigDecimal more) {
        set(value().add(more));
    }

    void add(Amount other) {
        if (other.rest == null && other.scale == scale) {
            add(other.units);
        } else {
            add(other.value());
        }
    }

    void add(Money money) {
        if (money.fitsScale(scale)) {
            add(money.toScaled(scale));
        } else {
            add(money.value());
        }
    }

    int compareTo(Amount other) {
        return rest == null && other.rest == null && scale == other.scale
                ? Long.compare(units, other.units)
                : value().compareTo(other.value());
    }

    void subtract(long fewerUnits) {
        if (fewerUnits == Long.MIN_VALUE) {
            add(BigDecimal.valueOf(fewerUnits, scale).negate());
        } else {
            add(-fewerUnits);
        }
    }

    void subtract(Amount other) {
        if (other.rest == null && other.scale == scale) {
            subtract(other.units);
        } else {
            add(other.value().negate());
        }
    }

    void set(long newUnits) {
        units = newUnits;
        rest = null;
        beyond = false;
    }

    void set(BigDecimal value) {
        BigDecimal whole = value.setScale(scale, RoundingMode.FLOOR);
        beyond = whole.unscaledValue().bitLength() > 63;
        if (beyond) {
            units = value.signum() > 0 ? Long.MAX_VALUE : Long.MIN_VALUE;
            rest = value;
            return;
        }
        units = whole.unscaledValue().longValue();
        BigDecimal finer = value.subtract(whole);
        rest = finer.signum() == 0 ? null : finer;
    }

    void set(Amount other) {
        if (other.scale == scale) {
            units = other.units;
            rest = other.rest;
            beyond = other.beyond;
        } else {
            set(other.value());
        }
    }

    @Override
    public String toString() {
        return value().toPlainString();
    }
}
