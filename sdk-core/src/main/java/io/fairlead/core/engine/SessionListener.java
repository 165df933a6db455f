package io.fairlead.core.engine;

import io.fairlead.api.order.OrderEvent;

/**
 * Watches a session: dashboards, recorders, tests. Called on the session's thread after the owner of an event has had it; what it
 * throws is logged and ignored. It must return at once.
 */
public interface SessionListener {
    /** Something became known about an order. */
    default void onOrderEvent(String strategy, OrderEvent event) {}

    /** Something that a person must hear of. */
    default void onAlarm(Alarm alarm) {}

    /** A strategy wrote a line. */
    default void onLog(String strategy, long timeNanos, String message) {}

    /**
     * The account's equity after all that happened at one time.
     *
     * @param timeNanos when, in epoch nanoseconds
     * @param equityE8 equity in hundred-millionths of the base currency
     */
    default void onEquity(long timeNanos, long equityE8) {}
}
