package io.fairlead.api.order;

import io.fairlead.api.Money;
import io.fairlead.api.Price;
import io.fairlead.api.Quantity;
import io.fairlead.api.instrument.InstrumentId;
import io.fairlead.api.market.EpochNanos;
import java.time.Instant;
import java.util.List;

/**
 * One execution of an order, exactly as the venue reported it.
 *
 * @param executionId the venue's id, by which a fill is booked once
 * @param instrument what changed hands
 * @param side in which direction
 * @param quantity units, above 0
 * @param price price per unit; it may be finer than the tick
 * @param fees what it cost, per currency; a negative fee is a rebate
 * @param liquidity maker or taker
 * @param timeNanos when it happened at the venue, in epoch nanoseconds
 */
public record Fill(
        String executionId,
        InstrumentId instrument,
        Side side,
        Quantity quantity,
        Price price,
        List<Money> fees,
        Liquidity liquidity,
        long timeNanos) {

    /** Checks the quantity and copies the fees. */
    public Fill {
        if (quantity.isZero()) {
            throw new IllegalArgumentException("a fill has a quantity above 0: " + executionId);
        }
        fees = List.copyOf(fees);
    }

    /** When it happened at the venue. */
    public Instant time() {
        return EpochNanos.toInstant(timeNanos);
    }
}
