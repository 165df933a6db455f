package io.fairlead.core.risk;

import io.fairlead.api.Currency;
import io.fairlead.api.Money;
import io.fairlead.api.order.Denial;
import io.fairlead.api.risk.RiskView;
import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/** The most that an amount may be: in a currency, or in whatever the account's base currency is. */
final class AmountLimit {
    /** A limit in another currency than the account's. */
    static final String CURRENCY = "POLICY_CURRENCY";

    private final long e8;
    private final @Nullable Currency currency;

    private AmountLimit(long e8, @Nullable Currency currency) {
        this.e8 = e8;
        this.currency = currency;
    }

    /** So many whole units of the base currency. */
    static AmountLimit ofBase(long units) {
        return new AmountLimit(Math.multiplyExact(units, RiskView.E8), null);
    }

    /**
     * An amount of one currency.
     *
     * @throws IllegalArgumentException if it is negative, finer than 10^-8 or beyond 63 bits at that scale
     */
    static AmountLimit of(Money amount, String what) {
        if (amount.signum() < 0 || !amount.fitsScale(8)) {
            throw new IllegalArgumentException(
                    what + " must be 0 or more, with up to 8 decimals and below 92 billion; was " + amount);
        }
        return new AmountLimit(amount.toScaled(8), amount.currency());
    }

    long e8() {
        return e8;
    }

    /** Why an amount cannot be held against this limit; null if it can. */
    @Nullable
    Denial mismatch(String rule, RiskView view) {
        Currency own = currency;
        return own == null || own.equals(view.baseCurrency())
                ? null
                : new Denial(
                        CURRENCY,
                        "rule=" + rule + " limit=" + this + " base=" + view.baseCurrency(),
                        "state the limit in " + view.baseCurrency());
    }

    @Override
    public String toString() {
        String digits = BigDecimal.valueOf(e8, 8).stripTrailingZeros().toPlainString();
        return currency == null ? digits + " in the base currency" : digits + " " + currency;
    }
}
