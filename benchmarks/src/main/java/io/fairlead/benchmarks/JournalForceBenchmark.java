package io.fairlead.benchmarks;

import io.fairlead.core.journal.Journal;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.StandardOpenOption;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/** Records of 150 bytes appended and forced, one at a time and in groups of 100, beside a bare file whose room was written before. */
@State(Scope.Thread)
@BenchmarkMode(Mode.SampleTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Fork(1)
@Warmup(iterations = 2, time = 1)
@Measurement(iterations = 5, time = 2)
public class JournalForceBenchmark {
    private static final int FILE_BYTES = 64 << 20;

    /** Records between two forces. */
    @Param({"1", "100"})
    public int group;

    private final byte[] payload = new byte[JournalFolder.PAYLOAD];
    private final ByteBuffer bytes = ByteBuffer.allocateDirect(JournalFolder.PAYLOAD);
    private Optional<JournalFolder> folder = Optional.empty();
    private Optional<Journal> journal = Optional.empty();
    private Optional<FileChannel> bare = Optional.empty();
    private long position;

    /** Opens a journal, and a file full of zeros. */
    @Setup
    public void open() throws IOException {
        JournalFolder made = JournalFolder.create();
        folder = Optional.of(made);
        journal = Optional.of(made.open());
        FileChannel channel = FileChannel.open(
                made.file("bare"), StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE);
        ByteBuffer zeros = ByteBuffer.allocateDirect(1 << 20);
        for (long at = 0; at < FILE_BYTES; at += zeros.capacity()) {
            channel.write(zeros.clear(), at);
        }
        channel.force(true);
        bare = Optional.of(channel);
    }

    /** Closes and deletes both. */
    @TearDown
    public void close() throws IOException {
        journal.orElseThrow().close();
        bare.orElseThrow().close();
        folder.orElseThrow().close();
    }

    /** The journal: framed, checksummed and chained, with the deferred work done behind each force. */
    @Benchmark
    public long append() {
        Journal open = journal.orElseThrow();
        for (int i = 0; i < group; i++) {
            open.begin(1, i).put(payload);
            open.commit();
        }
        open.force();
        open.catchUp();
        return open.forcedSequence();
    }

    /** The limit: the same payloads written to a bare file, and {@code FileChannel.force(false)}. */
    @Benchmark
    public long write() throws IOException {
        FileChannel channel = bare.orElseThrow();
        for (int i = 0; i < group; i++) {
            if (position + JournalFolder.PAYLOAD > FILE_BYTES) {
                position = 0;
            }
            position += channel.write(bytes.clear(), position);
        }
        channel.force(false);
        return position;
    }
}
