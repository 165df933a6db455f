package io.fairlead.binance;

import com.fasterxml.jackson.databind.JsonNode;
import io.fairlead.api.UnsupportedCapabilityException;
import io.fairlead.api.instrument.InstrumentId;
import io.fairlead.api.market.Bar;
import io.fairlead.api.market.BarInterval;
import io.fairlead.api.market.EpochNanos;
import io.fairlead.spi.HistoryFacet;
import io.fairlead.support.ExactJson;
import io.fairlead.support.QueryText;
import io.fairlead.support.RequestKind;
import io.fairlead.support.UnreadableAnswerException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** Klines, all pages, without the one that is still under way. */
final class BinanceHistory implements HistoryFacet {
    private static final int PAGE = 1000;
    private static final int COLUMNS = 11;

    private final BinanceRest rest;

    BinanceHistory(BinanceRest rest) {
        this.rest = rest;
    }

    /**
     * The venue's name of an interval, {@code 1m}; months, which it writes {@code 1M}, we do not have.
     *
     * @throws UnsupportedCapabilityException if the venue has no such bars
     */
    static String name(BarInterval interval) {
        if (!BinanceCapabilities.spot().historyIntervals().contains(interval)) {
            throw new UnsupportedCapabilityException("Binance has no bars of " + interval + "; take one of "
                    + BinanceCapabilities.spot().historyIntervals());
        }
        return interval.toString();
    }

    @Override
    public CompletionStage<List<Bar>> bars(InstrumentId instrument, BarInterval interval, Instant from, Instant to) {
        String name = name(interval);
        if (!from.isBefore(to)) {
            return CompletableFuture.completedFuture(List.of());
        }
        // ended is what has ended by the venue's clock, and ours may be off
        return rest.serverTime()
                .thenCompose(
                        now -> pages(instrument, interval, name, ceilMillis(from), ceilMillis(to) - 1, now, List.of()));
    }

    private static long ceilMillis(Instant instant) {
        return Math.floorDiv(EpochNanos.of(instant) + 999_999, 1_000_000);
    }

    private CompletionStage<List<Bar>> pages(
            InstrumentId instrument,
            BarInterval interval,
            String name,
            long firstMillis,
            long lastMillis,
            Instant now,
            List<Bar> before) {
        QueryText query = new QueryText()
                .add("symbol", instrument.symbol())
                .add("interval", name)
                .add("startTime", firstMillis)
                .add("endTime", lastMillis)
                .add("limit", PAGE);
        return rest.publicRead(RequestKind.DATA, "klines", query, 2).thenCompose(json -> {
            List<Bar> bars = new ArrayList<>(before);
            long lastOpen = firstMillis - 1;
            for (JsonNode row : ExactJson.list(json)) {
                Bar bar = bar(instrument, interval, row);
                lastOpen = row.get(0).longValue();
                if (lastOpen >= firstMillis && lastOpen <= lastMillis && bar.endNanos() <= EpochNanos.of(now)) {
                    bars.add(bar);
                }
            }
            boolean more = json.size() >= PAGE && lastOpen < lastMillis;
            return more
                    ? pages(instrument, interval, name, lastOpen + 1, lastMillis, now, bars)
                    : CompletableFuture.completedFuture(List.copyOf(bars));
        });
    }

    private static Bar bar(InstrumentId instrument, BarInterval interval, JsonNode row) {
        if (!row.isArray()
                || row.size() < COLUMNS
                || !row.get(0).isIntegralNumber()
                || !row.get(6).isIntegralNumber()) {
            throw new UnreadableAnswerException("a kline is no list of times and prices");
        }
        return new Bar(
                instrument,
                interval,
                OrderReader.millis(row.get(0).longValue()),
                OrderReader.millis(row.get(6).longValue() + 1), // closeTime is the last millisecond in it
                number(row, 1),
                number(row, 2),
                number(row, 3),
                number(row, 4),
                number(row, 5));
    }

    private static double number(JsonNode row, int column) {
        return ExactJson.exact(row.get(column), "kline " + column).doubleValue();
    }
}
