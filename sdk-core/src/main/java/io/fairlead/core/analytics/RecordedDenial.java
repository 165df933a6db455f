package io.fairlead.core.analytics;

import io.fairlead.api.market.EpochNanos;
import io.fairlead.api.order.Denial;
import io.fairlead.api.order.OrderId;
import io.fairlead.api.order.OrderRequest;
import java.time.Instant;

/**
 * An order that we refused, and why.
 *
 * @param nanos when, in epoch nanoseconds
 * @param order the order
 * @param strategy the name of the strategy that asked for it
 * @param request what was asked for
 * @param denial why it was refused, and what would pass
 */
public record RecordedDenial(long nanos, OrderId order, String strategy, OrderRequest request, Denial denial) {
    /** When. */
    public Instant time() {
        return EpochNanos.toInstant(nanos);
    }
}
