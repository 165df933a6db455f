package io.fairlead.api.market;

import io.fairlead.api.Price;
import io.fairlead.api.Quantity;
import io.fairlead.api.instrument.InstrumentId;
import java.time.Instant;

/**
 * One trade on the tape, in exact scaled longs.
 *
 * @param instrument whose trade it is
 * @param timeNanos when the venue made it, in epoch nanoseconds
 * @param price price × 10^priceScale
 * @param size units × 10^quantityScale
 * @param aggressor who crossed the spread (Binance {@code isBuyerMaker} true means {@code SELLER})
 * @param priceScale decimals of the price, 0..18
 * @param quantityScale decimals of the size, 0..18
 * @param id the venue's trade id; empty where it has none
 */
public record Trade(
        InstrumentId instrument,
        long timeNanos,
        long price,
        long size,
        Aggressor aggressor,
        int priceScale,
        int quantityScale,
        String id) {

    /** Who crossed the spread. */
    public enum Aggressor {
        /** The buyer took an ask. */
        BUYER,
        /** The seller hit a bid. */
        SELLER,
        /** The source does not say. */
        UNKNOWN
    }

    /** When the venue made it. */
    public Instant time() {
        return EpochNanos.toInstant(timeNanos);
    }

    /** The price, exactly. */
    public Price tradePrice() {
        return Price.ofScaled(price, priceScale);
    }

    /** The size, exactly. */
    public Quantity tradeSize() {
        return Quantity.ofScaled(size, quantityScale);
    }
}
