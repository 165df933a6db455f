package io.fairlead.spi;

import io.fairlead.api.order.ClientOrderId;
import java.util.OptionalLong;

/**
 * What client order ids a venue takes. The session makes ids of it: 16 characters of an 80-bit nonce that was drawn when the journal
 * was begun, a dash, and a number that rises by one with every request that creates an order, over restarts too; where there is less
 * room, fewer characters of the nonce; where only digits are taken, the number alone.
 *
 * <p>Two journals share a nonce of 16 characters with a probability of about n²/2^81 for n journals: for a million journals one in two
 * trillion. Each character less makes that 1024 times likelier.
 *
 * @param alphabet what an id is made of
 * @param maxLength how many characters it may have, 1..36; 0 where the venue takes none
 */
public record ClientIdRule(Alphabet alphabet, int maxLength) {
    /** What ids are made of. */
    public enum Alphabet {
        /** The venue takes no id of ours (Trading 212). The session still has one of its own. */
        NONE,
        /** Digits: a number within a long. */
        DIGITS,
        /** Lower case letters, digits and dashes: what every venue with text takes (Binance, Alpaca, Tradier tag, IBKR orderRef). */
        TEXT
    }

    /** No ids. */
    public static final ClientIdRule NONE = new ClientIdRule(Alphabet.NONE, 0);

    /** Checks the length. */
    public ClientIdRule {
        boolean fits = alphabet == Alphabet.NONE ? maxLength == 0 : maxLength >= 1 && maxLength <= 36;
        if (!fits) {
            throw new IllegalArgumentException(
                    "a client id has 1 to 36 characters, and 0 where there is none, was " + alphabet + " " + maxLength);
        }
    }

    /** Text of at most so many characters; longer limits of a venue count as 36. */
    public static ClientIdRule text(int maxLength) {
        return new ClientIdRule(Alphabet.TEXT, Math.min(36, maxLength));
    }

    /** Whole numbers. */
    public static ClientIdRule digits() {
        return new ClientIdRule(Alphabet.DIGITS, 19);
    }

    /**
     * The number in an id that a session made: it rises with every intent and is never used again, so that a venue whose protocol
     * wants an integer beside the text (IBKR order id) may take it. Empty for an id that a caller made up.
     */
    public static OptionalLong numberOf(ClientOrderId id) {
        String text = id.value();
        long number = 0;
        int from = text.lastIndexOf('-') + 1;
        for (int i = from; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c < '0' || c > '9' || number > (Long.MAX_VALUE - 9) / 10) {
                return OptionalLong.empty();
            }
            number = number * 10 + (c - '0');
        }
        return from == text.length() ? OptionalLong.empty() : OptionalLong.of(number);
    }
}
