package io.fairlead.alpaca;

import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * One object that is plainly written: where the values of some fields stand, whatever their order; others are stepped over. Used again and
 * again. One thread.
 */
final class PlainObject {
    /** Said of a number that does not fit. */
    static final long NONE = Long.MIN_VALUE;

    /** Below it a double holds every whole number. */
    private static final long MOST_EXACT = 1L << 53;

    private static final int MOST_DIGITS = 18;
    private static final long[] POWERS = new long[MOST_DIGITS + 1];

    static {
        long power = 1;
        for (int i = 0; i <= MOST_DIGITS; i++) {
            POWERS[i] = power;
            power *= 10;
        }
    }

    private final byte[][] names;
    private final @Nullable PlainObject[] children;
    private final byte[] table;
    private final int[] starts;
    private final int[] ends;
    private byte[] json = {};
    private long digits;
    private int places;

    /** An object with fields of these names, which are known by their places in the list. */
    PlainObject(String... fields) {
        names = new byte[fields.length][];
        children = new PlainObject[fields.length];
        starts = new int[fields.length];
        ends = new int[fields.length];
        table = new byte[Integer.highestOneBit(fields.length * 4) * 2];
        for (int i = 0; i < fields.length; i++) {
            byte[] name = fields[i].getBytes(StandardCharsets.US_ASCII);
            names[i] = name;
            int place = hash(name, 0, name.length) & (table.length - 1);
            while (table[place] != 0) {
                place = (place + 1) & (table.length - 1);
            }
            table[place] = (byte) (i + 1);
        }
    }

    /** A field's value is an object of its own. */
    PlainObject with(int field, PlainObject child) {
        children[field] = child;
        return this;
    }

    private static int hash(byte[] text, int from, int to) {
        return ((to - from) * 31 + text[from]) * 31 + text[to - 1] + text[(from + to) >> 1] * 7;
    }

    private int field(byte[] text, int from, int to) {
        if (from == to) {
            return -1;
        }
        int mask = table.length - 1;
        for (int place = hash(text, from, to) & mask; table[place] != 0; place = (place + 1) & mask) {
            byte[] name = names[table[place] - 1];
            if (Arrays.equals(name, 0, name.length, text, from, to)) {
                return table[place] - 1;
            }
        }
        return -1;
    }

    /** Over an object; {@link PlainText#NO} if it is none, is not plain, or says one of the fields twice. */
    int read(byte[] text, int from) {
        json = text;
        Arrays.fill(ends, -1);
        if (!PlainText.is(text, from, '{')) {
            return PlainText.NO;
        }
        int at = PlainText.blank(text, from + 1);
        boolean first = true;
        while (!PlainText.is(text, at, '}')) {
            if (!first) {
                if (!PlainText.is(text, at, ',')) {
                    return PlainText.NO;
                }
                at = PlainText.blank(text, at + 1);
            }
            int nameEnd = PlainText.string(text, at);
            int value = PlainText.colon(text, nameEnd);
            if (value == PlainText.NO) {
                return PlainText.NO;
            }
            int field = field(text, at + 1, nameEnd - 1);
            int end = field < 0 ? PlainText.value(text, value) : value(text, field, value);
            if (end == PlainText.NO) {
                return PlainText.NO;
            }
            at = PlainText.blank(text, end);
            first = false;
        }
        return at + 1;
    }

    private int value(byte[] text, int field, int from) {
        if (ends[field] >= 0) {
            return PlainText.NO;
        }
        PlainObject child = children[field];
        int end = child == null ? PlainText.value(text, from) : child.read(text, from);
        starts[field] = from;
        ends[field] = end;
        return end;
    }

    // --- Fields ---------------------------------------------------------------------------------------------------

    /** Whether a field is there; one that is an object of its own was read then. */
    boolean isThere(int field) {
        return ends[field] >= 0;
    }

    /** Whether a field is there and not null. */
    boolean has(int field) {
        return isThere(field) && json[starts[field]] != 'n';
    }

    /** Whether a field is text. */
    boolean isText(int field) {
        return isThere(field) && json[starts[field]] == '"';
    }

    /** Where the content of a field begins, a text's behind its quotation mark. */
    int start(int field) {
        return isText(field) ? starts[field] + 1 : starts[field];
    }

    /** Where it has ended. */
    int end(int field) {
        return isText(field) ? ends[field] - 1 : ends[field];
    }

    /** What it stands in. */
    byte[] json() {
        return json;
    }

    /** Whether a field's content is spelled so. */
    boolean is(int field, String word) {
        int from = start(field);
        if (!isThere(field) || end(field) - from != word.length()) {
            return false;
        }
        for (int i = 0; i < word.length(); i++) {
            if (json[from + i] != word.charAt(i)) {
                return false;
            }
        }
        return true;
    }

    /** The only letter of a text; 0 of any other. */
    char letter(int field) {
        return isText(field) && end(field) - start(field) == 1 ? (char) json[start(field)] : 0;
    }

    /** The content of a field. */
    String spelled(int field) {
        int from = start(field);
        return new String(json, from, end(field) - from, StandardCharsets.ISO_8859_1);
    }

    /** The content of a field that is usually one of some words. */
    String spelled(int field, String... usual) {
        for (String word : usual) {
            if (is(field, word)) {
                return word;
            }
        }
        return spelled(field);
    }

    /** Text; blank if it is missing, null, or no text. */
    String text(int field) {
        return isText(field) ? spelled(field) : "";
    }

    /** Whether a field is a text that says something. */
    boolean says(int field) {
        return isText(field) && end(field) > start(field);
    }

    /** Whether a field is a whole number in digits alone. */
    boolean isWhole(int field) {
        if (!isThere(field) || isText(field)) {
            return false;
        }
        for (int i = starts[field]; i < ends[field]; i++) {
            if (json[i] < '0' || json[i] > '9') {
                return false;
            }
        }
        return true;
    }

    // --- Numbers --------------------------------------------------------------------------------------------------

    /** A number of 0 or more, scaled; {@link #NONE} if it is missing, finer, or not plainly written. */
    long scaled(int field, int scale) {
        if (!parse(field)) {
            return NONE;
        }
        if (places > scale) {
            long finer = POWERS[places - scale];
            return digits % finer == 0 ? digits / finer : NONE;
        }
        long factor = POWERS[scale - places];
        return digits <= POWERS[MOST_DIGITS] / factor ? digits * factor : NONE;
    }

    /** A decimal of 0 or more; null if it is missing, null, or not plainly written. */
    @Nullable
    BigDecimal decimal(int field) {
        return parse(field) ? BigDecimal.valueOf(digits, places) : null;
    }

    /** The double nearest to a number of 0 or more; NaN if it is missing or not plainly written. */
    double nearest(int field) {
        if (!parse(field)) {
            return Double.NaN;
        }
        // both are exact then (10^18 is), and IEEE division rounds once
        return digits < MOST_EXACT
                ? digits / (double) POWERS[places]
                : BigDecimal.valueOf(digits, places).doubleValue();
    }

    private boolean parse(int field) {
        int from = start(field);
        int to = end(field);
        if (to <= from || to - from > MOST_DIGITS) {
            return false;
        }
        long value = 0;
        int point = -1;
        for (int i = from; i < to; i++) {
            byte b = json[i];
            if (b >= '0' && b <= '9') {
                value = value * 10 + (b - '0');
            } else if (b == '.' && point < 0 && i > from && i < to - 1) {
                point = i;
            } else {
                return false;
            }
        }
        digits = value;
        places = point < 0 ? 0 : to - 1 - point;
        return true;
    }
}
