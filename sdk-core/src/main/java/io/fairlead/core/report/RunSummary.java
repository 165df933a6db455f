package io.fairlead.core.report;

import io.fairlead.api.Currency;
import io.fairlead.api.Money;
import io.fairlead.core.analytics.RunRecord;
import io.fairlead.core.analytics.Statistics;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * The figures of a run in words, in groups: what {@link HtmlReport} shows and a console can print. Immutable; any thread.
 */
public final class RunSummary {
    /**
     * Lines that belong together.
     *
     * @param title their heading
     * @param lines from top to bottom
     */
    public record Group(String title, List<Line> lines) {
        /** Copies the lines. */
        public Group {
            lines = List.copyOf(lines);
        }
    }

    /**
     * One figure.
     *
     * @param name what it is
     * @param text the figure with its unit; a dash where it is not defined
     * @param hint how it is reckoned
     */
    public record Line(String name, String text, String hint) {}

    private static final int NAME_WIDTH = 22;

    private final List<Group> groups;

    private RunSummary(List<Group> groups) {
        this.groups = List.copyOf(groups);
    }

    /** The figures of a run. */
    public static RunSummary of(RunRecord record) {
        Statistics figures = record.statistics();
        Currency currency = record.cash().currency();
        return new RunSummary(List.of(
                new Group("Return", returns(figures, currency)),
                new Group("Risk", risk(figures)),
                new Group("Trades", trades(figures)),
                new Group("Orders and costs", orders(record, figures))));
    }

    private static List<Line> returns(Statistics figures, Currency currency) {
        return List.of(
                line(
                        "Total return",
                        Words.change(figures.totalReturn()),
                        "Last equity over the cash at the start, less 1."),
                line(
                        "Net profit",
                        Words.signed(figures.netProfit(), currency),
                        "Last equity less the cash at the start: after fees, what is still held at its last price."),
                line(
                        "Final equity",
                        Words.money(figures.finalEquity(), currency),
                        "Cash and positions at the last prices."),
                line(
                        "Annual return",
                        change(figures.annualReturn()),
                        "Compound annual growth rate; not given for runs shorter than " + Statistics.DAYS_TO_ANNUALISE
                                + " days."),
                line(
                        "Buy and hold",
                        change(figures.buyAndHoldReturn()),
                        "Mean return of holding every instrument in equal parts from its first bar to its last, without fees."),
                line("Best day", Words.change(figures.bestDay()), "Highest daily return."),
                line("Worst day", Words.change(figures.worstDay()), "Lowest daily return."));
    }

    private static List<Line> risk(Statistics figures) {
        return List.of(
                line(
                        "Max drawdown",
                        Words.percent(figures.maxDrawdown()),
                        "Deepest fall of equity below its highest value so far."),
                line(
                        "Longest drawdown",
                        Words.duration(figures.longestDrawdown()),
                        "Longest time below a peak of equity, until it was reached again or the run ended."),
                line(
                        "Volatility",
                        Words.percent(figures.volatility()),
                        "Sample standard deviation of daily returns, annualised."),
                line(
                        "Sharpe ratio",
                        ratio(figures.sharpe()),
                        "Mean over deviation of daily returns, annualised; risk-free rate 0."),
                line(
                        "Sortino ratio",
                        ratio(figures.sortino()),
                        "Mean over downside deviation of daily returns, annualised; target 0."),
                line("Calmar ratio", ratio(figures.calmar()), "Annual return over the size of the max drawdown."),
                line(
                        "Time in the market",
                        Words.percent(figures.exposureTime()),
                        "Share of the samples of equity at which something was held."));
    }

    private static List<Line> trades(Statistics figures) {
        return List.of(
                line(
                        "Trades",
                        Words.count(figures.trades())
                                + (figures.openTrades() > 0 ? " (and " + figures.openTrades() + " open)" : ""),
                        "Positions from first unit to last."),
                line("Win rate", percent(figures.winRate()), "Share of the trades that earned something after fees."),
                line(
                        "Profit factor",
                        ratio(figures.profitFactor()),
                        "Sum of the wins over the sum of the losses, after fees."),
                line("Expectancy", money(figures.expectancy()), "Mean result of a trade after fees."),
                line("Average win", money(figures.averageWin()), "Mean profit of the winning trades after fees."),
                line("Average loss", money(figures.averageLoss()), "Mean result of the other trades after fees."),
                line(
                        "Average holding",
                        figures.averageDuration().map(Words::duration).orElse(Words.NONE),
                        "Mean time from entry to exit."),
                line(
                        "Losses in a row",
                        Words.count(figures.mostLossesInARow()),
                        "Most trades without a win in a row."));
    }

    private static List<Line> orders(RunRecord record, Statistics figures) {
        List<Line> lines = new ArrayList<>();
        lines.add(line(
                "Orders", Words.count(record.orders().submitted()), "Orders asked for, exits of brackets included."));
        record.orders()
                .ended()
                .forEach((status, count) ->
                        lines.add(line(capitalised(status.name()), Words.count(count), "How they ended.")));
        if (record.orders().open() > 0) {
            lines.add(line("Still open", Words.count(record.orders().open()), "Working when the run ended."));
        }
        lines.add(line("Fees", Words.money(figures.fees()), "All fees paid, in the currency of the account."));
        lines.add(line("Traded", Words.money(figures.tradedNotional()), "Value of all fills, purchases and sales."));
        lines.add(line("Turnover", Words.ratio(figures.turnover()) + " ×", "Value of all fills over the mean equity."));
        return lines;
    }

    private static String capitalised(String name) {
        return name.charAt(0) + name.substring(1).toLowerCase(Locale.ROOT);
    }

    private static Line line(String name, String text, String hint) {
        return new Line(name, text, hint);
    }

    private static String change(OptionalDouble fraction) {
        return fraction.isPresent() ? Words.change(fraction.getAsDouble()) : Words.NONE;
    }

    private static String percent(OptionalDouble fraction) {
        return fraction.isPresent() ? Words.percent(fraction.getAsDouble()) : Words.NONE;
    }

    private static String ratio(OptionalDouble value) {
        return value.isPresent() ? Words.ratio(value.getAsDouble()) : Words.NONE;
    }

    private static String money(Optional<Money> amount) {
        return amount.map(Words::money).orElse(Words.NONE);
    }

    /** The groups, from top to bottom. */
    public List<Group> groups() {
        return groups;
    }

    /** The figure of this name in words; a dash if there is none. */
    public String get(String name) {
        return groups.stream()
                .flatMap(group -> group.lines().stream())
                .filter(line -> line.name().equals(name))
                .map(Line::text)
                .findFirst()
                .orElse(Words.NONE);
    }

    /** The lines of a group under its title, in plain ASCII for a console. */
    public static String plain(Group group) {
        StringBuilder text = new StringBuilder(group.title()).append('\n');
        for (Line line : group.lines()) {
            text.append("  ")
                    .append(line.name())
                    .append(" ".repeat(Math.max(1, NAME_WIDTH - line.name().length())))
                    .append(line.text().replace('−', '-').replace("–", "-").replace("×", "x"))
                    .append('\n');
        }
        return text.toString();
    }

    /** All figures, one a line, in plain ASCII for a console. */
    @Override
    public String toString() {
        StringBuilder text = new StringBuilder();
        groups.forEach(group -> text.append(plain(group)));
        return text.toString();
    }
}
