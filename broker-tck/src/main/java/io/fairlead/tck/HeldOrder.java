package io.fairlead.tck;

import io.fairlead.api.Quantity;
import io.fairlead.api.order.Lifecycle;
import io.fairlead.api.order.OrderRequest;
import io.fairlead.api.order.VenueOrderId;
import java.util.Optional;

/**
 * An order as the venue has it, told apart from what the plug-in made of it.
 *
 * @param id the venue's id
 * @param clientOrderId the client id that came with it, exactly as it came; empty where none did
 * @param request what it asks, read from what arrived: type, prices, quantity or notional, time in force, flags. What the venue's protocol
 *     cannot say is as the plug-in's documents promise (a market order has the time in force that was asked for)
 * @param filled units filled
 * @param lifecycle where it is in its life
 */
public record HeldOrder(
        VenueOrderId id, Optional<String> clientOrderId, OrderRequest request, Quantity filled, Lifecycle lifecycle) {}
