package io.fairlead.core.report;

import io.fairlead.api.market.EpochNanos;
import io.fairlead.core.analytics.EquityCurve;
import io.fairlead.core.analytics.Fact;
import io.fairlead.core.analytics.RunRecord;
import io.fairlead.core.analytics.Statistics;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;

/** The parts of the page that are text and not charts or tables: readable without a script. */
final class PageParts {
    private final RunRecord record;
    private final List<ReportSection> sections;
    private final List<Fact> added;
    private final String version;
    private final RunSummary summary;

    PageParts(RunRecord record, List<ReportSection> sections, List<Fact> added, String version) {
        this.record = record;
        this.sections = sections;
        this.added = added;
        this.version = version;
        this.summary = RunSummary.of(record);
    }

    String get(String slot) {
        return switch (slot) {
            case "title" -> Html.escape(record.title());
            case "subtitle" -> Html.escape(subtitle());
            case "badges" -> badges();
            case "notice" -> notice();
            case "tiles" -> tiles();
            case "navigation" -> navigation();
            case "sections" -> sectionFrames();
            case "statistics" -> statistics();
            case "facts" -> facts();
            case "alarms" -> alarms();
            case "footer" -> Html.escape(footer());
            case "data" -> ReportJson.of(record, sections);
            default -> throw new IllegalStateException("the page has no part " + slot);
        };
    }

    private String subtitle() {
        EquityCurve curve = record.equity();
        int instruments = record.instruments().size();
        String what = instruments == 1 ? "1 instrument" : instruments + " instruments";
        if (curve.isEmpty()) {
            return what;
        }
        Statistics figures = record.statistics();
        String days = figures.days() == 1 ? "1 day" : figures.days() + " days";
        return day(curve.nanos(0)) + " to " + day(curve.nanos(curve.size() - 1)) + " · " + days + " · " + what;
    }

    private LocalDate day(long nanos) {
        return EpochNanos.toInstant(nanos).atZone(record.zone()).toLocalDate();
    }

    private String badges() {
        StringBuilder html = new StringBuilder();
        if (record.isSynthetic()) {
            html.append("<span class=\"badge badge-warn\">Synthetic data</span>");
        }
        if (!record.mode().isEmpty()) {
            html.append(badge(record.mode().toLowerCase(Locale.ROOT)));
        }
        if (!record.policyName().isEmpty()) {
            html.append(badge("risk policy " + record.policyName()));
        }
        return html.toString();
    }

    private static String badge(String text) {
        return "<span class=\"badge\">" + Html.escape(text) + "</span>";
    }

    private String notice() {
        return record.isSynthetic()
                ? "<p class=\"notice\"><strong>These prices are made up.</strong> The run shows how the product works; its"
                        + " figures say nothing about how a strategy would fare in a market. Source: "
                        + Html.escape(record.dataDescription()) + ".</p>"
                : "";
    }

    // --- Tiles ----------------------------------------------------------------------------------------------------

    private String tiles() {
        Statistics figures = record.statistics();
        long denied = record.denialCounts().values().stream()
                .mapToLong(Long::longValue)
                .sum();
        return tile("Total return", "Total return", tone(figures.totalReturn()), summary.get("Net profit"))
                + tile("Max drawdown", "Max drawdown", "", "longest " + summary.get("Longest drawdown"))
                + tile("Sharpe ratio", "Sharpe ratio", "", "volatility " + summary.get("Volatility"))
                + tile(
                        "Trades",
                        "Trades",
                        "",
                        figures.trades() == 0
                                ? "none was closed"
                                : "held " + summary.get("Average holding") + " on average")
                + tile("Win rate", "Win rate", "", "profit factor " + summary.get("Profit factor"))
                + tile("Expectancy", "Expectancy", "", "per trade, after fees")
                + tile("Fees", "Fees", "", "turnover " + summary.get("Turnover"))
                + plainTile("Denied orders", Words.count(denied), "", deniedNote(denied));
    }

    private String deniedNote(long denied) {
        if (denied == 0) {
            return "the gate let all pass";
        }
        return "of " + Words.count(record.orders().submitted()) + " asked for";
    }

    private String tile(String title, String figure, String tone, String note) {
        return plainTile(title, summary.get(figure), tone, note);
    }

    private static String plainTile(String title, String text, String tone, String note) {
        return "<div class=\"tile\"><dt>" + Html.escape(title) + "</dt><dd class=\"tile-value" + tone + "\">"
                + Html.escape(text) + "</dd><dd class=\"tile-note\">" + Html.escape(note) + "</dd></div>\n";
    }

    private static String tone(double value) {
        if (value == 0) {
            return "";
        }
        return value > 0 ? " good" : " bad";
    }

    // --- Sections -------------------------------------------------------------------------------------------------

    private String navigation() {
        StringBuilder html = new StringBuilder();
        for (int i = 0; i < sections.size(); i++) {
            html.append("<a href=\"#section-").append(i).append("\">");
            html.append(Html.escape(sections.get(i).title())).append("</a>\n");
        }
        return html.toString();
    }

    private String sectionFrames() {
        StringBuilder html = new StringBuilder();
        for (int i = 0; i < sections.size(); i++) {
            ReportSection section = sections.get(i);
            html.append("<section class=\"card\" id=\"section-").append(i).append("\">\n<h2>");
            html.append(Html.escape(section.title())).append("</h2>\n");
            if (!section.intro().isEmpty()) {
                html.append("<p class=\"intro\">")
                        .append(Html.escape(section.intro()))
                        .append("</p>\n");
            }
            html.append("<div class=\"table\" data-section=\"").append(i).append("\"></div>\n</section>\n");
        }
        return html.toString();
    }

    private String statistics() {
        StringBuilder html = new StringBuilder();
        for (RunSummary.Group group : summary.groups()) {
            html.append("<div class=\"figures\"><h3>")
                    .append(Html.escape(group.title()))
                    .append("</h3><dl>\n");
            for (RunSummary.Line line : group.lines()) {
                html.append("<div title=\"").append(Html.escape(line.hint())).append("\"><dt>");
                html.append(Html.escape(line.name())).append("</dt><dd>");
                html.append(Html.escape(line.text())).append("</dd></div>\n");
            }
            html.append("</dl></div>\n");
        }
        return html.toString();
    }

    private String facts() {
        StringBuilder html = new StringBuilder("<dl class=\"facts\">\n");
        fact(html, "Data", record.dataDescription());
        fact(html, "Mode", record.mode());
        fact(html, "Cash at the start", Words.money(record.cash()));
        record.facts().forEach(fact -> fact(html, fact.name(), fact.text()));
        added.forEach(fact -> fact(html, fact.name(), fact.text()));
        fact(html, "Times", Words.zone(record.zone()));
        fact(html, "Version", version);
        html.append("</dl>\n");
        if (!record.policyName().isEmpty()) {
            html.append("<h3>Risk policy “")
                    .append(Html.escape(record.policyName()))
                    .append("”</h3>\n<ul class=\"rules\">");
            for (String rule : record.policyRules()) {
                html.append("<li>").append(Html.escape(rule)).append("</li>");
            }
            html.append("</ul>\n");
        }
        return html.toString();
    }

    private static void fact(StringBuilder html, String name, String text) {
        if (!text.isEmpty()) {
            html.append("<div><dt>").append(Html.escape(name)).append("</dt><dd>");
            html.append(Html.escape(text)).append("</dd></div>\n");
        }
    }

    private String alarms() {
        if (record.alarms().isEmpty()) {
            return "";
        }
        StringBuilder html = new StringBuilder("<section class=\"card alarms\"><h2>Alarms</h2><ul>");
        for (String alarm : record.alarms()) {
            html.append("<li>").append(Html.escape(alarm)).append("</li>");
        }
        return html.append("</ul></section>\n").toString();
    }

    private String footer() {
        return "Made by Fairlead" + (version.isEmpty() ? "" : " " + version)
                + ". Past or simulated results promise nothing for the future.";
    }
}
