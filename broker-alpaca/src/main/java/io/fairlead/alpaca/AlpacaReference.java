package io.fairlead.alpaca;

import com.fasterxml.jackson.databind.JsonNode;
import io.fairlead.api.Currency;
import io.fairlead.api.Price;
import io.fairlead.api.Quantity;
import io.fairlead.api.instrument.AssetClass;
import io.fairlead.api.instrument.Instrument;
import io.fairlead.api.instrument.InstrumentId;
import io.fairlead.api.instrument.TickTable;
import io.fairlead.api.instrument.TradingCalendar;
import io.fairlead.spi.ReferenceFacet;
import io.fairlead.support.ExactJson;
import io.fairlead.support.QueryText;
import io.fairlead.support.RequestKind;
import io.fairlead.support.UnreadableAnswerException;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/**
 * Assets as instruments. Shares have no tick field: a price of a dollar or more has two decimals, a smaller one four. The market's calendar
 * is asked for once a day.
 */
final class AlpacaReference implements ReferenceFacet {
    private static final int CALENDAR_DAYS = 380;
    private static final Quantity FINEST_SHARE = Quantity.of("0.000000001");

    private final AlpacaRest trading;
    private final Clock clock;
    private volatile @Nullable CalendarOfDay calendar;

    private record CalendarOfDay(LocalDate day, AlpacaCalendar calendar) {}

    AlpacaReference(AlpacaRest trading, Clock clock) {
        this.trading = trading;
        this.clock = clock;
    }

    @Override
    public CompletionStage<List<Instrument>> instruments() {
        return market().thenCompose(hours -> assets("us_equity", hours)
                .thenCombine(assets("crypto", hours), (shares, pairs) -> {
                    List<Instrument> all = new ArrayList<>(shares);
                    all.addAll(pairs);
                    return all;
                }));
    }

    private CompletionStage<List<Instrument>> assets(String assetClass, TradingCalendar hours) {
        QueryText query = new QueryText().add("status", "active").add("asset_class", assetClass);
        return trading.get(RequestKind.QUERY, "/v2/assets", query).thenApply(rows -> {
            List<Instrument> found = new ArrayList<>();
            for (JsonNode row : ExactJson.list(rows)) {
                instrument(row, hours).ifPresent(found::add);
            }
            return found;
        });
    }

    @Override
    public CompletionStage<Optional<Instrument>> instrument(InstrumentId id) {
        Optional<String> symbol = AlpacaSymbols.toVenue(id);
        if (symbol.isEmpty()) {
            return CompletableFuture.completedFuture(Optional.empty());
        }
        boolean option = AlpacaSymbols.classOf(id) == AssetClass.OPTION;
        String path = (option ? "/v2/options/contracts/" : "/v2/assets/") + QueryText.encode(symbol.get());
        return market().thenCompose(hours -> trading.find(RequestKind.QUERY, path, new QueryText())
                .thenApply(found -> found.flatMap(row -> option ? option(id, row, hours) : instrument(row, hours))));
    }

    private static Optional<Instrument> instrument(JsonNode asset, TradingCalendar hours) {
        boolean active =
                ExactJson.optionalText(asset, "status").orElse("active").equals("active");
        if (!active || !ExactJson.flag(asset, "tradable")) {
            return Optional.empty();
        }
        String kind = ExactJson.text(asset, "class");
        String symbol = ExactJson.text(asset, "symbol");
        return switch (kind) {
            case "us_equity" -> Optional.of(share(symbol, asset, hours));
            case "crypto" -> Optional.of(pair(symbol, asset));
            default -> Optional.empty();
        };
    }

    private static Instrument share(String symbol, JsonNode asset, TradingCalendar hours) {
        boolean parts = asset.path("fractionable").asBoolean();
        boolean borrowable = asset.path("borrow_status").isMissingNode()
                ? asset.path("easy_to_borrow").asBoolean()
                : asset.path("borrow_status").asText().equals("easy_to_borrow");
        return Instrument.equity(InstrumentId.of(symbol, AlpacaSymbols.US), Currency.USD)
                .lotStep(parts ? FINEST_SHARE : Quantity.of(1))
                .shortable(asset.path("shortable").asBoolean() && borrowable)
                .calendar(hours)
                .build();
    }

    private static Instrument pair(String symbol, JsonNode asset) {
        int slash = symbol.indexOf('/');
        if (slash <= 0) {
            throw new UnreadableAnswerException("field symbol is no pair");
        }
        Currency quote = Currency.of(symbol.substring(slash + 1));
        return Instrument.cryptoSpot(
                        InstrumentId.of(symbol, AlpacaSymbols.CRYPTO), Currency.of(symbol.substring(0, slash)), quote)
                .ticks(TickTable.of(Price.of(ExactJson.decimal(asset, "price_increment"))))
                .lotStep(Quantity.of(ExactJson.decimal(asset, "min_trade_increment")))
                .minQuantity(Quantity.of(ExactJson.decimal(asset, "min_order_size")))
                .build();
    }

    private static Optional<Instrument> option(InstrumentId id, JsonNode contract, TradingCalendar hours) {
        boolean tradable = ExactJson.text(contract, "status").equals("active") && ExactJson.flag(contract, "tradable");
        return tradable
                ? Optional.of(Instrument.builder(id, AssetClass.OPTION, Currency.USD)
                        .multiplier(Quantity.of(ExactJson.decimal(contract, "multiplier")))
                        .tick("0.01")
                        .calendar(hours)
                        .build())
                : Optional.empty();
    }

    @Override
    public CompletionStage<Instant> time() {
        return trading.get(RequestKind.QUERY, "/v2/clock", new QueryText())
                .thenApply(clockNow -> AlpacaTime.parse(ExactJson.text(clockNow, "timestamp")));
    }

    @Override
    public CompletionStage<List<TradingDay>> calendar(LocalDate from, LocalDate to) {
        return days(from, to)
                .thenApply(days -> days.sessions().values().stream()
                        .map(session -> new TradingDay(session.date(), session.open(), session.close()))
                        .toList());
    }

    private CompletionStage<AlpacaCalendar> days(LocalDate from, LocalDate to) {
        QueryText query = new QueryText().add("start", from.toString()).add("end", to.toString());
        return trading.get(RequestKind.QUERY, "/v2/calendar", query)
                .thenApply(days -> AlpacaCalendar.of(from, to, days));
    }

    /** The regular sessions of about a year to either side. */
    private CompletionStage<AlpacaCalendar> market() {
        LocalDate today = LocalDate.ofInstant(clock.instant(), AlpacaTime.NEW_YORK);
        CalendarOfDay known = calendar;
        if (known != null && known.day().equals(today)) {
            return CompletableFuture.completedFuture(known.calendar());
        }
        return days(today.minusDays(CALENDAR_DAYS), today.plusDays(CALENDAR_DAYS))
                .thenApply(fresh -> {
                    calendar = new CalendarOfDay(today, fresh);
                    return fresh;
                });
    }
}
