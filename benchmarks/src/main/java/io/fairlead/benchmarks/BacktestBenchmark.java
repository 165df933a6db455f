package io.fairlead.benchmarks;

import io.fairlead.api.Currency;
import io.fairlead.api.Money;
import io.fairlead.api.market.BarInterval;
import io.fairlead.core.backtest.Backtest;
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

/**
 * Bars per second of SMA(20)/SMA(50) through the real engine with gate, orders, fees and ledger, beside the hand-written loop. One
 * operation is one bar.
 */
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.SECONDS)
@Fork(
        value = 1,
        jvmArgsAppend = {"-Xms2g", "-Xmx2g", "-XX:+UseSerialGC"})
@Warmup(iterations = 6, time = 2)
@Measurement(iterations = 6, time = 2)
public class BacktestBenchmark {
    static final int MINUTES = 1_000_000;
    static final int SYMBOLS = 500;
    static final int DAYS = 2_500;

    /** One symbol, a million minutes. */
    @State(Scope.Benchmark)
    public static class OneSymbol {
        RandomMarket market = RandomMarket.of(1, 1, BarInterval.ofMinutes(1));
        SmaLoop loop = SmaLoop.over(market);

        /** Makes the data. */
        @Setup
        public void make() {
            market = RandomMarket.of(1, MINUTES, BarInterval.ofMinutes(1));
            loop = SmaLoop.over(market);
        }
    }

    /** Five hundred symbols, ten years of days. */
    @State(Scope.Benchmark)
    public static class ManySymbols {
        RandomMarket market = RandomMarket.of(1, 1, BarInterval.DAY);
        SmaLoop loop = SmaLoop.over(market);

        /** Makes the data. */
        @Setup
        public void make() {
            market = RandomMarket.of(SYMBOLS, DAYS, BarInterval.DAY);
            loop = SmaLoop.over(market);
        }
    }

    static long engine(RandomMarket market) {
        return Backtest.of(() -> new SmaStrategy(market.interval()))
                .data(market)
                .cash(Money.of(100_000_000, Currency.USD))
                .run()
                .barsShown();
    }

    /** The engine on one symbol. */
    @Benchmark
    @OperationsPerInvocation(MINUTES)
    public long engineOneSymbol(OneSymbol state) {
        return engine(state.market);
    }

    /** The loop on one symbol. */
    @Benchmark
    @OperationsPerInvocation(MINUTES)
    public double loopOneSymbol(OneSymbol state) {
        return state.loop.runOne();
    }

    /** The engine on 500 symbols. */
    @Benchmark
    @OperationsPerInvocation(SYMBOLS * DAYS)
    public long engineManySymbols(ManySymbols state) {
        return engine(state.market);
    }

    /** The loop on 500 symbols. */
    @Benchmark
    @OperationsPerInvocation(SYMBOLS * DAYS)
    public double loopManySymbols(ManySymbols state) {
        return state.loop.run();
    }
}
