package io.fairlead.core.order;

import io.fairlead.api.Quantity;
import io.fairlead.api.order.Contingency;
import io.fairlead.api.order.Denial;
import io.fairlead.api.order.Lifecycle;
import io.fairlead.api.order.OrderEvent;
import io.fairlead.api.order.OrderRequest;
import io.fairlead.api.order.OrderType;
import io.fairlead.api.order.PendingAction;
import io.fairlead.api.order.Side;
import io.fairlead.api.order.TimeInForce;
import io.fairlead.core.journal.JournalRecord;
import io.fairlead.spi.Capabilities;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Looks after groups whose venue does not. At most one order of a pair is at the venue at any time, so that never both can fill: the
 * other waits here, and when the price touches it the first is called back, its end awaited, and only then the other sent, sized by
 * what has filled. Of a bracket the stop is the one at the venue: it protects while we are away.
 *
 * <p>All that this decides from is in the journal (intents, reports) or comes after it (prices), so that a restart finds every group
 * where it was. On the session's thread.
 */
final class GroupCare {
    private static final long RETRY_NANOS = TimeUnit.SECONDS.toNanos(1);

    private final OrderRoom room;
    private final OrderIntake intake;
    private final Dispatch dispatch;
    /** Groups that are not over, by instrument index; null where there are none. */
    private final List<@Nullable List<ManagedOrder>> running = new ArrayList<>();

    /** What a person has heard of an order last, so that it is said once. */
    private final Map<ManagedOrder, String> told = new HashMap<>();

    private int count;

    GroupCare(OrderRoom room, OrderIntake intake, Dispatch dispatch) {
        this.room = room;
        this.intake = intake;
        this.dispatch = dispatch;
    }

    /** Whether a group can be looked after here; null if so. */
    static @Nullable Denial check(Contingency contingency, OrderRequest first, List<OrderRequest> legs) {
        boolean sized = first.quantity().isPresent()
                && legs.stream()
                        .allMatch(leg -> leg.quantity().isPresent()
                                && (contingency == Contingency.OTO
                                        || leg.quantity().equals(first.quantity())));
        OrderRequest last = legs.get(legs.size() - 1);
        boolean touchable = contingency == Contingency.OTO
                || (legs.size() == 1 && contingency == Contingency.BRACKET)
                || legs.stream().anyMatch(leg -> isTouchable(leg.type()));
        return sized && touchable
                ? null
                : new Denial(
                        "UNSUPPORTED_GROUP",
                        "group=" + contingency + " last=" + last,
                        "the broker does not look after groups, and the session can only where orders have quantities "
                                + "and one of a pair a limit or a trigger: place the orders one by one");
    }

    private static boolean isTouchable(OrderType type) {
        return type == OrderType.LIMIT || type.hasTriggerPrice();
    }

    // ---- when something may have to be done

    /** Groups in which something changed go on. */
    void advance() {
        for (ManagedOrder root : room.takeChangedGroups()) {
            watch(root);
            advance(root);
        }
    }

    /** The journal has been read back: groups that are not over go on once the venue is known. */
    void recovered() {
        room.takeChangedGroups().forEach(this::watch);
    }

    /** Whether a price of this instrument can matter. */
    boolean isWatching(int index) {
        return count > 0 && index < running.size() && running.get(index) != null;
    }

    /** A price has become known. */
    void onPrice(int index) {
        List<ManagedOrder> groups = index < running.size() ? running.get(index) : null;
        if (groups != null) {
            for (ManagedOrder root : List.copyOf(groups)) {
                advance(root);
            }
        }
    }

    /** Time has passed: what waited for its moment need not any more. */
    void onTime() {
        for (int i = 0; count > 0 && i < running.size(); i++) {
            List<ManagedOrder> groups = running.get(i);
            if (groups != null) {
                groups.forEach(root -> members(root).forEach(order -> order.waitedUntil(room.nowNanos)));
            }
        }
        advanceAll();
    }

    /** Orders may leave again: every group goes on. */
    void advanceAll() {
        for (int i = 0; count > 0 && i < running.size(); i++) {
            onPrice(i);
        }
    }

    /** When a leg that could not leave is tried again; {@link Long#MAX_VALUE} if none waits. */
    long nextDueNanos() {
        long due = Long.MAX_VALUE;
        for (int i = 0; count > 0 && i < running.size(); i++) {
            List<ManagedOrder> groups = running.get(i);
            for (int g = 0; groups != null && g < groups.size(); g++) {
                for (ManagedOrder order : members(groups.get(g))) {
                    if (!order.isClosed() && order.retryNanos() != ManagedOrder.ANY_TIME) {
                        due = Math.min(due, order.retryNanos());
                    }
                }
            }
        }
        return due;
    }

    /** Takes a group in, after a restart too; one that is over is let go. */
    private void watch(ManagedOrder root) {
        int index = root.instrumentIndex();
        while (running.size() <= index) {
            running.add(null);
        }
        List<ManagedOrder> groups = running.get(index);
        boolean over = members(root).stream().allMatch(ManagedOrder::isClosed);
        boolean known = groups != null && groups.contains(root);
        if (over) {
            members(root).forEach(told::remove);
        }
        if (over && known) {
            groups.remove(root);
            count--;
            if (groups.isEmpty()) {
                running.set(index, null);
            }
        } else if (!over && !known) {
            if (groups == null) {
                groups = new ArrayList<>();
                running.set(index, groups);
            }
            groups.add(root);
            count++;
        }
    }

    private static List<ManagedOrder> members(ManagedOrder root) {
        List<ManagedOrder> all = new ArrayList<>(3);
        all.add(root);
        all.addAll(root.managedLegs());
        return all;
    }

    // ---- what is to be done

    private void advance(ManagedOrder root) {
        if (room.isFolding()) {
            return;
        }
        switch (root.contingency()) {
            case BRACKET -> advanceBracket(root);
            case OTO -> advanceTriggered(root);
            case OCO -> advancePair(root, members(root), rest(root), false);
            case NONE -> throw new IllegalStateException("not a group: " + root);
        }
        watch(root);
    }

    private void advanceBracket(ManagedOrder entry) {
        List<ManagedOrder> exits = entry.managedLegs();
        Quantity uncovered = uncovered(entry);
        if (!uncovered.isZero() || entry.isClosed()) {
            advancePair(entry, exits, uncovered, exits.stream().allMatch(GroupCare::addsNothing));
        }
    }

    /** The second order of an OTO: once the first has filled; an exit also for the part that has filled when the first has ended. */
    private void advanceTriggered(ManagedOrder first) {
        ManagedOrder then = first.managedLegs().get(0);
        if (!first.isClosed() || then.isClosed() || !then.isHeld()) {
            return;
        }
        boolean exit = then.request().side() != first.request().side() && addsNothing(then);
        Quantity asked = lessOf(then.request().quantity().orElseThrow(), then.executed());
        Quantity size = exit ? asked.min(lessOf(first.executed(), then.executed())) : asked;
        if (!size.isZero() && (exit || first.lifecycle() == Lifecycle.FILLED)) {
            send(then, size, exit, true);
        } else {
            end(then, "the order before it ended " + first.status());
        }
    }

    /** Whether a leg was let pass with its group as one that can only undo what the group does: it leaves whatever is halted. */
    private static boolean addsNothing(ManagedOrder leg) {
        return leg.riskPriceScaled == 0;
    }

    /** Sees to it that one of these is at the venue, for the whole rest, and ends them all when nothing is left. */
    private void advancePair(ManagedOrder root, List<ManagedOrder> pair, Quantity rest, boolean exit) {
        ManagedOrder away = null;
        for (ManagedOrder order : pair) {
            if (!order.isClosed() && !order.isHeld()) {
                away = order;
            }
        }
        boolean grows = !root.isClosed() && !pair.contains(root);
        if (rest.isZero() && !grows) {
            endAll(pair, "the group has done what it was for");
        } else if (away == null) {
            ManagedOrder next = choose(pair);
            if (next != null) {
                send(next, rest, exit, !grows);
            } else if (root.contingency() == Contingency.BRACKET) {
                tell(root, "GROUP_UNPROTECTED", "rest=" + rest + " exits ended without filling");
            }
        } else if (away.pending() == PendingAction.NONE
                && !away.isUnknown()
                && away.awaitedEnd() == null
                && away.lifecycle() != Lifecycle.PENDING_NEW) {
            recallIfNeeded(away, pair, rest);
        }
    }

    private void recallIfNeeded(ManagedOrder away, List<ManagedOrder> pair, Quantity rest) {
        ManagedOrder next = choose(pair);
        boolean otherTouched = next != null && next != away && isTouched(next.request()) && !isTouched(away.request());
        boolean wrongSize = !away.openAtVenue().equals(floorToLot(away, rest));
        if (dispatch.isOpen() && away.retryNanos() <= room.nowNanos && (otherTouched || wrongSize)) {
            intake.recall(away);
        }
    }

    /** The order that should be at the venue: one that the price has touched, else the last that can wait for nothing, the stop. */
    private @Nullable ManagedOrder choose(List<ManagedOrder> pair) {
        ManagedOrder best = null;
        for (ManagedOrder order : pair) {
            if (order.isClosed()) {
                continue;
            }
            if (isTouched(order.request())) {
                return order;
            }
            boolean protects = !order.request().type().equals(OrderType.LIMIT);
            if (best == null || protects) {
                best = order;
            }
        }
        return best;
    }

    private boolean isTouched(OrderRequest request) {
        int index = room.instruments.indexOf(request.instrument());
        if (!room.marks.isKnown(index)) {
            return false;
        }
        BigDecimal last = BigDecimal.valueOf(
                room.marks.get(index), room.instruments.get(index).priceScale());
        boolean buy = request.side() == Side.BUY;
        return switch (request.type()) {
            case LIMIT -> touches(last, request.limitPrice().orElseThrow().value(), !buy);
            case STOP, STOP_LIMIT ->
                touches(last, request.triggerPrice().orElseThrow().value(), buy);
            case MARKET_IF_TOUCHED, LIMIT_IF_TOUCHED ->
                touches(last, request.triggerPrice().orElseThrow().value(), !buy);
            default -> false;
        };
    }

    private static boolean touches(BigDecimal last, BigDecimal level, boolean fromBelow) {
        return fromBelow ? last.compareTo(level) >= 0 : last.compareTo(level) <= 0;
    }

    private void send(ManagedOrder order, Quantity rest, boolean exit, boolean isAll) {
        if (!dispatch.isOpen() || room.frozen.isFrozen(order.instrumentIndex()) || order.retryNanos() > room.nowNanos) {
            return;
        }
        Quantity size = floorToLot(order, rest);
        if (size.isZero()) {
            if (isAll) {
                room.alarm("GROUP_REST_BELOW_LOT", "order=" + order + " rest=" + rest);
                end(order, "the rest of " + rest + " is below the lot");
            }
            return;
        }
        Denial denial = intake.sendLeg(order, asSent(order.request(), size), exit);
        if (denial == null) {
            told.remove(order);
        } else {
            order.retryAt(room.nowNanos + RETRY_NANOS);
            tell(order, "GROUP_LEG_NOT_SENT", "denial=" + denial);
        }
    }

    private void tell(ManagedOrder order, String code, String detail) {
        if (!detail.equals(told.put(order, detail))) {
            room.alarm(code, "order=" + order + " " + detail);
        }
    }

    private static Quantity floorToLot(ManagedOrder order, Quantity rest) {
        return order.instrument().roundDownToLot(rest);
    }

    /** As it goes to the venue: a stop whose trigger has traded meanwhile as what it turns into, for venues refuse such stops. */
    private OrderRequest asSent(OrderRequest request, Quantity size) {
        OrderRequest.Builder sized = request.toBuilder().quantity(size);
        OrderType turned = request.limitPrice().isPresent() ? OrderType.LIMIT : OrderType.MARKET;
        Optional<TimeInForce> lasting = durationOf(turned, request.timeInForce());
        if (request.type() == OrderType.LIMIT || !isTouched(request) || lasting.isEmpty()) {
            return sized.build();
        }
        if (turned == OrderType.LIMIT) {
            sized.limit(request.limitPrice().orElseThrow());
        } else {
            sized.market();
        }
        return sized.timeInForce(lasting.get()).build();
    }

    /** How long an order of a type may last: as asked where the venue takes that, else the first that it takes. */
    private Optional<TimeInForce> durationOf(OrderType type, TimeInForce asked) {
        Capabilities can = room.venue.broker().capabilities();
        return Stream.concat(Stream.of(asked), Arrays.stream(TimeInForce.values()))
                .filter(duration -> can.supports(type, duration))
                .findFirst();
    }

    // ---- ends

    private void endAll(List<ManagedOrder> orders, String reason) {
        for (ManagedOrder order : orders) {
            if (order.isClosed()) {
                continue;
            }
            if (order.isHeld()) {
                end(order, reason);
            } else if (order.pending() != PendingAction.CANCEL && order.retryNanos() <= room.nowNanos) {
                intake.cancel(order);
            }
        }
    }

    private void end(ManagedOrder order, String reason) {
        room.write(new JournalRecord.CancelIntended(order.orderId()));
        endHeld(room, order, reason);
    }

    /** Ends an order that waits here: nobody else need be asked. One that has done all that it was sent for is filled. */
    static void endHeld(OrderRoom room, ManagedOrder order, String reason) {
        if (order.isHeldAfterEnd() && order.isComplete()) {
            order.end(Lifecycle.FILLED);
            room.changed(order);
            return;
        }
        order.text(reason);
        order.end(Lifecycle.CANCELLED);
        room.changed(order);
        room.tell(order, new OrderEvent.Cancelled(order, room.nowNanos, reason));
    }

    /** Whether an exit of a bracket that we look after may have to leave once more: its entry has filled more, or may. */
    static boolean hasMoreToExit(ManagedOrder exit) {
        ManagedOrder entry = exit.managedParent();
        return entry != null
                && exit.isEmulated()
                && entry.contingency() == Contingency.BRACKET
                && (!entry.isClosed() || !uncovered(entry).isZero());
    }

    /** What a bracket's entry has filled and none of its exits. */
    private static Quantity uncovered(ManagedOrder entry) {
        Quantity rest = entry.executed();
        for (ManagedOrder exit : entry.managedLegs()) {
            rest = lessOf(rest, exit.executed());
        }
        return rest;
    }

    private static Quantity rest(ManagedOrder root) {
        Quantity rest = root.whole();
        for (ManagedOrder order : members(root)) {
            rest = lessOf(rest, order.executed());
        }
        return rest;
    }

    private static Quantity lessOf(Quantity from, Quantity taken) {
        return from.compareTo(taken) <= 0 ? Quantity.ZERO : from.minus(taken);
    }
}
