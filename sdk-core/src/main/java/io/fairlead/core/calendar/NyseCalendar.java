package io.fairlead.core.calendar;

import io.fairlead.api.BadInputException;
import io.fairlead.api.instrument.TradingCalendar;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** All sessions of the New York Stock Exchange in its range, made once and looked up by date. */
final class NyseCalendar implements TradingCalendar {
    private static final int FIRST_YEAR = 1998;
    private static final int LAST_YEAR = 2030;
    private static final LocalTime OPEN = LocalTime.of(9, 30);
    private static final LocalTime CLOSE = LocalTime.of(16, 0);

    static final NyseCalendar INSTANCE = new NyseCalendar();

    private final ZoneId zone = ZoneId.of("America/New_York");
    private final LocalDate first = LocalDate.of(FIRST_YEAR, 1, 1);
    private final LocalDate last = LocalDate.of(LAST_YEAR, 12, 31);
    private final List<Optional<Session>> sessions = new ArrayList<>();

    private NyseCalendar() {
        NyseHolidays holidays = new NyseHolidays(FIRST_YEAR, LAST_YEAR);
        for (LocalDate date = first; !date.isAfter(last); date = date.plusDays(1)) {
            sessions.add(isClosed(date, holidays) ? Optional.empty() : Optional.of(session(date, holidays)));
        }
    }

    private static boolean isClosed(LocalDate date, NyseHolidays holidays) {
        DayOfWeek day = date.getDayOfWeek();
        return day == DayOfWeek.SATURDAY || day == DayOfWeek.SUNDAY || holidays.isClosed(date);
    }

    private Session session(LocalDate date, NyseHolidays holidays) {
        LocalTime open = holidays.lateOpen(date).orElse(OPEN);
        LocalTime close = holidays.earlyClose(date).orElse(CLOSE);
        return new Session(
                date,
                date.atTime(open).atZone(zone).toInstant(),
                date.atTime(close).atZone(zone).toInstant());
    }

    /** The year in which the data was last looked over, with a letter for its versions. */
    @Override
    public String name() {
        return "NYSE 2026a";
    }

    @Override
    public ZoneId zone() {
        return zone;
    }

    @Override
    public Optional<Session> sessionOn(LocalDate date) {
        if (date.isBefore(first) || date.isAfter(last)) {
            throw new BadInputException("calendar " + name() + " knows " + first + " to " + last + ", was asked for "
                    + date + ": use dates in that range, or another calendar");
        }
        return sessions.get((int) (date.toEpochDay() - first.toEpochDay()));
    }

    @Override
    public String toString() {
        return name();
    }
}
