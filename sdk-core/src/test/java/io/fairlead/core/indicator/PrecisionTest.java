package io.fairlead.core.indicator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Running sums against exact arithmetic over the window: nothing is lost on the way. */
class PrecisionTest {
    private static final MathContext EXACT = new MathContext(50);
    private static final int WINDOW = 13;

    private static BigDecimal exact(double value) {
        return new BigDecimal(value);
    }

    private static BigDecimal mean(double[] values, int end) {
        BigDecimal sum = BigDecimal.ZERO;
        for (int i = end - WINDOW; i < end; i++) {
            sum = sum.add(exact(values[i]));
        }
        return sum.divide(BigDecimal.valueOf(WINDOW), EXACT);
    }

    private static BigDecimal weightedMean(double[] values, int end) {
        BigDecimal sum = BigDecimal.ZERO;
        for (int i = 1; i <= WINDOW; i++) {
            sum = sum.add(exact(values[end - WINDOW + i - 1]).multiply(BigDecimal.valueOf(i)));
        }
        return sum.divide(BigDecimal.valueOf(WINDOW * (WINDOW + 1) / 2), EXACT);
    }

    private static double deviation(double[] values, int end, int divisor) {
        BigDecimal mean = mean(values, end);
        BigDecimal squares = BigDecimal.ZERO;
        for (int i = end - WINDOW; i < end; i++) {
            squares = squares.add(exact(values[i]).subtract(mean).pow(2));
        }
        return squares.divide(BigDecimal.valueOf(divisor), EXACT).sqrt(EXACT).doubleValue();
    }

    private static double slope(double[] values, int end) {
        BigDecimal sum = BigDecimal.ZERO;
        for (int i = 0; i < WINDOW; i++) {
            sum = sum.add(exact(values[end - WINDOW + i]).multiply(exact(i - (WINDOW - 1) / 2.0)));
        }
        return sum.multiply(BigDecimal.valueOf(12))
                .divide(BigDecimal.valueOf(WINDOW * (WINDOW * WINDOW - 1)), EXACT)
                .doubleValue();
    }

    @ParameterizedTest
    @MethodSource("io.fairlead.core.indicator.MarketSeries#all")
    void shouldRoundAMeanOnce(MarketSeries series) {
        Sma sma = Sma.of(WINDOW);
        Wma wma = Wma.of(WINDOW);
        for (int i = 0; i < series.length(); i++) {
            sma.update(series.close()[i]);
            wma.update(series.close()[i]);
            if (sma.isReady()) {
                assertThat(sma.value()).isEqualTo(mean(series.close(), i + 1).doubleValue());
                assertThat(wma.value())
                        .isEqualTo(weightedMean(series.close(), i + 1).doubleValue());
            }
        }
    }

    @ParameterizedTest
    @MethodSource("io.fairlead.core.indicator.MarketSeries#all")
    void shouldMeasureDeviationAndSlopeAsExactArithmeticDoes(MarketSeries series) {
        RollingStdDev population = RollingStdDev.population(WINDOW);
        RollingStdDev sample = RollingStdDev.sample(WINDOW);
        LinearRegressionSlope slope = LinearRegressionSlope.of(WINDOW);
        for (int i = 0; i < series.length(); i++) {
            double value = series.close()[i];
            population.update(value);
            sample.update(value);
            slope.update(value);
            if (slope.isReady()) {
                assertClose(population.value(), deviation(series.close(), i + 1, WINDOW));
                assertClose(sample.value(), deviation(series.close(), i + 1, WINDOW - 1));
                assertClose(slope.value(), slope(series.close(), i + 1));
            }
        }
    }

    private static void assertClose(double actual, double expected) {
        assertThat(actual).isEqualTo(expected, within(1e-14 * Math.abs(expected)));
    }

    @ParameterizedTest
    @ValueSource(doubles = {1e3, 1e6, 1e9, 1e12})
    void shouldSeeASmallDeviationAtAHighLevel(double level) {
        Random random = new Random(9);
        double[] values = random.doubles(300).map(value -> level + value).toArray();
        RollingStdDev deviation = RollingStdDev.population(WINDOW);
        for (int i = 0; i < values.length; i++) {
            deviation.update(values[i]);
            if (deviation.isReady()) {
                double expected = deviation(values, i + 1, WINDOW);
                // 106 bits, less those that cancel: always below the distance of two neighbouring values at this level
                double tolerance = 1e-14 * expected + 0x1p-100 * level * level / expected;
                assertThat(deviation.value()).isEqualTo(expected, within(tolerance));
                assertThat(tolerance).isLessThan(Math.ulp(level));
            }
        }
    }

    @ParameterizedTest
    @ValueSource(doubles = {1, 1e3, 1e6, 1e9, 1e12})
    void shouldRoundAMeanOnceWhereValuesNearlyCancel(double level) {
        long seed = 20261128;
        Random random = new Random(seed);
        double[] values = new double[5_000];
        Sma sma = Sma.of(WINDOW);
        for (int i = 0; i < values.length; i++) {
            double cents = random.nextInt(200) - 100;
            values[i] = (i % 2 == 0 ? level : -level) + cents / 100;
            sma.update(values[i]);
            if (sma.isReady()) {
                assertThat(sma.value())
                        .as("seed %d level %s at %d", seed, level, i)
                        .isEqualTo(mean(values, i + 1).doubleValue());
            }
        }
    }

    @Test
    void shouldNotDependOnWhatHasLeftTheWindow() {
        Random random = new Random(11);
        Sma old = Sma.of(20);
        Wma oldWeighted = Wma.of(20);
        for (int i = 0; i < 1_000_003; i++) {
            double value = 1e4 * random.nextDouble();
            old.update(value);
            oldWeighted.update(value);
        }
        Sma fresh = Sma.of(20);
        Wma freshWeighted = Wma.of(20);
        for (int i = 0; i < 20; i++) {
            double value = 50 + 0.01 * random.nextInt(100);
            old.update(value);
            fresh.update(value);
            oldWeighted.update(value);
            freshWeighted.update(value);
        }

        assertThat(old.value()).isEqualTo(fresh.value());
        assertThat(oldWeighted.value()).isEqualTo(freshWeighted.value());
    }

    @Test
    void shouldSeeNoDeviationWherePricesStandStillAfterAMove() {
        for (double price : new double[] {0.1, 1234.56, 7e9}) {
            RollingStdDev deviation = RollingStdDev.sample(20);
            BollingerBands bands = BollingerBands.classic();
            LinearRegressionSlope slope = LinearRegressionSlope.of(20);
            Wma wma = Wma.of(20);
            for (int i = 0; i < 90; i++) {
                double value = i < 33 ? price * (i + 1) / 7 : price;
                deviation.update(value);
                bands.update(value);
                slope.update(value);
                wma.update(value);
            }

            assertThat(deviation.value()).isZero();
            assertThat(bands.upper().value()).isEqualTo(price);
            assertThat(bands.value()).isEqualTo(price);
            assertThat(bands.lower().value()).isEqualTo(price);
            assertThat(slope.value()).isZero();
            assertThat(wma.value()).isEqualTo(price);
        }
    }
}
