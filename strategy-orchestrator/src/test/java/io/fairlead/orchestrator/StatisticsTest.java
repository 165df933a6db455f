package io.fairlead.orchestrator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.fairlead.api.market.Bar;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

class StatisticsTest {
    private static final Offset<Double> TINY = within(1e-12);

    @Test
    void shouldAverageTheFirstTrueRangesThenSmooth() {
        AverageTrueRange atr = new AverageTrueRange(2);

        List<Double> values = new ArrayList<>();
        double[][] bars = {{11, 9, 10}, {13, 10, 12}, {12, 11, 11}, {15, 14, 15}, {15, 14, 14}};
        for (double[] bar : bars) {
            atr.add(bar[0], bar[1], bar[2]);
            values.add(atr.value());
        }

        // True ranges from the second bar on: 3, 1, 4, 1.
        assertThat(values).containsExactly(0.0, 3.0, 2.0, 3.0, 2.0);
    }

    @Test
    void shouldReadStrengthAsWilderDoes() {
        RelativeStrengthIndex rsi = new RelativeStrengthIndex(2);

        List<Double> values = new ArrayList<>();
        for (double close : new double[] {10, 11, 10.5, 12.5}) {
            rsi.add(close);
            values.add(rsi.value());
        }

        // Gains 1, 0, 2 and losses 0, 0.5, 0: averages 0.5 and 0.25 after two changes, 1.25 and 0.125 after three.
        assertThat(values.subList(0, 2)).containsExactly(50.0, 100.0);
        assertThat(values.get(2)).isEqualTo(100 - 100 / (1 + 0.5 / 0.25), TINY);
        assertThat(values.get(3)).isEqualTo(100 - 100 / (1 + 1.25 / 0.125), TINY);
    }

    @Test
    void shouldScoreTheLatestValueAgainstThoseBefore() {
        double[] closes = new double[25];
        for (int i = 0; i < closes.length; i++) {
            closes[i] = i % 2 == 0 ? 100 : 102;
        }
        closes[24] = 105;

        ZScores scores = scores(TestBars.closes(TestBars.AAPL, closes));

        // 24 values before it: mean 101, sample deviation sqrt(24/23).
        assertThat(scores.price()).isEqualTo(4 / Math.sqrt(24.0 / 23), TINY);
        assertThat(scores.volume()).isZero();
    }

    @Test
    void shouldScoreNothingBelowTwentyBars() {
        ZScores scores = scores(TestBars.closes(TestBars.AAPL, TestBars.ramp(19, 100, 0.01)));

        assertThat(scores.price()).isZero();
        assertThat(scores.momentum()).isZero();
    }

    @Test
    void shouldLookBackOneWindowOnly() {
        SplittableRandom random = new SplittableRandom(7);
        List<Bar> all = new ArrayList<>();
        for (int i = 0; i < 120; i++) {
            all.add(TestBars.bar(TestBars.AAPL, i, 100 + random.nextDouble(), 0.1, 1000 + random.nextInt(500)));
        }

        ZScores late = scores(all);

        List<Bar> lastFiftyOne = all.subList(69, 120);
        double[] returns = new double[50];
        for (int i = 0; i < 50; i++) {
            returns[i] = lastFiftyOne.get(i + 1).close() / lastFiftyOne.get(i).close() - 1;
        }
        assertThat(late.price()).isEqualTo(scores(all.subList(70, 120)).price());
        assertThat(late.volume()).isEqualTo(scores(all.subList(70, 120)).volume());
        assertThat(late.momentum()).isEqualTo(zOf(returns), TINY);
    }

    @Test
    void shouldWeighPricesByVolumeOverTheHeldBars() {
        OrchestratorConfig config = OrchestratorConfig.classic();

        SymbolState state = TestBars.state(
                config,
                List.of(
                        TestBars.bar(TestBars.AAPL, TestBars.startOf(0), 10, 12, 9, 12, 100),
                        TestBars.bar(TestBars.AAPL, TestBars.startOf(78), 20, 22, 20, 21, 300)));

        assertThat(state.vwap()).isEqualTo((11 * 100 + 21 * 300) / 400.0, TINY);
    }

    @Test
    void shouldWeighPricesByVolumeSinceTheSessionBegan() {
        SymbolState state = TestBars.state(
                OrchestratorConfig.standard(),
                List.of(
                        TestBars.bar(TestBars.AAPL, TestBars.startOf(0), 10, 12, 9, 12, 100),
                        TestBars.bar(TestBars.AAPL, TestBars.startOf(78), 20, 22, 20, 21, 300)));

        assertThat(state.vwap()).isEqualTo(21, TINY);
    }

    @Test
    void shouldTakeTheCloseWhereThereIsNoVolume() {
        SymbolState state =
                TestBars.state(OrchestratorConfig.classic(), List.of(TestBars.bar(TestBars.AAPL, 0, 1.08, 0.001, 0)));

        assertThat(state.vwap()).isEqualTo(1.08);
    }

    private static ZScores scores(List<Bar> bars) {
        return TestBars.state(OrchestratorConfig.classic(), bars).zScores();
    }

    private static double zOf(double[] values) {
        int others = values.length - 1;
        double mean = 0;
        for (int i = 0; i < others; i++) {
            mean += values[i] / others;
        }
        double variance = 0;
        for (int i = 0; i < others; i++) {
            variance += (values[i] - mean) * (values[i] - mean) / (others - 1);
        }
        return (values[others] - mean) / Math.sqrt(variance);
    }
}
