package io.fairlead.support;

/** How a stream is. */
public enum StreamState {
    /** A connection is being made. */
    CONNECTING,
    /** Connected: it logs in, subscribes and fetches what was missed. */
    SYNCING,
    /** Messages come in, and nothing is missing. */
    HEALTHY,
    /** The connection is gone; the next try is arranged. */
    WAITING,
    /** Closed by us, or refused for good. */
    CLOSED
}
