package io.fairlead.core.journal;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/** The SHA-256 of a segment's bytes from its beginning, brought forward by reading them back. One thread. */
final class SegmentDigest {
    private static final int PIECE = 64 << 10;

    private final Segment segment;
    private final byte[] bytes;
    private final ByteBuffer piece;
    private final MessageDigest digest;
    private long position;

    SegmentDigest(Segment segment) {
        this.segment = segment;
        this.bytes = new byte[(int) Math.min(PIECE, segment.capacity())];
        this.piece = ByteBuffer.wrap(bytes);
        this.digest = sha256();
    }

    static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("every Java platform has SHA-256", impossible);
        }
    }

    long position() {
        return position;
    }

    void upTo(long end) throws IOException {
        while (position < end) {
            piece.clear().limit((int) Math.min(piece.capacity(), end - position));
            int got = segment.read(position, piece);
            if (got <= 0) {
                throw new IOException("the segment ends at " + position + ", expected " + end);
            }
            digest.update(bytes, 0, got);
            position += got;
        }
    }

    /** Of the bytes so far; more may follow. */
    byte[] soFar() {
        try {
            return ((MessageDigest) digest.clone()).digest();
        } catch (CloneNotSupportedException impossible) {
            throw new IllegalStateException("the platform's SHA-256 can be cloned", impossible);
        }
    }
}
