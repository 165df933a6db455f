package io.fairlead.support;

import java.nio.charset.StandardCharsets;

/**
 * Collects parameters as {@code a=1&b=2}, percent-encoded once and for all: what is signed is what is sent. Serves for query strings and
 * for forms. One thread.
 */
public final class QueryText {
    private static final char[] HEX = "0123456789ABCDEF".toCharArray();

    private final StringBuilder text = new StringBuilder(192);

    /** Starts empty. */
    public QueryText() {}

    /** Adds a parameter; its value is encoded. */
    public QueryText add(String name, String value) {
        if (text.length() > 0) {
            text.append('&');
        }
        encode(name, text);
        encode(value, text.append('='));
        return this;
    }

    /** Adds a number. */
    public QueryText add(String name, long value) {
        return add(name, Long.toString(value));
    }

    /** Whether nothing was added. */
    public boolean isEmpty() {
        return text.length() == 0;
    }

    /** The text, encoded. */
    @Override
    public String toString() {
        return text.toString();
    }

    /** Percent-encodes all but letters, digits and {@code - . _ ~} of ASCII, as UTF-8 (RFC 3986, section 2.3). */
    public static String encode(String value) {
        StringBuilder into = new StringBuilder(value.length() + 16);
        encode(value, into);
        return into.toString();
    }

    private static void encode(String value, StringBuilder into) {
        for (int i = 0; i < value.length(); i++) {
            if (!isUnreserved(value.charAt(i))) {
                encodeBytes(value, into);
                return;
            }
        }
        into.append(value);
    }

    private static void encodeBytes(String value, StringBuilder into) {
        for (byte b : value.getBytes(StandardCharsets.UTF_8)) {
            if (b >= 0 && isUnreserved((char) b)) {
                into.append((char) b);
            } else {
                into.append('%').append(HEX[(b >> 4) & 15]).append(HEX[b & 15]);
            }
        }
    }

    private static boolean isUnreserved(char c) {
        return (c >= 'a' && c <= 'z')
                || (c >= 'A' && c <= 'Z')
                || (c >= '0' && c <= '9')
                || c == '-'
                || c == '.'
                || c == '_'
                || c == '~';
    }
}
