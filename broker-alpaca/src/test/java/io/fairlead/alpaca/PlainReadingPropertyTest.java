package io.fairlead.alpaca;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.fairlead.alpaca.Topics.Channel;
import io.fairlead.alpaca.Topics.Taker;
import io.fairlead.alpaca.Topics.Topic;
import io.fairlead.api.instrument.InstrumentId;
import io.fairlead.api.market.Bar;
import io.fairlead.api.market.Quote;
import io.fairlead.api.market.Trade;
import io.fairlead.support.ExactJson;
import io.fairlead.support.UnreadableAnswerException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/** What is read where it stands is what a full JSON reader would have read: the same events, or the same refusal. */
class PlainReadingPropertyTest {
    private static final int MESSAGES = 20_000;
    private static final List<String> SYMBOLS = List.of("AAPL", "F", "BRK.B", "BTC/USD", "NONE");

    // --- Market data ----------------------------------------------------------------------------------------------

    @Test
    void shouldReadMarketDataAsATreeReaderDoes() {
        long seed = 20261128;
        SplittableRandom random = new SplittableRandom(seed);
        int plain = 0;
        int unreadable = 0;
        for (int i = 0; i < MESSAGES; i++) {
            String text = damaged(list(odd(random)), random);
            List<Object> expected = new ArrayList<>();
            List<Object> seen = new ArrayList<>();
            String refusal = refusal(() -> readAsTree(text, expected));
            MarketMessages messages = new MarketMessages("test", topics(seen));

            assertThat(refusal(() -> messages.read(text)))
                    .as("seed=%d message=%d text=%s", seed, i, text)
                    .isEqualTo(refusal);

            assertThat(seen).as("seed=%d message=%d text=%s", seed, i, text).isEqualTo(expected);
            plain += new MarketMessages("test", topics(seen)).isPlain(text) ? 1 : 0;
            unreadable += refusal.isEmpty() ? 0 : 1;
        }
        assertThat(plain).as("read where they stand").isGreaterThan(MESSAGES / 4);
        assertThat(unreadable).as("refused").isGreaterThan(MESSAGES / 50);
    }

    private static String refusal(Runnable reading) {
        try {
            reading.run();
            return "";
        } catch (RuntimeException e) {
            return e.toString();
        }
    }

    /** The plain way: nothing but the tree. */
    private static void readAsTree(String text, List<Object> told) {
        Topics topics = topics(told);
        for (JsonNode message : ExactJson.list(ExactJson.read(text))) {
            try {
                asTree(message, topics, told);
            } catch (UnreadableAnswerException e) {
                topics.all().forEach(taker -> taker.gap("a message cannot be read: " + e.getMessage()));
            }
        }
    }

    private static void asTree(JsonNode message, Topics topics, List<Object> told) {
        Channel channel = switch (message.path("T").asText()) {
            case "q" -> Channel.QUOTES;
            case "t" -> Channel.TRADES;
            case "b" -> Channel.BARS;
            case "u" -> Channel.UPDATED_BARS;
            default -> Channel.NEWS;
        };
        if (channel == Channel.NEWS) {
            return;
        }
        for (Taker taker : topics.takers(channel, ExactJson.text(message, "S"))) {
            switch (channel) {
                case QUOTES -> AlpacaData.quote(taker.instrument(), message).ifPresent(told::add);
                case TRADES -> told.add(AlpacaData.trade(taker.instrument(), message));
                default -> told.add(AlpacaData.minuteBar(taker.instrument(), message));
            }
        }
    }

    private static Topics topics(List<Object> told) {
        Topics topics = new Topics();
        for (Channel channel : List.of(Channel.QUOTES, Channel.TRADES, Channel.BARS, Channel.UPDATED_BARS)) {
            for (String symbol : SYMBOLS.subList(0, 4)) {
                topics.add(new Topic(channel, symbol), taker(AlpacaSymbols.fromVenue(symbol, ""), told));
            }
        }
        return topics;
    }

    private static Taker taker(InstrumentId instrument, List<Object> told) {
        return new Taker() {
            @Override
            public InstrumentId instrument() {
                return instrument;
            }

            @Override
            public void quote(Quote quote) {
                told.add(quote);
            }

            @Override
            public void trade(Trade trade) {
                told.add(trade);
            }

            @Override
            public void bar(Bar bar) {
                told.add(bar);
            }

            @Override
            public void gap(String detail) {
                told.add(detail);
            }
        };
    }

    private static String list(Odd random) {
        List<String> messages = new ArrayList<>();
        int count = random.nextInt(4);
        for (int i = 0; i <= count; i++) {
            messages.add(object(fields(random), random));
        }
        return space(random) + "[" + space(random) + String.join("," + space(random), messages) + "]" + space(random);
    }

    private static List<String> fields(Odd random) {
        String kind = List.of("q", "t", "b", "u", "s", "d", "x").get(random.nextInt(7));
        List<String> fields = new ArrayList<>(List.of(
                field("T", "\"" + kind + "\""),
                field("S", "\"" + SYMBOLS.get(random.nextInt(SYMBOLS.size())) + "\""),
                field("t", time(random))));
        List<String> numbers = switch (kind) {
            case "q" -> List.of("bp", "bs", "ap", "as");
            case "t" -> List.of("p", "s");
            default -> List.of("o", "h", "l", "c", "v", "vw");
        };
        numbers.forEach(name -> fields.add(field(name, number(random))));
        if (kind.equals("t")) {
            fields.add(field(
                    "i",
                    random.nextInt(4) == 0
                            ? "\"t-" + random.nextInt(99) + "\""
                            : Long.toString(random.random().nextLong(Long.MAX_VALUE))));
            if (random.nextBoolean()) {
                fields.add(field("tks", random.nextBoolean() ? "\"B\"" : "\"S\""));
            }
        }
        if (kind.equals("q") || kind.equals("t")) {
            fields.add(field("c", random.nextBoolean() ? "[\"@\", \"I\"]" : "[]"));
        }
        extras(fields, random);
        return fields;
    }

    private static void extras(List<String> fields, Odd random) {
        if (random.nextInt(3) == 0) {
            fields.add(field("x9", "{\"a\":[1,-2.5e3,{\"b\":null}],\"c\":true,\"t\":false}"));
        }
        if (random.strikes()) {
            fields.add(field("word", random.nextBoolean() ? "\"a \\\"quoted\\\" \\u00e9\"" : "\"\u00e9t\u00e9\""));
        }
        if (random.strikes() && random.nextInt(6) == 0) {
            fields.remove(random.nextInt(fields.size()));
        }
        if (random.strikes() && random.nextInt(6) == 0) {
            fields.set(random.nextInt(fields.size()), field("T", "null"));
        }
    }

    // --- Order events ---------------------------------------------------------------------------------------------

    @Test
    void shouldReadOrderEventsAsATreeReaderDoes() {
        long seed = 20261129;
        SplittableRandom random = new SplittableRandom(seed);
        PlainUpdates plain = new PlainUpdates();
        int read = 0;
        for (int i = 0; i < MESSAGES; i++) {
            String text = damaged(update(odd(random)), random);
            int number = i;
            Optional<OrderUpdate> found = Optional.empty();
            String refusal;
            try {
                found = Optional.ofNullable(plain.read(text));
                refusal = "";
            } catch (RuntimeException e) {
                refusal = e.toString();
            }
            if (!refusal.isEmpty()) {
                assertThat(refusal(() -> OrderUpdate.from(ExactJson.read(text))))
                        .as("seed=%d message=%d text=%s", seed, number, text)
                        .isEqualTo(refusal);
            } else if (found.isPresent()) {
                assertThat(OrderUpdate.from(ExactJson.read(text)))
                        .as("seed=%d message=%d text=%s", seed, number, text)
                        .isEqualTo(found);
                read++;
            }
        }
        assertThat(read).as("read where they stand").isGreaterThan(MESSAGES / 8);
    }

    private static String update(Odd random) {
        List<String> order = new ArrayList<>(List.of(
                field("id", "\"61e69015-8549-4bfd-b9c3-01e75843f47d\""),
                field("client_order_id", "\"tk-" + random.nextInt(1000) + "\""),
                field(
                        "symbol",
                        pick(random, "\"AAPL\"", "\"BTC/USD\"", "\"BTCUSD\"", "\"AAPL261218C00250000\"", "\"\"")),
                field("asset_class", pick(random, "\"us_equity\"", "\"us_equity\"", "\"us_option\"", "null")),
                field("side", pick(random, "\"buy\"", "\"sell\"", "\"sell_short\"")),
                field("qty", pick(random, "null", quoted(random), quoted(random))),
                field("filled_qty", quoted(random)),
                field("type", pick(random, "\"limit\"", "\"market\"", "\"stop_limit\"", "\"\"")),
                field("order_type", "\"limit\""),
                field("time_in_force", pick(random, "\"day\"", "\"gtc\"", "\"opg\"", "\"gtd\"")),
                field("limit_price", pick(random, "null", quoted(random))),
                field("stop_price", pick(random, "null", quoted(random))),
                field("status", "\"partially_filled\""),
                field("submitted_at", time(random)),
                field("created_at", time(random)),
                field("updated_at", time(random)),
                field("replaced_by", pick(random, "null", "\"b0b6dd9d-8b9b-48a9-ba46-b9d54906e415\"")),
                field("legs", pick(random, "null", "null", "[]")),
                field("order_class", pick(random, "\"\"", "\"bracket\"", "\"mleg\""))));
        extras(order, random);
        List<String> data = new ArrayList<>(List.of(
                field("event", pick(random, "\"fill\"", "\"new\"", "\"trade_bust\"")),
                field("execution_id", pick(random, "\"2f63ea93\"", "null")),
                field("price", pick(random, "null", quoted(random), number(random))),
                field("qty", pick(random, "null", quoted(random))),
                field("timestamp", pick(random, "null", time(random))),
                field("at", time(random)),
                field("order", object(order, random))));
        extras(data, random);
        List<String> all =
                new ArrayList<>(List.of(field("stream", "\"trade_updates\""), field("data", object(data, random))));
        return object(all, random) + space(random);
    }

    /**
     * A source of texts, half of which are as the venue usually writes them.
     *
     * @param random chance
     * @param one in how many of something is odd
     */
    private record Odd(SplittableRandom random, int one) {
        int nextInt(int bound) {
            return random.nextInt(bound);
        }

        boolean nextBoolean() {
            return random.nextBoolean();
        }

        /** Whether what is made now is odd. */
        boolean strikes() {
            return random.nextInt(one) == 0;
        }
    }

    private static Odd odd(SplittableRandom random) {
        return new Odd(random, random.nextBoolean() ? 3 : 500);
    }

    // --- Texts ----------------------------------------------------------------------------------------------------

    private static String pick(Odd random, String... values) {
        return values[random.nextInt(values.length)];
    }

    private static String field(String name, String value) {
        return "\"" + name + "\":" + value;
    }

    private static String object(List<String> fields, Odd random) {
        List<String> shuffled = new ArrayList<>(fields);
        if (random.nextBoolean()) {
            Collections.shuffle(shuffled, new Random(random.random().nextLong()));
        }
        return "{" + space(random) + String.join(space(random) + ",", shuffled) + space(random) + "}";
    }

    private static String space(Odd random) {
        return random.nextInt(4) == 0 ? " \t\r\n".substring(random.nextInt(4)) : "";
    }

    private static String quoted(Odd random) {
        return "\"" + number(random) + "\"";
    }

    private static String number(Odd random) {
        return switch (random.strikes() ? random.nextInt(8) : 8) {
            case 0 -> "0";
            case 1 -> random.nextInt(1000) + "e" + random.random().nextInt(-3, 4);
            case 2 -> random.nextInt(10) + ".5E+2";
            case 3 ->
                random.random().nextLong(Long.MAX_VALUE) + "." + random.random().nextLong(Long.MAX_VALUE);
            case 4 -> "0.000000" + random.random().nextInt(1, 1000);
            case 5 -> "-" + random.nextInt(100) + ".25";
            case 6 -> random.nextInt(100) + ".500000000000";
            case 7 -> Long.toString(random.random().nextLong(10_000_000_000_000_000L));
            default -> random.nextInt(100_000) + "." + random.nextInt(10_000);
        };
    }

    private static String time(Odd random) {
        String second = String.format(
                "2026-%02d-%02dT%02d:%02d:%02d",
                random.random().nextInt(1, 13),
                random.random().nextInt(1, 31),
                random.nextInt(24),
                random.nextInt(60),
                random.nextInt(60));
        return switch (random.strikes() ? random.nextInt(6) : 9) {
            case 0 -> "\"" + second + "-05:00\"";
            case 1 -> "\"" + second + ".123456789-05:00\"";
            case 2 -> "\"" + second + "." + random.nextInt(1_000_000_000) + "Z\"";
            case 3 -> "\"2026-02-31T10:00:00Z\"";
            case 4 -> "\"" + second + ".Z\"";
            default -> "\"" + second + (random.nextBoolean() ? ".123456789Z\"" : "Z\"");
        };
    }

    /** Most stay as they are; some lose their end, some a character, some get one. */
    private static String damaged(String text, SplittableRandom random) {
        int at = random.nextInt(text.length());
        return switch (random.nextInt(12)) {
            case 0 -> text.substring(0, at);
            case 1 -> text.substring(0, at) + text.substring(at + 1);
            case 2 -> text.substring(0, at) + "{}[],:\"0.-x".charAt(random.nextInt(11)) + text.substring(at);
            default -> text;
        };
    }
}
