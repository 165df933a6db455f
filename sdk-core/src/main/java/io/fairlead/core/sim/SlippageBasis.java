package io.fairlead.core.sim;

import io.fairlead.api.order.Side;

/**
 * One taking fill as a {@link SlippageModel} sees it. Valid during the call only: the venue uses one object for all fills. On the
 * venue's thread.
 */
public final class SlippageBasis {
    private Side side = Side.BUY;
    private long priceScaled;
    private int priceScale;
    private long quantityScaled;
    private int quantityScale;
    private double volume;

    SlippageBasis() {}

    SlippageBasis set(SimOrder order, long price, long quantity) {
        Book book = order.book();
        side = order.side();
        priceScaled = price;
        priceScale = book.priceScale();
        quantityScaled = quantity;
        quantityScale = book.quantityScale();
        volume = book.volumeSeen();
        return this;
    }

    /** The direction of the fill. */
    public Side side() {
        return side;
    }

    /** The price before slippage × 10^{@link #priceScale()}. */
    public long priceScaled() {
        return priceScaled;
    }

    /** Decimals of the price. */
    public int priceScale() {
        return priceScale;
    }

    /** The units that fill × 10^{@link #quantityScale()}. */
    public long quantityScaled() {
        return quantityScaled;
    }

    /** Decimals of the quantity. */
    public int quantityScale() {
        return quantityScale;
    }

    /** The units that fill, for statistics. */
    public double quantity() {
        return quantityScaled / (double) ExactProduct.powerOfTen(quantityScale);
    }

    /** Units traded in the bar that the fill is made from, or the size of the trade or of the quote's side; 0 where unknown. */
    public double volume() {
        return volume;
    }
}
