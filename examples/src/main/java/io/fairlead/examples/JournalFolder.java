package io.fairlead.examples;

import io.fairlead.api.BadInputException;
import io.fairlead.core.journal.JournalStorage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** A journal's folder as a command line names it; only ever read, without a lock, so that a session may write there meanwhile. */
final class JournalFolder {
    private JournalFolder() {}

    static JournalStorage reading(Path folder) {
        if (!Files.isDirectory(folder)) {
            throw new BadInputException("there is no folder " + folder + "; give the folder of a journal");
        }
        JournalStorage storage = JournalStorage.readOnly(folder);
        try {
            if (storage.segments().isEmpty()) {
                throw new BadInputException(
                        "there is no journal in " + folder + "; its files are named like journal-0000000001.seg");
            }
        } catch (IOException failure) {
            throw new BadInputException("folder " + folder + " cannot be read: " + failure, failure);
        }
        return storage;
    }
}
