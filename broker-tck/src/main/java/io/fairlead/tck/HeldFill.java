package io.fairlead.tck;

import io.fairlead.api.order.Fill;
import io.fairlead.api.order.VenueOrderId;

/**
 * An execution as the venue has it.
 *
 * @param order the venue's id of the order
 * @param fill what happened; the execution id is the venue's own where it has one, the plug-in's may differ. Liquidity is UNKNOWN, and
 *     fees are empty, where the venue tells none
 */
public record HeldFill(VenueOrderId order, Fill fill) {}
