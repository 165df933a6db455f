package io.fairlead.core.calendar;

import io.fairlead.api.instrument.TradingCalendar;

/** The trading calendars that come with the library. For another market implement {@link TradingCalendar}. Any thread. */
public final class Calendars {
    private Calendars() {}

    /**
     * The New York Stock Exchange and with it all US equity exchanges: regular sessions from 09:30 to 16:00 New York time, with
     * all holidays, closures and scheduled short sessions from 1998-01-01 to 2030-12-31. Trading halts and minutes of silence are
     * no part of it. Dates outside its range are refused with a {@link io.fairlead.api.BadInputException}.
     */
    public static TradingCalendar nyse() {
        return NyseCalendar.INSTANCE;
    }
}
