package io.fairlead.binance;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.IntFunction;
import java.util.function.LongFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Messages in the venue's form, each with a number of its own and digits that change, in combined form or as the user stream has them. */
final class BinanceMessages {
    /** How many messages one run over them decodes. */
    static final int COUNT = 1000;

    /** The first update in the first change of a book. */
    static final long FIRST_CHANGE = 1000;

    private static final long TIME = 1_763_706_000_000L;
    private static final long MINUTE = 60_000;

    private BinanceMessages() {}

    /** Texts, and where the data begins in each. */
    record Batch(List<String> texts, int dataAt) {}

    private static Batch batch(String stream, LongFunction<String> data) {
        String head = "{\"stream\":\"" + stream + "\",\"data\":";
        List<String> texts = new ArrayList<>();
        for (long number = 1; number <= COUNT; number++) {
            texts.add(head + data.apply(number) + "}");
        }
        return new Batch(texts, head.length());
    }

    static Batch quotes() {
        SplittableRandom random = new SplittableRandom(4);
        return batch("btcusdt@bookTicker", number -> {
            long bid = 91_000L + random.nextInt(999);
            return "{\"u\":" + (77_001_230_000L + number) + ",\"s\":\"BTCUSDT\",\"b\":\"" + bid + ".99000000\",\"B\":\""
                    + size(random) + "\",\"a\":\"" + (bid + 1) + ".00000000\",\"A\":\"" + size(random) + "\"}";
        });
    }

    static Batch trades() {
        SplittableRandom random = new SplittableRandom(5);
        return batch("btcusdt@trade", number -> {
            long time = TIME + number;
            return "{\"e\":\"trade\",\"E\":" + (time + 1) + ",\"s\":\"BTCUSDT\",\"t\":" + (4_410_000_000L + number)
                    + ",\"p\":\"" + price(random) + "\",\"q\":\"" + size(random) + "\",\"T\":" + time + ",\"m\":"
                    + random.nextBoolean() + ",\"M\":true}";
        });
    }

    static Batch bars() {
        SplittableRandom random = new SplittableRandom(6);
        return batch("btcusdt@kline_1m", number -> {
            long start = TIME + number * MINUTE;
            long end = start + MINUTE - 1;
            return "{\"e\":\"kline\",\"E\":" + (end + 5) + ",\"s\":\"BTCUSDT\",\"k\":{\"t\":" + start + ",\"T\":" + end
                    + ",\"s\":\"BTCUSDT\",\"i\":\"1m\",\"f\":100,\"L\":200,\"o\":\"" + price(random)
                    + "\",\"c\":\"" + price(random) + "\",\"h\":\"92000.00000000\",\"l\":\"90000.00000000\",\"v\":\""
                    + size(random) + "\",\"n\":100,\"x\":true,\"q\":\"1000000.12000000\",\"V\":\"" + size(random)
                    + "\",\"Q\":\"500000.25000000\",\"B\":\"0\"}}";
        });
    }

    /** Changes near the top of a book, a third of them removals. */
    static Batch depths() {
        SplittableRandom random = new SplittableRandom(7);
        return batch(
                "btcusdt@depth@100ms",
                number -> "{\"e\":\"depthUpdate\",\"E\":" + (TIME + 100 * number) + ",\"s\":\"BTCUSDT\",\"U\":"
                        + (FIRST_CHANGE - 10 + 10 * number) + ",\"u\":" + (FIRST_CHANGE - 1 + 10 * number) + ",\"b\":"
                        + changes(random, -1) + ",\"a\":" + changes(random, 1) + "}");
    }

    private static String changes(SplittableRandom random, int direction) {
        return levels(
                10,
                i -> level(
                        direction * (1 + random.nextInt(1 + random.nextInt(400))),
                        random.nextInt(3) == 0 ? "0.00000000" : size(random)));
    }

    /** A book of a thousand levels a side. */
    static String snapshot() {
        SplittableRandom random = new SplittableRandom(10);
        return "{\"lastUpdateId\":" + (FIRST_CHANGE - 1) + ",\"bids\":"
                + levels(1000, i -> level(-1 - i, size(random))) + ",\"asks\":"
                + levels(1000, i -> level(1 + i, size(random))) + "}";
    }

    private static String levels(int count, IntFunction<String> level) {
        return IntStream.range(0, count).mapToObj(level).collect(Collectors.joining(",", "[", "]"));
    }

    /** A level so many ticks from the middle. */
    private static String level(int ticks, String size) {
        long cents = 9_100_000L + ticks;
        return "[\"" + cents / 100 + "." + (100 + cents % 100 + "").substring(1) + "000000\",\"" + size + "\"]";
    }

    /** Fills of one order, of which each leaves it open. */
    static List<String> fills() {
        SplittableRandom random = new SplittableRandom(8);
        List<String> texts = new ArrayList<>();
        for (int i = 0; i < COUNT; i++) {
            String last = price(random);
            texts.add(
                    "{\"subscriptionId\":0,\"event\":{\"e\":\"executionReport\",\"E\":1763706000458,\"s\":\"BTCUSDT\","
                            + "\"c\":\"tk-7f3a-000012\",\"S\":\"BUY\",\"o\":\"LIMIT\",\"f\":\"GTC\",\"q\":\"1000.00000000\","
                            + "\"p\":\"92000.00000000\",\"P\":\"0.00000000\",\"F\":\"0.00000000\",\"g\":-1,\"C\":\"\",\"x\":\"TRADE\","
                            + "\"X\":\"PARTIALLY_FILLED\",\"r\":\"NONE\",\"i\":48210077,\"l\":\"0.00400000\",\"z\":\"0.00400000\",\"L\":\""
                            + last + "\",\"n\":\"0.00000400\",\"N\":\"BTC\",\"T\":1763706000456,\"t\":"
                            + (4_410_021 + i)
                            + ",\"I\":88112201,\"w\":true,\"m\":false,\"M\":false,\"O\":1763706000456,\"Z\":\"364.98000000\","
                            + "\"Y\":\"364.98000000\",\"Q\":\"0.00000000\",\"W\":1763706000456,\"V\":\"EXPIRE_MAKER\"}}");
        }
        return texts;
    }

    private static String price(SplittableRandom random) {
        return (90_000 + random.nextInt(2000)) + "." + (10 + random.nextInt(90)) + "000000";
    }

    private static String size(SplittableRandom random) {
        return random.nextInt(9) + "." + (10_000 + random.nextInt(90_000)) + "000";
    }
}
