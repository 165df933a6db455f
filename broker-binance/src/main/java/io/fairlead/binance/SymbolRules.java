package io.fairlead.binance;

import com.fasterxml.jackson.databind.JsonNode;
import io.fairlead.api.Currency;
import io.fairlead.api.Money;
import io.fairlead.api.Price;
import io.fairlead.api.Quantity;
import io.fairlead.api.instrument.Instrument;
import io.fairlead.api.instrument.InstrumentId;
import io.fairlead.api.instrument.TickTable;
import io.fairlead.support.ExactJson;
import java.math.BigDecimal;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * One symbol of {@code exchangeInfo}: its instrument and what it allows.
 *
 * @param instrument grid and bounds, from the filters
 * @param isTrading whether new orders are taken
 * @param icebergs {@code icebergAllowed}
 * @param ocos {@code ocoAllowed}
 * @param otos {@code otoAllowed}
 * @param notionals {@code quoteOrderQtyMarketAllowed}
 * @param trails {@code allowTrailingStop}
 * @param cancelReplaces {@code cancelReplaceAllowed}
 * @param amends {@code amendAllowed}
 * @param orderTypes the venue's names of the types it takes
 * @param selfTradeModes {@code allowedSelfTradePreventionModes}
 * @param maxMarketQuantity {@code MARKET_LOT_SIZE.maxQty}; empty where there is none
 */
record SymbolRules(
        Instrument instrument,
        boolean isTrading,
        boolean icebergs,
        boolean ocos,
        boolean otos,
        boolean notionals,
        boolean trails,
        boolean cancelReplaces,
        boolean amends,
        Set<String> orderTypes,
        Set<String> selfTradeModes,
        Optional<Quantity> maxMarketQuantity) {
    /** The market of every instrument here. */
    static final String MARKET = "BINANCE";

    private static final int CRYPTO_DECIMALS = 8;

    String symbol() {
        return instrument.id().symbol();
    }

    /** The id of a symbol. */
    static InstrumentId idOf(String symbol) {
        return InstrumentId.of(symbol, MARKET);
    }

    static SymbolRules of(JsonNode symbol) {
        Map<String, JsonNode> filters = new LinkedHashMap<>();
        ExactJson.list(symbol, "filters").forEach(filter -> filters.put(ExactJson.text(filter, "filterType"), filter));
        return new SymbolRules(
                instrument(symbol, filters),
                ExactJson.text(symbol, "status").equals("TRADING") && allows(symbol, "isSpotTradingAllowed"),
                allows(symbol, "icebergAllowed"),
                allows(symbol, "ocoAllowed"),
                allows(symbol, "otoAllowed"),
                allows(symbol, "quoteOrderQtyMarketAllowed"),
                allows(symbol, "allowTrailingStop"),
                allows(symbol, "cancelReplaceAllowed"),
                allows(symbol, "amendAllowed"),
                words(symbol, "orderTypes"),
                words(symbol, "allowedSelfTradePreventionModes"),
                above0(filters.get("MARKET_LOT_SIZE"), "maxQty").map(Quantity::of));
    }

    private static Instrument instrument(JsonNode symbol, Map<String, JsonNode> filters) {
        Currency base = Currency.of(ExactJson.text(symbol, "baseAsset"));
        Currency quote = Currency.of(ExactJson.text(symbol, "quoteAsset"));
        BigDecimal tick =
                above0(filters.get("PRICE_FILTER"), "tickSize").orElseGet(() -> finest(symbol, "quotePrecision"));
        BigDecimal step =
                above0(filters.get("LOT_SIZE"), "stepSize").orElseGet(() -> finest(symbol, "baseAssetPrecision"));
        Instrument.Builder builder = Instrument.cryptoSpot(idOf(ExactJson.text(symbol, "symbol")), base, quote)
                .ticks(TickTable.of(Price.of(tick)))
                .lotStep(Quantity.of(step))
                .scales(0, CRYPTO_DECIMALS);
        above0(filters.get("LOT_SIZE"), "minQty").ifPresent(least -> builder.minQuantity(Quantity.of(least)));
        above0(filters.get("LOT_SIZE"), "maxQty").ifPresent(most -> builder.maxQuantity(Quantity.of(most)));
        // a symbol has one of the two; MIN_NOTIONAL was replaced by NOTIONAL symbol by symbol
        above0(filters.get("NOTIONAL"), "minNotional")
                .or(() -> above0(filters.get("MIN_NOTIONAL"), "minNotional"))
                .ifPresent(least -> builder.minNotional(Money.of(least, quote)));
        return builder.build();
    }

    /** A filter's value; 0 means that the rule is off. */
    private static Optional<BigDecimal> above0(@Nullable JsonNode filter, String field) {
        return filter == null
                ? Optional.empty()
                : ExactJson.optionalDecimal(filter, field).filter(value -> value.signum() > 0);
    }

    private static BigDecimal finest(JsonNode symbol, String precision) {
        return BigDecimal.ONE.movePointLeft((int) Math.min(16, ExactJson.whole(symbol, precision)));
    }

    private static boolean allows(JsonNode symbol, String flag) {
        JsonNode value = symbol.get(flag);
        return value != null && value.isBoolean() && value.booleanValue();
    }

    private static Set<String> words(JsonNode symbol, String field) {
        Set<String> words = new TreeSet<>();
        JsonNode list = symbol.get(field);
        if (list != null && list.isArray()) {
            list.forEach(word -> words.add(word.asText()));
        }
        return words;
    }
}
