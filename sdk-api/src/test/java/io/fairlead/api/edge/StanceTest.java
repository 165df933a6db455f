package io.fairlead.api.edge;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.EnumMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

class StanceTest {
    @Test
    void shouldWeighStrongStancesTwice() {
        Map<Stance, Integer> values = new EnumMap<>(Stance.class);
        for (Stance stance : Stance.values()) {
            values.put(stance, stance.value());
        }

        assertThat(values)
                .isEqualTo(Map.of(
                        Stance.STRONG_LONG, 2,
                        Stance.LONG, 1,
                        Stance.NEUTRAL, 0,
                        Stance.SHORT, -1,
                        Stance.STRONG_SHORT, -2,
                        Stance.VETO_LONG, 0,
                        Stance.VETO_SHORT, 0,
                        Stance.ABSTAIN, 0));
    }

    @Test
    void shouldBlockOneDirectionOnly() {
        assertThat(Stance.VETO_LONG.vetoes(Direction.LONG)).isTrue();
        assertThat(Stance.VETO_LONG.vetoes(Direction.SHORT)).isFalse();
        assertThat(Stance.VETO_SHORT.vetoes(Direction.SHORT)).isTrue();
        assertThat(Stance.STRONG_SHORT.vetoes(Direction.LONG)).isFalse();
    }

    @Test
    void shouldTellWhichWayARegimeGoes() {
        assertThat(MarketRegime.REVERSAL_UP.bias()).isEqualTo(1);
        assertThat(MarketRegime.REVERSAL_UP.isUpTrend()).isFalse();
        assertThat(MarketRegime.STRONG_TREND_DOWN.bias()).isEqualTo(-1);
        assertThat(MarketRegime.STRONG_TREND_DOWN.isDownTrend()).isTrue();
        assertThat(MarketRegime.RANGE_BOUND.bias()).isZero();
    }

    @Test
    void shouldLetMissingSessionsCompareFalse() {
        double gap = 101 / SessionStats.NONE.close() - 1;

        assertThat(SessionStats.NONE.isKnown()).isFalse();
        assertThat(gap > 0.01 || gap < 0.01).isFalse();
        assertThat(VolumeProfile.NONE.isKnown()).isFalse();
    }
}
