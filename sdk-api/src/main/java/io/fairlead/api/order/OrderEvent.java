package io.fairlead.api.order;

import io.fairlead.api.market.EpochNanos;
import java.time.Instant;

/**
 * Something that became known about an order of this strategy. Delivered on the session's thread, in the order in which it was
 * taken in; never from inside a callback.
 */
public sealed interface OrderEvent {
    /** The order, already in the state that the event leads to. */
    OrderTicket order();

    /** When it happened (venue time where the venue says it), in epoch nanoseconds. */
    long timeNanos();

    /** When it happened. */
    default Instant time() {
        return EpochNanos.toInstant(timeNanos());
    }

    /**
     * We refused it; nothing was sent.
     *
     * @param order the order
     * @param timeNanos when
     * @param denial why, and what would pass
     */
    record Denied(OrderTicket order, long timeNanos, Denial denial) implements OrderEvent {}

    /**
     * The venue has it and it works.
     *
     * @param order the order
     * @param timeNanos when
     */
    record Accepted(OrderTicket order, long timeNanos) implements OrderEvent {}

    /**
     * The venue has it and holds it back.
     *
     * @param order the order
     * @param timeNanos when
     * @param reason in the venue's words
     */
    record Suspended(OrderTicket order, long timeNanos, String reason) implements OrderEvent {}

    /**
     * Its trigger has traded.
     *
     * @param order the order
     * @param timeNanos when
     */
    record Triggered(OrderTicket order, long timeNanos) implements OrderEvent {}

    /**
     * Some of it, or the last of it, has filled.
     *
     * @param order the order; {@link OrderTicket#isClosed()} tells whether it is done
     * @param timeNanos when
     * @param fill what happened
     */
    record Filled(OrderTicket order, long timeNanos, Fill fill) implements OrderEvent {}

    /**
     * The venue took a fill back or changed it; the bookings have been reversed and, for a correction, made anew.
     *
     * @param order the order
     * @param timeNanos when
     * @param reversed the fill that no longer holds
     */
    record FillReversed(OrderTicket order, long timeNanos, Fill reversed) implements OrderEvent {}

    /**
     * A change was made.
     *
     * @param order the order, with the new request
     * @param timeNanos when
     */
    record Replaced(OrderTicket order, long timeNanos) implements OrderEvent {}

    /**
     * A change was not made, by the gate or the venue; the order stands as it was, or has ended meanwhile.
     *
     * @param order the order
     * @param timeNanos when
     * @param reason why: a denial's code and text, or the venue's words
     */
    record ReplaceRefused(OrderTicket order, long timeNanos, String reason) implements OrderEvent {}

    /**
     * A cancel came too late or was refused; the order stands, or has ended meanwhile.
     *
     * @param order the order
     * @param timeNanos when
     * @param reason in the venue's words
     */
    record CancelRefused(OrderTicket order, long timeNanos, String reason) implements OrderEvent {}

    /**
     * The venue refused it.
     *
     * @param order the order
     * @param timeNanos when
     * @param reason in the venue's words
     */
    record Rejected(OrderTicket order, long timeNanos, String reason) implements OrderEvent {}

    /**
     * It was cancelled; it may have fills.
     *
     * @param order the order
     * @param timeNanos when
     * @param reason in the venue's words; empty after our own cancel
     */
    record Cancelled(OrderTicket order, long timeNanos, String reason) implements OrderEvent {}

    /**
     * Its time ran out; it may have fills.
     *
     * @param order the order
     * @param timeNanos when
     */
    record Expired(OrderTicket order, long timeNanos) implements OrderEvent {}

    /**
     * The outcome of an action is not known: the order may be live. It is being reconciled; do not place it again.
     *
     * @param order the order
     * @param timeNanos when
     * @param what what happened instead of an answer
     */
    record OutcomeUnknown(OrderTicket order, long timeNanos, String what) implements OrderEvent {}
}
