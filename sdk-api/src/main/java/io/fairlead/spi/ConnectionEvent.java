package io.fairlead.spi;

/**
 * A change of a connection's health.
 *
 * @param state what it is now
 * @param detail in words, without secrets
 * @param timeNanos when, in epoch nanoseconds
 */
public record ConnectionEvent(State state, String detail, long timeNanos) {
    /** How healthy a connection is. */
    public enum State {
        /** Trading is possible; what was missed has been reported. */
        UP,
        /** Nothing gets through; orders sent meanwhile have unknown outcomes. */
        DOWN,
        /** The venue or the login has ended it; it will not come back by itself. */
        CLOSED
    }
}
