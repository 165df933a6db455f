package io.fairlead.core.audit;

import io.fairlead.api.Quantity;
import io.fairlead.api.order.ClientOrderId;
import io.fairlead.api.order.Lifecycle;
import io.fairlead.api.order.PendingAction;
import io.fairlead.api.order.VenueOrderId;
import io.fairlead.core.audit.Pen.Effect;
import io.fairlead.core.audit.Pen.Source;
import io.fairlead.core.order.OrderTransitions;
import io.fairlead.core.order.OrderTransitions.Cell;
import io.fairlead.core.order.OrderTransitions.News;
import io.fairlead.core.order.OrderTransitions.Verdict;
import io.fairlead.spi.OrderKey;
import io.fairlead.spi.OrderReport;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What news does to an order's row: by the desk's own transition table, in the desk's own way. Fills are {@link FillFold}'s. One
 * thread.
 */
final class OrderFold {
    private final Pen pen;
    private final OrderBook book;
    private final FillFold fills;

    OrderFold(Pen pen, OrderBook book) {
        this.pen = pen;
        this.book = book;
        this.fills = new FillFold(pen);
    }

    FillFold fills() {
        return fills;
    }

    // ---- what the venue reports

    void apply(OrderLine line, OrderReport report) {
        long at = report.timeNanos();
        if (report instanceof OrderReport.Filled filled) {
            fills.filled(line, Source.REPORT, at, filled.fill());
        } else if (report instanceof OrderReport.FilledUnpriced unpriced) {
            fills.unpriced(line, unpriced);
        } else if (report instanceof OrderReport.Priced priced) {
            fills.priced(line, priced);
        } else if (report instanceof OrderReport.Corrected corrected) {
            fills.corrected(line, corrected);
        } else if (report instanceof OrderReport.Busted busted) {
            fills.busted(line, busted);
        } else if (isOfFormer(line, report.key())) {
            pen.event(line, Source.REPORT, report.getClass().getSimpleName(), at, Effect.STALE, "of " + report.key());
        } else {
            applyState(line, Source.REPORT, report);
        }
        endIfAwaited(line);
    }

    /** Whether a report is about a venue order that this order is no more: replaced, or called back and sent anew. */
    private static boolean isOfFormer(OrderLine line, OrderKey key) {
        String pending = line.row().text("pending_client_order_id");
        if (key.clientOrderId().isPresent()) {
            String id = key.clientOrderId().get().value();
            return !id.equals(line.row().text("client_order_id")) && !id.equals(pending);
        }
        String venueId =
                key.venueOrderId().map(Object::toString).map(PlainText::of).orElse(null);
        return pending == null && !Objects.equals(venueId, line.row().text("venue_order_id"));
    }

    /** Where it stands, by somebody's word. */
    void applyState(OrderLine line, Source source, OrderReport report) {
        long at = report.timeNanos();
        if (report instanceof OrderReport.Replaced replaced) {
            replaced(line, source, at, replaced.now());
        } else if (report instanceof OrderReport.ReplaceRejected rejected) {
            replaceRefused(line, source, at, rejected.reason());
        } else if (report instanceof OrderReport.CancelRejected rejected) {
            cancelRefused(line, source, at, rejected.reason());
        } else if (report instanceof OrderReport.Completed) {
            completed(line, source, at);
        } else {
            applyMove(line, source, report);
        }
    }

    private void applyMove(OrderLine line, Source source, OrderReport report) {
        long at = report.timeNanos();
        if (report instanceof OrderReport.Working) {
            moved(line, source, News.WORKING, at, "");
        } else if (report instanceof OrderReport.Suspended suspended) {
            moved(line, source, News.SUSPENDED, at, suspended.reason());
        } else if (report instanceof OrderReport.Triggered) {
            moved(line, source, News.TRIGGERED, at, "");
        } else if (report instanceof OrderReport.Rejected rejected) {
            moved(line, source, News.REJECTED, at, rejected.reason());
        } else if (report instanceof OrderReport.Cancelled cancelled) {
            ended(line, source, News.CANCELLED, at, cancelled.reason(), cancelled.filledQuantity());
        } else if (report instanceof OrderReport.Expired expired) {
            ended(line, source, News.EXPIRED, at, "", expired.filledQuantity());
        } else {
            throw new IllegalStateException("a report that no table knows: " + report);
        }
    }

    /** An end with a number of fills waits for those that were not told yet. */
    private void ended(
            OrderLine line, Source source, News news, long at, String reason, Optional<Quantity> filledQuantity) {
        if (!line.isClosed()
                && filledQuantity.isPresent()
                && !line.hasFilledOfSent(filledQuantity.get().value())) {
            line.awaitEnd(Lifecycle.valueOf(news.name()), filledQuantity.get().value(), at, reason);
            pen.event(line, source, nameOf(news), at, Effect.STALE, "awaits fills up to " + filledQuantity.get());
            return;
        }
        moved(line, source, news, at, reason);
    }

    private void endIfAwaited(OrderLine line) {
        String end = line.row().text("awaited_end");
        if (end != null && line.hasFilledOfSent(line.row().amount("awaited_filled"))) {
            long at = line.row().whole("awaited_nanos");
            String reason = line.row().words("awaited_reason");
            line.awaitNoEnd();
            moved(line, Source.REPORT, News.valueOf(end), at, reason);
        }
    }

    /** Asks the table, and moves. */
    void moved(OrderLine line, Source source, News news, long atNanos, String reason) {
        String event = nameOf(news);
        if (line.isHeld() && !line.isClosed()) {
            movedHere(line, source, news, atNanos, reason);
            return;
        }
        if (line.isRecalled() && news == News.CANCELLED) {
            line.hold();
            pen.event(line, source, "Suspended", atNanos, Effect.CHANGED, "called back: it waits here");
            return;
        }
        Cell cell = OrderTransitions.of(line.lifecycle(), news);
        if (cell.verdict() != Verdict.MOVE) {
            Effect effect = cell.verdict() == Verdict.STALE ? Effect.STALE : Effect.ILLEGAL;
            pen.event(line, source, event, atNanos, effect, reason);
            return;
        }
        line.moveTo(cell.next());
        if (!reason.isEmpty()) {
            line.row().set("venue_text", reason);
        }
        pen.event(line, source, event, atNanos, Effect.CHANGED, reason);
    }

    /** News of a leg that waits here: an end at the venue is an old one, unless its whole group was refused. */
    private void movedHere(OrderLine line, Source source, News news, long atNanos, String reason) {
        boolean end = news == News.CANCELLED || news == News.REJECTED || news == News.EXPIRED;
        boolean withEntry = news == News.REJECTED && parentIsClosed(line);
        if (withEntry) {
            line.endHere(reason);
        }
        Effect effect = withEntry ? Effect.CHANGED : end ? Effect.STALE : Effect.ILLEGAL;
        pen.event(line, source, withEntry ? "Cancelled" : nameOf(news), atNanos, effect, reason);
    }

    private boolean parentIsClosed(OrderLine leg) {
        Long parent = leg.row().number("parent_order_id");
        return parent != null && book.order(parent).map(OrderLine::isClosed).orElse(false);
    }

    private static String nameOf(News news) {
        return switch (news) {
            case WORKING -> "Accepted";
            case SUSPENDED -> "Suspended";
            case TRIGGERED -> "Triggered";
            case REJECTED -> "Rejected";
            case CANCELLED -> "Cancelled";
            case EXPIRED -> "Expired";
            case DENIED -> "Denied";
            case PARTIAL_FILL, LAST_FILL -> "Filled";
        };
    }

    /** The venue says that nothing is left to fill: the fills themselves are told one by one. */
    void completed(OrderLine line, Source source, long atNanos) {
        Cell cell = OrderTransitions.of(line.lifecycle(), News.LAST_FILL);
        boolean moves = cell.verdict() == Verdict.MOVE;
        if (moves) {
            line.moveTo(cell.next());
        }
        pen.event(line, source, "Completed", atNanos, moves ? Effect.CHANGED : Effect.STALE, "");
    }

    /** A change was made. */
    void replaced(OrderLine line, Source source, long at, OrderKey now) {
        String next = line.row().text("pending_client_order_id");
        if (next == null) {
            Long before = line.row().number("replaced_nanos");
            boolean old = line.isClosed() || (before != null && at <= before);
            pen.event(line, source, "Replaced", at, old ? Effect.STALE : Effect.ILLEGAL, "nobody asked for it");
            return;
        }
        String id = now.clientOrderId()
                .map(Object::toString)
                .orElseGet(() -> line.row().words("client_order_id"));
        line.changed(id, at);
        alias(OrderBook.CLIENT, id, line);
        alias(OrderBook.CLIENT, next, line);
        now.venueOrderId().ifPresent(venueId -> rename(line, venueId.value()));
        endIfComplete(line);
        pen.event(line, source, "Replaced", at, Effect.CHANGED, "now " + now);
    }

    /** A change, or its refusal, may show that an order has filled in full already. */
    private static void endIfComplete(OrderLine line) {
        Cell cell = OrderTransitions.of(line.lifecycle(), News.LAST_FILL);
        if (line.isComplete() && cell.verdict() == Verdict.MOVE) {
            line.moveTo(cell.next());
        }
    }

    /** A change was not made. */
    void replaceRefused(OrderLine line, Source source, long atNanos, String reason) {
        boolean waits = line.hasPendingChange();
        if (waits) {
            line.changeRefused();
            endIfComplete(line);
        }
        pen.event(line, source, "ReplaceRefused", atNanos, waits ? Effect.CHANGED : Effect.STALE, reason);
    }

    /** A cancel was not made. */
    void cancelRefused(OrderLine line, Source source, long atNanos, String reason) {
        boolean waits = line.pending() == PendingAction.CANCEL;
        if (waits) {
            line.cancelRefused();
        }
        pen.event(line, source, "CancelRefused", atNanos, waits ? Effect.CHANGED : Effect.STALE, reason);
    }

    // ---- ids

    /** How the venue knows it. */
    OrderKey key(OrderLine line) {
        Optional<VenueOrderId> venueId =
                Optional.ofNullable(line.row().text("venue_order_id")).map(VenueOrderId::new);
        Optional<ClientOrderId> clientId =
                Optional.ofNullable(line.row().text("client_order_id")).map(ClientOrderId::new);
        if (clientId.isEmpty()) {
            return OrderKey.of(venueId.orElseThrow());
        }
        return venueId.isPresent() ? OrderKey.of(clientId.get(), venueId.get()) : OrderKey.of(clientId.get());
    }

    /** The order that a key names, which takes the venue's id from it if it has none. */
    @Nullable
    OrderLine find(OrderKey key) {
        OrderLine line = book.find(key);
        if (line != null && key.venueOrderId().isPresent()) {
            name(line, key.venueOrderId().get().value());
        }
        return line;
    }

    /** Whether the venue's name of an order is known. */
    boolean isNamed(OrderLine line) {
        return line.row().text("venue_order_id") != null;
    }

    /** Whether a venue's name is that of another order. */
    boolean isAnother(OrderLine line, String venueId) {
        OrderLine known = book.named(OrderBook.VENUE, venueId);
        return known != null && known != line;
    }

    void name(OrderLine line, String venueId) {
        String known = line.row().text("venue_order_id");
        if (known == null) {
            rename(line, venueId);
        } else if (!known.equals(PlainText.of(venueId)) && book.named(OrderBook.VENUE, venueId) == null) {
            alias(OrderBook.VENUE, venueId, line);
        }
    }

    private void rename(OrderLine line, String venueId) {
        line.row().set("venue_order_id", venueId);
        pen.touch(line);
        alias(OrderBook.VENUE, venueId, line);
    }

    /** From now on the order is known by this id too. */
    void alias(String kind, String id, OrderLine line) {
        if (book.name(kind, id, line)) {
            OrderRef ref = line.ref();
            pen.add(new Row(Schema.ORDER_IDS)
                    .set("kind", kind)
                    .set("id", id)
                    .set("run", ref.run())
                    .set("order_id", ref.id())
                    .set("seq", pen.seq()));
        }
    }
}
