package io.fairlead.core.journal;

import io.fairlead.api.BadInputException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Opens what is there: checks every header, walks the last segment, drops a torn tail, and makes durable what is kept. Damage is
 * refused before anything is changed. One thread, used once, by the owner of the lock.
 */
final class Recovery {
    private static final int ZEROS = 64 << 10;

    private final JournalStorage storage;
    private final boolean durable;
    private final List<SegmentPlace> places = new ArrayList<>();
    private @Nullable SegmentHeader last;
    private SegmentHeader.State behindLast = SegmentHeader.State.BLANK;
    private @Nullable String unusedName;
    private TailReport report = TailReport.clean();

    Recovery(JournalStorage storage, boolean durable) {
        this.storage = storage;
        this.durable = durable;
    }

    /**
     * What a journal goes on with.
     *
     * @param places of the segments that have a header
     * @param appender behind the last good frame; none if no segment has a header
     * @param unused a segment without a header behind them, open; none if there is none
     * @param lastSequence 0 if nothing was ever recorded
     */
    record Recovered(
            List<SegmentPlace> places,
            Optional<SegmentAppender> appender,
            Optional<Segment> unused,
            boolean sealed,
            long lastSequence,
            TailReport report) {}

    Recovered recover() throws IOException {
        List<String> names = storage.segments();
        for (int i = 0; i < names.size(); i++) {
            look(names.get(i), i == names.size() - 1);
        }
        SegmentHeader header = last;
        Optional<FrameWalk> walk = header == null
                ? Optional.empty()
                : Optional.of(repaired(header, places.get(places.size() - 1).name()));
        Optional<Segment> unused = unusedName == null ? Optional.empty() : Optional.of(storage.open(unusedName));
        return new Recovered(
                places,
                walk.map(SegmentAppender::after),
                unused,
                walk.map(FrameWalk::isSealed).orElse(true),
                walk.map(FrameWalk::expected).orElse(1L) - 1,
                report);
    }

    private void look(String name, boolean isLast) throws IOException {
        SegmentHeader.Reading reading;
        try (Segment segment = storage.openForReading(name)) {
            reading = SegmentHeader.read(segment);
        }
        SegmentHeader header = reading.header();
        if (header != null) {
            follow(name, header);
        } else if (isLast
                && (reading.state() == SegmentHeader.State.BLANK || reading.state() == SegmentHeader.State.TORN)) {
            behindLast = reading.state();
            unusedName = name;
            requireNext(name);
        } else {
            throw refused(storage, name, reading);
        }
    }

    private void follow(String name, SegmentHeader header) {
        if (!places.isEmpty()) {
            requireNext(name);
        }
        SegmentHeader before = last;
        if (header.number() != Format.segmentNumber(name).orElse(-1L)) {
            throw new BadInputException(at(
                    storage,
                    name,
                    "calls itself number " + header.number() + "; a segment must keep its name. Nothing was changed"));
        }
        if (before != null
                && (!Arrays.equals(before.nonce(), header.nonce())
                        || header.firstSequence() < before.firstSequence())) {
            throw new BadInputException(at(
                    storage,
                    name,
                    "belongs to another journal than the segment before it."
                            + " Keep each journal in a place of its own; nothing was changed"));
        }
        last = header;
        places.add(new SegmentPlace(name, header.number(), header.firstSequence(), header.createdNanos()));
    }

    private void requireNext(String name) {
        if (!places.isEmpty()) {
            String due = Format.segmentName(places.get(places.size() - 1).number() + 1);
            if (!name.equals(due)) {
                throw new BadInputException(
                        at(storage, name, "follows a gap: " + due + " is missing. Bring it back; nothing was changed"));
            }
        }
    }

    static BadInputException refused(JournalStorage storage, String name, SegmentHeader.Reading reading) {
        return new BadInputException(at(
                storage,
                name,
                switch (reading.state()) {
                    case NEWER ->
                        "has format version " + reading.version() + ", and this release reads versions up to "
                                + Format.VERSION
                                + ". Open it with the release that wrote it, or a later one; nothing was changed";
                    case FOREIGN ->
                        "is named like a segment but is none. Move it away, or give another folder; nothing was changed";
                    default ->
                        "is damaged at offset 0: its header is unreadable. Restore it from a copy; nothing was changed";
                }));
    }

    static String at(JournalStorage storage, String name, String what) {
        return "journal " + storage.description() + ": segment " + name + " " + what;
    }

    private FrameWalk repaired(SegmentHeader header, String name) throws IOException {
        Segment segment = storage.open(name);
        try {
            return repaired(segment, header, name);
        } catch (IOException | RuntimeException failure) {
            segment.close();
            throw failure;
        }
    }

    private FrameWalk repaired(Segment segment, SegmentHeader header, String name) throws IOException {
        FrameWalk walk = new FrameWalk(segment, header);
        boolean more = true;
        while (more) {
            more = walk.next();
        }
        Tail tail = Tail.behind(walk, name);
        String damage = tail.damage();
        if (damage.isEmpty() && behindLast == SegmentHeader.State.TORN && !walk.isSealed()) {
            damage = "the seal is missing, though the segment behind it was begun";
        }
        if (!damage.isEmpty()) {
            throw new BadInputException(at(
                    storage,
                    name,
                    "is damaged at offset " + walk.end() + ", where record "
                            + walk.expected() + " should begin: " + damage
                            + ". Restore it from a copy; nothing was changed"));
        }
        report = tail.report();
        if (walk.segmentIsCut()) {
            segment.extendTo(header.capacity());
        }
        zero(segment, report.offset(), report.bytes());
        writeAgain(segment, walk.unforcedFrom(), walk.end());
        if (durable) {
            segment.force();
        }
        return walk;
    }

    private static void zero(Segment segment, long from, long bytes) throws IOException {
        ByteBuffer zeros = ByteBuffer.allocate((int) Math.min(ZEROS, bytes));
        for (long done = 0; done < bytes; done += zeros.limit()) {
            zeros.clear().limit((int) Math.min(zeros.capacity(), bytes - done));
            segment.write(from + done, zeros);
            zeros.rewind();
        }
    }

    /**
     * Writes the same bytes once more. They may come from memory that the system gave up writing after a failed force and now
     * takes for written; a force alone would pass over them.
     */
    private static void writeAgain(Segment segment, long from, long end) throws IOException {
        ByteBuffer piece = ByteBuffer.allocate((int) Math.min(ZEROS, end - from));
        for (long at = from; at < end; ) {
            piece.clear().limit((int) Math.min(piece.capacity(), end - at));
            at += segment.read(at, piece);
            piece.flip();
            segment.write(at - piece.limit(), piece);
        }
    }
}
