package io.fairlead.core.indicator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;

class SmaTest {
    @Test
    void shouldHaveNoValueBeforeTheWindowIsFull() {
        Sma sma = Sma.of(3);

        sma.update(1);
        sma.update(2);

        assertThat(sma.isReady()).isFalse();
        assertThat(sma.value()).isNaN();
        assertThat(sma.previous()).isNaN();
        assertThat(sma.warmUp()).isEqualTo(3);
    }

    @Test
    void shouldAverageTheLatestValues() {
        Sma sma = Sma.of(3);

        for (double value : new double[] {1, 2, 6, 10}) {
            sma.update(value);
        }

        assertThat(sma.isReady()).isTrue();
        assertThat(sma.previous()).isEqualTo(3);
        assertThat(sma.value()).isEqualTo(6);
    }

    @Test
    void shouldFollowTheValueItselfWithAWindowOfOne() {
        Sma sma = Sma.of(1);

        sma.update(0.1);
        sma.update(0.3);

        assertThat(sma.previous()).isEqualTo(0.1);
        assertThat(sma.value()).isEqualTo(0.3);
    }

    @Test
    void shouldBeThePriceItselfToTheLastBitWhereThePriceStandsStill() {
        for (int window = 1; window <= 250; window++) {
            Sma sma = Sma.of(window);
            for (int i = 0; i < 3 * window + 7; i++) {
                sma.update(i < window + 3 ? 1e6 / (i + 1) : 0.1 * window);
            }

            assertThat(sma.value()).as("window %s", window).isEqualTo(0.1 * window);
        }
    }

    @Test
    void shouldForgetAnEnormousValueThatHasLeftTheWindow() {
        Sma sma = Sma.of(4);
        for (double value : new double[] {1e300, -3e200, 1e-3, 7, 1, 2, 3, 4, 5}) {
            sma.update(value);
        }

        assertThat(sma.value()).isEqualTo(3.5);
    }

    @Test
    void shouldRefuseAWindowThatHoldsNothing() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Sma.of(0))
                .withMessage("window must be 1 to 16777216, was 0");
    }

    @Test
    void shouldRefuseWhatIsNoNumberAndStayAsItWas() {
        Sma sma = Sma.of(2);
        sma.update(1);

        assertThatIllegalArgumentException()
                .isThrownBy(() -> sma.update(Double.NaN))
                .withMessage("value must be finite, was NaN");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> sma.update(Double.NEGATIVE_INFINITY))
                .withMessage("value must be finite, was -Infinity");

        sma.update(3);
        assertThat(sma.value()).isEqualTo(2);
    }
}
