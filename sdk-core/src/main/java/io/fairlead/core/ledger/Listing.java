package io.fairlead.core.ledger;

import io.fairlead.api.Currency;
import io.fairlead.api.Price;
import io.fairlead.api.Quantity;
import io.fairlead.api.instrument.AssetClass;
import io.fairlead.api.instrument.Instrument;
import io.fairlead.api.order.Fill;
import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/** An instrument's rules and its last price, shared by the account's book and the sub-books. One thread. */
final class Listing {
    /** The scale of a last price that there is not. */
    static final int NO_MARK = -1;

    private final Listings listings;
    private final int index;
    private Instrument instrument;
    private int quantityScale;
    private int priceScale;
    /** 0 if the multiplier is wider than a long: every product then goes the exact way. */
    private long multiplier;

    private int multiplierScale;
    private @Nullable Currency base;
    private boolean margined;

    Listing(Listings listings, int index, Instrument instrument) {
        this.listings = listings;
        this.index = index;
        this.instrument = instrument;
        update(instrument);
    }

    void update(Instrument newRules) {
        if (!newRules.id().equals(instrument.id()) || !newRules.quoteCurrency().equals(instrument.quoteCurrency())) {
            throw new IllegalArgumentException("new rules must be for " + instrument.id() + " in "
                    + instrument.quoteCurrency() + ", were for " + newRules.id() + " in " + newRules.quoteCurrency());
        }
        instrument = newRules;
        quantityScale = newRules.quantityScale();
        priceScale = newRules.priceScale();
        Quantity units = newRules.multiplier();
        multiplier = units.isCompact() ? units.unscaled() : 0;
        multiplierScale = units.scale();
        AssetClass kind = newRules.assetClass();
        margined = kind == AssetClass.FUTURE || kind == AssetClass.PERPETUAL || kind == AssetClass.CFD;
        base = margined ? null : newRules.baseCurrency().orElse(null);
    }

    Instrument instrument() {
        return instrument;
    }

    int quantityScale() {
        return quantityScale;
    }

    long multiplier() {
        return multiplier;
    }

    int multiplierScale() {
        return multiplierScale;
    }

    /** Whether a fill moves no cash but the profit it takes (futures, swaps, contracts for difference). */
    boolean isMargined() {
        return margined;
    }

    /** Whether there are fees that are taken out of the position. */
    boolean hasBase() {
        return base != null;
    }

    /** Whether a fee in this currency is taken out of the position. */
    boolean isBase(Currency currency) {
        Currency held = base;
        return held != null && held.equals(currency);
    }

    /** The decimals of prices by the rules that hold now. */
    int priceScale() {
        return priceScale;
    }

    boolean hasMark() {
        return markScale() != NO_MARK;
    }

    long mark() {
        return listings.mark(index);
    }

    int markScale() {
        return listings.markScale(index);
    }

    void requireOwn(Fill fill) {
        if (!fill.instrument().equals(instrument.id())) {
            throw new IllegalArgumentException(listings.account() + ": a fill of " + fill.instrument()
                    + " was handed in for " + instrument.id() + ": " + fill);
        }
    }

    /** Price × quantity × multiplier in money units, or {@link Wide#NONE} if that is no whole number of 63 bits. */
    long worth(Price price, long quantity, int scaleOfQuantity) {
        if (!price.isCompact() || multiplier == 0) {
            return Wide.NONE;
        }
        long product = Wide.times(price.unscaled(), quantity);
        if (product != Wide.NONE && multiplier != 1) {
            product = Wide.times(product, multiplier);
        }
        return product == Wide.NONE
                ? Wide.NONE
                : Wide.rescaled(product, price.scale() + scaleOfQuantity + multiplierScale, Amount.MONEY_SCALE);
    }

    /** Price × quantity × multiplier of a whole fill, as {@link #worth}; never negative but for a negative price. */
    long worth(Fill fill) {
        Quantity quantity = fill.quantity();
        return quantity.isCompact() ? worth(fill.price(), quantity.unscaled(), quantity.scale()) : Wide.NONE;
    }

    BigDecimal exactWorth(BigDecimal price, BigDecimal quantity) {
        return price.multiply(quantity).multiply(instrument.multiplier().value());
    }

    /** The last price; only with {@link #hasMark()}. */
    BigDecimal exactMark() {
        return BigDecimal.valueOf(mark(), markScale());
    }
}
