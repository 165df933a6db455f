package io.fairlead.binance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fairlead.api.Currency;
import io.fairlead.api.instrument.Instrument;
import io.fairlead.api.instrument.InstrumentId;
import io.fairlead.api.market.Bar;
import io.fairlead.api.market.BarInterval;
import io.fairlead.api.market.Depth;
import io.fairlead.api.market.Quote;
import io.fairlead.api.market.Trade;
import io.fairlead.api.market.Trade.Aggressor;
import io.fairlead.api.order.Side;
import io.fairlead.spi.MarketDataFacet.Listener;
import io.fairlead.spi.ProviderConfig;
import io.fairlead.spi.ReferenceFacet;
import io.fairlead.support.UnreadableAnswerException;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class MarketDecodingTest {
    private static final Clock NOON = Clock.fixed(Instant.parse("2026-11-27T12:00:00Z"), ZoneOffset.UTC);
    private static final long NOON_NANOS = 1_795_780_800_000_000_000L;
    private static final Instrument BTCUSDT = Instrument.cryptoSpot(
                    SymbolRules.idOf("BTCUSDT"), Currency.BTC, Currency.USDT)
            .tick("0.01")
            .build();

    private final List<Object> seen = new ArrayList<>();
    private final Listener listener = new Listener() {
        @Override
        public void onQuote(Quote quote) {
            seen.add(quote);
        }

        @Override
        public void onTrade(Trade trade) {
            seen.add(trade);
        }

        @Override
        public void onBar(Bar bar) {
            seen.add(bar);
        }
    };

    private QuoteTopic quotes() {
        QuoteTopic topic = new QuoteTopic("btcusdt@bookTicker", BTCUSDT, NOON);
        topic.add(listener);
        return topic;
    }

    private static void deliver(Topic topic, String data) {
        String head = "{\"stream\":\"" + topic.name() + "\",\"data\":";
        topic.onMessage(head + data + "}", head.length());
    }

    @Test
    void shouldReadABookTickerExactly() {
        deliver(
                quotes(),
                "{\"u\":7700123,\"s\":\"BTCUSDT\",\"b\":\"91249.99\",\"B\":\"1.20\",\"a\":\"91250.00\",\"A\":\"0.80\"}");

        assertThat(seen)
                .containsExactly(new Quote(
                        BTCUSDT.id(), NOON_NANOS, 912_499_900L, 120_000_000L, 912_500_000L, 80_000_000L, 4, 8));
    }

    @Test
    void shouldReadEveryOddlyWrittenBookTickerToTheSameQuote() {
        String[] same = {
            "{\"u\":7,\"s\":\"BTCUSDT\",\"b\":\"1.50\",\"B\":\"2\",\"a\":\"1.60\",\"A\":\"3\"}",
            "{ \"u\" : 7, \"s\":\"BTCUSDT\", \"b\":\"1.5000000\",\"B\":\"2.00000000\",\"a\":\"1.6\",\"A\":\"3.0\" }",
            "{\"s\":\"BTCUSDT\",\"u\":7,\"A\":\"3\",\"a\":\"1.6\",\"B\":\"2\",\"b\":\"1.5\"}",
            "{\"u\":7,\"s\":\"BTCUSDT\",\"b\":\"1.50\",\"B\":\"2\",\"a\":\"1.60\",\"A\":\"3\",\"new\":{\"b\":\"9\"}}",
            "{\"u\":7,\"s\":\"BTC\\u0055SDT\",\"b\":\"15E-1\",\"B\":\"2\",\"a\":\"1.6\",\"A\":\"3\"}",
            "{\"u\":7,\"s\":\"BTCUSDT\",\"b\":1.5,\"B\":2,\"a\":1.6,\"A\":3}"
        };

        for (String text : same) {
            deliver(quotes(), text);
        }

        assertThat(seen).hasSize(same.length);
        assertThat(seen)
                .containsOnly(new Quote(BTCUSDT.id(), NOON_NANOS, 15_000, 200_000_000, 16_000, 300_000_000, 4, 8));
    }

    @Test
    void shouldKeepDigitsThatAreFinerThanTheInstrumentsScale() {
        deliver(quotes(), "{\"u\":7,\"s\":\"BTCUSDT\",\"b\":\"1.123456\",\"B\":\"2\",\"a\":\"1.60\",\"A\":\"3\"}");

        assertThat(((Quote) seen.get(0)).bidPrice()).hasToString("1.123456");
        assertThat(((Quote) seen.get(0)).askPrice()).hasToString("1.6");
    }

    @Test
    void shouldPassOverOldAndOneSidedQuotes() {
        QuoteTopic topic = quotes();
        deliver(topic, "{\"u\":7,\"s\":\"BTCUSDT\",\"b\":\"1.50\",\"B\":\"2\",\"a\":\"1.60\",\"A\":\"3\"}");
        deliver(topic, "{\"u\":7,\"s\":\"BTCUSDT\",\"b\":\"1.40\",\"B\":\"2\",\"a\":\"1.60\",\"A\":\"3\"}");
        deliver(topic, "{\"u\":8,\"s\":\"BTCUSDT\",\"b\":\"0.00000000\",\"B\":\"0\",\"a\":\"1.60\",\"A\":\"3\"}");

        assertThat(seen).hasSize(1);
    }

    @Test
    void shouldRefuseAnothersSymbolAndWhatIsNoQuote() {
        assertThatThrownBy(() -> deliver(
                        quotes(), "{\"u\":7,\"s\":\"ETHUSDT\",\"b\":\"1.50\",\"B\":\"2\",\"a\":\"1.60\",\"A\":\"3\"}"))
                .isInstanceOf(UnreadableAnswerException.class);
        assertThatThrownBy(() -> deliver(quotes(), "{\"u\":7,\"s\":\"BTCUSDT\",\"b\":\"1.5"))
                .isInstanceOf(UnreadableAnswerException.class);
        assertThat(seen).isEmpty();
    }

    @Test
    void shouldReadTheFastAndTheSlowWayAlikeOnRandomQuotes() {
        long seed = 20261127;
        SplittableRandom random = new SplittableRandom(seed);
        for (int i = 1; i < 3_000; i++) {
            String fields = "\"u\":" + i + ",\"s\":\"BTCUSDT\",\"b\":\"" + number(random) + "\",\"B\":\""
                    + number(random) + "\",\"a\":\"" + number(random) + "\",\"A\":\"" + number(random) + "\"";
            seen.clear();
            deliver(quotes(), "{" + fields + "}");
            deliver(quotes(), "{ " + fields + " }");
            assertThat(seen).as("seed %d: %s", seed, fields).hasSize(2);
            assertThat(seen.get(0)).as("seed %d: %s", seed, fields).isEqualTo(seen.get(1));
        }
    }

    private static String number(SplittableRandom random) {
        return (1 + random.nextLong(1_000_000)) + "."
                + String.format("%0" + (1 + random.nextInt(4)) + "d", random.nextInt(10));
    }

    @Test
    void shouldSayWhoCrossedTheSpread() {
        TradeTopic topic = new TradeTopic("btcusdt@trade", BTCUSDT, null);
        topic.add(listener);

        deliver(
                topic,
                "{\"e\":\"trade\",\"E\":1763706000457,\"s\":\"BTCUSDT\",\"t\":4410021,\"p\":\"91245.00\",\"q\":\"0.004\","
                        + "\"T\":1763706000456,\"m\":false,\"M\":true}");
        deliver(
                topic,
                "{\"e\":\"trade\", \"E\":1763706000457,\"s\":\"BTCUSDT\",\"t\":4410022,\"p\":\"91245.00\",\"q\":\"0.004\","
                        + "\"T\":1763706000456,\"m\":true,\"M\":true}");

        assertThat(seen).containsExactly(trade(Aggressor.BUYER, "4410021"), trade(Aggressor.SELLER, "4410022"));
    }

    private static Trade trade(Aggressor aggressor, String id) {
        return new Trade(BTCUSDT.id(), 1_763_706_000_456_000_000L, 912_450_000L, 400_000L, aggressor, 4, 8, id);
    }

    @Test
    void shouldTellABarOnceItHasEnded() {
        BarTopic topic = new BarTopic("btcusdt@kline_1m", BTCUSDT, BarInterval.ofMinutes(1), null, NOON);
        topic.add(listener);
        String bar =
                "{\"e\":\"kline\",\"E\":1,\"s\":\"BTCUSDT\",\"k\":{\"t\":1763706000000,\"T\":1763706059999,\"s\":\"BTCUSDT\","
                        + "\"i\":\"1m\",\"f\":1,\"L\":2,\"o\":\"1.5\",\"c\":\"2.5\",\"h\":\"3.5\",\"l\":\"0.5\",\"v\":\"10\",\"n\":2,\"x\":true,"
                        + "\"q\":\"1\",\"V\":\"1\",\"Q\":\"1\",\"B\":\"0\"}}";

        deliver(topic, bar.replace("\"x\":true", "\"x\":false"));
        deliver(topic, bar);
        deliver(topic, bar);

        assertThat(seen)
                .containsExactly(new Bar(
                        BTCUSDT.id(),
                        BarInterval.ofMinutes(1),
                        1_763_706_000_000_000_000L,
                        1_763_706_060_000_000_000L,
                        1.5,
                        3.5,
                        0.5,
                        2.5,
                        10));
    }

    @Test
    void shouldKeepABookByTheVenuesProcedure() {
        LocalBook book = new LocalBook(BTCUSDT);
        book.reset(100, levels(10, 1, 9, 2), levels(11, 1, 12, 2));

        assertThat(book.apply(change(90, 100, levels(10, 9), levels()))).isEqualTo(LocalBook.Applied.OLD);
        assertThat(book.apply(change(95, 105, levels(10, 0, 8, 5), levels(11, 3, 99, 0))))
                .isEqualTo(LocalBook.Applied.YES);
        assertThat(book.apply(change(107, 110, levels(), levels()))).isEqualTo(LocalBook.Applied.GAP);
        assertThat(book.apply(change(106, 110, levels(9, 7), levels()))).isEqualTo(LocalBook.Applied.YES);

        assertThat(book.top(2, 1).levels(Side.BUY)).isEqualTo(2);
        assertThat(book.top(2, 1).priceScaled(Side.BUY, 0)).isEqualTo(9);
        assertThat(book.top(2, 1).sizeScaled(Side.BUY, 0)).isEqualTo(7);
        assertThat(book.top(2, 1).priceScaled(Side.BUY, 1)).isEqualTo(8);
        assertThat(book.top(1, 1).sizeScaled(Side.SELL, 0)).isEqualTo(3);
    }

    @Test
    void shouldKeepTheBookThatASortedMapWouldKeep() {
        long seed = 4711;
        SplittableRandom random = new SplittableRandom(seed);
        TreeMap<Long, Long> bids = new TreeMap<>(Comparator.reverseOrder());
        TreeMap<Long, Long> asks = new TreeMap<>();
        LocalBook book = new LocalBook(BTCUSDT);
        book.reset(0, levels(), levels());
        for (int i = 1; i < 5_000; i++) {
            long[] bid = changes(random, 1_000, bids);
            long[] ask = changes(random, 1_300, asks);

            assertThat(book.apply(change(i, i, levels(bid), levels(ask)))).isEqualTo(LocalBook.Applied.YES);

            Depth depth = book.top(150, i);
            assertThat(sides(depth, Side.BUY)).as("seed %d, change %d", seed, i).isEqualTo(best(bids));
            assertThat(sides(depth, Side.SELL))
                    .as("seed %d, change %d", seed, i)
                    .isEqualTo(best(asks));
        }
    }

    private static long[] changes(SplittableRandom random, long lowest, Map<Long, Long> reference) {
        long[] values = new long[2 * random.nextInt(8)];
        for (int i = 0; i < values.length; i += 2) {
            values[i] = lowest + random.nextLong(200);
            values[i + 1] = random.nextInt(3) == 0 ? 0 : 1 + random.nextLong(1_000);
            if (values[i + 1] == 0) {
                reference.remove(values[i]);
            } else {
                reference.put(values[i], values[i + 1]);
            }
        }
        return values;
    }

    private static List<Long> sides(Depth depth, Side side) {
        return IntStream.range(0, depth.levels(side))
                .boxed()
                .flatMap(i -> Stream.of(depth.priceScaled(side, i), depth.sizeScaled(side, i)))
                .toList();
    }

    private static List<Long> best(Map<Long, Long> side) {
        return side.entrySet().stream()
                .limit(150)
                .flatMap(level -> Stream.of(level.getKey(), level.getValue()))
                .toList();
    }

    @Test
    void shouldFindTheTopicOfAMessageThatIsOddlyWrapped() {
        ScheduledExecutorService io = Executors.newScheduledThreadPool(1);
        ProviderConfig config = ProviderConfig.empty().with("stream.url", "ws://127.0.0.1:1");
        BinanceConnection connection = new BinanceConnection(BinanceSettings.forData(config), NOON, io);
        MarketStreams streams =
                new MarketStreams(connection, new OneInstrument(BTCUSDT), new BinanceHistory(connection.rest()));
        try (connection;
                streams) {
            streams.quotes(BTCUSDT.id(), listener);
            String data = "{\"u\":%d,\"s\":\"BTCUSDT\",\"b\":\"1.50\",\"B\":\"2\",\"a\":\"1.60\",\"A\":\"3\"}";
            String[] wrapped = {
                "{\"stream\":\"btcusdt@bookTicker\",\"data\":" + data + "}",
                "{ \"stream\" : \"btcusdt@bookTicker\", \"data\" : " + data + " }",
                "{\"data\":" + data + ",\"stream\":\"btcusdt@bookTicker\"}",
                "{\"stream\":\"btcusdt\\u0040bookTicker\",\"data\":" + data + "}",
                "{\"stream\":\"btcusdt@bookTicker\",\"more\":1,\"data\":" + data + "}"
            };

            for (int i = 0; i < wrapped.length; i++) {
                String message = String.format(wrapped[i], i + 1);
                assertThat(streams.onAnswer(null, message)).as(message).isFalse();
                streams.onText(message);
                assertThat(seen).as(message).hasSize(i + 1);
            }
            streams.onText("{\"stream\":\"ethusdt@bookTicker\",\"data\":{}}");
            assertThat(seen).hasSize(wrapped.length).containsOnly(seen.get(0));
        } finally {
            io.shutdownNow();
        }
    }

    private record OneInstrument(Instrument instrument) implements ReferenceFacet {
        @Override
        public CompletionStage<List<Instrument>> instruments() {
            return CompletableFuture.completedFuture(List.of(instrument));
        }

        @Override
        public CompletionStage<Optional<Instrument>> instrument(InstrumentId id) {
            return CompletableFuture.completedFuture(
                    Optional.of(instrument).filter(one -> one.id().equals(id)));
        }
    }

    private static LocalBook.Levels levels(long... values) {
        return new LocalBook.Levels(values);
    }

    private static LocalBook.Change change(long first, long last, LocalBook.Levels bids, LocalBook.Levels asks) {
        return new LocalBook.Change(first, last, 1, bids, asks);
    }
}
