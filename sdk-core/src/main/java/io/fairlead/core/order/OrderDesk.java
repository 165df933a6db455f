package io.fairlead.core.order;

import io.fairlead.api.BadInputException;
import io.fairlead.api.Money;
import io.fairlead.api.instrument.Instrument;
import io.fairlead.api.order.Denial;
import io.fairlead.api.order.OrderChange;
import io.fairlead.api.order.OrderGroup;
import io.fairlead.api.order.OrderId;
import io.fairlead.api.order.OrderRequest;
import io.fairlead.api.order.OrderTicket;
import io.fairlead.api.risk.TradingState;
import io.fairlead.core.journal.CheckpointPart;
import io.fairlead.core.journal.JournalRecord;
import io.fairlead.core.journal.JournalRecord.Command;
import io.fairlead.core.journal.JournalRecord.VenueRead;
import io.fairlead.core.journal.JournalRecord.VenueReadFailed;
import io.fairlead.core.journal.RecordLog;
import io.fairlead.core.ledger.Ledger;
import io.fairlead.spi.OrderReport;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.IntFunction;
import java.util.function.IntUnaryOperator;
import java.util.function.Supplier;
import java.util.function.ToIntFunction;

/**
 * The session's order desk: gates what strategies ask for, writes it down before it leaves, keeps every order from intent to end, takes
 * in what the venue says, and finds out what it did not say. On the session's thread, but for what {@link OrderSink} says of answers.
 */
public final class OrderDesk {
    private final OrderRoom room;
    private final SessionRiskView view;
    private final Dispatch dispatch;
    private final OrderIntake intake;
    private final OrderReports reports;
    private final GroupCare groups;
    private final VenueSync sync;
    private final Reconciler reconciler;
    private final UnknownWatch unknowns;
    private final DeskFold fold;
    private final DeskCheckpoint checkpoint;

    /**
     * A desk for one account.
     *
     * @param tradingState what the session lets through now
     * @param leverage how many times equity may be exposed
     * @param externals what is done about orders made elsewhere
     * @param log where intents are written down before they leave
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
            ExternalPolicy externals,
            OrderSink sink,
            RecordLog log) {
        room = new OrderRoom(this, venue, instruments, ledger, marks, clientIds, sink, log);
        view = new SessionRiskView(
                instruments, ledger, marks, hours, room.working, room.rate, room.intents, room.registry.open());
        view.leverage(leverage);
        dispatch = new Dispatch(venue, tradingState, sink, log);
        intake = new OrderIntake(room, view, dispatch, tradingState);
        unknowns = new UnknownWatch(room);
        reports = new OrderReports(room, unknowns);
        groups = new GroupCare(room, intake, dispatch);
        sync = new VenueSync(room, dispatch);
        reconciler = new Reconciler(room, reports, sync, dispatch, externals);
        fold = new DeskFold(room, intake, reports, reconciler, unknowns);
        checkpoint = new DeskCheckpoint(room, reconciler, sync, unknowns);
    }

    // ---- time

    /** Moves the desk's time. */
    public void setTime(long epochNanos) {
        room.nowNanos = epochNanos;
    }

    /**
     * When something is due that strategies, journal or listeners can see: an unknown outcome that lasts too long, a leg that is tried
     * again; {@link Long#MAX_VALUE} if nothing is.
     */
    public long nextDueNanos() {
        return Math.min(unknowns.nextDueNanos(), groups.nextDueNanos());
    }

    /** Does what is due. */
    public void passTime() {
        unknowns.onTime(reports);
        groups.onTime();
    }

    /** Asks the venue what it has, where that is due. */
    public void pollVenue() {
        if (unknowns.any() || room.takeStrange()) {
            sync.watch();
        }
        if (room.nowNanos >= sync.nextDueNanos()) {
            sync.onTime();
        }
    }

    /** Notes the account's equity, for the drawdown that rules see. */
    public void noteEquity(long equityE8) {
        view.noteEquity(equityE8);
    }

    /** How many times equity may be exposed, from now on. */
    public void leverage(BigDecimal factor) {
        view.leverage(factor);
    }

    /** Where risk rules find what orders and books do not tell; nowhere unless said. */
    public void riskSources(RiskSources sources) {
        view.sources(sources);
    }

    /** What an instrument's position is worth at worst, with all that works on either side, at the last price; in E8. */
    public long worstPositionValueE8(int index) {
        return view.worstPositionValueE8(index);
    }

    /** Exposure of all positions, and what working orders may add to it, in E8. */
    public long exposureE8() {
        return view.exposureE8();
    }

    /** A price has become known: groups that the session looks after may have to act. */
    public void onPrice(int index) {
        if (groups.isWatching(index)) {
            groups.onPrice(index);
        }
    }

    // ---- what strategies ask for

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
        return intake.submit(owner, request, terms);
    }

    /** Gates a group of a strategy; all of it passes, or none. */
    public ManagedOrder submit(int owner, OrderGroup group, Terms terms) {
        return intake.submit(owner, group, terms);
    }

    /** Writes down that an order is to end; a closed one, or one whose cancel is under way, is left alone. */
    public void cancel(ManagedOrder order) {
        intake.cancel(order);
        groups.advance();
    }

    /** Gates a change; a refusal is an event. */
    public void replace(ManagedOrder order, OrderChange change) {
        intake.replace(order, change, room.sink().termsOf(order.owner()));
        groups.advance();
    }

    /** Whether intents wait to be sent. */
    public boolean hasIntents() {
        return dispatch.hasIntents();
    }

    /** Makes the journal hold every waiting intent for good, then hands them to the adapter in the order in which they were written, once. */
    public void flush() {
        unknowns.asked();
        dispatch.flush();
    }

    // ---- what comes in

    /** Takes in what the venue says. */
    public void apply(OrderReport report) {
        reports.apply(report);
        groups.advance();
    }

    /** Takes in an adapter's answer. */
    public void apply(OrderSink.Answer answer) {
        reports.apply(answer);
        groups.advance();
    }

    /** Takes in a part of what the venue has. */
    public void apply(VenueSync.Part part) {
        sync.apply(part);
    }

    /** The connection has come up, or gone. */
    public void connected(boolean up) {
        sync.connected(up);
    }

    /** Compares the books with what the venue has, and takes in what was missed. */
    public void reconcile(VenueRead read) {
        unknowns.lookAtAll(reports);
        reconciler.reconcile(read);
        unknowns.recount();
        groups.advance();
        groups.advanceAll();
    }

    /** What the venue has could not be read. */
    public void reconcileFailed(VenueReadFailed why) {
        sync.failed(why);
    }

    /** Whether an order in an instrument may leave now, as far as what the venue has must be known for it. */
    public boolean mayLeave(int index) {
        return room.venue.dryRun() || (isReconciled() && !room.frozen.isFrozen(index));
    }

    /** Whether an order was denied only because {@link #mayLeave} did not hold when it was to leave. */
    public static boolean hadToWait(ManagedOrder order) {
        return order.denial()
                .map(Denial::code)
                .filter(code -> code.equals(Dispatch.NOT_RECONCILED) || code.equals(FrozenInstruments.FROZEN))
                .isPresent();
    }

    /** Whether orders may leave: the connection is up, and what the venue has is known. */
    public boolean isReconciled() {
        return sync.isReconciled();
    }

    /** Ends what is unknown of an order by a person's word; the venue is asked what has become of one that is said to be there. */
    public void resolve(Command.Resolve resolve, String who, String why) {
        Optional<ManagedOrder> order = order(resolve.order());
        if (order.isPresent()) {
            unknowns.lookAt(order.get(), reports);
            Resolution.apply(room, reports, order.get(), resolve, who, why);
            unknowns.recount();
            groups.advance();
            sync.watch();
        } else {
            room.alarm(
                    Resolution.NOT_UNKNOWN, "order=" + resolve.order() + " is not known; who=" + who + " why=" + why);
        }
    }

    /** Takes the venue's word for what is held of an instrument. */
    public void acceptPosition(int index) {
        reconciler.acceptPosition(index);
    }

    // ---- the journal read back

    /** From here on executions count: when the account's journal was begun, in epoch nanoseconds. The first call holds. */
    public void begunAt(long epochNanos) {
        sync.startedAt(epochNanos);
    }

    /**
     * Takes one record of an earlier run in, at the time that it was written: see {@link DeskFold}.
     *
     * @param strategies from an index of the run that wrote the record to the session's; negative if it has that strategy no more
     * @param instruments the same for instruments
     */
    public void fold(JournalRecord record, IntUnaryOperator strategies, IntUnaryOperator instruments) {
        room.folding(true);
        try {
            fold.fold(record, strategies, instruments);
        } finally {
            room.folding(false);
        }
    }

    /**
     * What all that was read comes to: see {@link DeskCheckpoint}.
     *
     * @param sinceNanos orders that are over are kept from then on
     * @param strategies from an owner to its name
     */
    public List<CheckpointPart> checkpoint(long sinceNanos, IntFunction<String> strategies) {
        return checkpoint.parts(sinceNanos, strategies);
    }

    /**
     * Becomes what a checkpoint says, before any record is read.
     *
     * @param strategies from a name to an owner; negative if there is none of that name any more
     * @param instruments from an index of the checkpoint to the session's
     */
    public void restore(List<CheckpointPart> parts, ToIntFunction<String> strategies, IntUnaryOperator instruments) {
        room.folding(true);
        try {
            checkpoint.restore(parts, strategies, instruments);
        } finally {
            room.folding(false);
        }
    }

    /** The journal has been read: what was under way when it ended is unknown until the venue has been asked. */
    public void recovered() {
        room.folding(true);
        try {
            fold.finish();
        } finally {
            room.folding(false);
        }
        sync.recovered();
        unknowns.recount();
        groups.recovered();
    }

    // ---- what is there

    /** What the parts of the desk share. */
    OrderRoom room() {
        return room;
    }

    /** A strategy's open orders, in the order of their ids. */
    public List<OrderTicket> openOrders(int owner) {
        List<OrderTicket> own = new ArrayList<>();
        for (ManagedOrder order : room.registry.open()) {
            if (order.owner() == owner) {
                own.add(order);
            }
        }
        return own;
    }

    /** Every open order, in the order of their ids. */
    public List<ManagedOrder> openOrders() {
        return List.copyOf(room.registry.open());
    }

    /** One order, ended and denied ones included. */
    public Optional<ManagedOrder> order(OrderId id) {
        return room.registry.order(id);
    }

    /** The account's cash and positions at their last prices. */
    public Money equity() {
        return room.ledger.equity();
    }

    /**
     * Takes an instrument's new rules.
     *
     * @throws BadInputException if the currency of a held instrument changes
     */
    public void update(int index, Instrument rules) {
        Instrument before = room.instruments.get(index);
        if (!before.quoteCurrency().equals(rules.quoteCurrency())) {
            throw new BadInputException(rules.id() + " cannot change its quote currency from " + before.quoteCurrency()
                    + " to " + rules.quoteCurrency());
        }
        room.instruments.put(rules);
        room.ledger.update(index, rules);
    }
}
