package io.fairlead.core.engine;

import io.fairlead.api.order.OrderEvent;
import io.fairlead.api.risk.RiskGate;
import io.fairlead.api.risk.RuleSet;
import io.fairlead.api.risk.TradingState;
import io.fairlead.core.journal.JournalRecord.Alarmed;
import io.fairlead.core.journal.JournalRecord.Command;
import io.fairlead.core.journal.JournalRecord.Commanded;
import io.fairlead.core.ledger.Ledger;
import io.fairlead.core.order.OrderDesk;
import io.fairlead.core.risk.Breaker;
import io.fairlead.core.risk.BreakerPanel;
import io.fairlead.core.risk.Breakers;
import io.fairlead.core.risk.KillSwitch;
import io.fairlead.core.risk.RiskPolicy;
import io.fairlead.core.risk.RiskRecords;
import io.fairlead.spi.ConnectionEvent;
import java.math.BigDecimal;
import java.util.ArrayDeque;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/**
 * A session's breakers and limits, what is commanded of its trading state, and the records of it all. What tightens holds, recorded or
 * not; what loosens is recorded first, and holds only then. On the session's thread, but for {@link #changeLimits}.
 */
final class RiskWatch {
    /** Limits that wait for their command to be taken in. */
    private record Asked(RiskPolicy policy, CompletableFuture<Void> inForce) {}

    private static final String STATE = " state=";

    private final RiskRecords records;
    private final RiskGate gate;
    private final TradingGuard trading;
    private final Object lock = new Object();
    private final ArrayDeque<Asked> asked = new ArrayDeque<>();
    private RuleSet policy;
    private Breakers breakers;
    private BreakerPanel panel;
    private @Nullable SessionCore core;

    /** Begins where the records end: with the switch tripped, if they end with a trip. */
    RiskWatch(KillSwitch killSwitch, RiskRecords records, RiskGate gate, RuleSet policy) {
        this.records = records;
        this.gate = gate;
        this.policy = policy;
        this.breakers = breakersOf(policy);
        this.panel = new BreakerPanel(breakers, this::tripped);
        this.trading = new TradingGuard(killSwitch);
        RiskRecords.RiskMemory memory = records.restore();
        trading.recover(
                memory.state(),
                memory.trip().map(trip -> new Commanded(new Command.TripKillSwitch(), trip.who(), trip.reason())));
    }

    /** What an alarm says that a breaker took trading back to; empty if it is of something else. */
    static Optional<TradingState> takenBackTo(Alarmed alarm) {
        int at = alarm.detail().lastIndexOf(STATE);
        return alarm.code().startsWith("BREAKER_") && at >= 0
                ? Optional.of(TradingState.valueOf(alarm.detail().substring(at + STATE.length())))
                : Optional.empty();
    }

    private static Breakers breakersOf(RuleSet rules) {
        return rules instanceof RiskPolicy limits ? limits.breakers() : Breakers.none();
    }

    void connect(SessionCore session) {
        core = session;
        session.desk().riskSources(session.past());
    }

    private SessionCore core() {
        SessionCore connected = core;
        if (connected == null) {
            throw new IllegalStateException("the session is not connected");
        }
        return connected;
    }

    /** What the session lets through. */
    TradingGuard trading() {
        return trading;
    }

    /** The policy that is asked now, where it is one of ours. */
    Optional<RiskPolicy> limits() {
        return policy instanceof RiskPolicy limits ? Optional.of(limits) : Optional.empty();
    }

    // ---- commands

    void setTradingState(TradingState state, String who, String why) {
        boolean loosens = state.compareTo(trading.commanded()) < 0;
        if (!loosens) {
            trading.set(state);
        }
        if (!record(() -> records.tradingStateChanged(state, who, why)) && loosens) {
            return;
        }
        trading.set(state);
        if (state == TradingState.ACTIVE) {
            panel.resume(core().clock().nowNanos());
        }
        alarm("TRADING_" + state, "who=" + who + " why=" + why);
    }

    void killTripped(String who, String why) {
        trading.tripped(true);
        record(() -> records.killTripped(new KillSwitch.Trip(why, who)));
        alarm("KILL_SWITCH_TRIPPED", "who=" + who + " why=" + why);
    }

    void killReset(String who, String why) {
        if (record(() -> records.killReset(who, why))) {
            trading.tripped(false);
            alarm("KILL_SWITCH_RESET", "who=" + who + " why=" + why);
        }
    }

    /** Asks for other limits, from any thread: a command, which is written down before {@link #obeyChange} hears of it. */
    CompletionStage<Void> changeLimits(RiskPolicy next, KillSwitch.Trip said) {
        Command command = new Command.ChangeLimits(next.name(), next.describe());
        Asked ask = new Asked(next, new CompletableFuture<>());
        synchronized (lock) {
            asked.add(ask);
            core().inbox().putLast(new Commanded(command, said.who(), said.reason()));
        }
        return ask.inForce();
    }

    /** For a replay: the limits that the run changed to next. */
    void expect(RiskPolicy next) {
        synchronized (lock) {
            asked.add(new Asked(next, new CompletableFuture<>()));
        }
    }

    /** The command to change limits is taken in: those that were asked for first. */
    void obeyChange(String who, String why) {
        Asked next;
        synchronized (lock) {
            next = asked.poll();
        }
        if (next == null) {
            alarm("LIMITS_NOT_KNOWN", "who=" + who + " why=" + why);
        } else {
            change(next.policy(), who, why, next.inForce());
        }
    }

    private void change(RiskPolicy next, String who, String why, CompletableFuture<Void> inForce) {
        if (!record(() -> records.limitsChanged(next.name(), next.describe(), who, why))) {
            inForce.completeExceptionally(new IllegalStateException("the new limits could not be recorded"));
            return;
        }
        gate.replaceRules(next);
        policy = next;
        OrderDesk desk = core().desk();
        desk.leverage(next.leverage().orElse(BigDecimal.ONE));
        if (!next.breakers().describe().equals(breakers.describe())) {
            breakers = next.breakers();
            panel = new BreakerPanel(breakers, this::tripped);
            Ledger ledger = core().ledger();
            panel.onDay(ledger.equityE8() - ledger.dayPnlE8());
        }
        alarm("LIMITS_CHANGED", "policy=" + next.name() + " who=" + who + " why=" + why);
        inForce.complete(null);
    }

    /** Writes a record; false, and an alarm, if that fails. */
    private boolean record(Runnable write) {
        try {
            write.run();
            return true;
        } catch (RuntimeException e) {
            alarm("RISK_NOT_RECORDED", "error=" + e);
            return false;
        }
    }

    private void alarm(String code, String detail) {
        core().onAlarm(code, detail);
    }

    // ---- breakers

    private void tripped(Breaker.Trip trip) {
        if (trip.state().compareTo(trading.commanded()) > 0) {
            trading.set(trip.state());
            record(() -> records.tradingStateChanged(trip.state(), "breaker " + trip.breaker(), trip.detail()));
        }
        alarm(trip.code(), trip.detail() + STATE + trip.state());
    }

    /** When a breaker may trip though nothing happens; {@link Long#MAX_VALUE} if none can. */
    long nextDueNanos() {
        return panel.nextDueNanos();
    }

    void onTime(long nowNanos) {
        panel.onTime(nowNanos);
    }

    void onDay(long equityE8) {
        panel.onDay(equityE8);
    }

    void onEquity(long nowNanos, long equityE8) {
        if (!panel.isEmpty()) {
            panel.onEquity(nowNanos, equityE8);
        }
    }

    /** A price of an instrument that is held. */
    void onPrice(long nowNanos, int index, long priceScaled) {
        if (!panel.isEmpty()) {
            String name = core().instruments().get(index).id().symbol();
            panel.onPrice(nowNanos, index, name, priceScaled);
        }
    }

    void onConnection(long nowNanos, ConnectionEvent.State state) {
        if (state == ConnectionEvent.State.UP) {
            panel.onUp(nowNanos);
        } else {
            panel.onDown(nowNanos, state == ConnectionEvent.State.CLOSED);
        }
    }

    void onOrderEvent(long nowNanos, OrderEvent event) {
        if (event instanceof OrderEvent.Accepted) {
            panel.onAnswer(nowNanos, false);
        } else if (event instanceof OrderEvent.Rejected) {
            panel.onAnswer(nowNanos, true);
        }
    }
}
