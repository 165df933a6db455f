package io.fairlead.fakes.alpaca;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.Month;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.temporal.TemporalAdjusters;
import java.util.Optional;

/**
 * New York's trading days and sessions: overnight 20:00 to 04:00, pre-market to 09:30, regular to 16:00 (13:00 on short days), after
 * hours to 20:00 (17:00). Holidays by the exchanges' rules since 2022. Immutable; any thread.
 */
final class AlpacaSessions {
    static final ZoneId NEW_YORK = ZoneId.of("America/New_York");

    private static final LocalTime PRE = LocalTime.of(4, 0);
    private static final LocalTime OPEN = LocalTime.of(9, 30);
    private static final LocalTime CLOSE = LocalTime.of(16, 0);
    private static final LocalTime SHORT_CLOSE = LocalTime.of(13, 0);
    private static final LocalTime EVENING = LocalTime.of(20, 0);
    private static final DateTimeFormatter WITHOUT_COLON = DateTimeFormatter.ofPattern("HHmm");

    private AlpacaSessions() {}

    /** What trades now. */
    enum Phase {
        OVERNIGHT,
        PRE,
        REGULAR,
        AFTER,
        CLOSED
    }

    /** One trading day, all times at New York. */
    record Day(LocalDate date, LocalTime close) {
        Instant opensAt() {
            return date.atTime(OPEN).atZone(NEW_YORK).toInstant();
        }

        Instant closesAt() {
            return date.atTime(close).atZone(NEW_YORK).toInstant();
        }

        /** When extended hours end. */
        Instant endsAt() {
            return date.atTime(sessionClose()).atZone(NEW_YORK).toInstant();
        }

        private LocalTime sessionClose() {
            return close.equals(CLOSE) ? EVENING : LocalTime.of(17, 0);
        }

        ObjectNode toJson() {
            return AlpacaJson.object()
                    .put("date", date.toString())
                    .put("open", OPEN.toString())
                    .put("close", close.toString())
                    .put("session_open", WITHOUT_COLON.format(PRE))
                    .put("session_close", WITHOUT_COLON.format(sessionClose()))
                    .put("settlement_date", from(date.plusDays(1)).date().toString());
        }
    }

    /** That day, if it is one of trading. */
    static Optional<Day> day(LocalDate date) {
        if (date.getDayOfWeek().getValue() >= DayOfWeek.SATURDAY.getValue() || isHoliday(date)) {
            return Optional.empty();
        }
        return Optional.of(new Day(date, isShort(date) ? SHORT_CLOSE : CLOSE));
    }

    /** The first trading day on or after a date. */
    static Day from(LocalDate date) {
        LocalDate candidate = date;
        while (true) {
            Optional<Day> day = day(candidate);
            if (day.isPresent()) {
                return day.get();
            }
            candidate = candidate.plusDays(1);
        }
    }

    /** The session that an instant lies in. */
    static Phase phase(Instant now) {
        ZonedDateTime local = now.atZone(NEW_YORK);
        LocalTime time = local.toLocalTime();
        if (!time.isBefore(EVENING)) {
            return day(local.toLocalDate().plusDays(1)).isPresent() ? Phase.OVERNIGHT : Phase.CLOSED;
        }
        Optional<Day> day = day(local.toLocalDate());
        if (day.isEmpty()) {
            return Phase.CLOSED;
        }
        if (time.isBefore(PRE)) {
            return Phase.OVERNIGHT;
        }
        if (time.isBefore(OPEN)) {
            return Phase.PRE;
        }
        if (now.isBefore(day.get().closesAt())) {
            return Phase.REGULAR;
        }
        return now.isBefore(day.get().endsAt()) ? Phase.AFTER : Phase.CLOSED;
    }

    /** The trading day whose regular session has not ended yet. */
    static Day current(Instant now) {
        LocalDate today = now.atZone(NEW_YORK).toLocalDate();
        Day day = from(today);
        return now.isBefore(day.closesAt()) ? day : from(day.date().plusDays(1));
    }

    /** The trading day whose extended hours have not ended yet. */
    static Day currentExtended(Instant now) {
        LocalDate today = now.atZone(NEW_YORK).toLocalDate();
        Day day = from(today);
        return now.isBefore(day.endsAt()) ? day : from(day.date().plusDays(1));
    }

    static Instant nextOpen(Instant now) {
        Day day = from(now.atZone(NEW_YORK).toLocalDate());
        return now.isBefore(day.opensAt())
                ? day.opensAt()
                : from(day.date().plusDays(1)).opensAt();
    }

    private static boolean isShort(LocalDate date) {
        return date.equals(thanksgiving(date.getYear()).plusDays(1))
                || (date.getMonth() == Month.DECEMBER && date.getDayOfMonth() == 24)
                || (date.getMonth() == Month.JULY && date.getDayOfMonth() == 3);
    }

    private static boolean isHoliday(LocalDate date) {
        int year = date.getYear();
        return date.equals(newYear(year))
                || date.equals(nth(3, DayOfWeek.MONDAY, year, Month.JANUARY))
                || date.equals(nth(3, DayOfWeek.MONDAY, year, Month.FEBRUARY))
                || date.equals(easter(year).minusDays(2))
                || date.equals(
                        LocalDate.of(year, Month.MAY, 31).with(TemporalAdjusters.previousOrSame(DayOfWeek.MONDAY)))
                || date.equals(observed(LocalDate.of(year, Month.JUNE, 19)))
                || date.equals(observed(LocalDate.of(year, Month.JULY, 4)))
                || date.equals(nth(1, DayOfWeek.MONDAY, year, Month.SEPTEMBER))
                || date.equals(thanksgiving(year))
                || date.equals(observed(LocalDate.of(year, Month.DECEMBER, 25)));
    }

    /** New Year's day on a Saturday is not made up for: NYSE rule 7.2. */
    private static LocalDate newYear(int year) {
        LocalDate first = LocalDate.of(year, Month.JANUARY, 1);
        return first.getDayOfWeek() == DayOfWeek.SUNDAY ? first.plusDays(1) : first;
    }

    private static LocalDate observed(LocalDate date) {
        return switch (date.getDayOfWeek()) {
            case SATURDAY -> date.minusDays(1);
            case SUNDAY -> date.plusDays(1);
            default -> date;
        };
    }

    private static LocalDate thanksgiving(int year) {
        return nth(4, DayOfWeek.THURSDAY, year, Month.NOVEMBER);
    }

    private static LocalDate nth(int n, DayOfWeek day, int year, Month month) {
        return LocalDate.of(year, month, 1).with(TemporalAdjusters.dayOfWeekInMonth(n, day));
    }

    /** Easter Sunday in the Gregorian calendar (the anonymous algorithm of 1876). */
    private static LocalDate easter(int year) {
        int a = year % 19;
        int b = year / 100;
        int c = year % 100;
        int d = (19 * a + b - b / 4 - (b - (b + 8) / 25 + 1) / 3 + 15) % 30;
        int e = (32 + 2 * (b % 4) + 2 * (c / 4) - d - c % 4) % 7;
        int f = d + e - 7 * ((a + 11 * d + 22 * e) / 451) + 114;
        return LocalDate.of(year, f / 31, f % 31 + 1);
    }
}
