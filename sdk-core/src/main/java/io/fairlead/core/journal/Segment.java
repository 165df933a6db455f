package io.fairlead.core.journal;

import java.io.IOException;
import java.nio.ByteBuffer;

/** A stretch of bytes of fixed capacity, zero where nothing was written. Written by one thread; others may read through their own. */
public interface Segment extends AutoCloseable {
    /** In bytes; all of it is allocated. */
    long capacity();

    /**
     * Puts the remaining bytes there. They survive the end of this process, but not yet a loss of power. After a failure any
     * part of them may have been written.
     */
    void write(long position, ByteBuffer bytes) throws IOException;

    /**
     * Fills the buffer from there, as far as the capacity goes.
     *
     * @return how many bytes were read; 0 at the end
     */
    int read(long position, ByteBuffer into) throws IOException;

    /** On return all that was written survives a loss of power. After a failure nobody knows: do not ask again. */
    void force() throws IOException;

    /** Adds allocated zeros up to that capacity; for a segment that was cut short. Durable on return. */
    void extendTo(long capacity) throws IOException;

    @Override
    void close() throws IOException;
}
