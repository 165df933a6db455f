package io.fairlead.api.market;

import java.time.Duration;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * How much time a bar covers. Seconds, minutes and hours are spans of the clock, cut from the start of the day in the exchange's
 * zone; days and weeks follow the market's calendar, so that their length varies.
 *
 * @param unit the unit
 * @param count how many of them, above 0; 1 for days and weeks
 */
public record BarInterval(Unit unit, int count) implements Comparable<BarInterval> {
    /** A trading day. */
    public static final BarInterval DAY = new BarInterval(Unit.DAY, 1);
    /** A trading week. */
    public static final BarInterval WEEK = new BarInterval(Unit.WEEK, 1);

    private static final Pattern TEXT = Pattern.compile("(\\d{1,6})(s|m|h|d|w)");

    /** Units of a bar interval. */
    public enum Unit {
        /** Seconds of the clock. */
        SECOND(1, "s"),
        /** Minutes of the clock. */
        MINUTE(60, "m"),
        /** Hours of the clock. */
        HOUR(3600, "h"),
        /** Trading days of the calendar. */
        DAY(86_400, "d"),
        /** Trading weeks of the calendar. */
        WEEK(604_800, "w");

        private final long seconds;
        private final String letter;

        Unit(long seconds, String letter) {
            this.seconds = seconds;
            this.letter = letter;
        }
    }

    /** Checks the count. */
    public BarInterval {
        if (count <= 0 || (count != 1 && unit.compareTo(Unit.DAY) >= 0)) {
            throw new IllegalArgumentException(
                    "bar interval must be above 0, and 1 for days and weeks, was " + count + " " + unit);
        }
    }

    /** So many seconds. */
    public static BarInterval ofSeconds(int count) {
        return new BarInterval(Unit.SECOND, count);
    }

    /** So many minutes. */
    public static BarInterval ofMinutes(int count) {
        return new BarInterval(Unit.MINUTE, count);
    }

    /** So many hours. */
    public static BarInterval ofHours(int count) {
        return new BarInterval(Unit.HOUR, count);
    }

    /** From its text: {@code 30s}, {@code 5m}, {@code 1h}, {@code 1d}, {@code 1w}. */
    public static BarInterval parse(String text) {
        Matcher matcher = TEXT.matcher(text);
        if (matcher.matches()) {
            for (Unit unit : Unit.values()) {
                if (unit.letter.equals(matcher.group(2))) {
                    return new BarInterval(unit, Integer.parseInt(matcher.group(1)));
                }
            }
        }
        throw new IllegalArgumentException("bar interval must look like 30s, 5m, 1h, 1d or 1w, was '" + text + "'");
    }

    /** Whether the clock alone decides where bars begin and end (seconds, minutes, hours). */
    public boolean isIntraday() {
        return unit.compareTo(Unit.DAY) < 0;
    }

    /** The span of the clock; empty for days and weeks, whose length the calendar decides. */
    public Optional<Duration> span() {
        return isIntraday() ? Optional.of(Duration.ofSeconds(unit.seconds * count)) : Optional.empty();
    }

    /** By nominal length, a day taken as 24 hours. */
    @Override
    public int compareTo(BarInterval other) {
        return Long.compare(unit.seconds * count, other.unit.seconds * other.count);
    }

    /** {@code 5m}. */
    @Override
    public String toString() {
        return count + unit.letter;
    }
}
