package io.fairlead.core.order;

import io.fairlead.api.Money;
import io.fairlead.api.Price;
import io.fairlead.api.Quantity;
import io.fairlead.api.instrument.Instrument;
import io.fairlead.api.order.Contingency;
import io.fairlead.api.order.Fill;
import io.fairlead.api.order.Lifecycle;
import io.fairlead.api.order.Liquidity;
import io.fairlead.api.order.OrderRequest;
import io.fairlead.core.journal.CheckpointPart;
import io.fairlead.core.journal.JournalRecord;
import io.fairlead.core.journal.JournalRecord.VenueRead;
import io.fairlead.spi.AccountFacet;
import io.fairlead.spi.OrderKey;
import io.fairlead.spi.OrderReport;
import io.fairlead.spi.VenueOrder;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Applies what a comparison of journal and venue found, and says in words what was found and done. Applying the same reading twice
 * changes nothing. On the session's thread.
 */
final class Reconciler {
    private final OrderRoom room;
    private final OrderReports reports;
    private final VenueSync sync;
    private final Dispatch dispatch;
    private final ExternalPolicy policy;
    private final boolean simulated;
    /** Differences in what is held that one reading has shown: a fill may have been on its way. */
    private final Map<Integer, Finding.PositionGap> gaps = new HashMap<>();

    /** What a person has heard of since the session began: each once. */
    private final Set<String> troublesTold = new HashSet<>();

    /** Orders that are over, and that the reading before showed open. */
    private Set<ManagedOrder> leftOvers = Set.of();

    /** The same of the reading that is being applied. */
    private final Set<ManagedOrder> seenLeftOver = new HashSet<>();

    private boolean accountOpened;

    Reconciler(OrderRoom room, OrderReports reports, VenueSync sync, Dispatch dispatch, ExternalPolicy policy) {
        this.room = room;
        this.dispatch = dispatch;
        this.reports = reports;
        this.sync = sync;
        this.policy = policy;
        this.simulated = room.venue.broker().simulation().isPresent();
        this.accountOpened = simulated;
    }

    /** Compares and applies. */
    void reconcile(VenueRead read) {
        List<String> lines = new ArrayList<>();
        if (!accountOpened) {
            openAccount(read, lines);
        }
        boolean known = true;
        known &= applyAll(new Reconciliation(room, read).adoptions(), read, lines);
        known &= applyAll(new Reconciliation(room, read).missedFills(), read, lines);
        known &= applyAll(new Reconciliation(room, read).states(), read, lines);
        known &= applyAll(new Reconciliation(room, read).legStates(), read, lines);
        known &= applyAll(new Reconciliation(room, read).externals(), read, lines);
        leftOvers = Set.copyOf(seenLeftOver);
        seenLeftOver.clear();
        if (!simulated) {
            known &= applyGaps(new Reconciliation(room, read).positionGaps(), lines);
        }
        known &= room.registry.open().stream().noneMatch(order -> order.isUnknown() || order.awaitedEnd() != null);
        lines.add(
                0,
                "orders=" + read.openOrders().size() + " executions="
                        + read.executions().size() + " lookedUp="
                        + (read.lookedUp().size() + read.notFound().size()) + " known=" + known);
        sync.done(read, known);
        if (room.isLogging()) {
            room.write(new JournalRecord.Reconciled(lines));
        }
    }

    /** The first reading of an account says what it begins with; what was executed before is part of that. */
    private void openAccount(VenueRead read, List<String> lines) {
        accountOpened = true;
        if (read.account().isEmpty()) {
            return;
        }
        AccountFacet.Snapshot account = read.account().get();
        room.fills.opened(account.timeNanos());
        for (Money cash : account.cash()) {
            room.leaveOutUnlessRated(cash);
            Money before = room.ledger.cash(cash.currency());
            room.ledger.deposit(cash.minus(before));
        }
        for (AccountFacet.Holding holding : account.positions()) {
            openPosition(holding, lines);
        }
        lines.add("account opened: " + account.cash() + " " + account.positions());
    }

    private void openPosition(AccountFacet.Holding holding, List<String> lines) {
        int index = room.instruments.indexOf(holding.instrument());
        if (index < 0) {
            lines.add("not traded here: " + holding);
            return;
        }
        Optional<Price> price = holding.averagePrice().or(() -> mark(index));
        if (price.isPresent()) {
            room.ledger.adopt(index, holding.direction(), holding.quantity(), price.get());
            room.sink().onForeignBooked(index);
        } else {
            room.frozen.freeze(index, "holding=" + holding + " has no price");
            trouble(new Finding.Trouble("POSITION_PRICE_UNKNOWN", "holding=" + holding, Optional.empty()), lines);
        }
    }

    private Optional<Price> mark(int index) {
        Instrument rules = room.instruments.get(index);
        return room.marks.isKnown(index)
                ? Optional.of(Price.ofScaled(room.marks.get(index), rules.priceScale()))
                : Optional.empty();
    }

    private boolean applyAll(List<Finding> findings, VenueRead read, List<String> lines) {
        boolean known = true;
        for (Finding finding : findings) {
            known &= apply(finding, read, lines);
        }
        return known;
    }

    /** Applies one finding; whether nothing about it is left open. */
    private boolean apply(Finding finding, VenueRead read, List<String> lines) {
        long at = read.askedNanos();
        if (finding instanceof Finding.Missed missed) {
            lines.add("fill not reported: " + missed.report());
            reports.apply(missed.report());
        } else if (finding instanceof Finding.Found found) {
            found(found.order(), found.at(), at, lines);
        } else if (finding instanceof Finding.NeverPlaced never) {
            lines.add("never placed: " + never.order() + ": " + never.proof());
            reports.neverPlaced(never.order(), at, never.proof());
            room.frozen.thaw(never.order());
        } else if (finding instanceof Finding.EndedUnseen ended) {
            lines.add("ended unseen: " + ended.order());
            reports.apply(new OrderReport.Cancelled(ended.order().key(), at, "no longer open at the venue"));
        } else if (finding instanceof Finding.ChangeMade made) {
            lines.add("change made: " + made.order() + " now " + made.now());
            reports.replaced(made.order(), at, made.now());
        } else if (finding instanceof Finding.ChangeNotMade not) {
            lines.add("change not made: " + not.order());
            reports.replaceRefused(not.order(), at, not.why());
        } else if (finding instanceof Finding.CancelNotDone not) {
            lines.add("cancel not done: " + not.order());
            reports.cancelRefused(not.order(), at, "the venue has it working");
        } else if (finding instanceof Finding.Open open) {
            lines.add("open: " + open.order() + ": " + open.why());
            return false;
        } else if (finding instanceof Finding.External external) {
            external(external.at(), lines);
        } else if (finding instanceof Finding.LeftOver left) {
            leftOver(left, lines);
            return false;
        } else if (finding instanceof Finding.Trouble trouble) {
            trouble(trouble, lines);
            return false;
        }
        return true;
    }

    private void trouble(Finding.Trouble trouble, List<String> lines) {
        String line = trouble.code() + ": " + trouble.detail();
        lines.add(line);
        trouble.about().ifPresent(order -> room.frozen.freeze(order, trouble.detail()));
        if (!room.isFolding() && troublesTold.add(line)) {
            room.alarm(trouble.code(), trouble.detail());
        }
    }

    /**
     * An order is over here and open there. Once two readings have shown it, which no report can have overtaken, its end is asked for and
     * a person is told: its owner counts on it no more.
     */
    private void leftOver(Finding.LeftOver left, List<String> lines) {
        lines.add("open there, over here: " + left.order() + " venue=" + left.at());
        seenLeftOver.add(left.order());
        if (leftOvers.contains(left.order()) && !room.isFolding()) {
            room.alarm(
                    "ORDER_OPEN_AFTER_END",
                    "order=" + left.order() + " venue=" + left.at() + ": its cancel is asked for");
            room.write(new JournalRecord.CancelIntended(left.order().orderId()));
            dispatch.cancelLeftOver(left.order());
        }
    }

    /** The venue has one of our orders: what it says of it is taken in like a report. */
    private void found(ManagedOrder order, VenueOrder venue, long at, List<String> lines) {
        String before = order.toString();
        room.frozen.thaw(order);
        reports.name(order, venue.key());
        OrderKey key = order.key();
        Lifecycle there = venue.lifecycle();
        switch (there) {
            case PENDING_NEW, NEW -> reports.placed(order, at);
            case SUSPENDED -> reports.apply(new OrderReport.Suspended(key, at, ""));
            case TRIGGERED -> reports.apply(new OrderReport.Triggered(key, at));
            case CANCELLED ->
                reports.apply(new OrderReport.Cancelled(key, at, "", Optional.of(venue.filledQuantity())));
            case EXPIRED -> reports.apply(new OrderReport.Expired(key, at, Optional.of(venue.filledQuantity())));
            case REJECTED, DENIED -> reports.apply(new OrderReport.Rejected(key, at, "the venue shows it as refused"));
            case FILLED -> {
                reports.placed(order, at);
                if (order.hasFilledOfSent(venue.filledQuantity())) {
                    reports.apply(new OrderReport.Completed(key, at));
                }
            }
        }
        if (!before.equals(order.toString())) {
            lines.add("found: " + before + " -> " + order.status());
        }
    }

    private void external(VenueOrder at, List<String> lines) {
        int index = room.instruments.indexOf(at.instrument());
        Quantity told = at.key().venueOrderId().map(room.fills::filledOf).orElse(Quantity.ZERO);
        Quantity before = at.filledQuantity().compareTo(told) <= 0
                ? Quantity.ZERO
                : at.filledQuantity().minus(told);
        OrderRequest request = Reconciliation.requestOf(at, before);
        lines.add("made elsewhere: " + at);
        if (index < 0 || request == null) {
            room.alarm("EXTERNAL_ORDER", "not counted: " + at);
            return;
        }
        ManagedOrder order = room.newOrder(OrderRoom.NOBODY, index, request, Contingency.NONE, null);
        order.riskPriceScaled = room.priceForReserve(index, request);
        room.track(order, room.rateOf(order.instrument()));
        at.key().clientOrderId().ifPresent(id -> {
            room.registry.alias(id, order);
            room.clientIds.used(id);
        });
        order.madeElsewhere(at.key(), before);
        reports.placed(order, at.createdNanos());
        reports.name(order, at.key());
        if (policy == ExternalPolicy.ALARM) {
            room.alarm("EXTERNAL_ORDER", "venue=" + at);
        }
    }

    /** A difference counts once two readings have shown it: one of them may have been overtaken by a fill. */
    private boolean applyGaps(List<Finding> found, List<String> lines) {
        Map<Integer, Finding.PositionGap> before = new HashMap<>(gaps);
        gaps.clear();
        boolean known = true;
        for (Finding finding : found) {
            Finding.PositionGap gap = (Finding.PositionGap) finding;
            lines.add("held: " + gap.detail());
            if (!gap.equals(before.get(gap.index()))) {
                gaps.put(gap.index(), gap);
                known = false;
            } else if (policy == ExternalPolicy.ADOPT) {
                if (bookGap(gap)) {
                    room.alarm("POSITION_ADOPTED", gap.detail());
                }
            } else {
                gaps.put(gap.index(), gap);
                if (!room.frozen.isFrozen(gap.index())) {
                    room.frozen.freeze(gap.index(), gap.detail());
                    room.alarm("POSITION_MISMATCH", gap.detail());
                }
            }
        }
        return known;
    }

    /** Whether what the account began with has been read. */
    boolean isAccountOpened() {
        return accountOpened;
    }

    /** What a checkpoint keeps: differences that one reading has shown. */
    List<CheckpointPart.Gap> kept() {
        return gaps.values().stream()
                .sorted(Comparator.comparingInt(Finding.PositionGap::index))
                .map(gap -> new CheckpointPart.Gap(gap.index(), gap.side(), gap.difference(), gap.detail()))
                .toList();
    }

    void restoreOpened(boolean opened) {
        accountOpened = opened;
    }

    void restore(CheckpointPart.Gap kept, int index) {
        gaps.put(index, new Finding.PositionGap(index, kept.quantity(), kept.side(), kept.detail()));
    }

    /** A person takes the venue's word for what is held. */
    void acceptPosition(int index) {
        Finding.PositionGap gap = gaps.remove(index);
        if (gap == null || bookGap(gap)) {
            room.frozen.thaw(index);
        }
    }

    /** Books a difference at the last price; false, with an alarm and the instrument frozen, while there is none: a made-up price would be profit. */
    private boolean bookGap(Finding.PositionGap gap) {
        Optional<Price> price = mark(gap.index());
        if (price.isEmpty()) {
            gaps.put(gap.index(), gap);
            room.frozen.freeze(gap.index(), gap.detail());
            room.alarm("POSITION_PRICE_UNKNOWN", gap.detail());
            return false;
        }
        Instrument rules = room.instruments.get(gap.index());
        Fill adjustment = new Fill(
                "adjustment-" + room.nowNanos + "-" + gap.index(),
                rules.id(),
                gap.side(),
                gap.difference(),
                price.get(),
                List.of(),
                Liquidity.UNKNOWN,
                room.nowNanos);
        room.ledger.book(gap.index(), adjustment);
        room.sink().onForeignBooked(gap.index());
        return true;
    }
}
