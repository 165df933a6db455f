package io.fairlead.core.journal;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The outcome of checking a journal from end to end: every header, every checksum, the chain from record to record and from segment
 * to segment, every digest, and that nothing lies where nothing was written.
 *
 * @param segments how many have a header
 * @param records how many are good
 * @param lastSequence of the last good record, 0 if there is none
 * @param faults what is wrong, in the order of the segments
 * @param tail what opening the journal would drop; a torn tail is what a crash leaves and no fault
 */
public record JournalVerification(int segments, long records, long lastSequence, List<Fault> faults, TailReport tail) {
    /** With a copy of the faults. */
    public JournalVerification {
        faults = List.copyOf(faults);
    }

    /**
     * Something that no crash can leave behind.
     *
     * @param segment in which it was found
     * @param offset where in it, in bytes
     * @param what it is
     */
    public record Fault(String segment, long offset, String what) {
        @Override
        public String toString() {
            return segment + " offset " + offset + ": " + what;
        }
    }

    /** Whether there is no fault. */
    public boolean isSound() {
        return faults.isEmpty();
    }

    /**
     * Checks what is there; changes nothing and goes on behind a fault.
     *
     * @throws IOException if the place cannot be read
     */
    public static JournalVerification verify(JournalStorage storage) throws IOException {
        return new Check(storage).run();
    }

    /** One run over all segments. */
    private static final class Check {
        private final JournalStorage storage;
        private final List<Fault> faults = new ArrayList<>();
        private int segments;
        private long records;
        private long lastSequence;
        private TailReport tail = TailReport.clean();
        private @Nullable SegmentHeader before;
        private byte @Nullable [] digestBefore;
        private boolean sealedBefore = true;

        Check(JournalStorage storage) {
            this.storage = storage;
        }

        JournalVerification run() throws IOException {
            List<String> names = storage.segments();
            for (int i = 0; i < names.size(); i++) {
                try (Segment segment = storage.openForReading(names.get(i))) {
                    segment(names.get(i), segment, i == names.size() - 1);
                }
            }
            return new JournalVerification(segments, records, lastSequence, faults, tail);
        }

        private void fault(String name, long offset, String what) {
            faults.add(new Fault(name, offset, what));
        }

        private void segment(String name, Segment segment, boolean isLast) throws IOException {
            SegmentHeader.Reading reading = SegmentHeader.read(segment);
            SegmentHeader header = reading.header();
            if (header == null) {
                withoutHeader(name, reading, isLast);
                return;
            }
            if (!tail.isClean()) {
                fault(tail.segment(), tail.offset(), "record missing: " + tail.reason());
                tail = TailReport.clean();
            }
            segments++;
            link(name, header);
            walk(name, segment, header);
        }

        private void withoutHeader(String name, SegmentHeader.Reading reading, boolean isLast) {
            boolean unused = reading.state() == SegmentHeader.State.BLANK
                    || (reading.state() == SegmentHeader.State.TORN && sealedBefore);
            if (!unused || !isLast) {
                fault(name, 0, "no readable header: " + reading.state());
                before = null;
                digestBefore = null;
            }
        }

        private void link(String name, SegmentHeader header) {
            SegmentHeader previous = before;
            if (header.number() != Format.segmentNumber(name).orElse(-1L)) {
                fault(name, 0, "calls itself number " + header.number());
            }
            if (previous != null) {
                if (!sealedBefore) {
                    fault(Format.segmentName(previous.number()), 0, "has no seal, though it is not the last");
                }
                if (!Arrays.equals(previous.nonce(), header.nonce())) {
                    fault(name, 0, "belongs to another journal");
                }
                if (header.number() != previous.number() + 1) {
                    fault(name, 0, "follows a gap: number " + (previous.number() + 1) + " is missing");
                } else if (header.firstSequence() != lastSequence + 1) {
                    fault(
                            name,
                            0,
                            "begins with record " + header.firstSequence() + " where " + (lastSequence + 1)
                                    + " was due");
                } else if (digestBefore != null && !Arrays.equals(digestBefore, header.previousDigest())) {
                    fault(name, 0, "does not carry the digest of the segment before it");
                }
            }
        }

        private void walk(String name, Segment segment, SegmentHeader header) throws IOException {
            FrameWalk walk = new FrameWalk(segment, header);
            SegmentDigest digest = new SegmentDigest(segment);
            while (walk.next()) {
                if (walk.isRecord()) {
                    records++;
                } else if (walk.isSealed()) {
                    seal(name, walk, digest);
                }
            }
            Tail behind = Tail.behind(walk, name);
            if (!behind.damage().isEmpty()) {
                fault(name, walk.end(), behind.damage());
            }
            tail = behind.report();
            lastSequence = walk.expected() - 1;
            digest.upTo(walk.end());
            digestBefore = digest.soFar();
            sealedBefore = walk.isSealed();
            before = header;
        }

        private void seal(String name, FrameWalk walk, SegmentDigest digest) throws IOException {
            ByteBuffer payload = walk.payload();
            byte[] said = new byte[Format.DIGEST_BYTES];
            long count = payload.remaining() == Long.BYTES + said.length ? payload.getLong() : -1;
            digest.upTo(walk.offset());
            if (count != walk.expected() - walk.header().firstSequence()) {
                fault(name, walk.offset(), "the seal counts other records than there are");
                return;
            }
            payload.get(said);
            if (!Arrays.equals(said, digest.soFar())) {
                fault(name, walk.offset(), "the seal's digest is not that of the bytes before it");
            }
        }
    }
}
