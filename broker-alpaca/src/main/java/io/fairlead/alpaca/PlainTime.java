package io.fairlead.alpaca;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.Arrays;

/** Reads {@code 2026-11-27T15:30:00.123456789Z} where it stands; remembers the last date. One thread. */
final class PlainTime {
    /** Said of what is no such time. */
    static final long NONE = Long.MIN_VALUE;

    private static final long NANOS_PER_SECOND = 1_000_000_000L;
    private static final int DATE_LENGTH = 10;
    private static final int SECONDS_END = 19;

    private byte[] date = {};
    private long dayNanos;

    /** Epoch nanoseconds, or {@link #NONE}: other offsets and spellings are for {@link AlpacaTime}. */
    long read(byte[] text, int from, int end) {
        boolean shaped = end - from >= SECONDS_END + 1
                && text[end - 1] == 'Z'
                && text[from + 10] == 'T'
                && text[from + 13] == ':'
                && text[from + 16] == ':';
        if (!shaped || !knowsDate(text, from)) {
            return NONE;
        }
        int hour = pair(text, from + 11);
        int minute = pair(text, from + 14);
        int second = pair(text, from + 17);
        long fraction = fraction(text, from + SECONDS_END, end - 1);
        if (hour < 0 || hour > 23 || minute < 0 || minute > 59 || second < 0 || second > 59 || fraction < 0) {
            return NONE;
        }
        return dayNanos + ((hour * 60 + minute) * 60L + second) * NANOS_PER_SECOND + fraction;
    }

    private boolean knowsDate(byte[] text, int from) {
        if (Arrays.equals(date, 0, date.length, text, from, from + DATE_LENGTH)) {
            return true;
        }
        int century = pair(text, from);
        int year = pair(text, from + 2);
        int month = pair(text, from + 5);
        int day = pair(text, from + 8);
        boolean dashes = text[from + 4] == '-' && text[from + 7] == '-';
        if (!dashes || century < 19 || century > 21 || year < 0 || month < 0 || day < 0) {
            return false;
        }
        try {
            dayNanos = LocalDate.of(century * 100 + year, month, day).toEpochDay() * 86_400 * NANOS_PER_SECOND;
        } catch (DateTimeException e) {
            return false;
        }
        date = Arrays.copyOfRange(text, from, from + DATE_LENGTH);
        return true;
    }

    private static int pair(byte[] text, int at) {
        int tens = text[at] - '0';
        int ones = text[at + 1] - '0';
        return tens < 0 || tens > 9 || ones < 0 || ones > 9 ? -1 : tens * 10 + ones;
    }

    /** Nanoseconds of a fraction of up to nine digits, or -1. */
    private static long fraction(byte[] text, int from, int end) {
        if (from == end) {
            return 0;
        }
        int digits = end - from - 1;
        if (text[from] != '.' || digits < 1 || digits > 9) {
            return -1;
        }
        long value = 0;
        for (int i = from + 1; i < end; i++) {
            int digit = text[i] - '0';
            if (digit < 0 || digit > 9) {
                return -1;
            }
            value = value * 10 + digit;
        }
        for (int i = digits; i < 9; i++) {
            value *= 10;
        }
        return value;
    }
}
