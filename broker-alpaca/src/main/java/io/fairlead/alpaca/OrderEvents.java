package io.fairlead.alpaca;

import com.fasterxml.jackson.databind.JsonNode;
import io.fairlead.api.Quantity;
import io.fairlead.api.market.EpochNanos;
import io.fairlead.api.order.Fill;
import io.fairlead.api.order.VenueOrderId;
import io.fairlead.spi.BrokerListener;
import io.fairlead.spi.OrderKey;
import io.fairlead.spi.OrderReport;
import io.fairlead.support.UnreadableAnswerException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Makes reports of the order stream's events. One call at a time. */
final class OrderEvents {
    private static final Logger log = LoggerFactory.getLogger(OrderEvents.class);

    /** What the venue is asked for, where an event alone does not say enough. */
    interface Questions {
        /** A fill must have been missed: all is to be read anew. */
        void missed(String what);

        /** Looks for the orders of groups whose answers were lost. */
        CompletionStage<Void> lostGroups();

        /** Looks for changes of an order's executions, and tells them; whether there were any. */
        CompletionStage<Boolean> changesOf(VenueOrderId order);

        /** Runs something in the stream's turn. */
        void inTurn(Runnable task);
    }

    private final OrderTracker tracker;
    private final Fills fills;
    private final BrokerListener listener;
    private final Clock clock;
    private final Questions venue;
    private final List<OrderUpdate> waiting = new ArrayList<>();
    private final List<OrderUpdate> perhapsLegs = new ArrayList<>();

    OrderEvents(OrderTracker tracker, Fills fills, BrokerListener listener, Clock clock, Questions venue) {
        this.tracker = tracker;
        this.fills = fills;
        this.listener = listener;
        this.clock = clock;
        this.venue = venue;
    }

    /** Looks at what had to wait for the answer to a group. In the stream's turn, as all of this. */
    void groupAnswered() {
        List<OrderUpdate> later = List.copyOf(waiting);
        waiting.clear();
        later.forEach(this::handle);
    }

    void handle(JsonNode message) {
        Optional<OrderUpdate> update = OrderUpdate.from(message);
        if (update.isPresent()) {
            handle(update.get());
        } else {
            log.atWarn()
                    .setMessage("event of an order of several legs is left out")
                    .log();
        }
    }

    void handle(OrderUpdate update) {
        if (tracker.mayBeLeg(update.order())) {
            waiting.add(update);
        } else if (tracker.mayBeLostLeg(update.order())) {
            lookForGroups(update);
        } else {
            apply(update);
        }
    }

    /** An order that the venue named itself, while a group's answer is lost: whose it is the venue can say. */
    private void lookForGroups(OrderUpdate update) {
        perhapsLegs.add(update);
        if (perhapsLegs.size() == 1) {
            venue.lostGroups().whenComplete((done, fault) -> venue.inTurn(this::groupsLookedFor));
        }
    }

    /** Whatever was found: those that are nobody's legs are told by the venue's ids. */
    private void groupsLookedFor() {
        List<OrderUpdate> later = List.copyOf(perhapsLegs);
        perhapsLegs.clear();
        later.forEach(this::apply);
    }

    private void apply(OrderUpdate update) {
        AlpacaOrder order = update.order();
        GroupNames.learn(tracker, order);
        long nanos = update.timeNanos() != 0 ? update.timeNanos() : EpochNanos.of(clock.instant());
        Quantity before = tracker.filled(order.id()).orElse(Quantity.ZERO);
        OrderKey key = tracker.see(order);
        String event = update.event();
        switch (event) {
            case "fill", "partial_fill" -> filled(update, key, nanos, before);
            case "new" -> tell(new OrderReport.Working(key, nanos));
            case "held" -> held(order, key, nanos);
            case "suspended", "stopped" -> tell(new OrderReport.Suspended(key, nanos, event));
            case "canceled" -> tell(new OrderReport.Cancelled(key, nanos, "", Optional.of(order.filled())));
            case "expired" -> tell(new OrderReport.Expired(key, nanos, Optional.of(order.filled())));
            case "rejected" -> tell(new OrderReport.Rejected(key, nanos, reason(update, "rejected by the venue")));
            case "replaced" -> replaced(order, key, nanos);
            case "order_replace_rejected" -> {
                tracker.unchanged(order.id());
                tell(new OrderReport.ReplaceRejected(key, nanos, reason(update, "too late to change")));
            }
            case "order_cancel_rejected" ->
                tell(new OrderReport.CancelRejected(key, nanos, reason(update, "too late to cancel")));
            case "trade_bust" -> busted(update, key, nanos);
            case "trade_correct" -> corrected(update, key, nanos);
            case "accepted",
                    "pending_new",
                    "pending_cancel",
                    "pending_replace",
                    "done_for_day",
                    "calculated",
                    "restated" -> {}
            default ->
                log.atWarn()
                        .setMessage("unknown order event")
                        .addKeyValue("event", event)
                        .log();
        }
    }

    private static String reason(OrderUpdate update, String otherwise) {
        return update.reason().isEmpty() ? otherwise : update.reason();
    }

    private void filled(OrderUpdate update, OrderKey key, long nanos, Quantity before) {
        AlpacaOrder order = update.order();
        Fill fill = fills.fromEvent(update, nanos);
        tell(new OrderReport.Filled(key, nanos, fill));
        if (before.plus(fill.quantity()).compareTo(order.filled()) < 0) {
            log.atWarn()
                    .setMessage("a fill was missed")
                    .addKeyValue("order", key)
                    .log();
            venue.missed("a fill must have been missed");
        }
        if (!order.status().equals("filled")) {
            return;
        }
        if (order.quantity().isEmpty()) {
            tell(new OrderReport.Completed(key, nanos));
        }
        for (VenueOrderId exit : tracker.release(order.id())) {
            tell(new OrderReport.Working(tracker.key(exit), nanos));
        }
    }

    /** The stop of an OCO is held for good, and sells all the same when its price is reached. */
    private void held(AlpacaOrder order, OrderKey key, long nanos) {
        tell(
                tracker.guards(order.id())
                        ? new OrderReport.Working(key, nanos)
                        : new OrderReport.Suspended(key, nanos, "waits for the order before it"));
    }

    private void replaced(AlpacaOrder order, OrderKey key, long nanos) {
        VenueOrderId next =
                order.replacedBy().orElseThrow(() -> new UnreadableAnswerException("field replaced_by is missing"));
        tell(new OrderReport.Replaced(key, nanos, tracker.changed(order.id(), next)));
    }

    private void busted(OrderUpdate update, OrderKey key, long nanos) {
        tracker.reversed(update.order());
        Optional<String> former = formerExecution(update);
        if (former.isPresent()) {
            change(new OrderReport.Busted(key, nanos, former.get()));
        } else {
            askForChanges(update);
        }
    }

    private void corrected(OrderUpdate update, OrderKey key, long nanos) {
        Optional<String> former = formerExecution(update);
        if (former.isPresent()) {
            String id = former.get();
            change(new OrderReport.Corrected(key, nanos, id, fills.corrected(update, id, nanos)));
        } else {
            askForChanges(update);
        }
    }

    private void change(OrderReport report) {
        if (tracker.isNews(report)) {
            tell(report);
        }
    }

    /** Our id of the execution that is changed; empty for one that this connection has not seen. */
    private Optional<String> formerExecution(OrderUpdate update) {
        return tracker.reported(
                update.previousExecutionId().isEmpty() ? update.executionId() : update.previousExecutionId());
    }

    /** The stream names an execution by an id that only the stream has; the account's activities have the order's sum instead. */
    private void askForChanges(OrderUpdate update) {
        venue.changesOf(update.order().id())
                .whenComplete((found, fault) -> venue.inTurn(() -> {
                    if (fault != null || !found) {
                        log.atWarn()
                                .setMessage("the change of an execution is not listed")
                                .addKeyValue("event", update.event())
                                .addKeyValue("venueOrderId", update.order().id())
                                .log();
                        venue.missed("the change of an execution is not listed yet");
                    }
                }));
    }

    private void tell(OrderReport report) {
        listener.onOrderReport(report);
    }
}
