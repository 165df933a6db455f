package io.fairlead.spi;

import java.util.Arrays;

/**
 * A key, a token or a password. It never shows itself: {@code toString} is {@code ***}, it has no equality by content, and it is
 * not serialisable. Only the signer calls {@link #reveal()}. Any thread.
 */
public final class Secret {
    private final char[] value;

    private Secret(char[] value) {
        this.value = value;
    }

    /** A secret of this text. */
    public static Secret of(String text) {
        return new Secret(text.toCharArray());
    }

    /** The text, for the one who signs; keep it nowhere. */
    public String reveal() {
        return new String(value);
    }

    /** Whether it is empty. */
    public boolean isEmpty() {
        return value.length == 0;
    }

    /** Overwrites it in memory; {@link #reveal()} gives blanks afterwards. */
    public void wipe() {
        Arrays.fill(value, ' ');
    }

    /** Always {@code ***}. */
    @Override
    public String toString() {
        return "***";
    }
}
