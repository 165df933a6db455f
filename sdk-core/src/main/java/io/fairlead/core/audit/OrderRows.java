package io.fairlead.core.audit;

import io.fairlead.api.market.EpochNanos;
import io.fairlead.api.order.GroupHandling;
import io.fairlead.api.order.Lifecycle;
import io.fairlead.api.order.OrderChange;
import io.fairlead.api.order.OrderRequest;
import io.fairlead.api.order.OrderStatus;
import io.fairlead.api.order.PendingAction;
import io.fairlead.core.audit.Pen.Effect;
import io.fairlead.core.audit.Pen.Source;
import io.fairlead.core.journal.JournalRecord;
import io.fairlead.core.journal.JournalRecord.Leg;
import io.fairlead.spi.OrderReport;
import io.fairlead.spi.SubmitResult;
import java.math.BigDecimal;
import java.util.Optional;

/** What the session did with its orders, and what it heard of them. One thread. */
final class OrderRows {
    private final Pen pen;
    private final OrderBook book;
    private final OrderFold fold;
    private final Instruments instruments;
    private final AnswerFold answers;
    private final VenueReadings readings;
    private final RiskRows risk;

    OrderRows(
            Pen pen,
            OrderBook book,
            OrderFold fold,
            AnswerFold answers,
            Instruments instruments,
            VenueReadings readings,
            RiskRows risk) {
        this.pen = pen;
        this.book = book;
        this.fold = fold;
        this.answers = answers;
        this.instruments = instruments;
        this.readings = readings;
        this.risk = risk;
    }

    /** Whether it was about an order. */
    boolean take(JournalRecord record) {
        if (record instanceof JournalRecord.OrderIntended intended) {
            intended(intended);
        } else if (record instanceof JournalRecord.OrderDenied denied) {
            denied(denied);
        } else if (record instanceof JournalRecord.SubmitAnswered answered) {
            known(answered.order().value()).ifPresent(line -> submitted(line, answered.result()));
        } else if (record instanceof JournalRecord.ActionAnswered answered) {
            boolean cancel = answered.action() == JournalRecord.Action.CANCEL;
            known(answered.order().value()).ifPresent(line -> answers.answered(line, cancel, answered.result()));
        } else if (record instanceof JournalRecord.Reported reported) {
            reported(reported.report());
        } else if (record instanceof JournalRecord.EventTold told) {
            known(told.order().value()).ifPresent(line -> told(line, told));
        } else {
            return takeAction(record);
        }
        return true;
    }

    private boolean takeAction(JournalRecord record) {
        if (record instanceof JournalRecord.CancelIntended cancel) {
            known(cancel.order().value()).ifPresent(this::cancelling);
        } else if (record instanceof JournalRecord.ReplaceIntended replace) {
            known(replace.order().value()).ifPresent(line -> replacing(line, replace));
        } else if (record instanceof JournalRecord.LegIntended leg) {
            known(leg.order().value()).ifPresent(line -> legSent(line, leg));
        } else if (record instanceof JournalRecord.LegRecalled leg) {
            known(leg.order().value()).ifPresent(this::legRecalled);
        } else if (record instanceof JournalRecord.LegRevised leg) {
            known(leg.order().value()).ifPresent(line -> legRevised(line, leg.change()));
        } else if (record instanceof JournalRecord.Commanded commanded
                && commanded.command() instanceof JournalRecord.Command.Resolve resolve) {
            known(resolve.order().value()).ifPresent(line -> answers.resolved(line, resolve, words(commanded)));
            return false; // it is a command as well
        } else {
            return false;
        }
        return true;
    }

    private static String words(JournalRecord.Commanded commanded) {
        return commanded.why() + " (" + commanded.who() + ")";
    }

    /** An order of which the intent is kept; older ones may have gone with their segment. */
    private Optional<OrderLine> known(long orderId) {
        return book.order(orderId);
    }

    // ---- what the session decided

    private void intended(JournalRecord.OrderIntended intended) {
        OrderRef ref = new OrderRef(pen.run(), intended.order().value());
        OrderLine line = add(ref, intended.request(), intended.clientOrderId().value());
        line.row().set("contingency", intended.contingency()).set("handling", intended.handling());
        place(line, intended.instrument(), intended.strategy());
        gateNumbers(line.row(), intended.instrument(), intended.numbers());
        for (Leg leg : intended.legs()) {
            OrderRef legRef = new OrderRef(pen.run(), leg.order().value());
            OrderLine child = add(legRef, leg.request(), leg.clientOrderId().value());
            child.row().set("parent_order_id", ref.id()).set("handling", intended.handling());
            place(child, intended.instrument(), intended.strategy());
            if (intended.handling() == GroupHandling.EMULATED) {
                child.hold();
            }
            line.legs().add(child);
        }
        register(line);
        line.legs().forEach(this::register);
    }

    private OrderLine add(OrderRef ref, OrderRequest request, String clientOrderId) {
        Row row = OrderLine.fresh(ref, "OWN", Lifecycle.PENDING_NEW);
        OrderLine line = OrderLine.begun(row);
        row.set("client_order_id", clientOrderId);
        describe(row, request);
        book.add(line);
        return line;
    }

    private void register(OrderLine line) {
        fold.alias(OrderBook.CLIENT, line.row().words("client_order_id"), line);
        pen.event(line, Source.INTENT, "Intended", Effect.CHANGED, "");
    }

    private void place(OrderLine line, int instrument, int strategy) {
        line.row()
                .set("strategy", instruments.strategy(strategy))
                .set("price_scale", instruments.priceScale(instrument));
    }

    private void gateNumbers(Row row, int instrument, JournalRecord.GateNumbers numbers) {
        if (numbers.referencePriceScaled() != 0) {
            row.set("gate_reference_price", instruments.price(instrument, numbers.referencePriceScaled()));
        }
        row.set("gate_worst_position", instruments.quantity(instrument, numbers.worstPositionScaled()))
                .set("gate_notional", RunRows.amountE8(numbers.notionalE8()))
                .set("gate_equity", RunRows.amountE8(numbers.equityE8()))
                .set("gate_day_pnl", RunRows.amountE8(numbers.dayPnlE8()));
    }

    static void describe(Row row, OrderRequest request) {
        row.set("instrument", request.instrument().toString())
                .set("side", request.side())
                .set("type", request.type())
                .setDecimal("quantity", request.quantity())
                .setDecimal("notional", request.notional())
                .setDecimal("limit_price", request.limitPrice())
                .setDecimal("trigger_price", request.triggerPrice())
                .set("trail", request.trail().map(Object::toString).orElse(null))
                .set("time_in_force", request.timeInForce())
                .setTime("expire", request.expireAt().map(EpochNanos::of).orElse(null))
                .set("post_only", request.postOnly())
                .set("reduce_only", request.reduceOnly())
                .set("extended_hours", request.extendedHours())
                .setDecimal("display_quantity", request.displayQuantity())
                .set("account", request.account().map(Object::toString).orElse(null))
                .set("tag", request.tag())
                .set("decision_id", request.decisionId());
    }

    /** An order that never passed the gate: its client id was never used, so that no report can mean it. */
    private void denied(JournalRecord.OrderDenied denied) {
        OrderRef ref = new OrderRef(pen.run(), denied.order().value());
        String clientId = denied.clientOrderId().value();
        OrderLine line = add(ref, denied.request(), clientId);
        line.row().set("strategy", instruments.strategy(denied.strategy()));
        answers.denied(line, Source.INTENT, denied.denial());
        risk.denial(line, denied.denial());
    }

    private void cancelling(OrderLine line) {
        boolean open = !line.isClosed();
        if (open && line.isHeld()) {
            line.endHere("");
        } else if (open) {
            line.row().set("recalled", false);
            line.setPending(PendingAction.CANCEL);
        }
        pen.event(line, Source.INTENT, "CancelIntended", open ? Effect.CHANGED : Effect.STALE, "");
    }

    private void replacing(OrderLine line, JournalRecord.ReplaceIntended replace) {
        OrderChange change = replace.change();
        line.expectChange(
                replace.next().value(),
                change.quantity().map(quantity -> quantity.value()).orElse(null),
                change.limitPrice().map(price -> price.value()).orElse(null),
                change.triggerPrice().map(price -> price.value()).orElse(null));
        fold.alias(OrderBook.CLIENT, replace.next().value(), line);
        pen.event(line, Source.INTENT, "ReplaceIntended", Effect.CHANGED, change.toString());
    }

    private void legSent(OrderLine line, JournalRecord.LegIntended leg) {
        String clientId = leg.clientOrderId().value();
        BigDecimal quantity = leg.request()
                .quantity()
                .map(units -> units.value())
                .orElseGet(() -> line.row().amount("quantity").subtract(line.filled()));
        line.leave(clientId, quantity);
        fold.alias(OrderBook.CLIENT, clientId, line);
        pen.event(
                line,
                Source.INTENT,
                "LegIntended",
                Effect.CHANGED,
                leg.request().toString());
    }

    private void legRecalled(OrderLine line) {
        line.row().set("recalled", true);
        line.setPending(PendingAction.CANCEL);
        pen.event(line, Source.INTENT, "LegRecalled", Effect.CHANGED, "");
    }

    private void legRevised(OrderLine line, OrderChange change) {
        line.revise(
                change.quantity().map(quantity -> quantity.value()).orElse(null),
                change.limitPrice().map(price -> price.value()).orElse(null),
                change.triggerPrice().map(price -> price.value()).orElse(null));
        pen.event(line, Source.INTENT, "LegRevised", Effect.CHANGED, change.toString());
    }

    // ---- what came in

    private void submitted(OrderLine line, SubmitResult result) {
        answers.answered(line, result);
        if (result instanceof SubmitResult.Denied denied) {
            risk.denial(line, denied.denial());
        }
    }

    private void reported(OrderReport report) {
        OrderLine line = fold.find(report.key());
        if (line == null) {
            readings.reported(readings.external(report.key()), report);
        } else if (line.isExternal()) {
            readings.reported(line, report);
        } else {
            fold.apply(line, report);
        }
    }

    /**
     * A strategy was told. That is news where only the session could conclude it, from a reading of the venue or after a restart;
     * otherwise the order has moved already.
     */
    private void told(OrderLine line, JournalRecord.EventTold told) {
        Lifecycle before = line.lifecycle();
        OrderStatus statusBefore = line.status();
        PendingAction pendingBefore = line.pending();
        conclude(line, told);
        boolean changed =
                line.lifecycle() != before || line.status() != statusBefore || line.pending() != pendingBefore;
        Effect effect = changed ? Effect.CHANGED : Effect.STALE;
        pen.event(line, Source.TOLD, told.event(), told.eventNanos(), effect, told.detail());
    }

    private void conclude(OrderLine line, JournalRecord.EventTold told) {
        boolean open = !line.isClosed();
        boolean there = open && !line.isHeld() && !line.isRecalled();
        boolean waits = there && line.lifecycle() == Lifecycle.PENDING_NEW;
        // only a reading's own events: an older one, told late, would undo what was asked since
        boolean read = open && readings.isOfLastReading(told.eventNanos());
        switch (told.event()) {
            case "Accepted" -> end(line, waits, Lifecycle.NEW);
            case "OutcomeUnknown" -> unanswered(line, told.eventNanos());
            case "Denied" -> end(line, waits, Lifecycle.DENIED);
            case "Rejected" -> end(line, there, Lifecycle.REJECTED);
            case "Cancelled" -> end(line, open && !line.isRecalled(), Lifecycle.CANCELLED);
            case "Expired" -> end(line, there, Lifecycle.EXPIRED);
            case "Replaced" -> {
                if (read && line.hasPendingChange()) {
                    fold.replaced(line, Source.TOLD, told.eventNanos(), fold.key(line));
                }
            }
            case "ReplaceRefused" -> {
                if (read && line.hasPendingChange()) {
                    line.changeRefused();
                }
            }
            case "CancelRefused" -> {
                if (read && line.pending() == PendingAction.CANCEL) {
                    line.cancelRefused();
                }
            }
            default -> {}
        }
    }

    /** Unless an answer said so at that very time, there was no answer at all within the session's patience. */
    private static void unanswered(OrderLine line, long eventNanos) {
        Long answered = line.row().number("unknown_nanos");
        boolean heard = answered != null && answered == eventNanos;
        if (!heard && !line.isClosed() && !line.submitUnknown() && !line.isHeld()) {
            line.pendingUnknown();
        }
    }

    private static void end(OrderLine line, boolean possible, Lifecycle end) {
        if (possible) {
            line.row().set("held", false);
            line.moveTo(end);
        }
    }
}
