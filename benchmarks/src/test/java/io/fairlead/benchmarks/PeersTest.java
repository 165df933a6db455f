package io.fairlead.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.fairlead.api.Currency;
import io.fairlead.api.Money;
import io.fairlead.api.market.BarInterval;
import io.fairlead.core.backtest.Backtest;
import io.fairlead.core.backtest.BacktestResult;
import org.junit.jupiter.api.Test;

/** A comparison is fair only if both sides do the same. */
class PeersTest {
    private static BacktestResult engine(RandomMarket market) {
        return Backtest.of(() -> new SmaStrategy(market.interval()))
                .data(market)
                .cash(Money.of(100_000_000, Currency.USD))
                .run();
    }

    @Test
    void shouldTradeOneSymbolAsTheLoopDoes() {
        RandomMarket market = RandomMarket.of(1, 20_000, BarInterval.ofMinutes(1));
        SmaLoop loop = SmaLoop.over(market);

        BacktestResult result = engine(market);
        loop.runOne();

        assertThat(result.record().fills()).hasSizeGreaterThan(100);
        // A running sum of doubles sees a crossing more or less where the averages are equal to the last bit.
        assertThat((double) result.record().fills().size()).isCloseTo(loop.trades(), within(loop.trades() * 0.02));
        assertThat(result.account().equityE8() / 1e8).isCloseTo(loop.lastEquity(), within(1_000.0));
    }

    @Test
    void shouldTradeManySymbolsAsTheLoopDoes() {
        RandomMarket market = RandomMarket.of(20, 1_000, BarInterval.DAY);
        SmaLoop loop = SmaLoop.over(market);

        BacktestResult result = engine(market);
        loop.run();

        assertThat(result.record().fills()).hasSizeGreaterThan(100);
        assertThat((double) result.record().fills().size()).isCloseTo(loop.trades(), within(loop.trades() * 0.02));
        assertThat(result.account().equityE8() / 1e8).isCloseTo(loop.lastEquity(), within(1_000.0));
    }
}
