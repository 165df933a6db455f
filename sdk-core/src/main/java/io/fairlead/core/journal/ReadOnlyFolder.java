package io.fairlead.core.journal;

import io.fairlead.api.BadInputException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/** Files in a folder that nothing here changes. */
record ReadOnlyFolder(Path folder) implements JournalStorage {
    @Override
    public List<String> segments() throws IOException {
        return SegmentFolder.names(folder);
    }

    @Override
    public Segment openForReading(String name) throws IOException {
        return new ReadOnlyFile(folder.resolve(name));
    }

    @Override
    public Segment open(String name) throws IOException {
        throw refused();
    }

    @Override
    public Segment create(String name, long capacity) throws IOException {
        throw refused();
    }

    @Override
    public void delete(String name) throws IOException {
        throw refused();
    }

    private IOException refused() {
        return new IOException("folder " + folder + " was opened for reading only");
    }

    @Override
    public AutoCloseable lock() {
        throw new BadInputException("journal " + description()
                + " was given for reading only. To write there, use JournalStorage.inFolder");
    }

    @Override
    public String description() {
        return folder.toString();
    }
}
