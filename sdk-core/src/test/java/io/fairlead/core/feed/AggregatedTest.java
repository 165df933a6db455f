package io.fairlead.core.feed;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.fairlead.api.BadInputException;
import io.fairlead.api.instrument.Instrument;
import io.fairlead.api.instrument.InstrumentId;
import io.fairlead.api.market.BarInterval;
import io.fairlead.core.SharedData;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AggregatedTest {
    private static final BarInterval FIVE_MINUTES = BarInterval.ofMinutes(5);
    private static final List<String> SHARED_SYMBOLS = List.of(
            "AVGO", "GS", "META", "NFLX", "NKE", "NVDA", "ORCL", "QQQ", "RTX", "SMH", "SPY", "XLF", "XLK", "XLV");

    @Test
    void shouldMakeExactlyTheVendorsFiveMinutesOfItsMinutes() {
        CsvFolder minutes =
                CsvFolder.of(SharedData.path("equity-us/minute/mixed-2026")).symbols(SHARED_SYMBOLS);
        CsvFolder fives = CsvFolder.of(SharedData.path("equity-us/5min/mixed-2025-26"))
                .symbols(SHARED_SYMBOLS)
                .from(LocalDate.of(2026, 1, 22))
                .to(LocalDate.of(2026, 3, 6));

        BarData made = Aggregated.of(minutes, FIVE_MINUTES);

        for (Instrument instrument : fives.instruments()) {
            BarColumns expected = fives.bars(instrument.id());
            BarColumns actual = made.bars(instrument.id());
            assertThat(expected.size()).isEqualTo(2_418);
            assertThat(actual.size()).isEqualTo(2_418);
            for (int i = 0; i < expected.size(); i++) {
                assertThat(actual.bar(i)).isEqualTo(expected.bar(i));
            }
        }
        assertThat(made.contentHash())
                .as("the same bars, wherever they are from")
                .isEqualTo(fives.contentHash());
        assertThat(made.interval()).isEqualTo(FIVE_MINUTES);
        assertThat(made.description()).endsWith(", aggregated to 5m");
    }

    @ParameterizedTest
    @ValueSource(strings = {"FXE", "UUP", "IYT", "SOXX"})
    void shouldFillNothingInWhereMinutesAreMissing(String symbol) {
        CsvFolder minutes =
                CsvFolder.of(SharedData.path("equity-us/minute/etf-2019-12")).symbols(symbol);
        InstrumentId id = InstrumentId.of(symbol, "US");
        BarColumns fine = minutes.bars(id);
        Map<Long, double[]> groups = new TreeMap<>();
        long span = 300_000_000_000L;
        for (int i = 0; i < fine.size(); i++) {
            double[] bar = {fine.open(i), fine.high(i), fine.low(i), fine.close(i), fine.volume(i)};
            groups.merge(Math.floorDiv(fine.startNanos(i), span) * span, bar, AggregatedTest::join);
        }

        BarColumns made = Aggregated.of(minutes, FIVE_MINUTES).bars(id);

        assertThat(made.size()).isEqualTo(groups.size()).isLessThan(fine.size());
        int index = 0;
        for (Map.Entry<Long, double[]> group : groups.entrySet()) {
            assertThat(made.startNanos(index)).isEqualTo(group.getKey());
            assertThat(made.endNanos(index)).isEqualTo(group.getKey() + span);
            assertThat(new double[] {
                        made.open(index), made.high(index), made.low(index), made.close(index), made.volume(index)
                    })
                    .containsExactly(group.getValue());
            index++;
        }
    }

    private static double[] join(double[] a, double[] b) {
        return new double[] {a[0], Math.max(a[1], b[1]), Math.min(a[2], b[2]), b[3], a[4] + b[4]};
    }

    @Test
    void shouldMakeDaysThatAgreeWithAnotherVendorsDays() {
        Path fives = SharedData.path("us-5min-2024h1");
        Path daily = SharedData.path("equity-us/daily/etf-2000-25");
        for (String symbol : List.of("SPY", "QQQ", "AAPL")) {
            InstrumentId id = InstrumentId.of(symbol, "US");
            BarColumns made = Aggregated.of(CsvFolder.of(fives).symbols(symbol), BarInterval.DAY)
                    .bars(id);
            BarColumns expected = CsvFolder.of(daily)
                    .symbols(symbol)
                    .from(LocalDate.of(2024, 1, 2))
                    .to(LocalDate.of(2024, 6, 28))
                    .bars(id);
            assertThat(made.size()).isEqualTo(expected.size()).isEqualTo(124);
            for (int i = 0; i < made.size(); i++) {
                assertThat(made.startNanos(i)).isEqualTo(expected.startNanos(i));
                assertThat(made.endNanos(i)).isEqualTo(expected.endNanos(i));
                double tolerance = 0.006 * expected.close(i);
                assertThat(made.open(i)).isCloseTo(expected.open(i), within(tolerance));
                assertThat(made.high(i)).isCloseTo(expected.high(i), within(tolerance));
                assertThat(made.low(i)).isCloseTo(expected.low(i), within(tolerance));
                assertThat(made.close(i)).isCloseTo(expected.close(i), within(tolerance));
            }
        }
    }

    @Test
    void shouldMakeTheSameDaysByHoursAsAtOnce() {
        CsvFolder fives =
                CsvFolder.of(SharedData.path("equity-us/5min/mixed-2025-26")).symbols("SPY", "QQQ");
        BarData hours = Aggregated.of(fives, BarInterval.ofHours(1));
        BarData days = Aggregated.of(fives, BarInterval.DAY);

        assertThat(Aggregated.of(hours, BarInterval.DAY).contentHash()).isEqualTo(days.contentHash());
        assertThat(Aggregated.of(Aggregated.of(days, BarInterval.DAY), BarInterval.WEEK)
                        .contentHash())
                .isEqualTo(Aggregated.of(fives, BarInterval.WEEK).contentHash());
        BarColumns spy = days.bars(InstrumentId.of("SPY", "US"));
        assertThat(spy.size()).isEqualTo(206);
        assertThat(hours.bars(InstrumentId.of("SPY", "US")).size()).isEqualTo(203 * 7 + 3 * 4);
    }

    @Test
    void shouldRefuseWhatDoesNotAddUp() {
        CsvFolder fives = CsvFolder.of(SharedData.path("us-5min-2024h1")).symbols("SPY");

        assertThatThrownBy(() -> Aggregated.of(fives, BarInterval.ofMinutes(7)))
                .isInstanceOf(BadInputException.class)
                .hasMessageContaining("5m do not add up to bars of 7m");
        assertThatThrownBy(() -> Aggregated.of(fives, BarInterval.ofMinutes(1))).isInstanceOf(BadInputException.class);
        BarData days = Aggregated.of(fives, BarInterval.DAY);
        assertThatThrownBy(() -> Aggregated.of(days, BarInterval.ofHours(48))).isInstanceOf(BadInputException.class);
        assertThatThrownBy(() -> days.bars(InstrumentId.of("QQQ", "US"))).isInstanceOf(BadInputException.class);
    }
}
