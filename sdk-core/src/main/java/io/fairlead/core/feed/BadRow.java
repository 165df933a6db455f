package io.fairlead.core.feed;

import java.nio.file.Path;

/**
 * One row of a file that cannot be a bar.
 *
 * @param file the file
 * @param line the line in it, from 1, the header included
 * @param text the row as it stands there, cut after 120 characters
 * @param reason what is wrong with it, naming the value
 */
public record BadRow(Path file, long line, String text, String reason) {
    /** {@code AAPL.csv line 7: high 1.0 is below low 2.0 in '2024-01-02T09:30:00,1.5,1,2,1.5,100'}. */
    @Override
    public String toString() {
        return file.getFileName() + " line " + line + ": " + reason + " in '" + text + "'";
    }
}
