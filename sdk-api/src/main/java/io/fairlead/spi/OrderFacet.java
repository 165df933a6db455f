package io.fairlead.spi;

import io.fairlead.api.instrument.InstrumentId;
import io.fairlead.api.order.ClientOrderId;
import io.fairlead.api.order.Fill;
import io.fairlead.api.order.OrderRequest;
import io.fairlead.api.risk.ApprovedOrder;
import io.fairlead.api.risk.ApprovedReplace;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionStage;

/**
 * Orders at one account. Each call sends at most once, at any layer: no retry of what creates or changes an order. A failure before
 * the first byte is {@link SubmitResult.Denied} {@code NOT_SENT}; a timeout, a dropped socket, a 5xx or an unreadable answer is
 * {@code Unknown}. Any thread; no call blocks.
 */
public interface OrderFacet {
    /** Sends an order, and its legs where the venue looks after them. Uses the approval up before the first byte. */
    CompletionStage<SubmitResult> submit(ApprovedOrder order);

    /** Sends a change. Uses the approval up before the first byte. */
    CompletionStage<ActionResult> replace(ApprovedReplace change);

    /** Asks for an order's end. */
    CompletionStage<ActionResult> cancel(OrderKey order);

    /**
     * The same of an order whose instrument is known: for venues that find an order only where it was placed. Whoever knows the instrument
     * asks so.
     */
    default CompletionStage<ActionResult> cancel(OrderKey order, InstrumentId instrument) {
        return cancel(order);
    }

    /** Every order that the venue holds open, those made elsewhere included; complete, or it fails. */
    CompletionStage<List<VenueOrder>> openOrders();

    /** One order, ended ones included; empty if the venue does not know it (which proves absence only as declared). */
    CompletionStage<Optional<VenueOrder>> order(OrderKey key);

    /**
     * The same of an order whose instrument is known: for venues that find an order only where it was placed. Whoever knows the instrument
     * asks so.
     */
    default CompletionStage<Optional<VenueOrder>> order(OrderKey key, InstrumentId instrument) {
        return order(key);
    }

    /**
     * One order of a group that the venue looks after, whose venue id is not known: for venues that make up the client ids of legs, and know
     * those orders by their group alone.
     *
     * @param key our id of the order
     * @param group our ids of all orders of the group, the first order's first
     * @param asked what was asked of this order; orders of one group differ in type or side
     */
    default CompletionStage<Optional<VenueOrder>> orderOfGroup(
            OrderKey key, List<ClientOrderId> group, OrderRequest asked) {
        return order(key, asked.instrument());
    }

    /** Executions since an instant, oldest first; complete, or it fails. */
    CompletionStage<List<Execution>> executionsSince(Instant watermark);

    /**
     * An execution and the order that it belongs to.
     *
     * @param key which order
     * @param fill what happened
     */
    record Execution(OrderKey key, Fill fill) {}
}
