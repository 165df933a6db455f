package io.fairlead.core.analytics;

import static io.fairlead.api.Currency.USD;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.fairlead.api.Money;
import io.fairlead.api.order.Fill;
import io.fairlead.api.order.OrderStatus;
import io.fairlead.api.order.Side;
import java.time.Duration;
import java.util.OptionalDouble;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

class StatisticsTest {
    private static final Offset<Double> TINY = within(1e-12);

    /** Daily returns 2 %, -1 %, 3 %, over four samples on three days. */
    private static RunBuilder threeDays() {
        return new RunBuilder()
                .equity("2024-01-02T20:00:00Z", 10_100)
                .equity("2024-01-02T21:00:00Z", 10_200)
                .equity("2024-01-03T21:00:00Z", 10_098)
                .equity("2024-01-04T21:00:00Z", 10_400.94);
    }

    @Test
    void shouldCompareTheLastEquityOfEachDayWithTheDayBefore() {
        Statistics figures = threeDays().record().statistics();

        assertThat(figures.days()).isEqualTo(3);
        assertThat(figures.totalReturn()).isEqualTo(0.040094, TINY);
        assertThat(figures.netProfit()).isEqualTo(400.94, within(1e-9));
        assertThat(figures.bestDay()).isEqualTo(0.03, TINY);
        assertThat(figures.worstDay()).isEqualTo(-0.01, TINY);
    }

    @Test
    void shouldAnnualiseTheDeviationOfDailyReturns() {
        Statistics figures = threeDays().record().statistics();

        // mean 4/300; deviations 2/300, -7/300, 5/300; sample variance (4+49+25)/90000/2 = 13/30000
        double deviation = Math.sqrt(13.0 / 30_000);
        assertThat(figures.volatility()).isEqualTo(deviation * Math.sqrt(252), TINY);
        assertThat(figures.sharpe().orElseThrow()).isEqualTo(4.0 / 300 / deviation * Math.sqrt(252), within(1e-9));
        // downside: one day of -1 % among three
        assertThat(figures.sortino().orElseThrow())
                .isEqualTo(4.0 / 300 / (0.01 / Math.sqrt(3)) * Math.sqrt(252), within(1e-9));
    }

    @Test
    void shouldCountEveryDayOfTheYearWhereThereIsEquityOnAWeekend() {
        Statistics figures = new RunBuilder()
                .equity("2024-01-05T23:00:00Z", 10_100)
                .equity("2024-01-06T23:00:00Z", 10_100)
                .record()
                .statistics();

        // returns 1 % and 0; sample deviation 0.01/sqrt(2)
        assertThat(figures.volatility()).isEqualTo(0.01 / Math.sqrt(2) * Math.sqrt(365), TINY);
    }

    @Test
    void shouldMeasureDrawdownFromTheHighestEquitySoFar() {
        Statistics figures = new RunBuilder()
                .equity("2024-01-01T00:00:00Z", 11_000)
                .equity("2024-01-02T00:00:00Z", 9_900)
                .equity("2024-01-03T00:00:00Z", 10_500)
                .equity("2024-01-05T00:00:00Z", 11_000)
                .equity("2024-01-06T00:00:00Z", 12_000)
                .equity("2024-01-07T00:00:00Z", 11_400)
                .record()
                .statistics();

        assertThat(figures.maxDrawdown()).isEqualTo(-0.10, TINY);
        assertThat(figures.longestDrawdown()).isEqualTo(Duration.ofDays(4));
    }

    @Test
    void shouldTakeTheCashAtTheStartAsTheFirstPeak() {
        Statistics figures = new RunBuilder()
                .equity("2024-01-01T00:00:00Z", 9_500)
                .equity("2024-01-04T00:00:00Z", 9_800)
                .record()
                .statistics();

        assertThat(figures.maxDrawdown()).isEqualTo(-0.05, TINY);
        assertThat(figures.longestDrawdown()).isEqualTo(Duration.ofDays(3));
    }

    @Test
    void shouldAnnualiseOnlyWhatLastedAMonth() {
        Statistics week = new RunBuilder()
                .equity("2024-01-01T00:00:00Z", 10_000)
                .equity("2024-01-08T00:00:00Z", 11_000)
                .record()
                .statistics();
        Statistics twoYears = new RunBuilder()
                .equity("2024-01-01T00:00:00Z", 10_000)
                .equity("2025-01-01T00:00:00Z", 9_000)
                .equity("2025-12-31T12:00:00Z", 12_100)
                .record()
                .statistics();

        assertThat(week.annualReturn()).isEmpty();
        assertThat(week.calmar()).isEmpty();
        assertThat(twoYears.annualReturn().orElseThrow()).isEqualTo(0.10, TINY);
        assertThat(twoYears.calmar().orElseThrow()).isEqualTo(1.0, within(1e-9));
    }

    @Test
    void shouldSayMinusOneOfAnAccountThatIsGone() {
        Statistics figures = new RunBuilder()
                .equity("2024-01-01T00:00:00Z", 10_000)
                .equity("2024-02-20T00:00:00Z", -50)
                .equity("2024-03-20T00:00:00Z", -60)
                .record()
                .statistics();

        assertThat(figures.annualReturn()).hasValue(-1);
        assertThat(figures.days()).isEqualTo(2);
        assertThat(figures.maxDrawdown()).isEqualTo(-1.006, TINY);
    }

    @Test
    void shouldJudgeTradesByTheirNetResult() {
        Statistics figures = fourTrades().record().statistics();

        // net: +9, -11, +19, and 0 less a fee of 1
        assertThat(figures.trades()).isEqualTo(4);
        assertThat(figures.wins()).isEqualTo(2);
        assertThat(figures.winRate()).hasValue(0.5);
        assertThat(figures.profitFactor().orElseThrow()).isEqualTo(28.0 / 12, TINY);
        assertThat(figures.averageWin()).contains(Money.of("14", USD));
        assertThat(figures.averageLoss()).contains(Money.of("-6", USD));
        assertThat(figures.expectancy()).contains(Money.of("4", USD));
        assertThat(figures.mostLossesInARow()).isEqualTo(1);
        assertThat(figures.averageDuration()).contains(Duration.ofMinutes(5));
        assertThat(figures.fees()).isEqualTo(Money.of("4", USD));
        assertThat(figures.tradedNotional()).isEqualTo(Money.of("820", USD));
    }

    private static RunBuilder fourTrades() {
        return new RunBuilder()
                .equity("2024-01-02T14:00:00Z", 10_000)
                .buys("2024-01-02T15:00:00Z", "1", "100", "0.5")
                .sells("2024-01-02T15:05:00Z", "1", "110", "0.5")
                .buys("2024-01-02T15:10:00Z", "1", "100", "0.5")
                .sells("2024-01-02T15:15:00Z", "1", "90", "0.5")
                .sells("2024-01-02T15:20:00Z", "1", "120", "0.5")
                .buys("2024-01-02T15:25:00Z", "1", "100", "0.5")
                .buys("2024-01-02T15:30:00Z", "1", "100", "1")
                .sells("2024-01-02T15:35:00Z", "1", "100", "0");
    }

    @Test
    void shouldMeasureExposureAndTurnover() {
        Statistics figures = fourTrades()
                .equity("2024-01-02T15:02:00Z", 10_000)
                .equity("2024-01-02T15:05:00Z", 10_000)
                .equity("2024-01-02T15:26:00Z", 10_000)
                .record()
                .statistics();

        assertThat(figures.exposureTime()).isEqualTo(0.25, TINY);
        assertThat(figures.turnover()).isEqualTo(0.082, TINY);
    }

    @Test
    void shouldCompareWithBuyingAndHolding() {
        Statistics figures = new RunBuilder()
                .bars("2024-01-02T14:30:00Z", new double[] {10, 12, 9, 11}, new double[] {11, 13, 11, 12.5})
                .record()
                .statistics();

        assertThat(figures.buyAndHoldReturn().orElseThrow()).isEqualTo(0.25, TINY);
    }

    @Test
    void shouldSayNothingOfARunWithoutAnything() {
        Statistics figures = new RunBuilder().record().statistics();

        assertThat(figures.finalEquity()).isEqualTo(10_000);
        assertThat(new double[] {
                    figures.totalReturn(),
                    figures.volatility(),
                    figures.maxDrawdown(),
                    figures.exposureTime(),
                    figures.turnover(),
                    figures.bestDay(),
                    figures.worstDay()
                })
                .containsOnly(0);
        assertThat(new OptionalDouble[] {
                    figures.annualReturn(),
                    figures.sharpe(),
                    figures.sortino(),
                    figures.calmar(),
                    figures.winRate(),
                    figures.profitFactor(),
                    figures.buyAndHoldReturn()
                })
                .containsOnly(OptionalDouble.empty());
        assertThat(figures.averageWin()).isEmpty();
        assertThat(figures.averageLoss()).isEmpty();
        assertThat(figures.expectancy()).isEmpty();
        assertThat(figures.averageDuration()).isEmpty();
        assertThat(figures.longestDrawdown()).isZero();
    }

    @Test
    void shouldLeaveUndefinedWhatWouldBeInfinite() {
        Statistics figures = new RunBuilder()
                .equity("2024-01-02T20:00:00Z", 10_000)
                .equity("2024-01-03T20:00:00Z", 10_000)
                .buys("2024-01-02T15:00:00Z", "1", "100", "0")
                .sells("2024-01-02T15:05:00Z", "1", "110", "0")
                .record()
                .statistics();

        assertThat(figures.sharpe()).isEmpty();
        assertThat(figures.sortino()).isEmpty();
        assertThat(figures.profitFactor()).isEmpty();
    }

    @Test
    void shouldTakeTheLaterOfTwoSamplesAtOneTime() {
        RunRecord record = new RunBuilder()
                .equity("2024-01-02T20:00:00Z", 9_000)
                .equity("2024-01-02T20:00:00Z", 10_500)
                .record();

        assertThat(record.equity().size()).isEqualTo(1);
        assertThat(record.statistics().totalReturn()).isEqualTo(0.05, TINY);
        assertThat(record.statistics().maxDrawdown()).isZero();
    }

    @Test
    void shouldForgetAFillThatTheVenueTookBack() {
        RunBuilder run = new RunBuilder().buys("2024-01-02T15:00:00Z", "1", "100", "1");
        Fill busted = run.record().fills().get(0).fill();

        run.recorder.reversed(busted);

        assertThat(run.record().fills()).isEmpty();
        assertThat(run.record().roundTrips()).isEmpty();
    }

    @Test
    void shouldCountDenialsByCode() {
        RunBuilder run = new RunBuilder()
                .denied("2024-01-02T15:00:00Z", "LIMIT_DAILY_LOSS")
                .denied("2024-01-02T15:05:00Z", "GRID_PRICE_OFF_TICK")
                .denied("2024-01-02T15:10:00Z", "LIMIT_DAILY_LOSS");
        run.fill(Side.BUY, "2024-01-02T15:15:00Z", "1", "10", Money.of("0", USD), "x");
        run.recorder.ended(OrderStatus.FILLED);

        RunRecord record = run.record();

        assertThat(record.denialCounts())
                .containsEntry("LIMIT_DAILY_LOSS", 2L)
                .containsEntry("GRID_PRICE_OFF_TICK", 1L);
        assertThat(record.denials()).hasSize(3);
        assertThat(record.orders().submitted()).isEqualTo(4);
        assertThat(record.orders().ended(OrderStatus.DENIED)).isEqualTo(3);
        assertThat(record.orders().open()).isZero();
    }
}
