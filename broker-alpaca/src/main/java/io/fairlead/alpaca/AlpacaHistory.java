package io.fairlead.alpaca;

import com.fasterxml.jackson.databind.JsonNode;
import io.fairlead.api.BadInputException;
import io.fairlead.api.UnsupportedCapabilityException;
import io.fairlead.api.instrument.AssetClass;
import io.fairlead.api.instrument.InstrumentId;
import io.fairlead.api.market.Bar;
import io.fairlead.api.market.BarInterval;
import io.fairlead.api.market.EpochNanos;
import io.fairlead.spi.HistoryFacet;
import io.fairlead.support.ExactJson;
import io.fairlead.support.QueryText;
import io.fairlead.support.RequestKind;
import io.fairlead.support.VenueCallException;
import java.time.Clock;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;

/** Past bars, page by page; a page may be short, or empty, and still not be the last. */
final class AlpacaHistory implements HistoryFacet {
    private static final int PAGE = 10_000;

    private final AlpacaRest data;
    private final AlpacaSettings settings;
    private final Clock clock;

    AlpacaHistory(AlpacaRest data, AlpacaSettings settings, Clock clock) {
        this.data = data;
        this.settings = settings;
        this.clock = clock;
    }

    @Override
    public CompletionStage<List<Bar>> bars(InstrumentId instrument, BarInterval interval, Instant from, Instant to) {
        String symbol = AlpacaSymbols.toVenue(instrument)
                .orElseThrow(() -> new BadInputException("Alpaca has no instrument " + instrument));
        if (!AlpacaCapabilities.all().historyIntervals().contains(interval)) {
            throw new UnsupportedCapabilityException("Alpaca's bars of " + interval + " are not declared");
        }
        if (!from.isBefore(to)) {
            return CompletableFuture.completedFuture(List.of());
        }
        AssetClass kind = AlpacaSymbols.classOf(instrument);
        QueryText query = new QueryText()
                .add("symbols", symbol)
                .add("timeframe", timeframe(interval))
                .add("start", from.toString())
                .add("end", to.minusNanos(1).toString())
                .add("limit", PAGE)
                .add("sort", "asc");
        if (kind == AssetClass.EQUITY) {
            query.add("adjustment", "raw").add("feed", settings.feed().equals("iex") ? "iex" : "sip");
        }
        return new Pages(instrument, symbol, interval, from, to, path(kind), query.toString()).read();
    }

    private String path(AssetClass kind) {
        return switch (kind) {
            case CRYPTO_SPOT -> "/v1beta3/crypto/" + settings.cryptoLocation() + "/bars";
            case OPTION -> "/v1beta1/options/bars";
            default -> "/v2/stocks/bars";
        };
    }

    private static String timeframe(BarInterval interval) {
        return switch (interval.unit()) {
            case MINUTE -> interval.count() + "Min";
            case HOUR -> interval.count() + "Hour";
            case DAY -> "1Day";
            case WEEK -> "1Week";
            case SECOND -> throw new UnsupportedCapabilityException("Alpaca has no bars of seconds");
        };
    }

    /** Where a bar ends; days and weeks are New York's. */
    static Instant end(Instant start, BarInterval interval) {
        return interval.span().map(start::plus).orElseGet(() -> {
            ZonedDateTime local = start.atZone(AlpacaTime.NEW_YORK);
            return (interval.equals(BarInterval.DAY) ? local.plusDays(1) : local.plusWeeks(1)).toInstant();
        });
    }

    /** A bar as the venue writes it. */
    static Bar bar(InstrumentId instrument, BarInterval interval, JsonNode node) {
        Instant start = AlpacaTime.parse(ExactJson.text(node, "t"));
        return new Bar(
                instrument,
                interval,
                EpochNanos.of(start),
                EpochNanos.of(end(start, interval)),
                ExactJson.decimal(node, "o").doubleValue(),
                ExactJson.decimal(node, "h").doubleValue(),
                ExactJson.decimal(node, "l").doubleValue(),
                ExactJson.decimal(node, "c").doubleValue(),
                ExactJson.decimal(node, "v").doubleValue());
    }

    private final class Pages {
        private final InstrumentId instrument;
        private final String symbol;
        private final BarInterval interval;
        private final Instant from;
        private final Instant to;
        private final String path;
        private final String query;
        private final List<Bar> found = new ArrayList<>();

        Pages(
                InstrumentId instrument,
                String symbol,
                BarInterval interval,
                Instant from,
                Instant to,
                String path,
                String query) {
            this.instrument = instrument;
            this.symbol = symbol;
            this.interval = interval;
            this.from = from;
            this.to = to;
            this.path = path;
            this.query = query;
        }

        CompletionStage<List<Bar>> read() {
            return page("").handle((done, fault) -> {
                if (fault != null) {
                    throw explained(fault);
                }
                return List.copyOf(found);
            });
        }

        private CompletionStage<Void> page(String token) {
            String full = token.isEmpty() ? query : query + "&page_token=" + QueryText.encode(token);
            return data.get(RequestKind.DATA, path + "?" + full, new QueryText())
                    .thenCompose(page -> {
                        take(page);
                        String next =
                                ExactJson.optionalText(page, "next_page_token").orElse("");
                        return next.isEmpty() ? CompletableFuture.<Void>completedFuture(null) : page(next);
                    });
        }

        private void take(JsonNode page) {
            long now = EpochNanos.of(clock.instant());
            for (JsonNode node : page.path("bars").path(symbol)) {
                Bar bar = bar(instrument, interval, node);
                boolean within = !bar.start().isBefore(from) && bar.start().isBefore(to);
                if (within && bar.endNanos() <= now) {
                    found.add(bar);
                }
            }
        }

        private RuntimeException explained(Throwable fault) {
            Throwable cause =
                    fault instanceof CompletionException && fault.getCause() != null ? fault.getCause() : fault;
            String text = String.valueOf(cause.getMessage());
            if (cause instanceof VenueCallException call && text.contains("recent SIP")) {
                return new VenueCallException(
                        text + "; the free plan withholds the newest 15 minutes: end earlier, or set data.feed to iex",
                        call.status());
            }
            return cause instanceof RuntimeException known ? known : new CompletionException(cause);
        }
    }
}
