package io.fairlead.alpaca;

import com.fasterxml.jackson.databind.JsonNode;
import io.fairlead.api.Quantity;
import io.fairlead.api.market.EpochNanos;
import io.fairlead.api.order.Fill;
import io.fairlead.api.order.VenueOrderId;
import io.fairlead.spi.BrokerListener;
import io.fairlead.spi.OrderKey;
import io.fairlead.spi.OrderReport;
import io.fairlead.support.ExactJson;
import io.fairlead.support.UnreadableAnswerException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Makes reports of the order stream's events. One call at a time. */
final class OrderEvents {
    private static final Logger log = LoggerFactory.getLogger(OrderEvents.class);

    private final OrderTracker tracker;
    private final Fills fills;
    private final BrokerListener listener;
    private final Clock clock;
    private final Runnable missed;
    private final List<JsonNode> waiting = new ArrayList<>();

    /**
     * Events.
     *
     * @param missed what to do when a fill must have been missed
     */
    OrderEvents(OrderTracker tracker, Fills fills, BrokerListener listener, Clock clock, Runnable missed) {
        this.tracker = tracker;
        this.fills = fills;
        this.listener = listener;
        this.clock = clock;
        this.missed = missed;
    }

    /** Looks at what had to wait for the answer to a group. In the stream's turn, as all of this. */
    void groupAnswered() {
        List<JsonNode> later = List.copyOf(waiting);
        waiting.clear();
        later.forEach(this::handle);
    }

    void handle(JsonNode message) {
        JsonNode data = ExactJson.field(message, "data");
        JsonNode node = ExactJson.field(data, "order");
        String event = ExactJson.text(data, "event");
        if (AlpacaOrders.isMultiLeg(node)) {
            log.atWarn()
                    .setMessage("event of an order of several legs is left out")
                    .addKeyValue("event", event)
                    .log();
            return;
        }
        AlpacaOrder order = AlpacaOrder.from(node);
        if (tracker.mayBeLeg(order)) {
            waiting.add(message);
            return;
        }
        GroupNames.learn(tracker, order);
        long now = EpochNanos.of(clock.instant());
        long nanos = AlpacaTime.nanos(data, AlpacaTime.nanos(node, now, "updated_at"), "timestamp", "at");
        Quantity before = tracker.filled(order.id()).orElse(Quantity.ZERO);
        OrderKey key = tracker.see(order);
        switch (event) {
            case "fill", "partial_fill" -> filled(data, order, key, nanos, before);
            case "new" -> tell(new OrderReport.Working(key, nanos));
            case "held" -> held(order, key, nanos);
            case "suspended", "stopped" -> tell(new OrderReport.Suspended(key, nanos, event));
            case "canceled" -> tell(new OrderReport.Cancelled(key, nanos, "", Optional.of(order.filled())));
            case "expired" -> tell(new OrderReport.Expired(key, nanos, Optional.of(order.filled())));
            case "rejected" -> tell(new OrderReport.Rejected(key, nanos, reason(data, "rejected by the venue")));
            case "replaced" -> replaced(order, key, nanos);
            case "order_replace_rejected" -> {
                tracker.unchanged(order.id());
                tell(new OrderReport.ReplaceRejected(key, nanos, reason(data, "too late to change")));
            }
            case "order_cancel_rejected" ->
                tell(new OrderReport.CancelRejected(key, nanos, reason(data, "too late to cancel")));
            case "trade_bust" -> busted(data, key, nanos);
            case "trade_correct" -> corrected(data, order, key, nanos);
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

    private static String reason(JsonNode data, String otherwise) {
        return ExactJson.optionalText(data, "reason").orElse(otherwise);
    }

    private void filled(JsonNode data, AlpacaOrder order, OrderKey key, long nanos, Quantity before) {
        Fill fill = fills.fromEvent(data, order, nanos);
        tell(new OrderReport.Filled(key, nanos, fill));
        if (before.plus(fill.quantity()).compareTo(order.filled()) < 0) {
            log.atWarn()
                    .setMessage("a fill was missed")
                    .addKeyValue("order", key)
                    .log();
            missed.run();
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

    private void busted(JsonNode data, OrderKey key, long nanos) {
        tell(new OrderReport.Busted(key, nanos, formerExecution(data)));
    }

    private void corrected(JsonNode data, AlpacaOrder order, OrderKey key, long nanos) {
        String former = formerExecution(data);
        Fill fill = fills.fromEvent(data, order, nanos);
        Fill anew = new Fill(
                former + "'",
                fill.instrument(),
                fill.side(),
                fill.quantity(),
                fill.price(),
                fill.fees(),
                fill.liquidity(),
                fill.timeNanos());
        tell(new OrderReport.Corrected(key, nanos, former, anew));
    }

    private String formerExecution(JsonNode data) {
        String venue = ExactJson.optionalText(data, "previous_execution_id")
                .orElseGet(() -> ExactJson.text(data, "execution_id"));
        return tracker.reported(venue)
                .orElseThrow(() -> new UnreadableAnswerException("a correction of an execution that was never told"));
    }

    private void tell(OrderReport report) {
        listener.onOrderReport(report);
    }
}
