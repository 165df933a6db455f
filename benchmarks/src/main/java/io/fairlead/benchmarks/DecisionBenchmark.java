package io.fairlead.benchmarks;

import io.fairlead.api.instrument.Instrument;
import io.fairlead.api.instrument.InstrumentId;
import io.fairlead.core.feed.BarColumns;
import io.fairlead.core.feed.BarData;
import io.fairlead.core.feed.CsvFolder;
import io.fairlead.core.feed.SyntheticMarket;
import io.fairlead.orchestrator.DecisionRun;
import io.fairlead.orchestrator.OrchestratorConfig;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/**
 * Decisions of the six-edge ensemble, profile classic, on one core: the bars of six symbols taken in and three of them decided at every
 * bar. On the data of the golden file where the shared folder is, else on as many bars of the synthetic market. Beside it a loop over
 * arrays that keeps the same per-bar figures (ATR, VWAP, session, 20-bar returns) and decides nothing.
 *
 * <p>One operation is the whole run; {@link Benchmarks} divides by the decisions that it made.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(
        value = 1,
        jvmArgsAppend = {"-Xmx1g"})
@Warmup(iterations = 8, time = 1)
@Measurement(iterations = 6, time = 1)
public class DecisionBenchmark {
    private static final Set<String> PROXIES = Set.of("SPY", "QQQ", "IWM");

    private BarData data = SyntheticMarket.of(1).sessions(1);
    private List<InstrumentId> traded = List.of();

    /** The data of the golden file, or as much of the synthetic market. */
    static BarData market() {
        Path golden = Path.of(System.getProperty("fairlead.shared", "../shared"), "data", "us-5min-2024h1");
        return Files.isDirectory(golden)
                ? CsvFolder.of(golden)
                : SyntheticMarket.of(42)
                        .symbols("AAPL", "GOOGL", "IWM", "NVDA", "QQQ", "SPY")
                        .sessions(124);
    }

    static List<InstrumentId> traded(BarData data) {
        List<InstrumentId> ids = new ArrayList<>();
        for (Instrument instrument : data.instruments()) {
            if (!PROXIES.contains(instrument.id().symbol())) {
                ids.add(instrument.id());
            }
        }
        return ids;
    }

    /** Decisions that one run over the data makes. */
    static long decisions() {
        BarData data = market();
        return (long) traded(data).size()
                * data.bars(data.instruments().get(0).id()).size();
    }

    /** Reads the data. */
    @Setup
    public void read() {
        data = market();
        traded = traded(data);
    }

    /** The ensemble over all bars. */
    @Benchmark
    public long ensemble() {
        DecisionRun run = DecisionRun.of(OrchestratorConfig.classic())
                .windowDays(6)
                .trade(traded)
                .listener(decision -> {})
                .start();
        run.feed(data);
        run.finish();
        return run.decisions();
    }

    /** The limit: the figures alone. */
    @Benchmark
    public double figuresOnly() {
        double sum = 0;
        for (Instrument instrument : data.instruments()) {
            sum += figures(data.bars(instrument.id()));
        }
        return sum;
    }

    private static double figures(BarColumns bars) {
        double atr = 0;
        double volume = 0;
        double money = 0;
        double high = 0;
        double result = 0;
        for (int i = 1; i < bars.size(); i++) {
            double before = bars.close(i - 1);
            double range = Math.max(
                    bars.high(i) - bars.low(i),
                    Math.max(Math.abs(bars.high(i) - before), Math.abs(bars.low(i) - before)));
            atr = i < 15 ? (atr * (i - 1) + range) / i : (atr * 13 + range) / 14;
            volume += bars.volume(i);
            money += (bars.high(i) + bars.low(i) + bars.close(i)) / 3 * bars.volume(i);
            high = Math.max(high, bars.high(i));
            double twenty = i >= 20 ? bars.close(i) / bars.close(i - 19) - 1 : 0;
            result += atr / bars.close(i) + money / volume + twenty + high;
        }
        return result;
    }
}
