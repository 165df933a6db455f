package io.fairlead.core.indicator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.List;
import java.util.function.IntFunction;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What indicators refuse, and what they say then. */
class RefusalTest {
    static Stream<Arguments> windows() {
        return Stream.of(
                window(1, Sma::of),
                window(1, Ema::of),
                window(1, Ema::wilder),
                window(1, Wma::of),
                window(1, Rsi::of),
                window(1, Atr::of),
                window(1, Adx::of),
                window(1, Roc::of),
                window(1, RollingMax::of),
                window(1, RollingMin::of),
                window(1, Donchian::of),
                window(1, RollingStdDev::population),
                window(2, RollingStdDev::sample),
                window(2, LinearRegressionSlope::of),
                window(2, Correlation::of),
                window(1, window -> BollingerBands.of(window, 2)),
                window(1, window -> Stochastic.of(window, 3, 3)));
    }

    private static Arguments window(int least, IntFunction<Indicator> factory) {
        return Arguments.of(least, factory);
    }

    @ParameterizedTest
    @MethodSource("windows")
    void shouldTakeTheSmallestWindowAndNoneBeyondTheEnds(int least, IntFunction<Indicator> factory) {
        assertThat(factory.apply(least).isReady()).isFalse();
        for (int refused : new int[] {least - 1, -3, 16_777_217, Integer.MAX_VALUE}) {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> factory.apply(refused))
                    .withMessage("window must be %s to 16777216, was %s", least, refused);
        }
    }

    @Test
    void shouldNameWhichOfSeveralWindowsIsWrong() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Macd.of(0, 26, 9))
                .withMessage("fast window must be 1 to 16777216, was 0");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Macd.of(12, 26, -1))
                .withMessage("signal window must be 1 to 16777216, was -1");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Macd.of(26, 26, 9))
                .withMessage("fast window must be below slow window, was 26 and 26");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Stochastic.of(14, 0, 3))
                .withMessage("smoothing must be 1 to 16777216, was 0");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Stochastic.of(14, 3, 0))
                .withMessage("signal window must be 1 to 16777216, was 0");
    }

    @ParameterizedTest
    @ValueSource(doubles = {0, -2, Double.NaN, Double.POSITIVE_INFINITY})
    void shouldRefuseBandsThatAreNotApart(double deviations) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> BollingerBands.of(20, deviations))
                .withMessage("deviations must be finite and above 0, was " + deviations);
    }

    private interface Update {
        void accept(double value);
    }

    @ParameterizedTest
    @ValueSource(doubles = {Double.NaN, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY})
    void shouldRefuseWhatIsNoNumber(double value) {
        List<Update> updates = List.of(
                Latest.of()::update,
                Sma.of(2)::update,
                Ema.of(2)::update,
                Wma.of(2)::update,
                Rsi.of(2)::update,
                Macd.classic()::update,
                BollingerBands.classic()::update,
                RollingStdDev.sample(2)::update,
                RollingMax.of(2)::update,
                RollingMin.of(2)::update,
                Roc.of(2)::update,
                LinearRegressionSlope.of(2)::update);

        for (Update update : updates) {
            assertRefused(update, "value must be finite, was ", value);
        }
    }

    @ParameterizedTest
    @ValueSource(doubles = {Double.NaN, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY})
    void shouldRefuseBarsWithWhatIsNoNumber(double value) {
        assertRefused(v -> Atr.of(2).update(v, 1, 1), "high must be finite, was ", value);
        assertRefused(v -> Atr.of(2).update(1, v, 1), "low must be finite, was ", value);
        assertRefused(v -> Atr.of(2).update(1, 1, v), "close must be finite, was ", value);
        assertRefused(v -> Adx.of(2).update(1, 1, v), "close must be finite, was ", value);
        assertRefused(v -> Stochastic.classic().update(1, 1, v), "close must be finite, was ", value);
        assertRefused(v -> Donchian.of(2).update(1, v), "low must be finite, was ", value);
        assertRefused(v -> Obv.of().update(v, 1), "close must be finite, was ", value);
        assertRefused(v -> Obv.of().update(1, v), "volume must be finite and not negative, was ", value);
        assertRefused(v -> Vwap.of().update(v, 1), "price must be finite, was ", value);
        assertRefused(v -> Vwap.of().update(1, v), "volume must be finite and not negative, was ", value);
        assertRefused(v -> Correlation.of(2).update(v, 1), "x must be finite, was ", value);
        assertRefused(v -> Correlation.of(2).update(1, v), "y must be finite, was ", value);
    }

    private static void assertRefused(Update update, String rule, double value) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> update.accept(value))
                .withMessage(rule + value);
    }

    @Test
    void shouldRefuseAHighBelowTheLow() {
        String message = "high must not be below low, was 1.0 and 2.0";

        assertThatIllegalArgumentException()
                .isThrownBy(() -> Atr.of(2).update(1, 2, 1))
                .withMessage(message);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Adx.of(2).update(1, 2, 1))
                .withMessage(message);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Stochastic.classic().update(1, 2, 1))
                .withMessage(message);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Donchian.of(2).update(1, 2))
                .withMessage(message);
    }

    @Test
    void shouldRefuseANegativeVolume() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Obv.of().update(1, -1))
                .withMessage("volume must be finite and not negative, was -1.0");
    }

    @Test
    void shouldBeAsBeforeAfterARefusal() {
        Correlation correlation = Correlation.of(2);
        Vwap vwap = Vwap.of();
        correlation.update(1, 1);
        vwap.update(10, 1);

        assertThatIllegalArgumentException().isThrownBy(() -> correlation.update(5, Double.NaN));
        assertThatIllegalArgumentException().isThrownBy(() -> vwap.update(99, -1));

        assertThat(correlation.isReady()).isFalse();
        assertThat(vwap.value()).isEqualTo(10);
    }
}
