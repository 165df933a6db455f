package io.fairlead.core.feed;

import io.fairlead.api.BadInputException;
import io.fairlead.api.instrument.TradingCalendar;
import io.fairlead.api.market.BarInterval;
import java.time.Duration;
import java.util.Optional;

/**
 * Where the bars of an interval begin and end. A cursor: after {@link #locate} the bounds of the bar that was found can be read.
 * Finding the bar of an instant near the last one allocates nothing. One thread.
 */
abstract sealed class BarGrid permits ClockGrid, SessionGrid {
    private static final Duration LONGEST = Duration.ofDays(1);

    /** Start of the bar that was found, in epoch nanoseconds. */
    long start;
    /** Its end, exclusive. */
    long end;

    /**
     * The grid of an interval.
     *
     * @throws BadInputException if it counts seconds, minutes or hours and is longer than a day
     */
    static BarGrid of(BarInterval interval, TradingCalendar calendar) {
        Optional<Duration> span = interval.span();
        if (span.isEmpty()) {
            return new SessionGrid(interval, calendar);
        }
        if (span.get().compareTo(LONGEST) > 0) {
            throw new BadInputException(
                    "bars by the clock are cut within each day, so " + interval + " is too long: ask for 1d or 1w");
        }
        return new ClockGrid(span.get().toNanos(), calendar);
    }

    /**
     * Finds the bar that a span of time belongs to.
     *
     * @param fromNanos its start, in epoch nanoseconds
     * @param toNanos its end, exclusive
     * @return whether there is one: days and weeks have none outside the sessions
     */
    abstract boolean locate(long fromNanos, long toNanos);
}
