package io.fairlead.core.journal;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.MappedByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/**
 * A segment's file, written through a mapping: a store costs nanoseconds where a system call costs a microsecond. All blocks are
 * allocated before, so that a full disk cannot fault a store.
 */
final class MappedFile implements Segment {
    /**
     * Zeros are written in pieces of a page: pieces of a megabyte make the system keep large units in memory, and then one changed
     * byte makes it write all of such a unit (measured: the force takes twice as long).
     */
    private static final int PAGE = 4096;

    private final FileChannel channel;
    private final boolean viewsNeedFlush;
    private MappedByteBuffer map;
    private int dirtyFrom = Integer.MAX_VALUE;
    private int dirtyTo;

    MappedFile(Path file, boolean viewsNeedFlush) throws IOException {
        this.viewsNeedFlush = viewsNeedFlush;
        channel = FileChannel.open(file, StandardOpenOption.READ, StandardOpenOption.WRITE);
        try {
            map = mapAll(channel);
        } catch (IOException | RuntimeException failure) {
            channel.close();
            throw failure;
        }
    }

    private static MappedByteBuffer mapAll(FileChannel channel) throws IOException {
        long size = channel.size();
        if (size > Integer.MAX_VALUE) {
            throw new IOException("a segment of " + size + " bytes is too large to be one");
        }
        return channel.map(FileChannel.MapMode.READ_WRITE, 0, size);
    }

    /** Writes zeros from one position to another and forces them: the blocks are there afterwards. */
    static void allocate(FileChannel channel, long from, long to) throws IOException {
        ByteBuffer zeros = ByteBuffer.allocateDirect(PAGE);
        for (long at = from; at < to; ) {
            zeros.clear().limit((int) Math.min(PAGE - at % PAGE, to - at));
            at += channel.write(zeros, at);
        }
        channel.force(true);
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
        if (viewsNeedFlush && dirtyFrom < dirtyTo) {
            flushView();
        }
        channel.force(false);
        dirtyFrom = Integer.MAX_VALUE;
        dirtyTo = 0;
    }

    private void flushView() throws IOException {
        try {
            map.force(dirtyFrom, dirtyTo - dirtyFrom);
        } catch (java.io.UncheckedIOException failure) {
            throw failure.getCause();
        }
    }

    @Override
    public void extendTo(long capacity) throws IOException {
        allocate(channel, channel.size(), capacity);
        map = mapAll(channel);
    }

    /** The mapping itself lasts until it is collected. */
    @Override
    public void close() throws IOException {
        channel.close();
    }
}
