package io.fairlead.core.order;

import io.fairlead.api.Price;
import io.fairlead.api.instrument.Instrument;
import io.fairlead.api.order.ClientOrderId;
import io.fairlead.api.order.Contingency;
import io.fairlead.api.order.Denial;
import io.fairlead.api.order.GroupHandling;
import io.fairlead.api.order.OrderChange;
import io.fairlead.api.order.OrderEvent;
import io.fairlead.api.order.OrderGroup;
import io.fairlead.api.order.OrderRequest;
import io.fairlead.api.order.OrderStatus;
import io.fairlead.api.order.PendingAction;
import io.fairlead.api.order.VenueOrderId;
import io.fairlead.api.risk.ApprovedLeg;
import io.fairlead.api.risk.ApprovedOrder;
import io.fairlead.api.risk.ApprovedReplace;
import io.fairlead.api.risk.GateDecision;
import io.fairlead.api.risk.ReplaceIntent;
import io.fairlead.api.risk.TradingState;
import io.fairlead.core.journal.JournalRecord;
import io.fairlead.core.journal.JournalRecord.GateNumbers;
import io.fairlead.core.journal.JournalRecord.Leg;
import io.fairlead.core.journal.JournalRecord.Reserve;
import io.fairlead.core.order.OrderDesk.Terms;
import io.fairlead.spi.Capabilities;
import io.fairlead.spi.ReplaceSupport;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Takes in what strategies ask for: has it judged, writes it down, and puts what passed in line for the adapter. On the session's thread. */
final class OrderIntake {
    private final OrderRoom room;
    private final SessionRiskView view;
    private final Dispatch dispatch;
    private final Supplier<TradingState> tradingState;

    OrderIntake(OrderRoom room, SessionRiskView view, Dispatch dispatch, Supplier<TradingState> tradingState) {
        this.room = room;
        this.view = view;
        this.dispatch = dispatch;
        this.tradingState = tradingState;
    }

    // ---- orders

    ManagedOrder submit(int owner, OrderRequest request, Terms terms) {
        int index = room.instruments.require(request.instrument());
        Instrument rules = room.instruments.get(index);
        if (request.bracket().isEmpty()) {
            return submit(owner, index, request, Contingency.NONE, List.of(), terms);
        }
        Price reference = request.limitPrice().or(request::triggerPrice).orElseGet(() -> lastPrice(index, rules));
        if (request.quantity().isEmpty() || (request.limitPrice().isEmpty() && !room.marks.isKnown(index))) {
            ManagedOrder order = room.newOrder(owner, index, request, Contingency.NONE, null);
            room.deny(
                    order,
                    new Denial(
                            "NO_REFERENCE_PRICE",
                            "instrument=" + rules.id() + " bracket="
                                    + request.bracket().get(),
                            "give a quantity, and a limit price or wait for data"));
            return order;
        }
        List<OrderRequest> exits =
                BracketPrices.exits(request, request.bracket().get(), rules, reference);
        return submit(owner, index, request, Contingency.BRACKET, exits, terms);
    }

    ManagedOrder submit(int owner, OrderGroup group, Terms terms) {
        List<OrderRequest> orders = group.orders();
        int index = room.instruments.require(orders.get(0).instrument());
        return submit(owner, index, orders.get(0), group.contingency(), orders.subList(1, orders.size()), terms);
    }

    private Price lastPrice(int index, Instrument rules) {
        return Price.ofScaled(room.marks.get(index), rules.priceScale());
    }

    private ManagedOrder submit(
            int owner, int index, OrderRequest request, Contingency contingency, List<OrderRequest> legs, Terms terms) {
        Instrument rules = room.instruments.get(index);
        ManagedOrder order = room.newOrder(owner, index, request, contingency, null);
        BigDecimal fx = room.rateOf(rules);
        view.prepare(
                owner,
                index,
                rules,
                request,
                contingency,
                legs,
                room.nowNanos,
                tradingState.get(),
                terms == Terms.FLATTENING,
                fx);
        Denial denial = precheck(index, request, rules, contingency, legs, terms, fx);
        if (denial != null) {
            room.deny(order, denial);
            return order;
        }
        order.estimatedScaled = request.quantity().isPresent() ? 0 : view.orderQuantityScaled();
        order.riskPriceScaled = view.orderPriceForReserve();
        GroupHandling handling = handlingOf(contingency, rules, request, legs);
        GateNumbers numbers = room.isLogging() ? view.numbers() : null;
        List<ApprovedLeg> approvedLegs = legs.isEmpty() ? List.of() : addLegs(order, legs, handling);
        GateDecision decision = room.venue
                .gate()
                .approve(
                        room.venue.approvals(),
                        rules,
                        order.orderId(),
                        order.clientOrderId(),
                        request,
                        contingency,
                        approvedLegs,
                        handling,
                        view);
        if (decision instanceof GateDecision.Refused refused) {
            room.deny(order, refused.denial());
            return order;
        }
        reserveLegs(order);
        room.track(order, fx);
        if (numbers != null) {
            room.write(intentOf(order, numbers));
        }
        dispatch.submit(order, (ApprovedOrder) decision, terms == Terms.FLATTENING);
        return order;
    }

    private GroupHandling handlingOf(
            Contingency contingency, Instrument rules, OrderRequest first, List<OrderRequest> legs) {
        if (contingency == Contingency.NONE) {
            return GroupHandling.SINGLE;
        }
        return can().nativeGroups().takes(contingency, rules.assetClass(), first, legs)
                ? GroupHandling.NATIVE
                : GroupHandling.EMULATED;
    }

    private Capabilities can() {
        return room.venue.broker().capabilities();
    }

    private static JournalRecord intentOf(ManagedOrder order, GateNumbers numbers) {
        List<Leg> legs = new ArrayList<>(order.managedLegs().size());
        for (ManagedOrder leg : order.managedLegs()) {
            legs.add(new Leg(leg.orderId(), leg.clientOrderId(), leg.request(), reserveOf(leg)));
        }
        return new JournalRecord.OrderIntended(
                order.orderId(),
                order.clientOrderId(),
                order.owner(),
                order.instrumentIndex(),
                order.request(),
                order.contingency(),
                order.groupHandling(),
                legs,
                reserveOf(order),
                numbers);
    }

    private static Reserve reserveOf(ManagedOrder order) {
        return new Reserve(order.estimatedScaled, order.riskPriceScaled);
    }

    /** The second order of a pair reserves what the view was last asked about: itself; of two of which one fills, both at the worse price. */
    private void reserveLegs(ManagedOrder order) {
        if (!view.judgedLeg()) {
            return;
        }
        ManagedOrder leg = order.managedLegs().get(0);
        leg.estimatedScaled = leg.request().quantity().isPresent() ? 0 : view.orderQuantityScaled();
        leg.riskPriceScaled = view.orderPriceForReserve();
        if (order.contingency() == Contingency.OCO) {
            long worse = Math.max(Math.abs(order.riskPriceScaled), Math.abs(leg.riskPriceScaled));
            order.riskPriceScaled = worse;
            leg.riskPriceScaled = worse;
        }
    }

    private @Nullable Denial precheck(
            int index,
            OrderRequest request,
            Instrument rules,
            Contingency contingency,
            List<OrderRequest> legs,
            Terms terms,
            BigDecimal fx) {
        Denial denial = DeskTerms.check(terms, view.isReducing());
        if (denial == null && !dispatch.isOpen() && !room.venue.dryRun()) {
            denial = Dispatch.notReconciled("instrument=" + rules.id());
        }
        if (denial == null) {
            denial = room.frozen.check(index);
        }
        if (denial == null && fx.signum() == 0 && !view.isReducing()) {
            denial = new Denial(
                    "FX_RATE_MISSING",
                    "quote=" + rules.quoteCurrency() + " base=" + room.ledger.baseCurrency(),
                    "give the session a rate, or trade instruments in the base currency");
        }
        if (denial == null) {
            denial = checkIds(request, legs);
        }
        if (denial == null && handlingOf(contingency, rules, request, legs) == GroupHandling.EMULATED) {
            denial = GroupCare.check(contingency, request, legs);
        }
        if (denial == null) {
            denial = CapabilityCheck.check(request, rules, can());
        }
        for (int i = 0; denial == null && i < legs.size(); i++) {
            denial = CapabilityCheck.check(legs.get(i), rules, can());
        }
        return denial;
    }

    private @Nullable Denial checkIds(OrderRequest request, List<OrderRequest> legs) {
        Optional<ClientOrderId> id = request.clientOrderId();
        boolean used = id.isPresent() && isTaken(id.get());
        for (int i = 0; !used && i < legs.size(); i++) {
            Optional<ClientOrderId> legId = legs.get(i).clientOrderId();
            used = legId.isPresent() && (isTaken(legId.get()) || legId.equals(id));
            id = legId.isPresent() ? legId : id;
        }
        return used
                ? new Denial(
                        "ID_USED_BEFORE",
                        "clientOrderId=" + id.map(Object::toString).orElse(""),
                        "use a client order id once, and none of the session's own making")
                : null;
    }

    private boolean isTaken(ClientOrderId id) {
        return room.registry.knows(id) || room.clientIds.isOwn(id);
    }

    private List<ApprovedLeg> addLegs(ManagedOrder order, List<OrderRequest> legs, GroupHandling handling) {
        List<ManagedOrder> children = new ArrayList<>(legs.size());
        List<ApprovedLeg> approved = new ArrayList<>(legs.size());
        for (OrderRequest leg : legs) {
            ManagedOrder child = room.newOrder(order.owner(), order.instrumentIndex(), leg, Contingency.NONE, order);
            children.add(child);
            approved.add(new ApprovedLeg(child.orderId(), child.clientOrderId(), leg));
        }
        order.adopt(children, handling);
        return Collections.unmodifiableList(approved);
    }

    // ---- what is asked of working orders

    void cancel(ManagedOrder order) {
        boolean underWay = order.pending() == PendingAction.CANCEL && order.status() != OrderStatus.UNKNOWN;
        if (order.isClosed() || (underWay && !order.isRecalled())) {
            return;
        }
        room.write(new JournalRecord.CancelIntended(order.orderId()));
        if (order.isHeld()) {
            GroupCare.endHeld(room, order, "");
            return;
        }
        boolean onItsWay = underWay;
        order.cancelForGood(room.nowNanos);
        if (!onItsWay) {
            dispatch.cancel(order);
        }
    }

    void replace(ManagedOrder order, OrderChange change, Terms terms) {
        OrderRequest changed = change.applyTo(order.request());
        String refusal = whyNotChangeable(order, change);
        if (refusal == null) {
            view.prepareChange(order, changed, room.nowNanos, tradingState.get(), room.rateOf(order.instrument()));
            Denial denial = DeskTerms.check(terms, view.isReducing());
            if (denial == null && !order.isHeld()) {
                denial = whyNotNow(order);
            }
            refusal = denial == null ? null : denial.toString();
        }
        if (refusal != null) {
            refuse(order, refusal);
        } else if (order.isHeld()) {
            room.write(new JournalRecord.LegRevised(order.orderId(), change));
            revise(order, change);
            room.tell(order, new OrderEvent.Replaced(order, room.nowNanos));
        } else {
            askForChange(order, change);
        }
    }

    private @Nullable String whyNotChangeable(ManagedOrder order, OrderChange change) {
        boolean waits = order.isHeld() || (order.venueOrderId().isPresent() && order.pending() == PendingAction.NONE);
        boolean asAsked =
                order.isHeld() || order.sent().type() == order.request().type();
        if (order.isClosed() || !waits || !asAsked || order.isUnknown()) {
            return "ORDER_NOT_CHANGEABLE status=" + order.status();
        }
        if (change.quantity().isPresent() && change.quantity().get().compareTo(order.executed()) <= 0) {
            return "ORDER_NOT_CHANGEABLE filled=" + order.executed() + ": cancel the rest instead";
        }
        return order.isHeld() || can().replace() != ReplaceSupport.NONE
                ? null
                : "UNSUPPORTED_REPLACE: cancel, await the end, place anew";
    }

    private @Nullable Denial whyNotNow(ManagedOrder order) {
        return dispatch.isOpen() || room.venue.dryRun()
                ? room.frozen.check(order.instrumentIndex())
                : Dispatch.notReconciled("order=" + order.orderId());
    }

    /** Asks the gate, which judges the change as {@link #view} was prepared for it, and then the venue. */
    private void askForChange(ManagedOrder order, OrderChange change) {
        VenueOrderId venueId = order.venueOrderId().orElseThrow();
        ClientOrderId next = room.clientIds.upcoming();
        ReplaceIntent intent = new ReplaceIntent(
                order.orderId(), order.clientOrderId(), venueId, next, order.sent(), asSent(order, change));
        GateDecision decision =
                room.venue.gate().approveReplace(room.venue.approvals(), order.instrument(), intent, view);
        if (decision instanceof GateDecision.Refused refused) {
            refuse(order, refused.denial().toString());
            return;
        }
        room.clientIds.used(next);
        long riskPrice = view.orderPriceForReserve();
        room.write(new JournalRecord.ReplaceIntended(
                order.orderId(), order.clientOrderId(), venueId, next, change, riskPrice));
        expect(order, change, next, riskPrice);
        dispatch.replace(order, (ApprovedReplace) decision);
    }

    /** The change as the venue is to make it: it knows nothing of what had filled before a leg was sent for the rest. */
    private static OrderChange asSent(ManagedOrder order, OrderChange change) {
        return order.filledBefore().isZero() || change.quantity().isEmpty()
                ? change
                : change.andQuantity(change.quantity().get().minus(order.filledBefore()));
    }

    /** A change is on its way: either version may fill. */
    void expect(ManagedOrder order, OrderChange change, ClientOrderId next, long riskPriceScaled) {
        order.expectChange(change, next, room.nowNanos);
        order.pendingRiskPriceScaled = riskPriceScaled;
        room.registry.alias(next, order);
        room.working.update(order, room.rateOf(order.instrument()));
    }

    /** A leg that waits here is changed here: nothing is sent, and the gate is asked when it leaves. */
    void revise(ManagedOrder order, OrderChange change) {
        order.revise(change.applyTo(order.request()));
        reserveAtLeast(order, order.request());
        room.changed(order);
    }

    /** What adds exposure is reckoned at the price that it has now, if that is the worse. */
    private void reserveAtLeast(ManagedOrder order, OrderRequest request) {
        if (order.riskPriceScaled != 0
                && (request.limitPrice().isPresent() || request.triggerPrice().isPresent())) {
            long price = room.priceForReserve(order.instrumentIndex(), request);
            order.riskPriceScaled = Math.abs(price) > Math.abs(order.riskPriceScaled) ? price : order.riskPriceScaled;
        }
    }

    private void refuse(ManagedOrder order, String reason) {
        room.tell(order, new OrderEvent.ReplaceRefused(order, room.nowNanos, reason));
    }

    // ---- legs that the session looks after

    /** Sends a leg, which was approved with its group, as an order of its own; why not, if it cannot go. */
    @Nullable
    Denial sendLeg(ManagedOrder leg, OrderRequest request, boolean exit) {
        Instrument rules = leg.instrument();
        if (exit) {
            view.prepare(
                    leg.owner(),
                    leg.instrumentIndex(),
                    rules,
                    request,
                    Contingency.NONE,
                    List.of(),
                    room.nowNanos,
                    tradingState.get(),
                    true,
                    room.rateOf(rules));
        } else {
            view.prepareChange(leg, request, room.nowNanos, tradingState.get(), room.rateOf(rules));
        }
        ClientOrderId id = room.clientIds.upcoming();
        GateDecision decision = room.venue
                .gate()
                .approve(
                        room.venue.approvals(),
                        rules,
                        leg.orderId(),
                        id,
                        request,
                        Contingency.NONE,
                        List.of(),
                        GroupHandling.SINGLE,
                        view);
        if (decision instanceof GateDecision.Refused refused) {
            return refused.denial();
        }
        room.clientIds.used(id);
        room.write(new JournalRecord.LegIntended(leg.orderId(), id, request));
        leave(leg, id, request);
        dispatch.submit(leg, (ApprovedOrder) decision, exit);
        return null;
    }

    /** A leg is on its way to the venue. */
    void leave(ManagedOrder leg, ClientOrderId id, OrderRequest request) {
        leg.leave(id, request, room.nowNanos);
        reserveAtLeast(leg, request);
        room.registry.alias(id, leg);
        room.changed(leg);
    }

    /** Calls a leg back from the venue, to wait here. */
    void recall(ManagedOrder leg) {
        room.write(new JournalRecord.LegRecalled(leg.orderId()));
        leg.recall(room.nowNanos);
        dispatch.cancel(leg);
    }
}
