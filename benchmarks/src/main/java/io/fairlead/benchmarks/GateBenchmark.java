package io.fairlead.benchmarks;

import io.fairlead.api.AccountId;
import io.fairlead.api.Currency;
import io.fairlead.api.Money;
import io.fairlead.api.Price;
import io.fairlead.api.instrument.Instrument;
import io.fairlead.api.instrument.InstrumentId;
import io.fairlead.api.order.ClientOrderId;
import io.fairlead.api.order.Contingency;
import io.fairlead.api.order.OrderId;
import io.fairlead.api.order.OrderRequest;
import io.fairlead.api.risk.ApprovalVerifier;
import io.fairlead.api.risk.ApprovedOrder;
import io.fairlead.api.risk.FlatView;
import io.fairlead.api.risk.GateDecision;
import io.fairlead.api.risk.RiskGate;
import io.fairlead.api.risk.RiskView;
import io.fairlead.core.risk.RiskPolicy;
import java.time.Instant;
import java.util.List;
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

/** One accepted order through the gate with the policy {@code standard}, beside the same limits as bare comparisons of longs. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(1)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
public class GateBenchmark {
    private static final InstrumentId ID = InstrumentId.of("AAPL", "US");
    private static final AccountId ACCOUNT = AccountId.of("sim", "paper");
    private static final ClientOrderId CLIENT_ID = new ClientOrderId("bench-1");
    private static final OrderId ORDER_ID = new OrderId(1);

    private final Instrument instrument = Instrument.equity(ID, Currency.USD).build();
    private final RiskGate gate = RiskGate.standalone(RiskPolicy.standard());
    private final ApprovalVerifier connection = gate.connection("sim", ACCOUNT);
    private OrderRequest order =
            OrderRequest.buy(ID).quantity(10).limit(Price.of("187.5")).build();
    private RiskView view = view(order);
    private long[] limits = {};

    private RiskView view(OrderRequest request) {
        return new PreparedView(FlatView.of(
                        ACCOUNT,
                        Money.of(100_000, Currency.USD),
                        instrument,
                        request,
                        Instant.parse("2024-01-03T15:00:00Z"))
                .withReferencePrice(Price.of("187.5")));
    }

    /** Makes the order and the limits. */
    @Setup
    public void make() {
        order = OrderRequest.buy(ID).quantity(10).limit(Price.of("187.5")).build();
        view = view(order);
        limits = new long[] {10_000, 10_000, 1_000, 50, 2_000, 100_000, 10_000, 20, 100_000, 5, 1, 1, 1};
        if (!(approve() instanceof ApprovedOrder)) {
            throw new IllegalStateException("the order must pass: " + approve());
        }
    }

    /** The gate: floor, every rule, approval; the numbers of the view have been worked out, as the order desk does once per order. */
    @Benchmark
    public GateDecision approve() {
        return gate.approve(connection, instrument, ORDER_ID, CLIENT_ID, order, Contingency.NONE, List.of(), view);
    }

    /** The limit: as many comparisons of longs as the policy has rules, and the grid, and nothing explained or minted. */
    @Benchmark
    public boolean compareLongs() {
        long notional = view.notionalE8() / RiskView.E8;
        boolean pass = order.limitPrice().isPresent()
                && instrument.isOnTick(order.limitPrice().get());
        for (long limit : limits) {
            pass &= notional <= limit || limit < 1_000;
        }
        return pass;
    }
}
