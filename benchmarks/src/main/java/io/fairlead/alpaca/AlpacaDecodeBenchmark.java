package io.fairlead.alpaca;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.ObjectReader;
import io.fairlead.api.instrument.InstrumentId;
import io.fairlead.api.market.Bar;
import io.fairlead.api.market.BarInterval;
import io.fairlead.api.market.Quote;
import io.fairlead.api.market.Trade;
import io.fairlead.api.order.VenueOrderId;
import io.fairlead.spi.BrokerListener;
import io.fairlead.spi.ConnectionEvent;
import io.fairlead.spi.MarketDataFacet.Listener;
import io.fairlead.spi.OrderReport;
import io.fairlead.spi.ProviderConfig;
import io.fairlead.spi.Secret;
import io.fairlead.support.VenueClient;
import java.io.IOException;
import java.math.BigDecimal;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
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
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/**
 * A message of each of Alpaca's streams, from text or bytes to what a listener gets, beside Jackson databind into records with the same
 * fields. Market data goes the adapter's whole way, look-up of the listeners included; the stream itself is never connected.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(1)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
public class AlpacaDecodeBenchmark {
    private static final InstrumentId AAPL = InstrumentId.of("AAPL", AlpacaSymbols.US);

    private final ObjectMapper mapper =
            new ObjectMapper().configure(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES, false);
    private final ObjectReader quoteReader = mapper.readerFor(new TypeReference<List<QuoteMessage>>() {});
    private final ObjectReader tradeReader = mapper.readerFor(new TypeReference<List<TradeMessage>>() {});
    private final ObjectReader barReader = mapper.readerFor(new TypeReference<List<BarMessage>>() {});
    private final ObjectReader updateReader = mapper.readerFor(UpdateMessage.class);
    private final VenueClient client = new VenueClient("benchmark");
    private final ScheduledExecutorService io = Executors.newScheduledThreadPool(1);
    private final Clock clock = Clock.systemUTC();
    private final Told told = new Told();
    private final AlpacaDataStream stream = new AlpacaDataStream("iex", settings(), client.client(), clock, io);
    private final AlpacaOrderStream orders = orders();

    /** Counts and keeps what it is told. */
    private static final class Told implements Listener, BrokerListener {
        private int count;
        private Object last = "";

        @Override
        public void onQuote(Quote quote) {
            keep(quote);
        }

        @Override
        public void onTrade(Trade trade) {
            keep(trade);
        }

        @Override
        public void onBar(Bar bar) {
            keep(bar);
        }

        @Override
        public void onOrderReport(OrderReport report) {
            keep(report);
        }

        @Override
        public void onConnection(ConnectionEvent event) {
            // none is wanted
        }

        private void keep(Object event) {
            count++;
            last = event;
        }
    }

    record QuoteMessage(
            @JsonProperty("T") String kind,
            @JsonProperty("S") String symbol,
            @JsonProperty("bp") BigDecimal bid,
            @JsonProperty("bs") BigDecimal bidSize,
            @JsonProperty("ap") BigDecimal ask,
            @JsonProperty("as") BigDecimal askSize,
            @JsonProperty("t") String time) {}

    record TradeMessage(
            @JsonProperty("T") String kind,
            @JsonProperty("S") String symbol,
            @JsonProperty("i") long number,
            @JsonProperty("p") BigDecimal price,
            @JsonProperty("s") BigDecimal size,
            @JsonProperty("t") String time) {}

    record BarMessage(
            @JsonProperty("T") String kind,
            @JsonProperty("S") String symbol,
            @JsonProperty("o") BigDecimal open,
            @JsonProperty("h") BigDecimal high,
            @JsonProperty("l") BigDecimal low,
            @JsonProperty("c") BigDecimal close,
            @JsonProperty("v") BigDecimal volume,
            @JsonProperty("t") String time) {}

    record UpdateMessage(String stream, Update data) {}

    record Update(
            String event,
            @JsonProperty("execution_id") String execution,
            BigDecimal price,
            BigDecimal qty,
            String timestamp,
            OrderBody order) {}

    record OrderBody(
            String id,
            @JsonProperty("client_order_id") String clientId,
            String symbol,
            @JsonProperty("asset_class") String assetClass,
            String side,
            BigDecimal qty,
            @JsonProperty("filled_qty") BigDecimal filled,
            String type,
            @JsonProperty("time_in_force") String duration,
            @JsonProperty("limit_price") BigDecimal limit,
            @JsonProperty("stop_price") BigDecimal stop,
            String status,
            @JsonProperty("submitted_at") String submitted,
            @JsonProperty("replaced_by") String replacedBy) {}

    private static AlpacaSettings settings() {
        // port 9 on loopback takes no connection: what is measured is fed by hand
        return AlpacaSettings.forData(ProviderConfig.empty()
                .with("stream.url", "ws://127.0.0.1:9")
                .with("api.key", Secret.of("benchmark-key"))
                .with("api.secret", Secret.of("benchmark-secret")));
    }

    private AlpacaOrderStream orders() {
        OrderTracker tracker = new OrderTracker();
        OrderEvents events = new OrderEvents(tracker, new Fills(tracker), told, clock, new OrderEvents.Questions() {
            @Override
            public void missed(String what) {
                throw new IllegalStateException(what);
            }

            @Override
            public CompletionStage<Void> lostGroups() {
                throw new IllegalStateException("no group was sent");
            }

            @Override
            public CompletionStage<Boolean> changesOf(VenueOrderId order) {
                throw new IllegalStateException("nothing was changed");
            }

            @Override
            public void inTurn(Runnable task) {
                task.run();
            }
        });
        AlpacaRest rest = new AlpacaRest(settings().trading(), settings(), 200, client.client(), clock, io);
        OrderLookup lookup = new OrderLookup(rest, tracker, told::onOrderReport, clock);
        Executions executions = new Executions(rest, new Fills(tracker), tracker, told::onOrderReport);
        Recovery recovery = new Recovery(
                new AccountProof(rest, settings()),
                lookup,
                executions,
                tracker,
                Duration.ZERO,
                told,
                clock,
                what -> {});
        return new AlpacaOrderStream(settings(), recovery, events, told, clock);
    }

    /** Subscribes to everything, and looks whether each kind of message arrives. */
    @Setup
    public void subscribe() throws IOException {
        AlpacaMarketData data = new AlpacaMarketData(stream, stream);
        data.quotes(AAPL, told);
        data.trades(AAPL, told);
        for (int i = 0; i < AlpacaMessages.BARS; i++) {
            data.bars(AlpacaMessages.symbol(i), BarInterval.ofMinutes(1), told);
        }
        arrives(1, this::quote);
        arrives(1, this::trade);
        arrives(AlpacaMessages.BARS, this::bars);
        arrives(1, this::update);
    }

    private void arrives(int events, Runnable message) {
        told.count = 0;
        message.run();
        if (told.count != events) {
            throw new IllegalStateException("told " + told.count + " events of " + events);
        }
    }

    /** Ends the stream and its threads. */
    @TearDown
    public void stop() {
        stream.close();
        client.close();
        io.shutdownNow();
    }

    /** A quote. */
    @Benchmark
    public Object quote() {
        stream.onText(AlpacaMessages.QUOTE);
        return told.last;
    }

    /** The same by databind. */
    @Benchmark
    public Object quoteDatabind() throws JsonProcessingException {
        return quoteReader.readValue(AlpacaMessages.QUOTE);
    }

    /** A trade. */
    @Benchmark
    public Object trade() {
        stream.onText(AlpacaMessages.TRADE);
        return told.last;
    }

    /** The same by databind. */
    @Benchmark
    public Object tradeDatabind() throws JsonProcessingException {
        return tradeReader.readValue(AlpacaMessages.TRADE);
    }

    /** The bars of many symbols in one message, per bar. */
    @Benchmark
    @OperationsPerInvocation(AlpacaMessages.BARS)
    public Object bars() {
        stream.onText(AlpacaMessages.BATCH);
        return told.last;
    }

    /** The same by databind. */
    @Benchmark
    @OperationsPerInvocation(AlpacaMessages.BARS)
    public Object barsDatabind() throws JsonProcessingException {
        return barReader.readValue(AlpacaMessages.BATCH);
    }

    /** A fill of {@code trade_updates}, from the bytes of a binary frame. */
    @Benchmark
    public Object update() {
        orders.onBinary(AlpacaMessages.update());
        return told.last;
    }

    /** The same by databind. */
    @Benchmark
    public Object updateDatabind() throws IOException {
        return updateReader.readValue(AlpacaMessages.update());
    }
}
