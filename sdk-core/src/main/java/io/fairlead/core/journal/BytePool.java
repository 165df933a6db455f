package io.fairlead.core.journal;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** Values by the bytes they were read from, so that equal ones are made once. A newer one takes an older one's place. One thread. */
final class BytePool<T> {
    private final byte[][] keys;
    private final @Nullable Object[] values;

    /** With so many places, a power of two. */
    BytePool(int places) {
        keys = new byte[places][];
        values = new Object[places];
        Arrays.fill(keys, new byte[0]);
    }

    /** Where these bytes belong. */
    int place(byte[] bytes, int from, int to) {
        int hash = to - from;
        for (int i = from; i < to; i++) {
            hash = 31 * hash + bytes[i];
        }
        return (hash ^ (hash >>> 15)) & (keys.length - 1);
    }

    /** What was made of these bytes; null if it is not, or no longer, known. */
    @SuppressWarnings("unchecked") // only put() fills it
    @Nullable
    T get(int place, byte[] bytes, int from, int to) {
        byte[] key = keys[place];
        return Arrays.equals(key, 0, key.length, bytes, from, to) ? (T) values[place] : null;
    }

    void put(int place, byte[] bytes, int from, int to, T value) {
        keys[place] = Arrays.copyOfRange(bytes, from, to);
        values[place] = value;
    }
}
