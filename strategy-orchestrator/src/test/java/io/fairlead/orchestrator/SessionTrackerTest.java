package io.fairlead.orchestrator;

import static org.assertj.core.api.Assertions.assertThat;

import io.fairlead.api.edge.SessionStats;
import io.fairlead.core.calendar.Calendars;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import org.junit.jupiter.api.Test;

class SessionTrackerTest {
    private static final LocalDate MONDAY = LocalDate.of(2024, 7, 1);
    private static final LocalDate TUESDAY = LocalDate.of(2024, 7, 2);
    private static final LocalDate HALF_DAY = LocalDate.of(2024, 7, 3);

    @Test
    void shouldRestartAtEveryBarUpToTheCutoff() {
        SessionTracker tracker = classic();

        add(tracker, 0, MONDAY.atTime(9, 30), 10, 12, 9, 11, 100);
        add(tracker, 1, MONDAY.atTime(9, 35), 11, 11.5, 10.5, 11.2, 50);
        add(tracker, 2, MONDAY.atTime(9, 40), 11.2, 11.8, 11, 11.1, 70);

        assertThat(tracker.stats()).isEqualTo(new SessionStats(11, 11.8, 10.5, 11.1, 120));
        assertThat(tracker.firstBar()).isEqualTo(1);
    }

    @Test
    void shouldBeginASessionWithTheVeryFirstBarWheneverItComes() {
        SessionTracker tracker = classic();

        add(tracker, 0, MONDAY.atTime(14, 0), 10, 12, 9, 11, 100);

        assertThat(tracker.open()).isEqualTo(10);
    }

    @Test
    void shouldTakeTheSessionsFirstBarByTheCalendar() {
        SessionTracker tracker = standard();

        add(tracker, 0, MONDAY.atTime(9, 30), 10, 12, 9, 11, 100);
        add(tracker, 1, MONDAY.atTime(9, 35), 11, 11.5, 10.5, 11.2, 50);
        add(tracker, 2, TUESDAY.atTime(9, 45), 20, 22, 19, 21, 30);

        assertThat(tracker.stats()).isEqualTo(new SessionStats(20, 22, 19, 21, 30));
        assertThat(tracker.previous()).isEqualTo(new SessionStats(10, 12, 9, 11.2, 150));
        assertThat(tracker.firstBar()).isEqualTo(2);
    }

    @Test
    void shouldNotBeginASessionOutsideTradingHours() {
        SessionTracker tracker = standard();

        add(tracker, 0, MONDAY.atTime(9, 30), 10, 12, 9, 11, 100);
        add(tracker, 1, MONDAY.atTime(17, 0), 30, 30, 30, 30, 1);
        add(tracker, 2, TUESDAY.atTime(8, 0), 40, 40, 40, 40, 1);

        assertThat(tracker.open()).isEqualTo(10);
        assertThat(tracker.previous()).isEqualTo(SessionStats.NONE);
    }

    @Test
    void shouldKnowNoPreviousSessionAtFirst() {
        SessionTracker tracker = classic();

        add(tracker, 0, MONDAY.atTime(9, 30), 10, 12, 9, 11, 100);

        assertThat(tracker.previous().isKnown()).isFalse();
    }

    @Test
    void shouldFlattenAtFiveToFourByTheClassicRulesEvenOnAHalfDay() {
        SessionTracker tracker = classic();

        add(tracker, 0, HALF_DAY.atTime(12, 50), 10, 12, 9, 11, 100);

        assertThat(tracker.isFlattenTime(nanos(HALF_DAY.atTime(12, 55)))).isFalse();
        assertThat(tracker.isFlattenTime(nanos(HALF_DAY.atTime(15, 54, 59)))).isFalse();
        assertThat(tracker.isFlattenTime(nanos(HALF_DAY.atTime(15, 55)))).isTrue();
    }

    @Test
    void shouldFlattenFiveMinutesBeforeTheCalendarsClose() {
        SessionTracker tracker = standard();

        add(tracker, 0, HALF_DAY.atTime(12, 50), 10, 12, 9, 11, 100);

        assertThat(tracker.isFlattenTime(nanos(HALF_DAY.atTime(12, 54, 59)))).isFalse();
        assertThat(tracker.isFlattenTime(nanos(HALF_DAY.atTime(12, 55)))).isTrue();
    }

    @Test
    void shouldFlattenAtMidnightAtTheLatest() {
        SessionTracker tracker = new SessionTracker(
                OrchestratorConfig.classic().toBuilder()
                        .set(Parameter.FLATTEN_MINUTE, 1440)
                        .build(),
                null);

        add(tracker, 0, MONDAY.atTime(23, 55), 10, 12, 9, 11, 100);

        assertThat(tracker.isFlattenTime(nanos(MONDAY.atTime(23, 55)))).isFalse();
        assertThat(tracker.isFlattenTime(nanos(TUESDAY.atTime(LocalTime.MIDNIGHT))))
                .isTrue();
    }

    @Test
    void shouldReadTheExchangesClockThroughDaylightSaving() {
        ExchangeClock clock = new ExchangeClock(TestBars.NEW_YORK);

        for (LocalDate date : new LocalDate[] {
            LocalDate.of(2024, 3, 8), LocalDate.of(2024, 3, 11), LocalDate.of(2024, 11, 1), LocalDate.of(2024, 11, 4)
        }) {
            long start = nanos(date.atTime(9, 30));

            assertThat(clock.secondOfDay(start)).as("%s", date).isEqualTo(9 * 3600 + 30 * 60);
            assertThat(clock.day(start)).isEqualTo(date.toEpochDay());
        }
        assertThat(clock.secondOfDay(nanos(LocalDate.of(2024, 1, 2).atTime(16, 0))))
                .isEqualTo(16 * 3600);
    }

    private static SessionTracker classic() {
        return new SessionTracker(OrchestratorConfig.classic(), null);
    }

    private static SessionTracker standard() {
        return new SessionTracker(OrchestratorConfig.standard(), Calendars.nyse());
    }

    private static long nanos(LocalDateTime newYork) {
        return TestBars.nanos(newYork);
    }

    private static void add(
            SessionTracker tracker,
            long number,
            LocalDateTime start,
            double open,
            double high,
            double low,
            double close,
            double volume) {
        tracker.add(number, nanos(start), open, high, low, close, volume);
    }
}
