package io.fairlead.orchestrator;

import static org.assertj.core.api.Assertions.assertThat;

import io.fairlead.api.Currency;
import io.fairlead.api.Price;
import io.fairlead.api.edge.Direction;
import io.fairlead.api.edge.TradeType;
import io.fairlead.api.instrument.Instrument;
import io.fairlead.api.order.Bracket;
import org.junit.jupiter.api.Test;

class BracketPricesTest {
    private final Instrument instrument =
            Instrument.equity(TestBars.AAPL, Currency.USD).build();

    @Test
    void shouldRoundTowardTheEntry() {
        assertThat(BracketPrices.of(plan(Direction.LONG, 100, 98.123, 104.567), instrument))
                .isEqualTo(bracket("98.13", "104.56"));
        assertThat(BracketPrices.of(plan(Direction.SHORT, 100, 102.127, 95.432), instrument))
                .isEqualTo(bracket("102.12", "95.44"));
    }

    @Test
    void shouldNotRoundOntoTheEntry() {
        assertThat(BracketPrices.of(plan(Direction.LONG, 1.5, 1.4951, 1.5049), instrument))
                .isEqualTo(bracket("1.49", "1.51"));
        assertThat(BracketPrices.of(plan(Direction.SHORT, 1.5, 1.5049, 1.4951), instrument))
                .isEqualTo(bracket("1.51", "1.49"));
    }

    @Test
    void shouldKeepPricesThatLieOnTheGrid() {
        assertThat(BracketPrices.stop(Direction.LONG, 98.12, instrument)).isEqualTo(Price.of("98.12"));
        assertThat(BracketPrices.stop(Direction.SHORT, 98.12, instrument)).isEqualTo(Price.of("98.12"));
    }

    private static EntryPlan plan(Direction direction, double price, double stop, double target) {
        return new EntryPlan(direction, TradeType.MOMENTUM, 0.01, 0, price, 1, stop, target);
    }

    private static Bracket bracket(String stop, String target) {
        return Bracket.stopAt(Price.of(stop)).targetAt(Price.of(target));
    }
}
