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
    private final BarInterval interval;
    private final BinanceHistory history;
    private final Clock clock;
    private long lastEnd = Long.MIN_VALUE;

    BarTopic(String name, Instrument instrument, BarInterval interval, BinanceHistory history, Clock clock) {
        super(name, instrument);
        this.interval = interval;
        this.history = history;
        this.clock = clock;
    }

    @Override
    void onMessage(String text, int dataAt) {
        if (!text.contains("\"x\":true")) {
            return;
        }
        JsonNode bar = ExactJson.field(ExactJson.field(ExactJson.read(text), "data"), "k");
        if (ExactJson.flag(bar, "x")) {
            emit(new Bar(
                    id(),
                    interval,
                    OrderReader.millis(ExactJson.whole(bar, "t")),
                    OrderReader.millis(ExactJson.whole(bar, "T") + 1),
                    number(bar, "o"),
                    number(bar, "h"),
                    number(bar, "l"),
                    number(bar, "c"),
                    number(bar, "v")));
        }
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
