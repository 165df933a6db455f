package io.fairlead.orchestrator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

class PositionSizerTest {
    private static final Offset<Double> TINY = within(1e-12);

    private final PositionSizer classic = new PositionSizer(OrchestratorConfig.classic());
    private final PositionSizer aggressive = new PositionSizer(OrchestratorConfig.aggressive());

    @Test
    void shouldScaleTheBaseByConvictionAndVolatility() {
        Tally tally = new Tally(6, 4, 0, 0.5, 0.1);

        double size = classic.size(tally, 0.6, 0.01, 0);

        assertThat(size).isEqualTo(0.008 * (1 + 1.25 * 0.5 + 0.5 * 4 / 6 + 0.75 * 0.1), TINY);
    }

    @Test
    void shouldBoundTheFactorOfVolatility() {
        Tally tally = new Tally(6, 4, 0, 0.5, 0.1);
        double calm = classic.size(tally, 0.5, 0.01, 0);

        assertThat(classic.size(tally, 0.5, 0.002, 0)).isEqualTo(1.35 * calm, TINY);
        assertThat(classic.size(tally, 0.5, 0.03, 0)).isEqualTo(0.35 * calm, TINY);
        assertThat(classic.size(tally, 0.5, 0.02, 0)).isEqualTo(0.5 * calm, TINY);
    }

    @Test
    void shouldNotPassTheCap() {
        assertThat(classic.size(new Tally(6, 6, 0, 1.8, 0), 0.9, 0.003, 0)).isEqualTo(0.03);
    }

    @Test
    void shouldLeverTheCappedSizeWhereTheRegimeIsSure() {
        Tally tally = new Tally(6, 6, 0, 1.2, 0);

        assertThat(aggressive.size(tally, 0.64, 0.003, 0)).isEqualTo(0.15);
        assertThat(aggressive.size(tally, 0.65, 0.003, 0)).isEqualTo(0.225, TINY);
        assertThat(classic.size(tally, 1, 0.003, 0)).isEqualTo(0.03);
    }

    @Test
    void shouldTakeTheLargerOfRulesAndKelly() {
        Tally tally = new Tally(6, 4, 0, 0.45, 0.1);

        assertThat(aggressive.size(tally, 0.5, 0.04, 0.14)).isEqualTo(0.14);
        assertThat(aggressive.size(tally, 0.5, 0.04, 0.01)).isGreaterThan(0.04).isLessThan(0.14);
    }

    @Test
    void shouldNotTrustKellyBeforeThirtyTrades() {
        KellyStatistics trades = trades(14, 15, 0.02, 0.01);

        assertThat(aggressive.kellySize(trades)).isZero();
        trades.add(0.02);
        assertThat(aggressive.kellySize(trades)).isEqualTo(0.25 * (0.5 - 0.5 / 2), TINY);
        assertThat(classic.kellySize(trades)).isZero();
    }

    @Test
    void shouldCapKelly() {
        assertThat(aggressive.kellySize(trades(39, 1, 0.05, 0.001))).isEqualTo(0.15);
    }

    @Test
    void shouldFindNoKellySizeInALosingRecord() {
        assertThat(trades(5, 35, 0.01, 0.02).fraction()).isZero();
        assertThat(trades(40, 0, 0.01, 0.02).fraction()).isZero();
        assertThat(trades(0, 40, 0.01, 0.02).fraction()).isZero();
    }

    @Test
    void shouldRememberItsTrades() {
        KellyStatistics trades = trades(7, 11, 0.0123, 0.0077);
        KellyStatistics restored = new KellyStatistics();

        restored.restore(trades.save());

        assertThat(restored.save()).isEqualTo(trades.save());
        assertThat(restored.fraction()).isEqualTo(trades.fraction());
    }

    private static KellyStatistics trades(int wins, int losses, double gain, double loss) {
        KellyStatistics trades = new KellyStatistics();
        for (int i = 0; i < wins; i++) {
            trades.add(gain);
        }
        for (int i = 0; i < losses; i++) {
            trades.add(-loss);
        }
        return trades;
    }
}
