package io.fairlead.core.audit;

import io.fairlead.api.order.Denial;
import io.fairlead.api.order.Lifecycle;
import io.fairlead.api.order.PendingAction;
import io.fairlead.core.audit.Pen.Effect;
import io.fairlead.core.audit.Pen.Source;
import io.fairlead.core.journal.JournalRecord.Command;
import io.fairlead.core.order.OrderTransitions;
import io.fairlead.core.order.OrderTransitions.Cell;
import io.fairlead.core.order.OrderTransitions.News;
import io.fairlead.core.order.OrderTransitions.Verdict;
import io.fairlead.spi.ActionResult;
import io.fairlead.spi.OrderKey;
import io.fairlead.spi.OrderReport;
import io.fairlead.spi.SubmitResult;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What adapters' answers, a person's word and a restart do to an order: what the desk does with them. One thread. */
final class AnswerFold {
    private final Pen pen;
    private final OrderFold fold;

    AnswerFold(Pen pen, OrderFold fold) {
        this.pen = pen;
        this.fold = fold;
    }

    void answered(OrderLine line, SubmitResult result) {
        long at = pen.timeNanos();
        boolean former = !result.clientOrderId().value().equals(line.row().text("client_order_id"));
        if (former && line.row().words("handling").equals("EMULATED")) {
            pen.event(line, Source.ANSWER, "SubmitAnswered", Effect.STALE, "it was sent anew since");
        } else if (result instanceof SubmitResult.Accepted accepted) {
            fold.name(line, accepted.venueOrderId().value());
            accepted.legs().forEach(fold::find);
            fold.moved(line, Source.ANSWER, News.WORKING, at, "");
        } else if (result instanceof SubmitResult.Rejected rejected) {
            neverThere(line, Source.ANSWER, rejected.venueText());
        } else if (result instanceof SubmitResult.Denied denied) {
            denied(line, Source.ANSWER, denied.denial());
        } else if (result instanceof SubmitResult.Unknown unknown) {
            boolean waits = line.submitUnknown();
            line.row().setNumber("unknown_nanos", at);
            pen.event(line, Source.ANSWER, "OutcomeUnknown", waits ? Effect.CHANGED : Effect.STALE, unknown.what());
        }
    }

    /** It never left; nor did its legs. */
    void denied(OrderLine line, Source source, Denial denial) {
        Cell cell = OrderTransitions.of(line.lifecycle(), News.DENIED);
        String words = denial.code() + " " + denial.detail();
        if (cell.verdict() != Verdict.MOVE) {
            Effect effect = cell.verdict() == Verdict.STALE ? Effect.STALE : Effect.ILLEGAL;
            pen.event(line, source, "Denied", effect, words);
            return;
        }
        if (line.isEmulatedLeg()) {
            line.hold();
            pen.event(line, source, "Denied", Effect.CHANGED, words + ": it waits here");
            return;
        }
        List<OrderLine> group = new ArrayList<>();
        group.add(line);
        group.addAll(line.legs());
        for (OrderLine one : group) {
            one.row()
                    .set("denial_code", denial.code())
                    .set("denial_detail", denial.detail())
                    .set("denial_remedy", denial.remedy());
            one.moveTo(Lifecycle.DENIED);
            pen.event(one, source, "Denied", Effect.CHANGED, words);
        }
    }

    void answered(OrderLine line, boolean cancel, ActionResult result) {
        long at = pen.timeNanos();
        if (line.isClosed() || result instanceof ActionResult.Taken) {
            String event = cancel ? "CancelAnswered" : "ReplaceAnswered";
            pen.event(line, Source.ANSWER, event, Effect.STALE, result.toString());
        } else if (result instanceof ActionResult.Refused refused) {
            if (cancel) {
                fold.cancelRefused(line, Source.ANSWER, at, refused.venueText());
            } else {
                fold.replaceRefused(line, Source.ANSWER, at, refused.venueText());
            }
        } else if (result instanceof ActionResult.Unknown unknown && isAwaited(line, cancel)) {
            line.pendingUnknown();
            line.row().setNumber("unknown_nanos", at);
            pen.event(line, Source.ANSWER, "OutcomeUnknown", Effect.CHANGED, unknown.what());
        } else {
            pen.event(line, Source.ANSWER, "OutcomeUnknown", Effect.STALE, result.toString());
        }
    }

    /** Whether what was asked still has no outcome: a report may have been faster than the answer. */
    private static boolean isAwaited(OrderLine line, boolean cancel) {
        return cancel ? line.pending() == PendingAction.CANCEL : line.hasPendingChange();
    }

    /** The venue never got it. A leg that we look after waits here again. */
    private void neverPlaced(OrderLine line, Source source, String reason) {
        if (line.isEmulatedLeg()) {
            line.hold();
            pen.event(line, source, "NeverPlaced", Effect.CHANGED, reason + ": it waits here");
            return;
        }
        neverThere(line, source, reason);
    }

    /** The venue has no such order, and none of the legs that it was to look after. */
    private void neverThere(OrderLine line, Source source, String reason) {
        fold.moved(line, source, News.REJECTED, pen.timeNanos(), reason);
        for (OrderLine leg : line.legs()) {
            if (!leg.isEmulatedLeg()) {
                fold.moved(leg, source, News.REJECTED, pen.timeNanos(), reason);
            }
        }
    }

    /** A person ends what is unknown. */
    void resolved(OrderLine line, Command.Resolve resolve, String words) {
        boolean done = resolve.placed();
        long at = pen.timeNanos();
        boolean unknown = line.isPendingUnknown() && !line.isClosed();
        if (resolve.venueOrderId().isPresent()
                && (!done || fold.isAnother(line, resolve.venueOrderId().get().value()))) {
            pen.event(line, Source.COMMAND, "Resolved", Effect.ILLEGAL, "the id is another order's: " + words);
            return;
        }
        if (line.isUnknown() && !line.isClosed()) {
            if (done) {
                fold.moved(line, Source.COMMAND, News.WORKING, at, "");
                resolve.venueOrderId().ifPresent(id -> fold.name(line, id.value()));
            } else {
                neverPlaced(line, Source.COMMAND, words);
            }
        } else if (resolve.venueOrderId().isPresent() && !line.isClosed() && !fold.isNamed(line)) {
            fold.name(line, resolve.venueOrderId().get().value());
        } else if (unknown && line.pending() == PendingAction.CANCEL) {
            OrderKey key = fold.key(line);
            fold.applyState(
                    line,
                    Source.COMMAND,
                    done
                            ? new OrderReport.Cancelled(key, at, words, Optional.empty())
                            : new OrderReport.CancelRejected(key, at, words));
        } else if (unknown && line.pending() == PendingAction.REPLACE) {
            if (done) {
                fold.replaced(line, Source.COMMAND, at, fold.key(line));
            } else {
                fold.replaceRefused(line, Source.COMMAND, at, words);
            }
        } else {
            pen.event(line, Source.COMMAND, "Resolved", Effect.ILLEGAL, "nothing of it is unknown: " + words);
        }
    }

    /** A session begins on the journal: what was on its way when the one before ended may have arrived or not. */
    void restarted(OrderLine line) {
        if (line.isHeld()) {
            return;
        }
        boolean unknown = line.submitUnknown();
        if (line.pending() != PendingAction.NONE) {
            line.pendingUnknown();
            unknown = true;
        }
        if (unknown) {
            pen.event(line, Source.RESTART, "OutcomeUnknown", Effect.CHANGED, "the session ended before it was known");
        }
    }
}
