package io.fairlead.fakes.binance;

import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.temporal.TemporalAdjusters;
import java.util.List;
import java.util.Optional;

/** Kline intervals: fixed lengths, the week from Monday, the month from its first day; all in UTC. */
record Interval(String name, long lengthMs) {
    private static final long MINUTE = 60_000;
    private static final long HOUR = 60 * MINUTE;
    private static final long DAY = 24 * HOUR;

    static final List<Interval> ALL = List.of(
            new Interval("1s", 1000),
            new Interval("1m", MINUTE),
            new Interval("3m", 3 * MINUTE),
            new Interval("5m", 5 * MINUTE),
            new Interval("15m", 15 * MINUTE),
            new Interval("30m", 30 * MINUTE),
            new Interval("1h", HOUR),
            new Interval("2h", 2 * HOUR),
            new Interval("4h", 4 * HOUR),
            new Interval("6h", 6 * HOUR),
            new Interval("8h", 8 * HOUR),
            new Interval("12h", 12 * HOUR),
            new Interval("1d", DAY),
            new Interval("3d", 3 * DAY),
            new Interval("1w", 7 * DAY),
            new Interval("1M", 0));

    /** Names are case-sensitive: 1m is a minute, 1M a month. */
    static Optional<Interval> of(String name) {
        return ALL.stream().filter(interval -> interval.name().equals(name)).findFirst();
    }

    /** The start of the bar that a time lies in. */
    long open(long at) {
        if (lengthMs == 0) {
            LocalDate day = Instant.ofEpochMilli(at).atZone(ZoneOffset.UTC).toLocalDate();
            return startOf(day.withDayOfMonth(1));
        }
        if (lengthMs == 7 * DAY) {
            LocalDate day = Instant.ofEpochMilli(at).atZone(ZoneOffset.UTC).toLocalDate();
            return startOf(day.with(TemporalAdjusters.previousOrSame(DayOfWeek.MONDAY)));
        }
        return at - Math.floorMod(at, lengthMs);
    }

    /** The start of the next bar. */
    long next(long open) {
        if (lengthMs > 0) {
            return open + lengthMs;
        }
        LocalDate day = Instant.ofEpochMilli(open).atZone(ZoneOffset.UTC).toLocalDate();
        return startOf(day.plusMonths(1));
    }

    private static long startOf(LocalDate day) {
        return day.atStartOfDay(ZoneOffset.UTC).toInstant().toEpochMilli();
    }
}
