package io.fairlead.orchestrator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.fairlead.api.edge.MarketRegime;
import io.fairlead.api.market.Bar;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class RegimeReaderTest {
    private final RegimeReader reader = new RegimeReader(OrchestratorConfig.classic());

    @Test
    void shouldKnowNothingWithoutTheProxyOrItsFirstTwentyOneBars() {
        reader.read(null);
        assertThat(reader.regime()).isEqualTo(MarketRegime.UNKNOWN);

        read(TestBars.ramp(20, 100, 0.001), 0.01);

        assertThat(reader.regime()).isEqualTo(MarketRegime.UNKNOWN);
        assertThat(reader.confidence()).isZero();
    }

    @Test
    void shouldSeeAStrongRiseWhereNearlyEveryBarRises() {
        read(TestBars.ramp(25, 100, 0.001), 0.01);

        assertThat(reader.regime()).isEqualTo(MarketRegime.STRONG_TREND_UP);
        assertThat(reader.confidence()).isEqualTo(0.9, within(1e-12));
    }

    @Test
    void shouldSeeAStrongFallWhereNearlyEveryBarFalls() {
        read(TestBars.ramp(25, 100, -0.001), 0.01);

        assertThat(reader.regime()).isEqualTo(MarketRegime.STRONG_TREND_DOWN);
        assertThat(reader.confidence()).isEqualTo(0.9, within(1e-12));
    }

    @Test
    void shouldSeeARiseThatNotEveryBarTakesPartIn() {
        read(zigzag(0.004), 0.01);

        assertThat(reader.regime()).isEqualTo(MarketRegime.TREND_UP);
        assertThat(reader.confidence()).isEqualTo(0.6);
    }

    @Test
    void shouldSeeAFallThatNotEveryBarTakesPartIn() {
        read(zigzag(-0.004), 0.01);

        assertThat(reader.regime()).isEqualTo(MarketRegime.TREND_DOWN);
    }

    @Test
    void shouldSeeAReversalAgainstTheDay() {
        double[] closes = new double[30];
        Arrays.fill(closes, 100);
        Arrays.fill(closes, 3, 26, 99.4);
        closes[26] = 99.45;
        closes[27] = 99.5;
        closes[28] = 99.55;
        closes[29] = 99.6;

        read(closes, 0.01);

        assertThat(reader.regime()).isEqualTo(MarketRegime.REVERSAL_UP);
        assertThat(reader.confidence()).isEqualTo(0.5);
    }

    @Test
    void shouldSeeARangeOtherwise() {
        read(zigzag(0), 0.01);

        assertThat(reader.regime()).isEqualTo(MarketRegime.RANGE_BOUND);
        assertThat(reader.confidence()).isEqualTo(0.7);
    }

    @Test
    void shouldPutVolatilityFirst() {
        read(TestBars.ramp(25, 100, 0.001), 3);

        assertThat(reader.regime()).isEqualTo(MarketRegime.HIGH_VOLATILITY);
        assertThat(reader.confidence()).isEqualTo(0.8);
    }

    @Test
    void shouldLookFurtherBackWhereTheDayIsFlat() {
        List<Bar> bars = bars(TestBars.ramp(30, 100, 0.0003), 0.01);
        double close = 100 * (1 + 29 * 0.0003);
        for (int i = 0; i < 2; i++) {
            bars.add(TestBars.bar(
                    TestBars.SPY, TestBars.startOf(78 + i), close, close + 0.02, close - 0.02, close + 0.01, 1));
        }

        reader.read(TestBars.state(OrchestratorConfig.classic(), bars));

        assertThat(reader.regime()).isEqualTo(MarketRegime.STRONG_TREND_UP);
    }

    private void read(double[] closes, double reach) {
        reader.read(TestBars.state(OrchestratorConfig.classic(), bars(closes, reach)));
    }

    private static List<Bar> bars(double[] closes, double reach) {
        List<Bar> bars = new ArrayList<>();
        for (int i = 0; i < closes.length; i++) {
            bars.add(TestBars.bar(TestBars.SPY, i, closes[i], reach, 1000));
        }
        return bars;
    }

    /** Up and down by turns, with a drift over all bars. */
    private static double[] zigzag(double drift) {
        double[] closes = new double[30];
        for (int i = 0; i < closes.length; i++) {
            closes[i] = 100 * (1 + drift * i / (closes.length - 1) + (i % 2 == 0 ? 0 : 0.0004));
        }
        return closes;
    }
}
