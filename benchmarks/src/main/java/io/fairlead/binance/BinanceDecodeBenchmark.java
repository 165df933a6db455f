package io.fairlead.binance;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.ObjectReader;
import io.fairlead.api.Currency;
import io.fairlead.api.instrument.Instrument;
import io.fairlead.api.market.Bar;
import io.fairlead.api.market.BarInterval;
import io.fairlead.api.market.Quote;
import io.fairlead.api.market.Trade;
import io.fairlead.spi.MarketDataFacet.Listener;
import io.fairlead.spi.ProviderConfig;
import io.fairlead.support.ExactJson;
import java.io.IOException;
import java.math.BigDecimal;
import java.time.Clock;
import java.util.List;
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
import org.openjdk.jmh.infra.Blackhole;

/** A message of each of Binance's streams, from text to what a listener gets, beside Jackson databind into the same fields. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(1)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
public class BinanceDecodeBenchmark {
    private static final Instrument BTCUSDT = Instrument.cryptoSpot(
                    SymbolRules.idOf("BTCUSDT"), Currency.BTC, Currency.USDT)
            .tick("0.01")
            .build();

    private final ObjectMapper mapper =
            new ObjectMapper().configure(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES, false);
    private final ObjectReader quoteReader = mapper.readerFor(QuoteMessage.class);
    private final ObjectReader tradeReader = mapper.readerFor(TradeMessage.class);
    private final ObjectReader barReader = mapper.readerFor(BarMessage.class);
    private final ObjectReader depthReader = mapper.readerFor(DepthMessage.class);
    private final ObjectReader fillReader = mapper.readerFor(FillMessage.class);
    private final BinanceMessages.Batch quotes = BinanceMessages.quotes();
    private final BinanceMessages.Batch trades = BinanceMessages.trades();
    private final BinanceMessages.Batch bars = BinanceMessages.bars();
    private final BinanceMessages.Batch depths = BinanceMessages.depths();
    private final List<String> fills = BinanceMessages.fills();
    private final FlatFields fields = new FlatFields();
    private final ReportReader reports = new ReportReader();
    private final Told told = new Told();
    private final Clock clock = Clock.systemUTC();
    private final ScheduledExecutorService io = Executors.newScheduledThreadPool(1);
    private final BinanceConnection connection =
            new BinanceConnection(BinanceSettings.forData(ProviderConfig.empty()), clock, io);
    private final DepthReader reader = new DepthReader(BTCUSDT);
    private final LocalBook book = new LocalBook(BTCUSDT);
    private final LocalBook.Levels snapshotBids = reader.levels(ExactJson.read(BinanceMessages.snapshot()), "bids");
    private final LocalBook.Levels snapshotAsks = reader.levels(ExactJson.read(BinanceMessages.snapshot()), "asks");

    /** Counts and keeps what it is told. */
    private static final class Told implements Listener {
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

        private void keep(Object event) {
            count++;
            last = event;
        }
    }

    record QuoteMessage(String stream, QuoteData data) {}

    record QuoteData(
            @JsonProperty("u") long update,
            @JsonProperty("s") String symbol,
            @JsonProperty("b") BigDecimal bid,
            @JsonProperty("B") BigDecimal bidSize,
            @JsonProperty("a") BigDecimal ask,
            @JsonProperty("A") BigDecimal askSize) {}

    record TradeMessage(String stream, TradeData data) {}

    record TradeData(
            @JsonProperty("s") String symbol,
            @JsonProperty("t") long number,
            @JsonProperty("p") BigDecimal price,
            @JsonProperty("q") BigDecimal size,
            @JsonProperty("T") long time,
            @JsonProperty("m") boolean buyerMade) {}

    record BarMessage(String stream, BarData data) {}

    record BarData(
            @JsonProperty("s") String symbol,
            @JsonProperty("k") BarBody bar) {}

    record BarBody(
            @JsonProperty("t") long start,
            @JsonProperty("T") long end,
            @JsonProperty("o") BigDecimal open,
            @JsonProperty("h") BigDecimal high,
            @JsonProperty("l") BigDecimal low,
            @JsonProperty("c") BigDecimal close,
            @JsonProperty("v") BigDecimal volume,
            @JsonProperty("x") boolean ended) {}

    record DepthMessage(String stream, DepthData data) {}

    record DepthData(
            @JsonProperty("E") long time,
            @JsonProperty("s") String symbol,
            @JsonProperty("U") long first,
            @JsonProperty("u") long last,
            @JsonProperty("b") List<List<BigDecimal>> bids,
            @JsonProperty("a") List<List<BigDecimal>> asks) {}

    /** With fields of its own: so many of them databind fills faster than a record. */
    static final class FillMessage {
        @JsonProperty
        FillData event = new FillData();
    }

    static final class FillData {
        @JsonProperty("e")
        String kind = "";

        @JsonProperty("s")
        String symbol = "";

        @JsonProperty("c")
        String requestId = "";

        @JsonProperty("C")
        String original = "";

        @JsonProperty("S")
        String side = "";

        @JsonProperty("x")
        String execution = "";

        @JsonProperty("X")
        String status = "";

        @JsonProperty("i")
        long order;

        @JsonProperty("t")
        long trade;

        @JsonProperty("T")
        long time;

        @JsonProperty("q")
        BigDecimal ordered = BigDecimal.ZERO;

        @JsonProperty("Q")
        BigDecimal notional = BigDecimal.ZERO;

        @JsonProperty("z")
        BigDecimal filled = BigDecimal.ZERO;

        @JsonProperty("l")
        BigDecimal size = BigDecimal.ZERO;

        @JsonProperty("L")
        BigDecimal price = BigDecimal.ZERO;

        @JsonProperty("n")
        BigDecimal fee = BigDecimal.ZERO;

        @JsonProperty("N")
        String feeAsset = "";

        @JsonProperty("m")
        boolean maker;
    }

    /** Fills the book. */
    @Setup
    public void fillBook() {
        book.reset(BinanceMessages.FIRST_CHANGE - 1, snapshotBids, snapshotAsks);
    }

    /** Ends the connection that nothing is asked over. */
    @TearDown
    public void stop() {
        connection.close();
        io.shutdownNow();
    }

    private Object decode(Topic topic, BinanceMessages.Batch batch) {
        told.count = 0;
        topic.add(told);
        for (String text : batch.texts()) {
            topic.onMessage(text, batch.dataAt());
        }
        if (told.count != BinanceMessages.COUNT) {
            throw new IllegalStateException("told " + told.count + " events of " + BinanceMessages.COUNT);
        }
        return told.last;
    }

    private static void databind(ObjectReader reader, List<String> texts, Blackhole hole)
            throws JsonProcessingException {
        for (String text : texts) {
            hole.consume(reader.<Object>readValue(text));
        }
    }

    /** {@code bookTicker}. */
    @Benchmark
    @OperationsPerInvocation(BinanceMessages.COUNT)
    public Object quote() {
        return decode(new QuoteTopic("btcusdt@bookTicker", BTCUSDT, clock), quotes);
    }

    /** The same by databind. */
    @Benchmark
    @OperationsPerInvocation(BinanceMessages.COUNT)
    public void quoteDatabind(Blackhole hole) throws JsonProcessingException {
        databind(quoteReader, quotes.texts(), hole);
    }

    /** {@code trade}. */
    @Benchmark
    @OperationsPerInvocation(BinanceMessages.COUNT)
    public Object trade() {
        return decode(new TradeTopic("btcusdt@trade", BTCUSDT, connection.rest()), trades);
    }

    /** The same by databind. */
    @Benchmark
    @OperationsPerInvocation(BinanceMessages.COUNT)
    public void tradeDatabind(Blackhole hole) throws JsonProcessingException {
        databind(tradeReader, trades.texts(), hole);
    }

    /** {@code kline}, each of a bar that has ended. */
    @Benchmark
    @OperationsPerInvocation(BinanceMessages.COUNT)
    public Object bar() {
        BinanceHistory history = new BinanceHistory(connection.rest());
        return decode(new BarTopic("btcusdt@kline_1m", BTCUSDT, BarInterval.ofMinutes(1), history, clock), bars);
    }

    /** The same by databind. */
    @Benchmark
    @OperationsPerInvocation(BinanceMessages.COUNT)
    public void barDatabind(Blackhole hole) throws JsonProcessingException {
        databind(barReader, bars.texts(), hole);
    }

    /** The same by Jackson's streaming parser, token by token to the same bar. */
    @Benchmark
    @OperationsPerInvocation(BinanceMessages.COUNT)
    public void barStreaming(Blackhole hole) throws IOException {
        for (String text : bars.texts()) {
            hole.consume(StreamingPeer.bar(text, BTCUSDT.id()));
        }
    }

    /** {@code depth} of ten levels a side, read to scaled levels; the book is not changed. */
    @Benchmark
    @OperationsPerInvocation(BinanceMessages.COUNT)
    public void depth(Blackhole hole) {
        for (String text : depths.texts()) {
            hole.consume(change(text));
        }
    }

    private LocalBook.Change change(String text) {
        return reader.usual(new TextCursor(text, depths.dataAt()))
                .orElseThrow(() -> new IllegalStateException("not as the venue writes it: " + text));
    }

    /** The same by Jackson's streaming parser, token by token to the same levels. */
    @Benchmark
    @OperationsPerInvocation(BinanceMessages.COUNT)
    public void depthStreaming(Blackhole hole) throws IOException {
        for (String text : depths.texts()) {
            hole.consume(StreamingPeer.depth(text, BTCUSDT.priceScale(), BTCUSDT.quantityScale()));
        }
    }

    /** The same, put into a book of a thousand levels a side, whose best ten are shown. */
    @Benchmark
    @OperationsPerInvocation(BinanceMessages.COUNT)
    public void depthBook(Blackhole hole) {
        for (String text : depths.texts()) {
            LocalBook.Change change = change(text);
            if (book.apply(change) == LocalBook.Applied.GAP) {
                throw new IllegalStateException("a gap before " + change.first());
            }
            hole.consume(book.top(10, change.timeNanos()));
        }
        fillBook(); // so that the first change follows again
    }

    /** The same by databind. */
    @Benchmark
    @OperationsPerInvocation(BinanceMessages.COUNT)
    public void depthDatabind(Blackhole hole) throws JsonProcessingException {
        databind(depthReader, depths.texts(), hole);
    }

    /** {@code executionReport} of a fill. */
    @Benchmark
    @OperationsPerInvocation(BinanceMessages.COUNT)
    public void fill(Blackhole hole) {
        for (String text : fills) {
            if (!fields.take(text) || !fields.is("e", "executionReport")) {
                throw new IllegalStateException("the messages must be written as the venue writes them");
            }
            hole.consume(reports.read(fields));
        }
    }

    /** The same by databind. */
    @Benchmark
    @OperationsPerInvocation(BinanceMessages.COUNT)
    public void fillDatabind(Blackhole hole) throws JsonProcessingException {
        databind(fillReader, fills, hole);
    }
}
