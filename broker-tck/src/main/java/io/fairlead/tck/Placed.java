package io.fairlead.tck;

import io.fairlead.api.order.ClientOrderId;
import io.fairlead.api.order.OrderRequest;
import io.fairlead.api.order.VenueOrderId;
import io.fairlead.spi.OrderKey;

/**
 * An order that the plug-in says is accepted.
 *
 * @param clientOrderId the id that it was sent under
 * @param venueOrderId the id that the plug-in named
 * @param request what was asked
 */
record Placed(ClientOrderId clientOrderId, VenueOrderId venueOrderId, OrderRequest request) {
    OrderKey key() {
        return OrderKey.of(clientOrderId, venueOrderId);
    }

    /** The same order under the name that a change gave it. */
    Placed now(OrderKey key, OrderRequest changed) {
        return new Placed(
                key.clientOrderId().orElse(clientOrderId), key.venueOrderId().orElse(venueOrderId), changed);
    }
}
