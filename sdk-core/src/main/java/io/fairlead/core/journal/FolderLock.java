package io.fairlead.core.journal;

import io.fairlead.api.BadInputException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Ownership of a folder: the system's lock on {@code journal.lock}, and in {@code journal.owner} who holds it. The lock file is
 * opened by nobody but the owner and those who try to become it, and by no second one in the same process: on POSIX systems closing
 * any channel of a file gives up all locks that the process has on it.
 */
final class FolderLock implements AutoCloseable {
    /** The system's locks belong to the process, so the list of those held here must too. */
    private static final Set<Path> HELD = ConcurrentHashMap.newKeySet();

    private final Path folder;
    private final FileChannel channel;

    private FolderLock(Path folder, FileChannel channel) {
        this.folder = folder;
        this.channel = channel;
    }

    static FolderLock take(Path wanted) throws IOException {
        Path folder = made(wanted);
        if (!HELD.add(folder)) {
            throw taken(wanted, "in this process already (" + self() + ")");
        }
        try {
            if (self().equals(owner(folder))) {
                throw taken(wanted, "in this process already, by another class loader (" + self() + ")");
            }
            return locked(folder, wanted);
        } catch (IOException | RuntimeException failure) {
            HELD.remove(folder);
            throw failure;
        }
    }

    private static Path made(Path wanted) throws IOException {
        if (Files.exists(wanted) && !Files.isDirectory(wanted)) {
            throw new BadInputException(
                    "journal " + wanted + " is a file; a journal needs a folder. Name another place");
        }
        try {
            Files.createDirectories(wanted);
            return wanted.toRealPath();
        } catch (IOException failure) {
            throw new BadInputException(
                    "journal " + wanted + ": the folder cannot be made: " + failure
                            + ". Name a place that can be written",
                    failure);
        }
    }

    private static FolderLock locked(Path folder, Path wanted) throws IOException {
        FileChannel channel;
        try {
            channel = FileChannel.open(
                    folder.resolve("journal.lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        } catch (IOException failure) {
            throw new BadInputException(
                    "journal " + wanted + " cannot be written: " + failure
                            + ". Give this user the right to write there, or name another place",
                    failure);
        }
        try {
            if (lockOf(channel) == null) {
                String owner = owner(folder);
                throw taken(wanted, owner.isEmpty() ? "by another process" : "by " + owner);
            }
            Files.writeString(folder.resolve("journal.owner"), self(), StandardCharsets.UTF_8);
            return new FolderLock(folder, channel);
        } catch (IOException | RuntimeException failure) {
            channel.close();
            throw failure;
        }
    }

    private static @org.jspecify.annotations.Nullable FileLock lockOf(FileChannel channel) throws IOException {
        try {
            return channel.tryLock();
        } catch (OverlappingFileLockException samePlace) {
            return null;
        }
    }

    private static BadInputException taken(Path folder, String by) {
        return new BadInputException("journal " + folder + " is open " + by
                + ". One journal has one owner: close it there, or name another folder");
    }

    /** This process, in a form that no other process ever has on this machine. */
    private static String self() {
        ProcessHandle process = ProcessHandle.current();
        String start = process.info().startInstant().map(Object::toString).orElse("an unknown time");
        return "process " + process.pid() + " on " + host() + ", started " + start;
    }

    private static String host() {
        try {
            return InetAddress.getLocalHost().getHostName();
        } catch (UnknownHostException nameless) {
            return "an unnamed host";
        }
    }

    /** Who says that they own the folder, or did when their process ended; empty if nobody. */
    private static String owner(Path folder) throws IOException {
        Path file = folder.resolve("journal.owner");
        return Files.exists(file) ? Files.readString(file, StandardCharsets.UTF_8) : "";
    }

    @Override
    public void close() throws IOException {
        if (channel.isOpen()) {
            try {
                Files.deleteIfExists(folder.resolve("journal.owner"));
            } finally {
                channel.close();
                HELD.remove(folder);
            }
        }
    }
}
