package io.fairlead.benchmarks;

import io.fairlead.api.Currency;
import io.fairlead.api.Money;
import io.fairlead.api.instrument.Instrument;
import io.fairlead.api.market.Bar;
import io.fairlead.api.market.BarInterval;
import io.fairlead.api.strategy.Slice;
import io.fairlead.api.strategy.Strategy;
import io.fairlead.api.strategy.StrategyContext;
import io.fairlead.core.engine.SessionBuilder;
import io.fairlead.core.engine.TradingSession;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** What it costs to bring a bar from the data to a callback, and what is allocated for it; no orders. One operation is one bar. */
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.SECONDS)
@Fork(
        value = 1,
        jvmArgsAppend = {"-Xmx1g"})
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
@State(Scope.Benchmark)
public class DeliveryBenchmark {
    private RandomMarket market = RandomMarket.of(1, 1, BarInterval.ofMinutes(1));
    private Bar kept = market.bars(market.instruments().get(0).id()).bar(0);
    private double sum;

    /** Makes the data. */
    @Setup
    public void make() {
        market = RandomMarket.of(1, BacktestBenchmark.MINUTES, BarInterval.ofMinutes(1));
    }

    private abstract static class Subscribed implements Strategy {
        @Override
        public void onStart(StrategyContext context) {
            for (Instrument instrument : context.instruments()) {
                context.subscribeBars(instrument.id(), BarInterval.ofMinutes(1));
            }
        }
    }

    private long run(Strategy strategy) {
        SessionBuilder builder = TradingSession.builder()
                .data(market)
                .cash(Money.of(1_000_000, Currency.USD))
                .strategy(() -> strategy);
        try (TradingSession session = builder.open()) {
            session.awaitClose();
            return session.barsShown();
        }
    }

    /** Every bar handed to {@code onBar} and kept, so that it is really made. */
    @Benchmark
    @OperationsPerInvocation(BacktestBenchmark.MINUTES)
    public long barsKept() {
        return run(new Subscribed() {
            @Override
            public void onBar(Bar bar, StrategyContext context) {
                kept = bar;
            }
        });
    }

    /** Every close read from the slice, no bar made. */
    @Benchmark
    @OperationsPerInvocation(BacktestBenchmark.MINUTES)
    public long slicesRead() {
        return run(new Subscribed() {
            @Override
            public void onSlice(Slice slice, StrategyContext context) {
                sum += slice.close(0);
            }
        });
    }

    /** What the callbacks have left, so that nothing is optimised away. */
    double left() {
        return sum + kept.close();
    }
}
