package io.fairlead.binance;

import com.fasterxml.jackson.databind.JsonNode;
import io.fairlead.api.instrument.Instrument;
import io.fairlead.api.instrument.InstrumentId;
import io.fairlead.spi.ReferenceFacet;
import io.fairlead.support.ExactJson;
import io.fairlead.support.QueryText;
import io.fairlead.support.RateBudget;
import io.fairlead.support.RequestKind;
import io.fairlead.support.UnreadableAnswerException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What the venue trades, read once and again when asked for all of it, or when a filter has refused an order. Any thread. */
final class SymbolTable implements ReferenceFacet {
    private static final Logger log = LoggerFactory.getLogger(SymbolTable.class);

    private final BinanceRest rest;
    private final RateBudget budget;
    private volatile Map<String, SymbolRules> bySymbol = Map.of();

    SymbolTable(BinanceRest rest, RateBudget budget) {
        this.rest = rest;
        this.budget = budget;
    }

    /** Reads {@code exchangeInfo}: symbols and limits. */
    CompletionStage<Map<String, SymbolRules>> refresh() {
        QueryText parameters = new QueryText().add("showPermissionSets", "false");
        return rest.publicRead(RequestKind.QUERY, "exchangeInfo", parameters, 20)
                .thenApply(this::take);
    }

    Map<String, SymbolRules> take(JsonNode exchangeInfo) {
        Map<String, SymbolRules> read = new TreeMap<>();
        for (JsonNode symbol : ExactJson.list(exchangeInfo, "symbols")) {
            try {
                SymbolRules rules = SymbolRules.of(symbol);
                read.put(rules.symbol(), rules);
            } catch (UnreadableAnswerException | IllegalArgumentException e) {
                log.atWarn()
                        .setMessage("symbol left out: it cannot be read")
                        .addKeyValue(
                                "symbol",
                                rest.redactor().scrub(symbol.path("symbol").asText()))
                        .addKeyValue("why", e.getMessage())
                        .log();
            }
        }
        Weights.read(ExactJson.list(exchangeInfo, "rateLimits"), budget, rest.ordersCounted());
        bySymbol = read;
        return read;
    }

    /** The table, read first if it is not there yet. */
    CompletionStage<Map<String, SymbolRules>> loaded() {
        Map<String, SymbolRules> known = bySymbol;
        return known.isEmpty() ? refresh() : CompletableFuture.completedFuture(known);
    }

    /** The rules of a symbol as last read. */
    Optional<SymbolRules> known(String symbol) {
        return Optional.ofNullable(bySymbol.get(symbol));
    }

    /** The rules of an instrument as last read; empty for one of another market. */
    Optional<SymbolRules> known(InstrumentId id) {
        return known(id.symbol()).filter(rules -> rules.instrument().id().equals(id));
    }

    @Override
    public CompletionStage<List<Instrument>> instruments() {
        return refresh()
                .thenApply(table ->
                        table.values().stream().map(SymbolRules::instrument).toList());
    }

    @Override
    public CompletionStage<Optional<Instrument>> instrument(InstrumentId id) {
        return loaded().thenApply(table -> known(id).map(SymbolRules::instrument));
    }

    @Override
    public CompletionStage<Instant> time() {
        return rest.syncClock();
    }
}
