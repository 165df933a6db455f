package io.fairlead.core.audit;

import io.fairlead.api.Quantity;
import io.fairlead.api.order.Fill;
import io.fairlead.api.order.Lifecycle;
import io.fairlead.core.audit.Pen.Effect;
import io.fairlead.core.audit.Pen.Source;
import io.fairlead.core.journal.JournalRecord;
import io.fairlead.core.order.OrderTransitions.News;
import io.fairlead.spi.OrderFacet;
import io.fairlead.spi.OrderKey;
import io.fairlead.spi.OrderReport;
import io.fairlead.spi.VenueOrder;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What a reading of the venue tells, and orders made elsewhere: as the session's reconciliation takes it, as far as the record says.
 * What the session concludes from an absence depends on what its broker declares; it is read from what strategies are told. One thread.
 */
final class VenueReadings {
    private final Pen pen;
    private final OrderBook book;
    private final OrderFold fold;
    private long met;
    private boolean accountRead;
    private @Nullable Long openedNanos;
    private @Nullable Long askedNanos;

    VenueReadings(Pen pen, OrderBook book, OrderFold fold) {
        this.pen = pen;
        this.book = book;
        this.fold = fold;
    }

    /** Goes on where it ended before. */
    void resume(Row mark) {
        met = mark.whole("externals");
        accountRead = mark.flag("account_read");
        openedNanos = mark.number("opened_nanos");
        askedNanos = mark.number("asked_nanos");
    }

    /** Where it stands, into the mark. */
    void mark(Row mark) {
        mark.set("externals", met)
                .set("account_read", accountRead)
                .setNumber("opened_nanos", openedNanos)
                .setNumber("asked_nanos", askedNanos);
    }

    /** A simulated account begins with what the run says. */
    void accountGiven() {
        accountRead = true;
    }

    /** Whether an event was concluded from the last reading. */
    boolean isOfLastReading(long eventNanos) {
        return Objects.equals(askedNanos, eventNanos);
    }

    /** An order that no intent is known of. It works, as far as is known. */
    OrderLine external(OrderKey key) {
        met++;
        OrderRef ref = new OrderRef(pen.run(), -met);
        OrderLine line = OrderLine.begun(OrderLine.fresh(ref, OrderLine.EXTERNAL, Lifecycle.NEW));
        book.add(line);
        key.clientOrderId().ifPresent(id -> {
            line.row().set("client_order_id", id.value());
            fold.alias(OrderBook.CLIENT, id.value(), line);
        });
        key.venueOrderId().ifPresent(id -> fold.name(line, id.value()));
        pen.event(line, Source.REPORT, "Met", Effect.CHANGED, "no intent of ours has " + key);
        return line;
    }

    /** Whose order it is, then its executions, then where it stands: each looks at what the one before has made of the orders. */
    void read(JournalRecord.VenueRead read) {
        askedNanos = read.askedNanos();
        List<VenueOrder> all = new ArrayList<>(read.openOrders());
        all.addAll(read.lookedUp());
        if (!accountRead) {
            accountRead = true;
            read.account().ifPresent(account -> opened(account.timeNanos()));
        }
        adoptNameless(all);
        for (OrderFacet.Execution execution : read.executions()) {
            executed(execution);
        }
        for (VenueOrder order : all) {
            seen(order, read.askedNanos());
        }
        for (OrderKey key : read.notFound()) {
            OrderLine line = book.find(key);
            if (line != null) {
                pen.event(line, Source.VENUE_READ, "NotFound", Effect.STALE, "the venue does not know " + key);
            }
        }
    }

    /** What the account held at a moment is known: executions of others up to then are part of it. */
    private void opened(long atNanos) {
        openedNanos = atNanos;
        for (OrderLine line : book.externals()) {
            fold.fills().partOfTheBeginning(line, atNanos);
        }
    }

    /** News of an order made elsewhere. */
    void reported(OrderLine line, OrderReport report) {
        Long opened = openedNanos;
        if (report instanceof OrderReport.Filled filled
                && opened != null
                && isMetByReportsOnly(line)
                && filled.fill().timeNanos() <= opened) {
            fold.fills().seen(line, filled.fill());
        } else {
            fold.apply(line, report);
        }
        if (report instanceof OrderReport.Filled filled && !line.row().has("instrument")) {
            line.row()
                    .set("instrument", filled.fill().instrument().toString())
                    .set("side", filled.fill().side());
            pen.touch(line);
        }
    }

    // ---- orders without an id of ours at the venue

    /** An unknown order is adopted if exactly one order there can be it, and it can be nobody else's. */
    private void adoptNameless(List<VenueOrder> all) {
        List<VenueOrder> nameless = all.stream()
                .filter(at -> at.key().clientOrderId().isEmpty() && !isKnown(at.key()))
                .toList();
        if (nameless.isEmpty()) {
            return;
        }
        List<OrderLine> unknown = book.open().stream()
                .filter(line -> line.isUnknown() && !line.isHeld())
                .toList();
        for (OrderLine line : unknown) {
            List<VenueOrder> fitting = nameless.stream()
                    .filter(at -> agrees(line, at) && !isKnown(at.key()))
                    .toList();
            boolean alone = fitting.size() == 1
                    && unknown.stream()
                                    .filter(other -> agrees(other, fitting.get(0)))
                                    .count()
                            == 1;
            if (alone) {
                adopt(line, fitting.get(0).key());
            }
        }
    }

    private boolean isKnown(OrderKey key) {
        OrderLine line = book.find(key);
        return line != null && !isMetByReportsOnly(line);
    }

    /** A stranger that the venue has not shown: only fills, or other news, were told of it. */
    private static boolean isMetByReportsOnly(OrderLine line) {
        return line.isExternal() && !line.row().has("type");
    }

    /** The venue's order is ours: what it filled before is ours too. */
    private void adopt(OrderLine line, OrderKey key) {
        String venueId = key.venueOrderId().map(Object::toString).orElse(null);
        if (venueId == null) {
            return;
        }
        OrderLine stranger = book.named(OrderBook.VENUE, venueId);
        fold.name(line, venueId);
        if (stranger != null && stranger != line && isMetByReportsOnly(stranger)) {
            fold.alias(OrderBook.VENUE, venueId, line);
            fold.fills().adopt(stranger, line);
            stranger.moveTo(Lifecycle.CANCELLED);
            pen.event(
                    stranger,
                    Source.VENUE_READ,
                    "Adopted",
                    Effect.CHANGED,
                    "it is order " + line.ref().id());
        }
    }

    /** Whether the venue's order is ours as last sent. */
    private static boolean agrees(OrderLine line, VenueOrder at) {
        Row row = line.row();
        boolean same = at.instrument().toString().equals(row.text("instrument"))
                && at.side().name().equals(row.text("side"))
                && at.timeInForce().name().equals(row.text("time_in_force"))
                && sizeAgrees(line, at);
        return same && (line.isEmulatedLeg() || pricesAgree(row, at));
    }

    private static boolean sizeAgrees(OrderLine line, VenueOrder at) {
        BigDecimal total = line.row().decimal("quantity");
        if (total == null || at.quantity().isEmpty()) {
            return total == null;
        }
        BigDecimal sent = total.subtract(line.row().amount("filled_before"));
        BigDecimal shown = at.quantity().get().value();
        return shown.compareTo(sent) == 0 || shown.compareTo(sent.subtract(line.filled())) == 0;
    }

    /** A triggered order may be shown as what it turned into. */
    private static boolean pricesAgree(Row row, VenueOrder at) {
        boolean triggered =
                at.lifecycle() == Lifecycle.TRIGGERED || at.lifecycle().isEnd();
        boolean sameType = at.type().name().equals(row.text("type")) || (triggered && row.has("trigger_price"));
        boolean sameTrigger =
                same(row.decimal("trigger_price"), at.triggerPrice().map(price -> price.value()))
                        || (triggered && at.triggerPrice().isEmpty())
                        || row.has("trail");
        return sameType
                && sameTrigger
                && same(row.decimal("limit_price"), at.limitPrice().map(price -> price.value()));
    }

    private static boolean same(@Nullable BigDecimal ours, Optional<BigDecimal> theirs) {
        return ours == null ? theirs.isEmpty() : theirs.isPresent() && ours.compareTo(theirs.get()) == 0;
    }

    // ---- executions and states

    private void executed(OrderFacet.Execution execution) {
        OrderLine known = fold.find(execution.key());
        OrderLine line = known != null ? known : external(execution.key());
        Fill fill = execution.fill();
        if (!line.hasFill(fill.executionId()) && line.fill(fill.executionId(), OrderLine.SEEN) == null) {
            OrderReport report = new OrderReport.Filled(execution.key(), fill.timeNanos(), fill);
            if (line.isExternal()) {
                reported(line, report);
            } else {
                fold.apply(line, report);
            }
        }
    }

    private void seen(VenueOrder at, long askedAt) {
        OrderLine known = book.find(at.key());
        OrderLine line = known != null ? known : external(at.key());
        if (isMetByReportsOnly(line)) {
            describe(line, at);
        }
        if (line.isClosed()) {
            return;
        }
        boolean unsure = line.isUnknown() || line.lifecycle() == Lifecycle.PENDING_NEW;
        if (line.isHeld() || (!line.isExternal() && unsure && !agrees(line, at))) {
            pen.event(line, Source.VENUE_READ, "Disagrees", Effect.STALE, "the venue shows " + at);
            return;
        }
        adopt(line, at.key());
        OrderKey key = fold.key(line);
        Optional<Quantity> filled = Optional.of(at.filledQuantity());
        switch (at.lifecycle()) {
            case PENDING_NEW, NEW -> fold.moved(line, Source.VENUE_READ, News.WORKING, askedAt, "");
            case SUSPENDED -> state(line, new OrderReport.Suspended(key, askedAt, ""));
            case TRIGGERED -> state(line, new OrderReport.Triggered(key, askedAt));
            case CANCELLED -> state(line, new OrderReport.Cancelled(key, askedAt, "", filled));
            case EXPIRED -> state(line, new OrderReport.Expired(key, askedAt, filled));
            case REJECTED, DENIED ->
                state(line, new OrderReport.Rejected(key, askedAt, "the venue shows it as refused"));
            case FILLED -> {
                fold.moved(line, Source.VENUE_READ, News.WORKING, askedAt, "");
                if (line.hasFilledOfSent(at.filledQuantity().value())) {
                    state(line, new OrderReport.Completed(key, askedAt));
                }
            }
        }
    }

    private void state(OrderLine line, OrderReport report) {
        fold.applyState(line, Source.VENUE_READ, report);
    }

    /** What a stranger is, and what of it had filled before anybody told us. */
    private void describe(OrderLine line, VenueOrder at) {
        BigDecimal elsewhere = at.filledQuantity().value().subtract(line.filled());
        line.row()
                .set("instrument", at.instrument().toString())
                .set("side", at.side())
                .set("type", at.type())
                .setDecimal("quantity", at.quantity())
                .setDecimal("limit_price", at.limitPrice())
                .setDecimal("trigger_price", at.triggerPrice())
                .set("time_in_force", at.timeInForce())
                .set("filled_elsewhere", elsewhere.max(BigDecimal.ZERO));
        pen.touch(line);
    }
}
