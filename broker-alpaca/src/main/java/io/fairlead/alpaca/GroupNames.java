package io.fairlead.alpaca;

import io.fairlead.api.order.ClientOrderId;
import io.fairlead.api.order.Contingency;
import io.fairlead.api.order.OrderRequest;
import io.fairlead.api.order.VenueOrderId;
import io.fairlead.api.risk.ApprovedLeg;
import io.fairlead.api.risk.ApprovedOrder;
import io.fairlead.spi.OrderKey;
import io.fairlead.spi.SubmitResult;
import io.fairlead.support.UnreadableAnswerException;
import java.util.ArrayList;
import java.util.List;

/** Learns the venue's ids of a group's orders from the answer: the venue makes up client ids for legs, we keep our own. */
final class GroupNames {
    private final OrderTracker tracker;
    private final ApprovedOrder order;
    private final AlpacaOrder placed;

    GroupNames(OrderTracker tracker, ApprovedOrder order, AlpacaOrder placed) {
        this.tracker = tracker;
        this.order = order;
        this.placed = placed;
    }

    /** Learns the names of a group that is still to be learnt, if this is its parent with its legs; gives the legs. */
    static List<OrderKey> learn(OrderTracker tracker, AlpacaOrder parent) {
        if (parent.legs().isEmpty()) {
            return List.of();
        }
        return tracker.group(parent)
                .map(group -> new GroupNames(tracker, group, parent).accepted().legs())
                .orElse(List.of());
    }

    SubmitResult.Accepted accepted() {
        VenueOrderId first = idOf(order.request());
        tracker.name(first, order.clientOrderId());
        List<OrderKey> legs = new ArrayList<>();
        for (ApprovedLeg leg : order.legs()) {
            VenueOrderId id = idOf(leg.request());
            tracker.name(id, leg.clientOrderId());
            legs.add(OrderKey.of(leg.clientOrderId(), id));
        }
        tracker.learnt(order.clientOrderId());
        tracker.answered(first);
        tracker.exits(placed.id(), placed.legs().stream().map(AlpacaOrder::id).toList());
        if (order.contingency() == Contingency.OCO || placed.status().equals("filled")) {
            tracker.release(placed.id());
        }
        tracker.see(placed);
        placed.legs().forEach(tracker::see);
        ClientOrderId clientId = order.clientOrderId();
        return new SubmitResult.Accepted(clientId, first, legs);
    }

    private VenueOrderId idOf(OrderRequest request) {
        // The orders of one group differ in type or side, so that equal means the same.
        if (AlpacaOrderForm.parts(order).orElseThrow().parent().equals(request)) {
            return placed.id();
        }
        return placed.legs().stream()
                .filter(leg -> leg.type() == request.type() && leg.side() == request.side())
                .map(AlpacaOrder::id)
                .findFirst()
                .orElseThrow(() -> new UnreadableAnswerException("field legs lacks a leg of the group"));
    }
}
