package io.fairlead.binance;

import io.fairlead.api.AccountId;
import io.fairlead.api.Currency;
import io.fairlead.api.Money;
import io.fairlead.api.Price;
import io.fairlead.api.Quantity;
import io.fairlead.api.instrument.Instrument;
import io.fairlead.api.market.EpochNanos;
import io.fairlead.api.order.ClientOrderId;
import io.fairlead.api.order.Contingency;
import io.fairlead.api.order.Denial;
import io.fairlead.api.order.OrderId;
import io.fairlead.api.order.OrderRequest;
import io.fairlead.api.order.TimeInForce;
import io.fairlead.api.risk.ApprovalVerifier;
import io.fairlead.api.risk.ApprovedOrder;
import io.fairlead.api.risk.FlatView;
import io.fairlead.api.risk.RiskGate;
import io.fairlead.api.risk.RiskRule;
import io.fairlead.api.risk.RiskView;
import io.fairlead.api.risk.RuleSet;
import io.fairlead.fakes.net.LoopbackServer;
import io.fairlead.spi.BrokerListener;
import io.fairlead.spi.ConnectionEvent;
import io.fairlead.spi.OrderReport;
import io.fairlead.spi.ProviderConfig;
import io.fairlead.spi.Secret;
import io.fairlead.spi.SubmitResult;
import io.fairlead.support.RateBudget;
import io.fairlead.support.RateWindow;
import io.fairlead.support.Redactor;
import io.fairlead.support.ServerTimeOffset;
import io.fairlead.support.Timers;
import io.fairlead.support.VenueClient;
import io.fairlead.support.VenueHttp;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import okhttp3.Call;
import okhttp3.Callback;
import okhttp3.MediaType;
import okhttp3.OkHttpClient;
import okhttp3.Protocol;
import okhttp3.Request;
import okhttp3.RequestBody;
import okhttp3.Response;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/**
 * An approved order through the adapter's REST path, signed, to a server on loopback and back to the result, beside bare OkHttp that posts as
 * many bytes to the same server: waiting in {@code execute}, and handed over with {@code enqueue} as the adapter must. Look at the median.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.SampleTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Fork(1)
@Warmup(iterations = 5, time = 2)
@Measurement(iterations = 5, time = 2)
public class OrderRoundTripBenchmark {
    private static final AccountId ACCOUNT = AccountId.of("binance", "binance-demo");
    private static final MediaType FORM = MediaType.get("application/x-www-form-urlencoded");
    private static final long WAIT_SECONDS = 10;
    private static final long WIDE = 1_000_000_000;

    private final Clock clock = Clock.systemUTC();
    private final OkHttpClient bare =
            new OkHttpClient.Builder().protocols(List.of(Protocol.HTTP_1_1)).build();
    private final RiskGate gate = RiskGate.standalone(RuleSet.of("benchmark", new Anything()));
    private final ApprovalVerifier approvals = gate.connection("binance", ACCOUNT);
    private final LoopbackServer server = LoopbackServer.start(0, new OrderDesk());
    private final ScheduledExecutorService io = Executors.newScheduledThreadPool(2);
    private final VenueClient client = new VenueClient("benchmark");
    private final RateBudget budget = new RateBudget(clock, io);
    private final BinanceSettings settings = settings();
    private final BinanceRest rest = rest();
    private final SymbolTable symbols = new SymbolTable(rest, budget);
    private final BinanceOrders orders = orders();
    private final Request post = new Request.Builder()
            .url(server.http() + "/api/v3/order")
            .header("X-MBX-APIKEY", "benchmark-key")
            .post(RequestBody.create(OrderDesk.EXAMPLE.getBytes(StandardCharsets.UTF_8), FORM))
            .build();
    private Optional<Instrument> instrument = Optional.empty();
    private Optional<ApprovedOrder> next = Optional.empty();
    private long ids;

    private BinanceSettings settings() {
        return BinanceSettings.forAccount(ProviderConfig.empty()
                .with("rest.url", server.http().toString())
                .with("api.key", Secret.of("benchmark-key"))
                .with("api.secret", Secret.of("benchmark-secret")));
    }

    /** As the adapter's own connection has it, but for limits that are out of reach. */
    private BinanceRest rest() {
        Duration minute = Duration.ofMinutes(1);
        budget.window(new RateWindow("weight-1m", Weights.WEIGHT, WIDE, minute, true, true));
        budget.window(new RateWindow("raw-5m", Weights.RAW, WIDE, minute.multipliedBy(5), true, true));
        String orders = settings.ordersCounted();
        budget.window(new RateWindow(orders + "-10s", orders, WIDE, Duration.ofSeconds(10), true, false));
        budget.window(new RateWindow(orders + "-1d", orders, WIDE, Duration.ofDays(1), true, false));
        Redactor redactor = Redactor.of(settings.secrets());
        VenueHttp http = VenueHttp.builder(client.client(), clock, io, budget)
                .redactor(redactor)
                .feedback(answer -> Weights.heed(answer, budget, orders))
                .build();
        ServerTimeOffset time = new ServerTimeOffset(clock.instant(), () -> EpochNanos.of(clock.instant()));
        return new BinanceRest(http, settings, time, redactor);
    }

    private BinanceOrders orders() {
        BrokerListener listener = new BrokerListener() {
            @Override
            public void onOrderReport(OrderReport report) {
                // there is no user stream here
            }

            @Override
            public void onConnection(ConnectionEvent event) {
                // there is no user stream here
            }
        };
        return new BinanceOrders(
                rest,
                settings,
                symbols,
                new KnownOrders(List.of()),
                new Replacements(),
                new Reports(listener, clock, io),
                approvals,
                BinanceCapabilities.spot(),
                clock,
                new Timers(io));
    }

    /** Reads what the venue trades. */
    @Setup
    public void load() throws InterruptedException, ExecutionException, TimeoutException {
        var unused = symbols.refresh().toCompletableFuture().get(WAIT_SECONDS, TimeUnit.SECONDS);
        instrument = symbols.known("BTCUSDT").map(SymbolRules::instrument);
    }

    /** Approves the next order. */
    @Setup(Level.Invocation)
    public void approve() {
        Instrument traded = instrument.orElseThrow();
        OrderRequest order = OrderRequest.buy(traded.id())
                .quantity(Quantity.of("0.01"))
                .limit(Price.of(80_000))
                .timeInForce(TimeInForce.GTC)
                .build();
        FlatView view = FlatView.of(ACCOUNT, Money.of("100000", Currency.USDT), traded, order, clock.instant())
                .withReferencePrice(Price.of(90_000));
        ids++;
        next = Optional.of((ApprovedOrder) gate.approve(
                approvals,
                traded,
                new OrderId(ids),
                new ClientOrderId("tk-7f3a-" + ids),
                order,
                Contingency.NONE,
                List.of(),
                view));
    }

    /** Ends all threads. */
    @TearDown
    public void stop() {
        budget.close();
        client.close();
        bare.dispatcher().executorService().shutdown();
        bare.connectionPool().evictAll();
        io.shutdownNow();
        server.close();
    }

    /** The adapter's. */
    @Benchmark
    public SubmitResult submit() throws InterruptedException, ExecutionException, TimeoutException {
        SubmitResult result =
                orders.submit(next.orElseThrow()).toCompletableFuture().get(WAIT_SECONDS, TimeUnit.SECONDS);
        if (!(result instanceof SubmitResult.Accepted)) {
            throw new IllegalStateException("the order must be accepted: " + result);
        }
        return result;
    }

    /** Bare, in the caller's thread. */
    @Benchmark
    public String bareExecute() throws IOException {
        try (Response response = bare.newCall(post).execute()) {
            return response.body().string();
        }
    }

    /** Bare, with a hand-over there and back. */
    @Benchmark
    public String bareEnqueue() throws InterruptedException, ExecutionException, TimeoutException {
        CompletableFuture<String> answer = new CompletableFuture<>();
        bare.newCall(post).enqueue(new Callback() {
            @Override
            public void onFailure(Call call, IOException e) {
                answer.completeExceptionally(e);
            }

            @Override
            public void onResponse(Call call, Response response) throws IOException {
                try (response) {
                    answer.complete(response.body().string());
                }
            }
        });
        return answer.get(WAIT_SECONDS, TimeUnit.SECONDS);
    }

    private static final class Anything implements RiskRule {
        @Override
        public String name() {
            return "anything";
        }

        @Override
        public Optional<Denial> check(OrderRequest order, RiskView view) {
            return Optional.empty();
        }
    }
}
