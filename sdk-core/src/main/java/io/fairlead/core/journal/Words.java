package io.fairlead.core.journal;

import io.fairlead.api.market.EpochNanos;
import java.math.BigDecimal;
import java.util.Collection;
import java.util.Optional;

/**
 * Facts as {@code key=value} words of one line. A value with blanks, quotes or nothing in it stands in quotes, and what a terminal might
 * act on is written as an escape: texts come from venues.
 */
final class Words {
    private final StringBuilder text = new StringBuilder();

    Words put(String key, Object value) {
        if (!text.isEmpty()) {
            text.append(' ');
        }
        append(text, key); // a strategy's own, in states and decisions
        text.append('=');
        append(text, String.valueOf(value));
        return this;
    }

    /** If there is one. */
    @SuppressWarnings("OptionalUsedAsFieldOrParameterType") // as the records have it
    Words put(String key, Optional<?> value) {
        return value.isPresent() ? put(key, value.get()) : this;
    }

    /** If it says something. */
    Words putText(String key, String value) {
        return value.isEmpty() ? this : put(key, value);
    }

    /** If it holds. */
    Words putFlag(String key, boolean value) {
        return value ? put(key, "yes") : this;
    }

    /** Parted by a bar; if there are any. */
    Words putAll(String key, Collection<?> values) {
        return values.isEmpty()
                ? this
                : put(
                        key,
                        String.join(" | ", values.stream().map(String::valueOf).toList()));
    }

    Words putTime(String key, long epochNanos) {
        return put(key, EpochNanos.toInstant(epochNanos));
    }

    /** A whole number of units of 10^-scale; if it is not 0. */
    Words putScaled(String key, long scaled, int scale) {
        return scaled == 0 ? this : put(key, plain(scaled, scale));
    }

    /** Exact; as it is written down where the scale is none that a price or a quantity may have. */
    static String plain(long scaled, int scale) {
        return scale < 0 || scale > 18
                ? scaled + "/10^" + scale
                : BigDecimal.valueOf(scaled, scale).stripTrailingZeros().toPlainString();
    }

    private static void append(StringBuilder to, String value) {
        if (!value.isEmpty() && value.codePoints().noneMatch(Words::parts)) {
            to.append(value);
            return;
        }
        to.append('"');
        value.codePoints().forEach(point -> {
            if (point == '"' || point == '\\') {
                to.append('\\').appendCodePoint(point);
            } else if (point == '\n') {
                to.append("\\n");
            } else {
                appendShown(to, point);
            }
        });
        to.append('"');
    }

    private static boolean parts(int point) {
        return point == '"' || Character.isWhitespace(point) || Character.isSpaceChar(point) || isOdd(point);
    }

    /** One line of a text that came from elsewhere. */
    static String shown(String text) {
        StringBuilder line = new StringBuilder();
        text.codePoints().forEach(point -> appendShown(line, point));
        return line.toString();
    }

    private static void appendShown(StringBuilder to, int point) {
        if (isOdd(point)) {
            to.append("\\u{").append(Integer.toHexString(point)).append('}');
        } else {
            to.appendCodePoint(point);
        }
    }

    /** Control characters, those that change the direction of writing, line ends of any kind, and what is no character. */
    private static boolean isOdd(int point) {
        return switch (Character.getType(point)) {
            case Character.CONTROL,
                    Character.FORMAT,
                    Character.SURROGATE,
                    Character.PRIVATE_USE,
                    Character.UNASSIGNED,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR -> true;
            default -> false;
        };
    }

    @Override
    public String toString() {
        return text.toString();
    }
}
