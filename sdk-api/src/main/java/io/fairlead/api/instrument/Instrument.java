package io.fairlead.api.instrument;

import io.fairlead.api.Currency;
import io.fairlead.api.Money;
import io.fairlead.api.Price;
import io.fairlead.api.Quantity;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The rules by which one instrument is traded, as its venue states them from {@link #validFrom()} on. Venues change them while
 * they run: a change is a new {@code Instrument} of the same id. Immutable; any thread.
 *
 * <p>The tick and lot grids filter <em>orders</em>; fills may be finer. {@link #priceScale()} and {@link #quantityScale()} are the
 * decimals in which engine and ledger count inside, at least two finer than the tick and never coarser than the lot; a value that
 * is finer still is kept exactly on a slower path.
 */
public final class Instrument {
    private final InstrumentId id;
    private final AssetClass assetClass;
    private final Currency quoteCurrency;
    private final @Nullable Currency baseCurrency;
    private final Quantity multiplier;
    private final TickTable ticks;
    private final Quantity lotStep;
    private final Quantity minQuantity;
    private final @Nullable Quantity maxQuantity;
    private final @Nullable Money minNotional;
    private final int priceScale;
    private final int quantityScale;
    private final TradingCalendar calendar;
    private final boolean shortable;
    private final Instant validFrom;
    /** The bands of the tick table × 10^priceScale; empty where one does not fit. */
    private final long[] bandFromScaled;

    private final long[] bandTickScaled;
    private final long lotStepScaled;

    private Instrument(Builder builder) {
        id = builder.id;
        assetClass = builder.assetClass;
        quoteCurrency = builder.quoteCurrency;
        baseCurrency = builder.baseCurrency;
        multiplier = builder.multiplier;
        ticks = builder.ticks;
        lotStep = builder.lotStep;
        minQuantity = builder.minQuantity;
        maxQuantity = builder.maxQuantity;
        minNotional = builder.minNotional;
        calendar = builder.calendar;
        shortable = builder.shortable;
        validFrom = builder.validFrom;
        priceScale = Math.max(builder.priceScale, ticks.finestTick().scale() + 2);
        quantityScale = Math.max(builder.quantityScale, Math.max(lotStep.scale(), minQuantity.scale()));
        if (priceScale > 18 || quantityScale > 18) {
            throw new IllegalArgumentException(
                    id + ": scales must be in 0..18, were price " + priceScale + ", quantity " + quantityScale);
        }
        if (lotStep.isZero() || multiplier.isZero()) {
            throw new IllegalArgumentException(id + ": lot step and multiplier must be above 0");
        }
        if (minNotional != null && !minNotional.currency().equals(quoteCurrency)) {
            throw new IllegalArgumentException(
                    id + ": the smallest notional must be in " + quoteCurrency + ", was " + minNotional);
        }
        List<TickTable.Band> bands = ticks.bands();
        boolean plain = bands.stream()
                .allMatch(
                        band -> band.from().fitsScale(priceScale) && band.tick().fitsScale(priceScale));
        bandFromScaled = new long[plain ? bands.size() : 0];
        bandTickScaled = new long[bandFromScaled.length];
        for (int i = 0; i < bandFromScaled.length; i++) {
            bandFromScaled[i] = bands.get(i).from().toScaled(priceScale);
            bandTickScaled[i] = bands.get(i).tick().toScaled(priceScale);
        }
        lotStepScaled = lotStep.toScaled(quantityScale);
    }

    /** A share: tick 0.01 from 1 dollar and 0.0001 below (Regulation NMS rule 612), whole lots, shortable. */
    public static Builder equity(InstrumentId id, Currency quoteCurrency) {
        return new Builder(id, AssetClass.EQUITY, quoteCurrency)
                .ticks(Builder.US_EQUITY_TICKS)
                .lotStep(Quantity.of(1))
                .shortable(true);
    }

    /**
     * A crypto pair: tick 0.01 and lot 0.00001 unless said otherwise, not shortable, never closed. Quantities are counted in eight
     * decimals inside, in which venues take fees out of what is bought.
     */
    public static Builder cryptoSpot(InstrumentId id, Currency baseCurrency, Currency quoteCurrency) {
        return new Builder(id, AssetClass.CRYPTO_SPOT, quoteCurrency)
                .baseCurrency(baseCurrency)
                .ticks(TickTable.of(Price.of("0.01")))
                .lotStep(Quantity.of("0.00001"))
                .scales(0, 8);
    }

    /** Any other kind; the builder starts with tick 0.01, lot 1. */
    public static Builder builder(InstrumentId id, AssetClass assetClass, Currency quoteCurrency) {
        return new Builder(id, assetClass, quoteCurrency);
    }

    /** Its name. */
    public InstrumentId id() {
        return id;
    }

    /** What kind of thing it is. */
    public AssetClass assetClass() {
        return assetClass;
    }

    /** The currency that prices, notionals and P&amp;L are in. */
    public Currency quoteCurrency() {
        return quoteCurrency;
    }

    /** The asset that changes hands, where it is one that cash can be held in (crypto, FX). */
    public Optional<Currency> baseCurrency() {
        return Optional.ofNullable(baseCurrency);
    }

    /** Units of the underlying per contract: notional = price × quantity × multiplier. */
    public Quantity multiplier() {
        return multiplier;
    }

    /** The price grid of orders. */
    public TickTable ticks() {
        return ticks;
    }

    /** The quantity grid of orders: every quantity is a multiple of it. */
    public Quantity lotStep() {
        return lotStep;
    }

    /** The smallest quantity of an order. */
    public Quantity minQuantity() {
        return minQuantity;
    }

    /** The largest quantity of an order, where the venue has one. */
    public Optional<Quantity> maxQuantity() {
        return Optional.ofNullable(maxQuantity);
    }

    /** The smallest notional of an order, where the venue has one (Binance {@code NOTIONAL}; Alpaca 1 dollar). */
    public Optional<Money> minNotional() {
        return Optional.ofNullable(minNotional);
    }

    /** Decimals in which prices are counted inside. */
    public int priceScale() {
        return priceScale;
    }

    /** Decimals in which quantities are counted inside. */
    public int quantityScale() {
        return quantityScale;
    }

    /** When it trades. */
    public TradingCalendar calendar() {
        return calendar;
    }

    /** Whether the venue lets it be sold short. */
    public boolean shortable() {
        return shortable;
    }

    /** From when these rules hold. */
    public Instant validFrom() {
        return validFrom;
    }

    /** Whether a price lies on the tick grid. */
    public boolean isOnTick(Price price) {
        if (bandTickScaled.length != 0 && price.fitsScale(priceScale)) {
            long scaled = price.toScaled(priceScale);
            return scaled % tickScaledAt(Math.abs(scaled)) == 0;
        }
        return price.value().remainder(ticks.tickAt(price).value()).signum() == 0;
    }

    /** As {@link TickTable#tickAt}, in longs. */
    private long tickScaledAt(long size) {
        int band = bandTickScaled.length - 1;
        while (band > 0 && bandFromScaled[band] > size) {
            band--;
        }
        return bandTickScaled[band];
    }

    /** Whether a quantity lies on the lot grid. */
    public boolean isOnLot(Quantity quantity) {
        if (quantity.fitsScale(quantityScale)) {
            return quantity.toScaled(quantityScale) % lotStepScaled == 0;
        }
        return quantity.value().remainder(lotStep.value()).signum() == 0;
    }

    /** The price on the tick grid that the mode leads to; a price on the grid stays as it is. */
    public Price roundToTick(Price price, RoundingMode mode) {
        BigDecimal tick = ticks.tickAt(price).value();
        return Price.of(price.value().divide(tick, 0, mode).multiply(tick));
    }

    /** The quantity rounded down to the lot grid. */
    public Quantity roundDownToLot(Quantity quantity) {
        BigDecimal step = lotStep.value();
        return Quantity.of(quantity.value().divide(step, 0, RoundingMode.DOWN).multiply(step));
    }

    /** Price × quantity × multiplier, in the quote currency, exactly. */
    public Money notional(Price price, Quantity quantity) {
        int places = price.scale() + quantity.scale();
        if (isPlainMultiplier() && price.isCompact() && quantity.isCompact() && places <= 18) {
            long product = price.unscaled() * quantity.unscaled();
            if (Math.multiplyHigh(price.unscaled(), quantity.unscaled()) == product >> 63) {
                return Money.ofScaled(product, places, quoteCurrency);
            }
        }
        return Money.of(price.value().multiply(quantity.value()).multiply(multiplier.value()), quoteCurrency);
    }

    private boolean isPlainMultiplier() {
        return multiplier.isCompact() && multiplier.unscaled() == 1 && multiplier.scale() == 0;
    }

    /** A builder that starts with these rules, for the next version of them. */
    public Builder toBuilder() {
        Builder builder = new Builder(id, assetClass, quoteCurrency)
                .multiplier(multiplier)
                .ticks(ticks)
                .lotStep(lotStep)
                .minQuantity(minQuantity)
                .scales(priceScale, quantityScale)
                .calendar(calendar)
                .shortable(shortable)
                .validFrom(validFrom);
        builder.baseCurrency = baseCurrency;
        builder.maxQuantity = maxQuantity;
        builder.minNotional = minNotional;
        return builder;
    }

    @Override
    public String toString() {
        return id + " " + assetClass + " in " + quoteCurrency + ", lot " + lotStep + ", tick " + ticks.finestTick();
    }

    /** Collects the rules of an instrument; {@link #build()} checks them. One thread. */
    public static final class Builder {
        private static final TickTable US_EQUITY_TICKS = TickTable.banded(List.of(
                new TickTable.Band(Price.of(0), Price.of("0.0001")),
                new TickTable.Band(Price.of(1), Price.of("0.01"))));

        private final InstrumentId id;
        private final AssetClass assetClass;
        private final Currency quoteCurrency;
        private @Nullable Currency baseCurrency;
        private Quantity multiplier = Quantity.of(1);
        private TickTable ticks = TickTable.of(Price.of("0.01"));
        private Quantity lotStep = Quantity.of(1);
        private Quantity minQuantity = Quantity.ZERO;
        private @Nullable Quantity maxQuantity;
        private @Nullable Money minNotional;
        private int priceScale;
        private int quantityScale;
        private TradingCalendar calendar = TradingCalendar.alwaysOpen();
        private boolean shortable;
        private Instant validFrom = Instant.EPOCH;

        private Builder(InstrumentId id, AssetClass assetClass, Currency quoteCurrency) {
            this.id = Objects.requireNonNull(id, "id");
            this.assetClass = Objects.requireNonNull(assetClass, "assetClass");
            this.quoteCurrency = Objects.requireNonNull(quoteCurrency, "quoteCurrency");
        }

        /** The asset that changes hands, where cash can be held in it. */
        public Builder baseCurrency(Currency currency) {
            baseCurrency = Objects.requireNonNull(currency, "currency");
            return this;
        }

        /** Units of the underlying per contract; 1 unless said. */
        public Builder multiplier(Quantity units) {
            multiplier = Objects.requireNonNull(units, "units");
            return this;
        }

        /** The price grid. */
        public Builder ticks(TickTable table) {
            ticks = Objects.requireNonNull(table, "table");
            return this;
        }

        /** One tick size at every price. */
        public Builder tick(String size) {
            return ticks(TickTable.of(Price.of(size)));
        }

        /** The quantity grid. */
        public Builder lotStep(Quantity step) {
            lotStep = Objects.requireNonNull(step, "step");
            return this;
        }

        /** The smallest quantity of an order; none unless said. */
        public Builder minQuantity(Quantity quantity) {
            minQuantity = Objects.requireNonNull(quantity, "quantity");
            return this;
        }

        /** The largest quantity of an order; none unless said. */
        public Builder maxQuantity(Quantity quantity) {
            maxQuantity = Objects.requireNonNull(quantity, "quantity");
            return this;
        }

        /** The smallest notional of an order; none unless said. */
        public Builder minNotional(Money notional) {
            minNotional = Objects.requireNonNull(notional, "notional");
            return this;
        }

        /** At least these many decimals inside, for data finer than the grid (adjusted prices, sub-penny fills); 0..18 each. */
        public Builder scales(int price, int quantity) {
            priceScale = price;
            quantityScale = quantity;
            return this;
        }

        /** When it trades; round the clock unless said. */
        public Builder calendar(TradingCalendar hours) {
            calendar = Objects.requireNonNull(hours, "hours");
            return this;
        }

        /** Whether it may be sold short. */
        public Builder shortable(boolean allowed) {
            shortable = allowed;
            return this;
        }

        /** From when the rules hold; the epoch unless said. */
        public Builder validFrom(Instant from) {
            validFrom = Objects.requireNonNull(from, "from");
            return this;
        }

        /**
         * The instrument.
         *
         * @throws IllegalArgumentException if a step is zero, a scale is beyond 18, or the smallest notional is in another currency
         */
        public Instrument build() {
            return new Instrument(this);
        }
    }
}
