package io.fairlead.core.sim;

import io.fairlead.api.order.Denial;
import io.fairlead.api.risk.ApprovedLeg;
import io.fairlead.api.risk.ApprovedOrder;
import io.fairlead.api.risk.ApprovedReplace;
import io.fairlead.spi.ActionResult;
import io.fairlead.spi.OrderKey;
import io.fairlead.spi.SubmitResult;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** The way from the client to the venue: where requests and answers get lost, and the connection breaks. On the venue's thread. */
final class Wire {
    private static final Denial NO_ICEBERGS = new Denial(
            "UNSUPPORTED_DISPLAY_QUANTITY",
            "venue=" + SimulatedVenue.ID,
            "leave the display quantity out: the simulated book shows no orders");
    private static final String NO_ANSWER = "no answer within the time allowed";

    private final Exchange exchange;
    private final Outbox outbox;
    private final @Nullable FaultPlan faults;
    private boolean connected = true;
    private boolean closed;

    Wire(Exchange exchange, Outbox outbox, @Nullable FaultPlan faults) {
        this.exchange = exchange;
        this.outbox = outbox;
        this.faults = faults;
    }

    /** Takes no more orders. */
    void close() {
        closed = true;
    }

    /** Follows the plan's connection; to be called before anything else is done. */
    void connect() {
        if (faults == null || faults.isConnected() == connected) {
            return;
        }
        connected = !connected;
        if (connected) {
            outbox.reconnect("connected again", exchange.now());
        } else {
            outbox.disconnect(faults.why(), exchange.now());
        }
    }

    boolean isConnected() {
        return connected;
    }

    private @Nullable String obstacle() {
        if (closed) {
            return "the venue is closed";
        }
        return connected ? null : "the connection is down";
    }

    SubmitResult submit(ApprovedOrder order) {
        if (asksForIceberg(order)) {
            return new SubmitResult.Denied(order.clientOrderId(), NO_ICEBERGS);
        }
        String obstacle = obstacle();
        if (obstacle != null) {
            return new SubmitResult.Denied(
                    order.clientOrderId(),
                    new Denial("NOT_SENT", "reason=" + obstacle, "send it again once the connection is up"));
        }
        return faults == null ? exchange.submit(order) : submitFaultily(order, faults);
    }

    private static boolean asksForIceberg(ApprovedOrder order) {
        boolean asks = order.request().displayQuantity().isPresent();
        List<ApprovedLeg> legs = order.legs();
        for (int i = 0; i < legs.size(); i++) {
            asks |= legs.get(i).request().displayQuantity().isPresent();
        }
        return asks;
    }

    private SubmitResult submitFaultily(ApprovedOrder order, FaultPlan plan) {
        int loss = plan.nextLoss();
        if (loss < 0) {
            return new SubmitResult.Unknown(order.clientOrderId(), NO_ANSWER);
        }
        String rejection = plan.nextRejection();
        SubmitResult result = rejection.isEmpty()
                ? exchange.submit(order)
                : new SubmitResult.Rejected(order.clientOrderId(), rejection);
        return loss > 0 ? new SubmitResult.Unknown(order.clientOrderId(), NO_ANSWER) : result;
    }

    ActionResult replace(ApprovedReplace change) {
        return act(() -> exchange.replace(change));
    }

    ActionResult cancel(OrderKey key) {
        return act(() -> exchange.cancel(key));
    }

    private ActionResult act(Supplier<ActionResult> request) {
        String obstacle = obstacle();
        if (obstacle != null) {
            return new ActionResult.Refused("not sent: " + obstacle);
        }
        int loss = faults == null ? 0 : faults.nextLoss();
        if (loss < 0) {
            return new ActionResult.Unknown(NO_ANSWER);
        }
        ActionResult result = request.get();
        return loss > 0 ? new ActionResult.Unknown(NO_ANSWER) : result;
    }
}
