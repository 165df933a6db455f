package io.fairlead.core.order;

import io.fairlead.api.BadInputException;
import io.fairlead.api.Money;
import io.fairlead.api.Price;
import io.fairlead.api.instrument.Instrument;
import io.fairlead.api.order.ClientOrderId;
import io.fairlead.api.order.Contingency;
import io.fairlead.api.order.Denial;
import io.fairlead.api.order.OrderChange;
import io.fairlead.api.order.OrderEvent;
import io.fairlead.api.order.OrderGroup;
import io.fairlead.api.order.OrderId;
import io.fairlead.api.order.OrderRequest;
import io.fairlead.api.order.OrderStatus;
import io.fairlead.api.order.OrderTicket;
import io.fairlead.api.order.PendingAction;
import io.fairlead.api.order.VenueOrderId;
import io.fairlead.api.risk.ApprovedLeg;
import io.fairlead.api.risk.ApprovedOrder;
import io.fairlead.api.risk.ApprovedReplace;
import io.fairlead.api.risk.GateDecision;
import io.fairlead.api.risk.ReplaceIntent;
import io.fairlead.api.risk.TradingState;
import io.fairlead.core.ledger.Ledger;
import io.fairlead.spi.ActionResult;
import io.fairlead.spi.OrderKey;
import io.fairlead.spi.OrderReport;
import io.fairlead.spi.ReplaceSupport;
import io.fairlead.spi.SubmitResult;
import java.math.BigDecimal;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.BiFunction;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The session's order desk: gates what strategies ask for, keeps every order from intent to end, sends intents in the order in which
 * they were written, each once, and takes in what the venue says. On the session's thread, but for {@link OrderSink#answered}.
 */
public final class OrderDesk {
    /** An intent that waits to be handed to the adapter. */
    private sealed interface Intent {
        record Submit(ManagedOrder order, ApprovedOrder approved, boolean evenHalted) implements Intent {}

        record Replace(ManagedOrder order, ApprovedReplace approved) implements Intent {}

        record Cancel(ManagedOrder order) implements Intent {}
    }

    private final VenueLink venue;
    private final InstrumentTable instruments;
    private final Ledger ledger;
    private final Marks marks;
    private final OrderSink sink;
    private final ClientOrderIds clientIds;
    private final WorkingOrders working = new WorkingOrders();
    private final OrderRate rate = new OrderRate();
    private final SessionRiskView view;
    private final OrderReports reports;
    private final ArrayDeque<Intent> outbox = new ArrayDeque<>();
    private final Map<OrderId, ManagedOrder> open = new LinkedHashMap<>();
    private final Supplier<TradingState> tradingState;
    private long lastOrderId;
    private long nowNanos;

    /**
     * A desk for one account.
     *
     * @param tradingState what the session lets through now
     * @param leverage how many times equity may be exposed
     */
    public OrderDesk(
            VenueLink venue,
            InstrumentTable instruments,
            Ledger ledger,
            Marks marks,
            MarketHours hours,
            ClientOrderIds clientIds,
            Supplier<TradingState> tradingState,
            BigDecimal leverage,
            OrderSink sink) {
        this.venue = venue;
        this.instruments = instruments;
        this.ledger = ledger;
        this.marks = marks;
        this.clientIds = clientIds;
        this.tradingState = tradingState;
        this.sink = sink;
        this.view = new SessionRiskView(ledger, marks, hours, working, rate, leverage);
        this.reports = new OrderReports(this, sink);
    }

    /** Moves the desk's time. */
    public void setTime(long epochNanos) {
        nowNanos = epochNanos;
    }

    /** Notes the account's equity, for the drawdown that rules see. */
    public void noteEquity(long equityE8) {
        view.noteEquity(equityE8);
    }

    /** Under which conditions an order is asked for. */
    public enum Terms {
        /** As usual. */
        NORMAL,
        /** Only what reduces exposure passes: the strategy is suspended. */
        SUSPENDED,
        /** Nothing passes: history is being delivered. */
        WARMING_UP,
        /** Nothing passes: the session is closing. */
        STOPPING,
        /** Part of an explicit flattening. */
        FLATTENING
    }

    /** Gates an order of a strategy; what passed waits for {@link #flush()}. */
    public ManagedOrder submit(int owner, OrderRequest request, Terms terms) {
        int index = instruments.require(request.instrument());
        Instrument rules = instruments.get(index);
        if (request.bracket().isEmpty()) {
            return submit(owner, index, request, Contingency.NONE, List.of(), terms);
        }
        Price reference = request.limitPrice().or(request::triggerPrice).orElseGet(() -> lastPrice(index, rules));
        if (request.quantity().isEmpty() || (request.limitPrice().isEmpty() && !marks.isKnown(index))) {
            ManagedOrder order = newOrder(owner, index, request, Contingency.NONE, null);
            return deny(
                    order,
                    new Denial(
                            "NO_REFERENCE_PRICE",
                            "instrument=" + rules.id() + " bracket="
                                    + request.bracket().get(),
                            "give a quantity, and a limit price or wait for data"));
        }
        List<OrderRequest> exits =
                BracketPrices.exits(request, request.bracket().get(), rules, reference);
        return submit(owner, index, request, Contingency.BRACKET, exits, terms);
    }

    /** Gates a group of a strategy; all of it passes, or none. */
    public ManagedOrder submit(int owner, OrderGroup group, Terms terms) {
        List<OrderRequest> orders = group.orders();
        int index = instruments.require(orders.get(0).instrument());
        return submit(owner, index, orders.get(0), group.contingency(), orders.subList(1, orders.size()), terms);
    }

    private Price lastPrice(int index, Instrument rules) {
        return Price.ofScaled(marks.get(index), rules.priceScale());
    }

    private ManagedOrder submit(
            int owner, int index, OrderRequest request, Contingency contingency, List<OrderRequest> legs, Terms terms) {
        Instrument rules = instruments.get(index);
        ManagedOrder order = newOrder(owner, index, request, contingency, null);
        BigDecimal fx = rateOf(rules);
        view.prepare(
                index, rules, request, contingency, legs, nowNanos, tradingState.get(), terms == Terms.FLATTENING, fx);
        Denial denial = precheck(request, rules, contingency, legs, terms, fx);
        if (denial != null) {
            return deny(order, denial);
        }
        order.estimatedScaled = request.quantity().isPresent() ? 0 : view.orderQuantityScaled();
        order.riskPriceScaled = view.orderPriceForReserve();
        List<ApprovedLeg> approvedLegs = legs.isEmpty() ? List.of() : addLegs(order, legs);
        GateDecision decision = venue.gate()
                .approve(
                        venue.approvals(),
                        rules,
                        order.orderId(),
                        order.clientOrderId(),
                        request,
                        contingency,
                        approvedLegs,
                        view);
        if (decision instanceof GateDecision.Refused refused) {
            return deny(order, refused.denial());
        }
        reserveLegs(order);
        track(order, fx);
        outbox.add(new Intent.Submit(order, (ApprovedOrder) decision, terms == Terms.FLATTENING));
        return order;
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
            OrderRequest request,
            Instrument rules,
            Contingency contingency,
            List<OrderRequest> legs,
            Terms terms,
            BigDecimal fx) {
        Denial denial = DeskTerms.check(terms, view.isReducing());
        if (denial == null && fx.signum() == 0 && !view.isReducing()) {
            denial = new Denial(
                    "FX_RATE_MISSING",
                    "quote=" + rules.quoteCurrency() + " base=" + ledger.baseCurrency(),
                    "give the session a rate, or trade instruments in the base currency");
        }
        if (denial == null) {
            denial = checkIds(request, legs);
        }
        if (denial == null) {
            denial = CapabilityCheck.checkGroup(contingency, venue.broker().capabilities());
        }
        if (denial == null) {
            denial = CapabilityCheck.check(request, rules, venue.broker().capabilities());
        }
        for (int i = 0; denial == null && i < legs.size(); i++) {
            denial = CapabilityCheck.check(legs.get(i), rules, venue.broker().capabilities());
        }
        return denial;
    }

    private @Nullable Denial checkIds(OrderRequest request, List<OrderRequest> legs) {
        Optional<ClientOrderId> id = request.clientOrderId();
        boolean used = id.isPresent() && reports.knows(id.get());
        for (int i = 0; !used && i < legs.size(); i++) {
            Optional<ClientOrderId> legId = legs.get(i).clientOrderId();
            used = legId.isPresent() && (reports.knows(legId.get()) || legId.equals(id));
            id = legId.isPresent() ? legId : id;
        }
        return used
                ? new Denial(
                        "ID_USED_BEFORE",
                        "clientOrderId=" + id.map(Object::toString).orElse(""),
                        "use a client order id once")
                : null;
    }

    private BigDecimal rateOf(Instrument rules) {
        return rules.quoteCurrency().equals(ledger.baseCurrency())
                ? BigDecimal.ONE
                : ledger.rateToBase(rules.quoteCurrency()).orElse(BigDecimal.ZERO);
    }

    private ManagedOrder newOrder(
            int owner, int index, OrderRequest request, Contingency contingency, @Nullable ManagedOrder parent) {
        OrderId id = new OrderId(++lastOrderId);
        ClientOrderId clientId =
                request.clientOrderId().isPresent() ? request.clientOrderId().get() : clientIds.next();
        return new ManagedOrder(
                this, id, clientId, owner, index, instruments.get(index), request, contingency, parent, nowNanos);
    }

    private List<ApprovedLeg> addLegs(ManagedOrder order, List<OrderRequest> legs) {
        List<ManagedOrder> children = new ArrayList<>(legs.size());
        List<ApprovedLeg> approved = new ArrayList<>(legs.size());
        for (OrderRequest leg : legs) {
            ManagedOrder child = newOrder(order.owner(), order.instrumentIndex(), leg, Contingency.NONE, order);
            children.add(child);
            approved.add(new ApprovedLeg(child.orderId(), child.clientOrderId(), leg));
        }
        order.adopt(children);
        return Collections.unmodifiableList(approved);
    }

    private ManagedOrder deny(ManagedOrder order, Denial denial) {
        order.deny(denial);
        for (ManagedOrder leg : order.managedLegs()) {
            leg.deny(denial);
        }
        sink.onOrderEvent(order.owner(), new OrderEvent.Denied(order, nowNanos, denial));
        return order;
    }

    private void track(ManagedOrder order, BigDecimal fx) {
        rate.submitted(nowNanos);
        open.put(order.orderId(), order);
        reports.register(order);
        for (ManagedOrder leg : order.managedLegs()) {
            open.put(leg.orderId(), leg);
            reports.register(leg);
        }
        working.opened();
        working.update(order, fx);
    }

    /** Writes down that an order is to end; a closed one, or one whose cancel is under way, is left alone. */
    public void cancel(ManagedOrder order) {
        boolean underWay = order.pending() == PendingAction.CANCEL && order.status() != OrderStatus.UNKNOWN;
        if (order.isClosed() || underWay) {
            return;
        }
        order.setPending(PendingAction.CANCEL);
        outbox.add(new Intent.Cancel(order));
    }

    /** Gates a change; a refusal is an event. */
    public void replace(ManagedOrder order, OrderChange change) {
        OrderRequest changed = change.applyTo(order.request());
        Optional<VenueOrderId> venueId = order.venueOrderId();
        if (order.isClosed() || order.pending() != PendingAction.NONE || venueId.isEmpty()) {
            refuse(order, "ORDER_NOT_CHANGEABLE status=" + order.status());
            return;
        }
        if (venue.broker().capabilities().replace() == ReplaceSupport.NONE) {
            refuse(order, "UNSUPPORTED_REPLACE: cancel, await the end, place anew");
            return;
        }
        Instrument rules = order.instrument();
        view.prepareChange(order, changed, nowNanos, tradingState.get(), rateOf(rules));
        ReplaceIntent intent = new ReplaceIntent(
                order.orderId(), order.clientOrderId(), venueId.get(), clientIds.next(), order.request(), change);
        GateDecision decision = venue.gate().approveReplace(venue.approvals(), rules, intent, view);
        if (decision instanceof GateDecision.Refused refused) {
            refuse(order, refused.denial().toString());
            return;
        }
        order.expectChange(change, intent.next());
        order.pendingRiskPriceScaled = view.orderPriceForReserve();
        reports.alias(intent.next(), order);
        working.update(order, rateOf(rules));
        outbox.add(new Intent.Replace(order, (ApprovedReplace) decision));
    }

    private void refuse(ManagedOrder order, String reason) {
        sink.onOrderEvent(order.owner(), new OrderEvent.ReplaceRefused(order, nowNanos, reason));
    }

    /** Whether intents wait to be sent. */
    public boolean hasIntents() {
        return !outbox.isEmpty();
    }

    /** Hands every waiting intent to the adapter, in the order in which it was written, once. */
    public void flush() {
        Intent intent;
        while ((intent = outbox.poll()) != null) {
            if (intent instanceof Intent.Submit submit) {
                send(submit);
            } else if (intent instanceof Intent.Replace replace) {
                ManagedOrder order = replace.order();
                await(order, () -> venue.broker().orders().replace(replace.approved()), OrderDesk::replaceAnswer);
            } else if (intent instanceof Intent.Cancel cancel) {
                ManagedOrder order = cancel.order();
                if (!order.isClosed() && !venue.dryRun()) {
                    await(order, () -> venue.broker().orders().cancel(keyOf(order)), OrderDesk::cancelAnswer);
                }
            }
        }
    }

    private void send(Intent.Submit submit) {
        if (tradingState.get() == TradingState.HALTED && !submit.evenHalted()) {
            Denial denial = new Denial(
                    "STATE_HALTED",
                    "order=" + submit.order().orderId() + " state=HALTED",
                    "resume trading; nothing was sent");
            answer(submit.order(), new SubmitResult.Denied(submit.order().clientOrderId(), denial));
            return;
        }
        if (venue.dryRun()) {
            Denial denial =
                    new Denial("DRY_RUN", "order=" + submit.order().orderId(), "open the session in mode LIVE to send");
            answer(submit.order(), new SubmitResult.Denied(submit.order().clientOrderId(), denial));
            return;
        }
        ManagedOrder order = submit.order();
        try {
            CompletionStage<SubmitResult> stage = venue.broker().orders().submit(submit.approved());
            CompletableFuture<SubmitResult> known = stage.toCompletableFuture();
            if (known.isDone() && !known.isCompletedExceptionally()) {
                answer(order, known.join(), null);
            } else {
                stage.whenComplete((result, thrown) -> answer(order, result, thrown));
            }
        } catch (RuntimeException | LinkageError e) {
            answer(order, new SubmitResult.Unknown(order.clientOrderId(), "adapter threw " + e));
        }
    }

    private void answer(ManagedOrder order, @Nullable SubmitResult result, @Nullable Throwable thrown) {
        answer(order, result != null ? result : new SubmitResult.Unknown(order.clientOrderId(), failure(thrown)));
    }

    private static String failure(@Nullable Throwable thrown) {
        return thrown == null ? "adapter answered null" : "adapter failed " + thrown;
    }

    private void answer(ManagedOrder order, SubmitResult result) {
        sink.answered(new OrderSink.Answer.Submitted(order, result));
    }

    private void await(
            ManagedOrder order,
            Supplier<CompletionStage<ActionResult>> call,
            BiFunction<ManagedOrder, ActionResult, OrderSink.Answer> wrap) {
        try {
            call.get()
                    .whenComplete((result, thrown) -> sink.answered(
                            wrap.apply(order, result != null ? result : new ActionResult.Unknown(failure(thrown)))));
        } catch (RuntimeException | LinkageError e) {
            sink.answered(wrap.apply(order, new ActionResult.Unknown("adapter threw " + e)));
        }
    }

    private static OrderSink.Answer replaceAnswer(ManagedOrder order, ActionResult result) {
        return new OrderSink.Answer.ReplaceTaken(order, result);
    }

    private static OrderSink.Answer cancelAnswer(ManagedOrder order, ActionResult result) {
        return new OrderSink.Answer.CancelTaken(order, result);
    }

    private static OrderKey keyOf(ManagedOrder order) {
        return order.venueOrderId().isPresent()
                ? OrderKey.of(order.clientOrderId(), order.venueOrderId().get())
                : OrderKey.of(order.clientOrderId());
    }

    /** Takes in what the venue says. */
    public void apply(OrderReport report) {
        reports.apply(report);
    }

    /** Takes in an adapter's answer. */
    public void apply(OrderSink.Answer answer) {
        reports.apply(answer, nowNanos);
    }

    void changed(ManagedOrder order) {
        working.update(order, rateOf(order.instrument()));
        if (order.isClosed() && open.remove(order.orderId()) != null) {
            ManagedOrder root = order.managedParent() == null ? order : order.managedParent();
            if (isOver(root)) {
                working.closed();
            }
        }
    }

    private static boolean isOver(ManagedOrder root) {
        boolean over = root.isClosed();
        for (ManagedOrder leg : root.managedLegs()) {
            over &= leg.isClosed();
        }
        return over;
    }

    Ledger ledger() {
        return ledger;
    }

    InstrumentTable instruments() {
        return instruments;
    }

    /** A strategy's open orders, in the order of their ids. */
    public List<OrderTicket> openOrders(int owner) {
        List<OrderTicket> own = new ArrayList<>();
        for (ManagedOrder order : open.values()) {
            if (order.owner() == owner) {
                own.add(order);
            }
        }
        return own;
    }

    /** Every open order, in the order of their ids. */
    public List<ManagedOrder> openOrders() {
        return List.copyOf(open.values());
    }

    /** One order, ended ones included. */
    public Optional<ManagedOrder> order(OrderId id) {
        return reports.order(id);
    }

    /** The account's cash and positions at their last prices. */
    public Money equity() {
        return ledger.equity();
    }

    /**
     * Takes an instrument's new rules.
     *
     * @throws BadInputException if the currency of a held instrument changes
     */
    public void update(int index, Instrument rules) {
        if (!instruments.get(index).quoteCurrency().equals(rules.quoteCurrency())) {
            throw new BadInputException(rules.id() + " cannot change its quote currency from "
                    + instruments.get(index).quoteCurrency() + " to " + rules.quoteCurrency());
        }
        instruments.put(rules);
        ledger.update(index, rules);
    }
}
