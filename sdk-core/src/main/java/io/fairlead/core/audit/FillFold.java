package io.fairlead.core.audit;

import static io.fairlead.core.audit.OrderLine.ADOPTED;
import static io.fairlead.core.audit.OrderLine.BOOKED;
import static io.fairlead.core.audit.OrderLine.CORRECTED;
import static io.fairlead.core.audit.OrderLine.PRICE_ONLY;
import static io.fairlead.core.audit.OrderLine.REVERSED;
import static io.fairlead.core.audit.OrderLine.SEEN;
import static io.fairlead.core.audit.OrderLine.UNPRICED;

import io.fairlead.api.Money;
import io.fairlead.api.order.Fill;
import io.fairlead.core.audit.Pen.Effect;
import io.fairlead.core.audit.Pen.Source;
import io.fairlead.core.order.OrderTransitions;
import io.fairlead.core.order.OrderTransitions.Cell;
import io.fairlead.core.order.OrderTransitions.News;
import io.fairlead.core.order.OrderTransitions.Verdict;
import io.fairlead.spi.OrderReport;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What executions, prices, corrections and busts do to an order: what the desk does with them. One thread. */
final class FillFold {
    private final Pen pen;

    FillFold(Pen pen) {
        this.pen = pen;
    }

    /** An execution; one that is booked already, or was taken back, changes nothing. */
    void filled(OrderLine line, Source source, long atNanos, Fill fill) {
        if (line.hasFill(fill.executionId()) || line.fill(fill.executionId(), SEEN) != null) {
            pen.event(line, source, "Filled", atNanos, Effect.STALE, words(fill));
            return;
        }
        Row awaiting = line.fill(fill.executionId(), UNPRICED);
        Row row = awaiting != null ? awaiting : line.newFill(fill.executionId(), BOOKED);
        describe(row, fill);
        row.set("price", fill.price().value()).set("state", BOOKED);
        addFees(row, fill.fees());
        book(line, row, source, "Filled", atNanos, words(fill));
    }

    void unpriced(OrderLine line, OrderReport.FilledUnpriced report) {
        Fill fill = report.fill();
        String id = fill.executionId();
        Row early = line.fill(id, PRICE_ONLY);
        if (line.hasFill(id) || line.fill(id, UNPRICED) != null) {
            pen.event(line, Source.REPORT, "FilledUnpriced", report.timeNanos(), Effect.STALE, words(fill));
            return;
        }
        if (early != null) {
            describe(early, fill);
            early.set("state", BOOKED);
            book(line, early, Source.REPORT, "Filled", report.timeNanos(), id + " priced before");
            return;
        }
        Row row = line.newFill(id, UNPRICED);
        describe(row, fill);
        row.set("price", fill.price().value()); // its fees come with its price, all of them
        place(row);
        pen.event(line, Source.REPORT, "FilledUnpriced", report.timeNanos(), Effect.CHANGED, words(fill));
    }

    void priced(OrderLine line, OrderReport.Priced report) {
        String id = report.executionId();
        String words = id + " at " + report.price();
        Row awaiting = line.fill(id, UNPRICED);
        if (line.hasFill(id)) {
            pen.event(line, Source.REPORT, "Priced", report.timeNanos(), Effect.STALE, words);
        } else if (awaiting != null) {
            awaiting.set("price", report.price().value()).set("state", BOOKED);
            addFees(awaiting, report.fees());
            book(line, awaiting, Source.REPORT, "Priced", report.timeNanos(), words);
        } else {
            Row known = line.fill(id, PRICE_ONLY);
            Row early = known != null ? known : line.newFill(id, PRICE_ONLY);
            early.set("price", report.price().value());
            place(early);
            addFees(early, report.fees());
            pen.event(line, Source.REPORT, "Priced", report.timeNanos(), Effect.CHANGED, words + " before its fill");
        }
    }

    void corrected(OrderLine line, OrderReport.Corrected report) {
        Fill instead = report.corrected();
        boolean sameId = instead.executionId().equals(report.executionId());
        reverse(line, report.timeNanos(), report.executionId(), sameId ? CORRECTED : REVERSED, instead.executionId());
        filled(line, Source.REPORT, report.timeNanos(), instead);
    }

    void busted(OrderLine line, OrderReport.Busted report) {
        reverse(line, report.timeNanos(), report.executionId(), REVERSED, null);
    }

    /** Takes a booking back. One that nobody has told of yet is kept out for good, unless its correction has the same id. */
    private void reverse(OrderLine line, long atNanos, String executionId, String into, @Nullable String replacedBy) {
        if (line.isBuried(executionId)) {
            pen.event(line, Source.REPORT, "FillReversed", atNanos, Effect.STALE, executionId);
            return;
        }
        Row booked = line.fill(executionId, BOOKED);
        Row awaiting = line.fill(executionId, UNPRICED);
        if (booked != null) {
            line.count(booked, -1);
            end(booked, into, replacedBy);
            pen.event(line, Source.REPORT, "FillReversed", atNanos, Effect.CHANGED, executionId);
        } else if (awaiting != null) {
            end(awaiting, into, replacedBy);
            pen.event(line, Source.REPORT, "FillReversed", atNanos, Effect.CHANGED, executionId + " had no price");
        } else {
            if (into.equals(REVERSED)) {
                end(line.newFill(executionId, REVERSED), into, replacedBy);
            }
            pen.event(line, Source.REPORT, "FillReversed", atNanos, Effect.ILLEGAL, executionId + " is not booked");
        }
    }

    /** An execution that is part of what the account began with. */
    void seen(OrderLine line, Fill fill) {
        if (line.hasFill(fill.executionId()) || line.fill(fill.executionId(), SEEN) != null) {
            pen.event(line, Source.REPORT, "Seen", fill.timeNanos(), Effect.STALE, words(fill));
            return;
        }
        Row row = line.newFill(fill.executionId(), SEEN);
        describe(row, fill);
        row.set("price", fill.price().value());
        addFees(row, fill.fees());
        pen.event(line, Source.REPORT, "Seen", fill.timeNanos(), Effect.STALE, words(fill));
    }

    /** What was booked of an order made elsewhere up to a moment turns out to be part of what the account began with. */
    void partOfTheBeginning(OrderLine line, long atNanos) {
        for (Row fill : line.fills()) {
            if (fill.words("state").equals(BOOKED) && fill.whole("fill_nanos") <= atNanos) {
                line.count(fill, -1);
                fill.set("state", SEEN);
                place(fill);
                pen.event(line, Source.VENUE_READ, "Seen", Effect.CHANGED, fill.words("execution_id"));
            }
        }
    }

    /** What was told of an order made elsewhere belongs to one of ours. */
    void adopt(OrderLine from, OrderLine into) {
        for (Row fill : List.copyOf(from.fills())) {
            String id = fill.words("execution_id");
            boolean booked = fill.words("state").equals(BOOKED);
            if (booked || fill.words("state").equals(SEEN)) {
                if (booked) {
                    from.count(fill, -1);
                }
                end(fill, ADOPTED, null);
                if (!into.hasFill(id)) {
                    Row own = copy(fill, into.newFill(id, BOOKED));
                    book(
                            into,
                            own,
                            Source.VENUE_READ,
                            "Filled",
                            fill.whole("fill_nanos"),
                            id + " was booked to nobody");
                }
            }
        }
    }

    private static Row copy(Row from, Row into) {
        return into.set("instrument", from.text("instrument"))
                .set("side", from.text("side"))
                .set("quantity", from.decimal("quantity"))
                .set("price", from.decimal("price"))
                .set("liquidity", from.text("liquidity"))
                .setTime("fill", from.number("fill_nanos"));
    }

    private void end(Row fill, String state, @Nullable String replacedBy) {
        fill.set("state", state).set("reversed_seq", pen.seq()).set("replaced_by", replacedBy);
        place(fill);
    }

    private void book(OrderLine line, Row fill, Source source, String event, long atNanos, String words) {
        fill.set("booked_seq", pen.seq());
        place(fill);
        line.count(fill, 1);
        Cell cell = OrderTransitions.of(line.lifecycle(), line.isComplete() ? News.LAST_FILL : News.PARTIAL_FILL);
        if (cell.verdict() == Verdict.MOVE && !line.isHeld()) {
            line.moveTo(cell.next());
        }
        // a fill is a fact: it is booked even where the table calls it impossible
        Effect effect = cell.verdict() == Verdict.ILLEGAL ? Effect.ILLEGAL : Effect.CHANGED;
        pen.event(line, source, event, atNanos, effect, words);
    }

    private static void describe(Row row, Fill fill) {
        row.set("instrument", fill.instrument().toString())
                .set("side", fill.side())
                .set("quantity", fill.quantity().value())
                .set("liquidity", fill.liquidity())
                .setTime("fill", fill.timeNanos());
    }

    private void place(Row fill) {
        if (!fill.has("seq")) {
            fill.set("seq", pen.seq()).setTime("time", pen.timeNanos());
        }
        pen.add(fill);
    }

    private void addFees(Row fill, List<Money> fees) {
        place(fill);
        for (int i = 0; i < fees.size(); i++) {
            pen.add(new Row(Schema.FEES)
                    .set("run", fill.whole("run"))
                    .set("order_id", fill.whole("order_id"))
                    .set("execution_id", fill.words("execution_id"))
                    .set("revision", fill.whole("revision"))
                    .set("n", i + 1)
                    .set("seq", pen.seq())
                    .set("currency", fees.get(i).currency().toString())
                    .set("amount", fees.get(i).value()));
        }
    }

    private static String words(Fill fill) {
        return fill.executionId() + " " + fill.side() + " " + fill.quantity() + " at " + fill.price();
    }
}
