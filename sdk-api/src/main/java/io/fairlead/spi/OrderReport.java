package io.fairlead.spi;

import io.fairlead.api.Money;
import io.fairlead.api.Price;
import io.fairlead.api.Quantity;
import io.fairlead.api.order.Fill;
import java.util.List;
import java.util.Optional;

/**
 * What a venue says about an order, as the adapter understood it: facts, in any order, possibly more than once. Quantities come from
 * {@link Filled} only; an adapter turns cumulative figures into increments with stable execution ids.
 */
public sealed interface OrderReport {
    /** Which order. */
    OrderKey key();

    /** When it happened at the venue, in epoch nanoseconds; where the venue does not say, when it was received. */
    long timeNanos();

    /**
     * The venue has it and it works.
     *
     * @param key which order
     * @param timeNanos when
     */
    record Working(OrderKey key, long timeNanos) implements OrderReport {}

    /**
     * The venue has it and holds it back.
     *
     * @param key which order
     * @param timeNanos when
     * @param reason in the venue's words
     */
    record Suspended(OrderKey key, long timeNanos, String reason) implements OrderReport {}

    /**
     * Its trigger has traded.
     *
     * @param key which order
     * @param timeNanos when
     */
    record Triggered(OrderKey key, long timeNanos) implements OrderReport {}

    /**
     * An execution.
     *
     * @param key which order
     * @param timeNanos when
     * @param fill what happened
     */
    record Filled(OrderKey key, long timeNanos, Fill fill) implements OrderReport {}

    /**
     * An execution whose price is not known yet: it counts for risk at once and is booked when {@link Priced} comes.
     *
     * @param key which order
     * @param timeNanos when
     * @param fill what happened, with the best price known for reckoning
     */
    record FilledUnpriced(OrderKey key, long timeNanos, Fill fill) implements OrderReport {}

    /**
     * The price and fees of an execution reported before.
     *
     * @param key which order
     * @param timeNanos when
     * @param executionId which execution
     * @param price its price
     * @param fees its fees, all of them
     */
    record Priced(OrderKey key, long timeNanos, String executionId, Price price, List<Money> fees)
            implements OrderReport {
        /** Copies the fees. */
        public Priced {
            fees = List.copyOf(fees);
        }
    }

    /**
     * The venue changed an execution: the former booking is reversed and the new one made.
     *
     * @param key which order
     * @param timeNanos when
     * @param executionId the execution that no longer holds
     * @param corrected what holds instead
     */
    record Corrected(OrderKey key, long timeNanos, String executionId, Fill corrected) implements OrderReport {}

    /**
     * The venue took an execution back.
     *
     * @param key which order
     * @param timeNanos when
     * @param executionId the execution that no longer holds
     */
    record Busted(OrderKey key, long timeNanos, String executionId) implements OrderReport {}

    /**
     * A change was made.
     *
     * @param key the order before the change
     * @param timeNanos when
     * @param now how it is named since; the same where the venue keeps its id
     */
    record Replaced(OrderKey key, long timeNanos, OrderKey now) implements OrderReport {}

    /**
     * A change was not made.
     *
     * @param key which order
     * @param timeNanos when
     * @param reason in the venue's words
     */
    record ReplaceRejected(OrderKey key, long timeNanos, String reason) implements OrderReport {}

    /**
     * A cancel was refused or came too late.
     *
     * @param key which order
     * @param timeNanos when
     * @param reason in the venue's words
     */
    record CancelRejected(OrderKey key, long timeNanos, String reason) implements OrderReport {}

    /**
     * The venue refused it, at once or later.
     *
     * @param key which order
     * @param timeNanos when
     * @param reason in the venue's words
     */
    record Rejected(OrderKey key, long timeNanos, String reason) implements OrderReport {}

    /**
     * It is cancelled.
     *
     * @param key which order
     * @param timeNanos when
     * @param reason in the venue's words; empty after a cancel of ours
     * @param filledQuantity how much of it has filled in all, where the venue says so: the end waits until as much was reported, so
     *     that nothing is sent in its place too early; empty only where every fill is reported before the end
     */
    record Cancelled(OrderKey key, long timeNanos, String reason, Optional<Quantity> filledQuantity)
            implements OrderReport {
        /** Without word of what has filled. */
        public Cancelled(OrderKey key, long timeNanos, String reason) {
            this(key, timeNanos, reason, Optional.empty());
        }
    }

    /**
     * Its time has run out.
     *
     * @param key which order
     * @param timeNanos when
     * @param filledQuantity how much of it has filled in all, as in {@link Cancelled}
     */
    record Expired(OrderKey key, long timeNanos, Optional<Quantity> filledQuantity) implements OrderReport {
        /** Without word of what has filled. */
        public Expired(OrderKey key, long timeNanos) {
            this(key, timeNanos, Optional.empty());
        }
    }

    /**
     * The venue says that nothing of it is left to fill. Needed where the quantity alone does not tell, as with an order by
     * notional; the fills themselves come as {@link Filled}.
     *
     * @param key which order
     * @param timeNanos when
     */
    record Completed(OrderKey key, long timeNanos) implements OrderReport {}
}
