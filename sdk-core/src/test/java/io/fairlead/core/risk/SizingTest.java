package io.fairlead.core.risk;

import static io.fairlead.core.risk.SampleView.AAPL;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fairlead.api.Currency;
import io.fairlead.api.Money;
import io.fairlead.api.Quantity;
import io.fairlead.api.instrument.Instrument;
import io.fairlead.api.instrument.InstrumentId;
import io.fairlead.api.strategy.Size;
import java.math.BigDecimal;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SizingTest {
    private static final long E8 = 100_000_000L;

    private static Sizing sizing(String price) {
        return Sizing.of(AAPL, 100_000 * E8, new BigDecimal(price)).within(RiskPolicy.research());
    }

    @Test
    void shouldSizeAFixedFractionRoundedDownAndSaySo() {
        Size size = sizing("187.50").fixedFractional(0.02);

        assertThat(size.quantity()).isEqualTo(Quantity.of(10));
        assertThat(size.exact()).isEqualByComparingTo("10.6666666666666666");
        assertThat(size.boundBy()).isEqualTo("rounded down to lot 1");
        assertThat(sizing("200").fixedFractional(0.02)).hasToString("10");
    }

    @Test
    void shouldSizeByTheRangeSoThatTheStopCostsTheFraction() {
        Size size = sizing("50").byAtr(0.01, 1.25, 2);

        assertThat(size.quantity()).isEqualTo(Quantity.of(400));
    }

    @Test
    void shouldSizeToAVolatility() {
        assertThat(sizing("100").volatilityTarget(0.1, 0.4).quantity()).isEqualTo(Quantity.of(250));
    }

    @Test
    void shouldUseAPartOfKellysFractionCapped() {
        assertThat(sizing("100").kelly(0.5, 0.6, 1, 1).quantity()).isEqualTo(Quantity.of(100));
        assertThat(sizing("100").kelly(0.25, 0.5, 2, 1).quantity()).isEqualTo(Quantity.of(62));
        Size capped = sizing("100").kelly(1, 0.6, 1, 0.05);
        assertThat(capped.quantity()).isEqualTo(Quantity.of(50));
        assertThat(capped.exact()).isGreaterThan(new BigDecimal("199"));
        assertThat(capped.boundBy()).isEqualTo("cap");
        assertThat(sizing("100").kelly(1, 0.4, 1, 1).boundBy()).startsWith("no edge");
    }

    @Test
    void shouldBeBoundByTheTightestLimitAndNameIt() {
        Sizing standard = Sizing.of(AAPL, 1_000_000 * E8, new BigDecimal("100"));

        assertThat(standard.fixedFractional(0.05)).hasToString("100 of 500 (position-value)");
        assertThat(standard.besides(9_050 * E8, 9_050 * E8).fixedFractional(0.05))
                .hasToString("9 of 500 (position-value, rounded down to lot 1)");
        assertThat(standard.besides(10_000 * E8, 10_000 * E8)
                        .fixedFractional(0.05)
                        .quantity())
                .isEqualTo(Quantity.ZERO);
        assertThat(Sizing.of(AAPL, 50_000 * E8, new BigDecimal("100"))
                        .fixedFractional(1)
                        .boundBy())
                .isEqualTo("concentration");
        assertThat(standard.within(RiskPolicy.research().maxOrderNotional(Money.of(700, Currency.USD)))
                        .fixedFractional(0.05))
                .hasToString("7 of 500 (order-notional)");
        assertThat(sizing("100").besides(0, 99_000 * E8).fixedFractional(0.5)).hasToString("10 of 500 (leverage)");
    }

    @Test
    void shouldReckonARangeAgainstRiskPerTradeAndNothingElseWhereThereIsNone() {
        RiskPolicy two = RiskPolicy.research().maxRiskPerTradePercent("2");

        assertThat(sizing("50").within(two).byAtr(0.05, 5, 2)).hasToString("200 of 500 (risk-per-trade)");
        assertThat(sizing("50").within(two).fixedFractional(0.5)).hasToString("200 of 1000 (risk-per-trade)");
    }

    @Test
    void shouldSizeNothingWithoutPriceRateOrEquity() {
        assertThat(sizing("0").fixedFractional(0.1).boundBy()).isEqualTo("no price or no rate of exchange");
        assertThat(sizing("0").byAtr(0.1, 1, 1).boundBy()).isEqualTo("no price");
        assertThat(Sizing.of(AAPL, 100 * E8, BigDecimal.TEN, BigDecimal.ZERO)
                        .fixedFractional(1)
                        .quantity())
                .isEqualTo(Quantity.ZERO);
        assertThat(Sizing.of(AAPL, 0, BigDecimal.TEN).fixedFractional(1).boundBy())
                .isEqualTo("no equity");
    }

    @Test
    void shouldKeepToTheVenuesBounds() {
        Instrument coin = Instrument.cryptoSpot(InstrumentId.of("BTCUSD", "X"), Currency.of("BTC"), Currency.USD)
                .minQuantity(Quantity.of("0.001"))
                .maxQuantity(Quantity.of(1))
                .build();
        Sizing sizing = Sizing.of(coin, 1_000_000 * E8, new BigDecimal("50000")).within(RiskPolicy.research());

        assertThat(sizing.fixedFractional(0.0123456).quantity()).isEqualTo(Quantity.of("0.24691"));
        assertThat(sizing.fixedFractional(0.9)).hasToString("1 of 18 (the venue's largest quantity)");
        assertThat(sizing.fixedFractional(0.00001).boundBy()).isEqualTo("below the least quantity 0.001");
    }

    @Test
    void shouldRefuseWhatMakesNoSense() {
        assertThatThrownBy(() -> sizing("1").fixedFractional(-0.1)).hasMessageContaining("was -0.1");
        assertThatThrownBy(() -> sizing("1").fixedFractional(Double.NaN)).hasMessageContaining("NaN");
        assertThatThrownBy(() -> sizing("1").byAtr(0.1, 0, 1)).hasMessageContaining("atr");
        assertThatThrownBy(() -> sizing("1").volatilityTarget(0.1, 0)).hasMessageContaining("volatility");
        assertThatThrownBy(() -> sizing("1").kelly(1.1, 0.5, 1, 1)).hasMessageContaining("part");
        assertThatThrownBy(() -> sizing("1").kelly(1, 1.5, 1, 1)).hasMessageContaining("winRate");
        assertThatThrownBy(() -> sizing("1").kelly(1, 0.5, 0, 1)).hasMessageContaining("payoff");
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void shouldNeverExceedWhatWasAskedOrAnyLimit(long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        for (int i = 0; i < 2_000; i++) {
            long equity = 1 + random.nextLong(10_000_000) * E8;
            BigDecimal price = BigDecimal.valueOf(1 + random.nextInt(1_000_000), 2);
            double fraction = random.nextDouble(2);

            Size size = Sizing.of(AAPL, equity, price).fixedFractional(fraction);

            BigDecimal worth = size.quantity().value().multiply(price);
            assertThat(worth)
                    .as("seed %d step %d: %s", seed, i, size)
                    .isLessThanOrEqualTo(BigDecimal.valueOf(equity, 8).multiply(BigDecimal.valueOf(fraction)))
                    .isLessThanOrEqualTo(new BigDecimal("10000"))
                    .isLessThanOrEqualTo(BigDecimal.valueOf(equity, 8).movePointLeft(1));
        }
    }
}
