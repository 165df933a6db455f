package io.fairlead.core.order;

import io.fairlead.api.Quantity;
import io.fairlead.api.instrument.InstrumentId;
import io.fairlead.api.order.Fill;
import io.fairlead.api.order.OrderEvent;
import io.fairlead.api.order.Side;
import io.fairlead.api.order.VenueOrderId;
import io.fairlead.core.journal.CheckpointPart;
import io.fairlead.core.order.OrderTransitions.Cell;
import io.fairlead.core.order.OrderTransitions.News;
import io.fairlead.core.order.OrderTransitions.Verdict;
import io.fairlead.spi.OrderKey;
import io.fairlead.spi.OrderReport;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Books executions, each once, whatever the order's state says: an execution is a fact. One without a price counts for risk at once
 * and is booked when its price comes; one that is taken back is booked back. On the session's thread.
 */
final class FillBooking {
    /** A fill of an order that no strategy of ours made. */
    private record Foreign(OrderKey key, int index, Fill fill) {}

    private final OrderRoom room;
    private final Map<String, Fill> unpriced = new HashMap<>();
    private final Map<String, OrderReport.Priced> pricedEarly = new HashMap<>();
    private final Map<String, Foreign> foreign = new LinkedHashMap<>();

    private long openedNanos = Long.MIN_VALUE;

    FillBooking(OrderRoom room) {
        this.room = room;
    }

    void fill(ManagedOrder order, long at, Fill fill) {
        if (order.hasFill(fill.executionId())) {
            return;
        }
        Foreign earlier = foreign.isEmpty() ? null : foreign.get(fill.executionId());
        if (earlier != null && earlier.index() >= 0) {
            reverseForeign(fill.executionId()); // it was taken for somebody else's
        }
        if (!fill.instrument().equals(order.request().instrument())) {
            room.alarm("ORDER_ILLEGAL_TRANSITION", "order=" + order + " is not of the instrument of " + fill);
            bookForeign(order.key(), fill);
            return;
        }
        countPriced(order, fill.executionId());
        if (order.isHeldUnsent()) {
            room.alarm("ORDER_ILLEGAL_TRANSITION", "order=" + order + " waits here, and has filled: " + fill);
            order.isThereAfterAll();
        }
        boolean wrong = fill.side() != order.request().side();
        order.add(fill);
        if (!isPartOfOpening(order, fill, earlier)) {
            room.book(order.instrumentIndex(), fill);
            room.sink().onBooked(order, fill);
        }
        News news = order.isComplete() ? News.LAST_FILL : News.PARTIAL_FILL;
        Cell cell = OrderTransitions.of(order.lifecycle(), news);
        if (cell.verdict() == Verdict.ILLEGAL || wrong || order.isOverfilled()) {
            room.alarm("ORDER_ILLEGAL_TRANSITION", "order=" + order + " news=" + news + " impossible fill " + fill);
        }
        if (cell.verdict() == Verdict.MOVE && !order.isHeld()) {
            if (news == News.LAST_FILL) {
                complete(order, cell);
            } else {
                order.moveTo(cell.next());
            }
        }
        room.changed(order);
        room.tell(order, new OrderEvent.Filled(order, at, fill));
    }

    /** All of it as it was sent has filled. An exit that was sent for a part of what its entry fills waits here for more. */
    void complete(ManagedOrder order, Cell cell) {
        if (GroupCare.hasMoreToExit(order)) {
            order.holdAfterEnd();
        } else {
            order.moveTo(cell.next());
        }
    }

    /** An execution counts as one without a price no more. */
    private boolean countPriced(ManagedOrder order, String executionId) {
        Fill awaiting = unpriced.isEmpty() ? null : unpriced.remove(executionId);
        if (awaiting != null) {
            order.removeUnpriced(awaiting.quantity());
        }
        return awaiting != null;
    }

    /** What has changed hands of an instrument and waits for its price: more by so much is held at the venue. */
    BigDecimal unpricedOf(InstrumentId instrument) {
        BigDecimal sum = BigDecimal.ZERO;
        for (Fill fill : unpriced.values()) {
            if (fill.instrument().equals(instrument)) {
                BigDecimal units = fill.quantity().value();
                sum = fill.side() == Side.BUY ? sum.add(units) : sum.subtract(units);
            }
        }
        return sum;
    }

    /** Whether an execution of somebody else's order is in what the account held when it was first read, however late it is told. */
    private boolean isPartOfOpening(ManagedOrder order, Fill fill, @Nullable Foreign earlier) {
        boolean counted = earlier != null && earlier.index() < 0;
        return counted || (order.owner() == OrderRoom.NOBODY && fill.timeNanos() <= openedNanos);
    }

    void applyChange(ManagedOrder order, OrderReport report) {
        if (report instanceof OrderReport.FilledUnpriced awaiting) {
            unpriced(order, awaiting.fill());
        } else if (report instanceof OrderReport.Priced priced) {
            price(order, priced);
        } else if (report instanceof OrderReport.Corrected corrected) {
            boolean sameId = corrected.corrected().executionId().equals(corrected.executionId());
            boolean formerStands = !sameId && order.hasFill(corrected.executionId());
            if (isBooked(order, corrected.corrected()) && !formerStands) {
                return; // told again: by back-fill, or after a restart
            }
            reverse(order, corrected.timeNanos(), corrected.executionId(), !sameId);
            fill(order, corrected.timeNanos(), corrected.corrected());
        } else if (report instanceof OrderReport.Busted busted) {
            reverse(order, busted.timeNanos(), busted.executionId(), true);
        }
    }

    /** Whether exactly this is in the books under its id. */
    private static boolean isBooked(ManagedOrder order, Fill corrected) {
        return order.fills().stream()
                .anyMatch(fill -> fill.executionId().equals(corrected.executionId())
                        && fill.price().equals(corrected.price())
                        && fill.quantity().equals(corrected.quantity())
                        && fill.side() == corrected.side()
                        && fill.fees().equals(corrected.fees()));
    }

    private void unpriced(ManagedOrder order, Fill fill) {
        OrderReport.Priced early = pricedEarly.remove(fill.executionId());
        if (!order.hasFill(fill.executionId()) && unpriced.putIfAbsent(fill.executionId(), fill) == null) {
            order.addUnpriced(fill.quantity());
            room.changed(order);
        }
        if (early != null) {
            price(order, early);
        }
    }

    private void price(ManagedOrder order, OrderReport.Priced priced) {
        Fill awaiting = unpriced.get(priced.executionId());
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
            if (countPriced(order, executionId)) {
                room.changed(order);
            } else {
                room.alarm("FILL_UNKNOWN", "order=" + order + " executionId=" + executionId);
            }
            return;
        }
        room.ledger.reverse(order.instrumentIndex(), gone);
        room.sink().onReversed(order, gone);
        room.changed(order);
        room.tell(order, new OrderEvent.FillReversed(order, at, gone));
    }

    // ---- orders that are not ours

    /** News of an order that is not ours: facts are booked and somebody is told; for the rest the venue is asked what it has. */
    void applyForeign(OrderReport report) {
        if (report instanceof OrderReport.Filled filled) {
            bookForeign(report.key(), filled.fill());
        } else if (report instanceof OrderReport.Corrected corrected) {
            reverseForeign(corrected.executionId());
            bookForeign(report.key(), corrected.corrected());
        } else if (report instanceof OrderReport.Busted busted) {
            reverseForeign(busted.executionId());
        } else {
            room.lookAgain();
        }
    }

    private void bookForeign(OrderKey key, Fill fill) {
        if (foreign.containsKey(fill.executionId())) {
            return;
        }
        if (fill.timeNanos() <= openedNanos) {
            foreign.put(fill.executionId(), new Foreign(key, -1, fill));
            return;
        }
        int index = room.instruments.indexOf(fill.instrument());
        foreign.put(fill.executionId(), new Foreign(key, index, fill));
        if (index >= 0) {
            room.book(index, fill);
            room.sink().onForeignBooked(index);
        }
        room.alarm("EXTERNAL_FILL", "key=" + key + " fill=" + fill + " booked=" + (index >= 0));
    }

    private void reverseForeign(String executionId) {
        Foreign gone = foreign.remove(executionId);
        if (gone == null) {
            room.alarm("FILL_UNKNOWN", "executionId=" + executionId);
        } else if (gone.index() >= 0) {
            room.ledger.reverse(gone.index(), gone.fill());
            room.sink().onForeignBooked(gone.index());
        }
    }

    /** Whether an execution has been booked already, to whomever. */
    boolean isForeign(String executionId) {
        return foreign.containsKey(executionId);
    }

    /** What the account held at a moment is known: executions of others up to then are part of it, reported or not. */
    void opened(long atNanos) {
        openedNanos = atNanos;
        for (Foreign one : List.copyOf(foreign.values())) {
            if (one.index() >= 0 && one.fill().timeNanos() <= atNanos) {
                reverseForeign(one.fill().executionId());
                foreign.put(one.fill().executionId(), new Foreign(one.key(), -1, one.fill()));
            }
        }
    }

    /** How much of a venue's order has been booked, or counted, as somebody else's. */
    Quantity filledOf(VenueOrderId id) {
        Quantity filled = Quantity.ZERO;
        for (Foreign one : foreign.values()) {
            filled = isOf(one, id) ? filled.plus(one.fill().quantity()) : filled;
        }
        return filled;
    }

    private static boolean isOf(Foreign one, VenueOrderId id) {
        return one.key().venueOrderId().filter(id::equals).isPresent();
    }

    /** A venue's order has an owner now: what it filled is booked to that. */
    void adopt(ManagedOrder order, VenueOrderId id) {
        if (foreign.isEmpty()) {
            return;
        }
        for (Foreign one : List.copyOf(foreign.values())) {
            if (isOf(one, id)) {
                fill(order, one.fill().timeNanos(), one.fill());
            }
        }
    }

    // ---- checkpoints

    /** When what the account began with was read; the least long if never. */
    long openedNanos() {
        return openedNanos;
    }

    /** What a checkpoint keeps: executions of others since a moment, and what waits for its price. */
    List<CheckpointPart> kept(long sinceNanos) {
        List<CheckpointPart> parts = new ArrayList<>();
        for (Foreign one : foreign.values()) {
            if (one.fill().timeNanos() >= sinceNanos) {
                parts.add(new CheckpointPart.Foreign(one.key(), one.index(), one.fill()));
            }
        }
        unpriced.values().stream()
                .sorted(Comparator.comparing(Fill::executionId))
                .forEach(fill -> parts.add(new CheckpointPart.Unpriced(fill)));
        pricedEarly.values().stream()
                .sorted(Comparator.comparing(OrderReport.Priced::executionId))
                .forEach(report -> parts.add(new CheckpointPart.PricedEarly(report)));
        return parts;
    }

    /** Goes on with an account that was opened then. */
    void restoreOpened(long atNanos) {
        openedNanos = atNanos;
    }

    void restore(CheckpointPart.Foreign kept, int index) {
        foreign.put(kept.fill().executionId(), new Foreign(kept.key(), index, kept.fill()));
    }

    void restore(CheckpointPart.Unpriced kept) {
        unpriced.put(kept.fill().executionId(), kept.fill());
    }

    void restore(CheckpointPart.PricedEarly kept) {
        pricedEarly.put(kept.report().executionId(), kept.report());
    }
}
