package io.fairlead.api.order;

import io.fairlead.api.Quantity;

/**
 * The whole state of an order: four things that move independently.
 *
 * @param lifecycle where it is in its life
 * @param filled how much of it has filled
 * @param pending what we have asked of it
 * @param submitCertainty whether it is known that the venue has it, or has not
 * @param pendingCertainty whether the outcome of the pending action can still be heard; CONFIRMED without one
 */
public record OrderState(
        Lifecycle lifecycle,
        Quantity filled,
        PendingAction pending,
        Certainty submitCertainty,
        Certainty pendingCertainty) {

    /** The one word for it. */
    public OrderStatus status() {
        return OrderStatus.of(lifecycle, filled.signum() > 0, pending, submitCertainty, pendingCertainty);
    }
}
