package io.fairlead.core.risk;

/** A rule that bounds what one order may be worth, so that a size can fit it from the start. */
interface CapsNotional {
    /** The most that one more order may be worth in hundred-millionths of the base currency; zero or less for nothing. */
    long maxNotionalE8(Headroom room);

    /**
     * What a size must fit into.
     *
     * @param equityE8 equity
     * @param positionE8 what the position, with the orders that work on its side, is worth; zero or more
     * @param usedE8 exposure of all positions and of all working orders
     * @param lossMillionths the share of its worth that the order loses at its stop, in millionths; 0 without a stop
     */
    record Headroom(long equityE8, long positionE8, long usedE8, long lossMillionths) {}
}
