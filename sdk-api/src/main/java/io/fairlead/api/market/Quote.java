package io.fairlead.api.market;

import io.fairlead.api.Price;
import io.fairlead.api.Quantity;
import io.fairlead.api.instrument.InstrumentId;
import java.time.Instant;

/**
 * Best bid and ask, in exact scaled longs.
 *
 * @param instrument whose quote it is
 * @param timeNanos when the venue made it, in epoch nanoseconds; where it says none, when it was received
 * @param bid best bid × 10^priceScale
 * @param bidSize units at the bid × 10^quantityScale; 0 where the source has none
 * @param ask best ask × 10^priceScale
 * @param askSize units at the ask × 10^quantityScale; 0 where the source has none
 * @param priceScale decimals of the prices, 0..18
 * @param quantityScale decimals of the sizes, 0..18
 */
public record Quote(
        InstrumentId instrument,
        long timeNanos,
        long bid,
        long bidSize,
        long ask,
        long askSize,
        int priceScale,
        int quantityScale) {

    /** When the venue made it. */
    public Instant time() {
        return EpochNanos.toInstant(timeNanos);
    }

    /** Best bid, exactly. */
    public Price bidPrice() {
        return Price.ofScaled(bid, priceScale);
    }

    /** Best ask, exactly. */
    public Price askPrice() {
        return Price.ofScaled(ask, priceScale);
    }

    /** Units at the bid. */
    public Quantity bidQuantity() {
        return Quantity.ofScaled(bidSize, quantityScale);
    }

    /** Units at the ask. */
    public Quantity askQuantity() {
        return Quantity.ofScaled(askSize, quantityScale);
    }

    /** Halfway between bid and ask, as a double. */
    public double mid() {
        return (bidPrice().toDouble() + askPrice().toDouble()) / 2;
    }
}
