package io.fairlead.examples;

import static org.assertj.core.api.Assumptions.assumeThat;

import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Market data that lies beside the project, not in it: the folder named by system property {@code fairlead.shared}, else the first
 * {@code shared/data} in a folder above. Tests that need it are skipped where it is absent.
 */
final class SharedData {
    private SharedData() {}

    /** A folder of the shared data; skips the test if it is not there. */
    static Path folder(String relative) {
        Path root = root();
        assumeThat(root)
                .as("shared market data: set -Dfairlead.shared to its folder")
                .isNotNull();
        Path folder = root.resolve(relative);
        assumeThat(folder).as("part of the shared market data").isDirectory();
        return folder;
    }

    private static Path root() {
        String property = System.getProperty("fairlead.shared");
        if (property != null) {
            return Path.of(property);
        }
        for (Path above = Path.of("").toAbsolutePath(); above != null; above = above.getParent()) {
            Path candidate = above.resolve("shared").resolve("data");
            if (Files.isDirectory(candidate)) {
                return candidate;
            }
        }
        return null;
    }
}
