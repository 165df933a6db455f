package io.fairlead.core.report;

import static io.fairlead.api.Currency.JPY;
import static io.fairlead.api.Currency.USD;
import static org.assertj.core.api.Assertions.assertThat;

import io.fairlead.api.Money;
import io.fairlead.api.order.OrderStatus;
import io.fairlead.core.analytics.RunBuilder;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class RunSummaryTest {
    @Test
    void shouldSayEveryFigureInPlainText() {
        RunBuilder run = new RunBuilder()
                .equity("2024-01-02T20:00:00Z", 10_100)
                .equity("2024-01-03T20:00:00Z", 9_999)
                .buys("2024-01-02T15:00:00Z", "10", "100", "1")
                .sells("2024-01-02T16:30:00Z", "10", "101", "1");
        run.recorder.ended(OrderStatus.FILLED);

        assertThat(RunSummary.of(run.record())).hasToString("""
                Return
                  Total return          -0.01 %
                  Net profit            -1.00 USD
                  Final equity          9,999.00 USD
                  Annual return         -
                  Buy and hold          -
                  Best day              +1.00 %
                  Worst day             -1.00 %
                Risk
                  Max drawdown          -1.00 %
                  Longest drawdown      1 d
                  Volatility            22.45 %
                  Sharpe ratio          0.00
                  Sortino ratio         0.00
                  Calmar ratio          -
                  Time in the market    0.00 %
                Trades
                  Trades                1
                  Win rate              100.00 %
                  Profit factor         -
                  Expectancy            8.00 USD
                  Average win           8.00 USD
                  Average loss          -
                  Average holding       1 h 30 min
                  Losses in a row       0
                Orders and costs
                  Orders                2
                  Filled                1
                  Still open            1
                  Fees                  2.00 USD
                  Traded                2,010.00 USD
                  Turnover              0.20 x
                """);
    }

    @Test
    void shouldFindAFigureByItsName() {
        RunSummary summary = RunSummary.of(new RunBuilder().record());

        assertThat(summary.get("Final equity")).isEqualTo("10,000.00 USD");
        assertThat(summary.get("Sharpe ratio")).isEqualTo("–");
        assertThat(summary.get("no such figure")).isEqualTo("–");
    }

    @Test
    void shouldWriteNumbersAlikeEverywhere() {
        assertThat(Words.money(Money.of("-1234567.895", USD))).isEqualTo("−1,234,567.90 USD");
        assertThat(Words.money(Money.of("1234.5", JPY))).isEqualTo("1,234 JPY");
        assertThat(Words.change(0.12345)).isEqualTo("+12.34 %");
        assertThat(Words.change(-0.00001)).isEqualTo("0.00 %");
        assertThat(Words.count(1234567)).isEqualTo("1,234,567");
        assertThat(Words.duration(Duration.ofSeconds(45))).isEqualTo("45 s");
        assertThat(Words.duration(Duration.ofMinutes(90))).isEqualTo("1 h 30 min");
        assertThat(Words.duration(Duration.ofHours(49))).isEqualTo("2 d 1 h");
    }
}
