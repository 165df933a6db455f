package io.fairlead.core.backtest;

import io.fairlead.api.Currency;
import io.fairlead.api.Money;
import io.fairlead.api.instrument.Instrument;
import io.fairlead.api.risk.RuleSet;
import io.fairlead.api.strategy.Strategy;
import io.fairlead.core.analytics.RunRecorder;
import io.fairlead.core.engine.CloseReport;
import io.fairlead.core.engine.Mode;
import io.fairlead.core.engine.SessionBuilder;
import io.fairlead.core.engine.SessionListener;
import io.fairlead.core.engine.TradingSession;
import io.fairlead.core.feed.BarColumns;
import io.fairlead.core.feed.BarData;
import io.fairlead.core.risk.RiskPolicy;
import io.fairlead.core.sim.SimBrokerProvider;
import io.fairlead.core.sim.SimConfig;
import io.fairlead.spi.BrokerProvider;
import io.fairlead.spi.ProviderConfig;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Objects;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * A backtest: past data, a simulated venue, the policy {@code research} unless said, on the caller's thread.
 *
 * <pre>{@code
 * BacktestResult result = Backtest.of(GoldenCross::new).data(CsvFolder.of(path)).cash(Money.of("10000", USD)).run();
 * }</pre>
 *
 * Collects like a builder, one thread; {@link #run()} may be called again and gives the same result.
 */
public final class Backtest {
    private final SessionBuilder session = TradingSession.builder().mode(Mode.BACKTEST);
    private String title = "Backtest";
    private Money cash = Money.of(100_000, Currency.USD);
    private RuleSet policy = RiskPolicy.research();
    private BrokerProvider venue = new SimBrokerProvider();
    private long seed = 1;
    private @Nullable BarData data;

    private Backtest() {}

    /** A backtest of a strategy. */
    public static Backtest of(Supplier<? extends Strategy> maker) {
        return new Backtest().strategy(maker);
    }

    /** One more strategy on the same account. */
    public Backtest strategy(Supplier<? extends Strategy> maker) {
        session.strategy(maker);
        return this;
    }

    /** The data. */
    public Backtest data(BarData past) {
        data = Objects.requireNonNull(past, "past");
        return this;
    }

    /** Starting cash, and with it the base currency; 100,000 USD unless said. */
    public Backtest cash(Money amount) {
        cash = Objects.requireNonNull(amount, "amount");
        return this;
    }

    /** What one unit of a currency is worth in the base currency, for instruments quoted in it. */
    public Backtest rate(Currency currency, BigDecimal inBaseCurrency) {
        session.rate(currency, inBaseCurrency);
        return this;
    }

    /** The risk policy. */
    public Backtest risk(RuleSet rules) {
        policy = Objects.requireNonNull(rules, "rules");
        return this;
    }

    /** The simulated venue with other models. */
    public Backtest venue(SimConfig models) {
        return venue(SimBrokerProvider.of(models));
    }

    /** The simulated venue; fills at the next bar, fees maker 0.1 % and taker 0.2 % unless said. */
    public Backtest venue(BrokerProvider simulated) {
        venue = Objects.requireNonNull(simulated, "simulated");
        return this;
    }

    /** Where it begins; bars that ended before are history, for warm-ups. */
    public Backtest from(Instant start) {
        session.from(start);
        return this;
    }

    /** Where it ends. */
    public Backtest to(Instant end) {
        session.to(end);
        return this;
    }

    /** The source of all randomness; 1 unless said. */
    public Backtest seed(long number) {
        seed = number;
        return this;
    }

    /** Watches the run. */
    public Backtest listener(SessionListener listener) {
        session.listener(listener);
        return this;
    }

    /** The folder of a journal in which the run is written down, so that it can be replayed; nowhere unless said. */
    public Backtest journal(Path folder) {
        session.journal(folder);
        return this;
    }

    /** The headline of the report. */
    public Backtest title(String text) {
        title = Objects.requireNonNull(text, "text");
        return this;
    }

    /**
     * Runs it on this thread.
     *
     * @throws io.fairlead.api.BadInputException if something is missing or does not fit together
     */
    public BacktestResult run() {
        RunRecorder recorder = recorder();
        SessionBuilder builder = session.copy();
        if (data != null) {
            builder.data(data);
        }
        builder.cash(cash)
                .risk(policy)
                .seed(seed)
                .broker(venue, ProviderConfig.empty())
                .listener(new Recording(recorder));
        try (TradingSession running = builder.open()) {
            CloseReport left = running.awaitClose();
            return new BacktestResult(recorder.finish(), left, running.account(), running.barsShown());
        }
    }

    private RunRecorder recorder() {
        RunRecorder recorder = RunRecorder.of(title, cash)
                .mode(Mode.BACKTEST.name())
                .policy(policy)
                .fact("Seed", Long.toString(seed))
                .fact("Venue", venue.id() + " " + venue.version());
        BarData past = data;
        if (past != null) {
            recorder.data(past.description());
            for (Instrument instrument : past.instruments()) {
                recorder.instrument(instrument);
                BarColumns bars = past.bars(instrument.id());
                recorder.bars(bars).expectSamples(bars.size());
            }
        }
        return recorder;
    }
}
