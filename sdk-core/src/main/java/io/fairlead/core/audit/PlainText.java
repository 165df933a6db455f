package io.fairlead.core.audit;

/** Words as every database takes them: PostgreSQL has no NUL in text, and no half of a surrogate pair. */
final class PlainText {
    private static final char REPLACEMENT = '\uFFFD';

    private PlainText() {}

    /** The text, with what cannot be kept replaced by {@code U+FFFD}. */
    static String of(String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == 0 || Character.isSurrogate(c)) {
                return mended(text);
            }
        }
        return text;
    }

    private static String mended(String text) {
        StringBuilder plain = new StringBuilder(text.length());
        text.codePoints()
                .map(point -> point == 0 || (point >= Character.MIN_SURROGATE && point <= Character.MAX_SURROGATE)
                        ? REPLACEMENT
                        : point)
                .forEach(plain::appendCodePoint);
        return plain.toString();
    }
}
