package io.fairlead.core.journal;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Finds segments among a folder's files. */
final class SegmentFolder {
    private SegmentFolder() {}

    /** Ascending; none if there is no such folder. */
    static List<String> names(Path folder) throws IOException {
        List<String> names = new ArrayList<>();
        if (Files.isDirectory(folder)) {
            try (DirectoryStream<Path> files = Files.newDirectoryStream(folder)) {
                for (Path file : files) {
                    String name = file.getFileName().toString();
                    if (Format.isSegmentName(name)) {
                        names.add(name);
                    }
                }
            } catch (java.nio.file.DirectoryIteratorException failure) {
                throw failure.getCause();
            }
        }
        names.sort(null);
        return names;
    }
}
