package io.fairlead.core.journal;

import java.io.IOException;

/**
 * What lies behind the last good frame of a segment: nothing, a torn tail, or the remains of records that had been forced.
 *
 * @param report what repairing it would drop
 * @param damage what proves that forced records are lost; empty if nothing does
 */
record Tail(TailReport report, String damage) {
    private static final Tail CLEAN = new Tail(TailReport.clean(), "");

    /** Judges what lies behind the end of a walk. */
    static Tail behind(FrameWalk walk, String name) throws IOException {
        SegmentWindow window = walk.window();
        long last = window.lastNonZero(walk.end());
        if (last < 0) {
            return walk.segmentIsCut() ? cut(walk, name) : CLEAN;
        }
        String reason = walk.fault().isEmpty() ? "bytes where no record begins" : walk.fault();
        if (walk.isSealed()) {
            return new Tail(TailReport.clean(), "bytes behind the seal, at offset " + last);
        }
        if (walk.endedAtUnknown()) {
            return new Tail(TailReport.clean(), reason);
        }
        return search(walk, name, last, reason);
    }

    private static Tail cut(FrameWalk walk, String name) {
        return new Tail(new TailReport(name, walk.end(), 0, 0, cutReason(walk)), "");
    }

    private static String cutReason(FrameWalk walk) {
        return "cut short, " + walk.window().segment().capacity() + " bytes of "
                + walk.header().capacity() + " are left";
    }

    private static Tail search(FrameWalk walk, String name, long last, String reason) throws IOException {
        SegmentWindow window = walk.window();
        long missing = walk.expected();
        long highest = missing + window.segment().capacity() / Format.FRAME_BYTES;
        int salt = walk.header().crc();
        long whole = 0;
        for (long at = walk.end(); at <= last; ) {
            if (window.mayBeginAt(at, missing - 1, highest) && window.check(at, salt) == SegmentWindow.Frame.WHOLE) {
                if (window.forced(at) >= missing) {
                    return new Tail(
                            TailReport.clean(),
                            reason + "; the later record " + window.sequence(at) + " at offset " + at
                                    + " says that the records up to " + window.forced(at) + " had been forced");
                }
                whole += window.kind(at) <= Format.MAX_KIND ? 1 : 0;
                at += window.paddedLength(at);
            } else {
                at += Long.BYTES;
            }
        }
        String why = walk.segmentIsCut() ? reason + "; " + cutReason(walk) : reason;
        return new Tail(new TailReport(name, walk.end(), last + 1 - walk.end(), whole, why), "");
    }
}
