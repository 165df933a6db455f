package io.fairlead.core.journal;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.zip.CRC32C;

/** Reads a segment in large pieces and judges single frames in them. One thread. */
final class SegmentWindow {
    private static final int PIECE = 256 << 10;

    private final Segment segment;
    private final CRC32C checksum = new CRC32C();
    private byte[] bytes;
    private ByteBuffer piece;
    private ByteBuffer payload;
    private long start;
    private int filled;

    SegmentWindow(Segment segment) {
        this.segment = segment;
        this.bytes = new byte[(int) Math.min(PIECE, segment.capacity())];
        this.piece = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
        this.payload = view();
    }

    /** What a frame looks like on its own, without what comes before it. */
    enum Frame {
        WHOLE,
        /** No length: nothing was written here. */
        NONE,
        BAD_LENGTH,
        BAD_CHECKSUM
    }

    private ByteBuffer view() {
        return piece.asReadOnlyBuffer().order(ByteOrder.LITTLE_ENDIAN);
    }

    Segment segment() {
        return segment;
    }

    /** Forgets what was read: the segment may have changed. */
    void forget() {
        filled = 0;
    }

    private boolean load(long position, int length) throws IOException {
        if (position >= start && position + length <= start + filled) {
            return true;
        }
        if (position + length > segment.capacity()) {
            return false;
        }
        if (length > piece.capacity()) {
            bytes = new byte[length];
            piece = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
            payload = view();
        }
        piece.clear();
        start = position;
        filled = 0;
        filled = segment.read(position, piece);
        return filled >= length;
    }

    private int at(long position) {
        return (int) (position - start);
    }

    /** Judges the frame there; if it is whole, the accessors below work until the next call of any of these methods. */
    Frame check(long position, int salt) throws IOException {
        if (!load(position, Format.FRAME_BYTES)) {
            return Frame.NONE;
        }
        int length = piece.getInt(at(position) + Format.LENGTH);
        if (length == 0) {
            return Frame.NONE;
        }
        if (length < Format.FRAME_BYTES || length > Format.MAX_FRAME || !load(position, Format.padded(length))) {
            return Frame.BAD_LENGTH;
        }
        int index = at(position);
        checksum.reset();
        checksum.update(bytes, index + Format.LENGTH, Format.padded(length) - Format.LENGTH);
        return ((int) checksum.getValue() ^ salt) == piece.getInt(index) ? Frame.WHOLE : Frame.BAD_CHECKSUM;
    }

    /** Whether a frame could begin there, as far as its plain fields tell; spares most checksums in a search. */
    boolean mayBeginAt(long position, long lowest, long highest) throws IOException {
        if (!load(position, Format.FRAME_BYTES)) {
            return false;
        }
        int index = at(position);
        int length = piece.getInt(index + Format.LENGTH);
        long sequence = piece.getLong(index + Format.SEQUENCE);
        return length >= Format.FRAME_BYTES
                && length <= Format.MAX_FRAME
                && piece.getShort(index + Format.RESERVED) == 0
                && sequence >= lowest
                && sequence <= highest;
    }

    int crc(long position) {
        return piece.getInt(at(position));
    }

    int paddedLength(long position) {
        return Format.padded(piece.getInt(at(position) + Format.LENGTH));
    }

    int previous(long position) {
        return piece.getInt(at(position) + Format.PREVIOUS);
    }

    int kind(long position) {
        return piece.get(at(position) + Format.KIND) & 0xFF;
    }

    boolean isPlain(long position) {
        return piece.get(at(position) + Format.FLAGS) == 0 && piece.getShort(at(position) + Format.RESERVED) == 0;
    }

    long sequence(long position) {
        return piece.getLong(at(position) + Format.SEQUENCE);
    }

    long timeNanos(long position) {
        return piece.getLong(at(position) + Format.TIME);
    }

    long forced(long position) {
        return piece.getLong(at(position) + Format.FORCED);
    }

    /** The payload of a frame that was found whole: one view, moved; its limit and position are set anew each time. */
    ByteBuffer payload(long position) {
        int index = at(position);
        return payload.limit(index + piece.getInt(index + Format.LENGTH)).position(index + Format.FRAME_BYTES);
    }

    /** The position of the last byte that is not zero, from there on; -1 if there is none. */
    long lastNonZero(long from) throws IOException {
        long last = -1;
        for (long position = from; position < segment.capacity(); ) {
            piece.clear();
            filled = 0;
            int got = segment.read(position, piece);
            if (got <= 0) {
                break;
            }
            int index = lastNonZeroBefore(got);
            last = index < 0 ? last : position + index;
            position += got;
        }
        return last;
    }

    private int lastNonZeroBefore(int end) {
        int index = end;
        while (index >= Long.BYTES && piece.getLong(index - Long.BYTES) == 0) {
            index -= Long.BYTES;
        }
        index--;
        while (index >= 0 && piece.get(index) == 0) {
            index--;
        }
        return index;
    }
}
