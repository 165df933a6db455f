package io.fairlead.core.journal;

import static java.util.Objects.requireNonNull;

import io.fairlead.api.BadInputException;
import io.fairlead.api.market.EpochNanos;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A write-ahead journal: records, each with a sequence from 1 on without gaps, appended to segments whose checksums and digests
 * form a chain. A committed record survives the end of the process, a forced one the loss of power; what was forced is never
 * dropped. After a write or a force has failed the journal is broken for good and says so at every call.
 *
 * <p>One thread writes: {@link #begin}, {@link #commit}, {@link #force}, {@link #catchUp}, {@link #deleteBefore}, {@link #close}.
 * The other methods may be called from any thread.
 */
public final class Journal implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(Journal.class);
    private static final int ROOM = 64 << 10;

    private final JournalStorage storage;
    private final JournalOptions options;
    private final AutoCloseable lock;
    private final byte[] nonce;
    private final TailReport tail;
    private final List<SegmentPlace> places;
    private SegmentAppender appender;
    private final NextSegment next;
    private long spareDueAt;
    private ByteBuffer frame;
    private int begunKind;
    private long begunTime;
    private long last;
    private volatile long published;
    private volatile long forced;
    private volatile @Nullable Throwable fault;
    private boolean closed;

    private Journal(JournalStorage storage, JournalOptions options, AutoCloseable lock, RandomGenerator nonceSource)
            throws IOException {
        this.storage = storage;
        this.options = options;
        this.lock = lock;
        Recovery.Recovered found = new Recovery(storage, options.durable()).recover();
        this.tail = found.report();
        this.last = found.lastSequence();
        this.published = last;
        this.forced = last;
        this.places = new CopyOnWriteArrayList<>(found.places());
        this.next = new NextSegment(storage, options.preparation(), found.unused());
        this.frame = room((int) Math.min(ROOM, options.segmentBytes()));
        SegmentAppender before = found.appender().orElse(null);
        this.nonce = before == null ? drawn(nonceSource) : before.header().nonce();
        try {
            if (before == null) {
                this.appender = begun(1, new byte[Format.DIGEST_BYTES], 0);
            } else {
                this.appender = found.sealed() ? successor(before, 0) : before;
            }
        } catch (IOException | RuntimeException failure) {
            release(before == null ? null : before.segment(), failure);
            throw failure;
        }
        this.spareDueAt = appender.segment().capacity() / 2;
    }

    /**
     * Locks the place, creates the journal or repairs its tail.
     *
     * @param nonceSource asked once, when the journal is created
     * @throws BadInputException if the place cannot be used: somebody owns it, it cannot be written, the disk is full, a segment is
     *     foreign, newer or damaged. Nothing was changed then
     */
    public static Journal open(JournalStorage storage, JournalOptions options, RandomGenerator nonceSource) {
        requireNonNull(options, "options");
        requireNonNull(nonceSource, "nonceSource");
        AutoCloseable lock = null;
        try {
            lock = storage.lock();
            return new Journal(storage, options, lock, nonceSource);
        } catch (IOException failure) {
            release(lock, failure);
            throw new BadInputException(
                    "journal " + storage.description() + " cannot be opened: " + failure
                            + ". Its place must be readable, writable and have room for a segment of "
                            + options.segmentBytes() + " bytes",
                    failure);
        } catch (RuntimeException | Error failure) {
            release(lock, failure);
            throw failure;
        }
    }

    private static byte[] drawn(RandomGenerator nonceSource) {
        byte[] drawn = new byte[Format.NONCE_BYTES];
        nonceSource.nextBytes(drawn);
        return drawn;
    }

    private static void release(@Nullable AutoCloseable lock, Throwable because) {
        if (lock != null) {
            try {
                lock.close();
            } catch (Exception also) {
                because.addSuppressed(also);
            }
        }
    }

    private static ByteBuffer room(int payload) {
        return ByteBuffer.allocate(Format.padded(Format.FRAME_BYTES + payload)).order(ByteOrder.LITTLE_ENDIAN);
    }

    /** What was dropped when the journal was opened; clean if nothing. */
    public TailReport tail() {
        return tail;
    }

    /** The 80 bits drawn when the journal was created, a copy. */
    public byte[] nonce() {
        return nonce.clone();
    }

    /** Where it lies, as a person would name it. */
    public String description() {
        return storage.description();
    }

    /** The sequence of the last committed record, 0 if there is none. */
    public long lastSequence() {
        return published;
    }

    /** The sequence up to which records survive a loss of power (with {@link JournalOptions#durable}). */
    public long forcedSequence() {
        return forced;
    }

    /** The sequence of the first record that is still kept, or will be written first. */
    public long firstSequence() {
        return places.get(0).firstSequence();
    }

    /** Whether a write or a force has failed. Only a new {@link #open} helps. */
    public boolean isBroken() {
        return fault != null;
    }

    /**
     * Begins a record with room for the smaller of 64 KiB and a segment's size.
     *
     * @param kind from 1 to 240
     * @param timeNanos the record's time, since the epoch
     * @return a little-endian buffer, to be filled from its position on; the same one each time
     */
    public ByteBuffer begin(int kind, long timeNanos) {
        return begin(kind, timeNanos, 0);
    }

    /**
     * Begins a record with room for at least that payload.
     *
     * @param payloadBytes up to 16 MiB
     */
    public ByteBuffer begin(int kind, long timeNanos, int payloadBytes) {
        requireWorking();
        if (kind < 1 || kind > Format.MAX_KIND) {
            throw new BadInputException("the kind of a record must be from 1 to " + Format.MAX_KIND + ", was " + kind);
        }
        if (payloadBytes > Format.MAX_PAYLOAD) {
            throw new BadInputException(
                    "a record's payload must not exceed " + Format.MAX_PAYLOAD + " bytes, was " + payloadBytes);
        }
        if (payloadBytes > frame.capacity() - Format.FRAME_BYTES) {
            frame = room(payloadBytes);
        }
        begunKind = kind;
        begunTime = timeNanos;
        return frame.clear().position(Format.FRAME_BYTES);
    }

    /**
     * Appends the record that was begun, up to the buffer's position. It survives the end of the process.
     *
     * @return its sequence
     * @throws JournalException if it could not be written; the journal is broken then
     */
    public long commit() {
        requireWorking();
        if (begunKind == 0 || frame.position() < Format.FRAME_BYTES) {
            throw new IllegalStateException("commit() needs a begin() before it, and its buffer unflipped");
        }
        try {
            int padded = Format.padded(frame.position());
            if (!appender.hasRoomFor(padded)) {
                rotate(padded);
            }
            appender.append(frame, begunKind, last + 1, begunTime, vouched());
        } catch (IOException | RuntimeException | Error failure) {
            throw broken(failure);
        }
        begunKind = 0;
        last++;
        published = last;
        return last;
    }

    /** The sequence that a frame may say was forced. */
    private long vouched() {
        return options.durable() ? forced : 0;
    }

    /**
     * Makes all committed records survive a loss of power; does nothing if they do.
     *
     * @throws JournalException if that failed. It is never tried again, since a second success would prove nothing: the journal is
     *     broken, and the records behind {@link #forcedSequence} may or may not be there after a restart
     */
    public void force() {
        requireWorking();
        if (forced == last) {
            return;
        }
        try {
            forceSegment();
        } catch (IOException | RuntimeException | Error failure) {
            throw broken(failure);
        }
    }

    private void forceSegment() throws IOException {
        if (options.durable()) {
            appender.segment().force();
        }
        forced = last;
    }

    /**
     * Does what need not be done between a decision and its order: digests, and the next segment. To be called when nothing waits.
     *
     * @throws JournalException if a segment that was full could not be closed; the journal is broken then
     */
    public void catchUp() {
        requireWorking();
        try {
            appender.digestBacklog();
            long capacity = appender.segment().capacity();
            if (!next.isReady() && !next.isComing() && appender.position() >= spareDueAt) {
                spareDueAt = appender.position() + capacity / 8;
                next.prepare(Format.segmentName(appender.header().number() + 1), options.segmentBytes());
            }
            if (next.isReady() && appender.position() > capacity - capacity / 16) {
                rotate(0);
            }
        } catch (IOException | RuntimeException | Error failure) {
            throw broken(failure);
        }
    }

    private void rotate(int padded) throws IOException {
        SegmentAppender full = appender;
        full.seal(last, now(), vouched());
        forceSegment();
        appender = successor(full, padded);
        spareDueAt = appender.segment().capacity() / 2;
        full.segment().close();
    }

    private SegmentAppender successor(SegmentAppender full, int padded) throws IOException {
        return begun(full.header().number() + 1, full.soFar(), padded);
    }

    /** The header is durable before the first record: from then on, every segment before it is known to be whole. */
    private SegmentAppender begun(long number, byte[] previousDigest, int padded) throws IOException {
        String name = Format.segmentName(number);
        Segment segment = blank(name, padded);
        SegmentHeader header = new SegmentHeader(nonce, number, last + 1, now(), segment.capacity(), previousDigest);
        SegmentAppender begun = SegmentAppender.begin(segment, header);
        if (options.durable()) {
            segment.force();
        }
        places.add(new SegmentPlace(name, number, last + 1, header.createdNanos()));
        return begun;
    }

    private Segment blank(String name, int padded) throws IOException {
        long needed = Format.roundedCapacity(
                Math.max(options.segmentBytes(), (long) Format.HEADER_BYTES + padded + Format.SEAL_BYTES));
        Segment prepared = next.take().orElse(null);
        if (prepared != null && prepared.capacity() >= needed) {
            return prepared;
        }
        if (prepared != null) {
            prepared.close();
            storage.delete(name);
        }
        return storage.create(name, needed);
    }

    private long now() {
        return EpochNanos.of(options.clock().instant());
    }

    /**
     * A cursor of its own over the records from that sequence on, while writing goes on. It sees what was committed before each
     * step.
     *
     * @throws BadInputException if that record is no longer kept, or the sequence is below 1
     */
    public JournalCursor read(long fromSequence) {
        return JournalCursor.following(storage, fromSequence, this::lastSequence);
    }

    /** Retention: deletes the segments, oldest first, that hold nothing but records below that sequence; never the current one. */
    public void deleteBefore(long sequence) {
        deleteBefore(sequence, Long.MAX_VALUE);
    }

    /**
     * Retention: deletes the segments, oldest first, that hold nothing but records below a sequence, and whose successor was begun
     * before a time; never the current one.
     *
     * @param createdNanos in epoch nanoseconds, by the clock that stamps segments
     */
    public void deleteBefore(long sequence, long createdNanos) {
        requireWorking();
        try {
            while (places.size() > 1
                    && places.get(1).firstSequence() <= sequence
                    && places.get(1).createdNanos() < createdNanos) {
                storage.delete(places.get(0).name());
                places.remove(0);
            }
        } catch (IOException failure) {
            throw new JournalException(
                    "journal " + storage.description() + ": segment "
                            + places.get(0).name() + " could not be deleted: " + failure,
                    failure);
        }
    }

    /** Deletes what lies before a sequence and is older than that. */
    void deleteOlder(long sequence, Duration age) {
        deleteBefore(sequence, now() - age.toNanos());
    }

    /** For how long records are kept; empty for ever. */
    Optional<Duration> retention() {
        return options.retention();
    }

    private void requireWorking() {
        Throwable cause = fault;
        if (cause != null) {
            throw new JournalException(
                    "journal " + storage.description() + " is broken since record " + (last + 1) + ": " + cause
                            + ". Mend the cause, then open it again",
                    cause);
        }
        if (closed) {
            throw new IllegalStateException("journal " + storage.description() + " is closed");
        }
    }

    /** Marks the journal broken; an error that is not an {@code Exception} is thrown as it is. */
    private JournalException broken(Throwable cause) {
        fault = cause;
        if (cause instanceof Error error) {
            throw error;
        }
        return new JournalException(
                "journal " + storage.description() + " failed behind record " + last + " (forced up to " + forced
                        + "): " + cause + ". It takes no more records; mend the cause, then open it again",
                cause);
    }

    /** Forces what is committed, marks the end, gives the place free. Does not write if the journal is broken. */
    @Override
    public void close() {
        if (closed) {
            return;
        }
        Throwable failure = null;
        try {
            if (fault == null) {
                force();
                markClosed();
            }
        } catch (RuntimeException | Error thrown) {
            failure = thrown;
            throw thrown;
        } finally {
            closed = true;
            letGo(failure);
        }
    }

    /** Lets go of the place without writing a byte, as the end of the process would: for tests of what follows a crash. */
    public void abandon() {
        if (!closed) {
            closed = true;
            letGo(null);
        }
    }

    private void markClosed() {
        boolean endsWithRecord = appender.lastKind() >= 1 && appender.lastKind() <= Format.MAX_KIND;
        if (!options.durable() || !endsWithRecord || !appender.hasRoomFor(Format.FRAME_BYTES)) {
            return;
        }
        try {
            frame.clear().position(Format.FRAME_BYTES);
            appender.append(frame, Format.CLOSED, last, now(), forced);
        } catch (IOException | RuntimeException | Error thrown) {
            throw broken(thrown);
        }
    }

    private void letGo(@Nullable Throwable because) {
        Throwable failure = because == null ? new JournalException("closing") : because;
        release(appender.segment(), failure);
        release(next.take().orElse(null), failure);
        release(lock, failure);
        if (because == null && failure.getSuppressed().length > 0) {
            log.atWarn()
                    .setMessage("journal's files could not be closed")
                    .addKeyValue("journal", storage.description())
                    .setCause(failure.getSuppressed()[0])
                    .log();
        }
    }
}
