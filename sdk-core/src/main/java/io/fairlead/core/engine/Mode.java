package io.fairlead.core.engine;

/** How a session runs. A strategy is the same in all of them. */
public enum Mode {
    /** Past data, simulated venue, as fast as possible, on the caller's thread. */
    BACKTEST,
    /** A recorded session once more, to the byte: see {@link Replay}. */
    REPLAY,
    /** Live data, simulated venue. */
    PAPER,
    /** Live data, live broker, everything but the send: orders end DENIED {@code DRY_RUN}. The default with a broker. */
    DRY_RUN,
    /** Live data, live broker; orders are sent. */
    LIVE
}
