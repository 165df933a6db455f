package io.fairlead.binance;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.fairlead.api.instrument.InstrumentId;
import io.fairlead.api.market.Bar;
import io.fairlead.api.market.BarInterval;
import io.fairlead.support.ExactJson;
import io.fairlead.support.ScaledDigits;
import java.io.IOException;
import java.math.BigDecimal;
import java.util.Arrays;

/** Messages read by Jackson's streaming parser: what can be had without a tree and without a reader of one's own. */
final class StreamingPeer {
    private StreamingPeer() {}

    /** A bar that has ended. */
    static Bar bar(String text, InstrumentId id) throws IOException {
        long start = 0;
        long last = 0;
        double[] numbers = new double[5];
        try (JsonParser parser = ExactJson.parser(text)) {
            for (JsonToken token = parser.nextToken(); token != null; token = parser.nextToken()) {
                if (token != JsonToken.FIELD_NAME) {
                    continue;
                }
                String name = parser.currentName();
                parser.nextToken();
                switch (name) {
                    case "t" -> start = parser.getLongValue();
                    case "T" -> last = parser.getLongValue();
                    case "o", "h", "l", "c", "v" ->
                        numbers["ohlcv".indexOf(name)] = new BigDecimal(parser.getText()).doubleValue();
                    default -> {
                        // goes by
                    }
                }
            }
        }
        return new Bar(
                id,
                BarInterval.ofMinutes(1),
                OrderReader.millis(start),
                OrderReader.millis(last + 1),
                numbers[0],
                numbers[1],
                numbers[2],
                numbers[3],
                numbers[4]);
    }

    /** A change of a book. */
    static LocalBook.Change depth(String text, int priceScale, int sizeScale) throws IOException {
        long time = 0;
        long first = 0;
        long last = 0;
        LocalBook.Levels bids = new LocalBook.Levels(new long[0]);
        LocalBook.Levels asks = bids;
        try (JsonParser parser = ExactJson.parser(text)) {
            for (JsonToken token = parser.nextToken(); token != null; token = parser.nextToken()) {
                if (token != JsonToken.FIELD_NAME) {
                    continue;
                }
                String name = parser.currentName();
                parser.nextToken();
                switch (name) {
                    case "E" -> time = parser.getLongValue();
                    case "U" -> first = parser.getLongValue();
                    case "u" -> last = parser.getLongValue();
                    case "b" -> bids = levels(parser, priceScale, sizeScale);
                    case "a" -> asks = levels(parser, priceScale, sizeScale);
                    default -> {
                        // goes by
                    }
                }
            }
        }
        return new LocalBook.Change(first, last, OrderReader.millis(time), bids, asks);
    }

    private static LocalBook.Levels levels(JsonParser parser, int priceScale, int sizeScale) throws IOException {
        long[] values = new long[32];
        int count = 0;
        while (parser.nextToken() == JsonToken.START_ARRAY) {
            if (count == values.length) {
                values = Arrays.copyOf(values, 2 * count);
            }
            parser.nextToken();
            values[count++] = ScaledDigits.parse(parser.getText(), priceScale);
            parser.nextToken();
            values[count++] = ScaledDigits.parse(parser.getText(), sizeScale);
            parser.nextToken();
        }
        return new LocalBook.Levels(Arrays.copyOf(values, count));
    }
}
