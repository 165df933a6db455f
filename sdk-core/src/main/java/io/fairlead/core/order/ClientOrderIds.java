package io.fairlead.core.order;

import io.fairlead.api.order.ClientOrderId;
import java.util.random.RandomGenerator;

/**
 * Makes client order ids: 16 characters of an 80-bit nonce drawn once, a dash, and a sequence. Two sessions share a nonce with a
 * probability of about n²/2^81 for n sessions: for a million sessions one in two trillion. One thread.
 */
public final class ClientOrderIds {
    private static final char[] ALPHABET = "0123456789abcdefghjkmnpqrstvwxyz".toCharArray();

    private final String prefix;
    private long sequence;

    /** Draws the nonce; from a secure source in live sessions, from the session's seed in backtests. */
    public ClientOrderIds(RandomGenerator nonceSource) {
        StringBuilder text = new StringBuilder(17);
        for (int i = 0; i < 16; i++) {
            text.append(ALPHABET[nonceSource.nextInt(ALPHABET.length)]);
        }
        prefix = text.append('-').toString();
    }

    /** The next id; never the same twice. */
    public ClientOrderId next() {
        sequence++;
        return new ClientOrderId(prefix.concat(Long.toString(sequence)));
    }
}
