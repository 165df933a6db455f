package io.fairlead.alpaca;

import io.fairlead.api.order.ClientOrderId;
import io.fairlead.api.order.OrderRequest;
import io.fairlead.api.order.VenueOrderId;
import io.fairlead.api.risk.ApprovedLeg;
import io.fairlead.api.risk.ApprovedOrder;
import io.fairlead.spi.OrderKey;
import io.fairlead.spi.SubmitResult;
import io.fairlead.support.UnreadableAnswerException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

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

    /** Learns the names of a group that is still to be learnt, if this is its parent with its legs; gives what else has a name now. */
    static List<OrderKey> learn(OrderTracker tracker, AlpacaOrder parent) {
        if (parent.legs().isEmpty()) {
            return List.of();
        }
        return tracker.group(parent)
                .map(group -> new GroupNames(tracker, group, parent).accepted())
                .map(accepted -> Stream.concat(
                                Stream.of(OrderKey.of(accepted.clientOrderId(), accepted.venueOrderId())),
                                accepted.legs().stream())
                        .filter(key -> !key.venueOrderId().equals(Optional.of(parent.id())))
                        .toList())
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
        exits(tracker, placed);
        tracker.see(placed);
        placed.legs().forEach(tracker::see);
        ClientOrderId clientId = order.clientOrderId();
        return new SubmitResult.Accepted(clientId, first, legs);
    }

    /** Takes note of which orders wait for this one; those of an OCO, and of an entry that has filled, guard already. */
    static void exits(OrderTracker tracker, AlpacaOrder parent) {
        tracker.exits(parent.id(), parent.legs().stream().map(AlpacaOrder::id).toList());
        boolean exitsItself = parent.legs().stream().allMatch(leg -> leg.side() == parent.side());
        if (exitsItself || parent.status().equals("filled")) {
            tracker.release(parent.id());
        }
    }

    private VenueOrderId idOf(OrderRequest request) {
        return find(placed, request)
                .map(AlpacaOrder::id)
                .orElseThrow(() -> new UnreadableAnswerException("field legs lacks a leg of the group"));
    }

    /** Which order of a group is the one that was asked for: they differ in type or side. */
    static Optional<AlpacaOrder> find(AlpacaOrder parent, OrderRequest asked) {
        return Stream.concat(Stream.of(parent), parent.legs().stream())
                .filter(one -> one.type() == asked.type() && one.side() == asked.side())
                .findFirst();
    }
}
