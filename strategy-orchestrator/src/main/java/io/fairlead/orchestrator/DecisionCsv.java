package io.fairlead.orchestrator;

import io.fairlead.api.market.EpochNanos;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;

/** Writes decisions as CSV; {@link DecisionRun.Builder#csv} says in which form. One thread. */
final class DecisionCsv implements DecisionListener {
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm:ss", Locale.ROOT);

    private final Appendable out;
    private final ZoneId zone;
    private final String emptyTail;
    private long timeNanos = Long.MIN_VALUE;
    private String time = "";

    /** Writes the header. */
    DecisionCsv(Appendable out, ZoneId zone, List<String> edges) {
        this.out = out;
        this.zone = zone;
        StringBuilder header = new StringBuilder("time,symbol,action,regime,support,size,stop,target");
        for (String edge : edges) {
            header.append(',').append(column(edge));
        }
        emptyTail = ",".repeat(5 + edges.size()) + "\n";
        write(header.append('\n'));
    }

    @Override
    public void onDecision(Decision decision) {
        StringBuilder row = new StringBuilder(96)
                .append(time(decision.barStartNanos()))
                .append(',')
                .append(decision.instrument().symbol())
                .append(',')
                .append(decision.action().text());
        if (decision.entry().isPresent()) {
            appendEntry(row, decision, decision.entry().get());
        } else {
            row.append(emptyTail);
        }
        write(row);
    }

    private static void appendEntry(StringBuilder row, Decision decision, EntryPlan entry) {
        double support = decision.tally().orElseThrow().support();
        row.append(',').append(decision.regime());
        row.append(String.format(
                Locale.ROOT, ",%.6f,%.6f,%.6f,%.6f", support, entry.size(), entry.stop(), entry.target()));
        for (CastVote cast : decision.votes()) {
            row.append(',').append(cast.vote().stance());
        }
        row.append('\n');
    }

    /** All symbols of a slice have one time. */
    private String time(long nanos) {
        if (nanos != timeNanos) {
            timeNanos = nanos;
            time = TIME.format(LocalDateTime.ofInstant(EpochNanos.toInstant(nanos), zone));
        }
        return time;
    }

    private void write(CharSequence text) {
        try {
            out.append(text);
        } catch (IOException e) {
            throw new UncheckedIOException("decisions cannot be written", e);
        }
    }

    /** {@code relative-strength} is headed {@code RelativeStrength}. */
    private static String column(String edge) {
        StringBuilder name = new StringBuilder();
        for (String word : edge.split("-", -1)) {
            name.append(word.substring(0, 1).toUpperCase(Locale.ROOT)).append(word.substring(1));
        }
        return name.toString();
    }
}
