package io.fairlead.core.feed;

import static java.time.DayOfWeek.MONDAY;
import static java.time.temporal.TemporalAdjusters.previousOrSame;

import io.fairlead.api.instrument.TradingCalendar;
import io.fairlead.api.instrument.TradingCalendar.Session;
import io.fairlead.api.market.BarInterval;
import io.fairlead.api.market.EpochNanos;
import java.time.LocalDate;
import java.util.Optional;

/**
 * Bars from a session's open to its close, or from the first open of a week (Monday first) to its last close. A span belongs to the
 * session it shares time with, in part at least: the hour from 09:00 belongs to the session that opens at 09:30.
 */
final class SessionGrid extends BarGrid {
    private final TradingCalendar calendar;
    private final boolean weekly;

    private long open;
    private long close;
    /** Start of a span in which no session trades. */
    private long gapStart;
    /** Its end. */
    private long gapEnd;

    SessionGrid(BarInterval interval, TradingCalendar calendar) {
        this.calendar = calendar;
        this.weekly = interval.equals(BarInterval.WEEK);
    }

    @Override
    boolean locate(long fromNanos, long toNanos) {
        if (fromNanos >= gapStart && toNanos <= gapEnd) {
            return false;
        }
        return (fromNanos < close && toNanos > open) || find(fromNanos, toNanos);
    }

    /** A session may open on the day before its date, or close on the day after. */
    private boolean find(long fromNanos, long toNanos) {
        LocalDate date = LocalDate.ofInstant(EpochNanos.toInstant(fromNanos), calendar.zone());
        long nextDay =
                EpochNanos.of(date.plusDays(1).atStartOfDay(calendar.zone()).toInstant());
        gapStart = fromNanos;
        gapEnd = Math.max(nextDay, toNanos);
        return isSessionOf(date, fromNanos, toNanos)
                || isSessionOf(date.plusDays(1), fromNanos, toNanos)
                || isSessionOf(date.minusDays(1), fromNanos, toNanos);
    }

    private boolean isSessionOf(LocalDate date, long fromNanos, long toNanos) {
        Optional<Session> session = calendar.sessionOn(date);
        if (session.isEmpty()) {
            return false;
        }
        long opens = EpochNanos.of(session.get().open());
        long closes = EpochNanos.of(session.get().close());
        if (fromNanos >= closes || toNanos <= opens) {
            gapEnd = opens >= toNanos ? Math.min(gapEnd, opens) : gapEnd;
            return false;
        }
        open = opens;
        close = closes;
        gapEnd = gapStart;
        bound(date);
        return true;
    }

    private void bound(LocalDate date) {
        start = open;
        end = close;
        if (weekly) {
            LocalDate monday = date.with(previousOrSame(MONDAY));
            for (LocalDate day = monday; day.isBefore(monday.plusWeeks(1)); day = day.plusDays(1)) {
                Optional<Session> session = calendar.sessionOn(day);
                start = Math.min(
                        start, session.map(s -> EpochNanos.of(s.open())).orElse(start));
                end = Math.max(end, session.map(s -> EpochNanos.of(s.close())).orElse(end));
            }
        }
    }
}
