package io.fairlead.api.edge;

/** Which way a trade is meant to profit. */
public enum Direction {
    /** From a rising price. */
    LONG(1),
    /** From a falling price. */
    SHORT(-1);

    private final int sign;

    Direction(int sign) {
        this.sign = sign;
    }

    /** +1 for long, -1 for short: a move times this is in favour where positive. */
    public int sign() {
        return sign;
    }

    /** The other one. */
    public Direction opposite() {
        return this == LONG ? SHORT : LONG;
    }
}
