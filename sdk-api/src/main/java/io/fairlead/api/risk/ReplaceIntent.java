package io.fairlead.api.risk;

import io.fairlead.api.order.ClientOrderId;
import io.fairlead.api.order.OrderChange;
import io.fairlead.api.order.OrderId;
import io.fairlead.api.order.OrderRequest;
import io.fairlead.api.order.VenueOrderId;

/**
 * A change as it is put before the gate.
 *
 * @param orderId our id of the order
 * @param current the client id that it works under
 * @param venueOrderId the venue id that it works under
 * @param next the client id of the change
 * @param request the order as it is
 * @param change what is to change
 */
public record ReplaceIntent(
        OrderId orderId,
        ClientOrderId current,
        VenueOrderId venueOrderId,
        ClientOrderId next,
        OrderRequest request,
        OrderChange change) {}
