package io.fairlead.api.market;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Epoch nanoseconds and bar intervals. */
class TimeTest {
    private static final ZoneId NEW_YORK = ZoneId.of("America/New_York");

    @ParameterizedTest
    @ValueSource(
            strings = {
                "1970-01-01T00:00:00Z",
                "1969-12-31T23:59:59.999999999Z",
                "1677-09-21T00:12:43.145224192Z",
                "2262-04-11T23:47:16.854775807Z",
                "2026-11-21T14:30:00.000000001Z",
                "1950-06-15T12:00:00.5Z"
            })
    void shouldComeBackToTheNanosecond(String text) {
        Instant instant = Instant.parse(text);

        assertThat(EpochNanos.toInstant(EpochNanos.of(instant))).isEqualTo(instant);
    }

    @Test
    void shouldRefuseWhatALongDoesNotReach() {
        assertThatThrownBy(() -> EpochNanos.of(Instant.parse("2262-04-11T23:47:16.854775808Z")))
                .isInstanceOf(ArithmeticException.class);
        assertThatThrownBy(() -> EpochNanos.of(Instant.parse("1677-09-21T00:12:43.145224191Z")))
                .isInstanceOf(ArithmeticException.class);
    }

    @Test
    void shouldNotCareForDaylightSaving() {
        Instant before = LocalDateTime.of(2026, 3, 8, 1, 30).atZone(NEW_YORK).toInstant();
        Instant after = LocalDateTime.of(2026, 3, 8, 3, 30).atZone(NEW_YORK).toInstant();
        Duration hour = BarInterval.ofHours(1).span().orElseThrow();

        assertThat(EpochNanos.of(after) - EpochNanos.of(before)).isEqualTo(hour.toNanos());
    }

    @ParameterizedTest
    @CsvSource({"30s, 30", "5m, 300", "1h, 3600", "4h, 14400"})
    void shouldReadAndWriteIntervals(String text, long seconds) {
        BarInterval interval = BarInterval.parse(text);

        assertThat(interval).hasToString(text);
        assertThat(interval.isIntraday()).isTrue();
        assertThat(interval.span()).contains(Duration.ofSeconds(seconds));
    }

    @Test
    void shouldLeaveDaysAndWeeksToTheCalendar() {
        assertThat(BarInterval.parse("1d")).isEqualTo(BarInterval.DAY);
        assertThat(BarInterval.parse("1w")).isEqualTo(BarInterval.WEEK);
        assertThat(BarInterval.DAY.span()).isEmpty();
        assertThat(BarInterval.DAY.isIntraday()).isFalse();
        assertThat(BarInterval.ofMinutes(60)).isEqualByComparingTo(BarInterval.ofHours(1));
        assertThat(BarInterval.ofHours(23)).isLessThan(BarInterval.DAY);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "5", "m", "0m", "2d", "3w", "5M", "-5m", "5 m", "1234567m"})
    void shouldRefuseWhatIsNoInterval(String text) {
        assertThatThrownBy(() -> BarInterval.parse(text)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void shouldNameTheIntervalThatItRefuses() {
        assertThatThrownBy(() -> BarInterval.ofMinutes(0))
                .hasMessage("bar interval must be above 0, and 1 for days and weeks, was 0 MINUTE");
        assertThatThrownBy(() -> BarInterval.parse("5x")).hasMessageContaining("was '5x'");
    }
}
