package io.fairlead.core.ledger;

import io.fairlead.api.Money;
import io.fairlead.api.Price;
import io.fairlead.api.Quantity;
import io.fairlead.api.instrument.InstrumentId;
import io.fairlead.api.order.Fill;
import io.fairlead.api.order.Side;
import io.fairlead.api.strategy.Position;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The position of one book in one instrument, by the average-cost method: signed quantity, its cost with the quantity's sign, and
 * the profit taken. What a reduction takes off the cost is cost × closed / held, rounded half-even to money units; the remainder
 * stays in the cost, so that cost and profit add up to what was paid, always. One thread.
 */
final class Holding implements Position {
    private final Listing listing;
    private final Amount cost = new Amount(Amount.MONEY_SCALE);
    private final Amount realized = new Amount(Amount.MONEY_SCALE);
    private final History history = new History();
    private Amount quantity;
    private boolean everHeld;

    Holding(Listing listing) {
        this.listing = listing;
        quantity = new Amount(listing.quantityScale());
    }

    Amount signedQuantity() {
        return quantity;
    }

    boolean wasEverHeld() {
        return everHeld;
    }

    Amount cost() {
        return cost;
    }

    Amount realized() {
        return realized;
    }

    /** Becomes what a checkpoint kept of it. */
    void restore(Kept kept) {
        history.forget();
        everHeld = true;
        quantity.set(kept.quantity());
        cost.set(kept.cost());
        realized.set(kept.realized());
        kept.fills().forEach(this::book);
    }

    /** What a checkpoint keeps of it. */
    Kept kept() {
        return history.kept(this);
    }

    /** Counts in the scale of the instrument's new rules. */
    void rescale() {
        if (quantity.scale() != listing.quantityScale()) {
            Amount rescaled = new Amount(listing.quantityScale());
            rescaled.set(quantity);
            quantity = rescaled;
        }
    }

    void book(Fill fill) {
        book(fill, listing.worth(fill));
    }

    /** Books a fill whose {@link Listing#worth(Fill)} is known. */
    void book(Fill fill, long worth) {
        history.remember(fill, this);
        trade(fill, worth, 1);
    }

    /** As if the fill had never been, or another in its place; see {@link PositionBook#reverse}. */
    void undo(Fill fill, @Nullable Fill instead) {
        if (!history.redo(fill, instead, this)) {
            history.forget();
            trade(fill, listing.worth(fill), -1);
            if (instead != null) {
                book(instead);
            }
        }
    }

    /** Takes over what was held before: no profit, no cash. */
    void adopt(Side direction, Quantity units, Price averagePrice) {
        history.forget();
        everHeld = true;
        BigDecimal signed = units.value().multiply(BigDecimal.valueOf(direction.sign()));
        tradeExactly(signed, averagePrice.value());
    }

    private void trade(Fill fill, long worth, int sign) {
        everHeld = true;
        int direction = sign * fill.side().sign();
        long asked = fill.quantity().fitsScale(quantity.scale())
                ? direction * fill.quantity().toScaled(quantity.scale())
                : Wide.NONE;
        long change = listing.hasBase() ? lessFees(asked, fill, sign) : asked;
        long value = worth == Wide.NONE || change == asked
                ? direction * worth
                : listing.worth(fill.price(), change, quantity.scale());
        boolean fits = change != Wide.NONE && value != Wide.NONE && quantity.isPlain();
        if (!fits || !tradePlainly(change, value, fill.price())) {
            tradeExactly(
                    netQuantity(fill).multiply(BigDecimal.valueOf(sign)),
                    fill.price().value());
        }
    }

    /** Units asked for less the fees taken out of them; {@link Wide#NONE} if finer than the scale or too wide. */
    private long lessFees(long asked, Fill fill, int sign) {
        long net = asked;
        List<Money> fees = fill.fees();
        for (int i = 0; i < fees.size() && net != Wide.NONE; i++) {
            Money fee = fees.get(i);
            if (listing.isBase(fee.currency())) {
                long taken = fee.fitsScale(quantity.scale()) ? sign * fee.toScaled(quantity.scale()) : Wide.NONE;
                long less = net - taken;
                net = taken == Wide.NONE || ((net ^ taken) & (net ^ less)) < 0 ? Wide.NONE : less;
            }
        }
        return net;
    }

    private BigDecimal netQuantity(Fill fill) {
        BigDecimal net = fill.quantity().value();
        if (fill.side() == Side.SELL) {
            net = net.negate();
        }
        for (Money fee : fill.fees()) {
            if (listing.isBase(fee.currency())) {
                net = net.subtract(fee.value());
            }
        }
        return net;
    }

    /**
     * Books in longs; false, and nothing done, if something does not fit.
     *
     * @param change units that come in, negative for units that go
     * @param value what the change is worth in money units, with its sign
     */
    private boolean tradePlainly(long change, long value, Price price) {
        long held = quantity.floor();
        long after = held + change;
        if (((held ^ after) & (change ^ after)) < 0) {
            return false;
        }
        if (held == 0 || (held ^ change) >= 0) {
            cost.add(value);
        } else if (after == 0) {
            realized.subtract(value);
            realized.subtract(cost);
            cost.set(0);
        } else if ((held ^ after) >= 0 ? !reducePlainly(held, change, value) : !flipPlainly(held, after, price)) {
            return false;
        }
        quantity.set(after);
        return true;
    }

    private boolean reducePlainly(long held, long change, long proceeds) {
        long whole = cost.floor();
        if (!cost.isPlain() || whole == Long.MIN_VALUE || held == Long.MIN_VALUE) {
            return false;
        }
        long removed = Wide.share(whole, Math.abs(change), Math.abs(held));
        realized.subtract(proceeds);
        realized.subtract(removed);
        cost.subtract(removed);
        return true;
    }

    private boolean flipPlainly(long held, long after, Price price) {
        long closed = listing.worth(price, held, quantity.scale());
        long opened = listing.worth(price, after, quantity.scale());
        if (closed == Wide.NONE || opened == Wide.NONE) {
            return false;
        }
        realized.add(closed);
        realized.subtract(cost);
        cost.set(opened);
        return true;
    }

    private void tradeExactly(BigDecimal change, BigDecimal price) {
        BigDecimal held = quantity.value();
        BigDecimal after = held.add(change);
        if (held.signum() * change.signum() >= 0) {
            cost.add(listing.exactWorth(price, change));
        } else if (after.signum() == 0 || after.signum() == held.signum()) {
            BigDecimal whole = cost.value();
            BigDecimal removed = after.signum() == 0
                    ? whole
                    : whole.multiply(change.abs()).divide(held.abs(), Amount.MONEY_SCALE, RoundingMode.HALF_EVEN);
            realized.add(listing.exactWorth(price, change).add(removed).negate());
            cost.set(whole.subtract(removed));
        } else {
            realized.add(listing.exactWorth(price, held).subtract(cost.value()));
            cost.set(listing.exactWorth(price, after));
        }
        quantity.set(after);
    }

    /** Quantity × last price × multiplier, exactly, with the quantity's sign; what was paid while there is no price. */
    BigDecimal marketValue() {
        return listing.hasMark() ? listing.exactWorth(listing.exactMark(), quantity.value()) : cost.value();
    }

    BigDecimal exactUnrealized() {
        return marketValue().subtract(cost.value());
    }

    @Override
    public InstrumentId instrument() {
        return listing.instrument().id();
    }

    @Override
    public Quantity quantity() {
        return quantity.isPlain() && quantity.floor() != Long.MIN_VALUE
                ? Quantity.ofScaled(Math.abs(quantity.floor()), quantity.scale())
                : Quantity.of(quantity.value().abs());
    }

    @Override
    public int direction() {
        return quantity.signum();
    }

    @Override
    public Optional<Price> averagePrice() {
        if (isFlat()) {
            return Optional.empty();
        }
        BigDecimal units = listing.exactWorth(BigDecimal.ONE, quantity.value());
        return Optional.of(
                Price.of(cost.value().divide(units, listing.instrument().priceScale(), RoundingMode.HALF_EVEN)));
    }

    @Override
    public Money realizedPnl() {
        return Money.of(realized.value(), listing.instrument().quoteCurrency());
    }

    @Override
    public Money unrealizedPnl() {
        return Money.of(exactUnrealized(), listing.instrument().quoteCurrency());
    }

    @Override
    public String toString() {
        return quantity + " " + instrument() + " cost " + cost + " realized " + realized;
    }
}
