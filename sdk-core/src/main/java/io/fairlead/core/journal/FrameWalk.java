package io.fairlead.core.journal;

import java.io.IOException;
import java.nio.ByteBuffer;

/** Goes from frame to frame of one segment, as long as the chain holds. One thread. */
final class FrameWalk {
    private final SegmentHeader header;
    private final SegmentWindow window;
    private long at;
    private long end = Format.HEADER_BYTES;
    private int previousCrc;
    private long expected;
    private long forced;
    private long unforcedFrom;
    private boolean sealed;
    private boolean unknown;
    private int lastKind;
    private String fault = "";

    FrameWalk(Segment segment, SegmentHeader header) {
        this.header = header;
        this.window = new SegmentWindow(segment);
        this.previousCrc = header.crc();
        this.expected = header.firstSequence();
    }

    /** Moves to the next frame, records and the frame's own kinds alike; false where the chain ends, whatever the reason. */
    boolean next() throws IOException {
        if (sealed) {
            return false;
        }
        SegmentWindow.Frame frame = window.check(end, header.crc());
        fault = judge(frame);
        if (frame == SegmentWindow.Frame.NONE || !fault.isEmpty()) {
            return false;
        }
        at = end;
        end += window.paddedLength(at);
        previousCrc = window.crc(at);
        lastKind = window.kind(at);
        sealed = lastKind == Format.SEAL;
        if (lastKind <= Format.MAX_KIND) {
            expected++;
        }
        if (window.forced(at) != forced) {
            forced = window.forced(at);
            unforcedFrom = at;
        }
        return true;
    }

    private String judge(SegmentWindow.Frame frame) {
        return switch (frame) {
            case NONE -> "";
            case BAD_LENGTH -> "impossible length";
            case BAD_CHECKSUM -> "wrong checksum";
            case WHOLE -> judgeWhole();
        };
    }

    private String judgeWhole() {
        int kind = window.kind(end);
        boolean isRecord = kind <= Format.MAX_KIND;
        if (window.previous(end) != previousCrc) {
            return "does not follow the record before it";
        }
        if (window.sequence(end) != (isRecord ? expected : expected - 1)) {
            return "sequence " + window.sequence(end) + " where " + expected + " was due";
        }
        unknown = !window.isPlain(end) || kind == 0 || kind > Format.CLOSED;
        return unknown ? "kind " + kind + " or its flags are unknown to this release" : "";
    }

    /** Whether the walk ended at a frame that is good in every way but of a kind nobody knows here: no crash writes that. */
    boolean endedAtUnknown() {
        return unknown;
    }

    /** Reads anew from the segment from here on, which may have grown. */
    void refresh() {
        window.forget();
    }

    SegmentHeader header() {
        return header;
    }

    SegmentWindow window() {
        return window;
    }

    /** Where the current frame begins. */
    long offset() {
        return at;
    }

    /** Where the good part ends so far. */
    long end() {
        return end;
    }

    /** Why the last call of {@link #next} found no frame; empty if nothing was written there. */
    String fault() {
        return fault;
    }

    /** Whether the segment is smaller than it was made. */
    boolean segmentIsCut() {
        return window.segment().capacity() < header.capacity();
    }

    boolean isSealed() {
        return sealed;
    }

    /** The kind of the last good frame; 0 before the first. */
    int lastKind() {
        return lastKind;
    }

    int previousCrc() {
        return previousCrc;
    }

    /** The sequence the next record must have. */
    long expected() {
        return expected;
    }

    /** Where what the last good frame does not vouch for begins: it may have been read from memory alone. */
    long unforcedFrom() {
        return unforcedFrom;
    }

    boolean isRecord() {
        return lastKind <= Format.MAX_KIND;
    }

    long sequence() {
        return window.sequence(at);
    }

    long timeNanos() {
        return window.timeNanos(at);
    }

    ByteBuffer payload() {
        return window.payload(at);
    }
}
