package io.fairlead.core.order;

import io.fairlead.api.Price;
import io.fairlead.api.Quantity;
import io.fairlead.api.instrument.Instrument;
import io.fairlead.api.market.EpochNanos;
import io.fairlead.api.order.Certainty;
import io.fairlead.api.order.ClientOrderId;
import io.fairlead.api.order.Contingency;
import io.fairlead.api.order.Denial;
import io.fairlead.api.order.Fill;
import io.fairlead.api.order.GroupHandling;
import io.fairlead.api.order.Lifecycle;
import io.fairlead.api.order.OrderChange;
import io.fairlead.api.order.OrderId;
import io.fairlead.api.order.OrderRequest;
import io.fairlead.api.order.OrderState;
import io.fairlead.api.order.OrderTicket;
import io.fairlead.api.order.PendingAction;
import io.fairlead.api.order.VenueOrderId;
import io.fairlead.core.journal.CheckpointPart;
import io.fairlead.spi.OrderKey;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** One order from intent to end: the desk's record of it and the strategy's ticket in one. On the session's thread. */
public final class ManagedOrder implements OrderTicket {
    /** It need not wait. */
    static final long ANY_TIME = Long.MIN_VALUE;

    private final OrderDesk desk;
    private final OrderId orderId;
    private final int owner;
    private final int instrumentIndex;
    private final Instrument instrument;
    private final Contingency contingency;
    private final @Nullable ManagedOrder parent;
    private final long submittedNanos;

    private List<ManagedOrder> legs = List.of();
    /** What it is for in all, as its owner asks; of a leg that is sent for the rest only, more than that. */
    private Quantity whole;

    private List<VenueOrderId> formerVenueIds = List.of();
    private List<Fill> fills = List.of();
    private Set<String> buried = Set.of();
    private long changedNanos = Long.MIN_VALUE;
    private OrderRequest request;
    private ClientOrderId clientOrderId;
    private @Nullable VenueOrderId venueOrderId;
    private Lifecycle lifecycle = Lifecycle.PENDING_NEW;
    private PendingAction pending = PendingAction.NONE;
    private Certainty submitCertainty = Certainty.CONFIRMED;
    private Certainty pendingCertainty = Certainty.CONFIRMED;
    private Quantity filled = Quantity.ZERO;
    private @Nullable Denial denial;
    private String venueText = "";
    private @Nullable OrderChange pendingChange;
    private @Nullable ClientOrderId pendingClientOrderId;
    /** As the venue was last asked for it; of a leg that was sent again, for the rest only. */
    private OrderRequest sent;

    /** What had filled when that was sent. */
    private Quantity filledBefore = Quantity.ZERO;

    private Quantity unpriced = Quantity.ZERO;
    private @Nullable AwaitedEnd awaitedEnd;
    private long askedNanos;
    /** When something that may have made an order there was last sent: it, itself again, or a change. */
    private long sentNanos;

    private GroupHandling handling = GroupHandling.SINGLE;
    /** What had filled before the session first saw an order that was made elsewhere. */
    private Quantity filledElsewhere = Quantity.ZERO;

    private boolean ownId = true;
    private boolean overdueTold;
    /** Of a group that the session looks after: whether the order waits here, or is being called back from the venue. */
    private boolean held;

    private boolean recalled;
    /** Whether it has left from here as an order of its own; and if it waits here again, whether its end at the venue was told. */
    private boolean leftHere;

    private boolean endedThere;
    private long retryNanos = ANY_TIME;

    /** What an order by notional is reckoned to buy × 10^quantityScale; 0 for an order by quantity. */
    long estimatedScaled;

    /** The price that its exposure is reckoned at × 10^priceScale; 0 if it adds none. */
    long riskPriceScaled;

    /** The same for a change that is on its way. */
    long pendingRiskPriceScaled;

    /** What this order adds to its instrument's working purchases and sales × 10^quantityScale, and to working notional. */
    long reservedBuyScaled;

    long reservedSellScaled;
    long reservedNotionalE8;
    long reservedPriceScaled;

    ManagedOrder(
            OrderDesk desk,
            OrderId orderId,
            ClientOrderId clientOrderId,
            int owner,
            int instrumentIndex,
            Instrument instrument,
            OrderRequest request,
            Contingency contingency,
            @Nullable ManagedOrder parent,
            long submittedNanos) {
        this.desk = desk;
        this.orderId = orderId;
        this.clientOrderId = clientOrderId;
        this.owner = owner;
        this.instrumentIndex = instrumentIndex;
        this.instrument = instrument;
        this.request = request;
        this.sent = request;
        this.whole = request.quantity().orElse(Quantity.ZERO);
        this.contingency = contingency;
        this.parent = parent;
        this.submittedNanos = submittedNanos;
        this.askedNanos = submittedNanos;
        this.sentNanos = submittedNanos;
    }

    @Override
    public OrderId orderId() {
        return orderId;
    }

    @Override
    public ClientOrderId clientOrderId() {
        return clientOrderId;
    }

    @Override
    public OrderRequest request() {
        return request;
    }

    @Override
    public OrderState state() {
        return new OrderState(lifecycle, filled, pending, submitCertainty, pendingCertainty);
    }

    @Override
    public boolean isClosed() {
        return lifecycle.isEnd();
    }

    @Override
    public Quantity filledQuantity() {
        return filled;
    }

    @Override
    public Quantity remainingQuantity() {
        if (isClosed() || request.quantity().isEmpty()) {
            return Quantity.ZERO;
        }
        Quantity total = request.quantity().get();
        return filled.compareTo(total) >= 0 ? Quantity.ZERO : total.minus(filled);
    }

    @Override
    public Optional<Price> averagePrice() {
        if (filled.isZero()) {
            return Optional.empty();
        }
        BigDecimal value = BigDecimal.ZERO;
        for (Fill fill : fills) {
            value = value.add(fill.price().value().multiply(fill.quantity().value()));
        }
        return Optional.of(Price.of(value.divide(filled.value(), instrument.priceScale(), RoundingMode.HALF_EVEN)));
    }

    @Override
    public Optional<Denial> denial() {
        return Optional.ofNullable(denial);
    }

    @Override
    public String venueText() {
        return venueText;
    }

    @Override
    public Instant submittedAt() {
        return EpochNanos.toInstant(submittedNanos);
    }

    @Override
    public List<OrderTicket> legs() {
        return Collections.unmodifiableList(legs);
    }

    @Override
    public Optional<OrderTicket> parent() {
        return Optional.ofNullable(parent);
    }

    @Override
    public GroupHandling groupHandling() {
        return handling;
    }

    @Override
    public void cancel() {
        desk.cancel(this);
    }

    @Override
    public void replace(OrderChange change) {
        desk.replace(this, change);
    }

    /** Fills that hold, oldest first. */
    public List<Fill> fills() {
        return Collections.unmodifiableList(fills);
    }

    /** Which strategy's order it is, by its index in the session. */
    public int owner() {
        return owner;
    }

    /** The index of its instrument. */
    public int instrumentIndex() {
        return instrumentIndex;
    }

    Instrument instrument() {
        return instrument;
    }

    Contingency contingency() {
        return contingency;
    }

    List<ManagedOrder> managedLegs() {
        return legs;
    }

    @Nullable
    ManagedOrder managedParent() {
        return parent;
    }

    /** Takes its legs, and who looks after them. */
    void adopt(List<ManagedOrder> children, GroupHandling who) {
        legs = List.copyOf(children);
        handling = who;
        for (ManagedOrder leg : legs) {
            leg.handling = who;
            leg.held = who == GroupHandling.EMULATED;
            leg.lifecycle = leg.held ? Lifecycle.SUSPENDED : leg.lifecycle;
        }
    }

    boolean isEmulated() {
        return handling == GroupHandling.EMULATED;
    }

    /** Whether it waits here, not at the venue. */
    boolean isHeld() {
        return held;
    }

    /** Whether it is being called back from the venue, to wait here. */
    boolean isRecalled() {
        return recalled;
    }

    /** Leaves for the venue, as a request of its own: for what has not filled. */
    void leave(ClientOrderId id, OrderRequest asSent, long atNanos) {
        held = false;
        recalled = false;
        leftHere = true;
        overdueTold = false;
        retryNanos = ANY_TIME;
        clientOrderId = id;
        forgetVenueId();
        sent = asSent;
        filledBefore = executed();
        awaitedEnd = null;
        request = request.toBuilder()
                .quantity(filledBefore.plus(asSent.quantity().orElseThrow()))
                .build();
        lifecycle = Lifecycle.PENDING_NEW;
        submitCertainty = Certainty.CONFIRMED;
        clearPending();
        askedNanos = atNanos;
        sentNanos = atNanos;
    }

    /** Whether it has left from here as an order of its own. */
    boolean hasLeft() {
        return leftHere;
    }

    private void forgetVenueId() {
        if (venueOrderId != null) {
            formerVenueIds = new ArrayList<>(formerVenueIds);
            formerVenueIds.add(venueOrderId);
            venueOrderId = null;
        }
    }

    /** What the venue called it before: as a leg that was called back, or before a change. */
    List<VenueOrderId> formerVenueIds() {
        return formerVenueIds;
    }

    /** Its end is asked for, whatever else was. */
    void cancelForGood(long atNanos) {
        recalled = false;
        setPending(PendingAction.CANCEL, atNanos);
    }

    /** Is called back from the venue; if the venue refuses and cancels later, it still waits here then. */
    void recall(long atNanos) {
        recalled = true;
        setPending(PendingAction.CANCEL, atNanos);
    }

    /** Waits here again, after its end at the venue. */
    void holdAfterEnd() {
        endedThere = true;
        retryNanos = ANY_TIME;
        hold();
    }

    /** Waits here again, for the venue never got it; not before a moment is it sent anew. */
    void holdUnsent(long notBeforeNanos) {
        endedThere = false;
        hold();
        retryNanos = notBeforeNanos;
    }

    private void hold() {
        held = true;
        recalled = false;
        forgetVenueId();
        lifecycle = Lifecycle.SUSPENDED;
        submitCertainty = Certainty.CONFIRMED;
        clearPending();
    }

    /** Whether it waits here after its end at the venue: more news of that end is old. */
    boolean isHeldAfterEnd() {
        return held && endedThere;
    }

    /** Whether it waits here because the venue was taken never to have got it: news of it proves that wrong. */
    boolean isHeldUnsent() {
        return held && leftHere && !endedThere;
    }

    /** It is at the venue after all. */
    void isThereAfterAll() {
        held = false;
        lifecycle = Lifecycle.PENDING_NEW;
    }

    /** Nothing is asked of the venue about it before a moment. */
    void retryAt(long notBeforeNanos) {
        retryNanos = notBeforeNanos;
    }

    /** Before when nothing is asked of the venue about it; {@link #ANY_TIME} if it does not wait. */
    long retryNanos() {
        return retryNanos;
    }

    /** Time has passed. */
    void waitedUntil(long nowNanos) {
        retryNanos = retryNanos <= nowNanos ? ANY_TIME : retryNanos;
    }

    /** What has filled, priced or not. */
    Quantity executed() {
        return unpriced.isZero() ? filled : filled.plus(unpriced);
    }

    /** What its owner asks for in all, whatever was sent for it. */
    Quantity whole() {
        return whole;
    }

    /** As the venue was last asked for it. */
    OrderRequest sent() {
        return sent;
    }

    /** What has filled of it as it was last sent, priced or not. */
    Quantity filledOfSent() {
        return less(executed(), filledBefore).plus(filledElsewhere);
    }

    /** What had filled before it was last sent. */
    Quantity filledBefore() {
        return filledBefore;
    }

    /** What the venue may still fill of it as it was last sent. */
    Quantity openAtVenue() {
        return less(sent.quantity().orElse(Quantity.ZERO), filledOfSent());
    }

    private static Quantity less(Quantity from, Quantity taken) {
        return from.compareTo(taken) <= 0 ? Quantity.ZERO : from.minus(taken);
    }

    /** As the venue will have it once the change that is on its way is made. */
    OrderRequest sentOnceChanged() {
        return pendingChange == null ? sent : asSent(pendingChange.applyTo(request));
    }

    /** What of a request is the venue's: without what had filled before it was last sent. */
    private OrderRequest asSent(OrderRequest all) {
        return filledBefore.isZero() || all.quantity().isEmpty()
                ? all
                : all.toBuilder()
                        .quantity(all.quantity().get().minus(filledBefore))
                        .build();
    }

    /** It was made elsewhere, and had filled so much before. */
    void madeElsewhere(OrderKey as, Quantity filledThen) {
        filledElsewhere = filledThen;
        ownId = as.clientOrderId().isPresent();
        clientOrderId = as.clientOrderId().orElse(clientOrderId);
    }

    /** How the venue knows it. */
    OrderKey key() {
        VenueOrderId known = venueOrderId;
        if (known == null) {
            return OrderKey.of(clientOrderId);
        }
        return ownId ? OrderKey.of(clientOrderId, known) : OrderKey.of(known);
    }

    /** Whether a person has heard that its outcome stays unknown. */
    boolean isOverdueTold() {
        return overdueTold;
    }

    void overdueTold() {
        overdueTold = true;
    }

    /** The venue says that it has ended with so much filled, of which not everything has been told yet. */
    record AwaitedEnd(OrderTransitions.News news, Quantity filledOfSent, long timeNanos, String reason) {}

    void awaitEnd(@Nullable AwaitedEnd end) {
        awaitedEnd = end;
    }

    /** The end that waits for fills; null if none does. */
    @Nullable
    AwaitedEnd awaitedEnd() {
        return awaitedEnd;
    }

    /** Whether everything that the venue says has filled of it as sent has been told, priced or not. */
    boolean hasFilledOfSent(Quantity total) {
        return filledOfSent().compareTo(total) >= 0;
    }

    /** Ends without the venue. */
    void end(Lifecycle how) {
        held = false;
        moveTo(how);
    }

    /** A leg that waits here is asked for otherwise. */
    void revise(OrderRequest now) {
        resize(now);
        request = now;
    }

    private void resize(OrderRequest now) {
        if (now.quantity().isPresent() && request.quantity().isPresent()) {
            whole = less(whole.plus(now.quantity().get()), request.quantity().get());
        }
    }

    /** When the venue was last asked for something of it, in epoch nanoseconds. */
    long askedNanos() {
        return askedNanos;
    }

    /** When it, or a change of it, was last sent, in epoch nanoseconds: a cancel makes no order, however often it is asked. */
    long sentNanos() {
        return sentNanos;
    }

    /** Since when it is unknown what has come of it, of what is unknown about it; in epoch nanoseconds. */
    long unknownSinceNanos() {
        return submitCertainty == Certainty.UNKNOWN ? sentNanos : askedNanos;
    }

    /** When it was submitted, in epoch nanoseconds. */
    long submittedNanos() {
        return submittedNanos;
    }

    Certainty submitCertainty() {
        return submitCertainty;
    }

    Certainty pendingCertainty() {
        return pendingCertainty;
    }

    /** Whether the outcome of something that was asked is not known. */
    boolean isUnknown() {
        return !isClosed() && (submitCertainty == Certainty.UNKNOWN || pendingCertainty == Certainty.UNKNOWN);
    }

    /** An execution without a price counts for risk, though it is not booked yet. */
    void addUnpriced(Quantity quantity) {
        unpriced = unpriced.plus(quantity);
    }

    void removeUnpriced(Quantity quantity) {
        unpriced = unpriced.minus(quantity);
    }

    Lifecycle lifecycle() {
        return lifecycle;
    }

    void moveTo(Lifecycle next) {
        lifecycle = next;
        if (next != Lifecycle.PENDING_NEW) {
            submitCertainty = Certainty.CONFIRMED;
        }
        if (next.isEnd()) {
            pending = PendingAction.NONE;
            pendingCertainty = Certainty.CONFIRMED;
            awaitedEnd = null;
        }
    }

    PendingAction pending() {
        return pending;
    }

    void setPending(PendingAction action, long atNanos) {
        overdueTold &= submitCertainty == Certainty.UNKNOWN;
        pending = action;
        pendingCertainty = Certainty.CONFIRMED;
        askedNanos = atNanos;
        if (action == PendingAction.REPLACE) {
            sentNanos = atNanos;
        }
    }

    void clearPending() {
        pending = PendingAction.NONE;
        pendingCertainty = Certainty.CONFIRMED;
        pendingChange = null;
        pendingClientOrderId = null;
        pendingRiskPriceScaled = 0;
    }

    /** A cancel came to nothing: a change that was on its way before it still is. */
    void cancelRefused() {
        if (pendingChange == null) {
            clearPending();
        } else {
            pending = PendingAction.REPLACE;
            pendingCertainty = Certainty.CONFIRMED;
        }
    }

    /** A change came to nothing; a cancel that was asked for meanwhile is still on its way. */
    void changeRefused() {
        PendingAction before = pending;
        Certainty certainty = pendingCertainty;
        clearPending();
        if (before == PendingAction.CANCEL) {
            pending = before;
            pendingCertainty = certainty;
        }
    }

    /** The outcome of its submit is not known; whether that is news. */
    boolean submitUnknown() {
        if (lifecycle != Lifecycle.PENDING_NEW || held) {
            return false;
        }
        submitCertainty = Certainty.UNKNOWN;
        return true;
    }

    void pendingUnknown() {
        if (pending != PendingAction.NONE) {
            pendingCertainty = Certainty.UNKNOWN;
        }
    }

    void deny(Denial why) {
        denial = why;
        held = false;
        moveTo(Lifecycle.DENIED);
    }

    void text(String venueWords) {
        venueText = venueWords;
    }

    @Override
    public Optional<VenueOrderId> venueOrderId() {
        return Optional.ofNullable(venueOrderId);
    }

    void venueOrderId(VenueOrderId id) {
        venueOrderId = id;
    }

    void expectChange(OrderChange change, ClientOrderId next, long atNanos) {
        setPending(PendingAction.REPLACE, atNanos);
        pendingChange = change;
        pendingClientOrderId = next;
    }

    @Nullable
    OrderChange pendingChange() {
        return pendingChange;
    }

    @Nullable
    ClientOrderId pendingClientOrderId() {
        return pendingClientOrderId;
    }

    void changed(OrderRequest now, ClientOrderId id, long atNanos) {
        resize(now);
        request = now;
        sent = asSent(now);
        if (!id.equals(clientOrderId)) {
            forgetVenueId();
        }
        clientOrderId = id;
        changedNanos = atNanos;
        riskPriceScaled = pendingRiskPriceScaled;
        clearPending();
    }

    /** Whether word of a change that nobody waits for is old news: of an ended order, or of a change made already. */
    boolean isChangeOld(long atNanos) {
        return isClosed() || atNanos <= changedNanos;
    }

    boolean hasFill(String executionId) {
        for (int i = fills.size() - 1; i >= 0; i--) {
            if (fills.get(i).executionId().equals(executionId)) {
                return true;
            }
        }
        return isBuried(executionId);
    }

    /** A fill does not hold: it is not booked again, should it be told again. */
    void bury(String executionId) {
        if (buried.isEmpty()) {
            buried = new HashSet<>();
        }
        buried.add(executionId);
    }

    boolean isBuried(String executionId) {
        return !buried.isEmpty() && buried.contains(executionId);
    }

    void add(Fill fill) {
        if (fills.isEmpty()) {
            fills = List.of(fill);
            filled = fill.quantity();
        } else {
            fills = fills instanceof ArrayList ? fills : new ArrayList<>(fills);
            fills.add(fill);
            filled = filled.plus(fill.quantity());
        }
    }

    @Nullable
    Fill remove(String executionId) {
        for (int i = 0; i < fills.size(); i++) {
            Fill fill = fills.get(i);
            if (fill.executionId().equals(executionId)) {
                fills = new ArrayList<>(fills);
                fills.remove(i);
                filled = filled.minus(fill.quantity());
                filledBefore = filledBefore.min(executed());
                return fill;
            }
        }
        return null;
    }

    /** The price that its exposure is reckoned at: the worse of both while a change is on its way. */
    long riskPrice() {
        return Math.abs(pendingRiskPriceScaled) > Math.abs(riskPriceScaled) ? pendingRiskPriceScaled : riskPriceScaled;
    }

    /** Whether nothing is left to fill, of the larger of both versions while a change is on its way. */
    boolean isComplete() {
        return request.quantity().isPresent()
                && filled.compareTo(largest(request.quantity().get())) >= 0;
    }

    boolean isOverfilled() {
        return request.quantity().isPresent()
                && filled.compareTo(largest(request.quantity().get())) > 0;
    }

    private Quantity largest(Quantity total) {
        if (pendingChange == null || pendingChange.quantity().isEmpty()) {
            return total;
        }
        Quantity wanted = pendingChange.quantity().get();
        return wanted.compareTo(total) > 0 ? wanted : total;
    }

    /** What may still fill × 10^quantityScale, rounded up; the larger of both versions while a change is on its way. */
    long openScaled() {
        int scale = instrument.quantityScale();
        if (isClosed()) {
            return unpriced.isZero() ? 0 : scaledUp(unpriced.value());
        }
        return restScaled(largest(request.quantity().orElseGet(() -> Quantity.ofScaled(estimatedScaled, scale))));
    }

    /** What of a total has not filled × 10^quantityScale, rounded up; zero or more. */
    long restScaled(Quantity total) {
        int scale = instrument.quantityScale();
        if (filled.isZero() && total.fitsScale(scale)) {
            return total.toScaled(scale);
        }
        BigDecimal open = total.value().subtract(filled.value());
        return open.signum() <= 0 ? 0 : scaledUp(open);
    }

    private long scaledUp(BigDecimal quantity) {
        return quantity.setScale(instrument.quantityScale(), RoundingMode.UP)
                .unscaledValue()
                .longValueExact();
    }

    // ---- checkpoints

    /** When something of it was last heard, asked or filled, in epoch nanoseconds. */
    long touchedNanos() {
        long latest = Math.max(submittedNanos, Math.max(askedNanos, changedNanos));
        for (Fill fill : fills) {
            latest = Math.max(latest, fill.timeNanos());
        }
        return latest;
    }

    /**
     * What a checkpoint keeps of it.
     *
     * @param strategy its owner's name; empty for nobody
     * @param others further ids of ours that name it
     * @param alsoVenue further ids of the venue that name it
     */
    CheckpointPart.Order kept(String strategy, List<ClientOrderId> others, List<VenueOrderId> alsoVenue) {
        return new CheckpointPart.Order(
                orderId,
                new CheckpointPart.Names(
                        clientOrderId, ownId, others, Optional.ofNullable(venueOrderId), formerVenueIds, alsoVenue),
                strategy,
                instrumentIndex,
                new CheckpointPart.Group(
                        contingency,
                        Optional.ofNullable(parent).map(ManagedOrder::orderId),
                        legs.stream().map(ManagedOrder::orderId).toList(),
                        handling),
                new CheckpointPart.Asked(
                        request,
                        sent,
                        whole,
                        Optional.ofNullable(pendingChange),
                        Optional.ofNullable(pendingClientOrderId),
                        submittedNanos,
                        sentNanos,
                        askedNanos,
                        changedNanos),
                keptProgress(),
                new CheckpointPart.Waiting(held, recalled, leftHere, endedThere, overdueTold, filledBefore, retryNanos),
                new CheckpointPart.Risk(estimatedScaled, riskPriceScaled, pendingRiskPriceScaled));
    }

    private CheckpointPart.Progress keptProgress() {
        return new CheckpointPart.Progress(
                lifecycle,
                submitCertainty == Certainty.UNKNOWN,
                pending,
                pendingCertainty == Certainty.UNKNOWN,
                fills,
                buried.stream().sorted().toList(),
                unpriced,
                filledElsewhere,
                Optional.ofNullable(denial),
                venueText,
                Optional.ofNullable(awaitedEnd)
                        .map(end -> new CheckpointPart.AwaitedEnd(
                                end.news().name(), end.filledOfSent(), end.timeNanos(), end.reason())));
    }

    /** Becomes what a checkpoint kept of it; its legs, and who looks after them, it has already. */
    void restore(CheckpointPart.Order kept) {
        CheckpointPart.Names names = kept.names();
        clientOrderId = names.own();
        ownId = names.isOwn();
        venueOrderId = names.venue().orElse(null);
        formerVenueIds = names.former();
        CheckpointPart.Asked asked = kept.asked();
        request = asked.request();
        sent = asked.sent();
        whole = asked.whole();
        pendingChange = asked.change().orElse(null);
        pendingClientOrderId = asked.changeId().orElse(null);
        sentNanos = asked.sentNanos();
        askedNanos = asked.askedNanos();
        changedNanos = asked.changedNanos();
        CheckpointPart.Progress progress = kept.progress();
        progress.fills().forEach(this::add);
        progress.buried().forEach(this::bury);
        unpriced = progress.unpriced();
        filledElsewhere = progress.filledElsewhere();
        denial = progress.denial().orElse(null);
        venueText = progress.venueText();
        lifecycle = progress.lifecycle();
        submitCertainty = progress.submitUnknown() ? Certainty.UNKNOWN : Certainty.CONFIRMED;
        pending = progress.pending();
        pendingCertainty = progress.pendingUnknown() ? Certainty.UNKNOWN : Certainty.CONFIRMED;
        awaitedEnd = progress.end()
                .map(end -> new AwaitedEnd(
                        OrderTransitions.News.valueOf(end.how()), end.filled(), end.timeNanos(), end.reason()))
                .orElse(null);
        CheckpointPart.Waiting waiting = kept.waiting();
        held = waiting.held();
        recalled = waiting.recalled();
        leftHere = waiting.leftHere();
        endedThere = waiting.endedThere();
        overdueTold = waiting.overdueTold();
        filledBefore = waiting.filledBefore();
        retryNanos = waiting.retryNanos();
        estimatedScaled = kept.risk().estimatedScaled();
        riskPriceScaled = kept.risk().priceScaled();
        pendingRiskPriceScaled = kept.risk().pendingPriceScaled();
    }

    @Override
    public String toString() {
        return orderId + " " + request + " " + status() + (filled.isZero() ? "" : " filled " + filled);
    }
}
