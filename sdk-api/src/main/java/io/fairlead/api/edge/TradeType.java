package io.fairlead.api.edge;

/** The idea behind an intended trade. */
public enum TradeType {
    /** The move goes on. */
    MOMENTUM,
    /** The move went too far and comes back. */
    MEAN_REVERSION
}
