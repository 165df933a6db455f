package io.fairlead.benchmarks;

import io.fairlead.api.AccountId;
import io.fairlead.api.Currency;
import io.fairlead.api.Money;
import io.fairlead.api.Price;
import io.fairlead.api.Quantity;
import io.fairlead.api.instrument.Instrument;
import io.fairlead.api.instrument.InstrumentId;
import io.fairlead.api.order.Fill;
import io.fairlead.api.order.Liquidity;
import io.fairlead.api.order.Side;
import io.fairlead.core.ledger.Ledger;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** A fill booked in the ledger: cash, fee, position at average cost, worth. Purchases and sales in turn. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(1)
@Warmup(iterations = 4, time = 1)
@Measurement(iterations = 6, time = 1)
public class LedgerBenchmark {
    private static final InstrumentId AAA = InstrumentId.of("AAA", "US");

    private final Ledger ledger =
            new Ledger(AccountId.of("bench", "1"), Currency.USD, List.of(Money.of(1_000_000, Currency.USD)));
    private final int index =
            ledger.register(Instrument.equity(AAA, Currency.USD).build());
    private final Fill[] fills = {fill(Side.BUY, "187.52"), fill(Side.SELL, "187.61")};
    private int next;

    private static Fill fill(Side side, String price) {
        return new Fill(
                "x-" + side,
                AAA,
                side,
                Quantity.of(100),
                Price.of(price),
                List.of(Money.of("0.35", Currency.USD)),
                Liquidity.TAKER,
                0);
    }

    /** One fill. */
    @Benchmark
    public void book() {
        next ^= 1;
        ledger.book(index, fills[next]);
    }
}
