package io.fairlead.binance;

import io.fairlead.api.Price;
import io.fairlead.api.Quantity;
import io.fairlead.support.ExactJson;
import io.fairlead.support.UnreadableAnswerException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/**
 * The fields of an event of the user stream that is written without blanks, in ASCII, and holds neither objects nor lists: found in one pass
 * without a tree, in any order, unknown ones included. Anything else it leaves to JSON. Used again for the next event. One thread.
 */
final class FlatFields implements ReportFields {
    private static final byte[] BEGIN = TextCursor.literal("{\"subscriptionId\":");
    private static final byte[] EVENT = TextCursor.literal(",\"event\":{");
    private static final long QUOTATION_MARKS = 0x2222222222222222L;
    private static final long BACKSLASHES = 0x5C5C5C5C5C5C5C5CL;
    private static final long BLANKS = 0x2020202020202020L;
    private static final long ONES = 0x0101010101010101L;
    private static final long TOPS = 0x8080808080808080L;
    private static final int LETTERS = 'z' - 'A' + 1;
    private static final int MOST_LONGER = 24;
    private static final int MOST_DIGITS = 18;
    private static final int LONGEST_NUMBER = 100;

    private final int[] starts = new int[LETTERS + MOST_LONGER];
    private final int[] ends = new int[LETTERS + MOST_LONGER];
    private final String[] longerNames = new String[MOST_LONGER];
    private String text = "";
    private byte[] bytes = {};
    private int at;
    private long letters;
    private int longer;
    private long digits;
    private int places;

    /** Takes a message {@code {"subscriptionId":0,"event":{…}}}; false if it is not written that way. */
    boolean take(String message) {
        text = message;
        bytes = message.getBytes(StandardCharsets.UTF_8);
        at = 0;
        letters = 0;
        longer = 0;
        return bytes.length == message.length() // else it is not ASCII
                && over(BEGIN)
                && number()
                && over(EVENT)
                && fields()
                && next('}')
                && at == bytes.length;
    }

    /** Whether a field is exactly this text. */
    boolean is(String name, String value) {
        int slot = slot(name);
        return slot >= 0
                && isText(slot)
                && ends[slot] - starts[slot] == value.length()
                && text.startsWith(value, starts[slot]);
    }

    // ---- the pass over the message

    private boolean fields() {
        if (next('}')) {
            return true;
        }
        do {
            int slot = name();
            if (slot < 0 || !next(':') || !value(slot)) {
                return false;
            }
        } while (next(','));
        return next('}');
    }

    /** Where the field belongs that begins here; -1 if there is none, or it is there a second time. */
    private int name() {
        if (!next('"')) {
            return -1;
        }
        int from = at;
        if (!toQuotationMark()) {
            return -1;
        }
        int length = at - 1 - from;
        if (length == 1 && isLetter(bytes[from])) {
            int slot = bytes[from] - 'A';
            boolean isNew = (letters >>> slot & 1) == 0;
            letters |= 1L << slot;
            return isNew ? slot : -1;
        }
        String name = text.substring(from, from + length);
        if (longer == MOST_LONGER || slot(name) >= 0) {
            return -1;
        }
        longerNames[longer] = name;
        return LETTERS + longer++;
    }

    private static boolean isLetter(int c) {
        return (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z');
    }

    private boolean value(int slot) {
        starts[slot] = at;
        if (next('"')) {
            starts[slot] = at;
            boolean ended = toQuotationMark();
            ends[slot] = at - 1;
            return ended;
        }
        boolean isWord = word("true") || word("false") || word("null");
        boolean good = isWord || number();
        ends[slot] = at;
        return good;
    }

    /** To behind the next quotation mark; false if there is none, or something before it that JSON escapes or forbids. */
    private boolean toQuotationMark() {
        byte[] all = bytes; // here and below: locals stay in registers
        int i = at;
        while (i + 8 <= all.length && noneEnds(TextCursor.word(all, i))) {
            i += 8;
        }
        for (; i < all.length; i++) {
            byte c = all[i];
            if (c == '"') {
                at = i + 1;
                return true;
            }
            if (c == '\\' || c < ' ') {
                return false;
            }
        }
        return false;
    }

    /** Whether none of eight characters is a quotation mark, a backslash or below the blank. */
    private static boolean noneEnds(long word) {
        long quotation = word ^ QUOTATION_MARKS;
        long backslash = word ^ BACKSLASHES;
        long found = ((quotation - ONES) & ~quotation) | ((backslash - ONES) & ~backslash) | ((word - BLANKS) & ~word);
        return (found & TOPS) == 0;
    }

    /** Over a number as JSON has it. */
    private boolean number() {
        int from = at;
        optional('-');
        boolean good = next('0') || run();
        if (next('.')) {
            good &= run();
        }
        if (next('e') || next('E')) {
            optional(text.startsWith("+", at) ? '+' : '-');
            good &= run();
        }
        return good && at - from <= LONGEST_NUMBER;
    }

    private boolean run() {
        byte[] all = bytes;
        int from = at;
        int i = from;
        while (i < all.length && all[i] >= '0' && all[i] <= '9') {
            i++;
        }
        at = i;
        return i > from;
    }

    private boolean next(char c) {
        if (at < bytes.length && bytes[at] == c) {
            at++;
            return true;
        }
        return false;
    }

    private void optional(char c) {
        at += at < bytes.length && bytes[at] == c ? 1 : 0;
    }

    private boolean over(byte[] literal) {
        for (byte c : literal) {
            if (!next((char) c)) {
                return false;
            }
        }
        return true;
    }

    private boolean word(String word) {
        boolean is = text.startsWith(word, at);
        at += is ? word.length() : 0;
        return is;
    }

    // ---- what was found

    private int slot(String name) {
        if (name.length() == 1 && isLetter(name.charAt(0))) {
            int slot = name.charAt(0) - 'A';
            return (letters >>> slot & 1) == 0 ? -1 : slot;
        }
        for (int i = 0; i < longer; i++) {
            if (longerNames[i].equals(name)) {
                return LETTERS + i;
            }
        }
        return -1;
    }

    private boolean isText(int slot) {
        return bytes[starts[slot] - 1] == '"';
    }

    private boolean isNull(int slot) {
        return !isText(slot) && bytes[starts[slot]] == 'n';
    }

    private String content(int slot) {
        return text.substring(starts[slot], ends[slot]);
    }

    /** A field that must be there and not null. */
    private int present(String name) {
        int slot = slot(name);
        if (slot < 0 || isNull(slot)) {
            throw new UnreadableAnswerException("field " + name + " is missing");
        }
        return slot;
    }

    @Override
    public boolean has(String name) {
        return slot(name) >= 0;
    }

    @Override
    public boolean isTrue(String name) {
        int slot = slot(name);
        return slot >= 0 && !isText(slot) && bytes[starts[slot]] == 't';
    }

    @Override
    public String text(String name) {
        int slot = present(name);
        if (!isText(slot)) {
            throw new UnreadableAnswerException("field " + name + " is no text");
        }
        return content(slot);
    }

    @Override
    public Optional<String> optionalText(String name) {
        int slot = slot(name);
        return slot < 0 || !isText(slot) || starts[slot] == ends[slot] ? Optional.empty() : Optional.of(content(slot));
    }

    @Override
    public long whole(String name) {
        int slot = present(name);
        if (!isText(slot) && plain(slot) && places < 0) {
            return digits;
        }
        try {
            if (!isText(slot)) {
                return Long.parseLong(content(slot)); // 19 digits may still fit
            }
        } catch (NumberFormatException e) {
            // said below
        }
        throw new UnreadableAnswerException("field " + name + " is no whole number of 64 bits");
    }

    @Override
    public boolean flag(String name) {
        int slot = present(name);
        byte first = isText(slot) ? 0 : bytes[starts[slot]];
        if (first != 't' && first != 'f') {
            throw new UnreadableAnswerException("field " + name + " is neither true nor false");
        }
        return first == 't';
    }

    @Override
    public Optional<BigDecimal> optionalDecimal(String name) {
        int slot = slot(name);
        return slot < 0 || isNull(slot) ? Optional.empty() : Optional.of(decimal(slot, name));
    }

    @Override
    public Quantity quantity(String name) {
        int slot = present(name);
        return plain(slot) ? Quantity.ofScaled(digits, Math.max(0, places)) : Quantity.of(decimal(slot, name));
    }

    @Override
    public Price price(String name) {
        int slot = present(name);
        return plain(slot) ? Price.ofScaled(digits, Math.max(0, places)) : Price.of(decimal(slot, name));
    }

    private BigDecimal decimal(int slot, String name) {
        return plain(slot) ? BigDecimal.valueOf(digits, Math.max(0, places)) : ExactJson.exact(content(slot), name);
    }

    /** Whether a value is a plain decimal of at most 18 digits: they are in {@code digits}, and in {@code places} how many follow the point. */
    private boolean plain(int slot) {
        byte[] all = bytes;
        int from = starts[slot];
        int end = ends[slot];
        boolean negative = from < end && all[from] == '-';
        int first = negative ? from + 1 : from;
        int point = -1;
        long value = 0;
        for (int i = first; i < end; i++) {
            byte c = all[i];
            if (c >= '0' && c <= '9') {
                value = value * 10 + c - '0';
            } else if (c == '.' && point < 0) {
                point = i;
            } else {
                return false;
            }
        }
        digits = negative ? -value : value;
        places = point < 0 ? -1 : end - 1 - point;
        int count = end - first - (point < 0 ? 0 : 1);
        return count > 0 && count <= MOST_DIGITS && point != first && places != 0;
    }
}
