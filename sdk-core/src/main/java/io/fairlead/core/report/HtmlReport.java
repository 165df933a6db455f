package io.fairlead.core.report;

import io.fairlead.core.analytics.Fact;
import io.fairlead.core.analytics.RunRecord;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A run as one HTML file that needs nothing else, no network above all: equity and drawdown, price charts with entries and exits,
 * tables to sort and filter, figures, denials, and what the run ran on. Made-up data is labelled as such. Light and dark.
 *
 * <pre>{@code
 * HtmlReport.of(record).with(decisions).write(Path.of("report.html"));
 * }</pre>
 *
 * <p>Charts are drawn from a few thousand points that keep every extreme. Every text of the run is escaped, whatever it holds. One
 * thread.
 */
public final class HtmlReport {
    private static final Pattern SLOT = Pattern.compile("<!--\\{([a-z.-]+)\\}-->|/\\*\\{([a-z.-]+)\\}\\*/");

    private final RunRecord record;
    private final List<ReportSection> added = new ArrayList<>();
    private final List<Fact> facts = new ArrayList<>();
    private String version = "";

    private HtmlReport(RunRecord record) {
        this.record = Objects.requireNonNull(record, "record");
    }

    /** A report on a run. */
    public static HtmlReport of(RunRecord record) {
        return new HtmlReport(record);
    }

    /** Writes a report on a run; what was there is replaced. */
    public static void write(RunRecord record, Path file, ReportSection... sections) {
        HtmlReport report = of(record);
        for (ReportSection section : sections) {
            report.with(section);
        }
        report.write(file);
    }

    /** Adds a section, after the trades. */
    public HtmlReport with(ReportSection section) {
        added.add(Objects.requireNonNull(section, "section"));
        return this;
    }

    /** Adds a line to what is said about the run. */
    public HtmlReport fact(String name, String text) {
        facts.add(new Fact(name, text));
        return this;
    }

    /** Names the version that made the report. */
    public HtmlReport version(String text) {
        version = Objects.requireNonNull(text, "text");
        return this;
    }

    /**
     * Writes the file; what was there is replaced.
     *
     * @throws UncheckedIOException if that cannot be done
     */
    public void write(Path file) {
        try {
            Files.writeString(file, html(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot write the report to " + file + ": " + e.getMessage(), e);
        }
    }

    /** The page as text. */
    public String html() {
        List<ReportSection> sections = new ArrayList<>();
        sections.add(TradeRows.of(record));
        sections.addAll(added);
        sections.add(DenialRows.of(record));
        PageParts parts = new PageParts(record, sections, facts, version);
        Matcher slots = SLOT.matcher(resource("report.html"));
        StringBuilder page = new StringBuilder(1 << 18);
        while (slots.find()) {
            String name = slots.group(1) != null ? slots.group(1) : slots.group(2);
            slots.appendReplacement(page, "");
            page.append(name.contains(".") ? resource(name) : parts.get(name));
        }
        return slots.appendTail(page).toString();
    }

    private static String resource(String name) {
        try (InputStream in = HtmlReport.class.getResourceAsStream(name)) {
            if (in == null) {
                throw new IllegalStateException("the resource " + name + " is missing in the jar");
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
