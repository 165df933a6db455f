package io.fairlead.core.ledger;

import io.fairlead.api.Currency;
import io.fairlead.api.Money;
import io.fairlead.api.order.Fill;
import java.math.BigDecimal;

/**
 * One instrument in an account: what is held, the pocket it is paid from, and its worth at the last price, kept ready in the
 * pocket's sum. One thread.
 */
final class Line {
    private final Listing listing;
    private final Holding holding;
    private final Pocket pocket;
    private boolean open;
    /** Quantity × multiplier, without the point; {@link Wide#NONE} if wider than a long. */
    private long weight;

    private int weightScale;
    private int priceScale;
    private boolean margined;
    private long value;
    private long exposure;

    Line(Listing listing, Holding holding, Pocket pocket) {
        this.listing = listing;
        this.holding = holding;
        this.pocket = pocket;
        priceScale = listing.priceScale();
        margined = listing.isMargined();
    }

    Listing listing() {
        return listing;
    }

    Holding holding() {
        return holding;
    }

    Pocket pocket() {
        return pocket;
    }

    /** What the position adds to equity, in money units of the quote currency, rounded down. */
    long value() {
        return value;
    }

    /** The decimals of prices by the rules that hold now. */
    int priceScale() {
        return priceScale;
    }

    /** Takes in the last price × 10^{@link #priceScale()}, which the listing has already. */
    void mark(long priceScaled) {
        if (open) {
            revalue(marketValue(priceScaled, priceScale));
        }
    }

    /** After the position or the rules have changed. */
    void reweigh() {
        Amount quantity = holding.signedQuantity();
        boolean nowOpen = quantity.signum() != 0;
        if (nowOpen != open) {
            pocket.positionsOpened(nowOpen ? 1 : -1);
            open = nowOpen;
        }
        long multiplier = listing.multiplier();
        weight = quantity.isPlain() && multiplier != 0
                ? multiplier == 1 ? quantity.floor() : Wide.times(quantity.floor(), multiplier)
                : Wide.NONE;
        weightScale = quantity.scale() + listing.multiplierScale();
        priceScale = listing.priceScale();
        margined = listing.isMargined();
        revalue(open ? marketValue() : 0);
    }

    private void revalue(long market) {
        long now = margined ? lessCost(market) : market;
        pocket.positionMoved(value, now);
        value = now;
        long nowExposed = market == Long.MIN_VALUE ? Long.MAX_VALUE : Math.abs(market);
        pocket.exposureMoved(exposure, nowExposed);
        exposure = nowExposed;
    }

    /** Quantity × last price × multiplier in money units of the quote currency, rounded down and capped. */
    private long marketValue() {
        return listing.hasMark()
                ? marketValue(listing.mark(), listing.markScale())
                : Pocket.capped(holding.marketValue());
    }

    private long marketValue(long mark, int markScale) {
        int shift = weightScale + markScale - Amount.MONEY_SCALE;
        long units = weight == Wide.NONE || shift > 18 ? Wide.NONE : Wide.timesShifted(weight, mark, shift);
        return units == Wide.NONE ? Pocket.capped(holding.marketValue()) : units;
    }

    private long lessCost(long market) {
        Amount cost = holding.cost();
        long paid = cost.isPlain() ? cost.floor() : cost.floor() + 1;
        long profit = market - paid;
        boolean fits = ((market ^ paid) & (market ^ profit)) >= 0 && paid != Long.MIN_VALUE;
        return fits ? profit : Pocket.capped(holding.exactUnrealized());
    }

    /** What the position adds to equity, exactly, in the quote currency: its value, or of a margined one its unrealised profit. */
    BigDecimal exactWorth() {
        return listing.isMargined() ? holding.exactUnrealized() : holding.marketValue();
    }

    /**
     * Moves the cash that is paid or received for a fill, or back with a sign of -1.
     *
     * @param worth the fill's {@link Listing#worth(Fill)}
     */
    void settle(Fill fill, long worth, int sign) {
        if (listing.isMargined()) {
            return;
        }
        int direction = -sign * fill.side().sign();
        if (worth == Wide.NONE) {
            BigDecimal exact =
                    listing.exactWorth(fill.price().value(), fill.quantity().value());
            pocket.cash().add(exactly(exact, direction));
        } else {
            pocket.cash().add(direction * worth);
        }
    }

    /** Of a margined position: pays the profit taken so far into the cash, or out of it with a sign of -1. */
    void payProfit(int sign) {
        if (listing.isMargined()) {
            if (sign < 0) {
                pocket.cash().subtract(holding.realized());
            } else {
                pocket.cash().add(holding.realized());
            }
        }
    }

    /** Charges a fee in the quote currency, or taken out of the position; false if it is in neither. */
    boolean charge(Fill fill, Money fee, int sign) {
        Currency currency = fee.currency();
        if (listing.isBase(currency)) {
            expense(fill, fee, sign);
            return true;
        }
        if (!currency.equals(pocket.currency())) {
            return false;
        }
        pay(pocket, fee, sign);
        return true;
    }

    private void expense(Fill fill, Money fee, int sign) {
        long worth = fee.isCompact() ? listing.worth(fill.price(), fee.unscaled(), fee.scale()) : Wide.NONE;
        if (worth == Wide.NONE) {
            pocket.fees().add(exactly(listing.exactWorth(fill.price().value(), fee.value()), sign));
        } else {
            pocket.fees().add(sign * worth);
        }
    }

    /** Takes a fee from a pocket, or gives it back with a sign of -1. */
    static void pay(Pocket from, Money fee, int sign) {
        if (fee.fitsScale(Amount.MONEY_SCALE)) {
            long units = sign * fee.toScaled(Amount.MONEY_SCALE);
            from.fees().add(units);
            from.cash().subtract(units);
        } else {
            BigDecimal amount = exactly(fee.value(), sign);
            from.fees().add(amount);
            from.cash().add(amount.negate());
        }
    }

    private static BigDecimal exactly(BigDecimal amount, int sign) {
        return sign < 0 ? amount.negate() : amount;
    }
}
