package io.fairlead.benchmarks;

import io.fairlead.core.journal.Journal;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/** One record of 150 bytes begun, filled and committed, not forced; digests and segments are made between the measurements. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(1)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
public class JournalCommitBenchmark {
    private static final int RECORDS = 1000;

    private final byte[] payload = new byte[JournalFolder.PAYLOAD];
    private Optional<JournalFolder> folder = Optional.empty();
    private Optional<Journal> journal = Optional.empty();

    /** Opens a journal of its own. */
    @Setup
    public void open() {
        JournalFolder made = JournalFolder.create();
        folder = Optional.of(made);
        journal = Optional.of(made.open());
    }

    /** What the engine does when nothing waits; old segments go, so that the disk is not filled. */
    @Setup(Level.Invocation)
    public void catchUp() {
        Journal open = journal.orElseThrow();
        open.catchUp();
        open.deleteBefore(open.lastSequence());
    }

    /** Closes and deletes it. */
    @TearDown
    public void close() {
        journal.orElseThrow().close();
        folder.orElseThrow().close();
    }

    /** Records, one after the other. */
    @Benchmark
    @OperationsPerInvocation(RECORDS)
    public long commit() {
        Journal open = journal.orElseThrow();
        long last = 0;
        for (int i = 0; i < RECORDS; i++) {
            open.begin(1, i).put(payload);
            last = open.commit();
        }
        return last;
    }
}
