package io.fairlead.core.feed;

import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.zone.ZoneOffsetTransition;
import java.time.zone.ZoneRules;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Reads the time of a row from bytes: a session's date ({@code 2017-09-01}), a time with its offset ({@code 2026-01-22T14:30:00Z},
 * {@code …-05:00}) or, where the column allows it, a local time of the exchange ({@code 2024-01-02T09:30:00}).
 */
final class CsvTime {
    private static final long SECONDS_PER_DAY = 86_400;
    private static final long NANOS_PER_SECOND = 1_000_000_000L;
    private static final int DATE_LENGTH = 10;

    /** The years that lie whole within what epoch nanoseconds can say. */
    static final int EARLIEST_YEAR = 1678;

    static final int LATEST_YEAR = 2261;

    private final ZoneId zone;
    private final ZoneRules rules;
    private final boolean localAllowed;

    private byte[] bytes = {};
    private int at;
    private int to;

    private boolean isDate;
    private long epochDay;
    private long nanos;

    private long cachedDay = Long.MIN_VALUE;
    private long cachedOffsetSeconds;

    CsvTime(ZoneId zone, boolean localAllowed) {
        this.zone = zone;
        this.rules = zone.getRules();
        this.localAllowed = localAllowed;
    }

    /**
     * Reads the time in bytes {@code from} to {@code to}.
     *
     * @param after the time of the row before: of two local times that read alike because clocks were set back, the first one
     *     after it is meant
     * @return what is wrong with it; null if nothing is
     */
    @Nullable
    String parse(byte[] row, int from, int end, long after) {
        bytes = row;
        at = from;
        to = end;
        try {
            return read(after);
        } catch (DateTimeException | ArithmeticException e) {
            return notATime(from) + ": " + e.getMessage();
        }
    }

    private @Nullable String read(long after) {
        int from = at;
        int year = digits(4);
        int month = separated('-') ? digits(2) : -1;
        int day = separated('-') ? digits(2) : -1;
        if (year < 0 || month < 0 || day < 0) {
            return notATime(from);
        }
        if (year < EARLIEST_YEAR || year > LATEST_YEAR) {
            return "time '" + text(from) + "' must lie in " + EARLIEST_YEAR + " to " + LATEST_YEAR;
        }
        epochDay = epochDay(year, month, day);
        isDate = to - from == DATE_LENGTH;
        if (isDate) {
            return null;
        }
        if (!separated('T') && !separated(' ')) {
            return notATime(from);
        }
        long nanosOfDay = nanosOfDay();
        return nanosOfDay < 0 ? notATime(from) : placed(from, nanosOfDay, after);
    }

    /** Days since 1970-01-01 of a valid date (the usual case without an object). */
    private static long epochDay(int year, int month, int day) {
        if (day > 28 || day < 1 || month < 1 || month > 12) {
            return LocalDate.of(year, month, day).toEpochDay();
        }
        // Years that begin in March put the leap day last: H. Hinnant, chrono-compatible low-level date algorithms.
        int shifted = month <= 2 ? year - 1 : year;
        int era = shifted / 400;
        int yearOfEra = shifted - era * 400;
        int dayOfYear = (153 * (month + (month > 2 ? -3 : 9)) + 2) / 5 + day - 1;
        int dayOfEra = yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear;
        return era * 146_097L + dayOfEra - 719_468;
    }

    /** {@code HH:mm}, {@code HH:mm:ss} or {@code HH:mm:ss.f…}; -1 if it is none of them. */
    private long nanosOfDay() {
        int hour = digits(2);
        int minute = separated(':') ? digits(2) : -1;
        int second = separated(':') ? digits(2) : 0;
        if (hour < 0 || hour > 23 || minute < 0 || minute > 59 || second < 0 || second > 59) {
            return -1;
        }
        long fraction = separated('.') ? fraction() : 0;
        return fraction < 0 ? -1 : ((hour * 60L + minute) * 60 + second) * NANOS_PER_SECOND + fraction;
    }

    /** One to nine digits of a second; -1 if there are none or more. */
    private long fraction() {
        int from = at;
        long value = 0;
        while (at < to && isDigit(bytes[at]) && at - from < 9) {
            value = value * 10 + (bytes[at++] - '0');
        }
        if (at == from) {
            return -1;
        }
        for (int places = at - from; places < 9; places++) {
            value *= 10;
        }
        return value;
    }

    private @Nullable String placed(int from, long nanosOfDay, long after) {
        if (at == to) {
            return localAllowed
                    ? placeLocal(from, nanosOfDay, after)
                    : "time '" + text(from)
                            + "' does not say its offset: end it with Z for UTC, or name the column 'time'"
                            + " for local time";
        }
        if (bytes[at] == 'Z' && at + 1 == to) {
            nanos = epochNanos(nanosOfDay, 0);
            return null;
        }
        if (bytes[at] == '+' || bytes[at] == '-') {
            nanos = epochNanos(nanosOfDay, ZoneOffset.of(text(at)).getTotalSeconds());
            return null;
        }
        return notATime(from);
    }

    private @Nullable String placeLocal(int from, long nanosOfDay, long after) {
        if (epochDay != cachedDay && !hasOneOffset(epochDay)) {
            return placeOnDayOfChange(from, nanosOfDay, after);
        }
        nanos = epochNanos(nanosOfDay, cachedOffsetSeconds);
        return null;
    }

    /** Whether clocks show one offset all day long, and the days beside it; it is then kept. */
    private boolean hasOneOffset(long day) {
        Instant before = Instant.ofEpochSecond((day - 1) * SECONDS_PER_DAY);
        Instant behind = Instant.ofEpochSecond((day + 2) * SECONDS_PER_DAY);
        ZoneOffsetTransition change = rules.nextTransition(before);
        if (change != null && change.getInstant().isBefore(behind)) {
            return false;
        }
        cachedDay = day;
        cachedOffsetSeconds = rules.getOffset(before).getTotalSeconds();
        return true;
    }

    private @Nullable String placeOnDayOfChange(int from, long nanosOfDay, long after) {
        LocalDateTime local = LocalDate.ofEpochDay(epochDay).atStartOfDay().plusNanos(nanosOfDay);
        List<ZoneOffset> offsets = rules.getValidOffsets(local);
        if (offsets.isEmpty()) {
            return "local time '" + text(from) + "' does not exist in " + zone + ": clocks were set forward over it";
        }
        nanos = epochNanos(nanosOfDay, offsets.get(0).getTotalSeconds());
        if (offsets.size() > 1 && nanos <= after) {
            nanos = epochNanos(nanosOfDay, offsets.get(1).getTotalSeconds());
        }
        return null;
    }

    private long epochNanos(long nanosOfDay, long offsetSeconds) {
        long midnight = epochDay * SECONDS_PER_DAY - offsetSeconds;
        return Math.addExact(Math.multiplyExact(midnight, NANOS_PER_SECOND), nanosOfDay);
    }

    /** So many digits as a number; -1 if one of them is none. */
    private int digits(int count) {
        if (to - at < count) {
            return -1;
        }
        int value = 0;
        for (int i = 0; i < count; i++) {
            byte digit = bytes[at++];
            if (!isDigit(digit)) {
                return -1;
            }
            value = value * 10 + (digit - '0');
        }
        return value;
    }

    private boolean separated(char separator) {
        if (at < to && bytes[at] == separator) {
            at++;
            return true;
        }
        return false;
    }

    private static boolean isDigit(byte character) {
        return character >= '0' && character <= '9';
    }

    private String notATime(int from) {
        String text = text(from);
        if (!text.isEmpty() && text.chars().allMatch(Character::isDigit)) {
            return "time '" + text + "' is a count whose unit is not said: write 2026-01-22T14:30:00Z";
        }
        return "'" + text + "' is not a time such as 2026-01-22T14:30:00Z or 2017-09-01";
    }

    private String text(int from) {
        return new String(bytes, from, to - from, StandardCharsets.UTF_8);
    }

    /** Whether the last time was a date alone. */
    boolean isDate() {
        return isDate;
    }

    /** Days since 1970-01-01 of the last date; of the written date where a time stood with it. */
    long epochDay() {
        return epochDay;
    }

    /** The last time in epoch nanoseconds, where it was no date alone. */
    long nanos() {
        return nanos;
    }
}
