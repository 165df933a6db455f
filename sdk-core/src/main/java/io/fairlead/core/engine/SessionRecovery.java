package io.fairlead.core.engine;

import io.fairlead.api.AccountId;
import io.fairlead.api.risk.TradingState;
import io.fairlead.core.journal.CheckpointPart;
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
import io.fairlead.core.ledger.Kept;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

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

    // ---- checkpoints

    /**
     * What all that was read comes to.
     *
     * @param keep for how long orders that are over are remembered
     */
    List<CheckpointPart> checkpoint(AccountId account, Duration keep) {
        List<CheckpointPart> parts = new ArrayList<>();
        parts.add(new CheckpointPart.Begun(account));
        long since = core.clock().nowNanos() - keep.toNanos();
        parts.addAll(
                core.desk().checkpoint(since, owner -> core.hosts().get(owner).name()));
        core.keptDay().ifPresent(parts::add);
        parts.addAll(core.past().kept(core.instruments().size()));
        for (StrategyHost host : core.hosts()) {
            for (int i = 0; i < core.instruments().size(); i++) {
                int index = i;
                host.positions()
                        .kept(i)
                        .ifPresent(held -> parts.add(new CheckpointPart.Held(
                                host.name(), index, held.quantity(), held.cost(), held.realized(), held.fills())));
            }
        }
        new TreeMap<>(states).forEach((name, state) -> parts.add(new CheckpointPart.Saved(name, state)));
        parts.add(new CheckpointPart.Trading(
                commanded, kill.map(Commanded::who), kill.map(Commanded::why).orElse("")));
        parts.add(new CheckpointPart.Ended(parts.size()));
        return parts;
    }

    /** Becomes what a checkpoint says: it stands for all records before it. */
    void restore(long timeNanos, List<CheckpointPart> parts) {
        records++;
        core.recoverTime(timeNanos);
        for (CheckpointPart part : parts) {
            if (part instanceof CheckpointPart.Listed listed) {
                instrument(new InstrumentKnown(listed.index(), listed.rules()));
                listed.priceScaled()
                        .ifPresent(price -> price(
                                listed.index(),
                                BigDecimal.valueOf(price, listed.rules().priceScale())
                                        .doubleValue()));
            }
        }
        core.desk().restore(parts, this::ownerOf, this::instrumentOf);
        parts.forEach(this::restore);
        core.heldIsKnown();
    }

    private void restore(CheckpointPart part) {
        AccountPast past = core.past();
        if (part instanceof CheckpointPart.Day day) {
            core.restoreDay(day);
        } else if (part instanceof CheckpointPart.Held held && !held.strategy().isEmpty()) {
            int owner = ownerOf(held.strategy());
            if (owner >= 0) {
                Kept kept = new Kept(held.quantity(), held.cost(), held.realized(), held.fills());
                core.hosts().get(owner).positions().restore(instrumentOf(held.instrument()), kept);
            }
        } else if (part instanceof CheckpointPart.Traded traded) {
            past.restore(traded, instrumentOf(traded.instrument()));
        } else if (part instanceof CheckpointPart.Sold sold) {
            past.restore(sold, instrumentOf(sold.instrument()));
        } else if (part instanceof CheckpointPart.DayTraded traded) {
            past.restore(traded, instrumentOf(traded.instrument()));
        } else if (part instanceof CheckpointPart.Saved saved) {
            states.put(saved.strategy(), saved.state());
        } else if (part instanceof CheckpointPart.Trading trading) {
            commanded = trading.state();
            kill = trading.killedBy().map(who -> new Commanded(new Command.TripKillSwitch(), who, trading.killedWhy()));
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
        return ownerOf(recorded >= 0 && recorded < strategies.size() ? strategies.get(recorded) : "");
    }

    private int ownerOf(String name) {
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

    /** Whether there was anything. */
    boolean hasRead() {
        return records > 0;
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
