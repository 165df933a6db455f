package io.fairlead.api.order;

/** The direction of an order or a fill. A short sale is a sale without a position. */
public enum Side {
    /** Adds units. */
    BUY(1),
    /** Takes units away. */
    SELL(-1);

    private final int sign;

    Side(int sign) {
        this.sign = sign;
    }

    /** +1 for a purchase, -1 for a sale. */
    public int sign() {
        return sign;
    }

    /** The other direction. */
    public Side opposite() {
        return this == BUY ? SELL : BUY;
    }
}
