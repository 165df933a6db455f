package io.fairlead.core.feed;

import io.fairlead.api.instrument.TradingCalendar;
import io.fairlead.api.instrument.TradingCalendar.Session;
import io.fairlead.api.market.EpochNanos;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.TreeSet;

/**
 * Lines of the clock on the wall, counted from the start of each day in the calendar's zone; the last bar of a day ends with it. A
 * session's close is a line too, so that no bar is held open over an early close. On days on which clocks change, lines are where
 * the clock shows them: none in the hour that is left out, two in the one that comes twice.
 */
final class ClockGrid extends BarGrid {
    private static final long NANOS_PER_DAY = 86_400_000_000_000L;

    private final long span;
    private final TradingCalendar calendar;
    private final ZoneId zone;

    private long dayStart;
    private long dayEnd;
    /** End of the day's session; the day's end where there is none or it closes on another day. */
    private long close;
    /** Lines of a day on which clocks change, its start first; empty on others. */
    private long[] lines = {};

    ClockGrid(long span, TradingCalendar calendar) {
        this.span = span;
        this.calendar = calendar;
        this.zone = calendar.zone();
    }

    @Override
    boolean locate(long fromNanos, long toNanos) {
        if (fromNanos < dayStart || fromNanos >= dayEnd) {
            moveToDayOf(fromNanos);
        }
        if (lines.length == 0) {
            start = dayStart + (fromNanos - dayStart) / span * span;
            end = Math.min(start + span, dayEnd);
        } else {
            findAmongLines(fromNanos);
        }
        if (start < close && close < end) {
            if (fromNanos < close) {
                end = close;
            } else {
                start = close;
            }
        }
        return true;
    }

    private void findAmongLines(long nanos) {
        int line = lines.length - 1;
        while (lines[line] > nanos) {
            line--;
        }
        start = lines[line];
        end = line + 1 < lines.length ? lines[line + 1] : dayEnd;
    }

    private void moveToDayOf(long nanos) {
        Instant instant = EpochNanos.toInstant(nanos);
        LocalDate date = LocalDate.ofInstant(instant, zone);
        Optional<Session> session = calendar.sessionOn(date);
        dayStart = startOf(date);
        dayEnd = startOf(date.plusDays(1));
        long closing = session.map(s -> EpochNanos.of(s.close())).orElse(dayEnd);
        close = closing > dayStart ? Math.min(closing, dayEnd) : dayEnd;
        lines = dayEnd - dayStart == NANOS_PER_DAY ? new long[0] : linesOf(date);
    }

    private long startOf(LocalDate date) {
        return EpochNanos.of(date.atStartOfDay(zone).toInstant());
    }

    private long[] linesOf(LocalDate date) {
        TreeSet<Long> found = new TreeSet<>();
        found.add(dayStart);
        for (long nanoOfDay = 0; nanoOfDay < NANOS_PER_DAY; nanoOfDay += span) {
            LocalDateTime shown = date.atStartOfDay().plusNanos(nanoOfDay);
            for (ZoneOffset offset : zone.getRules().getValidOffsets(shown)) {
                found.add(EpochNanos.of(shown.toInstant(offset)));
            }
        }
        return found.stream().mapToLong(Long::longValue).toArray();
    }
}
