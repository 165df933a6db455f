package io.fairlead.core.engine;

import io.fairlead.api.risk.TradingState;
import io.fairlead.core.journal.JournalRecord;
import io.fairlead.core.journal.JournalRecord.Alarmed;
import io.fairlead.core.journal.JournalRecord.BarArrived;
import io.fairlead.core.journal.JournalRecord.Command;
import io.fairlead.core.journal.JournalRecord.Commanded;
import io.fairlead.core.journal.JournalRecord.InstrumentKnown;
import io.fairlead.core.journal.JournalRecord.QuoteArrived;
import io.fairlead.core.journal.JournalRecord.RunOpened;
import io.fairlead.core.journal.JournalRecord.StateSaved;
import io.fairlead.core.journal.JournalRecord.TradeArrived;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;

/**
 * Makes a session what it was when its journal ended: orders, books, prices, strategies' states, what was commanded. It reads the
 * records of every earlier run, each at its own time, and maps what they name by index to what this session has under that name. On the
 * session's thread, before the first input.
 */
final class SessionRecovery {
    private final SessionCore core;
    private final Map<String, SortedMap<String, String>> states = new HashMap<>();
    private final List<String> strategiesGone = new ArrayList<>();
    private List<String> strategies = List.of();
    private int[] instruments = {};
    private Optional<Commanded> kill = Optional.empty();
    private TradingState commanded = TradingState.ACTIVE;
    private long records;

    SessionRecovery(SessionCore core) {
        this.core = core;
    }

    /** Takes one record of an earlier run in. */
    void take(long timeNanos, JournalRecord record) {
        records++;
        core.recoverTime(timeNanos);
        if (record instanceof RunOpened run) {
            strategies = run.strategies();
            instruments = new int[0];
            core.desk().begunAt(timeNanos);
            core.desk().fold(record, this::strategyOf, this::instrumentOf);
        } else if (record instanceof InstrumentKnown known) {
            instrument(known);
        } else if (record instanceof StateSaved saved) {
            states.put(saved.strategy(), saved.state());
        } else if (record instanceof BarArrived bar) {
            price(bar.instrument(), bar.close());
        } else if (record instanceof QuoteArrived quote) {
            price(quote.instrument(), quote.quote().mid());
        } else if (record instanceof TradeArrived trade) {
            price(trade.instrument(), trade.trade().tradePrice().toDouble());
        } else {
            if (record instanceof Commanded order) {
                commanded(order);
            } else if (record instanceof Alarmed alarm) {
                RiskWatch.takenBackTo(alarm)
                        .filter(state -> state.compareTo(commanded) > 0)
                        .ifPresent(state -> commanded = state);
            }
            core.desk().fold(record, this::strategyOf, this::instrumentOf);
        }
    }

    private void instrument(InstrumentKnown known) {
        int index = core.recoverInstrument(known.rules());
        if (known.index() >= instruments.length) {
            instruments = Arrays.copyOf(instruments, known.index() + 8);
        }
        instruments[known.index()] = index;
    }

    private int instrumentOf(int recorded) {
        return instruments[recorded];
    }

    private void price(int recorded, double price) {
        core.recoverPrice(instrumentOf(recorded), price);
    }

    private int strategyOf(int recorded) {
        String name = recorded >= 0 && recorded < strategies.size() ? strategies.get(recorded) : "";
        for (StrategyHost host : core.hosts()) {
            if (host.name().equals(name)) {
                return host.index();
            }
        }
        if (!name.isEmpty() && !strategiesGone.contains(name)) {
            strategiesGone.add(name);
        }
        return -1;
    }

    private void commanded(Commanded order) {
        if (order.command() instanceof Command.TripKillSwitch) {
            kill = kill.isPresent() ? kill : Optional.of(order);
        } else if (order.command() instanceof Command.ResetKillSwitch) {
            kill = Optional.empty();
        } else if (order.command() instanceof Command.SetTradingState set) {
            commanded = set.state();
        }
    }

    /** The journal has ended: what was under way is unknown now. */
    void finish() {
        if (records > 0) {
            core.desk().recovered();
        }
    }

    /** What a strategy saved last. */
    Optional<SortedMap<String, String>> state(String strategy) {
        return Optional.ofNullable(states.get(strategy));
    }

    /** Why the kill switch is tripped; empty if it is not. */
    Optional<Commanded> kill() {
        return kill;
    }

    /** What was let through when the journal ended. */
    TradingState tradingState() {
        return commanded;
    }

    /** Strategies that had orders and are no more; what they hold belongs to nobody now. */
    List<String> strategiesGone() {
        return List.copyOf(strategiesGone);
    }
}
