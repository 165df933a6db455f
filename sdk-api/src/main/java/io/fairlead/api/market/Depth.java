package io.fairlead.api.market;

import io.fairlead.api.Price;
import io.fairlead.api.Quantity;
import io.fairlead.api.instrument.InstrumentId;
import io.fairlead.api.order.Side;
import java.time.Instant;
import java.util.Arrays;
import java.util.Objects;

/**
 * An order book as far down as it is known, in exact scaled longs: bids from the highest price down, asks from the lowest up. What lies
 * beyond the last level is unknown, not empty. Immutable; any thread.
 */
public final class Depth {
    private final InstrumentId instrument;
    private final long timeNanos;
    private final long[] bids;
    private final long[] asks;
    private final int priceScale;
    private final int quantityScale;

    /**
     * A book.
     *
     * @param instrument whose book it is
     * @param timeNanos when the venue made it, in epoch nanoseconds; where it says none, when it was received
     * @param bids price and size in turn, best first, each scaled; copied
     * @param asks the same of the asks
     * @param priceScale decimals of the prices, 0..18
     * @param quantityScale decimals of the sizes, 0..18
     * @throws IllegalArgumentException if a side has an odd count, or its prices do not fall (bids) or rise (asks)
     */
    public Depth(InstrumentId instrument, long timeNanos, long[] bids, long[] asks, int priceScale, int quantityScale) {
        this.instrument = Objects.requireNonNull(instrument, "instrument");
        this.timeNanos = timeNanos;
        this.bids = ordered("bids", bids, -1);
        this.asks = ordered("asks", asks, 1);
        this.priceScale = priceScale;
        this.quantityScale = quantityScale;
    }

    private static long[] ordered(String what, long[] levels, int direction) {
        if (levels.length % 2 != 0) {
            throw new IllegalArgumentException(what + " must hold a price and a size each, had " + levels.length);
        }
        for (int i = 2; i < levels.length; i += 2) {
            if (Long.compare(levels[i], levels[i - 2]) != direction) {
                throw new IllegalArgumentException(what + " must be ordered from the best price, level " + i / 2
                        + " is " + levels[i] + " after " + levels[i - 2]);
            }
        }
        return Arrays.copyOf(levels, levels.length);
    }

    /** Whose book it is. */
    public InstrumentId instrument() {
        return instrument;
    }

    /** When the venue made it, in epoch nanoseconds. */
    public long timeNanos() {
        return timeNanos;
    }

    /** When the venue made it. */
    public Instant time() {
        return EpochNanos.toInstant(timeNanos);
    }

    /** How many levels of a side are known: BUY for the bids. */
    public int levels(Side side) {
        return of(side).length / 2;
    }

    /** A level's price × 10^{@link #priceScale()}; 0 is the best level. */
    public long priceScaled(Side side, int level) {
        return of(side)[2 * level];
    }

    /** A level's units × 10^{@link #quantityScale()}. */
    public long sizeScaled(Side side, int level) {
        return of(side)[2 * level + 1];
    }

    /** A level's price, exactly. */
    public Price price(Side side, int level) {
        return Price.ofScaled(priceScaled(side, level), priceScale);
    }

    /** A level's units, exactly. */
    public Quantity size(Side side, int level) {
        return Quantity.ofScaled(sizeScaled(side, level), quantityScale);
    }

    /** Decimals of the prices. */
    public int priceScale() {
        return priceScale;
    }

    /** Decimals of the sizes. */
    public int quantityScale() {
        return quantityScale;
    }

    private long[] of(Side side) {
        return side == Side.BUY ? bids : asks;
    }

    /** The best levels, and how many there are. */
    @Override
    public String toString() {
        return instrument + " " + best(Side.BUY) + " / " + best(Side.SELL);
    }

    private String best(Side side) {
        return levels(side) == 0 ? "-" : size(side, 0) + " @ " + price(side, 0) + " (" + levels(side) + ")";
    }
}
