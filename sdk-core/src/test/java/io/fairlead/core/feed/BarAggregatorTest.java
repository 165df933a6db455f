package io.fairlead.core.feed;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.management.ThreadMXBean;
import io.fairlead.api.BadInputException;
import io.fairlead.api.instrument.TradingCalendar;
import io.fairlead.api.market.BarInterval;
import io.fairlead.api.market.EpochNanos;
import io.fairlead.core.calendar.Calendars;
import java.lang.management.ManagementFactory;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BarAggregatorTest {
    private static final ZoneId NEW_YORK = ZoneId.of("America/New_York");

    private final List<String> sent = new ArrayList<>();
    private final TradingCalendar nyse = Calendars.nyse();

    // --- By the clock ---------------------------------------------------------------------------------------------

    @Test
    void shouldSendABarWithTheInputThatEndsIt() {
        BarAggregator fives = aggregator("5m", nyse);

        for (int minute = 30; minute < 34; minute++) {
            add(fives, "2024-01-02T09:" + minute, 1, minute, minute + 2, minute - 2, minute + 1, 10);
        }
        assertThat(sent).isEmpty();
        assertThat(fives.isPending()).isTrue();
        assertThat(EpochNanos.toInstant(fives.pendingEndNanos())).isEqualTo(instant("2024-01-02T09:35"));
        add(fives, "2024-01-02T09:34", 1, 34, 34, 20, 34, 10);

        assertThat(sent).containsExactly("01-02T09:30 to 01-02T09:35: 30.0 35.0 20.0 34.0 50.0");
        assertThat(fives.isPending()).isFalse();
        assertThat(fives.pendingEndNanos()).isEqualTo(Long.MAX_VALUE);
    }

    @Test
    void shouldSendABarWithALaterInputWhereTheLastIsMissing() {
        BarAggregator fives = aggregator("5m", nyse);

        add(fives, "2024-01-02T09:31", 1);
        add(fives, "2024-01-02T09:47", 1);

        assertThat(sent).containsExactly("01-02T09:30 to 01-02T09:35: 1.0 1.0 1.0 1.0 1.0");
        assertThat(EpochNanos.toInstant(fives.pendingEndNanos())).isEqualTo(instant("2024-01-02T09:50"));
    }

    @Test
    void shouldSendABarWhenItsTimeHasPassedAndNotBefore() {
        BarAggregator fives = aggregator("5m", nyse);
        add(fives, "2024-01-02T09:31", 1);

        assertThat(fives.flush(nanos("2024-01-02T09:35") - 1)).isFalse();
        assertThat(sent).isEmpty();
        assertThat(fives.flush(nanos("2024-01-02T09:35"))).isTrue();
        assertThat(fives.flush(nanos("2024-01-02T09:36"))).isFalse();

        assertThat(sent).containsExactly("01-02T09:30 to 01-02T09:35: 1.0 1.0 1.0 1.0 1.0");
    }

    @Test
    void shouldNotTakeWhatComesAfterItsBarHasBeenSent() {
        BarAggregator fives = aggregator("5m", nyse);
        add(fives, "2024-01-02T09:31", 1);
        fives.flush(nanos("2024-01-02T09:35"));

        assertThat(add(fives, "2024-01-02T09:34", 7)).isFalse();
        assertThat(add(fives, "2024-01-02T09:35", 1)).isTrue();

        fives.flush(Long.MAX_VALUE);
        assertThat(sent)
                .containsExactly(
                        "01-02T09:30 to 01-02T09:35: 1.0 1.0 1.0 1.0 1.0",
                        "01-02T09:35 to 01-02T09:40: 1.0 1.0 1.0 1.0 1.0");
    }

    @ParameterizedTest
    @CsvSource({
        "1h, 2024-01-02T09:30, 01-02T09:00 to 01-02T10:00",
        "1h, 2024-01-02T15:59, 01-02T15:00 to 01-02T16:00",
        "2h, 2024-01-02T09:30, 01-02T08:00 to 01-02T10:00",
        "4h, 2024-01-02T15:59, 01-02T12:00 to 01-02T16:00",
        "90m, 2024-01-02T09:30, 01-02T09:00 to 01-02T10:30",
        "90m, 2024-01-02T15:59, 01-02T15:00 to 01-02T16:00", // the close cuts
        "90m, 2024-01-02T16:00, 01-02T16:00 to 01-02T16:30", // what trades after it is apart
        "4h, 2024-11-29T12:59, 11-29T12:00 to 11-29T13:00", // an early close cuts
        "7m, 2024-01-02T23:58, 01-02T23:55 to 01-03T00:00", // the day's end cuts
        "24h, 2024-01-06T12:00, 01-06T00:00 to 01-07T00:00", // no session on a Saturday
        "30s, 2024-01-02T09:30, 01-02T09:30 to 01-02T09:30:30"
    })
    void shouldCutTheDayByTheClock(String interval, String time, String bounds) {
        BarAggregator aggregator = aggregator(interval, nyse);

        long start = nanos(time);
        aggregator.add(start, start + 30_000_000_000L, 1, 1, 1, 1, 1);
        aggregator.flush(Long.MAX_VALUE);

        assertThat(sent).singleElement().asString().startsWith(bounds + ":");
    }

    @Test
    void shouldCutByTheClockOnTheDayItIsSetForward() {
        BarAggregator hours = aggregator("4h", alwaysOpenIn(NEW_YORK));

        addEveryHalfHour(hours, "2024-03-10T05:00:00Z", 46);

        assertThat(sent.stream().map(bar -> bar.substring(0, 26)))
                .containsExactly(
                        "03-10T00:00 to 03-10T04:00",
                        "03-10T04:00 to 03-10T08:00",
                        "03-10T08:00 to 03-10T12:00",
                        "03-10T12:00 to 03-10T16:00",
                        "03-10T16:00 to 03-10T20:00",
                        "03-10T20:00 to 03-11T00:00");
        assertThat(sent.get(0)).as("three hours, six halves").endsWith(" 6.0");
    }

    @Test
    void shouldKeepTheTwoLikeHoursOfTheDayItIsSetBackApart() {
        BarAggregator hours = aggregator("1h", alwaysOpenIn(NEW_YORK));

        addEveryHalfHour(hours, "2024-11-03T04:00:00Z", 8);

        assertThat(sent)
                .containsExactly(
                        "11-03T00:00 to 11-03T01:00: 1.0 1.0 1.0 1.0 2.0",
                        "11-03T01:00 to 11-03T01:00: 1.0 1.0 1.0 1.0 2.0",
                        "11-03T01:00 to 11-03T02:00: 1.0 1.0 1.0 1.0 2.0",
                        "11-03T02:00 to 11-03T03:00: 1.0 1.0 1.0 1.0 2.0");
    }

    @Test
    void shouldRefuseWhatReachesOverTheEndOfItsBar() {
        BarAggregator twoHours = aggregator("2h", nyse);
        long half = nanos("2024-01-02T09:30");

        assertThatThrownBy(() -> twoHours.add(half, half + 3_600_000_000_000L, 1, 1, 1, 1, 1))
                .isInstanceOf(BadInputException.class)
                .hasMessageContaining("2024-01-02T14:30:00Z")
                .hasMessageContaining("2024-01-02T15:00:00Z")
                .hasMessageContaining("2h");
        assertThat(twoHours.isPending()).isFalse();
    }

    // --- By the session -------------------------------------------------------------------------------------------

    @Test
    void shouldMakeADayFromOpenToCloseAndSendItAtTheClose() {
        BarAggregator days = aggregator("1d", nyse);

        add(days, "2024-01-02T09:30", 5);
        add(days, "2024-01-02T12:30", 9);
        assertThat(sent).isEmpty();
        add(days, "2024-01-02T15:59", 7);

        assertThat(sent).containsExactly("01-02T09:30 to 01-02T16:00: 5.0 9.0 5.0 7.0 3.0");
    }

    @Test
    void shouldEndADayEarlyWithItsSession() {
        BarAggregator days = aggregator("1d", nyse);

        add(days, "2024-11-29T09:30", 5);
        add(days, "2024-11-29T12:59", 7);

        assertThat(sent).containsExactly("11-29T09:30 to 11-29T13:00: 5.0 7.0 5.0 7.0 2.0");
    }

    @Test
    void shouldLeaveOutWhatLiesOutsideTheSessions() {
        BarAggregator days = aggregator("1d", nyse);

        assertThat(add(days, "2024-01-02T04:00", 1)).isFalse();
        assertThat(add(days, "2024-01-02T09:29", 1)).isFalse();
        assertThat(add(days, "2024-01-02T09:30", 5)).isTrue();
        assertThat(add(days, "2024-01-02T16:00", 1)).isFalse();
        assertThat(add(days, "2024-01-02T19:59", 1)).isFalse();
        assertThat(add(days, "2024-01-06T12:00", 1)).isFalse();
        assertThat(add(days, "2024-01-07T20:00", 1)).isFalse();
        assertThat(add(days, "2024-01-08T09:30", 6)).isTrue();
        days.flush(nanos("2024-01-08T16:00"));

        assertThat(sent)
                .containsExactly(
                        "01-02T09:30 to 01-02T16:00: 5.0 5.0 5.0 5.0 1.0",
                        "01-08T09:30 to 01-08T16:00: 6.0 6.0 6.0 6.0 1.0");
    }

    @Test
    void shouldTakeAnHourThatTheSessionSharesInPart() {
        BarAggregator days = aggregator("1d", nyse);
        long nine = nanos("2024-01-02T09:00");
        long half = nanos("2024-01-02T15:30");
        long hour = 3_600_000_000_000L;

        days.add(nine, nine + hour, 1, 1, 1, 1, 1);
        days.add(half, half + hour, 2, 2, 2, 2, 1);

        assertThat(sent)
                .as("known only when its last part is")
                .containsExactly("01-02T09:30 to 01-02T16:30: 1.0 2.0 1.0 2.0 2.0");
    }

    @Test
    void shouldMakeAWeekFromItsFirstOpenToItsLastClose() {
        BarAggregator weeks = aggregator("1w", nyse);

        add(weeks, "2024-03-25T10:00", 1); // Monday
        add(weeks, "2024-03-28T15:59", 3); // Thursday: Friday is Good Friday
        add(weeks, "2024-04-03T10:00", 4);
        weeks.flush(nanos("2024-04-05T16:00"));

        assertThat(sent)
                .containsExactly(
                        "03-25T09:30 to 03-28T16:00: 1.0 3.0 1.0 3.0 2.0",
                        "04-01T09:30 to 04-05T16:00: 4.0 4.0 4.0 4.0 1.0");
    }

    @Test
    void shouldFindASessionThatOpensOnTheEveningBefore() {
        TradingCalendar futures = new TradingCalendar() {
            @Override
            public String name() {
                return "test";
            }

            @Override
            public ZoneId zone() {
                return NEW_YORK;
            }

            @Override
            public Optional<Session> sessionOn(LocalDate date) {
                return date.getDayOfWeek().getValue() > 5
                        ? Optional.empty()
                        : Optional.of(new Session(
                                date,
                                date.minusDays(1).atTime(18, 0).atZone(NEW_YORK).toInstant(),
                                date.atTime(17, 0).atZone(NEW_YORK).toInstant()));
            }
        };
        BarAggregator days = aggregator("1d", futures);

        assertThat(add(days, "2024-01-07T12:00", 1)).as("Sunday noon").isFalse();
        add(days, "2024-01-07T18:00", 2);
        add(days, "2024-01-08T16:59", 3);
        assertThat(add(days, "2024-01-08T17:30", 1)).isFalse();
        add(days, "2024-01-08T18:00", 4);
        days.flush(Long.MAX_VALUE);

        assertThat(sent)
                .containsExactly(
                        "01-07T18:00 to 01-08T17:00: 2.0 3.0 2.0 3.0 2.0",
                        "01-08T18:00 to 01-09T17:00: 4.0 4.0 4.0 4.0 1.0");
    }

    @ParameterizedTest
    @CsvSource({"5m", "1h", "1d"})
    void shouldAllocateNothingPerBar(String interval) {
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        long[] count = new long[1];
        BarAggregator aggregator =
                new BarAggregator(BarInterval.parse(interval), nyse, (s, e, o, h, l, c, v) -> count[0]++);
        addSessions(aggregator, LocalDate.of(2023, 1, 3), 250);

        long before = threads.getCurrentThreadAllocatedBytes();
        int added = addSessions(aggregator, LocalDate.of(2024, 1, 2), 250);
        long bytes = threads.getCurrentThreadAllocatedBytes() - before;

        assertThat(count[0]).isPositive();
        assertThat((double) bytes / added)
                .as("bytes a bar, those of new days included")
                .isLessThan(8);
    }

    /** A bar a minute from 04:00 to 20:00. */
    private static int addSessions(BarAggregator aggregator, LocalDate from, int days) {
        int added = 0;
        for (int day = 0; day < days; day++) {
            long start = EpochNanos.of(
                    from.plusDays(day).atTime(4, 0).atZone(NEW_YORK).toInstant());
            for (long minute = 0; minute < 960; minute++) {
                long at = start + minute * 60_000_000_000L;
                aggregator.add(at, at + 60_000_000_000L, 1, 1, 1, 1, 1);
                added++;
            }
        }
        return added;
    }

    // --- Faults ---------------------------------------------------------------------------------------------------

    @Test
    void shouldRefuseBarsThatCannotBeAndGoOnWithTheNext() {
        BarAggregator fives = aggregator("5m", nyse);
        add(fives, "2024-01-02T09:31", 1);

        assertThatThrownBy(() -> add(fives, "2024-01-02T09:31", 1)).hasMessageContaining("time must rise");
        assertThatThrownBy(() -> add(fives, "2024-01-02T09:32", 1, 1, 1, 2, 1, 1))
                .hasMessageContaining("below low");
        assertThatThrownBy(() -> add(fives, "2024-01-02T09:32", Double.NaN)).isInstanceOf(BadInputException.class);
        assertThatThrownBy(() -> fives.add(nanos("2024-01-02T09:33"), nanos("2024-01-02T09:33"), 1, 1, 1, 1, 1))
                .hasMessageContaining("not after its start");
        add(fives, "2024-01-02T09:34", 2);

        assertThat(sent).containsExactly("01-02T09:30 to 01-02T09:35: 1.0 2.0 1.0 2.0 2.0");
    }

    @Test
    void shouldRefuseIntervalsThatNoDayHolds() {
        assertThatThrownBy(() -> aggregator("48h", nyse))
                .isInstanceOf(BadInputException.class)
                .hasMessageContaining("48h");
    }

    // --- Words ----------------------------------------------------------------------------------------------------

    private BarAggregator aggregator(String interval, TradingCalendar calendar) {
        return new BarAggregator(
                BarInterval.parse(interval),
                calendar,
                (start, end, open, high, low, close, volume) -> sent.add(local(start) + " to " + local(end) + ": "
                        + open + " " + high + " " + low + " " + close + " " + volume));
    }

    private static String local(long nanos) {
        return LocalDateTime.ofInstant(EpochNanos.toInstant(nanos), NEW_YORK)
                .toString()
                .substring(5);
    }

    private static boolean add(BarAggregator aggregator, String start, double price) {
        return add(aggregator, start, 1, price, price, price, price, 1);
    }

    private static boolean add(
            BarAggregator aggregator,
            String start,
            int minutes,
            double open,
            double high,
            double low,
            double close,
            double volume) {
        long nanos = nanos(start);
        return aggregator.add(nanos, nanos + minutes * 60_000_000_000L, open, high, low, close, volume);
    }

    private static void addEveryHalfHour(BarAggregator aggregator, String from, int count) {
        long half = 1_800_000_000_000L;
        long start = EpochNanos.of(Instant.parse(from));
        for (int i = 0; i < count; i++) {
            aggregator.add(start + i * half, start + (i + 1) * half, 1, 1, 1, 1, 1);
        }
    }

    private static long nanos(String local) {
        return EpochNanos.of(instant(local));
    }

    private static Instant instant(String local) {
        return LocalDateTime.parse(local).atZone(NEW_YORK).toInstant();
    }

    private static TradingCalendar alwaysOpenIn(ZoneId zone) {
        return new TradingCalendar() {
            @Override
            public String name() {
                return "always open in " + zone;
            }

            @Override
            public ZoneId zone() {
                return zone;
            }

            @Override
            public Optional<Session> sessionOn(LocalDate date) {
                Instant open = date.atStartOfDay(zone).toInstant();
                return Optional.of(new Session(
                        date, open, date.plusDays(1).atStartOfDay(zone).toInstant()));
            }
        };
    }
}
