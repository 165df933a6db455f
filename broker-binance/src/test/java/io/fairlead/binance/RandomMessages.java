package io.fairlead.binance;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/**
 * Messages of the venue, now as it writes them, now oddly: shuffled, with blanks, fields that nobody knows, escapes, numbers in every
 * notation, doubled names, or cut short. From a seed.
 */
final class RandomMessages {
    private final SplittableRandom random;
    private boolean odd;

    RandomMessages(long seed) {
        this.random = new SplittableRandom(seed);
    }

    /** From now on the next message is written as usual, or by chance oddly. */
    void next() {
        odd = random.nextInt(3) == 0;
    }

    /** A field with its value as JSON. */
    record Field(String name, String json) {}

    /** Whether something that happens once in so many times happens now, in an oddly written message. */
    private boolean oddly(int once) {
        return odd && random.nextInt(once) == 0;
    }

    String blank() {
        return oddly(12) ? new String[] {" ", "\n", "\t", "  \r\n"}[random.nextInt(4)] : "";
    }

    /** An object of these fields, in their order or not. */
    String object(List<Field> fields) {
        List<Field> all = new ArrayList<>(fields);
        if (oddly(3)) {
            all.add(random.nextInt(all.size() + 1), unknown());
        }
        if (oddly(4)) {
            for (int i = all.size() - 1; i > 0; i--) {
                all.set(i, all.set(random.nextInt(i + 1), all.get(i)));
            }
        }
        if (oddly(20)) {
            all.add(all.get(random.nextInt(all.size())));
        }
        if (oddly(20)) {
            all.remove(random.nextInt(all.size()));
        }
        StringBuilder text = new StringBuilder("{");
        for (int i = 0; i < all.size(); i++) {
            text.append(i == 0 ? "" : ",").append(blank());
            text.append('"').append(escaped(all.get(i).name())).append('"').append(blank());
            text.append(':').append(blank()).append(all.get(i).json()).append(blank());
        }
        return text.append('}').toString();
    }

    private Field unknown() {
        String[] names = {"y", "new", "K", "uS", "", "ß", "j\\u0020"};
        String[] values = {
            "{\"b\":\"9\",\"s\":[1,{\"x\":null}]}",
            "[]",
            "null",
            "true",
            "\"x\\\"}y\"",
            "-0",
            "1.50E-3",
            "\"\"",
            "\"é\"",
            "[[\"1\",\"2\"]]",
            "01",
            "\"\u0001\"",
            "1.",
            "nul",
            "-",
            "+1",
            "\"👀\""
        };
        return new Field(names[random.nextInt(names.length)], values[random.nextInt(values.length)]);
    }

    private String escaped(String text) {
        if (text.length() != 1 || !oddly(40)) {
            return text;
        }
        return String.format("\\u%04x", (int) text.charAt(0));
    }

    /** Text, as JSON. */
    String text(String plain) {
        if (oddly(20)) {
            String[] others = {"null", "7", "true", "\"\"", "\"" + plain + "x\"", "\"é?\"", "\"\\u0042UY\"", "{}"};
            return others[random.nextInt(others.length)];
        }
        return '"' + (plain.isEmpty() ? "" : escaped(plain.substring(0, 1)) + plain.substring(1)) + '"';
    }

    /** One of these, as JSON text. */
    String oneOf(String... choices) {
        return text(choices[random.nextInt(choices.length)]);
    }

    /** A whole number, as JSON. */
    String whole(long value) {
        if (oddly(20)) {
            String[] others = {
                "null",
                "\"" + value + "\"",
                "-" + value,
                "0" + value,
                value + ".0",
                value + "e0",
                "9223372036854775807",
                "9223372036854775808",
                "1234567890123456789",
                "-1",
                "0"
            };
            return others[random.nextInt(others.length)];
        }
        return Long.toString(value);
    }

    /** {@code true} or {@code false}, as JSON. */
    String flag() {
        return oddly(20) ? oneOf("true", "x") : Boolean.toString(random.nextBoolean());
    }

    /** A price, as JSON, with so many digits before the point. */
    String price(int mostDigits) {
        return decimal(mostDigits, 4);
    }

    /** A size, as JSON, with so many digits before the point. */
    String size(int mostDigits) {
        return decimal(mostDigits, 8);
    }

    /** Text with eight digits behind the point as usual, of which so many say something, by chance with more, fewer or none. */
    private String decimal(int mostDigits, int saying) {
        StringBuilder text = new StringBuilder(digits(1 + random.nextInt(mostDigits), true));
        int behind = random.nextInt(4) == 0 ? random.nextInt(11) : 8;
        if (behind > 0) {
            int most = oddly(10) ? behind : Math.min(saying, behind);
            int said = random.nextInt(most + 1);
            text.append('.').append(digits(said, false)).append("0".repeat(behind - said));
        }
        String plain = text.toString();
        if (!oddly(10)) {
            return '"' + plain + '"';
        }
        String[] others = {
            plain,
            plain + "e0",
            "\"" + plain + "E1\"",
            "\"" + plain + "e-2\"",
            "\"-" + plain + "\"",
            "\"00" + plain + "\"",
            "\"+" + plain + "\"",
            "\"" + plain + ".\"",
            "\".5\"",
            "\"5.\"",
            "\"\"",
            "null",
            "\"1e999\"",
            "\" 1\"",
            "\"1..2\"",
            "\"" + digits(20, true) + "." + digits(20, false) + "\"",
            "\"0.000000000000000000000\"",
            "\"1,5\"",
            "\"1٣\"",
            "\"12345678.1234567x\"",
            "\"0x12\"",
            "[1]",
            "1e-3",
            "\"1234567.8\\u0030\""
        };
        return others[random.nextInt(others.length)];
    }

    private String digits(int count, boolean natural) {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < count; i++) {
            text.append(i == 0 && natural && count > 1 ? 1 + random.nextInt(9) : random.nextInt(10));
        }
        return text.toString();
    }

    /** Levels of a book, as JSON. */
    String levels() {
        StringBuilder text = new StringBuilder("[").append(blank());
        int count = random.nextInt(5) == 0 ? 100 : random.nextInt(12);
        for (int i = 0; i < count; i++) {
            text.append(i == 0 ? "" : ",").append(blank());
            text.append('[').append(price(6)).append(blank()).append(',').append(size(6));
            text.append(oddly(60) ? ",[]" : "").append(']');
        }
        return text.append(oddly(60) ? ",7]" : "]").toString();
    }

    /** The same text, or by chance one that was cut short or had a character changed. */
    String damaged(String message) {
        if (oddly(8)) {
            return message.substring(0, random.nextInt(message.length()));
        }
        if (oddly(8)) {
            int at = random.nextInt(message.length());
            char other = "\"{}[],:.0eE\\ x-٣é\u0000".charAt(random.nextInt(18));
            return message.substring(0, at) + other + message.substring(at + 1);
        }
        return oddly(20) ? message + "x" : message;
    }

    long number(long most) {
        return BigInteger.valueOf(most).bitLength() < 8 ? random.nextLong(most) : most / 2 + random.nextLong(most / 2);
    }
}
