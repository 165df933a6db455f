package io.fairlead.core.feed;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fairlead.api.BadInputException;
import io.fairlead.api.instrument.InstrumentId;
import io.fairlead.api.market.Bar;
import io.fairlead.api.market.BarInterval;
import io.fairlead.api.market.EpochNanos;
import java.time.Instant;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BarColumnsTest {
    private static final InstrumentId ID = InstrumentId.of("AAPL", "US");
    private static final BarInterval MINUTE = BarInterval.ofMinutes(1);
    private static final long SPAN = 60_000_000_000L;
    private static final long START = EpochNanos.of(Instant.parse("2024-01-02T14:30:00Z"));

    private final BarColumns bars = BarColumns.of(ID, MINUTE);

    @Test
    void shouldGiveBackWhatWasAppendedOldestFirst() {
        bars.append(START, START + SPAN, 1, 3, 0.5, 2, 100);
        bars.append(START + SPAN, START + 2 * SPAN, 2, 2, 2, 2, 0);

        assertThat(bars.size()).isEqualTo(2);
        assertThat(bars.bar(0)).isEqualTo(new Bar(ID, MINUTE, START, START + SPAN, 1, 3, 0.5, 2, 100));
        assertThat(bars.bar(1)).isEqualTo(new Bar(ID, MINUTE, START + SPAN, START + 2 * SPAN, 2, 2, 2, 2, 0));
        assertThat(bars).hasToString("2 bars 1m of AAPL.US, 2024-01-02T14:30:00Z to 2024-01-02T14:32:00Z");
    }

    @Test
    void shouldGrowFarBeyondItsFirstCapacity() {
        appendMinutes(10_000);

        assertThat(bars.size()).isEqualTo(10_000);
        assertThat(bars.close(9_999)).isEqualTo(9_999);
        assertThat(bars.endNanos(9_999)).isEqualTo(START + 10_000 * SPAN);
    }

    @Test
    void shouldCopyBarsWhereAskedToAndNowhereElse() {
        appendMinutes(5);
        long[] times = new long[10];
        double[] values = new double[25];

        bars.copyTo(3, 2, times, values, 1, 3);

        assertThat(times)
                .containsExactly(
                        0, 0, bars.startNanos(3), bars.endNanos(3), 0, 0, 0, 0, bars.startNanos(4), bars.endNanos(4));
        assertThat(Arrays.copyOf(values, 5)).containsOnly(0);
        assertThat(Arrays.copyOfRange(values, 5, 10))
                .containsExactly(bars.open(3), bars.high(3), bars.low(3), bars.close(3), bars.volume(3));
        assertThat(Arrays.copyOfRange(values, 10, 20)).containsOnly(0);
        assertThat(Arrays.copyOfRange(values, 20, 25))
                .containsExactly(bars.open(4), bars.high(4), bars.low(4), bars.close(4), bars.volume(4));
        assertThatThrownBy(() -> bars.copyTo(4, 2, times, values, 0, 1)).isInstanceOf(IndexOutOfBoundsException.class);
    }

    @Test
    void shouldKeepEndsThatDifferFromTheInterval() {
        appendMinutes(100);
        bars.append(START + 100 * SPAN, START + 100 * SPAN + 30, 1, 1, 1, 1, 1);
        bars.append(START + 101 * SPAN, START + 102 * SPAN, 1, 1, 1, 1, 1);

        assertThat(bars.endNanos(0)).isEqualTo(START + SPAN);
        assertThat(bars.endNanos(99)).isEqualTo(START + 100 * SPAN);
        assertThat(bars.endNanos(100)).isEqualTo(START + 100 * SPAN + 30);
        assertThat(bars.endNanos(101)).isEqualTo(START + 102 * SPAN);
    }

    @Test
    void shouldKeepTheEndsOfDays() {
        BarColumns days = BarColumns.of(ID, BarInterval.DAY);
        days.append(START, START + 390 * SPAN, 1, 1, 1, 1, 1);

        assertThat(days.endNanos(0)).isEqualTo(START + 390 * SPAN);
    }

    @ParameterizedTest
    @CsvSource({
        "1, 2, 1, NaN, 1, close must be a finite number",
        "NaN, 2, 1, 1, 1, open must be a finite number",
        "1, Infinity, 1, 1, 1, high must be a finite number",
        "1, 2, -Infinity, 1, 1, low must be a finite number",
        "1, 2, 1, 1, NaN, volume must be a finite number",
        "1, 2, 1, 1, Infinity, volume must be a finite number",
        "1, 2, 1, 1, -1, 'volume must not be negative, was -1.0'",
        "1, 1, 2, 1, 1, high 1.0 is below low 2.0",
        "3, 2, 1, 1, 1, open 3.0 is outside low 1.0 to high 2.0",
        "1, 2, 1, 0.5, 1, close 0.5 is outside low 1.0 to high 2.0"
    })
    void shouldRefuseNumbersThatCannotBeABarAndNameThem(
            double open, double high, double low, double close, double volume, String reason) {
        assertThatThrownBy(() -> bars.append(START, START + SPAN, open, high, low, close, volume))
                .isInstanceOf(BadInputException.class)
                .hasMessageContaining("AAPL.US at 2024-01-02T14:30:00Z")
                .hasMessageContaining(reason);
        assertThat(bars.isEmpty()).isTrue();
    }

    @Test
    void shouldTakeNegativePrices() {
        bars.append(START, START + SPAN, -37.63, 10, -40.32, -37.63, 1);

        assertThat(bars.low(0)).isEqualTo(-40.32);
    }

    @Test
    void shouldRefuseTimeThatDoesNotRise() {
        appendMinutes(2);

        assertThatThrownBy(() -> bars.append(START + SPAN, START + 2 * SPAN, 1, 1, 1, 1, 1))
                .hasMessageContaining("2024-01-02T14:31:00Z")
                .hasMessageContaining("time must rise");
        assertThatThrownBy(() -> bars.append(START, START + SPAN, 1, 1, 1, 1, 1))
                .hasMessageContaining("time must rise");
        assertThatThrownBy(() -> bars.append(START + SPAN + 1, START + 3 * SPAN, 1, 1, 1, 1, 1))
                .hasMessageContaining("must not overlap");
        assertThatThrownBy(() -> bars.append(START + 9 * SPAN, START + 9 * SPAN, 1, 1, 1, 1, 1))
                .hasMessageContaining("not after its start");
        assertThat(bars.size()).isEqualTo(2);
    }

    @Test
    void shouldRefuseIndicesBeyondItsSizeThoughThereIsRoom() {
        appendMinutes(3);

        assertThatThrownBy(() -> bars.close(3)).isInstanceOf(IndexOutOfBoundsException.class);
        assertThatThrownBy(() -> bars.endNanos(3)).isInstanceOf(IndexOutOfBoundsException.class);
        assertThatThrownBy(() -> bars.open(-1)).isInstanceOf(IndexOutOfBoundsException.class);
    }

    @Test
    void shouldNotChangeOnceFrozen() {
        appendMinutes(1);
        bars.freeze();

        assertThatThrownBy(() -> bars.append(START + SPAN, START + 2 * SPAN, 1, 1, 1, 1, 1))
                .isInstanceOf(IllegalStateException.class);
        assertThat(bars.isFrozen()).isTrue();
    }

    @Test
    void shouldSliceByStartFromInclusiveToExclusive() {
        appendMinutes(10);

        BarColumns slice = bars.slice(Instant.parse("2024-01-02T14:32:00Z"), Instant.parse("2024-01-02T14:34:30Z"));

        assertThat(slice.size()).isEqualTo(3);
        assertThat(slice.close(0)).isEqualTo(2);
        assertThat(slice.endNanos(2)).isEqualTo(START + 5 * SPAN);
        assertThat(slice.isFrozen()).isTrue();
        assertThat(bars.slice(Instant.parse("2025-01-01T00:00:00Z"), Instant.parse("2026-01-01T00:00:00Z"))
                        .isEmpty())
                .isTrue();
    }

    @Test
    void shouldTellWhatHasEnded() {
        appendMinutes(10);

        assertThat(bars.countEndedBy(START)).isZero();
        assertThat(bars.countEndedBy(START + SPAN - 1)).isZero();
        assertThat(bars.countEndedBy(START + SPAN)).isEqualTo(1);
        assertThat(bars.countEndedBy(Long.MAX_VALUE)).isEqualTo(10);
        assertThat(bars.indexStartingFrom(START + 1)).isEqualTo(1);
        assertThat(bars.indexStartingFrom(START + SPAN)).isEqualTo(1);
        assertThat(bars.indexStartingFrom(Long.MAX_VALUE)).isEqualTo(10);
    }

    @Test
    void shouldCopyArraysAndCheckThem() {
        double[] ones = {1, 1};
        long[] starts = {START, START + SPAN};
        long[] ends = {START + SPAN, START + 2 * SPAN};

        BarColumns copy = BarColumns.copyOf(ID, MINUTE, starts, ends, ones, ones, ones, ones, ones);
        ones[0] = 2;

        assertThat(copy.close(0)).isEqualTo(1);
        assertThat(copy.isFrozen()).isTrue();
        assertThatThrownBy(() -> BarColumns.copyOf(ID, MINUTE, starts, ends, ones, ones, ones, ones, new double[1]))
                .isInstanceOf(IllegalArgumentException.class);
        double[] high = {0.5, 1};
        assertThatThrownBy(() -> BarColumns.copyOf(ID, MINUTE, starts, ends, ones, high, ones, ones, ones))
                .isInstanceOf(BadInputException.class);
    }

    private void appendMinutes(int count) {
        for (int i = 0; i < count; i++) {
            bars.append(START + i * SPAN, START + (i + 1) * SPAN, i, i, i, i, i);
        }
    }
}
