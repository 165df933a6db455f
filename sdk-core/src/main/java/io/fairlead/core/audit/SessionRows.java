package io.fairlead.core.audit;

import io.fairlead.core.journal.JournalRecord;
import java.math.BigDecimal;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Decisions, alarms and errors, readings of the venue, saved states, lines of the log, commands. One thread. */
final class SessionRows {
    private final Pen pen;
    private final Instruments instruments;
    private final VenueReadings readings;
    private final RiskRows risk;

    SessionRows(Pen pen, Instruments instruments, VenueReadings readings, RiskRows risk) {
        this.pen = pen;
        this.instruments = instruments;
        this.readings = readings;
        this.risk = risk;
    }

    boolean take(JournalRecord record) {
        if (record instanceof JournalRecord.Decided decided) {
            decided(decided);
        } else if (record instanceof JournalRecord.StateSaved saved) {
            saved(saved);
        } else if (record instanceof JournalRecord.Logged logged) {
            pen.row(Schema.STRATEGY_LOG)
                    .set("strategy", instruments.strategy(logged.strategy()))
                    .set("line", logged.line());
        } else if (record instanceof JournalRecord.Commanded commanded) {
            risk.commanded(commanded);
        } else if (record instanceof JournalRecord.VenueRead read) {
            reconciliation("READ", "")
                    .set("open_orders", read.openOrders().size())
                    .set("looked_up", read.lookedUp().size())
                    .set("not_found", read.notFound().size())
                    .set("executions", read.executions().size())
                    .setTime("since", read.sinceNanos())
                    .setTime("asked", read.askedNanos());
            readings.read(read);
        } else if (record instanceof JournalRecord.Reconciled reconciled) {
            reconciliation("COMPARED", String.join("\n", reconciled.lines()));
        } else {
            return takeAlarm(record);
        }
        return true;
    }

    private boolean takeAlarm(JournalRecord record) {
        if (record instanceof JournalRecord.Alarmed alarm) {
            alarm("ALARM", alarm.code(), alarm.detail());
            risk.alarmed(alarm);
        } else if (record instanceof JournalRecord.StrategySuspended suspended) {
            alarm(
                            "STRATEGY_ERROR",
                            "STRATEGY_SUSPENDED",
                            "callback=" + suspended.callback() + " error=" + suspended.error())
                    .set("strategy", instruments.strategy(suspended.strategy()));
            risk.suspended(suspended);
        } else if (record instanceof JournalRecord.VenueReadFailed failed) {
            reconciliation("READ_FAILED", failed.error());
            alarm("VENUE_READ_FAILED", "VENUE_READ_FAILED", failed.error());
        } else if (record instanceof JournalRecord.ConnectionChanged changed) {
            alarm(
                    "CONNECTION",
                    "CONNECTION_" + changed.event().state(),
                    changed.event().detail());
        } else if (record instanceof JournalRecord.GapArrived gap) {
            alarm(
                    "DATA_GAP",
                    "DATA_GAP",
                    "instrument=" + instruments.instrument(gap.instrument()) + " " + gap.detail());
        } else if (record instanceof JournalRecord.SourceRefused refused) {
            String instrument = "instrument=" + instruments.instrument(refused.instrument());
            alarm("SOURCE_REFUSED", "SOURCE_REFUSED", instrument + " reason=" + refused.reason());
        } else if (record instanceof JournalRecord.HistoryArrived history) {
            if (!history.failure().isEmpty()) {
                alarm(
                        "HISTORY_FAILED",
                        "HISTORY_FAILED",
                        "instrument=" + instruments.instrument(history.instrument()) + " error=" + history.failure());
            }
        } else {
            return false;
        }
        return true;
    }

    private Row alarm(String kind, String code, String detail) {
        return pen.row(Schema.ALARMS).set("kind", kind).set("code", code).set("detail", detail);
    }

    private Row reconciliation(String kind, String detail) {
        return pen.row(Schema.RECONCILIATIONS).set("kind", kind).set("detail", detail);
    }

    private void saved(JournalRecord.StateSaved saved) {
        pen.row(Schema.STRATEGY_STATES)
                .set("strategy", saved.strategy())
                .set("entries", saved.state().size());
        saved.state()
                .forEach((name, value) -> pen.add(new Row(Schema.STRATEGY_STATE_VALUES)
                        .set("seq", pen.seq())
                        .set("name", name)
                        .set("value", value)));
    }

    // ---- decisions

    private void decided(JournalRecord.Decided decided) {
        SortedMap<String, String> facts = decided.facts();
        pen.row(Schema.DECISIONS)
                .set("strategy", instruments.strategy(decided.strategy()))
                .set("decision_id", decided.decisionId())
                .set("instrument", decided.instrument().toString())
                .set("action", facts.get("action"))
                .set("rule", facts.get("rule"))
                .set("direction", facts.get("direction"))
                .set("regime", facts.get("regime"));
        SortedMap<String, Row> votes = new TreeMap<>();
        for (Map.Entry<String, String> fact : facts.entrySet()) {
            pen.add(new Row(Schema.DECISION_FACTS)
                    .set("seq", pen.seq())
                    .set("name", fact.getKey())
                    .set("run", pen.run())
                    .set("value", fact.getValue()));
            vote(votes, fact.getKey(), fact.getValue());
        }
        votes.values().forEach(pen::add);
    }

    /** {@code vote.E} and what else is said of the vote of an edge {@code E}; an edge's name may hold points. */
    private void vote(SortedMap<String, Row> votes, String name, String value) {
        int point = name.indexOf('.');
        if (point <= 0 || point == name.length() - 1) {
            return;
        }
        String edge = name.substring(point + 1);
        switch (name.substring(0, point)) {
            case "vote" -> of(votes, edge).set("stance", value);
            case "confidence" -> of(votes, edge).set("confidence", number(value));
            case "weight" -> of(votes, edge).set("weight", number(value));
            case "reason" -> of(votes, edge).set("reason", value);
            default -> {}
        }
    }

    private Row of(SortedMap<String, Row> votes, String edge) {
        return votes.computeIfAbsent(
                edge,
                name -> new Row(Schema.VOTES)
                        .set("seq", pen.seq())
                        .set("edge", name)
                        .set("run", pen.run()));
    }

    /** A number, if it is one; NaN and words are not. */
    private static @Nullable BigDecimal number(String value) {
        try {
            BigDecimal number = new BigDecimal(value);
            return Math.abs((long) number.scale()) > 400 ? null : number;
        } catch (NumberFormatException noNumber) {
            return null;
        }
    }
}
