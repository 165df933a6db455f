package io.fairlead.core.journal;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.zip.CRC32C;
import org.jspecify.annotations.Nullable;

/** The first 128 bytes of a segment. */
final class SegmentHeader {
    private static final int VERSION_AT = 8;
    private static final int SIZE_AT = 12;
    private static final int NONCE_AT = 16;
    private static final int NUMBER_AT = 32;
    private static final int FIRST_AT = 40;
    private static final int CREATED_AT = 48;
    private static final int CAPACITY_AT = 56;
    private static final int DIGEST_AT = 64;
    private static final int CRC_AT = 124;

    private final byte[] nonce;
    private final long number;
    private final long firstSequence;
    private final long createdNanos;
    private final long capacity;
    private final byte[] previousDigest;
    private final int crc;

    SegmentHeader(
            byte[] nonce, long number, long firstSequence, long createdNanos, long capacity, byte[] previousDigest) {
        this.nonce = nonce;
        this.number = number;
        this.firstSequence = firstSequence;
        this.createdNanos = createdNanos;
        this.capacity = capacity;
        this.previousDigest = previousDigest;
        this.crc = crcOf(encode());
    }

    /** What the first bytes of a segment turned out to be. */
    enum State {
        VALID,
        /** Zeros all over: prepared, never used. */
        BLANK,
        /** A header that was not written whole, and nothing behind it. */
        TORN,
        FOREIGN,
        NEWER,
        DAMAGED
    }

    /** The outcome of reading; a header when it is valid. */
    record Reading(State state, @Nullable SegmentHeader header, int version) {}

    static Reading read(Segment segment) throws IOException {
        ByteBuffer bytes = ByteBuffer.allocate(Format.HEADER_BYTES).order(ByteOrder.LITTLE_ENDIAN);
        int got = segment.read(0, bytes);
        if (got < Format.HEADER_BYTES) {
            return new Reading(State.FOREIGN, null, 0);
        }
        int version = bytes.getInt(VERSION_AT);
        if (bytes.getInt(CRC_AT) != crcOf(bytes)) {
            return new Reading(invalid(segment, bytes), null, version);
        }
        if (bytes.getLong(0) != Format.magic()) {
            return new Reading(State.FOREIGN, null, 0);
        }
        if (version != Format.VERSION || bytes.getInt(SIZE_AT) != Format.HEADER_BYTES) {
            return new Reading(version > Format.VERSION ? State.NEWER : State.DAMAGED, null, version);
        }
        return new Reading(State.VALID, decode(bytes), version);
    }

    private static State invalid(Segment segment, ByteBuffer bytes) throws IOException {
        boolean empty = new SegmentWindow(segment).lastNonZero(Format.HEADER_BYTES) < 0;
        boolean blank = true;
        for (int i = 0; i < Format.HEADER_BYTES; i++) {
            blank &= bytes.get(i) == 0;
        }
        if (blank) {
            return empty ? State.BLANK : State.DAMAGED;
        }
        if (!beginsLikeOurs(bytes)) {
            return State.FOREIGN;
        }
        return empty ? State.TORN : State.DAMAGED;
    }

    /** Whether each byte of the magic number is in place or was not written yet. */
    private static boolean beginsLikeOurs(ByteBuffer bytes) {
        for (int i = 0; i < Long.BYTES; i++) {
            byte expected = (byte) (Format.magic() >>> (8 * i));
            if (bytes.get(i) != 0 && bytes.get(i) != expected) {
                return false;
            }
        }
        return true;
    }

    private static SegmentHeader decode(ByteBuffer bytes) {
        byte[] nonce = new byte[Format.NONCE_BYTES];
        bytes.get(NONCE_AT, nonce);
        byte[] digest = new byte[Format.DIGEST_BYTES];
        bytes.get(DIGEST_AT, digest);
        return new SegmentHeader(
                nonce,
                bytes.getLong(NUMBER_AT),
                bytes.getLong(FIRST_AT),
                bytes.getLong(CREATED_AT),
                bytes.getLong(CAPACITY_AT),
                digest);
    }

    ByteBuffer encode() {
        ByteBuffer bytes = ByteBuffer.allocate(Format.HEADER_BYTES).order(ByteOrder.LITTLE_ENDIAN);
        bytes.putLong(0, Format.magic());
        bytes.putInt(VERSION_AT, Format.VERSION).putInt(SIZE_AT, Format.HEADER_BYTES);
        bytes.put(NONCE_AT, nonce);
        bytes.putLong(NUMBER_AT, number).putLong(FIRST_AT, firstSequence);
        bytes.putLong(CREATED_AT, createdNanos).putLong(CAPACITY_AT, capacity);
        bytes.put(DIGEST_AT, previousDigest);
        bytes.putInt(CRC_AT, crcOf(bytes));
        return bytes;
    }

    private static int crcOf(ByteBuffer bytes) {
        CRC32C crc = new CRC32C();
        crc.update(bytes.slice(0, CRC_AT));
        return (int) crc.getValue();
    }

    byte[] nonce() {
        return nonce;
    }

    long number() {
        return number;
    }

    long firstSequence() {
        return firstSequence;
    }

    long createdNanos() {
        return createdNanos;
    }

    long capacity() {
        return capacity;
    }

    byte[] previousDigest() {
        return previousDigest;
    }

    /** Also what the checksums of this segment's frames are mixed with, so that no frame of another segment passes here. */
    int crc() {
        return crc;
    }
}
