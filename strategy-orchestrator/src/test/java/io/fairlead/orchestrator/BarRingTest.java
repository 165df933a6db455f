package io.fairlead.orchestrator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fairlead.api.LookAheadException;
import org.junit.jupiter.api.Test;

class BarRingTest {
    @Test
    void shouldHoldTheLatestBarsAndCountBack() {
        BarRing ring = ring(5, 12);

        assertThat(ring.size()).isEqualTo(5);
        assertThat(ring.count()).isEqualTo(12);
        assertThat(ring.close(0)).isEqualTo(111);
        assertThat(ring.close(4)).isEqualTo(107);
        assertThat(ring.bar(1).close()).isEqualTo(110);
        assertThat(ring.firstHeld()).isEqualTo(7);
    }

    @Test
    void shouldKeepAsManyBarsInMemoryBehindThoseHeld() {
        BarRing ring = ring(5, 40);

        assertThat(ring.count() - ring.firstInMemory()).isGreaterThanOrEqualTo(10);
        assertThat(ring.closeOf(ring.firstInMemory())).isEqualTo((double) (100 + ring.firstInMemory()));
    }

    @Test
    void shouldRefuseALaterBar() {
        BarRing ring = ring(5, 3);

        assertThatThrownBy(() -> ring.close(-1))
                .isInstanceOf(LookAheadException.class)
                .hasMessage("bar -1 of AAPL.US is not known yet; 0 is the latest bar, 1 the one before");
    }

    @Test
    void shouldRefuseABarThatIsNoLongerHeld() {
        BarRing ring = ring(5, 12);

        assertThatThrownBy(() -> ring.volume(5))
                .isInstanceOf(IndexOutOfBoundsException.class)
                .hasMessage("bar 5 of AAPL.US was asked for, but only 5 are held");
    }

    @Test
    void shouldMeasureReturnsOverASpanOfCloses() {
        BarRing ring = ring(5, 5);

        assertThat(ring.returnOver(2)).isEqualTo(104.0 / 103 - 1);
        assertThat(ring.returnOver(5)).isEqualTo(104.0 / 100 - 1);
    }

    private static BarRing ring(int held, int bars) {
        BarRing ring = new BarRing(TestBars.AAPL, TestBars.FIVE_MINUTES, held);
        for (int i = 0; i < bars; i++) {
            ring.add(TestBars.FIVE_MINUTES, 300L * i, 300L * (i + 1), 100 + i, 101 + i, 99 + i, 100 + i, 1000 + i);
        }
        return ring;
    }
}
