package io.fairlead.benchmarks;

import io.fairlead.core.journal.Journal;
import io.fairlead.core.journal.JournalCursor;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/** A million records of 150 bytes read from files, every checksum and the chain checked. One operation is the whole journal. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Fork(1)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
public class JournalReadBenchmark {
    private static final int RECORDS = 1_000_000;

    private Optional<JournalFolder> folder = Optional.empty();

    /** Writes the records. */
    @Setup
    public void write() {
        JournalFolder made = JournalFolder.create();
        folder = Optional.of(made);
        byte[] payload = new byte[JournalFolder.PAYLOAD];
        try (Journal journal = made.open()) {
            for (int i = 0; i < RECORDS; i++) {
                payload[0] = (byte) i;
                journal.begin(1, i).put(payload);
                journal.commit();
            }
        }
    }

    /** Deletes them. */
    @TearDown
    public void delete() {
        folder.orElseThrow().close();
    }

    /** From the first to the last, each payload touched. */
    @Benchmark
    public long read() {
        long sum = 0;
        try (JournalCursor cursor = JournalCursor.over(folder.orElseThrow().storage())) {
            while (cursor.next()) {
                sum += cursor.payload().get();
            }
            if (cursor.sequence() != RECORDS) {
                throw new IllegalStateException("read " + cursor.sequence() + " records");
            }
        }
        return sum;
    }
}
