package io.fairlead.binance;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.math.BigDecimal;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * Reads a message that looks exactly as the venue usually writes it, field after field. At the first deviation it gives up, and the caller
 * reads the message as JSON; what it read until then is worth nothing. Digits are taken eight at a time. One thread.
 */
final class TextCursor {
    private static final VarHandle WORDS = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
    private static final long ZEROS = 0x3030303030303030L;
    private static final long TO_THE_TOP = 0x7676767676767676L;
    private static final long TOPS = 0x8080808080808080L;
    private static final int MOST_DIGITS = 18;
    private static final int EXACT_IN_A_DOUBLE = 15;
    private static final long[] POWERS = new long[MOST_DIGITS + 1];
    private static final double[] DOUBLE_POWERS = new double[MOST_DIGITS + 1];
    private static final byte[] TRUE = literal("true");
    private static final byte[] FALSE = literal("false");

    static {
        long power = 1;
        for (int i = 0; i <= MOST_DIGITS; i++) {
            POWERS[i] = power;
            DOUBLE_POWERS[i] = power;
            power *= 10;
        }
    }

    private final byte[] text;
    private int at;
    private int count;
    private boolean failed;

    /** Over a text, from a character on. */
    TextCursor(String text, int from) {
        this.text = text.getBytes(StandardCharsets.UTF_8);
        this.at = this.text.length == text.length() ? from : literal(text.substring(0, from)).length;
    }

    /** What {@link #over} steps over. */
    static byte[] literal(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    /** Whether all went as expected so far. */
    boolean isGood() {
        return !failed;
    }

    /** Whether all went as expected and nothing is left. */
    boolean isDone() {
        return !failed && at == text.length;
    }

    /** Steps over these characters. */
    TextCursor over(byte[] literal) {
        int end = at + literal.length;
        failed = failed || end > text.length || !Arrays.equals(text, at, end, literal, 0, literal.length);
        at = end;
        return this;
    }

    /** Whether this character is next; steps over it if so. */
    boolean next(char c) {
        boolean is = !failed && at < text.length && text[at] == c;
        if (is) {
            at++;
        }
        return is;
    }

    /** A whole number of at most 18 digits, zero or more. */
    long whole() {
        int from = at;
        long value = failed ? 0 : digits();
        failed = failed || count == 0 || (count > 1 && text[from] == '0');
        return value;
    }

    /** Steps over a whole number of any sign. */
    TextCursor skipWhole() {
        next('-');
        whole();
        return this;
    }

    /** {@code true} or {@code false}. */
    boolean flag() {
        boolean value = !failed && at < text.length && text[at] == 't';
        over(value ? TRUE : FALSE);
        return value;
    }

    /** A decimal, zero or more, scaled. One that is finer than the scale, or wider than 18 digits at it, is a deviation. */
    long decimal(int scale) {
        if (!failed && at + 8 <= text.length) {
            long whole = word(at) ^ ZEROS;
            int digits = Long.numberOfTrailingZeros(others(whole)) >>> 3;
            int point = at + digits;
            // up to seven digits, a point, and the eight that the venue writes behind it
            if (digits > 0 && digits < 8 && point + 10 <= text.length && text[point] == '.' && scale <= 8) {
                long part = word(point + 1) ^ ZEROS;
                boolean isUsual = others(part) == 0 && text[point + 9] == '"';
                if (isUsual && (scale == 8 || part >>> (8 * scale) == 0)) {
                    at = point + 9;
                    return eight(whole << (64 - 8 * digits)) * POWERS[scale]
                            + (scale == 0 ? 0 : eight(part << (64 - 8 * scale)));
                }
            }
        }
        return anyDecimal(scale);
    }

    private long anyDecimal(int scale) {
        long whole = failed ? 0 : digits();
        int before = count;
        long part = fraction();
        if (failed || before == 0 || before + scale > MOST_DIGITS) {
            failed = true;
            return 0;
        }
        int behind = count;
        if (behind > scale) {
            long power = POWERS[behind - scale];
            failed = part % power != 0;
            part /= power;
            behind = scale;
        }
        return whole * POWERS[scale] + part * POWERS[scale - behind];
    }

    /** A decimal, zero or more, as the nearest double. */
    double number() {
        long whole = failed ? 0 : digits();
        int before = count;
        long part = fraction();
        int behind = count;
        if (failed || before == 0) {
            failed = true;
            return 0;
        }
        while (behind > 0 && part % 10 == 0) {
            part /= 10;
            behind--;
        }
        if (before + behind <= EXACT_IN_A_DOUBLE) {
            return (whole * POWERS[behind] + part)
                    / DOUBLE_POWERS[behind]; // both exact, so that one rounding is all there is
        }
        return BigDecimal.valueOf(whole).add(BigDecimal.valueOf(part, behind)).doubleValue();
    }

    /** Steps over a decimal. */
    TextCursor skipDecimal() {
        if (!failed) {
            digits();
            failed |= count == 0;
            fraction();
        }
        return this;
    }

    /** What stands behind a decimal point, and in {@link #count} how many digits; none where there is no point. */
    private long fraction() {
        count = 0;
        if (!next('.')) {
            return 0;
        }
        long part = digits();
        failed |= count == 0;
        return part;
    }

    /** Digits up to anything else, at most 18; how many is in {@link #count}. */
    private long digits() {
        int from = at;
        long value = 0;
        while (at + 8 <= text.length && at - from <= 8) {
            long word = word(at) ^ ZEROS;
            long others = others(word);
            if (others != 0) {
                int digits = Long.numberOfTrailingZeros(others) >>> 3;
                at += digits;
                count = at - from;
                return digits == 0 ? value : value * POWERS[digits] + eight(word << (64 - 8 * digits));
            }
            value = value * POWERS[8] + eight(word);
            at += 8;
        }
        return lastDigits(from, value);
    }

    /** As {@link #digits}, where the text ends soon or the number is long. */
    private long lastDigits(int from, long before) {
        long value = before;
        while (at < text.length && text[at] >= '0' && text[at] <= '9' && at - from <= MOST_DIGITS) {
            value = value * 10 + text[at] - '0';
            at++;
        }
        count = at - from;
        failed |= count > MOST_DIGITS;
        return value;
    }

    private long word(int from) {
        return word(text, from);
    }

    /** Eight bytes, the first the lowest. */
    static long word(byte[] bytes, int from) {
        return (long) WORDS.get(bytes, from);
    }

    /** The top bit of each byte that is above 9. */
    private static long others(long word) {
        return ((word + TO_THE_TOP) | word) & TOPS;
    }

    /** The number of eight digits, the first in the lowest byte, added up in pairs, then in fours, then both. */
    private static long eight(long digits) {
        long pairs = digits * 10 + (digits >>> 8);
        long high = (pairs & 0x000000FF000000FFL) * 0x000F424000000064L; // millions and hundreds
        long low = ((pairs >>> 16) & 0x000000FF000000FFL) * 0x0000271000000001L; // ten thousands and ones
        return (high + low) >>> 32;
    }
}
