package io.fairlead.core.sim;

import io.fairlead.api.Money;
import io.fairlead.api.Price;
import io.fairlead.api.Quantity;
import io.fairlead.api.instrument.Instrument;
import io.fairlead.api.order.Liquidity;
import io.fairlead.api.order.Side;
import java.math.BigDecimal;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** One fill as a {@link FeeModel} sees it. Valid during the call only: the venue uses one object for all fills. On the venue's thread. */
public final class FeeBasis {
    private @Nullable SimOrder order;
    private Price price = Price.of(0);
    private Quantity quantity = Quantity.ZERO;
    private Liquidity liquidity = Liquidity.UNKNOWN;
    private long timeNanos;

    FeeBasis() {}

    FeeBasis set(SimOrder filling, Price at, Quantity units, Liquidity how, long nanos) {
        order = filling;
        price = at;
        quantity = units;
        liquidity = how;
        timeNanos = nanos;
        return this;
    }

    private SimOrder order() {
        return Objects.requireNonNull(order, "no fill is being made");
    }

    /** The rules of the instrument. */
    public Instrument instrument() {
        return order().book().instrument();
    }

    /** The direction of the fill. */
    public Side side() {
        return order().side();
    }

    /** The price of the fill. */
    public Price price() {
        return price;
    }

    /** The units of the fill. */
    public Quantity quantity() {
        return quantity;
    }

    /** Maker or taker. */
    public Liquidity liquidity() {
        return liquidity;
    }

    /** When, in epoch nanoseconds. */
    public long timeNanos() {
        return timeNanos;
    }

    /** What this fill is worth (price × quantity × multiplier, without sign), in the quote currency. */
    public BigDecimal notional() {
        return instrument().notional(price, quantity).value().abs();
    }

    /** The units of the order that filled before this fill. */
    public Quantity quantityBefore() {
        return order().filledQuantity();
    }

    /** What the order's fills before this one were worth (price × quantity × multiplier, without sign), in the quote currency. */
    public BigDecimal notionalBefore() {
        BigDecimal sum = BigDecimal.ZERO;
        for (var fill : order().fills()) {
            sum = sum.add(
                    instrument().notional(fill.price(), fill.quantity()).value().abs());
        }
        return sum;
    }

    /** What the order has been charged before this fill; empty if nothing. */
    public Optional<Money> feesBefore() {
        return order().fills().stream().flatMap(fill -> fill.fees().stream()).reduce(Money::plus);
    }
}
