package io.fairlead.core.report;

import static org.assertj.core.api.Assertions.assertThat;

import io.fairlead.api.instrument.InstrumentId;
import io.fairlead.api.market.BarInterval;
import io.fairlead.core.analytics.EquityCurve;
import io.fairlead.core.analytics.RunBuilder;
import io.fairlead.core.feed.BarColumns;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ChartPointsTest {
    private static final long FIVE_MINUTES = 300_000_000_000L;

    private static EquityCurve walk(long seed, int size) {
        SplittableRandom random = new SplittableRandom(seed);
        long[] nanos = new long[size];
        double[] values = new double[size];
        double value = 100;
        for (int i = 0; i < size; i++) {
            nanos[i] = i;
            value += random.nextDouble() - 0.5;
            values[i] = value;
        }
        return EquityCurve.of(nanos, values);
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5})
    void shouldKeepEveryExtremeOfACurve(long seed) {
        EquityCurve curve = walk(seed, 20_000);
        CurvePoints points = new CurvePoints(curve, 100);

        int[] kept = points.indices(1_000);

        assertThat(kept)
                .as("seed %d", seed)
                .hasSizeLessThanOrEqualTo(1_000)
                .isSorted()
                .startsWith(0)
                .endsWith(19_999);
        assertThat(Arrays.stream(kept).distinct().count()).isEqualTo(kept.length);
        double[] shown = Arrays.stream(kept).mapToDouble(curve::value).toArray();
        double[] all = new double[curve.size()];
        double[] drawdowns = new double[curve.size()];
        for (int i = 0; i < all.length; i++) {
            all[i] = curve.value(i);
            drawdowns[i] = points.drawdown(i);
        }
        assertThat(Arrays.stream(shown).max()).isEqualTo(Arrays.stream(all).max());
        assertThat(Arrays.stream(shown).min()).isEqualTo(Arrays.stream(all).min());
        assertThat(Arrays.stream(kept).mapToDouble(points::drawdown).min())
                .isEqualTo(Arrays.stream(drawdowns).min());
    }

    @Test
    void shouldKeepAShortCurveWhole() {
        assertThat(new CurvePoints(walk(1, 7), 100).indices(1_000)).containsExactly(0, 1, 2, 3, 4, 5, 6);
        assertThat(new CurvePoints(walk(1, 0), 100).indices(1_000)).isEmpty();
    }

    @Test
    void shouldMakeOneCandleOfNeighboursWithoutLosingAnExtreme() {
        Candles candles = Candles.of(bars("2024-01-02T14:30:00Z", 4), 2, ZoneOffset.UTC);

        assertThat(candles.barsPerCandle).isEqualTo(2);
        assertThat(Arrays.copyOf(candles.open, candles.size)).containsExactly(0, 2);
        assertThat(Arrays.copyOf(candles.high, candles.size)).containsExactly(11, 13);
        assertThat(Arrays.copyOf(candles.low, candles.size)).containsExactly(-10, -8);
        assertThat(Arrays.copyOf(candles.close, candles.size)).containsExactly(1.5, 3.5);
    }

    @Test
    void shouldNotMakeOneCandleOfTwoDays() {
        BarColumns overMidnight = bars("2024-01-02T23:50:00Z", 4);

        Candles byUtc = Candles.of(overMidnight, 1, ZoneOffset.UTC);
        Candles byNewYork = Candles.of(overMidnight, 1, ZoneId.of("America/New_York"));

        assertThat(byUtc.size).isEqualTo(2);
        assertThat(byUtc.startNanos[1]).isEqualTo(RunBuilder.nanos("2024-01-03T00:00:00Z"));
        assertThat(byNewYork.size).isEqualTo(1);
    }

    /** Bar i opens at i, closes at i + 0.5, and reaches from i - 10 to i + 10. */
    private static BarColumns bars(String firstStart, int count) {
        BarColumns bars = BarColumns.of(InstrumentId.of("ACME", "US"), BarInterval.ofMinutes(5));
        long start = RunBuilder.nanos(firstStart);
        for (int i = 0; i < count; i++) {
            bars.append(start, start + FIVE_MINUTES, i, i + 10, i - 10, i + 0.5, 1);
            start += FIVE_MINUTES;
        }
        return bars.freeze();
    }
}
