package io.fairlead.core.journal;

import static java.util.Objects.requireNonNull;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Locale;

/** Files in a folder: {@code journal-0000000001.seg} and so on, beside {@code journal.lock} and {@code journal.owner}. */
final class FileStorage implements JournalStorage {
    private static final String SYSTEM = System.getProperty("os.name", "").toLowerCase(Locale.ROOT);

    /** There, folders cannot be forced. */
    private static final boolean WINDOWS = SYSTEM.startsWith("windows");

    /** There, only a channel's force reaches behind the drive's own memory. */
    private static final boolean MAC = SYSTEM.startsWith("mac");

    private static final String UNFINISHED = ".new";

    private final Path folder;

    FileStorage(Path folder) {
        this.folder = requireNonNull(folder, "folder");
    }

    @Override
    public List<String> segments() throws IOException {
        return SegmentFolder.names(folder);
    }

    @Override
    public Segment create(String name, long capacity) throws IOException {
        Path unfinished = folder.resolve(name + UNFINISHED);
        Path file = folder.resolve(name);
        if (Files.exists(file)) {
            throw new IOException(file + " exists already");
        }
        try {
            MappedFile.allocate(unfinished, 0, capacity);
        } catch (IOException failure) {
            Files.deleteIfExists(unfinished);
            throw failure;
        }
        Files.move(unfinished, file, StandardCopyOption.ATOMIC_MOVE);
        forceFolder();
        return open(name);
    }

    private void forceFolder() throws IOException {
        if (!WINDOWS) {
            Uninterrupted.force(folder, StandardOpenOption.READ);
        }
    }

    @Override
    public Segment open(String name) throws IOException {
        return new MappedFile(folder.resolve(name), MAC);
    }

    @Override
    public Segment openForReading(String name) throws IOException {
        return new ReadOnlyFile(folder.resolve(name));
    }

    @Override
    public void delete(String name) throws IOException {
        Files.delete(folder.resolve(name));
        forceFolder();
    }

    @Override
    public AutoCloseable lock() throws IOException {
        FolderLock lock = FolderLock.take(folder);
        try {
            dropUnfinished();
        } catch (IOException | RuntimeException failure) {
            lock.close();
            throw failure;
        }
        return lock;
    }

    /** What a crash left of a segment that was being prepared: it never held a record. */
    private void dropUnfinished() throws IOException {
        try (var files = Files.newDirectoryStream(folder, "*" + UNFINISHED)) {
            for (Path file : files) {
                String name = file.getFileName().toString();
                if (Format.isSegmentName(name.substring(0, name.length() - UNFINISHED.length()))) {
                    Files.delete(file);
                }
            }
        }
    }

    @Override
    public String description() {
        return folder.toString();
    }
}
