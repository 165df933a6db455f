package io.fairlead.core.order;

import io.fairlead.api.Price;
import io.fairlead.api.Quantity;
import io.fairlead.api.instrument.AssetClass;
import io.fairlead.api.instrument.Instrument;
import io.fairlead.api.order.Certainty;
import io.fairlead.api.order.ClientOrderId;
import io.fairlead.api.order.GroupHandling;
import io.fairlead.api.order.Lifecycle;
import io.fairlead.api.order.OrderRequest;
import io.fairlead.api.order.PendingAction;
import io.fairlead.api.order.Side;
import io.fairlead.core.journal.JournalRecord.VenueRead;
import io.fairlead.spi.AccountFacet;
import io.fairlead.spi.Capabilities;
import io.fairlead.spi.IdempotencyClass;
import io.fairlead.spi.OrderFacet;
import io.fairlead.spi.OrderReport;
import io.fairlead.spi.ReplaceSupport;
import io.fairlead.spi.VenueOrder;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Compares what the journal says with what the venue has: a pure function of both. It changes nothing; what it finds is applied step
 * by step, and each step looks at what the one before has made of the orders: adoption, fills, states, orders of others, positions.
 */
final class Reconciliation {
    private final OrderRoom room;
    private final VenueRead read;
    private final VenuePicture venue;
    private final Capabilities can;

    Reconciliation(OrderRoom room, VenueRead read) {
        this.room = room;
        this.read = read;
        this.venue = new VenuePicture(read);
        this.can = room.venue.broker().capabilities();
    }

    // ---- orders without an id of ours at the venue

    /**
     * At a venue that keeps no id of ours an order is known by its content: an unknown one is adopted if exactly one order there can
     * be it, and it can be nobody else's.
     */
    List<Finding> adoptions() {
        List<Finding> found = new ArrayList<>();
        for (ManagedOrder order : nameless()) {
            if (order.submitCertainty() != Certainty.UNKNOWN && order.lifecycle() == Lifecycle.PENDING_NEW) {
                continue; // its answer is still to come
            }
            List<VenueOrder> candidates = candidates(order);
            if (candidates.size() == 1 && claimants(candidates.get(0)) == 1) {
                found.add(new Finding.Found(order, candidates.get(0)));
            } else if (!candidates.isEmpty()) {
                found.add(ambiguous(order, candidates.size()));
            }
        }
        return found;
    }

    private static Finding ambiguous(ManagedOrder order, int candidates) {
        return Finding.Trouble.of("ORDER_AMBIGUOUS", order, "candidates=" + candidates);
    }

    /** Orders that may be at the venue, which has no name for them that we know. */
    private List<ManagedOrder> nameless() {
        return room.registry.open().stream().filter(this::isNameless).toList();
    }

    private boolean isNameless(ManagedOrder order) {
        return can.idempotency() == IdempotencyClass.NONE
                && !order.isHeld()
                && order.venueOrderId().isEmpty();
    }

    private List<VenueOrder> candidates(ManagedOrder order) {
        List<VenueOrder> fitting = new ArrayList<>();
        for (VenueOrder at : venue.all()) {
            if (room.registry.peek(at.key()) == null && Agreement.agrees(order, at)) {
                fitting.add(at);
            }
        }
        return fitting;
    }

    /** How many orders of ours an order at the venue can be. */
    private long claimants(VenueOrder at) {
        return nameless().stream().filter(order -> Agreement.agrees(order, at)).count();
    }

    // ---- fills

    /** Executions that were not reported. */
    List<Finding> missedFills() {
        List<Finding> found = new ArrayList<>();
        for (OrderFacet.Execution execution : read.executions()) {
            ManagedOrder order = room.registry.peek(execution.key());
            String id = execution.fill().executionId();
            boolean known = order == null ? room.fills.isForeign(id) : order.hasFill(id);
            if (!known) {
                found.add(new Finding.Missed(
                        new OrderReport.Filled(execution.key(), execution.fill().timeNanos(), execution.fill())));
            }
        }
        return found;
    }

    // ---- states

    /** Where our orders stand; legs that the venue looks after come later. */
    List<Finding> states() {
        return statesOf(false);
    }

    /** Where the legs stand that the venue looks after: it depends on what has become of their entries. */
    List<Finding> legStates() {
        return statesOf(true);
    }

    private List<Finding> statesOf(boolean nativeLegs) {
        List<Finding> found = new ArrayList<>();
        for (ManagedOrder order : List.copyOf(room.registry.open())) {
            if (!order.isHeld() && isNativeLeg(order) == nativeLegs) {
                stateOf(order, found);
            }
        }
        return found;
    }

    private static boolean isNativeLeg(ManagedOrder order) {
        return order.managedParent() != null && order.groupHandling() == GroupHandling.NATIVE;
    }

    private void stateOf(ManagedOrder order, List<Finding> found) {
        ClientOrderId next = order.pendingClientOrderId();
        VenueOrder changed = next == null ? null : venue.byClientId(next);
        VenueOrder at = venue.of(order);
        if (changed != null) {
            found.add(new Finding.ChangeMade(order, changed.key()));
            standing(order, changed, found);
        } else if (at != null) {
            changeOf(order, at, found);
            standing(order, at, found);
        } else {
            absent(order, found);
        }
    }

    /** Whether a change of an order that the venue still names as before has been made. */
    private void changeOf(ManagedOrder order, VenueOrder at, List<Finding> found) {
        ClientOrderId next = order.pendingClientOrderId();
        if (next == null || order.pendingChange() == null) {
            return;
        }
        boolean same = can.replace() == ReplaceSupport.SAME_VENUE_ID;
        if (same && Agreement.showsChange(order, at)) {
            found.add(new Finding.ChangeMade(order, at.key()));
        } else if (order.pending() == PendingAction.REPLACE && isProved(order) && (same || venue.isAbsent(next))) {
            found.add(new Finding.ChangeNotMade(order, "the venue shows it as it was"));
        }
    }

    private void standing(ManagedOrder order, VenueOrder at, List<Finding> found) {
        boolean unsure = order.submitCertainty() == Certainty.UNKNOWN || order.lifecycle() == Lifecycle.PENDING_NEW;
        if (unsure && !Agreement.agrees(order, at)) {
            found.add(Finding.Trouble.of("ORDER_ID_CONFLICT", order, "sent=" + order.sent() + " venue=" + at));
            return;
        }
        if (mayHaveBeenChanged(order, at)) {
            found.add(new Finding.Open(order, "its end there may be that it was changed; what it became is not known"));
            return;
        }
        found.add(new Finding.Found(order, at));
        if (!at.lifecycle().isEnd() && order.pending() == PendingAction.CANCEL && isSettled(order.askedNanos())) {
            found.add(new Finding.CancelNotDone(order));
        }
        if (!order.hasFilledOfSent(at.filledQuantity())
                && order.filledQuantity().compareTo(at.filledQuantity()) < 0) {
            found.add(new Finding.Open(
                    order,
                    "the venue says filled " + at.filledQuantity() + ", reported are " + order.filledQuantity()));
        }
    }

    /** Whether an order's end can be that the venue made a new one of it, which the reading does not tell of. */
    private boolean mayHaveBeenChanged(ManagedOrder order, VenueOrder at) {
        ClientOrderId next = order.pendingClientOrderId();
        return at.lifecycle() == Lifecycle.CANCELLED
                && can.replace() == ReplaceSupport.NEW_VENUE_ID
                && next != null
                && !next.equals(at.key().clientOrderId().orElse(null))
                && venue.byClientId(next) == null
                && !(isProved(order) && venue.isAbsent(next));
    }

    private void absent(ManagedOrder order, List<Finding> found) {
        if (isNativeLeg(order) && order.managedParent() != null) {
            absentLeg(order, order.managedParent(), found);
        } else if (order.lifecycle() == Lifecycle.PENDING_NEW) {
            absentNew(order, found);
        } else if (isNameless(order)) {
            found.add(new Finding.Open(order, "a person says that it is there; which it is is not known"));
        } else if (!isProved(order) || !venue.isAbsent(order)) {
            found.add(new Finding.Open(order, "not among the open orders"));
        } else {
            found.add(new Finding.EndedUnseen(order));
        }
    }

    private void absentNew(ManagedOrder order, List<Finding> found) {
        Optional<Duration> proof = can.absenceProof();
        boolean mayBeAnother = isNameless(order) && !candidates(order).isEmpty();
        if (mayBeAnother) {
            found.add(new Finding.Open(order, "it may be one of several"));
        } else if (proof.isPresent() && isProved(order) && venue.isAbsent(order)) {
            found.add(new Finding.NeverPlaced(
                    order, "not among the venue's orders " + proof.get().toSeconds() + " s after it was sent"));
        } else {
            found.add(new Finding.Open(
                    order, proof.isPresent() ? "not found yet" : "not found, which proves nothing at this venue"));
            if (isNameless(order) && proof.isEmpty() && isProved(order)) {
                found.add(ambiguous(order, 0));
            }
        }
    }

    /** A leg that the venue looks after shares the fate of its entry until it has one of its own. */
    private void absentLeg(ManagedOrder leg, ManagedOrder entry, List<Finding> found) {
        boolean entryGone = entry.isClosed() && entry.filledQuantity().isZero();
        if (entryGone && isProved(leg)) {
            found.add(new Finding.EndedUnseen(leg));
        } else if (entry.isClosed() && leg.venueOrderId().isPresent() && isProved(leg) && venue.isAbsent(leg)) {
            found.add(new Finding.EndedUnseen(leg));
        } else if (entry.lifecycle() == Lifecycle.FILLED && isProved(leg) && venue.isAbsent(leg)) {
            found.add(new Finding.Trouble("GROUP_LEG_MISSING", "leg=" + leg + " entry=" + entry, Optional.empty()));
        }
    }

    /** Whether the reading began long enough after we sent an order, or a change of it, that the venue's word on it is final. */
    private boolean isProved(ManagedOrder order) {
        return isSettled(order.sentNanos());
    }

    private boolean isSettled(long askedNanos) {
        long wait = can.absenceProof().map(Duration::toNanos).orElse(VenueSync.SETTLED_NANOS);
        return read.askedNanos() >= askedNanos + wait;
    }

    // ---- orders of others

    /** Orders at the venue that no intent of ours stands for. What may be ours, and is not known by its name, is not among them. */
    List<Finding> externals() {
        List<Finding> found = new ArrayList<>();
        for (VenueOrder at : venue.open()) {
            ManagedOrder order = room.registry.peek(at.key());
            if (order != null && isFormer(order, at)) {
                found.add(Finding.Trouble.of("ORDER_OPEN_TWICE", order, "venue=" + at));
            } else if (order != null && order.isClosed() && isStillOpen(order, at)) {
                found.add(new Finding.LeftOver(order, at));
            } else if (order == null && claimants(at) == 0) {
                Optional<ClientOrderId> id = at.key().clientOrderId();
                if (id.isPresent() && room.clientIds.isOwn(id.get())) {
                    found.add(new Finding.Trouble("ORDER_WITHOUT_INTENT", "venue=" + at, Optional.empty()));
                }
                found.add(new Finding.External(at));
            }
        }
        return found;
    }

    /** Whether an order of ours works there under the name that it has now. */
    private boolean isStillOpen(ManagedOrder order, VenueOrder at) {
        Optional<ClientOrderId> id = at.key().clientOrderId();
        boolean named = id.isPresent()
                ? id.get().equals(order.clientOrderId())
                : at.key().venueOrderId().equals(order.venueOrderId());
        VenueOrder newest = venue.of(order);
        return named && (newest == null || !newest.lifecycle().isEnd());
    }

    /** Whether an order of ours works there under an id that it should have no more; its new one may have overtaken the reading. */
    private boolean isFormer(ManagedOrder order, VenueOrder at) {
        Optional<ClientOrderId> id = at.key().clientOrderId();
        return id.isPresent()
                && isProved(order)
                && !id.get().equals(order.clientOrderId())
                && !id.get().equals(order.pendingClientOrderId())
                && !at.equals(venue.of(order));
    }

    // ---- positions

    /** Where the venue holds something else than the books. */
    List<Finding> positionGaps() {
        List<Finding> found = new ArrayList<>();
        if (read.account().isEmpty()) {
            return found;
        }
        for (int i = 0; i < room.instruments.size(); i++) {
            Instrument instrument = room.instruments.get(i);
            BigDecimal theirs = heldAt(read.account().get(), instrument);
            BigDecimal ours = heldHere(i, instrument);
            BigDecimal difference = theirs.subtract(ours);
            if (difference.signum() != 0) {
                found.add(new Finding.PositionGap(
                        i,
                        Quantity.of(difference.abs()),
                        difference.signum() > 0 ? Side.BUY : Side.SELL,
                        "instrument=" + instrument.id() + " venue=" + theirs.toPlainString() + " books="
                                + ours.toPlainString()));
            }
        }
        return found;
    }

    private static BigDecimal heldAt(AccountFacet.Snapshot account, Instrument instrument) {
        for (AccountFacet.Holding holding : account.positions()) {
            if (holding.instrument().equals(instrument.id())) {
                BigDecimal units = holding.quantity().value();
                return holding.direction() == Side.BUY ? units : units.negate();
            }
        }
        if (isHeldAsCash(instrument)) {
            return account.cash().stream()
                    .filter(cash ->
                            cash.currency().equals(instrument.baseCurrency().get()))
                    .map(cash -> cash.value())
                    .reduce(BigDecimal.ZERO, BigDecimal::add);
        }
        return BigDecimal.ZERO;
    }

    private BigDecimal heldHere(int index, Instrument instrument) {
        BigDecimal position = signed(index).add(room.fills.unpricedOf(instrument.id()));
        return isHeldAsCash(instrument)
                ? position.add(room.ledger.cash(instrument.baseCurrency().get()).value())
                : position;
    }

    private BigDecimal signed(int index) {
        var position = room.ledger.position(index);
        return position.quantity().value().multiply(BigDecimal.valueOf(position.direction()));
    }

    /** Coins and currencies: venues show a balance, whatever pair it was bought in. */
    private static boolean isHeldAsCash(Instrument instrument) {
        return instrument.baseCurrency().isPresent()
                && (instrument.assetClass() == AssetClass.CRYPTO_SPOT || instrument.assetClass() == AssetClass.FX);
    }

    /** What the rest of somebody else's order counts as: enough of it for limits. Null if there is none. */
    @Nullable
    static OrderRequest requestOf(VenueOrder at, Quantity filledBefore) {
        if (at.quantity().isEmpty() || at.quantity().get().compareTo(filledBefore) <= 0) {
            return null;
        }
        OrderRequest.Builder request = OrderRequest.of(at.instrument(), at.side())
                .quantity(at.quantity().get().minus(filledBefore))
                .tag("external");
        Optional<Price> trigger = at.triggerPrice();
        if (at.limitPrice().isPresent()) {
            request.limit(at.limitPrice().get());
        } else if (trigger.isPresent()) {
            request.stop(trigger.get());
        }
        return request.build();
    }
}
