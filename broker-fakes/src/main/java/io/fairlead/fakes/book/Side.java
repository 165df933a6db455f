package io.fairlead.fakes.book;

/** Which side of the book. */
public enum Side {
    BUY,
    SELL;

    /** The other one. */
    public Side opposite() {
        return this == BUY ? SELL : BUY;
    }
}
