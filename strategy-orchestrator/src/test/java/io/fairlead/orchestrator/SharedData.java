package io.fairlead.orchestrator;

import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.zip.GZIPInputStream;

/** Finds the shared folder with market data and golden results: never part of the project, so tests without it are skipped. */
final class SharedData {
    private SharedData() {}

    /** A path in the shared folder; the test is skipped where there is none. */
    static Path require(String relative) {
        Path path = folder().resolve(relative);
        assumeThat(path)
                .as("needs %s: set -Dfairlead.shared=DIR, or keep a folder 'shared' beside the project", relative)
                .exists();
        return path;
    }

    /** The lines of a gzip text file. */
    static List<String> lines(Path gzip) {
        try (BufferedReader reader = new BufferedReader(
                new InputStreamReader(new GZIPInputStream(Files.newInputStream(gzip)), StandardCharsets.UTF_8))) {
            return reader.lines().toList();
        } catch (IOException e) {
            throw new UncheckedIOException(gzip.toString(), e);
        }
    }

    private static Path folder() {
        String stated = System.getProperty("fairlead.shared");
        if (stated != null) {
            return Path.of(stated);
        }
        for (Path at = Path.of("").toAbsolutePath(); at != null; at = at.getParent()) {
            if (Files.isDirectory(at.resolve("shared").resolve("golden"))) {
                return at.resolve("shared");
            }
        }
        return Path.of("shared");
    }
}
