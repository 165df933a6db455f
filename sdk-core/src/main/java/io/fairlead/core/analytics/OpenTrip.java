package io.fairlead.core.analytics;

import io.fairlead.api.Currency;
import io.fairlead.api.Money;
import io.fairlead.api.Price;
import io.fairlead.api.instrument.Instrument;
import io.fairlead.api.order.Fill;
import io.fairlead.api.order.OrderType;
import java.math.BigDecimal;
import java.math.RoundingMode;

/** A round trip that is being collected, fill by fill. One thread. */
final class OpenTrip {
    final String strategy;
    final Instrument instrument;
    final int direction;
    final long entryNanos;
    final String entryTag;
    final String decisionId;
    String exitTag = "";
    OrderType exitType = OrderType.MARKET;
    long lastNanos;
    BigDecimal entered = BigDecimal.ZERO;
    BigDecimal left = BigDecimal.ZERO;
    BigDecimal fees = BigDecimal.ZERO;
    private BigDecimal enteredValue = BigDecimal.ZERO;
    private BigDecimal exitedValue = BigDecimal.ZERO;

    OpenTrip(RecordedFill first, Instrument instrument) {
        strategy = first.strategy();
        this.instrument = instrument;
        direction = first.fill().side().sign();
        entryNanos = first.fill().timeNanos();
        entryTag = first.tag();
        decisionId = first.decisionId();
    }

    /** Books so many units of a fill, and the share of its fees that falls to them. */
    void book(RecordedFill recorded, BigDecimal units, BigDecimal feeShare) {
        Fill fill = recorded.fill();
        BigDecimal value = fill.price().value().multiply(units);
        if (fill.side().sign() == direction) {
            entered = entered.add(units);
            enteredValue = enteredValue.add(value);
            left = left.add(units);
        } else {
            exitedValue = exitedValue.add(value);
            left = left.subtract(units);
            exitTag = recorded.tag();
            exitType = recorded.type();
        }
        fees = fees.add(feeShare);
        lastNanos = fill.timeNanos();
    }

    boolean isFlat() {
        return left.signum() == 0;
    }

    Price entryPrice() {
        return mean(enteredValue, entered);
    }

    /** Of a round trip that is over. */
    Price exitPrice() {
        return mean(exitedValue, entered);
    }

    private Price mean(BigDecimal value, BigDecimal units) {
        return Price.of(value.divide(units, instrument.priceScale(), RoundingMode.HALF_EVEN));
    }

    Money entryNotional() {
        return money(enteredValue);
    }

    /** Profit before fees, with what is left taken at a price. */
    Money grossPnl(BigDecimal lastPrice) {
        BigDecimal out = exitedValue.add(left.multiply(lastPrice)).subtract(enteredValue);
        return money(direction > 0 ? out : out.negate());
    }

    private Money money(BigDecimal value) {
        return Money.of(value.multiply(instrument.multiplier().value()), instrument.quoteCurrency());
    }

    /** The fees of a fill in the quote currency; those in the base asset at the fill's price, those in a third currency left out. */
    static BigDecimal feesInQuote(Fill fill, Instrument instrument) {
        BigDecimal sum = BigDecimal.ZERO;
        for (Money fee : fill.fees()) {
            Currency currency = fee.currency();
            if (currency.equals(instrument.quoteCurrency())) {
                sum = sum.add(fee.value());
            } else if (instrument.baseCurrency().filter(currency::equals).isPresent()) {
                sum = sum.add(fee.value().multiply(fill.price().value()));
            }
        }
        return sum;
    }
}
