package io.fairlead.spi;

import io.fairlead.api.Price;
import io.fairlead.api.Quantity;
import io.fairlead.api.instrument.InstrumentId;
import io.fairlead.api.order.Lifecycle;
import io.fairlead.api.order.OrderType;
import io.fairlead.api.order.Side;
import io.fairlead.api.order.TimeInForce;
import java.util.Optional;

/**
 * An order as the venue shows it when asked. Recovery adopts it as ours only if all of this agrees with the intent.
 *
 * @param key its ids
 * @param instrument what is traded
 * @param side in which direction
 * @param quantity units asked for; empty for an order by notional
 * @param filledQuantity units filled
 * @param type how its price is made
 * @param limitPrice its limit
 * @param triggerPrice its trigger
 * @param timeInForce how long it works
 * @param lifecycle where it is in its life
 * @param createdNanos when the venue made it, in epoch nanoseconds
 */
public record VenueOrder(
        OrderKey key,
        InstrumentId instrument,
        Side side,
        Optional<Quantity> quantity,
        Quantity filledQuantity,
        OrderType type,
        Optional<Price> limitPrice,
        Optional<Price> triggerPrice,
        TimeInForce timeInForce,
        Lifecycle lifecycle,
        long createdNanos) {}
