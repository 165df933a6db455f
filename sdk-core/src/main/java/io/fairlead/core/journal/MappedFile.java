package io.fairlead.core.journal;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.MappedByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/**
 * A segment's file, written through a mapping: a store costs nanoseconds where a system call costs a microsecond, and neither a
 * store nor a force is undone by an interrupt of the thread, as those of a channel are. All blocks are allocated before, so that a
 * full disk cannot fault a store.
 */
final class MappedFile implements Segment {
    /**
     * Zeros are written in pieces of a page: pieces of a megabyte make the system keep large units in memory, and then one changed
     * byte makes it write all of such a unit (measured: the force takes twice as long).
     */
    private static final int PAGE = 4096;

    private final Path file;
    private final boolean driveNeedsFlush;
    private MappedByteBuffer map;
    private int dirtyFrom = Integer.MAX_VALUE;
    private int dirtyTo;

    /**
     * @param driveNeedsFlush whether the system, asked to write a mapping, leaves it in the drive's own memory
     */
    MappedFile(Path file, boolean driveNeedsFlush) throws IOException {
        this.file = file;
        this.driveNeedsFlush = driveNeedsFlush;
        this.map = mapped(file);
    }

    private static MappedByteBuffer mapped(Path file) throws IOException {
        return Uninterrupted.with(
                file,
                channel -> {
                    if (channel.size() > Integer.MAX_VALUE) {
                        throw new IOException(file + " is too large to be a segment: " + channel.size() + " bytes");
                    }
                    return channel.map(FileChannel.MapMode.READ_WRITE, 0, channel.size());
                },
                StandardOpenOption.READ,
                StandardOpenOption.WRITE);
    }

    /** Writes zeros from one position to another and forces them: the blocks are there afterwards. */
    static void allocate(Path file, long from, long to) throws IOException {
        byte[] zeros = new byte[PAGE];
        try (RandomAccessFile raw = new RandomAccessFile(file.toFile(), "rw")) {
            raw.seek(from);
            for (long at = from; at < to; ) {
                int count = (int) Math.min(PAGE - at % PAGE, to - at);
                raw.write(zeros, 0, count);
                at += count;
            }
            raw.getFD().sync();
        }
    }

    @Override
    public long capacity() {
        return map.capacity();
    }

    @Override
    public void write(long position, ByteBuffer bytes) throws IOException {
        int count = bytes.remaining();
        int at = Math.toIntExact(position);
        if (count > map.capacity() - at) {
            throw new IOException("a write of " + count + " bytes at " + position + " passes the segment's end");
        }
        dirtyFrom = Math.min(dirtyFrom, at);
        dirtyTo = Math.max(dirtyTo, at + count);
        try {
            map.put(at, bytes, bytes.position(), count);
        } catch (InternalError fault) {
            throw new IOException("the disk failed under a write at " + position, fault);
        }
        bytes.position(bytes.limit());
    }

    @Override
    public int read(long position, ByteBuffer into) throws IOException {
        int count = (int) Math.max(0, Math.min(into.remaining(), map.capacity() - position));
        if (count > 0) {
            try {
                into.put(into.position(), map, (int) position, count);
            } catch (InternalError fault) {
                throw new IOException("the disk failed under a read at " + position, fault);
            }
            into.position(into.position() + count);
        }
        return count;
    }

    @Override
    public void force() throws IOException {
        if (dirtyFrom >= dirtyTo) {
            return;
        }
        try {
            map.force(dirtyFrom, dirtyTo - dirtyFrom);
        } catch (UncheckedIOException failure) {
            throw failure.getCause();
        } catch (InternalError fault) {
            throw new IOException("the disk failed under a force", fault);
        }
        if (driveNeedsFlush) {
            Uninterrupted.force(file, StandardOpenOption.WRITE);
        }
        dirtyFrom = Integer.MAX_VALUE;
        dirtyTo = 0;
    }

    @Override
    public void extendTo(long capacity) throws IOException {
        allocate(file, map.capacity(), capacity);
        map = mapped(file);
    }

    /** The mapping lasts until it is collected. */
    @Override
    public void close() {}
}
