package io.fairlead.core.engine;

/** What happens to orders and positions when a session closes. */
public enum ClosePolicy {
    /** Nothing: orders go on working, positions stay. */
    LEAVE,
    /** Open orders are cancelled, positions stay. */
    CANCEL,
    /** Open orders are cancelled and positions closed at the market. */
    FLATTEN
}
