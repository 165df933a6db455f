package io.fairlead.benchmarks;

import io.fairlead.core.journal.Journal;
import io.fairlead.core.journal.JournalOptions;
import io.fairlead.core.journal.JournalStorage;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.Stream;

/** A folder below {@code target}, on a real disk, with a journal in it; deleted afterwards. */
final class JournalFolder implements AutoCloseable {
    /** What a benchmark's record holds, in bytes. */
    static final int PAYLOAD = 150;

    private final Path folder;

    private JournalFolder(Path folder) {
        this.folder = folder;
    }

    static JournalFolder create() {
        try {
            Path target =
                    Files.createDirectories(Path.of("benchmarks", "target").toAbsolutePath());
            return new JournalFolder(Files.createTempDirectory(target, "journal"));
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    Path file(String name) {
        return folder.resolve(name);
    }

    JournalStorage storage() {
        return JournalStorage.inFolder(folder);
    }

    Journal open() {
        return Journal.open(storage(), JournalOptions.standard(), new SplittableRandom(1));
    }

    @Override
    public void close() {
        try (Stream<Path> files = Files.walk(folder)) {
            List<Path> deepestFirst = files.sorted(Comparator.reverseOrder()).toList();
            for (Path file : deepestFirst) {
                Files.delete(file);
            }
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }
}
