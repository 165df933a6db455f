package io.fairlead.core.journal;

import io.fairlead.api.BadInputException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Reads a journal's records in order and checks each. One thread, any thread. The accessors belong to the record that the last
 * {@link #next} moved to.
 */
public final class JournalCursor implements AutoCloseable {
    private final JournalStorage storage;
    private final long from;
    private final @Nullable LongSupplier committed;
    private @Nullable FrameWalk walk;
    private String name = "";
    private long sequence;

    private JournalCursor(JournalStorage storage, long from, @Nullable LongSupplier committed) {
        this.storage = storage;
        this.from = from;
        this.committed = committed;
        this.sequence = from - 1;
    }

    /**
     * Over all records that are kept, without their journal being opened: for tools. Ends where the good part ends; a torn tail is
     * left alone.
     *
     * @throws BadInputException if a segment is foreign, newer or has no readable header
     */
    public static JournalCursor over(JournalStorage storage) {
        JournalCursor cursor = new JournalCursor(storage, 1, null);
        cursor.guarded(() -> {
            List<String> names = storage.segments();
            return !names.isEmpty() && cursor.enter(names.get(0));
        });
        return cursor;
    }

    static JournalCursor following(JournalStorage storage, long from, LongSupplier committed) {
        if (from < 1) {
            throw new BadInputException("records are numbered from 1 on, asked for " + from);
        }
        JournalCursor cursor = new JournalCursor(storage, from, committed);
        cursor.guarded(cursor::enterWhereItBegins);
        return cursor;
    }

    /** What may fail while reading. */
    @FunctionalInterface
    private interface Reading {
        boolean run() throws IOException;
    }

    private boolean guarded(Reading reading) {
        try {
            return reading.run();
        } catch (IOException failure) {
            throw new JournalException(
                    "journal " + storage.description() + " cannot be read behind record " + sequence + ": " + failure,
                    failure);
        }
    }

    private boolean enterWhereItBegins() throws IOException {
        List<String> names = storage.segments();
        long first = 0;
        for (int i = names.size() - 1; i >= 0; i--) {
            if (enter(names.get(i))) {
                first = walked().header().firstSequence();
                if (first <= from) {
                    return true;
                }
            }
        }
        close();
        throw new BadInputException("journal " + storage.description() + " keeps records from " + first
                + " on, asked for " + from + ": older segments were deleted");
    }

    /** Goes to the beginning of a segment; false if it has no header yet. */
    private boolean enter(String next) throws IOException {
        Segment segment = storage.openForReading(next);
        SegmentHeader.Reading reading;
        try {
            reading = SegmentHeader.read(segment);
        } catch (IOException | RuntimeException failure) {
            segment.close();
            throw failure;
        }
        SegmentHeader header = reading.header();
        if (header == null) {
            segment.close();
            if (reading.state() == SegmentHeader.State.BLANK || reading.state() == SegmentHeader.State.TORN) {
                return false;
            }
            throw Recovery.refused(storage, next, reading);
        }
        close();
        walk = new FrameWalk(segment, header);
        name = next;
        return true;
    }

    private FrameWalk walked() {
        FrameWalk current = walk;
        if (current == null) {
            throw new IllegalStateException("there is no record: next() has not returned true");
        }
        return current;
    }

    /**
     * Moves to the next record.
     *
     * @return false at the end; more may come if the journal is being written
     * @throws JournalException if the record is damaged: names segment and offset
     */
    public boolean next() {
        if (walk == null || (committed != null && sequence >= committed.getAsLong())) {
            return false;
        }
        return guarded(this::advance);
    }

    private boolean advance() throws IOException {
        while (true) {
            FrameWalk current = walked();
            if (step(current)) {
                if (current.isRecord() && current.sequence() >= from) {
                    sequence = current.sequence();
                    return true;
                }
            } else if (current.isSealed()) {
                if (!enterNext(current)) {
                    return false;
                }
            } else {
                requireEnd(current);
                return false;
            }
        }
    }

    /** What was read ahead may be older than what is there by now, so an end is believed at the second look. */
    private static boolean step(FrameWalk walk) throws IOException {
        if (walk.next()) {
            return true;
        }
        if (walk.isSealed()) {
            return false;
        }
        walk.refresh();
        return walk.next();
    }

    private boolean enterNext(FrameWalk sealed) throws IOException {
        String next = Format.segmentName(sealed.header().number() + 1);
        if (!storage.segments().contains(next) || !enter(next)) {
            return false;
        }
        SegmentHeader header = walked().header();
        if (!Arrays.equals(header.nonce(), sealed.header().nonce()) || header.firstSequence() != sealed.expected()) {
            throw damaged(0, "it does not continue the segment before it");
        }
        return true;
    }

    private void requireEnd(FrameWalk current) throws IOException {
        if (committed != null) {
            throw damaged(current.end(), "record " + current.expected() + " was committed: " + current.fault());
        }
        String next = Format.segmentName(current.header().number() + 1);
        if (storage.segments().contains(next)) {
            try (Segment behind = storage.openForReading(next)) {
                if (SegmentHeader.read(behind).state() != SegmentHeader.State.BLANK) {
                    throw damaged(current.end(), "there is a segment behind it, and no seal: " + current.fault());
                }
            }
        }
        Tail tail = Tail.behind(current, name);
        if (!tail.damage().isEmpty()) {
            throw damaged(current.end(), tail.damage());
        }
    }

    private JournalException damaged(long offset, String what) {
        return new JournalException(Recovery.at(
                storage, name, "is damaged at offset " + offset + ": " + what + ". Restore it from a copy"));
    }

    /** The record's number, from 1; at the end that of the last record. */
    public long sequence() {
        return sequence;
    }

    /** Its kind, 1 to 240. */
    public int kind() {
        return walked().lastKind();
    }

    /** Its time in nanoseconds since the epoch. */
    public long timeNanos() {
        return walked().timeNanos();
    }

    /** What it holds: a little-endian, read-only view from position to limit, valid until {@link #next}. */
    public ByteBuffer payload() {
        return walked().payload();
    }

    /** The segment it lies in. */
    public String segment() {
        return name;
    }

    /** Where in the segment its frame begins, in bytes. */
    public long offset() {
        return walked().offset();
    }

    /** The 80 bits of the journal, a copy; empty if there is no journal. */
    public Optional<byte[]> nonce() {
        FrameWalk current = walk;
        return current == null
                ? Optional.empty()
                : Optional.of(current.header().nonce().clone());
    }

    @Override
    public void close() {
        FrameWalk current = walk;
        walk = null;
        if (current != null) {
            guarded(() -> {
                current.window().segment().close();
                return true;
            });
        }
    }
}
