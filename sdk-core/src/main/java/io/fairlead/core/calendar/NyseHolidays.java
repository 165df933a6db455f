package io.fairlead.core.calendar;

import static java.time.DayOfWeek.FRIDAY;
import static java.time.DayOfWeek.MONDAY;
import static java.time.DayOfWeek.SATURDAY;
import static java.time.DayOfWeek.SUNDAY;
import static java.time.DayOfWeek.THURSDAY;
import static java.time.temporal.TemporalAdjusters.dayOfWeekInMonth;
import static java.time.temporal.TemporalAdjusters.lastInMonth;

import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.Month;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The days on which the New York Stock Exchange deviates from its usual week, by its rules 7.2 and 51 and the closures it
 * announced. Valid from 1998, when it first observed Martin Luther King's birthday.
 */
final class NyseHolidays {
    private static final LocalTime ONE = LocalTime.of(13, 0);
    private static final int FIRST_JUNETEENTH = 2022;
    private static final int FIRST_JULY_3RD_BEFORE_A_THURSDAY = 2013;

    private final Set<LocalDate> closed = new HashSet<>();
    private final Map<LocalDate, LocalTime> earlyCloses = new HashMap<>();
    private final Map<LocalDate, LocalTime> lateOpens = new HashMap<>();

    NyseHolidays(int firstYear, int lastYear) {
        for (int year = firstYear; year <= lastYear; year++) {
            addHolidays(year);
            addEarlyCloses(year);
        }
        addSpecialDays();
    }

    /** Whether the exchange stays closed on a date that is no weekend. */
    boolean isClosed(LocalDate date) {
        return closed.contains(date);
    }

    /** When the exchange closes on a date on which it closes early. */
    Optional<LocalTime> earlyClose(LocalDate date) {
        return Optional.ofNullable(earlyCloses.get(date));
    }

    /** When the exchange opens on a date on which it opens late. */
    Optional<LocalTime> lateOpen(LocalDate date) {
        return Optional.ofNullable(lateOpens.get(date));
    }

    private void addHolidays(int year) {
        addNewYear(year);
        closed.add(LocalDate.of(year, Month.JANUARY, 1).with(dayOfWeekInMonth(3, MONDAY))); // Martin Luther King
        closed.add(LocalDate.of(year, Month.FEBRUARY, 1).with(dayOfWeekInMonth(3, MONDAY))); // Washington
        closed.add(easterSunday(year).minusDays(2)); // Good Friday
        closed.add(LocalDate.of(year, Month.MAY, 1).with(lastInMonth(MONDAY))); // Memorial Day
        if (year >= FIRST_JUNETEENTH) {
            closed.add(observed(LocalDate.of(year, Month.JUNE, 19)));
        }
        closed.add(observed(independenceDay(year)));
        closed.add(LocalDate.of(year, Month.SEPTEMBER, 1).with(dayOfWeekInMonth(1, MONDAY))); // Labor Day
        closed.add(thanksgiving(year));
        closed.add(observed(LocalDate.of(year, Month.DECEMBER, 25)));
    }

    /** A New Year's Day on a Saturday is not made up for: the Friday before ends the year and its accounts. */
    private void addNewYear(int year) {
        LocalDate day = LocalDate.of(year, Month.JANUARY, 1);
        if (day.getDayOfWeek() != SATURDAY) {
            closed.add(observed(day));
        }
    }

    private void addEarlyCloses(int year) {
        earlyCloses.put(thanksgiving(year).plusDays(1), ONE);
        LocalDate christmasEve = LocalDate.of(year, Month.DECEMBER, 24);
        if (isMondayToThursday(christmasEve)) {
            earlyCloses.put(christmasEve, ONE);
        }
        addEarlyCloseAboutIndependenceDay(year);
    }

    /** The day before the 4th of July; until 2012 the day after it instead where it fell on a Thursday. */
    private void addEarlyCloseAboutIndependenceDay(int year) {
        LocalDate holiday = independenceDay(year);
        if (holiday.getDayOfWeek() == THURSDAY && year < FIRST_JULY_3RD_BEFORE_A_THURSDAY) {
            earlyCloses.put(holiday.plusDays(1), ONE);
        } else if (isMondayToThursday(holiday.minusDays(1))) {
            earlyCloses.put(holiday.minusDays(1), ONE);
        }
    }

    private void addSpecialDays() {
        for (int day = 11; day <= 14; day++) {
            closed.add(LocalDate.of(2001, Month.SEPTEMBER, day)); // attack on the World Trade Center
        }
        closed.add(LocalDate.of(2004, Month.JUNE, 11)); // mourning for Ronald Reagan
        closed.add(LocalDate.of(2007, Month.JANUARY, 2)); // mourning for Gerald Ford
        closed.add(LocalDate.of(2012, Month.OCTOBER, 29)); // hurricane Sandy
        closed.add(LocalDate.of(2012, Month.OCTOBER, 30));
        closed.add(LocalDate.of(2018, Month.DECEMBER, 5)); // mourning for George H. W. Bush
        closed.add(LocalDate.of(2025, Month.JANUARY, 9)); // mourning for Jimmy Carter
        earlyCloses.put(LocalDate.of(1999, Month.DECEMBER, 31), ONE); // turn of the millennium, announced 1999-06-04
        earlyCloses.put(LocalDate.of(2003, Month.DECEMBER, 26), ONE);
        lateOpens.put(LocalDate.of(2002, Month.SEPTEMBER, 11), LocalTime.NOON); // a year after the attack
    }

    /** A holiday on a Saturday is kept on the Friday before, one on a Sunday on the Monday after. */
    private static LocalDate observed(LocalDate holiday) {
        return switch (holiday.getDayOfWeek()) {
            case SATURDAY -> holiday.minusDays(1);
            case SUNDAY -> holiday.plusDays(1);
            default -> holiday;
        };
    }

    private static LocalDate independenceDay(int year) {
        return LocalDate.of(year, Month.JULY, 4);
    }

    private static LocalDate thanksgiving(int year) {
        return LocalDate.of(year, Month.NOVEMBER, 1).with(dayOfWeekInMonth(4, THURSDAY));
    }

    private static boolean isMondayToThursday(LocalDate date) {
        DayOfWeek day = date.getDayOfWeek();
        return day != FRIDAY && day != SATURDAY && day != SUNDAY;
    }

    /** The anonymous Gregorian algorithm (Meeus, Astronomical Algorithms, chapter 8). */
    private static LocalDate easterSunday(int year) {
        int a = year % 19;
        int b = year / 100;
        int c = year % 100;
        int g = (8 * b + 13) / 25;
        int h = (19 * a + b - b / 4 - g + 15) % 30;
        int l = (32 + 2 * (b % 4) + 2 * (c / 4) - h - c % 4) % 7;
        int m = (a + 11 * h + 22 * l) / 451;
        int monthAndDay = h + l - 7 * m + 114;
        return LocalDate.of(year, monthAndDay / 31, monthAndDay % 31 + 1);
    }
}
