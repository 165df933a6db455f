package io.fairlead.core.order;

import io.fairlead.api.Money;
import io.fairlead.api.instrument.Instrument;
import io.fairlead.api.order.ClientOrderId;
import io.fairlead.api.order.OrderId;
import io.fairlead.api.order.VenueOrderId;
import io.fairlead.core.journal.CheckpointPart;
import io.fairlead.core.ledger.Kept;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.IntFunction;
import java.util.function.IntUnaryOperator;
import java.util.function.ToIntFunction;
import org.jspecify.annotations.Nullable;

/**
 * What the desk and its books come to, as parts of a checkpoint, and back. Orders that ended long ago are left out: their executions
 * are in the books, and no venue tells of them any more. On the session's thread, before the session runs.
 */
final class DeskCheckpoint {
    private final OrderRoom room;
    private final Reconciler reconciler;
    private final VenueSync sync;
    private final UnknownWatch unknowns;

    DeskCheckpoint(OrderRoom room, Reconciler reconciler, VenueSync sync, UnknownWatch unknowns) {
        this.room = room;
        this.unknowns = unknowns;
        this.reconciler = reconciler;
        this.sync = sync;
    }

    // ---- to

    /**
     * The parts.
     *
     * @param sinceNanos orders that are over, and executions of others, are kept from then on
     * @param strategies from an owner to its name
     */
    List<CheckpointPart> parts(long sinceNanos, IntFunction<String> strategies) {
        long watermark = Optional.ofNullable(sync.watermarkNanos()).orElse(Long.MIN_VALUE);
        long since = Math.min(sinceNanos, VenueSync.askedFrom(watermark)); // the venue will tell of those again
        List<CheckpointPart> parts = new ArrayList<>();
        for (int i = 0; i < room.instruments.size(); i++) {
            Optional<Long> price = room.marks.isKnown(i) ? Optional.of(room.marks.get(i)) : Optional.empty();
            parts.add(new CheckpointPart.Listed(i, room.instruments.get(i), price));
        }
        addBooks(parts);
        parts.add(new CheckpointPart.Desk(
                room.registry.lastOrderId(),
                room.clientIds.last(),
                watermark,
                room.fills.openedNanos(),
                reconciler.isAccountOpened(),
                unknowns.nextDueNanos()));
        addOrders(parts, since, strategies);
        parts.addAll(room.fills.kept(since));
        parts.addAll(room.frozen.kept());
        parts.addAll(reconciler.kept());
        return parts;
    }

    private void addBooks(List<CheckpointPart> parts) {
        for (Money cash : room.ledger.balances()) {
            parts.add(new CheckpointPart.Cash(
                    cash,
                    room.ledger.paidIn(cash.currency()).value(),
                    room.ledger.fees(cash.currency()).value()));
        }
        for (int i = 0; i < room.instruments.size(); i++) {
            int index = i;
            room.ledger
                    .kept(i)
                    .ifPresent(held -> parts.add(new CheckpointPart.Held(
                            "", index, held.quantity(), held.cost(), held.realized(), held.fills())));
        }
    }

    private void addOrders(List<CheckpointPart> parts, long sinceNanos, IntFunction<String> strategies) {
        Map<ManagedOrder, List<ClientOrderId>> others = room.registry.otherNames();
        Map<ManagedOrder, List<VenueOrderId>> alsoVenue = room.registry.otherVenueNames();
        for (long id = 1; id <= room.registry.lastOrderId(); id++) {
            ManagedOrder root = room.registry.order(new OrderId(id)).orElse(null);
            if (root == null || root.managedParent() != null) {
                continue;
            }
            List<ManagedOrder> members = new ArrayList<>(root.managedLegs());
            members.add(0, root);
            if (members.stream().anyMatch(order -> !order.isClosed() || order.touchedNanos() >= sinceNanos)) {
                for (ManagedOrder order : members) {
                    String owner = order.owner() < 0 ? "" : strategies.apply(order.owner());
                    parts.add(order.kept(
                            owner, others.getOrDefault(order, List.of()), alsoVenue.getOrDefault(order, List.of())));
                }
            }
        }
    }

    // ---- and back

    /**
     * Makes an empty desk, and its books, what the parts say. Parts of other rooms are passed over.
     *
     * @param strategies from a name to an owner; negative if there is none of that name any more
     * @param instruments from an index of the checkpoint to the session's
     */
    void restore(List<CheckpointPart> parts, ToIntFunction<String> strategies, IntUnaryOperator instruments) {
        Map<OrderId, List<CheckpointPart.Order>> legs = new HashMap<>();
        List<CheckpointPart.Order> kept = new ArrayList<>();
        for (CheckpointPart part : parts) {
            if (part instanceof CheckpointPart.Order order) {
                kept.add(order);
                order.group()
                        .parent()
                        .ifPresent(parent -> legs.computeIfAbsent(parent, any -> new ArrayList<>())
                                .add(order));
            } else {
                restore(part, instruments);
            }
        }
        for (CheckpointPart.Order order : kept) {
            if (order.group().parent().isEmpty()) {
                int owner = order.strategy().isEmpty() ? OrderRoom.NOBODY : strategies.applyAsInt(order.strategy());
                group(order, legs.getOrDefault(order.order(), List.of()), owner, instruments);
            }
        }
    }

    private void restore(CheckpointPart part, IntUnaryOperator instruments) {
        if (part instanceof CheckpointPart.Cash cash) {
            room.leaveOutUnlessRated(cash.cash());
            room.ledger.restore(cash.cash(), cash.paidIn(), cash.fees());
        } else if (part instanceof CheckpointPart.Held held && held.strategy().isEmpty()) {
            room.ledger.restore(
                    instruments.applyAsInt(held.instrument()),
                    new Kept(held.quantity(), held.cost(), held.realized(), held.fills()));
        } else if (part instanceof CheckpointPart.Desk desk) {
            room.registry.goOnAfter(desk.lastOrder());
            room.clientIds.goOnAfter(desk.lastClient());
            sync.restoreWatermark(desk.watermarkNanos());
            room.fills.restoreOpened(desk.openedNanos());
            reconciler.restoreOpened(desk.accountOpened());
            unknowns.restoreDue(desk.checkNanos());
        } else if (part instanceof CheckpointPart.Foreign foreign) {
            room.fills.restore(foreign, foreign.instrument() < 0 ? -1 : instruments.applyAsInt(foreign.instrument()));
        } else if (part instanceof CheckpointPart.Unpriced unpriced) {
            room.fills.restore(unpriced);
        } else if (part instanceof CheckpointPart.PricedEarly early) {
            room.fills.restore(early);
        } else if (part instanceof CheckpointPart.Frozen frozen) {
            room.frozen.restore(frozen, instruments.applyAsInt(frozen.instrument()));
        } else if (part instanceof CheckpointPart.Gap gap) {
            reconciler.restore(gap, instruments.applyAsInt(gap.instrument()));
        }
    }

    private void group(
            CheckpointPart.Order first, List<CheckpointPart.Order> others, int owner, IntUnaryOperator instruments) {
        int index = instruments.applyAsInt(first.instrument());
        ManagedOrder root = made(first, null, owner, index);
        List<ManagedOrder> legs = new ArrayList<>();
        for (CheckpointPart.Order other : others) {
            legs.add(made(other, root, owner, index));
        }
        if (!legs.isEmpty()) {
            root.adopt(legs, first.group().handling());
        }
        register(root, first);
        for (int i = 0; i < legs.size(); i++) {
            register(legs.get(i), others.get(i));
        }
        room.rate.submitted(root.submittedNanos());
        room.intents.submitted(root, root.submittedNanos());
        Instrument rules = root.instrument();
        if (!OrderRoom.isOver(root)) {
            room.working.opened();
        }
        room.working.update(root, room.rateOf(rules));
        if (root.isEmulated() && !OrderRoom.isOver(root)) {
            room.changed(root);
        }
    }

    private ManagedOrder made(CheckpointPart.Order kept, @Nullable ManagedOrder parent, int owner, int index) {
        return new ManagedOrder(
                room.desk,
                kept.order(),
                kept.names().own(),
                owner,
                index,
                room.instruments.get(index),
                kept.asked().request(),
                kept.group().contingency(),
                parent,
                kept.asked().submittedNanos());
    }

    private void register(ManagedOrder order, CheckpointPart.Order kept) {
        order.restore(kept);
        room.registry.add(order);
        kept.names().others().forEach(id -> room.registry.alias(id, order));
        kept.names().alsoVenue().forEach(id -> room.registry.alias(id, order));
    }
}
