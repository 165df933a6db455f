package io.fairlead.binance;

import com.fasterxml.jackson.databind.JsonNode;
import io.fairlead.api.instrument.Instrument;
import io.fairlead.support.ExactJson;
import io.fairlead.support.ScaledDigits;
import io.fairlead.support.UnreadableAnswerException;
import java.math.BigDecimal;
import java.util.Arrays;
import java.util.Optional;

/** Reads changes and snapshots of one instrument's book. One thread at a time. */
final class DepthReader {
    private static final byte[] TOLD = TextCursor.literal("{\"e\":\"depthUpdate\",\"E\":");
    private static final byte[] LAST = TextCursor.literal(",\"u\":");
    private static final byte[] BIDS = TextCursor.literal(",\"b\":[");
    private static final byte[] ASKS = TextCursor.literal(",\"a\":[");
    private static final byte[] LEVEL = TextCursor.literal("[\"");
    private static final byte[] SIZE = TextCursor.literal("\",\"");
    private static final byte[] LEVEL_END = TextCursor.literal("\"]");
    private static final byte[] LEVELS_END = TextCursor.literal("]");
    private static final byte[] END = TextCursor.literal("}}");

    private final int priceScale;
    private final int quantityScale;
    private final byte[] symbolThenFirst;
    private long[] read = new long[128];

    DepthReader(Instrument instrument) {
        this.priceScale = instrument.priceScale();
        this.quantityScale = instrument.quantityScale();
        this.symbolThenFirst = TextCursor.literal(",\"s\":\"" + instrument.id().symbol() + "\",\"U\":");
    }

    /** A change that is written as usual, up to the end of the message; empty if it is not. */
    Optional<LocalBook.Change> usual(TextCursor cursor) {
        long millis = cursor.over(TOLD).whole();
        long first = cursor.over(symbolThenFirst).whole();
        long last = cursor.over(LAST).whole();
        LocalBook.Levels bids = levels(cursor.over(BIDS));
        LocalBook.Levels asks = levels(cursor.over(ASKS));
        return cursor.over(END).isDone()
                ? Optional.of(new LocalBook.Change(first, last, OrderReader.millis(millis), bids, asks))
                : Optional.empty();
    }

    private LocalBook.Levels levels(TextCursor cursor) {
        int count = 0;
        if (!cursor.next(']')) {
            do {
                if (count == read.length) {
                    read = Arrays.copyOf(read, 2 * count);
                }
                read[count] = cursor.over(LEVEL).decimal(priceScale);
                read[count + 1] = cursor.over(SIZE).decimal(quantityScale);
                cursor.over(LEVEL_END);
                count += 2;
            } while (cursor.next(','));
            cursor.over(LEVELS_END);
        }
        return new LocalBook.Levels(Arrays.copyOf(read, count));
    }

    /** A change, however it is written. */
    LocalBook.Change change(JsonNode data) {
        return new LocalBook.Change(
                ExactJson.whole(data, "U"),
                ExactJson.whole(data, "u"),
                OrderReader.millis(ExactJson.whole(data, "E")),
                levels(data, "b"),
                levels(data, "a"));
    }

    /** One side of a change or of a snapshot. */
    LocalBook.Levels levels(JsonNode data, String field) {
        JsonNode rows = ExactJson.list(data, field);
        long[] values = new long[2 * rows.size()];
        for (int i = 0; i < rows.size(); i++) {
            JsonNode row = ExactJson.list(rows.get(i));
            if (row.size() < 2) {
                throw new UnreadableAnswerException("a level without price and size");
            }
            values[2 * i] = scaled(ExactJson.exact(row.get(0), field), priceScale);
            values[2 * i + 1] = scaled(ExactJson.exact(row.get(1), field), quantityScale);
        }
        return new LocalBook.Levels(values);
    }

    /** One book has one scale: a level that does not fit it is not put into the wrong place. */
    private static long scaled(BigDecimal exact, int scale) {
        if (ScaledDigits.fittingScale(exact, scale) != scale) {
            throw new UnreadableAnswerException("a level is finer than the instrument's scale");
        }
        return ScaledDigits.exact(exact, scale);
    }
}
