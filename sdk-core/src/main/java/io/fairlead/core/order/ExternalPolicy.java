package io.fairlead.core.order;

/**
 * What a session does about orders and positions that it did not make. Whichever it is, they count in every limit and belong to
 * nobody's strategy.
 */
public enum ExternalPolicy {
    /**
     * Takes them over: what closes the session's orders closes these too, and where the venue holds something else than the books, the
     * difference is booked, with an alarm.
     */
    ADOPT,
    /**
     * Shows them. Where the venue holds something else than the books, an alarm is raised and nothing new is sent in that instrument
     * until a person has looked: {@code acceptPosition}.
     */
    OBSERVE,
    /** As {@link #OBSERVE}, and raises an alarm for every such order. */
    ALARM
}
