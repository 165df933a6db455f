package io.fairlead.core.sim;

/**
 * Best bid and ask with what is left of their sizes, or the last trade in their place where there are no quotes; at the book's
 * scales. On the venue's thread.
 */
final class TopOfBook {
    private boolean quoted;
    private boolean known;
    private long bid;
    private long ask;
    private long bidSize;
    private long askSize;
    private long bidLeft;
    private long askLeft;
    private long tradeLeft;

    /** Whether quotes have been seen. */
    boolean isQuoted() {
        return quoted;
    }

    /** Whether quotes or trades have been seen: bars then fill nothing any more. */
    boolean isKnown() {
        return known;
    }

    void quote(long bidPrice, long bidUnits, long askPrice, long askUnits) {
        quoted = true;
        show(bidPrice, bidUnits, askPrice, askUnits);
    }

    void trade(long price, long units) {
        tradeLeft = units == 0 ? Long.MAX_VALUE : units;
        if (!quoted) {
            show(price, units, price, units);
        }
    }

    private void show(long bidPrice, long bidUnits, long askPrice, long askUnits) {
        known = true;
        bid = bidPrice;
        ask = askPrice;
        bidSize = bidUnits;
        askSize = askUnits;
        bidLeft = bidUnits == 0 ? Long.MAX_VALUE : bidUnits;
        askLeft = askUnits == 0 ? Long.MAX_VALUE : askUnits;
    }

    /** Whether there is a price for a purchase (+1) or a sale (-1); a side that shows neither price nor size is empty. */
    boolean has(int sign) {
        return known && (sign > 0 ? ask != 0 || askSize != 0 : bid != 0 || bidSize != 0);
    }

    long price(int sign) {
        return sign > 0 ? ask : bid;
    }

    /** Units that are left for a purchase (+1) or a sale (-1). Without quotes, both share the last trade. */
    long available(int sign) {
        if (!quoted) {
            return tradeLeft;
        }
        return sign > 0 ? askLeft : bidLeft;
    }

    void use(int sign, long units) {
        if (!quoted) {
            useTrade(units);
        } else if (sign > 0) {
            askLeft = less(askLeft, units);
        } else {
            bidLeft = less(bidLeft, units);
        }
    }

    long tradeAvailable() {
        return tradeLeft;
    }

    void useTrade(long units) {
        tradeLeft = less(tradeLeft, units);
    }

    private static long less(long left, long units) {
        return left == Long.MAX_VALUE ? left : left - units;
    }

    /** The size shown for a purchase (+1) or a sale (-1), for statistics; 0 where unknown. */
    double volume(int sign, int quantityScale) {
        return (sign > 0 ? askSize : bidSize) / (double) ExactProduct.powerOfTen(quantityScale);
    }

    void rescale(long priceFactor, long quantityFactor) {
        bid = Math.multiplyExact(bid, priceFactor);
        ask = Math.multiplyExact(ask, priceFactor);
        bidSize = Math.multiplyExact(bidSize, quantityFactor);
        askSize = Math.multiplyExact(askSize, quantityFactor);
        bidLeft = rescaledLeft(bidLeft, quantityFactor);
        askLeft = rescaledLeft(askLeft, quantityFactor);
        tradeLeft = rescaledLeft(tradeLeft, quantityFactor);
    }

    private static long rescaledLeft(long left, long factor) {
        return left == Long.MAX_VALUE ? left : Math.multiplyExact(left, factor);
    }
}
