package io.fairlead.core.engine;

import io.fairlead.api.BadInputException;
import io.fairlead.api.Currency;
import io.fairlead.api.instrument.InstrumentId;
import io.fairlead.api.order.OrderId;
import io.fairlead.api.order.OrderStatus;
import io.fairlead.api.order.OrderTicket;
import io.fairlead.api.order.VenueOrderId;
import io.fairlead.api.risk.TradingState;
import io.fairlead.api.strategy.AccountView;
import io.fairlead.api.strategy.Position;
import io.fairlead.core.journal.JournalRecord.Command;
import io.fairlead.core.journal.JournalRecord.Commanded;
import io.fairlead.core.journal.JournalRecord.RunClosed;
import io.fairlead.core.journal.JournalStorage;
import io.fairlead.core.order.ManagedOrder;
import io.fairlead.core.risk.KillSwitch;
import io.fairlead.core.risk.RiskPolicy;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A running set of strategies on one account: clock, data, gate, order desk, ledger and broker, handled by one thread. A host may open
 * several; they share nothing. All methods may be called from any thread.
 */
public final class TradingSession implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(TradingSession.class);
    private static final long ANSWER_TIMEOUT_SECONDS = 30;

    private final Mode mode;
    private final SessionAssembly parts;
    private final SessionCore core;
    private final ClosePolicy closePolicy;
    private final CompletableFuture<CloseReport> closed = new CompletableFuture<>();
    private final @Nullable Thread thread;
    /** Whose thread a backtest runs on, once somebody runs or closes it. */
    private final AtomicReference<@Nullable Thread> runner = new AtomicReference<>();

    private volatile boolean stopRequested;

    /**
     * A session.
     *
     * @param stepped whether a live session gets no thread, but takes its turns on the caller's: see {@link SteppedSession}
     */
    TradingSession(SessionBuilder with, Mode mode, boolean stepped) {
        this.mode = mode;
        this.closePolicy = with.closePolicy();
        this.parts = new SessionAssembly(with, mode);
        this.core = parts.core;
        LiveLoop loop = parts.live;
        this.thread = loop == null || stepped || parts.recorded != null
                ? null
                : new Thread(() -> runLive(loop), "fairlead-session");
        if (thread != null) {
            thread.setDaemon(true);
            thread.start();
        }
    }

    /** Runs a session again that was recorded in a folder; nothing there is changed. */
    public static Replay replay(Path journal) {
        return replay(JournalStorage.readOnly(Objects.requireNonNull(journal, "journal")));
    }

    /** Runs a recorded session again. */
    public static Replay replay(JournalStorage journal) {
        return new Replay(Objects.requireNonNull(journal, "journal"));
    }

    /** Starts collecting what a session needs. */
    public static SessionBuilder builder() {
        return new SessionBuilder();
    }

    // ---- running

    private void start() {
        core.inbox().ownedBy(Thread.currentThread());
        core.timeIs(core.clock().nowNanos());
        core.recover(parts.recovery);
        if (parts.backtest != null) {
            core.takeForeign();
        }
        core.startIfReady();
    }

    private void runLive(LiveLoop loop) {
        CloseReport report = null;
        try {
            start();
            report = finish(loop.run());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (RuntimeException | Error e) {
            LOG.atError().setMessage("session failed").setCause(e).log();
            closed.completeExceptionally(e);
        } finally {
            parts.release();
            closed.complete(report == null ? leftBehind() : report);
        }
    }

    /** Begins a session without a thread of its own, on the caller's. */
    void begin() {
        try {
            start();
        } catch (RuntimeException | Error e) {
            abandon();
            throw e;
        } finally {
            core.inbox().ownedBy(null);
        }
    }

    /** Takes a turn on the caller's thread; whether anything happened in it. */
    boolean step() {
        LiveLoop loop = parts.live;
        if (loop == null || closed.isDone()) {
            return false;
        }
        core.inbox().ownedBy(Thread.currentThread());
        try {
            boolean happened = loop.turnNow();
            ClosePolicy ending = core.intake().ending();
            if (ending != null) {
                core.slices().fireAll();
                closed.complete(finish(ending));
                parts.release();
            }
            return happened;
        } finally {
            core.inbox().ownedBy(null);
        }
    }

    /** Every open order, those made elsewhere included. On the session's thread. */
    List<OrderTicket> openOrders() {
        return List.copyOf(core.desk().openOrders());
    }

    /** Whether it has ended. */
    boolean isClosed() {
        return closed.isDone();
    }

    /** Drops everything, as the end of the process would. */
    void abandon() {
        if (parts.journal != null) {
            parts.journal.abandon();
        }
        parts.release();
        closed.complete(leftBehind());
    }

    /** A backtest or a replay, on the caller's thread. */
    private CloseReport runHere() {
        try {
            start();
            ClosePolicy ending = parts.backtest != null ? runBacktest(parts.backtest) : runReplay();
            return ending == null ? leftBehind() : finish(ending);
        } finally {
            parts.release();
        }
    }

    private @Nullable ClosePolicy runBacktest(BacktestData data) {
        ReplayCursor recorded = parts.recorded;
        if (recorded == null) {
            data.run(now -> stopRequested);
            core.handle(closing(stopRequested ? "closed" : "the data has ended"));
        } else {
            data.run(now -> stopRequested || recorded.isOverBefore(now));
            Commanded end = recorded.close();
            if (end != null) {
                core.handle(end);
            }
        }
        return core.intake().ending();
    }

    private Commanded closing(String why) {
        return new Commanded(new Command.Close(closePolicy.name()), "session", why);
    }

    private @Nullable ClosePolicy runReplay() {
        ReplayCursor recorded = parts.recorded;
        LiveLoop loop = parts.live;
        return recorded == null || loop == null ? null : loop.replay(recorded);
    }

    private CloseReport finish(ClosePolicy policy) {
        core.hosts().forEach(StrategyHost::refuseOrders);
        if (policy != ClosePolicy.LEAVE) {
            core.desk().openOrders().forEach(ManagedOrder::cancel);
            if (policy == ClosePolicy.FLATTEN) {
                flattenAll();
            }
            core.settle();
            drainLive();
            drainVenue();
        }
        if (core.hasStarted()) {
            for (StrategyHost host : core.hosts()) {
                host.stop();
                core.settle();
            }
            core.saveStates(true);
        }
        if (core.log().isOn()) {
            core.log().write(new RunClosed(policy.name()));
        }
        return leftBehind();
    }

    private void flattenAll() {
        for (StrategyHost host : core.hosts()) {
            for (Position position : host.positions().positions()) {
                if (!position.isFlat()) {
                    core.flattening().begin(host, core.instruments().require(position.instrument()));
                }
            }
        }
    }

    /** Live: goes on handling inputs until cancels and exits have ended, at most as long as an answer may take. */
    private void drainLive() {
        LiveLoop loop = thread == null ? null : parts.live;
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(ANSWER_TIMEOUT_SECONDS);
        try {
            while (loop != null
                    && loop.canGoOn()
                    && System.nanoTime() < deadline
                    && !(core.desk().openOrders().isEmpty() && core.flattening().isIdle())) {
                loop.turn();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Has a simulated venue tell all that it holds back. */
    private void drainVenue() {
        LiveLoop loop = parts.live;
        if (loop == null) {
            core.drainVenue();
        } else {
            loop.drain();
        }
    }

    private CloseReport leftBehind() {
        List<OrderTicket> open = new ArrayList<>();
        List<OrderTicket> unknown = new ArrayList<>();
        for (ManagedOrder order : core.desk().openOrders()) {
            (order.status() == OrderStatus.UNKNOWN ? unknown : open).add(order);
        }
        List<Position> held =
                core.ledger().positions().stream().filter(p -> !p.isFlat()).toList();
        List<Position> unprotected =
                held.stream().filter(p -> !isProtected(p, open)).toList();
        return new CloseReport(open, held, unprotected, unknown);
    }

    private static boolean isProtected(Position position, List<OrderTicket> open) {
        return open.stream()
                .anyMatch(order -> order.request().instrument().equals(position.instrument())
                        && Optional.of(order.request().side()).equals(position.exitSide())
                        && order.request().type().hasTriggerPrice());
    }

    // ---- for the host

    /** How it runs. */
    public Mode mode() {
        return mode;
    }

    /** The name of its risk policy. */
    public String policy() {
        return parts.gate.policy();
    }

    /** The account: consistent only between inputs; for exact figures ask after the session has closed. */
    public AccountView account() {
        return core.ledger().view();
    }

    /** What the session lets through now, the kill switch reckoned in. */
    public TradingState tradingState() {
        return core.trading().shown();
    }

    /**
     * Sets what the session lets through, once it has handled the inputs that came before and written this one down. What is less
     * strict than before does not take effect if a record fails (alarm {@code RISK_NOT_RECORDED}). ACTIVE starts every breaker anew; it
     * does not reset a kill switch, which acts at once.
     *
     * @param who the person, or the component, that answers for it; not blank
     * @param why in words, for the record; not blank
     */
    public void setTradingState(TradingState state, String who, String why) {
        command(new Command.SetTradingState(state), new KillSwitch.Trip(why, who));
    }

    /**
     * Ends an unknown outcome by a person's word: an order that was submitted, or the cancel or change that was asked of it. Written down
     * before it takes effect. An order that is not unknown is left alone, with an alarm ({@code RESOLVE_NOT_UNKNOWN}).
     *
     * @param who the person that looked at the venue; not blank
     * @param why what was seen there; not blank
     */
    public void resolve(OrderId order, Outcome outcome, String who, String why) {
        command(new Command.Resolve(order, outcome == Outcome.PLACED, Optional.empty()), new KillSwitch.Trip(why, who));
    }

    /**
     * Ends an unknown outcome by a person's word, who also says which order at the venue it is: at a venue that keeps no id of ours that
     * is what tells it from others like it. What that order has filled is booked to this one, and the venue is asked where it stands. An id
     * that belongs to another order changes nothing, with an alarm ({@code RESOLVE_ID_TAKEN}).
     *
     * @param placed the venue's id of it
     * @param who the person that looked at the venue; not blank
     * @param why what was seen there; not blank
     */
    public void resolve(OrderId order, VenueOrderId placed, String who, String why) {
        command(new Command.Resolve(order, true, Optional.of(placed)), new KillSwitch.Trip(why, who));
    }

    /**
     * Takes the venue's word for what is held of an instrument: the difference to the books is booked to nobody's strategy, and orders may
     * leave there again.
     *
     * @param who the person that looked at the venue; not blank
     * @param why what was seen there; not blank
     * @throws BadInputException if the session does not have the instrument
     */
    public void acceptPosition(InstrumentId instrument, String who, String why) {
        command(new Command.AcceptPosition(core.instruments().require(instrument)), new KillSwitch.Trip(why, who));
    }

    private void command(Command command, KillSwitch.Trip said) {
        core.inbox().putLast(new Commanded(command, said.who(), said.reason()));
    }

    /**
     * Changes the limits: an input of the session, written down before it takes effect. Orders that wait to be sent, and working ones,
     * stay as they were approved. Breakers that change start anew on the day's figures.
     *
     * @param next all rules and breakers from then on
     * @param who the person, or the component, that answers for it; not blank
     * @param why in words, for the record; not blank
     * @return completes once the new limits are in force; fails, and the former ones stay, if the record does or the session has closed
     */
    public CompletionStage<Void> changeLimits(RiskPolicy next, String who, String why) {
        return closed.isDone()
                ? CompletableFuture.failedFuture(new IllegalStateException("the session has closed"))
                : core.watch().changeLimits(next, new KillSwitch.Trip(why, who));
    }

    /** How many bars strategies have been shown. */
    public long barsShown() {
        return core.bars();
    }

    /** How many bars a backtest has still to show; 0 for a live session. */
    public long barsToCome() {
        BacktestData data = parts.backtest;
        return data == null ? 0 : data.remaining();
    }

    /**
     * Waits until the session has closed; a backtest runs here, on the caller's thread.
     *
     * @return what it leaves behind
     */
    public CloseReport awaitClose() {
        boolean runsHere = parts.live == null || parts.recorded != null;
        if (runsHere && runner.compareAndSet(null, Thread.currentThread())) {
            try {
                closed.complete(runHere());
            } catch (RuntimeException | Error e) {
                closed.completeExceptionally(e);
            }
        }
        return closed.join();
    }

    /**
     * Ends the session with the policy that it was opened with; returns when it has ended, but to a strategy or a listener at once: the
     * session ends after the input being handled. A stepped session ends in its next turns. Idempotent.
     */
    @Override
    public void close() {
        stopRequested = true;
        if (parts.live != null && parts.recorded == null) {
            command(new Command.Close(closePolicy.name()), new KillSwitch.Trip("closed", "host"));
            if (thread != null && !Thread.currentThread().equals(thread)) {
                closed.join();
            }
        } else if (runner.compareAndSet(null, Thread.currentThread())) {
            parts.release();
            closed.complete(leftBehind());
        } else if (!Thread.currentThread().equals(runner.get())) {
            closed.join();
        }
    }

    /** What a replay found, once it has ended. */
    ReplayReport replayed() {
        ReplayCursor recorded = parts.recorded;
        if (recorded == null) {
            throw new IllegalStateException("a session in mode " + mode + " replays nothing");
        }
        return recorded.finish();
    }

    /** The base currency of the account. */
    public Currency baseCurrency() {
        return core.ledger().baseCurrency();
    }
}
