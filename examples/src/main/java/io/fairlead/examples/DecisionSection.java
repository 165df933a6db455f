package io.fairlead.examples;

import io.fairlead.api.edge.Stance;
import io.fairlead.api.edge.Vote;
import io.fairlead.api.instrument.InstrumentId;
import io.fairlead.core.report.Cell;
import io.fairlead.core.report.Column;
import io.fairlead.core.report.Column.Kind;
import io.fairlead.core.report.ReportSection;
import io.fairlead.core.report.ReportTable;
import io.fairlead.orchestrator.CastVote;
import io.fairlead.orchestrator.Decision;
import io.fairlead.orchestrator.DecisionListener;
import io.fairlead.orchestrator.Tally;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;

/**
 * Hears of an ensemble's decisions and makes a section of the report of them: every entry and exit with its votes, the holds that were
 * put to the vote as far as there is room, and how many ended by each other rule. On the deciding thread.
 */
final class DecisionSection implements DecisionListener {
    private static final int HOLDS_SHOWN = 1_000;

    private final List<String> edges;
    private final Function<InstrumentId, String> names;
    private final List<Decision> acted = new ArrayList<>();
    private final List<Decision> votedDown = new ArrayList<>();
    private final Map<String, Long> holdsByRule = new TreeMap<>();
    private long votedHolds;
    private long all;

    /**
     * For an ensemble.
     *
     * @param edges its edges' names, in their order of voting
     * @param names what instruments are called in the report
     */
    DecisionSection(List<String> edges, Function<InstrumentId, String> names) {
        this.edges = List.copyOf(edges);
        this.names = names;
    }

    @Override
    public void onDecision(Decision decision) {
        all++;
        if (decision.action().isEntry() || decision.action().isExit()) {
            acted.add(decision);
        } else {
            holdsByRule.merge(decision.rule().text(), 1L, Long::sum);
            if (decision.tally().isPresent()) {
                votedHolds++;
                if (votedDown.size() < HOLDS_SHOWN) {
                    votedDown.add(decision);
                }
            }
        }
    }

    /** What was done, and what was put to the vote and not done. */
    List<ReportSection> sections() {
        String done = count(all) + " decisions asked for " + count(acted.size()) + " entries and exits."
                + " A row unfolds to what each edge said and why; an exit needs no vote.";
        return List.of(
                new ReportSection("Decisions", done, table(acted)),
                new ReportSection("Held after a vote", whyNothingWasDone(), table(votedDown)));
    }

    private ReportTable table(List<Decision> decisions) {
        List<Decision> sorted = new ArrayList<>(decisions);
        sorted.sort(Comparator.comparingLong(Decision::timeNanos).thenComparing(Decision::instrument));
        ReportTable.Builder table = ReportTable.of(columns());
        sorted.forEach(decision -> table.row(row(decision)));
        return table.build();
    }

    private String whyNothingWasDone() {
        StringBuilder text = new StringBuilder("Nothing was done at " + count(all - acted.size()) + " decisions: ");
        String separator = "";
        for (Map.Entry<String, Long> rule : holdsByRule.entrySet()) {
            text.append(separator).append(rule.getKey()).append(' ').append(count(rule.getValue()));
            separator = ", ";
        }
        text.append(". ").append(count(votedHolds)).append(" of them had come to a vote");
        return text.append(
                        votedHolds > votedDown.size() ? "; the first " + count(votedDown.size()) + " are here." : ".")
                .toString();
    }

    private static String count(long number) {
        return String.format(Locale.ROOT, "%,d", number);
    }

    private List<Column> columns() {
        List<Column> columns = new ArrayList<>(List.of(
                Column.of("Time", Kind.TIME).hint("End of the deciding bar"),
                Column.of("Symbol", Kind.TEXT).withFilter(),
                Column.of("Action", Kind.TEXT).withFilter(),
                Column.of("Ended by", Kind.TEXT)
                        .hint("The rule that ended the decision")
                        .withFilter(),
                Column.of("Regime", Kind.TEXT).hint("The market's regime").withFilter(),
                Column.of("Support", Kind.RATIO).hint("Weight of the votes for the intended direction")));
        for (String edge : edges) {
            columns.add(Column.of(inWords(edge), Kind.SCORE).hint("Vote of the edge " + edge + " and its confidence"));
        }
        return columns;
    }

    private static String inWords(String name) {
        String words = name.replace('-', ' ');
        return Character.toUpperCase(words.charAt(0)) + words.substring(1);
    }

    private ReportTable.Row row(Decision decision) {
        List<Cell> cells = new ArrayList<>(List.of(
                Cell.time(decision.timeNanos()),
                Cell.text(names.apply(decision.instrument())),
                Cell.text(decision.action().text()),
                Cell.text(decision.rule().text()),
                Cell.text(decision.regime().name().toLowerCase(Locale.ROOT).replace('_', ' ')),
                decision.tally().map(DecisionSection::support).orElse(Cell.EMPTY)));
        List<CastVote> votes = decision.votes();
        for (String edge : edges) {
            Optional<CastVote> cast =
                    votes.stream().filter(vote -> vote.edge().equals(edge)).findFirst();
            cells.add(cast.map(vote -> mark(vote.vote())).orElse(Cell.EMPTY));
        }
        return ReportTable.Row.of(cells)
                .details(details(decision))
                .at(new ReportTable.Place(decision.instrument(), decision.barStartNanos(), decision.barStartNanos()));
    }

    private static Cell support(Tally tally) {
        return Cell.number(tally.support());
    }

    private static Cell mark(Vote vote) {
        Stance stance = vote.stance();
        String confidence = String.format(Locale.ROOT, "%.2f", vote.confidence());
        return switch (stance) {
            case VETO_LONG -> Cell.score(-1, "no long " + confidence, vote.reason());
            case VETO_SHORT -> Cell.score(1, "no short " + confidence, vote.reason());
            case ABSTAIN -> Cell.score(0, "abstains", vote.reason());
            case NEUTRAL -> Cell.score(0, "0 " + confidence, vote.reason());
            default ->
                Cell.score(
                        stance.value() / 2.0,
                        String.format(Locale.ROOT, "%+d ", stance.value()).replace('-', '−') + confidence,
                        vote.reason());
        };
    }

    /** What each edge said and why, then the remaining lines of the decision's own explanation. */
    private static List<ReportTable.Detail> details(Decision decision) {
        List<ReportTable.Detail> lines = new ArrayList<>();
        for (CastVote cast : decision.votes()) {
            lines.add(new ReportTable.Detail(inWords(cast.edge()), mark(cast.vote()), reason(cast.vote())));
        }
        decision.explain().lines().skip(1).map(String::strip).forEach(line -> {
            int colon = line.indexOf(": ");
            String name = colon < 0 ? "" : line.substring(0, colon);
            boolean isVote =
                    decision.votes().stream().anyMatch(cast -> cast.edge().equals(name));
            if (!isVote) {
                lines.add(new ReportTable.Detail(
                        name.isEmpty() ? "Market" : inWords(name),
                        Cell.EMPTY,
                        line.substring(colon < 0 ? 0 : colon + 2)));
            }
        });
        return lines;
    }

    private static String reason(Vote vote) {
        StringBuilder text = new StringBuilder(vote.reason());
        vote.inputs()
                .forEach((name, value) -> text.append("; ")
                        .append(name)
                        .append(' ')
                        .append(String.format(Locale.ROOT, "%.4f", value).replace('-', '−')));
        return text.toString();
    }
}
