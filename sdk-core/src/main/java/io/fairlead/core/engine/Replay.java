package io.fairlead.core.engine;

import io.fairlead.api.BadInputException;
import io.fairlead.api.Currency;
import io.fairlead.api.Money;
import io.fairlead.api.risk.RuleSet;
import io.fairlead.api.strategy.Strategy;
import io.fairlead.core.feed.BarData;
import io.fairlead.core.journal.JournalRecord.Recording;
import io.fairlead.core.journal.JournalRecord.RunOpened;
import io.fairlead.core.journal.JournalStorage;
import io.fairlead.core.risk.RiskPolicy;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Runs a recorded session again: the strategies make everything anew from the inputs that the journal has, and what they make is
 * compared with what was written down then, byte for byte. Nothing is connected: no broker, no data source, no simulated venue.
 *
 * <pre>{@code
 * ReplayReport report = TradingSession.replay(Path.of("journal")).strategy(GoldenCross::new).run();
 * }</pre>
 *
 * Collects like a builder, one thread; {@link #run()} may be called again.
 */
public final class Replay {
    private final JournalStorage journal;
    private final SessionBuilder session = new SessionBuilder().mode(Mode.REPLAY);
    private @Nullable RuleSet policy;
    private @Nullable BarData data;
    private int number;
    private boolean goesOn;

    Replay(JournalStorage journal) {
        this.journal = journal;
    }

    /** A strategy of the run, in the order in which the run had them. */
    public Replay strategy(Supplier<? extends Strategy> maker) {
        session.strategy(maker);
        return this;
    }

    /** The policy of the run, if it was not the default of its mode. */
    public Replay risk(RuleSet rules) {
        policy = Objects.requireNonNull(rules, "rules");
        return this;
    }

    /** The policies that the run's limits were changed to while it ran, in order: the journal has them in words only. */
    public Replay limits(RiskPolicy... later) {
        session.laterLimits(List.of(later));
        return this;
    }

    /** The data of a recorded backtest: its journal has all inputs but the bars. */
    public Replay data(BarData past) {
        data = Objects.requireNonNull(past, "past");
        return this;
    }

    /** Which run of the journal, from 1; the last unless said. */
    public Replay number(int run) {
        if (run < 1) {
            throw new BadInputException("runs are numbered from 1 on, asked for " + run);
        }
        number = run;
        return this;
    }

    /** Goes on behind the first difference, so that the counts and the hash cover the whole run; it stops there unless said. */
    public Replay goOn() {
        goesOn = true;
        return this;
    }

    /** Watches the replay. */
    public Replay listener(SessionListener listener) {
        session.listener(listener);
        return this;
    }

    /**
     * Runs it on this thread.
     *
     * @throws BadInputException if the run cannot be replayed, or not with what was given; it lists every fault
     */
    public ReplayReport run() {
        try (RecordedRun run = new RecordedRun(journal, number)) {
            return run(run);
        }
    }

    private ReplayReport run(RecordedRun run) {
        RunOpened opened = run.opened();
        Mode mode = Mode.valueOf(opened.mode());
        RuleSet rules = policy != null ? policy : SessionBuilder.defaultPolicy(mode);
        check(opened, rules);
        SessionBuilder builder =
                session.copy().recorded(run, goesOn).risk(rules).seed(opened.seed());
        builder.cash(opened.cash().toArray(Money[]::new));
        opened.rates().forEach((code, rate) -> builder.rate(Currency.of(code), rate));
        if (data != null) {
            builder.data(data);
        }
        try (TradingSession again = builder.open()) {
            again.awaitClose();
            return again.replayed();
        }
    }

    private void check(RunOpened opened, RuleSet rules) {
        List<String> faults = new ArrayList<>();
        if (opened.recording() == Recording.ORDERS_ONLY) {
            faults.add(
                    "the run was recorded with recording(ORDERS_ONLY): it recovers and explains, but its data is not there to"
                            + " replay; record with ALL");
        }
        if (!opened.policy().equals(rules.name()) || !opened.rules().equals(SessionAssembly.describe(rules))) {
            faults.add("the run's policy was " + opened.policy() + " " + opened.rules() + ", given is " + rules.name()
                    + " " + SessionAssembly.describe(rules) + ": call risk(…) with the policy of the run");
        }
        if (!opened.data().isEmpty() && data == null) {
            faults.add("the run is a backtest on data of hash " + opened.data() + ": call data(…)");
        } else if (data != null && !opened.data().equals(data.contentHash())) {
            faults.add("the run's data has the hash "
                    + (opened.data().isEmpty() ? "(none, it was live)" : opened.data()) + ", given is "
                    + data.description() + " of hash " + data.contentHash());
        }
        if (!faults.isEmpty()) {
            throw new BadInputException("replay: " + String.join("; ", faults));
        }
    }
}
