package io.fairlead.core.journal;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The numbers of the byte format, version 1; see {@code docs/journal.md}. */
final class Format {
    static final int VERSION = 1;
    static final int HEADER_BYTES = 128;
    static final int NONCE_BYTES = 10;
    static final int DIGEST_BYTES = 32;

    /** Offsets within a frame. */
    static final int CRC = 0;

    static final int LENGTH = 4;
    static final int PREVIOUS = 8;
    static final int KIND = 12;
    static final int FLAGS = 13;
    static final int RESERVED = 14;
    static final int SEQUENCE = 16;
    static final int TIME = 24;
    static final int FORCED = 32;
    static final int FRAME_BYTES = 40;

    static final int MAX_PAYLOAD = 16 << 20;
    static final int MAX_FRAME = FRAME_BYTES + MAX_PAYLOAD;

    /** The highest kind a record may have; above it are the frame's own. */
    static final int MAX_KIND = 0xF0;

    /** The last frame of a full segment: how many records it has, and the digest of its bytes before this frame. */
    static final int SEAL = 0xF1;

    /** Written when a journal is closed: says that all before it was forced. */
    static final int CLOSED = 0xF2;

    static final int SEAL_BYTES = FRAME_BYTES + Long.BYTES + DIGEST_BYTES;

    private static final long MAGIC = ByteBuffer.wrap("FLEADWAL".getBytes(StandardCharsets.US_ASCII))
            .order(ByteOrder.LITTLE_ENDIAN)
            .getLong();
    private static final Pattern NAME = Pattern.compile("journal-([0-9]{10})\\.seg");

    private Format() {}

    static long magic() {
        return MAGIC;
    }

    static boolean isSegmentName(String name) {
        return NAME.matcher(name).matches();
    }

    static String segmentName(long number) {
        String digits = Long.toString(number);
        return "journal-" + "0".repeat(Math.max(0, 10 - digits.length())) + digits + ".seg";
    }

    static Optional<Long> segmentNumber(String name) {
        Matcher matcher = NAME.matcher(name);
        return matcher.matches() ? Optional.of(Long.parseLong(matcher.group(1))) : Optional.empty();
    }

    static int padded(int length) {
        return (length + 7) & ~7;
    }

    static long roundedCapacity(long bytes) {
        return (bytes + 4095) & ~4095L;
    }
}
