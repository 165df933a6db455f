package io.fairlead.alpaca;

/**
 * Steps through JSON that is plainly written: ASCII, no escapes in strings, nothing nested deeply. It takes nothing that a full reader would
 * read otherwise: at whatever is not plain it gives up, and the whole text is read as JSON. Each step begins at a place and gives the one
 * behind what it stepped over, or {@link #NO}. Any thread.
 */
final class PlainText {
    /** Said of what is not plain. */
    static final int NO = -1;

    private static final int DEEPEST = 20;
    private static final int LONGEST_NUMBER = 100;

    private PlainText() {}

    /** The next place that is no white space; the length, if there is none. */
    static int blank(byte[] json, int from) {
        int at = from;
        while (at < json.length && json[at] <= ' ' && isBlank(json[at])) {
            at++;
        }
        return at;
    }

    private static boolean isBlank(byte b) {
        return b == ' ' || b == '\n' || b == '\r' || b == '\t';
    }

    /** Whether a place holds a character. */
    static boolean is(byte[] json, int at, char expected) {
        return at < json.length && json[at] == expected;
    }

    /** Over a string. */
    static int string(byte[] json, int from) {
        if (!is(json, from, '"')) {
            return NO;
        }
        for (int at = from + 1; at < json.length; at++) {
            byte b = json[at];
            if (b == '"') {
                return at + 1;
            }
            if (b < ' ' || b == '\\') { // beyond ASCII bytes are negative
                return NO;
            }
        }
        return NO;
    }

    /** Over a value of any kind. */
    static int value(byte[] json, int from) {
        return value(json, from, 0);
    }

    private static int value(byte[] json, int from, int depth) {
        if (from >= json.length) {
            return NO;
        }
        return switch (json[from]) {
            case '"' -> string(json, from);
            case '[', '{' -> nested(json, from, depth);
            case 't' -> word(json, from, "true");
            case 'f' -> word(json, from, "false");
            case 'n' -> word(json, from, "null");
            default -> number(json, from);
        };
    }

    private static int word(byte[] json, int from, String word) {
        if (json.length - from < word.length()) {
            return NO;
        }
        for (int i = 0; i < word.length(); i++) {
            if (json[from + i] != word.charAt(i)) {
                return NO;
            }
        }
        return from + word.length();
    }

    private static int number(byte[] json, int from) {
        int at = is(json, from, '-') ? from + 1 : from;
        int whole = digits(json, at);
        if (whole == at || (json[at] == '0' && whole > at + 1)) {
            return NO;
        }
        at = whole;
        if (is(json, at, '.')) {
            int part = digits(json, at + 1);
            if (part == at + 1) {
                return NO;
            }
            at = part;
        }
        if (is(json, at, 'e') || is(json, at, 'E')) {
            int sign = at + 1;
            int begin = is(json, sign, '+') || is(json, sign, '-') ? sign + 1 : sign;
            at = digits(json, begin);
            if (at == begin) {
                return NO;
            }
        }
        return at - from <= LONGEST_NUMBER ? at : NO;
    }

    private static int digits(byte[] json, int from) {
        int at = from;
        while (at < json.length && json[at] >= '0' && json[at] <= '9') {
            at++;
        }
        return at;
    }

    private static int nested(byte[] json, int from, int depth) {
        if (depth == DEEPEST) {
            return NO;
        }
        boolean list = json[from] == '[';
        char close = list ? ']' : '}';
        int at = blank(json, from + 1);
        boolean first = true;
        while (!is(json, at, close)) {
            if (!first) {
                if (!is(json, at, ',')) {
                    return NO;
                }
                at = blank(json, at + 1);
            }
            if (!list) {
                at = colon(json, string(json, at));
            }
            at = at == NO ? NO : value(json, at, depth + 1);
            if (at == NO) {
                return NO;
            }
            at = blank(json, at);
            first = false;
        }
        return at + 1;
    }

    /** Over the colon behind a name, to the value. */
    static int colon(byte[] json, int from) {
        if (from == NO) {
            return NO;
        }
        int at = blank(json, from);
        return is(json, at, ':') ? blank(json, at + 1) : NO;
    }
}
