package io.fairlead.core.journal;

import static java.util.Objects.requireNonNull;

import io.fairlead.api.BadInputException;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Executor;

/** How a journal is kept. Immutable. */
public final class JournalOptions {
    /** The smallest segment, in bytes. */
    public static final long MIN_SEGMENT_BYTES = 4096;

    /** The largest segment, in bytes; also the step in which capacities grow is 4096. */
    public static final long MAX_SEGMENT_BYTES = 1L << 30;

    private static final Duration SHORTEST_RETENTION = Duration.ofDays(1);

    private static final JournalOptions STANDARD =
            new JournalOptions(64L << 20, true, Clock.systemUTC(), Runnable::run, Optional.empty());

    private final long segmentBytes;
    private final boolean durable;
    private final Clock clock;
    private final Executor preparation;
    private final Optional<Duration> retention;

    private JournalOptions(
            long segmentBytes, boolean durable, Clock clock, Executor preparation, Optional<Duration> retention) {
        this.segmentBytes = segmentBytes;
        this.durable = durable;
        this.clock = clock;
        this.preparation = preparation;
        this.retention = retention;
    }

    /** Segments of 64 MiB, forced to the disk, stamped by the machine's clock, the next one made by the journal's own thread. */
    public static JournalOptions standard() {
        return STANDARD;
    }

    /**
     * With segments of this size, from {@link #MIN_SEGMENT_BYTES} to {@link #MAX_SEGMENT_BYTES}, rounded up to 4096. Existing
     * segments keep theirs, and a record that needs more gets a segment of its own size.
     */
    public JournalOptions withSegmentBytes(long bytes) {
        if (bytes < MIN_SEGMENT_BYTES || bytes > MAX_SEGMENT_BYTES) {
            throw new BadInputException(
                    "segmentBytes must be from " + MIN_SEGMENT_BYTES + " to " + MAX_SEGMENT_BYTES + ", was " + bytes);
        }
        return new JournalOptions(Format.roundedCapacity(bytes), durable, clock, preparation, retention);
    }

    /**
     * Whether {@link Journal#force} really forces. Without it records survive the end of the process but not a loss of power: for
     * backtests and for tests, never where real orders are sent.
     */
    public JournalOptions withDurable(boolean really) {
        return new JournalOptions(segmentBytes, really, clock, preparation, retention);
    }

    /** With the clock that stamps new segments. */
    public JournalOptions withClock(Clock stamps) {
        return new JournalOptions(segmentBytes, durable, requireNonNull(stamps, "clock"), preparation, retention);
    }

    /**
     * With the executor on which {@link Journal#catchUp} has the next segment made, instead of on the journal's own thread: writing
     * 64 MiB of zeros takes a quarter of a second or more. The storage must bear it; those of this package do.
     */
    public JournalOptions withPreparation(Executor executor) {
        return new JournalOptions(segmentBytes, durable, clock, requireNonNull(executor, "executor"), retention);
    }

    /**
     * With records kept for so long, at least; without it, for ever. A session that opens such a journal first writes down what it all
     * comes to, and then deletes whole segments that are older. What orders, books and rules need is in that checkpoint; what is gone is the
     * story before: it is explained, replayed and projected anew no more. At least a day, for venues tell of executions late.
     */
    public JournalOptions withRetention(Duration atLeast) {
        if (atLeast.compareTo(SHORTEST_RETENTION) < 0) {
            throw new BadInputException("retention must be at least " + SHORTEST_RETENTION.toHours() + " hours, was "
                    + atLeast + ": venues tell of executions late");
        }
        return new JournalOptions(segmentBytes, durable, clock, preparation, Optional.of(atLeast));
    }

    /** For how long records are kept; empty for ever. */
    public Optional<Duration> retention() {
        return retention;
    }

    /** In bytes. */
    public long segmentBytes() {
        return segmentBytes;
    }

    /** Whether a force really forces. */
    public boolean durable() {
        return durable;
    }

    /** Stamps new segments. */
    public Clock clock() {
        return clock;
    }

    /** Makes the next segment. */
    public Executor preparation() {
        return preparation;
    }
}
