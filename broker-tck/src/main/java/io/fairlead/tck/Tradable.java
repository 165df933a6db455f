package io.fairlead.tck;

import io.fairlead.api.Price;
import io.fairlead.api.Quantity;
import io.fairlead.api.instrument.Instrument;
import io.fairlead.api.order.TimeInForce;
import java.math.BigDecimal;
import java.util.EnumSet;
import java.util.Set;

/**
 * An instrument that the kit may trade.
 *
 * @param instrument its rules, as the venue has them
 * @param price where it trades at the start, on the tick grid; orders up to a tenth below and above are taken
 * @param quantity a usual quantity: on the lot grid, large enough at a tenth below {@code price}, and a multiple of four lots, so that it
 *     can fill in parts
 * @param durations the times in force that it takes, where that is fewer than what is declared (Alpaca's crypto has no DAY)
 */
public record Tradable(Instrument instrument, Price price, Quantity quantity, Set<TimeInForce> durations) {
    /** One that takes every time in force that is declared. */
    public Tradable(Instrument instrument, Price price, Quantity quantity) {
        this(instrument, price, quantity, EnumSet.allOf(TimeInForce.class));
    }

    /** Checks that the kit can work with it. */
    public Tradable {
        durations = Set.copyOf(durations);
        if (!instrument.isOnTick(price) || price.signum() <= 0) {
            throw new IllegalArgumentException(
                    instrument.id() + ": price must be above 0 and on the tick grid, was " + price);
        }
        Quantity quarter = Quantity.of(quantity.value().movePointLeft(2).multiply(BigDecimal.valueOf(25)));
        if (quantity.isZero() || !instrument.isOnLot(quarter)) {
            throw new IllegalArgumentException(instrument.id()
                    + ": a quarter of the quantity must be above 0 and on the lot grid, was " + quarter);
        }
    }
}
