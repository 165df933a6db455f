package io.fairlead.core.journal;

import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/** The bytes of values that recur, so that they are laid out once. A newer value takes an older one's place. One thread. */
final class KnownValues<T> {
    private final @Nullable Object[] values;
    private final byte[][] bytes;
    private final BiConsumer<T, PayloadWriter> layout;

    /** With so many places, a power of two. */
    KnownValues(int places, BiConsumer<T, PayloadWriter> layout) {
        this.values = new Object[places];
        this.bytes = new byte[places][];
        this.layout = layout;
    }

    /** The value's bytes; shared, for reading only. */
    byte[] bytes(T value, PayloadWriter scratch) {
        int hash = value.hashCode();
        int place = (hash ^ (hash >>> 15)) & (values.length - 1);
        if (!value.equals(values[place])) {
            int start = scratch.size();
            layout.accept(value, scratch);
            bytes[place] = scratch.copyFrom(start);
            values[place] = value;
            scratch.rewind(start);
        }
        return bytes[place];
    }
}
