package io.fairlead.core.order;

import io.fairlead.api.order.ClientOrderId;
import io.fairlead.api.order.Fill;
import io.fairlead.api.order.Lifecycle;
import io.fairlead.api.order.OrderChange;
import io.fairlead.api.order.OrderEvent;
import io.fairlead.api.order.OrderId;
import io.fairlead.api.order.PendingAction;
import io.fairlead.api.order.VenueOrderId;
import io.fairlead.core.order.OrderTransitions.Cell;
import io.fairlead.core.order.OrderTransitions.News;
import io.fairlead.core.order.OrderTransitions.Verdict;
import io.fairlead.spi.ActionResult;
import io.fairlead.spi.OrderKey;
import io.fairlead.spi.OrderReport;
import io.fairlead.spi.SubmitResult;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Takes in what venue and adapters say: finds the order, asks the table, books facts, and tells the owner. On the session's thread. */
final class OrderReports {
    private final OrderDesk desk;
    private final OrderSink sink;
    private final Map<ClientOrderId, ManagedOrder> byClientId = new HashMap<>();
    /** Made when a report first names an order by its venue id alone: most venues always say ours. */
    private @Nullable Map<VenueOrderId, ManagedOrder> byVenueId;
    /** Orders by their ids, from 1; denied ones are not here. */
    private final List<@Nullable ManagedOrder> byId = new ArrayList<>();

    private final Map<String, Fill> unpriced = new HashMap<>();
    private final Map<String, OrderReport.Priced> pricedEarly = new HashMap<>();
    private final Set<String> foreignFills = new HashSet<>();

    OrderReports(OrderDesk desk, OrderSink sink) {
        this.desk = desk;
        this.sink = sink;
    }

    void register(ManagedOrder order) {
        byClientId.put(order.clientOrderId(), order);
        int at = (int) order.orderId().value();
        while (byId.size() <= at) {
            byId.add(null);
        }
        byId.set(at, order);
    }

    /** From now on an order is known by one more id: that of a change on its way. */
    void alias(ClientOrderId id, ManagedOrder order) {
        byClientId.put(id, order);
    }

    boolean knows(ClientOrderId id) {
        return byClientId.containsKey(id);
    }

    Optional<ManagedOrder> order(OrderId id) {
        return id.value() < byId.size() ? Optional.ofNullable(byId.get((int) id.value())) : Optional.empty();
    }

    private @Nullable ManagedOrder find(OrderKey key) {
        ManagedOrder order = key.clientOrderId().isPresent()
                ? byClientId.get(key.clientOrderId().get())
                : null;
        if (order == null && key.venueOrderId().isPresent()) {
            order = venueIds().get(key.venueOrderId().get());
        }
        if (order != null && key.venueOrderId().isPresent()) {
            name(order, key.venueOrderId().get());
        }
        return order;
    }

    private Map<VenueOrderId, ManagedOrder> venueIds() {
        Map<VenueOrderId, ManagedOrder> known = byVenueId;
        if (known == null) {
            known = new HashMap<>();
            for (ManagedOrder order : byId) {
                if (order != null && order.venueOrderId().isPresent()) {
                    known.put(order.venueOrderId().get(), order);
                }
            }
            byVenueId = known;
        }
        return known;
    }

    private void name(ManagedOrder order, VenueOrderId id) {
        if (order.venueOrderId().isEmpty()) {
            rename(order, id);
        } else if (!id.equals(order.venueOrderId().get())) {
            venueIds().putIfAbsent(id, order);
        }
    }

    private void rename(ManagedOrder order, VenueOrderId id) {
        order.venueOrderId(id);
        Map<VenueOrderId, ManagedOrder> known = byVenueId;
        if (known != null) {
            known.put(id, order);
        }
    }

    void apply(OrderReport report) {
        ManagedOrder order = find(report.key());
        if (order == null) {
            applyForeign(report);
            return;
        }
        long at = report.timeNanos();
        if (report instanceof OrderReport.Filled filled) {
            fill(order, at, filled.fill());
        } else if (report instanceof OrderReport.Working) {
            moved(order, News.WORKING, at, "");
        } else if (report instanceof OrderReport.Cancelled cancelled) {
            moved(order, News.CANCELLED, at, cancelled.reason());
        } else if (report instanceof OrderReport.Suspended suspended) {
            moved(order, News.SUSPENDED, at, suspended.reason());
        } else if (report instanceof OrderReport.Triggered) {
            moved(order, News.TRIGGERED, at, "");
        } else if (report instanceof OrderReport.Completed) {
            completed(order);
        } else if (report instanceof OrderReport.Expired) {
            moved(order, News.EXPIRED, at, "");
        } else if (report instanceof OrderReport.Rejected rejected) {
            moved(order, News.REJECTED, at, rejected.reason());
        } else if (report instanceof OrderReport.Replaced replaced) {
            replaced(order, replaced);
        } else if (report instanceof OrderReport.ReplaceRejected rejected) {
            replaceRefused(order, at, rejected.reason());
        } else if (report instanceof OrderReport.CancelRejected rejected) {
            cancelRefused(order, at, rejected.reason());
        } else {
            applyFillChange(order, report);
        }
    }

    private void applyFillChange(ManagedOrder order, OrderReport report) {
        if (report instanceof OrderReport.FilledUnpriced awaiting) {
            OrderReport.Priced early = pricedEarly.remove(awaiting.fill().executionId());
            if (!order.hasFill(awaiting.fill().executionId())) {
                unpriced.put(awaiting.fill().executionId(), awaiting.fill());
            }
            if (early != null) {
                price(order, early);
            }
        } else if (report instanceof OrderReport.Priced priced) {
            price(order, priced);
        } else if (report instanceof OrderReport.Corrected corrected) {
            boolean sameId = corrected.corrected().executionId().equals(corrected.executionId());
            reverse(order, corrected.timeNanos(), corrected.executionId(), !sameId);
            fill(order, corrected.timeNanos(), corrected.corrected());
        } else if (report instanceof OrderReport.Busted busted) {
            reverse(order, busted.timeNanos(), busted.executionId(), true);
        }
    }

    /** News of an order that is not ours: facts are booked, and somebody is told. */
    private void applyForeign(OrderReport report) {
        if (report instanceof OrderReport.Filled filled) {
            int index = desk.instruments().indexOf(filled.fill().instrument());
            if (!foreignFills.add(filled.fill().executionId())) {
                return;
            }
            if (index >= 0) {
                desk.ledger().book(index, filled.fill());
                sink.onForeignBooked(index);
            }
            sink.onAlarm("EXTERNAL_FILL", "key=" + report.key() + " fill=" + filled.fill() + " booked=" + (index >= 0));
        } else {
            sink.onAlarm("EXTERNAL_ORDER", "report=" + report);
        }
    }

    private void moved(ManagedOrder order, News news, long at, String reason) {
        Cell cell = OrderTransitions.of(order.lifecycle(), news);
        if (cell.verdict() == Verdict.ILLEGAL) {
            alarm(order, news, reason);
            return;
        }
        if (cell.verdict() == Verdict.STALE) {
            return;
        }
        order.moveTo(cell.next());
        if (!reason.isEmpty()) {
            order.text(reason);
        }
        desk.changed(order);
        OrderEvent event = switch (news) {
            case WORKING -> new OrderEvent.Accepted(order, at);
            case SUSPENDED -> new OrderEvent.Suspended(order, at, reason);
            case TRIGGERED -> new OrderEvent.Triggered(order, at);
            case REJECTED -> new OrderEvent.Rejected(order, at, reason);
            case CANCELLED -> new OrderEvent.Cancelled(order, at, reason);
            case EXPIRED -> new OrderEvent.Expired(order, at);
            default -> throw new IllegalStateException("not a move: " + news);
        };
        sink.onOrderEvent(order.owner(), event);
    }

    /** The venue says that nothing is left to fill: the fills themselves were told one by one. */
    private void completed(ManagedOrder order) {
        Cell cell = OrderTransitions.of(order.lifecycle(), News.LAST_FILL);
        if (cell.verdict() == Verdict.MOVE) {
            order.moveTo(cell.next());
            desk.changed(order);
        }
    }

    private void alarm(ManagedOrder order, News news, String detail) {
        sink.onAlarm(
                "ORDER_ILLEGAL_TRANSITION",
                "order=" + order + " news=" + news + (detail.isEmpty() ? "" : " " + detail));
    }

    private void fill(ManagedOrder order, long at, Fill fill) {
        if (order.hasFill(fill.executionId())) {
            return;
        }
        boolean wrong = !fill.instrument().equals(order.request().instrument())
                || fill.side() != order.request().side();
        order.add(fill);
        desk.ledger().book(order.instrumentIndex(), fill);
        sink.onBooked(order, fill);
        News news = order.isComplete() ? News.LAST_FILL : News.PARTIAL_FILL;
        Cell cell = OrderTransitions.of(order.lifecycle(), news);
        if (cell.verdict() == Verdict.ILLEGAL || wrong || order.isOverfilled()) {
            alarm(order, news, "impossible fill " + fill);
        }
        if (cell.verdict() == Verdict.MOVE) {
            order.moveTo(cell.next());
        }
        desk.changed(order);
        sink.onOrderEvent(order.owner(), new OrderEvent.Filled(order, at, fill));
    }

    private void price(ManagedOrder order, OrderReport.Priced priced) {
        Fill awaiting = unpriced.remove(priced.executionId());
        if (awaiting != null) {
            fill(
                    order,
                    priced.timeNanos(),
                    new Fill(
                            awaiting.executionId(),
                            awaiting.instrument(),
                            awaiting.side(),
                            awaiting.quantity(),
                            priced.price(),
                            priced.fees(),
                            awaiting.liquidity(),
                            awaiting.timeNanos()));
        } else if (!order.hasFill(priced.executionId())) {
            pricedEarly.put(priced.executionId(), priced);
        }
    }

    private void reverse(ManagedOrder order, long at, String executionId, boolean forGood) {
        if (order.isBuried(executionId)) {
            return;
        }
        Fill gone = order.remove(executionId);
        if (forGood) {
            order.bury(executionId);
        }
        if (gone == null) {
            sink.onAlarm("FILL_UNKNOWN", "order=" + order + " executionId=" + executionId);
            return;
        }
        desk.ledger().reverse(order.instrumentIndex(), gone);
        sink.onReversed(order, gone);
        desk.changed(order);
        sink.onOrderEvent(order.owner(), new OrderEvent.FillReversed(order, at, gone));
    }

    private void replaced(ManagedOrder order, OrderReport.Replaced report) {
        OrderChange change = order.pendingChange();
        ClientOrderId next = order.pendingClientOrderId();
        if (change == null || next == null) {
            if (!order.isChangeOld(report.timeNanos())) {
                sink.onAlarm("ORDER_CHANGED_ELSEWHERE", "order=" + order + " report=" + report);
            }
            return;
        }
        boolean cancelling = order.pending() == PendingAction.CANCEL;
        ClientOrderId id = report.now().clientOrderId().orElse(order.clientOrderId());
        order.changed(change.applyTo(order.request()), id, report.timeNanos());
        byClientId.put(id, order);
        byClientId.put(next, order);
        if (report.now().venueOrderId().isPresent()) {
            venueIds(); // from now on the order is known by its former venue id too
            rename(order, report.now().venueOrderId().get());
        }
        if (cancelling && !order.isClosed()) {
            order.setPending(PendingAction.CANCEL);
        }
        endIfComplete(order);
        desk.changed(order);
        sink.onOrderEvent(order.owner(), new OrderEvent.Replaced(order, report.timeNanos()));
    }

    /** A change, or its refusal, may show that an order has filled in full already. */
    private static void endIfComplete(ManagedOrder order) {
        Cell cell = OrderTransitions.of(order.lifecycle(), News.LAST_FILL);
        if (order.isComplete() && cell.verdict() == Verdict.MOVE) {
            order.moveTo(cell.next());
        }
    }

    private void replaceRefused(ManagedOrder order, long at, String reason) {
        if (order.pendingChange() != null) {
            order.changeRefused();
            endIfComplete(order);
            desk.changed(order);
        }
        sink.onOrderEvent(order.owner(), new OrderEvent.ReplaceRefused(order, at, reason));
    }

    private void cancelRefused(ManagedOrder order, long at, String reason) {
        if (order.pending() == PendingAction.CANCEL) {
            order.cancelRefused();
            desk.changed(order);
        }
        sink.onOrderEvent(order.owner(), new OrderEvent.CancelRefused(order, at, reason));
    }

    void apply(OrderSink.Answer answer, long at) {
        if (answer instanceof OrderSink.Answer.Submitted submitted) {
            submitted(submitted.order(), submitted.result(), at);
        } else if (answer instanceof OrderSink.Answer.CancelTaken taken) {
            acted(taken.order(), taken.result(), at, true);
        } else if (answer instanceof OrderSink.Answer.ReplaceTaken taken) {
            acted(taken.order(), taken.result(), at, false);
        }
    }

    private void submitted(ManagedOrder order, SubmitResult result, long at) {
        if (result instanceof SubmitResult.Accepted accepted) {
            name(order, accepted.venueOrderId());
            accepted.legs().forEach(this::find);
            moved(order, News.WORKING, at, "");
        } else if (result instanceof SubmitResult.Rejected rejected) {
            moved(order, News.REJECTED, at, rejected.venueText());
            for (ManagedOrder leg : order.managedLegs()) {
                moved(leg, News.REJECTED, at, rejected.venueText());
            }
        } else if (result instanceof SubmitResult.Denied denied) {
            denied(order, denied, at);
        } else if (result instanceof SubmitResult.Unknown unknown && order.lifecycle() == Lifecycle.PENDING_NEW) {
            order.submitUnknown();
            sink.onAlarm("ORDER_OUTCOME_UNKNOWN", "order=" + order + " what=" + unknown.what());
            sink.onOrderEvent(order.owner(), new OrderEvent.OutcomeUnknown(order, at, unknown.what()));
        }
    }

    private void denied(ManagedOrder order, SubmitResult.Denied denied, long at) {
        Cell cell = OrderTransitions.of(order.lifecycle(), News.DENIED);
        if (cell.verdict() != Verdict.MOVE) {
            alarm(order, News.DENIED, denied.denial().toString());
            return;
        }
        order.deny(denied.denial());
        desk.changed(order);
        for (ManagedOrder leg : order.managedLegs()) {
            leg.deny(denied.denial());
            desk.changed(leg);
        }
        sink.onOrderEvent(order.owner(), new OrderEvent.Denied(order, at, denied.denial()));
    }

    private void acted(ManagedOrder order, ActionResult result, long at, boolean cancel) {
        if (result instanceof ActionResult.Refused refused && !order.isClosed()) {
            if (cancel) {
                cancelRefused(order, at, refused.venueText());
            } else {
                replaceRefused(order, at, refused.venueText());
            }
        } else if (result instanceof ActionResult.Unknown unknown && !order.isClosed()) {
            order.pendingUnknown();
            sink.onAlarm("ORDER_OUTCOME_UNKNOWN", "order=" + order + " what=" + unknown.what());
            sink.onOrderEvent(order.owner(), new OrderEvent.OutcomeUnknown(order, at, unknown.what()));
        }
    }
}
