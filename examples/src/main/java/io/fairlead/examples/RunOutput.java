package io.fairlead.examples;

import io.fairlead.api.BadInputException;
import io.fairlead.api.Price;
import io.fairlead.api.instrument.InstrumentId;
import io.fairlead.core.analytics.RoundTrip;
import io.fairlead.core.analytics.RunRecord;
import io.fairlead.core.feed.BarData;
import io.fairlead.core.report.HtmlReport;
import io.fairlead.core.report.ReportSection;
import io.fairlead.core.report.RunSummary;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import picocli.CommandLine.Option;

/** What is left when a run is over: a table of trades, the figures, the HTML page. */
final class RunOutput {
    private static final int TRADES_SHOWN = 25;
    private static final DateTimeFormatter MINUTE = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm", Locale.ROOT);

    @Option(
            names = "--out",
            paramLabel = "FILE",
            defaultValue = "fairlead-report.html",
            description = "The HTML report to write; fairlead-report.html unless said.")
    private Path out = Path.of("");

    /** Before a run that would be for nothing. */
    void checkWritable() {
        Path file = out.toAbsolutePath();
        Path folder = file.getParent();
        if (Files.isDirectory(file)) {
            throw new BadInputException("--out " + out + " is a folder; name a file in it, " + out + "/report.html");
        }
        if (folder == null || !Files.isDirectory(folder)) {
            throw new BadInputException("--out " + out + " lies in a folder that does not exist; create " + folder
                    + " or name another file");
        }
        if (!Files.isWritable(Files.exists(file) ? file : folder)) {
            throw new BadInputException("--out " + out + " cannot be written; name a file that you may write");
        }
    }

    /** Prints and writes everything. */
    void show(Screen screen, RunRecord record, BarData data, String costs, List<ReportSection> sections) {
        screen.line();
        trades(screen, record);
        figures(screen, record);
        record.denialCounts()
                .forEach((code, count) -> screen.line(String.format(Locale.ROOT, "Denied: %,d x %s", count, code)));
        if (record.fills().isEmpty() && !record.denials().isEmpty()) {
            screen.line("Every order was denied by the risk policy " + record.policyName()
                    + "; less --cash or another --policy lets more pass.");
        }
        record.alarms().forEach(alarm -> screen.line("Alarm: " + alarm));
        if (record.isSynthetic()) {
            screen.line(
                    "The data is SYNTHETIC: these figures say nothing about how a strategy would fare in a market.");
        }
        write(record, data, costs, sections);
        screen.line("Report: " + out);
    }

    private void write(RunRecord record, BarData data, String costs, List<ReportSection> sections) {
        HtmlReport report = HtmlReport.of(record)
                .fact("Costs", costs)
                .fact("Data hash", "SHA-256 " + data.contentHash())
                .fact("Java", Runtime.version().toString())
                .version(ProductVersion.text());
        sections.forEach(report::with);
        try {
            report.write(out);
        } catch (UncheckedIOException e) {
            throw new BadInputException("--out " + out + ": " + e.getMessage() + "; name a file that you may write", e);
        }
    }

    private static void figures(Screen screen, RunRecord record) {
        List<RunSummary.Group> groups = RunSummary.of(record).groups();
        for (int i = 0; i < groups.size(); i += 2) {
            List<String> left = lines(groups.get(i));
            List<String> right = i + 1 < groups.size() ? lines(groups.get(i + 1)) : List.of();
            for (int line = 0; line < Math.max(left.size(), right.size()); line++) {
                String first = line < left.size() ? left.get(line) : "";
                String second = line < right.size() ? right.get(line) : "";
                screen.line(String.format(Locale.ROOT, "%-44s%s", first, second).stripTrailing());
            }
            screen.line();
        }
    }

    private static List<String> lines(RunSummary.Group group) {
        return RunSummary.plain(group).lines().toList();
    }

    private static void trades(Screen screen, RunRecord record) {
        List<RoundTrip> trips = record.roundTrips();
        if (trips.isEmpty()) {
            screen.line("No trades.");
            screen.line();
            return;
        }
        TextTable table = new TextTable(
                "Entry",
                "Symbol",
                "Side",
                ">Quantity",
                ">Entry at",
                "Exit",
                ">Exit at",
                ">Net P&L",
                ">Return",
                "Held",
                "Exit by");
        trips.stream().skip(Math.max(0, trips.size() - TRADES_SHOWN)).forEach(trip -> row(table, trip, record.zone()));
        String which = trips.size() > TRADES_SHOWN
                ? String.format(
                        Locale.ROOT, "Trades, the last %d of %,d (the report has all)", TRADES_SHOWN, trips.size())
                : "Trades";
        screen.line(which);
        table.lines().forEach(line -> screen.line("  " + line));
        screen.line();
    }

    private static void row(TextTable table, RoundTrip trip, ZoneId zone) {
        table.row(
                time(trip.entryTime(), zone),
                symbol(trip.instrument()),
                trip.direction() > 0 ? "long" : "short",
                trip.quantity().toString(),
                plain(trip.entryPrice()),
                trip.exitTime().map(exit -> time(exit, zone)).orElse("open"),
                trip.exitPrice().map(RunOutput::plain).orElse("-"),
                String.format(Locale.ROOT, "%+,.2f", trip.netPnl().toDouble()),
                String.format(Locale.ROOT, "%+.2f %%", trip.returnOnEntry() * 100),
                held(trip.duration()),
                trip.exitReason());
    }

    /** A price for the eye: two decimals and up to four where it has them, more below one. */
    static String plain(Price price) {
        BigDecimal value = price.value();
        int most = value.abs().compareTo(BigDecimal.ONE) >= 0 ? 4 : 8;
        int decimals = Math.max(2, Math.min(value.scale(), most));
        return value.setScale(decimals, RoundingMode.HALF_EVEN).toPlainString();
    }

    private static String time(Instant instant, ZoneId zone) {
        return MINUTE.format(instant.atZone(zone));
    }

    private static String symbol(InstrumentId id) {
        return id.symbol() + id.contract();
    }

    private static String held(Duration time) {
        long minutes = time.toMinutes();
        return minutes < 24 * 60
                ? String.format(Locale.ROOT, "%d:%02d", minutes / 60, minutes % 60)
                : String.format(Locale.ROOT, "%d d %d:%02d", minutes / 1440, minutes / 60 % 24, minutes % 60);
    }
}
