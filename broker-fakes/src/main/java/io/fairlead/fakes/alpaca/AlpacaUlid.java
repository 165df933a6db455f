package io.fairlead.fakes.alpaca;

import java.time.Instant;

/** Ids of 26 letters that sort by time: 48 bits of milliseconds, then a number that only grows, in Crockford's base 32. */
final class AlpacaUlid {
    private static final String LETTERS = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";

    private AlpacaUlid() {}

    static String of(Instant at, long number) {
        char[] id = new char[26];
        fill(id, 0, 10, at.toEpochMilli());
        fill(id, 10, 26, number);
        return new String(id);
    }

    private static void fill(char[] id, int from, int to, long value) {
        long rest = value;
        for (int i = to - 1; i >= from; i--) {
            id[i] = LETTERS.charAt((int) (rest & 31));
            rest >>>= 5;
        }
    }
}
