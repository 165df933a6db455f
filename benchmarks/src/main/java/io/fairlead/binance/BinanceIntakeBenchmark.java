package io.fairlead.binance;

import io.fairlead.api.Currency;
import io.fairlead.api.instrument.Instrument;
import io.fairlead.api.instrument.InstrumentId;
import io.fairlead.api.market.Quote;
import io.fairlead.spi.MarketDataFacet.Listener;
import io.fairlead.spi.ProviderConfig;
import io.fairlead.spi.ReferenceFacet;
import io.fairlead.support.Backoff;
import io.fairlead.support.RateBudget;
import io.fairlead.support.Redactor;
import io.fairlead.support.StreamHandler;
import io.fairlead.support.StreamLink;
import io.fairlead.support.StreamOptions;
import io.fairlead.support.StreamOptions.Overflow;
import io.fairlead.support.VenueClient;
import io.fairlead.support.VenueStream;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.Response;
import okhttp3.WebSocket;
import okhttp3.WebSocketListener;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/**
 * Book tickers of twenty symbols from a server in a process of its own, over a WebSocket on loopback: through the whole adapter to a listener that
 * counts quotes; through the stream and its queue to a handler on another thread that counts texts; and to a bare OkHttp listener that counts
 * texts. Each client reads on one thread.
 */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(1)
@Warmup(iterations = 4, time = 2)
@Measurement(iterations = 5, time = 2)
public class BinanceIntakeBenchmark {
    private static final int MESSAGES = 200_000;
    private static final int STEP = 1_000;

    /** A server and who counts what it sends. */
    @State(Scope.Benchmark)
    public static class Intake {
        private final Semaphore steps = new Semaphore(0);
        private final ScheduledExecutorService io = Executors.newScheduledThreadPool(2);
        private Optional<QuoteServer> server = Optional.empty();
        private int count;
        private Object last = "";

        /** Starts the server. */
        @Setup
        public void start() throws IOException {
            server = Optional.of(QuoteServer.start());
        }

        /** Forgets what came between iterations. */
        @Setup(Level.Iteration)
        public void forget() {
            int unused = steps.drainPermits();
        }

        /** Ends it. */
        @TearDown
        public void stop() {
            server.ifPresent(QuoteServer::close);
            io.shutdownNow();
        }

        private String url() {
            return server.orElseThrow().url() + "/stream";
        }

        private void took(Object message) {
            last = message;
            count++;
            if (count % STEP == 0) {
                steps.release();
            }
        }

        private Object await() throws InterruptedException {
            if (!steps.tryAcquire(MESSAGES / STEP, 60, TimeUnit.SECONDS)) {
                throw new IllegalStateException("no more messages come, after " + count);
            }
            return last;
        }
    }

    /** The adapter's market streams. */
    @State(Scope.Benchmark)
    public static class Adapter {
        private Optional<BinanceConnection> connection = Optional.empty();
        private Optional<MarketStreams> streams = Optional.empty();

        /** Subscribes. */
        @Setup
        public void connect(Intake intake) {
            ProviderConfig config = ProviderConfig.empty()
                    .with("stream.url", intake.server.orElseThrow().url());
            BinanceConnection made =
                    new BinanceConnection(BinanceSettings.forData(config), Clock.systemUTC(), intake.io);
            MarketStreams joined = new MarketStreams(made, new Spot(), new BinanceHistory(made.rest()));
            Listener listener = new Listener() {
                @Override
                public void onQuote(Quote quote) {
                    intake.took(quote);
                }

                @Override
                public void onGap(InstrumentId instrument, String detail) {
                    throw new IllegalStateException(instrument + ": " + detail);
                }
            };
            for (int i = 0; i < QuoteServer.SYMBOLS; i++) {
                joined.quotes(SymbolRules.idOf(QuoteServer.symbol(i)), listener);
            }
            connection = Optional.of(made);
            streams = Optional.of(joined);
        }

        /** Ends it. */
        @TearDown
        public void close() {
            streams.ifPresent(MarketStreams::close);
            connection.ifPresent(BinanceConnection::close);
        }
    }

    /** Has every pair. */
    private static final class Spot implements ReferenceFacet {
        @Override
        public CompletionStage<List<Instrument>> instruments() {
            return CompletableFuture.completedFuture(List.of());
        }

        @Override
        public CompletionStage<Optional<Instrument>> instrument(InstrumentId id) {
            return CompletableFuture.completedFuture(Optional.of(Instrument.cryptoSpot(id, Currency.BTC, Currency.USDT)
                    .tick("0.01")
                    .build()));
        }
    }

    /** A stream with a queue. */
    @State(Scope.Benchmark)
    public static class Queued {
        private final VenueClient client = new VenueClient("benchmark");
        private Optional<VenueStream> stream = Optional.empty();

        /** Connects. */
        @Setup
        public void connect(Intake intake) {
            Clock clock = Clock.systemUTC();
            StreamHandler handler = new StreamHandler() {
                @Override
                public CompletionStage<Void> onConnected(StreamLink link) {
                    boolean unused = link.send("{\"id\":1}");
                    return CompletableFuture.completedFuture(null);
                }

                @Override
                public void onText(String text) {
                    intake.took(text);
                }
            };
            VenueStream made = new VenueStream(
                    "benchmark",
                    intake::url,
                    handler,
                    StreamOptions.standard().queue(10_000, Overflow.BLOCK),
                    new VenueStream.Lent(
                            client.client(),
                            clock,
                            intake.io,
                            new Backoff(Duration.ofSeconds(1), Duration.ofSeconds(1), new SplittableRandom(1)),
                            new SplittableRandom(2),
                            new RateBudget(clock, intake.io),
                            Redactor.of(List.of()),
                            Map.of()));
            made.open();
            stream = Optional.of(made);
        }

        /** Ends it. */
        @TearDown
        public void close() {
            stream.ifPresent(VenueStream::close);
            client.close();
        }
    }

    /** OkHttp as it comes. */
    @State(Scope.Benchmark)
    public static class Bare {
        private final OkHttpClient client = new OkHttpClient();
        private Optional<WebSocket> socket = Optional.empty();

        /** Connects. */
        @Setup
        public void connect(Intake intake) {
            socket = Optional.of(
                    client.newWebSocket(new Request.Builder().url(intake.url()).build(), new WebSocketListener() {
                        @Override
                        public void onOpen(WebSocket opened, Response response) {
                            boolean unused = opened.send("{\"id\":1}");
                        }

                        @Override
                        public void onMessage(WebSocket from, String text) {
                            intake.took(text);
                        }
                    }));
        }

        /** Ends it. */
        @TearDown
        public void close() {
            socket.ifPresent(WebSocket::cancel);
            client.dispatcher().executorService().shutdown();
        }
    }

    /** The adapter's: quotes to a listener. */
    @Benchmark
    @OperationsPerInvocation(MESSAGES)
    public Object adapter(Intake intake, Adapter adapter) throws InterruptedException {
        return intake.await();
    }

    /** The stream's alone: texts through the queue to another thread. */
    @Benchmark
    @OperationsPerInvocation(MESSAGES)
    public Object queued(Intake intake, Queued queued) throws InterruptedException {
        return intake.await();
    }

    /** OkHttp's alone: texts. */
    @Benchmark
    @OperationsPerInvocation(MESSAGES)
    public Object bare(Intake intake, Bare bare) throws InterruptedException {
        return intake.await();
    }
}
