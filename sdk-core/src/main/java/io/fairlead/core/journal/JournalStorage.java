package io.fairlead.core.journal;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/**
 * The place of one journal: named segments and a lock. One owner writes at a time, on one thread; reading is allowed from any thread.
 * What is created or deleted here is durable when the call returns.
 */
public interface JournalStorage {
    /** The names of the segments, ascending; what else lies at this place is not listed and never touched. */
    List<String> segments() throws IOException;

    /**
     * A new segment of zeros whose room is really taken, so that a full disk shows here and not later. It appears whole or not at
     * all.
     *
     * @param name as {@link #segments} will list it; not in use yet
     * @param capacity in bytes
     */
    Segment create(String name, long capacity) throws IOException;

    /** An existing segment, to read and write. */
    Segment open(String name) throws IOException;

    /** An existing segment, to read; its {@code write} and {@code force} are refused. */
    Segment openForReading(String name) throws IOException;

    /** Removes a segment for good. */
    void delete(String name) throws IOException;

    /**
     * Makes the caller the owner until the lock is closed.
     *
     * @throws io.fairlead.api.BadInputException if somebody owns it (named as far as known), or if the place cannot be written
     */
    AutoCloseable lock() throws IOException;

    /** The place, as a person would name it. */
    String description();

    /** Files in a folder, which is made if it is missing. */
    static JournalStorage inFolder(Path folder) {
        return new FileStorage(folder);
    }

    /** Files in a folder, for tools: takes no lock, never writes, and may look while a session writes there. */
    static JournalStorage readOnly(Path folder) {
        return new ReadOnlyFolder(folder);
    }
}
