package io.fairlead.api.strategy;

import io.fairlead.api.Money;
import io.fairlead.api.Price;
import io.fairlead.api.Quantity;
import io.fairlead.api.instrument.InstrumentId;
import io.fairlead.api.order.Side;
import java.util.Optional;

/** What is held of an instrument: a live, read-only view, from fills only. On the session's thread. */
public interface Position {
    /** The instrument. */
    InstrumentId instrument();

    /** Units held, whatever the direction. */
    Quantity quantity();

    /** +1 long, -1 short, 0 flat. */
    int direction();

    /** Whether nothing is held. */
    default boolean isFlat() {
        return direction() == 0;
    }

    /** Whether units are held. */
    default boolean isLong() {
        return direction() > 0;
    }

    /** Whether units are owed. */
    default boolean isShort() {
        return direction() < 0;
    }

    /** The side of an order that would make it smaller; empty when flat. */
    default Optional<Side> exitSide() {
        return isFlat() ? Optional.empty() : Optional.of(isLong() ? Side.SELL : Side.BUY);
    }

    /** Mean entry price of what is held, rounded half-even to the instrument's inner scale; empty when flat. */
    Optional<Price> averagePrice();

    /** Profit taken so far on what has been closed, before fees, in the quote currency. */
    Money realizedPnl();

    /** Profit on what is held at the last price, before fees, in the quote currency; zero when flat. */
    Money unrealizedPnl();
}
