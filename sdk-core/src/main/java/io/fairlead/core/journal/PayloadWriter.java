package io.fairlead.core.journal;

import io.fairlead.api.AccountId;
import io.fairlead.api.Currency;
import io.fairlead.api.instrument.InstrumentId;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.Collection;
import java.util.function.BiConsumer;

/**
 * Lays one record's payload out in an array that grows with it: a record that is too large is refused as a whole, never cut off.
 * Whole numbers are LEB128, seven bits a byte, lowest first, with the sign in the lowest bit; times and doubles are eight bytes.
 * One thread.
 */
final class PayloadWriter {
    /** The most a record may have. A journal's frame takes no more. */
    static final int MAX_BYTES = 16 << 20;

    private static final int KEPT_BYTES = 256 << 10;
    private static final int LONGEST_NUMBER = 10;
    private static final VarHandle LONG = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

    private final KnownValues<InstrumentId> instruments = new KnownValues<>(1024, InstrumentBytes::write);
    private final KnownValues<AccountId> accounts = new KnownValues<>(16, ValueBytes::writeParts);
    private final KnownValues<Currency> currencies = new KnownValues<>(64, ValueBytes::writeParts);
    private byte[] bytes = new byte[1024];
    private int at;
    private RecordKind kind = RecordKind.RUN_OPENED;

    /** Forgets what was laid out and begins a record. */
    void begin(RecordKind newKind, int version) {
        kind = newKind;
        at = 0;
        if (bytes.length > KEPT_BYTES) {
            bytes = new byte[KEPT_BYTES];
        }
        octet(version);
    }

    /** How many bytes are laid out. */
    int size() {
        return at;
    }

    void copyTo(ByteBuffer into) {
        if (at > into.remaining()) {
            throw fault("takes " + at + " bytes, the buffer has room for " + into.remaining());
        }
        into.put(bytes, 0, at);
    }

    byte[] copyFrom(int start) {
        return Arrays.copyOfRange(bytes, start, at);
    }

    /** Takes back what was laid out behind a place. */
    void rewind(int place) {
        at = place;
    }

    JournalFormatException fault(String what) {
        return new JournalFormatException("journal record of kind " + kind + " cannot be written: it " + what);
    }

    private void reserve(int more) {
        if (more > bytes.length - at) {
            grow(more);
        }
    }

    private void grow(int more) {
        long needed = (long) at + more;
        if (needed > MAX_BYTES) {
            throw fault("takes more than " + needed + " bytes, the most is " + MAX_BYTES);
        }
        bytes = Arrays.copyOf(bytes, (int) Math.min(MAX_BYTES, Math.max(needed, 2L * bytes.length)));
    }

    void octet(int value) {
        reserve(1);
        bytes[at++] = (byte) value;
    }

    void flag(boolean value) {
        octet(value ? 1 : 0);
    }

    <E extends Enum<E>> void code(Codes<E> codes, E value) {
        octet(codes.of(value));
    }

    /** Eight bytes: for times, and for the bits of doubles. */
    void fixed(long value) {
        reserve(Long.BYTES);
        LONG.set(bytes, at, value);
        at += Long.BYTES;
    }

    /** The bits as they are: even which NaN it was comes back. */
    void bits(double value) {
        fixed(Double.doubleToRawLongBits(value));
    }

    void count(int value) {
        reserve(LONGEST_NUMBER);
        unsigned(Integer.toUnsignedLong(value));
    }

    void number(long value) {
        reserve(LONGEST_NUMBER);
        unsigned((value << 1) ^ (value >> 63));
    }

    private void unsigned(long value) {
        byte[] to = bytes;
        int place = at;
        long rest = value;
        while ((rest & ~0x7FL) != 0) {
            to[place++] = (byte) (rest | 0x80);
            rest >>>= 7;
        }
        to[place++] = (byte) rest;
        at = place;
    }

    void blob(byte[] value) {
        count(value.length);
        reserve(value.length);
        System.arraycopy(value, 0, bytes, at, value.length);
        at += value.length;
    }

    /** UTF-8 behind its length in bytes. Half a surrogate pair becomes a question mark. */
    void text(String value) {
        int start = at;
        int length = value.length();
        count(length);
        reserve(length);
        byte[] to = bytes;
        int place = at;
        for (int i = 0; i < length; i++) {
            char c = value.charAt(i);
            if (c >= 0x80) {
                at = start;
                wideText(value);
                return;
            }
            to[place++] = (byte) c;
        }
        at = place;
    }

    private void wideText(String value) {
        long size = 0;
        for (int i = 0; i < value.length(); i += Character.charCount(value.codePointAt(i))) {
            size += utf8Size(point(value, i));
        }
        if (size > MAX_BYTES) {
            throw fault("has a text of " + size + " bytes, the most is " + MAX_BYTES);
        }
        count((int) size);
        reserve((int) size);
        for (int i = 0; i < value.length(); i += Character.charCount(value.codePointAt(i))) {
            utf8(point(value, i));
        }
    }

    private static int point(String value, int index) {
        int point = value.codePointAt(index);
        return point >= Character.MIN_SURROGATE && point <= Character.MAX_SURROGATE ? '?' : point;
    }

    private static int utf8Size(int point) {
        if (point < 0x800) {
            return point < 0x80 ? 1 : 2;
        }
        return point < 0x10000 ? 3 : 4;
    }

    private void utf8(int point) {
        int size = utf8Size(point);
        if (size == 1) {
            bytes[at++] = (byte) point;
            return;
        }
        int shift = 6 * (size - 1);
        bytes[at++] = (byte) ((0xF00 >> size) | (point >> shift));
        while (shift > 0) {
            shift -= 6;
            bytes[at++] = (byte) (0x80 | ((point >> shift) & 0x3F));
        }
    }

    <T> void list(Collection<T> values, BiConsumer<T, PayloadWriter> each) {
        count(values.size());
        for (T value : values) {
            each.accept(value, this);
        }
    }

    void instrument(InstrumentId id) {
        blob(instruments.bytes(id, this));
    }

    void account(AccountId id) {
        blob(accounts.bytes(id, this));
    }

    void currency(Currency currency) {
        blob(currencies.bytes(currency, this));
    }
}
