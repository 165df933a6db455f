package io.fairlead.core.order;

import io.fairlead.api.Quantity;
import io.fairlead.api.order.ClientOrderId;
import io.fairlead.api.order.Denial;
import io.fairlead.api.order.Lifecycle;
import io.fairlead.api.order.OrderChange;
import io.fairlead.api.order.OrderEvent;
import io.fairlead.api.order.PendingAction;
import io.fairlead.api.order.VenueOrderId;
import io.fairlead.core.order.OrderTransitions.Cell;
import io.fairlead.core.order.OrderTransitions.News;
import io.fairlead.core.order.OrderTransitions.Verdict;
import io.fairlead.spi.ActionResult;
import io.fairlead.spi.OrderKey;
import io.fairlead.spi.OrderReport;
import io.fairlead.spi.SubmitResult;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** Takes in what venue and adapters say: finds the order, asks the table, and tells the owner. On the session's thread. */
final class OrderReports {
    private static final long RETRY_NANOS = TimeUnit.SECONDS.toNanos(1);

    private final OrderRoom room;
    private final FillBooking fills;
    private final UnknownWatch unknowns;

    OrderReports(OrderRoom room, UnknownWatch unknowns) {
        this.room = room;
        this.fills = room.fills;
        this.unknowns = unknowns;
    }

    void apply(OrderReport report) {
        ManagedOrder order = named(report.key());
        if (order == null) {
            fills.applyForeign(report);
            return;
        }
        long at = report.timeNanos();
        if (report instanceof OrderReport.Filled filled) {
            fills.fill(order, at, filled.fill());
            endIfAwaited(order);
        } else if (report instanceof OrderReport.FilledUnpriced
                || report instanceof OrderReport.Priced
                || report instanceof OrderReport.Corrected
                || report instanceof OrderReport.Busted) {
            fills.applyChange(order, report);
            endIfAwaited(order);
        } else if (!isOfFormer(order, report.key())) {
            applyState(order, at, report);
        }
    }

    /** The order that a key names; what the venue calls it is taken in. Null if it is none of ours. */
    private @Nullable ManagedOrder named(OrderKey key) {
        ManagedOrder order = room.registry.peek(key);
        if (order != null) {
            name(order, key);
        }
        return order;
    }

    /** The venue calls an order so: what it has filled under that name is its own. */
    void name(ManagedOrder order, OrderKey key) {
        if (room.registry.name(order, key) && key.venueOrderId().isPresent()) {
            fills.adopt(order, key.venueOrderId().get());
        }
    }

    /** Whether a report is about a venue order that this order is no more: replaced, or called back and sent anew. */
    private static boolean isOfFormer(ManagedOrder order, OrderKey key) {
        Optional<ClientOrderId> ours = key.clientOrderId();
        if (ours.isPresent()) {
            ClientOrderId id = ours.get();
            return !id.equals(order.clientOrderId()) && !id.equals(order.pendingClientOrderId());
        }
        Optional<VenueOrderId> now = order.venueOrderId();
        return !key.venueOrderId().equals(now) && order.pendingClientOrderId() == null;
    }

    private void applyState(ManagedOrder order, long at, OrderReport report) {
        if (report instanceof OrderReport.Working) {
            moved(order, News.WORKING, at, "");
        } else if (report instanceof OrderReport.Cancelled cancelled) {
            ended(order, News.CANCELLED, at, cancelled.reason(), cancelled.filledQuantity());
        } else if (report instanceof OrderReport.Suspended suspended) {
            moved(order, News.SUSPENDED, at, suspended.reason());
        } else if (report instanceof OrderReport.Triggered) {
            moved(order, News.TRIGGERED, at, "");
        } else if (report instanceof OrderReport.Completed) {
            completed(order);
        } else if (report instanceof OrderReport.Expired expired) {
            ended(order, News.EXPIRED, at, "", expired.filledQuantity());
        } else if (report instanceof OrderReport.Rejected rejected) {
            moved(order, News.REJECTED, at, rejected.reason());
        } else if (report instanceof OrderReport.Replaced replaced) {
            replaced(order, replaced.timeNanos(), replaced.now());
        } else if (report instanceof OrderReport.ReplaceRejected rejected) {
            replaceRefused(order, at, rejected.reason());
        } else if (report instanceof OrderReport.CancelRejected rejected) {
            cancelRefused(order, at, rejected.reason());
        }
    }

    // ---- where an order stands

    /** An end with a number of fills waits for those that were not told yet: what is sent in its place must not be too much. */
    private void ended(ManagedOrder order, News news, long at, String reason, Optional<Quantity> filledQuantity) {
        if (!order.isClosed() && filledQuantity.isPresent() && !order.hasFilledOfSent(filledQuantity.get())) {
            order.awaitEnd(new ManagedOrder.AwaitedEnd(news, filledQuantity.get(), at, reason));
            unknowns.noticed();
            return;
        }
        moved(order, news, at, reason);
    }

    private void endIfAwaited(ManagedOrder order) {
        ManagedOrder.AwaitedEnd end = order.awaitedEnd();
        if (end != null && order.hasFilledOfSent(end.filledOfSent())) {
            order.awaitEnd(null);
            moved(order, end.news(), end.timeNanos(), end.reason());
        }
    }

    private void moved(ManagedOrder order, News news, long at, String reason) {
        if (order.isHeld() && !order.isClosed() && !isThereAfterAll(order, news)) {
            return;
        }
        if (order.isRecalled() && news == News.CANCELLED) {
            order.holdAfterEnd();
            room.changed(order);
            room.tell(order, new OrderEvent.Suspended(order, at, "called back: it waits here"));
            return;
        }
        Cell cell = OrderTransitions.of(order.lifecycle(), news);
        if (cell.verdict() == Verdict.ILLEGAL) {
            room.alarm(
                    "ORDER_ILLEGAL_TRANSITION",
                    "order=" + order + " news=" + news + (reason.isEmpty() ? "" : " " + reason));
            return;
        }
        if (cell.verdict() == Verdict.STALE) {
            return;
        }
        order.moveTo(cell.next());
        if (!reason.isEmpty()) {
            order.text(reason);
        }
        room.changed(order);
        room.tell(order, eventOf(order, news, at, reason));
        if (news == News.REJECTED && order.isEmulated() && order.managedParent() != null) {
            room.alarm("GROUP_LEG_REJECTED", "order=" + order + " reason=" + reason);
        }
    }

    /** Whether news of an order that waits here proves that the venue has it. */
    private boolean isThereAfterAll(ManagedOrder order, News news) {
        boolean works = news == News.WORKING || news == News.SUSPENDED || news == News.TRIGGERED;
        if (!works || order.isHeldAfterEnd()) {
            return false; // old news
        }
        room.alarm("ORDER_ILLEGAL_TRANSITION", "order=" + order + " waits here, news=" + news);
        if (order.isHeldUnsent()) {
            order.isThereAfterAll();
        }
        return !order.isHeld();
    }

    private static OrderEvent eventOf(ManagedOrder order, News news, long at, String reason) {
        return switch (news) {
            case WORKING -> new OrderEvent.Accepted(order, at);
            case SUSPENDED -> new OrderEvent.Suspended(order, at, reason);
            case TRIGGERED -> new OrderEvent.Triggered(order, at);
            case REJECTED -> new OrderEvent.Rejected(order, at, reason);
            case CANCELLED -> new OrderEvent.Cancelled(order, at, reason);
            case EXPIRED -> new OrderEvent.Expired(order, at);
            default -> throw new IllegalStateException("not a move: " + news);
        };
    }

    /** The venue says that nothing is left to fill: the fills themselves were told one by one. */
    private void completed(ManagedOrder order) {
        Cell cell = OrderTransitions.of(order.lifecycle(), News.LAST_FILL);
        if (cell.verdict() == Verdict.MOVE && !order.isHeld()) {
            fills.complete(order, cell);
            room.changed(order);
        }
    }

    // ---- changes and cancels

    void replaced(ManagedOrder order, long at, OrderKey now) {
        OrderChange change = order.pendingChange();
        ClientOrderId next = order.pendingClientOrderId();
        if (change == null || next == null) {
            if (!order.isChangeOld(at)) {
                room.alarm("ORDER_CHANGED_ELSEWHERE", "order=" + order + " now=" + now);
            }
            return;
        }
        boolean cancelling = order.pending() == PendingAction.CANCEL;
        boolean recalled = order.isRecalled();
        ClientOrderId id = now.clientOrderId().orElse(order.clientOrderId());
        order.changed(change.applyTo(order.request()), id, at);
        room.registry.alias(id, order);
        room.registry.alias(next, order);
        if (now.venueOrderId().isPresent()) {
            room.registry.replaceName(order, now.venueOrderId().get());
        }
        if (cancelling && !order.isClosed()) {
            if (recalled) {
                order.recall(room.nowNanos);
            } else {
                order.setPending(PendingAction.CANCEL, room.nowNanos);
            }
        }
        endIfComplete(order);
        room.changed(order);
        room.tell(order, new OrderEvent.Replaced(order, at));
    }

    /** A change, or its refusal, may show that an order has filled in full already. */
    private void endIfComplete(ManagedOrder order) {
        Cell cell = OrderTransitions.of(order.lifecycle(), News.LAST_FILL);
        if (order.isComplete() && cell.verdict() == Verdict.MOVE && !order.isHeld()) {
            fills.complete(order, cell);
        }
    }

    void replaceRefused(ManagedOrder order, long at, String reason) {
        if (order.pendingChange() != null) {
            order.changeRefused();
            endIfComplete(order);
            room.changed(order);
        }
        room.tell(order, new OrderEvent.ReplaceRefused(order, at, reason));
    }

    void cancelRefused(ManagedOrder order, long at, String reason) {
        if (order.pending() == PendingAction.CANCEL) {
            order.cancelRefused();
            order.retryAt(room.nowNanos + RETRY_NANOS);
            room.changed(order);
        }
        room.tell(order, new OrderEvent.CancelRefused(order, at, reason));
    }

    // ---- what adapters answer

    void apply(OrderSink.Answer answer) {
        ManagedOrder order = answer.order();
        if (answer instanceof OrderSink.Answer.Submitted submitted) {
            submitted(order, submitted.result(), room.nowNanos);
        } else if (answer instanceof OrderSink.Answer.CancelTaken taken) {
            acted(order, taken.result(), room.nowNanos, true);
        } else if (answer instanceof OrderSink.Answer.ReplaceTaken taken) {
            acted(order, taken.result(), room.nowNanos, false);
        }
    }

    private void submitted(ManagedOrder order, SubmitResult result, long at) {
        if (order.hasLeft() && !result.clientOrderId().equals(order.clientOrderId())) {
            return; // it was sent anew since
        }
        if (result instanceof SubmitResult.Accepted accepted) {
            name(order, OrderKey.of(accepted.clientOrderId(), accepted.venueOrderId()));
            accepted.legs().forEach(this::named);
            moved(order, News.WORKING, at, "");
        } else if (result instanceof SubmitResult.Rejected rejected) {
            neverThere(order, at, rejected.venueText());
        } else if (result instanceof SubmitResult.Denied denied) {
            denied(order, denied.denial(), at);
        } else if (result instanceof SubmitResult.Unknown unknown) {
            unknown(order, unknown.what(), at);
        }
    }

    /** The outcome of a submit is not known. */
    void unknown(ManagedOrder order, String what, long at) {
        if (order.submitUnknown()) {
            unknowns.noticed();
            room.alarm("ORDER_OUTCOME_UNKNOWN", "order=" + order + " what=" + what);
            room.tell(order, new OrderEvent.OutcomeUnknown(order, at, what));
        }
    }

    /** It never left. A leg of ours waits here again. */
    private void denied(ManagedOrder order, Denial denial, long at) {
        Cell cell = OrderTransitions.of(order.lifecycle(), News.DENIED);
        if (cell.verdict() != Verdict.MOVE) {
            if (cell.verdict() == Verdict.ILLEGAL) {
                room.alarm("ORDER_ILLEGAL_TRANSITION", "order=" + order + " news=DENIED " + denial);
            }
            return;
        }
        if (order.hasLeft()) {
            order.holdUnsent(room.nowNanos + RETRY_NANOS);
            room.changed(order);
            room.alarm("GROUP_LEG_NOT_SENT", "order=" + order + " denial=" + denial);
            return;
        }
        order.deny(denial);
        room.changed(order);
        for (ManagedOrder leg : order.managedLegs()) {
            leg.deny(denial);
            room.changed(leg);
        }
        room.tell(order, new OrderEvent.Denied(order, at, denial));
    }

    private void acted(ManagedOrder order, ActionResult result, long at, boolean cancel) {
        if (order.isClosed()) {
            return;
        }
        if (result instanceof ActionResult.Refused refused) {
            if (cancel) {
                cancelRefused(order, at, refused.venueText());
            } else {
                replaceRefused(order, at, refused.venueText());
            }
        } else if (result instanceof ActionResult.Unknown unknown && isAwaited(order, cancel)) {
            actionUnknown(order, unknown.what(), at);
        }
    }

    /** Whether what was asked still has no outcome: a report may have been faster than the answer. */
    private static boolean isAwaited(ManagedOrder order, boolean cancel) {
        return cancel ? order.pending() == PendingAction.CANCEL : order.pendingChange() != null;
    }

    private void actionUnknown(ManagedOrder order, String what, long at) {
        order.pendingUnknown();
        unknowns.noticed();
        room.alarm("ORDER_OUTCOME_UNKNOWN", "order=" + order + " what=" + what);
        room.tell(order, new OrderEvent.OutcomeUnknown(order, at, what));
    }

    /** What was asked has not been answered, nor shown by a report. */
    void unanswered(ManagedOrder order, long at) {
        if (order.lifecycle() == Lifecycle.PENDING_NEW) {
            unknown(order, "no answer from the adapter", at);
        } else {
            actionUnknown(order, "no answer from the adapter", at);
        }
    }

    // ---- what is found out otherwise

    /** It is proved, or a person says, that the venue never got it. A leg of ours waits here again. */
    void neverPlaced(ManagedOrder order, long at, String reason) {
        if (order.hasLeft()) {
            order.holdUnsent(room.nowNanos + RETRY_NANOS);
            room.changed(order);
        } else {
            neverThere(order, at, reason);
        }
    }

    /** The venue has no such order, and none of the legs that it was to look after. */
    private void neverThere(ManagedOrder order, long at, String reason) {
        moved(order, News.REJECTED, at, reason);
        if (!order.isEmulated()) {
            for (ManagedOrder leg : order.managedLegs()) {
                moved(leg, News.REJECTED, at, reason);
            }
        }
    }

    /** The venue has it. */
    void placed(ManagedOrder order, long at) {
        moved(order, News.WORKING, at, "");
    }
}
