package io.fairlead.core.journal;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.zip.CRC32C;
import org.jspecify.annotations.Nullable;

/** Appends frames to one segment and keeps its chain. One thread; after an exception it must not be used again. */
final class SegmentAppender {
    /** So many bytes may wait for the digest before an append has to bring it forward itself. */
    private static final int DIGEST_LAG = 256 << 10;

    private final Segment segment;
    private final SegmentHeader header;
    private final CRC32C checksum = new CRC32C();
    private long position;
    private int previousCrc;
    private int lastKind;
    private @Nullable SegmentDigest digest;

    private SegmentAppender(Segment segment, SegmentHeader header, long position, int previousCrc, int lastKind) {
        this.segment = segment;
        this.header = header;
        this.position = position;
        this.previousCrc = previousCrc;
        this.lastKind = lastKind;
    }

    /** Begins a blank segment by writing its header. */
    static SegmentAppender begin(Segment segment, SegmentHeader header) throws IOException {
        segment.write(0, header.encode());
        return new SegmentAppender(segment, header, Format.HEADER_BYTES, header.crc(), 0);
    }

    /** Goes on where a walk found the end of the good part. */
    static SegmentAppender after(FrameWalk walk) {
        return new SegmentAppender(
                walk.window().segment(), walk.header(), walk.end(), walk.previousCrc(), walk.lastKind());
    }

    Segment segment() {
        return segment;
    }

    SegmentHeader header() {
        return header;
    }

    long position() {
        return position;
    }

    int lastKind() {
        return lastKind;
    }

    /** Whether a frame of this many padded bytes fits, with the seal still behind it. */
    boolean hasRoomFor(int bytes) {
        return position + bytes + Format.SEAL_BYTES <= segment.capacity();
    }

    /**
     * Completes the frame in the buffer, from 0 to its position, and writes it.
     *
     * @param frame with the payload in place and room for the padding
     */
    void append(ByteBuffer frame, int kind, long sequence, long timeNanos, long forced) throws IOException {
        int length = frame.position();
        int padded = Format.padded(length);
        for (int i = length; i < padded; i++) {
            frame.put(i, (byte) 0);
        }
        frame.putInt(Format.LENGTH, length);
        frame.putInt(Format.PREVIOUS, previousCrc);
        frame.put(Format.KIND, (byte) kind);
        frame.put(Format.FLAGS, (byte) 0);
        frame.putShort(Format.RESERVED, (short) 0);
        frame.putLong(Format.SEQUENCE, sequence);
        frame.putLong(Format.TIME, timeNanos);
        frame.putLong(Format.FORCED, forced);
        checksum.reset();
        checksum.update(frame.limit(padded).position(Format.LENGTH));
        int crc = (int) checksum.getValue() ^ header.crc();
        frame.putInt(Format.CRC, crc);
        segment.write(position, frame.position(0));
        position += padded;
        previousCrc = crc;
        lastKind = kind;
        if (position - digested() > DIGEST_LAG) {
            digestAll();
        }
    }

    private long digested() {
        return digest == null ? 0 : digest.position();
    }

    private SegmentDigest digest() {
        if (digest == null) {
            digest = new SegmentDigest(segment);
        }
        return digest;
    }

    /** Brings the digest up to the end. */
    void digestAll() throws IOException {
        digest().upTo(position);
    }

    /** Brings the digest up to the end if so much is waiting that an append would soon have to. */
    void digestBacklog() throws IOException {
        if (position - digested() > DIGEST_LAG / 4) {
            digestAll();
        }
    }

    /** Writes the seal. */
    void seal(long lastSequence, long timeNanos, long forced) throws IOException {
        digestAll();
        ByteBuffer frame = ByteBuffer.allocate(Format.SEAL_BYTES).order(ByteOrder.LITTLE_ENDIAN);
        frame.position(Format.FRAME_BYTES);
        frame.putLong(lastSequence + 1 - header.firstSequence());
        frame.put(digest().soFar());
        append(frame, Format.SEAL, lastSequence, timeNanos, forced);
    }

    /** The SHA-256 of all bytes so far. */
    byte[] soFar() throws IOException {
        digestAll();
        return digest().soFar();
    }
}
