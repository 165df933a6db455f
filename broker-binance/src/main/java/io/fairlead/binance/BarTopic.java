package io.fairlead.binance;

import com.fasterxml.jackson.databind.JsonNode;
import io.fairlead.api.instrument.Instrument;
import io.fairlead.api.market.Bar;
import io.fairlead.api.market.BarInterval;
import io.fairlead.api.market.EpochNanos;
import io.fairlead.support.ExactJson;
import java.time.Clock;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** {@code <symbol>@kline_<interval>}: bars as they end; the states of a bar under way are passed over. */
final class BarTopic extends Topic {
    private static final byte[] TOLD = TextCursor.literal("{\"e\":\"kline\",\"E\":");
    private static final byte[] LAST = TextCursor.literal(",\"T\":");
    private static final byte[] LAST_TRADE = TextCursor.literal(",\"L\":");
    private static final byte[] OPEN = TextCursor.literal(",\"o\":\"");
    private static final byte[] CLOSE = TextCursor.literal("\",\"c\":\"");
    private static final byte[] HIGH = TextCursor.literal("\",\"h\":\"");
    private static final byte[] LOW = TextCursor.literal("\",\"l\":\"");
    private static final byte[] VOLUME = TextCursor.literal("\",\"v\":\"");
    private static final byte[] TRADES = TextCursor.literal("\",\"n\":");
    private static final byte[] ENDED = TextCursor.literal(",\"x\":");
    private static final byte[] QUOTE_VOLUME = TextCursor.literal(",\"q\":\"");
    private static final byte[] TAKER_VOLUME = TextCursor.literal("\",\"V\":\"");
    private static final byte[] TAKER_QUOTE_VOLUME = TextCursor.literal("\",\"Q\":\"");
    private static final byte[] IGNORED = TextCursor.literal("\",\"B\":\"");
    private static final byte[] END = TextCursor.literal("\"}}}");

    private final BarInterval interval;
    private final BinanceHistory history;
    private final Clock clock;
    private final byte[] symbolThenStart;
    private final byte[] symbolThenFirstTrade;
    private long lastEnd = Long.MIN_VALUE;

    BarTopic(String name, Instrument instrument, BarInterval interval, BinanceHistory history, Clock clock) {
        super(name, instrument);
        this.interval = interval;
        this.history = history;
        this.clock = clock;
        String symbol = ",\"s\":\"" + id().symbol();
        this.symbolThenStart = TextCursor.literal(symbol + "\",\"k\":{\"t\":");
        this.symbolThenFirstTrade =
                TextCursor.literal(symbol + "\",\"i\":\"" + BinanceHistory.name(interval) + "\",\"f\":");
    }

    @Override
    boolean readUsual(TextCursor cursor) {
        cursor.over(TOLD).whole();
        long start = cursor.over(symbolThenStart).whole();
        long last = cursor.over(LAST).whole();
        cursor.over(symbolThenFirstTrade).skipWhole().over(LAST_TRADE).skipWhole();
        double open = cursor.over(OPEN).number();
        double close = cursor.over(CLOSE).number();
        double high = cursor.over(HIGH).number();
        double low = cursor.over(LOW).number();
        double volume = cursor.over(VOLUME).number();
        boolean ended = cursor.over(TRADES).skipWhole().over(ENDED).flag();
        cursor.over(QUOTE_VOLUME).skipDecimal();
        cursor.over(TAKER_VOLUME).skipDecimal();
        cursor.over(TAKER_QUOTE_VOLUME).skipDecimal();
        cursor.over(IGNORED).skipDecimal();
        if (!cursor.over(END).isDone()) {
            return false;
        }
        if (ended) {
            emit(new Bar(id(), interval, millis(start), millis(last + 1), open, high, low, close, volume));
        }
        return true;
    }

    @Override
    void read(JsonNode data) {
        checkSymbol(data);
        JsonNode bar = ExactJson.field(data, "k");
        if (ExactJson.flag(bar, "x")) {
            emit(new Bar(
                    id(),
                    interval,
                    millis(ExactJson.whole(bar, "t")),
                    millis(Math.addExact(ExactJson.whole(bar, "T"), 1)),
                    number(bar, "o"),
                    number(bar, "h"),
                    number(bar, "l"),
                    number(bar, "c"),
                    number(bar, "v")));
        }
    }

    private static long millis(long epochMillis) {
        return OrderReader.millis(epochMillis);
    }

    private static double number(JsonNode bar, String field) {
        return ExactJson.decimal(bar, field).doubleValue();
    }

    private void emit(Bar bar) {
        if (bar.endNanos() > lastEnd) {
            lastEnd = bar.endNanos();
            tell(listener -> listener.onBar(bar));
        }
    }

    @Override
    CompletionStage<Void> recover() {
        if (lastEnd == Long.MIN_VALUE) {
            return CompletableFuture.completedFuture(null);
        }
        return history.bars(id(), interval, EpochNanos.toInstant(lastEnd), clock.instant())
                .thenAccept(missed -> missed.forEach(this::emit))
                .exceptionally(fault -> {
                    gap("bars from " + EpochNanos.toInstant(lastEnd) + " on were missed");
                    return null;
                });
    }
}
