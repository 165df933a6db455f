package io.fairlead.orchestrator;

import io.fairlead.api.Currency;
import io.fairlead.api.Money;
import io.fairlead.api.Price;
import io.fairlead.api.Quantity;
import io.fairlead.api.instrument.InstrumentId;
import io.fairlead.api.strategy.Position;
import java.math.BigDecimal;
import java.util.Optional;

/**
 * A position that a test states.
 *
 * @param instrument of what
 * @param units held, negative if owed
 * @param price mean entry price
 */
record FakePosition(InstrumentId instrument, long units, String price) implements Position {
    @Override
    public Quantity quantity() {
        return Quantity.of(Math.abs(units));
    }

    @Override
    public int direction() {
        return Long.signum(units);
    }

    @Override
    public Optional<Price> averagePrice() {
        return isFlat() ? Optional.empty() : Optional.of(Price.of(price));
    }

    @Override
    public Money realizedPnl() {
        return Money.of(BigDecimal.ZERO, Currency.USD);
    }

    @Override
    public Money unrealizedPnl() {
        return Money.of(BigDecimal.ZERO, Currency.USD);
    }
}
