package io.fairlead.core.journal;

import io.fairlead.api.BadInputException;
import io.fairlead.api.instrument.TradingCalendar;
import io.fairlead.core.calendar.Calendars;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Optional;

/**
 * Stands for a calendar whose name alone is known here: one of the host's own, or another version of ours.
 *
 * @param name as it was written down
 * @param zone as it was written down
 */
record RecordedCalendar(String name, ZoneId zone) implements TradingCalendar {
    /** The calendar of that name, or what stands for it. */
    static TradingCalendar resolve(String name, ZoneId zone) {
        TradingCalendar nyse = Calendars.nyse();
        return nyse.name().equals(name) && nyse.zone().equals(zone) ? nyse : new RecordedCalendar(name, zone);
    }

    /** @throws BadInputException always */
    @Override
    public Optional<Session> sessionOn(LocalDate date) {
        throw new BadInputException(
                "calendar '" + name + "' is known by its name only, for it comes from a journal; was asked for " + date
                        + ": use the instrument of the venue, or give it a calendar");
    }
}
