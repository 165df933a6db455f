package io.fairlead.core.report;

import java.util.Objects;

/**
 * A part of a report that somebody adds: a heading, a sentence or two, a table.
 *
 * @param title the heading, {@code "Decisions"}; not blank
 * @param intro what the reader should know before reading the table, above all what it leaves out; may be empty
 * @param table the table
 */
public record ReportSection(String title, String intro, ReportTable table) {
    /** Checks the heading. */
    public ReportSection {
        if (title.isBlank()) {
            throw new IllegalArgumentException("a section needs a heading");
        }
        Objects.requireNonNull(intro, "intro");
        Objects.requireNonNull(table, "table");
    }
}
