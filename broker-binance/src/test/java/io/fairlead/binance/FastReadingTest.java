package io.fairlead.binance;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.cfg.JsonNodeFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.fairlead.api.Currency;
import io.fairlead.api.instrument.Instrument;
import io.fairlead.api.market.Bar;
import io.fairlead.api.market.BarInterval;
import io.fairlead.api.market.Quote;
import io.fairlead.api.market.Trade;
import io.fairlead.api.market.Trade.Aggressor;
import io.fairlead.spi.MarketDataFacet.Listener;
import io.fairlead.support.UnreadableAnswerException;
import java.math.BigDecimal;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

/** What is read without a tree is what a plain Jackson tree says, or nothing; on thousands of messages from a seed. */
class FastReadingTest {
    private static final long SEED = 20261128;
    private static final int MESSAGES = 20_000;
    private static final String UNREADABLE = "unreadable";
    private static final Clock NOON = Clock.fixed(Instant.parse("2026-11-27T12:00:00Z"), ZoneOffset.UTC);
    private static final long NOON_NANOS = 1_795_780_800_000_000_000L;
    private static final Instrument BTCUSDT = Instrument.cryptoSpot(
                    SymbolRules.idOf("BTCUSDT"), Currency.BTC, Currency.USDT)
            .tick("0.01")
            .build();
    private static final int PRICES = BTCUSDT.priceScale();
    private static final int SIZES = BTCUSDT.quantityScale();
    private static final ObjectMapper PLAIN = JsonMapper.builder()
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .enable(DeserializationFeature.FAIL_ON_READING_DUP_TREE_KEY)
            .disable(JsonNodeFeature.STRIP_TRAILING_BIGDECIMAL_ZEROES)
            .build();

    private final RandomMessages random = new RandomMessages(SEED);
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

    // ---- market streams

    @Test
    void shouldReadQuotesAsATreeDoes() {
        compare(
                () -> new QuoteTopic("btcusdt@bookTicker", BTCUSDT, NOON),
                () -> random.object(List.of(
                        new RandomMessages.Field("u", random.whole(random.number(90_000_000_000L))),
                        new RandomMessages.Field("s", random.text("BTCUSDT")),
                        new RandomMessages.Field("b", random.price(6)),
                        new RandomMessages.Field("B", random.size(4)),
                        new RandomMessages.Field("a", random.price(6)),
                        new RandomMessages.Field("A", random.size(11)))),
                FastReadingTest::quote);
    }

    private static List<Object> quote(JsonNode data) {
        checkSymbol(data);
        BigDecimal bid = decimal(data.get("b"));
        BigDecimal ask = decimal(data.get("a"));
        BigDecimal bidSize = decimal(data.get("B"));
        BigDecimal askSize = decimal(data.get("A"));
        int prices = scale(PRICES, bid, ask);
        int sizes = scale(SIZES, bidSize, askSize);
        long update = whole(data.get("u"));
        Quote quote = new Quote(
                BTCUSDT.id(),
                NOON_NANOS,
                scaled(bid, prices),
                scaled(bidSize, sizes),
                scaled(ask, prices),
                scaled(askSize, sizes),
                prices,
                sizes);
        return update <= 0 || bid.signum() == 0 || ask.signum() == 0 ? List.of() : List.of(quote);
    }

    @Test
    void shouldReadTradesAsATreeDoes() {
        compare(
                () -> new TradeTopic("btcusdt@trade", BTCUSDT, null),
                () -> random.object(List.of(
                        new RandomMessages.Field("e", random.text("trade")),
                        new RandomMessages.Field("E", random.whole(1_763_706_000_457L)),
                        new RandomMessages.Field("s", random.text("BTCUSDT")),
                        new RandomMessages.Field("t", random.whole(random.number(5_000_000_000L))),
                        new RandomMessages.Field("p", random.price(7)),
                        new RandomMessages.Field("q", random.size(5)),
                        new RandomMessages.Field("T", random.whole(1_763_706_000_456L)),
                        new RandomMessages.Field("m", random.flag()),
                        new RandomMessages.Field("M", random.flag()))),
                FastReadingTest::trade);
    }

    private static List<Object> trade(JsonNode data) {
        checkSymbol(data);
        BigDecimal price = decimal(data.get("p"));
        BigDecimal size = decimal(data.get("q"));
        int prices = scale(PRICES, price);
        int sizes = scale(SIZES, size);
        long number = whole(data.get("t"));
        Trade trade = new Trade(
                BTCUSDT.id(),
                TimeUnit.MILLISECONDS.toNanos(whole(data.get("T"))),
                scaled(price, prices),
                scaled(size, sizes),
                flag(data.get("m")) ? Aggressor.SELLER : Aggressor.BUYER,
                prices,
                sizes,
                Long.toString(number));
        return number < 0 ? List.of() : List.of(trade);
    }

    @Test
    void shouldReadBarsAsATreeDoes() {
        compare(
                () -> new BarTopic("btcusdt@kline_1m", BTCUSDT, BarInterval.ofMinutes(1), null, NOON),
                () -> random.object(List.of(
                        new RandomMessages.Field("e", random.text("kline")),
                        new RandomMessages.Field("E", random.whole(1_763_706_000_457L)),
                        new RandomMessages.Field("s", random.text("BTCUSDT")),
                        new RandomMessages.Field("k", random.object(barFields())))),
                FastReadingTest::bar);
    }

    private List<RandomMessages.Field> barFields() {
        return List.of(
                new RandomMessages.Field("t", random.whole(1_763_706_000_000L)),
                new RandomMessages.Field("T", random.whole(1_763_706_059_999L)),
                new RandomMessages.Field("s", random.text("BTCUSDT")),
                new RandomMessages.Field("i", random.text("1m")),
                new RandomMessages.Field("f", random.whole(random.number(100))),
                new RandomMessages.Field("L", random.whole(random.number(5_000_000_000L))),
                new RandomMessages.Field("o", random.price(6)),
                new RandomMessages.Field("c", random.price(7)),
                new RandomMessages.Field("h", random.price(8)),
                new RandomMessages.Field("l", random.price(2)),
                new RandomMessages.Field("v", random.size(14)),
                new RandomMessages.Field("n", random.whole(100)),
                new RandomMessages.Field("x", random.flag()),
                new RandomMessages.Field("q", random.size(16)),
                new RandomMessages.Field("V", random.size(14)),
                new RandomMessages.Field("Q", random.size(16)),
                new RandomMessages.Field("B", random.size(1)));
    }

    private static List<Object> bar(JsonNode data) {
        checkSymbol(data);
        JsonNode bar = field(data, "k");
        if (!flag(bar.get("x"))) {
            return List.of();
        }
        return List.of(new Bar(
                BTCUSDT.id(),
                BarInterval.ofMinutes(1),
                TimeUnit.MILLISECONDS.toNanos(whole(bar.get("t"))),
                TimeUnit.MILLISECONDS.toNanos(Math.addExact(whole(bar.get("T")), 1)),
                decimal(bar.get("o")).doubleValue(),
                decimal(bar.get("h")).doubleValue(),
                decimal(bar.get("l")).doubleValue(),
                decimal(bar.get("c")).doubleValue(),
                decimal(bar.get("v")).doubleValue()));
    }

    private void compare(Supplier<Topic> topics, Supplier<String> messages, Function<JsonNode, List<Object>> plainly) {
        int usual = 0;
        int unreadable = 0;
        for (int i = 0; i < MESSAGES; i++) {
            random.next();
            Topic topic = topics.get();
            String head = "{\"stream\":\"" + topic.name() + "\",\"data\":";
            String message = head + random.damaged(messages.get() + "}");

            Object expected = plain(message, tree -> plainly.apply(field(tree, "data")));
            Object told = told(topic, message, head.length());
            assertThat(told).as("seed %d, message %d: %s", SEED, i, message).isEqualTo(expected);

            usual += topics.get().readUsual(new TextCursor(message, head.length())) ? 1 : 0;
            unreadable += expected.equals(UNREADABLE) ? 1 : 0;
        }
        assertThat(usual).as("read without a tree").isBetween(MESSAGES / 2, MESSAGES * 4 / 5);
        assertThat(unreadable).as("unreadable").isGreaterThan(MESSAGES / 50);
    }

    private Object told(Topic topic, String message, int dataAt) {
        seen.clear();
        topic.add(listener);
        try {
            topic.onMessage(message, dataAt);
            return List.copyOf(seen);
        } catch (UnreadableAnswerException | IllegalArgumentException | ArithmeticException e) {
            assertThat(seen).isEmpty();
            return UNREADABLE;
        }
    }

    // ---- depth

    @Test
    void shouldReadDepthAsATreeDoes() {
        DepthReader reader = new DepthReader(BTCUSDT);
        int usual = 0;
        for (int i = 0; i < MESSAGES / 4; i++) {
            random.next();
            String head = "{\"stream\":\"btcusdt@depth@100ms\",\"data\":";
            String message = head
                    + random.damaged(random.object(List.of(
                                    new RandomMessages.Field("e", random.text("depthUpdate")),
                                    new RandomMessages.Field("E", random.whole(1_763_706_000_457L)),
                                    new RandomMessages.Field("s", random.text("BTCUSDT")),
                                    new RandomMessages.Field("U", random.whole(random.number(90_000_000_000L))),
                                    new RandomMessages.Field("u", random.whole(random.number(90_000_000_000L))),
                                    new RandomMessages.Field("b", random.levels()),
                                    new RandomMessages.Field("a", random.levels())))
                            + "}");
            Object expected = plain(message, tree -> depth(field(tree, "data")));
            Object fast = reader.usual(new TextCursor(message, head.length()))
                    .<Object>map(FastReadingTest::described)
                    .orElse("not usual");
            Object slow = plain(message, tree -> {
                checkSymbol(field(tree, "data"));
                return described(reader.change(field(tree, "data")));
            });

            assertThat(slow).as("seed %d, message %d: %s", SEED, i, message).isEqualTo(expected);
            assertThat(fast).as("seed %d, message %d: %s", SEED, i, message).isIn(expected, "not usual");
            usual += fast.equals("not usual") ? 0 : 1;
        }
        assertThat(usual).as("read without a tree").isBetween(MESSAGES / 16, MESSAGES / 5);
    }

    private static Object depth(JsonNode data) {
        checkSymbol(data);
        return List.of(
                whole(data.get("U")),
                whole(data.get("u")),
                TimeUnit.MILLISECONDS.toNanos(whole(data.get("E"))),
                side(field(data, "b")),
                side(field(data, "a")));
    }

    private static List<Long> side(JsonNode rows) {
        check(rows.isArray());
        List<Long> values = new ArrayList<>();
        for (JsonNode row : rows) {
            check(row.isArray() && row.size() >= 2);
            check(scale(PRICES, decimal(row.get(0))) == PRICES && scale(SIZES, decimal(row.get(1))) == SIZES);
            values.add(scaled(decimal(row.get(0)), PRICES));
            values.add(scaled(decimal(row.get(1)), SIZES));
        }
        return values;
    }

    private static Object described(LocalBook.Change change) {
        return List.of(
                change.first(), change.last(), change.timeNanos(), described(change.bids()), described(change.asks()));
    }

    private static List<Long> described(LocalBook.Levels levels) {
        List<Long> values = new ArrayList<>();
        for (int i = 0; i < levels.count(); i++) {
            values.add(levels.price(i));
            values.add(levels.size(i));
        }
        return values;
    }

    // ---- execution reports

    @Test
    void shouldReadExecutionReportsAsATreeDoes() {
        FlatFields flat = new FlatFields();
        ReportReader reader = new ReportReader();
        int taken = 0;
        int understood = 0;
        for (int i = 0; i < MESSAGES; i++) {
            random.next();
            String message = random.damaged(random.object(List.of(
                    new RandomMessages.Field("subscriptionId", random.whole(random.number(90))),
                    new RandomMessages.Field("event", random.object(reportFields())))));
            if (!flat.take(message)) {
                continue;
            }
            taken++;
            String what = "seed " + SEED + ", message " + i + ": " + message;
            TreeFields tree = new TreeFields(field(tree(message), "event"));
            if (i % 10 == 0) {
                fieldNames().forEach(name -> compareField(name, flat, tree, what));
            }
            Object fast = outcome(() -> reader.read(flat));
            assertThat(fast).as(what).isEqualTo(outcome(() -> reader.read(tree)));
            understood += fast instanceof ReportReader.Event ? 1 : 0;
        }
        assertThat(taken).as("read without a tree").isBetween(MESSAGES / 2, MESSAGES * 9 / 10);
        assertThat(understood).as("understood").isGreaterThan(MESSAGES / 3);
    }

    private List<RandomMessages.Field> reportFields() {
        List<RandomMessages.Field> fields = new ArrayList<>(List.of(
                new RandomMessages.Field("e", random.text("executionReport")),
                new RandomMessages.Field("E", random.whole(1_763_706_000_458L)),
                new RandomMessages.Field("s", random.text("BTCUSDT")),
                new RandomMessages.Field("c", random.text("tk-7f3a-000012")),
                new RandomMessages.Field("S", random.oneOf("BUY", "SELL")),
                new RandomMessages.Field("o", random.oneOf("LIMIT", "MARKET", "STOP_LOSS", "TAKE_PROFIT_LIMIT")),
                new RandomMessages.Field("f", random.oneOf("GTC", "IOC")),
                new RandomMessages.Field("q", random.size(4)),
                new RandomMessages.Field("p", random.price(6)),
                new RandomMessages.Field("P", random.price(6)),
                new RandomMessages.Field("F", random.size(1)),
                new RandomMessages.Field("g", "-1"),
                new RandomMessages.Field("C", random.oneOf("", "tk-7f3a-000011", "web_?")),
                new RandomMessages.Field(
                        "x", random.oneOf("NEW", "TRADE", "TRADE", "CANCELED", "REPLACED", "EXPIRED", "REJECTED")),
                new RandomMessages.Field("X", random.oneOf("NEW", "PARTIALLY_FILLED", "FILLED", "CANCELED", "EXPIRED")),
                new RandomMessages.Field("r", random.oneOf("NONE", "OCO_BAD_PRICES")),
                new RandomMessages.Field("i", random.whole(random.number(90_000_000_000L))),
                new RandomMessages.Field("l", random.price(4)),
                new RandomMessages.Field("z", random.size(4)),
                new RandomMessages.Field("L", random.price(6)),
                new RandomMessages.Field("n", random.size(2)),
                new RandomMessages.Field("N", random.oneOf("BTC", "BNB", "")),
                new RandomMessages.Field("T", random.whole(1_763_706_000_456L)),
                new RandomMessages.Field("t", random.whole(random.number(5_000_000_000L))),
                new RandomMessages.Field("I", random.whole(88_112_201)),
                new RandomMessages.Field("w", random.flag()),
                new RandomMessages.Field("m", random.flag()),
                new RandomMessages.Field("M", random.flag()),
                new RandomMessages.Field("Z", random.size(5)),
                new RandomMessages.Field("Q", random.size(1)),
                new RandomMessages.Field("V", random.oneOf("EXPIRE_MAKER", "NONE"))));
        if (random.number(4) == 0) {
            fields.add(new RandomMessages.Field("d", random.whole(4)));
            fields.add(new RandomMessages.Field("eR", random.oneOf("OCO_TRIGGER", "UNFILLED_IOC_QUANTITY_EXPIRED")));
        }
        return fields;
    }

    private static List<String> fieldNames() {
        List<String> names = new ArrayList<>(List.of("eR", "uS", "new", "", "ß"));
        for (char c = 'A'; c <= 'z'; c++) {
            names.add(String.valueOf(c));
        }
        return names;
    }

    private static void compareField(String name, ReportFields flat, ReportFields tree, String what) {
        List<Function<ReportFields, Object>> ways = List.of(
                fields -> fields.has(name),
                fields -> fields.isTrue(name),
                fields -> fields.text(name),
                fields -> fields.optionalText(name),
                fields -> fields.whole(name),
                fields -> fields.flag(name),
                fields -> fields.optionalDecimal(name),
                fields -> fields.quantity(name),
                fields -> fields.price(name));
        for (Function<ReportFields, Object> way : ways) {
            Object fast = outcome(() -> way.apply(flat));
            if (!fast.equals(outcome(() -> way.apply(tree)))) {
                assertThat(fast).as("field " + name + ", " + what).isEqualTo(outcome(() -> way.apply(tree)));
            }
        }
    }

    private static Object outcome(Supplier<Object> reading) {
        try {
            return reading.get();
        } catch (UnreadableAnswerException | IllegalArgumentException e) {
            return e.getClass() + ": " + e.getMessage();
        }
    }

    // ---- the plain way

    private static JsonNode tree(String message) {
        try {
            return PLAIN.readTree(message);
        } catch (JsonProcessingException
                | NumberFormatException e) { // Jackson lets some exponents of numbers through as the latter
            throw new UnreadableAnswerException("no JSON");
        }
    }

    private static Object plain(String message, Function<JsonNode, Object> read) {
        try {
            return read.apply(tree(message));
        } catch (UnreadableAnswerException | ArithmeticException e) {
            return UNREADABLE;
        }
    }

    private static void check(boolean holds) {
        if (!holds) {
            throw new UnreadableAnswerException("not as it should be");
        }
    }

    private static void checkSymbol(JsonNode data) {
        check(data.hasNonNull("s")
                && data.get("s").isTextual()
                && data.get("s").textValue().equals("BTCUSDT"));
    }

    private static JsonNode field(JsonNode object, String name) {
        check(object.hasNonNull(name));
        return object.get(name);
    }

    private static long whole(JsonNode value) {
        check(value != null && value.isIntegralNumber() && value.canConvertToLong());
        return value.longValue();
    }

    private static boolean flag(JsonNode value) {
        check(value != null && value.isBoolean());
        return value.booleanValue();
    }

    private static BigDecimal decimal(JsonNode value) {
        check(value != null && (value.isNumber() || value.isTextual()));
        try {
            BigDecimal exact = value.isNumber() ? value.decimalValue() : new BigDecimal(value.textValue());
            check(Math.abs(exact.scale()) <= 64 && exact.precision() <= 128);
            return exact;
        } catch (NumberFormatException e) {
            throw new UnreadableAnswerException("no number");
        }
    }

    /** The smallest scale from one up that all of these need; unreadable if there is none. */
    private static int scale(int wished, BigDecimal... values) {
        int scale = Arrays.stream(values)
                .mapToInt(value ->
                        value.signum() == 0 ? 0 : value.stripTrailingZeros().scale())
                .reduce(wished, Math::max);
        check(scale <= 18);
        for (BigDecimal value : values) {
            check(value.movePointRight(scale).toBigIntegerExact().bitLength() <= 63);
        }
        return scale;
    }

    private static long scaled(BigDecimal value, int scale) {
        return value.movePointRight(scale).longValueExact();
    }
}
