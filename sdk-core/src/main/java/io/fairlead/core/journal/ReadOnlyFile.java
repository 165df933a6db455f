package io.fairlead.core.journal;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/** A segment's file, read through its channel: a file that shrinks meanwhile ends, where a mapping would raise a fault. */
final class ReadOnlyFile implements Segment {
    private final FileChannel channel;
    private final long capacity;

    ReadOnlyFile(Path file) throws IOException {
        channel = FileChannel.open(file, StandardOpenOption.READ);
        capacity = channel.size();
    }

    @Override
    public long capacity() {
        return capacity;
    }

    @Override
    public int read(long position, ByteBuffer into) throws IOException {
        int total = 0;
        while (into.hasRemaining()) {
            int got = channel.read(into, position + total);
            if (got < 0) {
                break;
            }
            total += got;
        }
        return total;
    }

    @Override
    public void write(long position, ByteBuffer bytes) throws IOException {
        throw new IOException("the segment was opened for reading");
    }

    @Override
    public void force() throws IOException {
        throw new IOException("the segment was opened for reading");
    }

    @Override
    public void extendTo(long bytes) throws IOException {
        throw new IOException("the segment was opened for reading");
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }
}
