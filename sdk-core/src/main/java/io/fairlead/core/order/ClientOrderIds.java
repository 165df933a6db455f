package io.fairlead.core.order;

import io.fairlead.api.order.ClientOrderId;
import io.fairlead.spi.ClientIdRule;
import io.fairlead.spi.ClientIdRule.Alphabet;
import java.util.OptionalLong;
import java.util.random.RandomGenerator;

/**
 * Makes client order ids by a venue's rule: characters of a nonce, a dash, and a number that rises over the whole life of the journal
 * (see {@link ClientIdRule} for the odds of a collision). One thread.
 */
public final class ClientOrderIds {
    /** Bytes of a nonce. */
    public static final int NONCE_BYTES = 10;

    private static final char[] ALPHABET = "0123456789abcdefghjkmnpqrstvwxyz".toCharArray();
    /** Room for a dash and a number of ten billion intents. */
    private static final int NUMBER_LENGTH = 12;

    private final String prefix;
    private long last;

    /**
     * Ids of one journal.
     *
     * @param nonce 10 bytes, drawn when the journal was begun
     * @param rule what the venue takes; where it takes none, text for our own books
     */
    public ClientOrderIds(byte[] nonce, ClientIdRule rule) {
        int room = rule.alphabet() == Alphabet.NONE ? 36 : rule.maxLength();
        int characters = rule.alphabet() == Alphabet.DIGITS ? 0 : Math.min(16, Math.max(0, room - NUMBER_LENGTH));
        prefix = characters == 0 ? "" : text(nonce).substring(0, characters) + "-";
    }

    /** Draws a nonce; from a secure source in live sessions, from the session's seed in backtests. */
    public static byte[] draw(RandomGenerator source) {
        byte[] nonce = new byte[NONCE_BYTES];
        source.nextBytes(nonce);
        return nonce;
    }

    /** Five bits a character, highest first. */
    private static String text(byte[] nonce) {
        if (nonce.length != NONCE_BYTES) {
            throw new IllegalArgumentException("a nonce has " + NONCE_BYTES + " bytes, was " + nonce.length);
        }
        StringBuilder text = new StringBuilder(16);
        int bits = 0;
        int held = 0;
        for (byte part : nonce) {
            held = held << 8 | (part & 0xFF);
            bits += 8;
            while (bits >= 5) {
                bits -= 5;
                text.append(ALPHABET[held >> bits & 31]);
            }
        }
        return text.toString();
    }

    /** The next id; never the same twice. */
    public ClientOrderId next() {
        ClientOrderId id = upcoming();
        last++;
        return id;
    }

    /** What the next id will be: for what may not come to pass. */
    ClientOrderId upcoming() {
        return new ClientOrderId(prefix.concat(Long.toString(last + 1)));
    }

    /** The number given last. */
    long last() {
        return last;
    }

    /** Goes on after a number. */
    void goOnAfter(long number) {
        last = Math.max(last, number);
    }

    /** Whether an id is of this journal's making, made already or still to come. */
    boolean isOwn(ClientOrderId id) {
        return numberOf(id).isPresent();
    }

    /** Takes in an id that is used: no later one is the same. */
    void used(ClientOrderId id) {
        last = Math.max(last, numberOf(id).orElse(0));
    }

    /** The number in an id of this journal's making; empty in any other. */
    private OptionalLong numberOf(ClientOrderId id) {
        boolean own = id.value().startsWith(prefix) && id.value().lastIndexOf('-') == prefix.length() - 1;
        return own ? ClientIdRule.numberOf(id) : OptionalLong.empty();
    }
}
