package io.fairlead.core.journal;

import io.fairlead.api.AccountId;
import io.fairlead.api.Currency;
import io.fairlead.api.instrument.InstrumentId;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/** Reads what {@link PayloadWriter} lays out, and believes none of it: each length is held against what is left. One thread. */
final class PayloadReader {
    private static final int KEPT_BYTES = 256 << 10;
    private static final int LONGEST_POOLED = 64;
    private static final VarHandle LONG = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

    private final BytePool<String> texts = new BytePool<>(4096);
    private final BytePool<InstrumentId> instruments = new BytePool<>(1024);
    private final BytePool<AccountId> accounts = new BytePool<>(16);
    private final BytePool<Currency> currencies = new BytePool<>(64);
    private byte[] bytes = new byte[1024];
    private int at;
    private int limit;
    private int version;
    private RecordKind kind = RecordKind.RUN_OPENED;

    /** Takes a payload over, from position to limit; leaves the buffer as it is. */
    void open(RecordKind newKind, ByteBuffer payload, int newestVersion) {
        kind = newKind;
        limit = payload.remaining();
        at = 0;
        if (limit > bytes.length || bytes.length > KEPT_BYTES) {
            bytes = new byte[Math.max(limit, 1024)];
        }
        payload.get(payload.position(), bytes, 0, limit);
        version = octet();
        if (version < 1 || version > newestVersion) {
            throw fault("has layout " + version + ", this version reads 1 to " + newestVersion
                    + ": read it with the version that wrote it");
        }
    }

    /** The layout that the record was written in, from 1. */
    int version() {
        return version;
    }

    void requireEnd() {
        if (at != limit) {
            throw fault("has " + (limit - at) + " bytes too many");
        }
    }

    JournalFormatException fault(String what) {
        return new JournalFormatException("journal record of kind " + kind + " cannot be read: it " + what);
    }

    private void need(int more) {
        if (more < 0 || more > limit - at) {
            throw fault("ends at byte " + limit + ", where " + more + " more were due at " + at);
        }
    }

    int octet() {
        need(1);
        return bytes[at++] & 0xFF;
    }

    boolean flag() {
        int value = octet();
        if (value > 1) {
            throw fault("has " + value + " for yes or no");
        }
        return value == 1;
    }

    <E extends Enum<E>> E code(Codes<E> codes) {
        int code = octet();
        E value = codes.at(code);
        if (value == null) {
            throw unknown(code, codes.what());
        }
        return value;
    }

    JournalFormatException unknown(int code, String what) {
        return fault("has " + code + " for a " + what + ", which is none");
    }

    long fixed() {
        need(Long.BYTES);
        long value = (long) LONG.get(bytes, at);
        at += Long.BYTES;
        return value;
    }

    double bits() {
        return Double.longBitsToDouble(fixed());
    }

    int count() {
        long value = unsigned();
        if (value < 0 || value > 0xFFFF_FFFFL) {
            throw fault("has a whole number beyond 32 bits");
        }
        return (int) value;
    }

    long number() {
        long value = unsigned();
        return (value >>> 1) ^ -(value & 1);
    }

    private long unsigned() {
        long value = 0;
        for (int shift = 0; shift < 64; shift += 7) {
            int next = octet();
            value |= (long) (next & 0x7F) << shift;
            if (next < 0x80) {
                return value;
            }
        }
        throw fault("has a number of more than ten bytes");
    }

    byte[] blob(int longest) {
        int size = length();
        if (size > longest) {
            throw fault("has " + size + " bytes where at most " + longest + " may be");
        }
        byte[] value = new byte[size];
        System.arraycopy(bytes, at, value, 0, size);
        at += size;
        return value;
    }

    private int length() {
        int size = count();
        need(size);
        return size;
    }

    String text() {
        int size = length();
        int from = at;
        at += size;
        if (size == 0) {
            return "";
        }
        if (size > LONGEST_POOLED) {
            return new String(bytes, from, size, StandardCharsets.UTF_8);
        }
        int place = texts.place(bytes, from, at);
        String known = texts.get(place, bytes, from, at);
        if (known != null) {
            return known;
        }
        String value = new String(bytes, from, size, StandardCharsets.UTF_8);
        texts.put(place, bytes, from, at, value);
        return value;
    }

    /** A text of at most so many bytes. */
    String text(int longest) {
        int start = at;
        int size = length();
        if (size > longest) {
            throw fault("has a text of " + size + " bytes where at most " + longest + " may be");
        }
        at = start;
        return text();
    }

    InstrumentId instrument() {
        return pooled(instruments, InstrumentBytes::readId);
    }

    AccountId account() {
        return pooled(accounts, ValueBytes::readAccount);
    }

    Currency currency() {
        return pooled(currencies, ValueBytes::readCurrency);
    }

    private <T> T pooled(BytePool<T> pool, Function<PayloadReader, T> read) {
        int size = length();
        int from = at;
        int to = from + size;
        int place = pool.place(bytes, from, to);
        T known = pool.get(place, bytes, from, to);
        if (known != null) {
            at = to;
            return known;
        }
        T value = read.apply(this);
        if (at != to) {
            throw fault("has a name of " + size + " bytes that does not end there");
        }
        pool.put(place, bytes, from, to, value);
        return value;
    }

    <T> List<T> list(Function<PayloadReader, T> each) {
        int size = length(); // no value takes less than a byte
        List<T> values = new ArrayList<>(Math.min(size, 1024));
        for (int i = 0; i < size; i++) {
            values.add(each.apply(this));
        }
        return values;
    }
}
