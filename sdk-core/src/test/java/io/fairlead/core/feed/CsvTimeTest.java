package io.fairlead.core.feed;

import static org.assertj.core.api.Assertions.assertThat;

import io.fairlead.api.market.EpochNanos;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CsvTimeTest {
    private static final ZoneId NEW_YORK = ZoneId.of("America/New_York");

    private final CsvTime local = new CsvTime(NEW_YORK, true);
    private final CsvTime universal = new CsvTime(NEW_YORK, false);

    @ParameterizedTest
    @CsvSource({
        "2026-01-22T14:30:00Z, 2026-01-22T14:30:00Z",
        "2026-01-22 14:30:00Z, 2026-01-22T14:30:00Z",
        "2026-01-22T14:30Z, 2026-01-22T14:30:00Z",
        "2026-01-22T14:30:00.5Z, 2026-01-22T14:30:00.500Z",
        "2026-01-22T14:30:00.123456789Z, 2026-01-22T14:30:00.123456789Z",
        "2026-01-22T09:30:00-05:00, 2026-01-22T14:30:00Z",
        "1969-12-31T23:59:59Z, 1969-12-31T23:59:59Z",
        "2024-02-29T00:00:00Z, 2024-02-29T00:00:00Z"
    })
    void shouldReadTimesWithTheirOffset(String text, Instant expected) {
        assertThat(parse(universal, text)).isNull();
        assertThat(universal.isDate()).isFalse();
        assertThat(EpochNanos.toInstant(universal.nanos())).isEqualTo(expected);
        assertThat(parse(local, text)).isNull();
        assertThat(EpochNanos.toInstant(local.nanos())).isEqualTo(expected);
    }

    @Test
    void shouldReadEveryDateFromTheEpochOn() {
        for (LocalDate date = LocalDate.of(1896, 1, 1); date.getYear() < 2105; date = date.plusDays(1)) {
            assertThat(parse(universal, date.toString())).isNull();
            assertThat(universal.isDate()).isTrue();
            assertThat(universal.epochDay()).isEqualTo(date.toEpochDay());
        }
    }

    @Test
    void shouldPlaceLocalTimesOnAllDaysOfAYearAsTheZoneDoes() {
        for (LocalDateTime time = LocalDateTime.of(2024, 1, 1, 4, 0);
                time.getYear() == 2024;
                time = time.plusHours(7)) {
            assertThat(parse(local, time + ":00")).as("%s", time).isNull();
            assertThat(EpochNanos.toInstant(local.nanos()))
                    .isEqualTo(time.atZone(NEW_YORK).toInstant());
        }
    }

    @Test
    void shouldRefuseALocalTimeThatClocksSkipped() {
        assertThat(parse(local, "2024-03-10T02:30:00"))
                .contains("'2024-03-10T02:30:00' does not exist in America/New_York");
        assertThat(parse(local, "2024-03-10T03:00:00")).isNull();
        assertThat(EpochNanos.toInstant(local.nanos())).isEqualTo("2024-03-10T07:00:00Z");
    }

    @Test
    void shouldTakeTheFirstOfTwoLikeLocalTimesUnlessTimeWouldStandStill() {
        byte[] bytes = "2024-11-03T01:30:00".getBytes(StandardCharsets.US_ASCII);

        assertThat(local.parse(bytes, 0, bytes.length, Long.MIN_VALUE)).isNull();
        long first = local.nanos();
        assertThat(local.parse(bytes, 0, bytes.length, first)).isNull();
        long second = local.nanos();

        assertThat(EpochNanos.toInstant(first)).isEqualTo("2024-11-03T05:30:00Z");
        assertThat(EpochNanos.toInstant(second)).isEqualTo("2024-11-03T06:30:00Z");
    }

    @Test
    void shouldAskForAnOffsetWhereTheColumnDoesNotMeanLocalTime() {
        assertThat(parse(universal, "2024-01-02T09:30:00")).contains("does not say its offset");
    }

    @ParameterizedTest
    @ValueSource(strings = {"1677-12-31", "2262-01-01", "9999-12-31", "0001-01-01T00:00:00Z"})
    void shouldRefuseYearsThatEpochNanosecondsDoNotReach(String text) {
        assertThat(parse(universal, text)).contains(text).contains("1678 to 2261");
    }

    @Test
    void shouldAskForTheUnitOfACount() {
        assertThat(parse(universal, "1723161253937085768")).contains("count whose unit is not said");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "x",
                "2024-13-01",
                "2024-02-30",
                "2023-02-29",
                "2024-00-10",
                "2024-01-00",
                "24-01-01",
                "2024/01/02",
                "2024-01-02T",
                "2024-01-02T24:00:00Z",
                "2024-01-02T09:60:00Z",
                "2024-01-02T09:30:00.Z",
                "2024-01-02T09:30:00.1234567890Z",
                "2024-01-02T09:30:00Zx",
                "2024-01-02T09:30:00+99:00",
                "2024-01-02T9:30:00Z",
                "2024-01-02T09:30:00 ",
                "2024-01-02x09:30:00Z"
            })
    void shouldSayWhatIsNoTime(String text) {
        assertThat(parse(local, text)).contains("not a time");
    }

    private static String parse(CsvTime time, String text) {
        byte[] bytes = text.getBytes(StandardCharsets.US_ASCII);
        return time.parse(bytes, 0, bytes.length, Long.MIN_VALUE);
    }
}
