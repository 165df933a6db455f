package io.fairlead.api;

import java.math.BigDecimal;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** An amount of one currency, of either sign; exact. Amounts of two currencies never mix without a rate. */
public final class Money extends Decimal implements Comparable<Money> {
    private final Currency currency;

    private Money(long unscaled, int scale, Currency currency) {
        super(unscaled, scale);
        this.currency = Objects.requireNonNull(currency, "currency");
    }

    private Money(BigDecimal value, Currency currency) {
        super(value);
        this.currency = Objects.requireNonNull(currency, "currency");
    }

    /** An amount from its text: {@code Money.of("10000", USD)}. */
    public static Money of(String text, Currency currency) {
        return new Money(parse(text, "amount"), currency);
    }

    /** An amount from an exact decimal. */
    public static Money of(BigDecimal value, Currency currency) {
        return new Money(value, currency);
    }

    /** A whole amount. */
    public static Money of(long value, Currency currency) {
        return new Money(value, 0, currency);
    }

    /**
     * An amount from its digits.
     *
     * @param scale digits behind the point, 0..18
     */
    public static Money ofScaled(long unscaled, int scale, Currency currency) {
        return new Money(unscaled, scale, currency);
    }

    /** Nothing, in this currency. */
    public static Money zero(Currency currency) {
        return new Money(0, 0, currency);
    }

    /** The currency. */
    public Currency currency() {
        return currency;
    }

    /**
     * The sum.
     *
     * @throws IllegalArgumentException if the currencies differ
     */
    public Money plus(Money other) {
        return new Money(value().add(sameCurrency(other).value()), currency);
    }

    /**
     * The difference.
     *
     * @throws IllegalArgumentException if the currencies differ
     */
    public Money minus(Money other) {
        return new Money(value().subtract(sameCurrency(other).value()), currency);
    }

    /** The amount times a factor, exactly. */
    public Money times(BigDecimal factor) {
        return new Money(value().multiply(factor), currency);
    }

    /** The amount with the other sign. */
    public Money negated() {
        return new Money(value().negate(), currency);
    }

    private Money sameCurrency(Money other) {
        if (!currency.equals(other.currency)) {
            throw new IllegalArgumentException("cannot mix " + currency + " and " + other.currency + " without a rate");
        }
        return other;
    }

    /**
     * By amount.
     *
     * @throws IllegalArgumentException if the currencies differ
     */
    @Override
    public int compareTo(Money other) {
        return compareValue(sameCurrency(other));
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return super.equals(other) && other instanceof Money that && currency.equals(that.currency);
    }

    @Override
    public int hashCode() {
        return 31 * super.hashCode() + currency.hashCode();
    }

    /** The amount and its currency, {@code 12.5 USD}. */
    @Override
    public String toString() {
        return super.toString() + " " + currency;
    }
}
