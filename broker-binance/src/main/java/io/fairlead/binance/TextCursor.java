package io.fairlead.binance;

import io.fairlead.support.ScaledDigits;

/**
 * Reads a message that looks exactly as the venue usually writes it, field after field. At the first deviation it gives up, and the caller
 * reads the message as JSON. One thread.
 */
final class TextCursor {
    private final String text;
    private int at;
    private boolean failed;

    TextCursor(String text, int from) {
        this.text = text;
        this.at = from;
    }

    /** Whether all went as expected so far. */
    boolean isGood() {
        return !failed;
    }

    /** Steps over these characters. */
    TextCursor over(String literal) {
        failed |= !text.startsWith(literal, at);
        at += literal.length();
        return this;
    }

    /** A whole number of at most 18 digits. */
    long whole() {
        int from = at;
        long value = 0;
        while (at < text.length() && at - from < 19) {
            int digit = text.charAt(at) - '0';
            if (digit < 0 || digit > 9) {
                break;
            }
            value = value * 10 + digit;
            at++;
        }
        boolean leadingZero = at - from > 1 && text.charAt(from) == '0';
        failed |= at == from || at - from > 18 || leadingZero;
        return value;
    }

    /** A decimal up to the next quotation mark, scaled. */
    long decimal(int scale) {
        int end = failed ? -1 : text.indexOf('"', at);
        long value = end < 0 ? ScaledDigits.NONE : ScaledDigits.parse(text, at, end, scale);
        failed |= value == ScaledDigits.NONE;
        at = end;
        return value;
    }

    /** {@code true} or {@code false}. */
    boolean flag() {
        boolean value = text.startsWith("true", at);
        over(value ? "true" : "false");
        return value;
    }

    /** Whether nothing is left. */
    boolean isAtEnd() {
        return at == text.length();
    }
}
