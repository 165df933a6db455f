package io.fairlead.core.order;

import io.fairlead.api.order.Contingency;
import io.fairlead.api.order.OrderId;
import io.fairlead.api.order.PendingAction;
import io.fairlead.core.journal.JournalRecord;
import io.fairlead.core.journal.JournalRecord.Command;
import io.fairlead.core.journal.JournalRecord.Leg;
import io.fairlead.core.journal.JournalRecord.OrderIntended;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.IntUnaryOperator;

/**
 * Reads the journal back: each record makes of the desk what it was when the record was written, by the same code that takes news in.
 * Nothing is sent, told or written meanwhile. What was asked of the venue and never answered is unknown afterwards. On the session's
 * thread, before the session runs.
 */
final class DeskFold {
    private final OrderRoom room;
    private final OrderIntake intake;
    private final OrderReports reports;
    private final Reconciler reconciler;
    private final UnknownWatch unknowns;

    DeskFold(OrderRoom room, OrderIntake intake, OrderReports reports, Reconciler reconciler, UnknownWatch unknowns) {
        this.room = room;
        this.intake = intake;
        this.reports = reports;
        this.reconciler = reconciler;
        this.unknowns = unknowns;
    }

    /**
     * Takes one record in; kinds that say nothing of orders are passed over.
     *
     * @param strategies from an index of the run that wrote the record to the session's; negative if it has that strategy no more
     * @param instruments the same for instruments
     */
    void fold(JournalRecord record, IntUnaryOperator strategies, IntUnaryOperator instruments) {
        if (record instanceof JournalRecord.Reported reported) {
            reports.apply(reported.report());
        } else if (record instanceof JournalRecord.SubmitAnswered answered) {
            room.registry
                    .order(answered.order())
                    .ifPresent(order -> reports.apply(new OrderSink.Answer.Submitted(order, answered.result())));
        } else if (record instanceof JournalRecord.ActionAnswered answered) {
            room.registry
                    .order(answered.order())
                    .ifPresent(order -> reports.apply(
                            answered.action() == JournalRecord.Action.CANCEL
                                    ? new OrderSink.Answer.CancelTaken(order, answered.result())
                                    : new OrderSink.Answer.ReplaceTaken(order, answered.result())));
        } else if (record instanceof OrderIntended intended) {
            intended(
                    intended,
                    strategies.applyAsInt(intended.strategy()),
                    instruments.applyAsInt(intended.instrument()));
        } else if (record instanceof JournalRecord.OrderDenied denied) {
            denied(denied, strategies.applyAsInt(denied.strategy()));
        } else if (record instanceof JournalRecord.VenueRead read) {
            unknowns.lookAtAll(reports);
            reconciler.reconcile(read);
        } else if (record instanceof JournalRecord.RunOpened) {
            finish(); // the run before ended there
        } else if (record instanceof JournalRecord.Commanded commanded) {
            commanded(commanded, instruments);
        } else {
            asked(record);
        }
    }

    private void denied(JournalRecord.OrderDenied denied, int owner) {
        int instrument = room.instruments.require(denied.request().instrument());
        ManagedOrder order = room.newOrder(
                denied.order(), denied.clientOrderId(), owner, instrument, denied.request(), Contingency.NONE, null);
        order.deny(denied.denial());
        room.registry.add(order);
        room.used(denied.clientOrderId(), denied.request());
    }

    private void intended(OrderIntended intended, int owner, int instrument) {
        ManagedOrder order = room.newOrder(
                intended.order(),
                intended.clientOrderId(),
                owner,
                instrument,
                intended.request(),
                intended.contingency(),
                null);
        reserve(order, intended.reserve());
        List<ManagedOrder> legs = new ArrayList<>(intended.legs().size());
        for (Leg leg : intended.legs()) {
            ManagedOrder child = room.newOrder(
                    leg.order(), leg.clientOrderId(), owner, instrument, leg.request(), Contingency.NONE, order);
            reserve(child, leg.reserve());
            room.used(leg.clientOrderId(), leg.request());
            legs.add(child);
        }
        if (!legs.isEmpty()) {
            order.adopt(legs, intended.handling());
        }
        room.used(intended.clientOrderId(), intended.request());
        room.track(order, room.rateOf(order.instrument()));
        room.changed(order);
    }

    private static void reserve(ManagedOrder order, JournalRecord.Reserve reserve) {
        order.estimatedScaled = reserve.estimatedScaled();
        order.riskPriceScaled = reserve.priceScaled();
    }

    /** Something was asked of an order that the journal knows already. */
    private void asked(JournalRecord record) {
        if (record instanceof JournalRecord.LegIntended leg) {
            room.clientIds.used(leg.clientOrderId());
            with(leg.order(), order -> intake.leave(order, leg.clientOrderId(), leg.request()));
        } else if (record instanceof JournalRecord.LegRecalled recalled) {
            with(recalled.order(), order -> order.recall(room.nowNanos));
        } else if (record instanceof JournalRecord.LegRevised revised) {
            with(revised.order(), order -> intake.revise(order, revised.change()));
        } else if (record instanceof JournalRecord.ReplaceIntended replace) {
            room.clientIds.used(replace.next());
            with(
                    replace.order(),
                    order -> intake.expect(order, replace.change(), replace.next(), replace.riskPriceScaled()));
        } else if (record instanceof JournalRecord.CancelIntended cancel) {
            with(cancel.order(), order -> {
                if (order.isHeld()) {
                    GroupCare.endHeld(room, order, "");
                } else {
                    order.cancelForGood(room.nowNanos);
                }
            });
        }
    }

    private void with(OrderId id, Consumer<ManagedOrder> change) {
        room.registry.order(id).filter(order -> !order.isClosed()).ifPresent(change);
    }

    private void commanded(JournalRecord.Commanded commanded, IntUnaryOperator instruments) {
        if (commanded.command() instanceof Command.Resolve resolve) {
            room.registry.order(resolve.order()).ifPresent(order -> {
                unknowns.lookAt(order, reports);
                Resolution.apply(room, reports, order, resolve, commanded.who(), commanded.why());
            });
        } else if (commanded.command() instanceof Command.AcceptPosition accept) {
            reconciler.acceptPosition(instruments.applyAsInt(accept.instrument()));
        }
    }

    /** A run, or the whole journal, has been read: what was on its way when it ended may have arrived or not. */
    void finish() {
        for (ManagedOrder order : List.copyOf(room.registry.open())) {
            if (!order.isHeld()) {
                reports.unknown(order, "the session ended before it was known", room.nowNanos);
                if (order.pending() != PendingAction.NONE) {
                    order.pendingUnknown();
                }
            }
        }
    }
}
