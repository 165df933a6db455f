package io.fairlead.alpaca;

import io.fairlead.api.instrument.InstrumentId;
import java.nio.charset.StandardCharsets;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Messages in the venue's form. */
final class AlpacaMessages {
    /** How many bars come in one message. */
    static final int BARS = 100;

    static final String QUOTE =
            "[{\"T\":\"q\",\"S\":\"AAPL\",\"bx\":\"V\",\"bp\":187.45,\"bs\":3,\"ax\":\"V\",\"ap\":187.47,\"as\":5,"
                    + "\"c\":[\"R\"],\"z\":\"C\",\"t\":\"2026-11-27T15:30:00.123456789Z\"}]";
    static final String TRADE =
            "[{\"T\":\"t\",\"S\":\"AAPL\",\"i\":52983525029461,\"x\":\"V\",\"p\":187.4601,\"s\":100,"
                    + "\"c\":[\"@\"],\"z\":\"C\",\"t\":\"2026-11-27T15:30:00.123456789Z\"}]";
    static final String BATCH =
            IntStream.range(0, BARS).mapToObj(AlpacaMessages::bar).collect(Collectors.joining(",", "[", "]"));

    private static final byte[] UPDATE = ("{\"stream\":\"trade_updates\",\"data\":{\"event\":\"partial_fill\","
                    + "\"execution_id\":\"2f63ea93-423d-4169-b3f6-3fdafc10c418\",\"price\":\"187.46\",\"qty\":\"4\","
                    + "\"position_qty\":\"4\",\"timestamp\":\"2026-11-27T15:30:00.123456789Z\",\"order\":{"
                    + "\"id\":\"61e69015-8549-4bfd-b9c3-01e75843f47d\",\"client_order_id\":\"tk-7f3a-000012\","
                    + "\"created_at\":\"2026-11-27T15:29:59.9Z\",\"updated_at\":\"2026-11-27T15:30:00.123456789Z\","
                    + "\"submitted_at\":\"2026-11-27T15:29:59.95Z\",\"filled_at\":null,\"expired_at\":null,"
                    + "\"canceled_at\":null,\"failed_at\":null,\"replaced_at\":null,\"replaced_by\":null,\"replaces\":null,"
                    + "\"asset_id\":\"b0b6dd9d-8b9b-48a9-ba46-b9d54906e415\",\"symbol\":\"AAPL\","
                    + "\"asset_class\":\"us_equity\",\"notional\":null,\"qty\":\"10\",\"filled_qty\":\"4\","
                    + "\"filled_avg_price\":\"187.46\",\"order_class\":\"\",\"order_type\":\"limit\",\"type\":\"limit\","
                    + "\"side\":\"buy\",\"time_in_force\":\"day\",\"limit_price\":\"187.5\",\"stop_price\":null,"
                    + "\"status\":\"partially_filled\",\"extended_hours\":false,\"legs\":null,\"trail_percent\":null,"
                    + "\"trail_price\":null,\"hwm\":null}}}")
            .getBytes(StandardCharsets.UTF_8);

    private AlpacaMessages() {}

    /** A fill of an order that stays open; not to be changed. */
    static byte[] update() {
        return UPDATE;
    }

    static InstrumentId symbol(int index) {
        return InstrumentId.of("S" + index, AlpacaSymbols.US);
    }

    private static String bar(int index) {
        return "{\"T\":\"b\",\"S\":\"S" + index + "\",\"o\":" + (100 + index) + ".11,\"h\":" + (100 + index)
                + ".95,\"l\":" + (100 + index) + ".02,\"c\":" + (100 + index) + ".5601,\"v\":" + (12_000 + index)
                + ",\"n\":150,\"vw\":" + (100 + index) + ".431877,\"t\":\"2026-11-27T15:30:00Z\"}";
    }
}
