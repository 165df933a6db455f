package io.fairlead.binance;

import com.fasterxml.jackson.databind.JsonNode;
import io.fairlead.api.Currency;
import io.fairlead.api.Money;
import io.fairlead.api.market.EpochNanos;
import io.fairlead.spi.AccountFacet;
import io.fairlead.support.ExactJson;
import io.fairlead.support.QueryText;
import java.math.BigDecimal;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletionStage;

/** Balances. On spot a position is a balance, so everything is cash of its asset, what orders have locked included. */
final class BinanceAccount implements AccountFacet {
    private final BinanceRest rest;
    private final Clock clock;

    BinanceAccount(BinanceRest rest, Clock clock) {
        this.rest = rest;
        this.clock = clock;
    }

    /** {@code GET /account} as it comes. */
    CompletionStage<JsonNode> read() {
        return rest.read("account", new QueryText().add("omitZeroBalances", "true"), 20);
    }

    @Override
    public CompletionStage<Snapshot> snapshot() {
        return read().thenApply(json -> {
            List<Money> cash = new ArrayList<>();
            for (JsonNode balance : ExactJson.list(json, "balances")) {
                BigDecimal total = ExactJson.decimal(balance, "free").add(ExactJson.decimal(balance, "locked"));
                if (total.signum() != 0) {
                    cash.add(Money.of(total, Currency.of(ExactJson.text(balance, "asset"))));
                }
            }
            return new Snapshot(cash, List.of(), EpochNanos.of(clock.instant()));
        });
    }
}
