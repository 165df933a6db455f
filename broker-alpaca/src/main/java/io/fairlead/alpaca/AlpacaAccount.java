package io.fairlead.alpaca;

import com.fasterxml.jackson.databind.JsonNode;
import io.fairlead.api.Currency;
import io.fairlead.api.Money;
import io.fairlead.api.Price;
import io.fairlead.api.Quantity;
import io.fairlead.api.market.EpochNanos;
import io.fairlead.api.order.Side;
import io.fairlead.spi.AccountFacet;
import io.fairlead.support.ExactJson;
import io.fairlead.support.QueryText;
import io.fairlead.support.RequestKind;
import java.math.BigDecimal;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletionStage;

/** Cash from {@code /v2/account}, positions, crypto included, from {@code /v2/positions}. */
final class AlpacaAccount implements AccountFacet {
    private final AlpacaRest rest;
    private final Clock clock;

    AlpacaAccount(AlpacaRest rest, Clock clock) {
        this.rest = rest;
        this.clock = clock;
    }

    @Override
    public CompletionStage<Snapshot> snapshot() {
        CompletionStage<JsonNode> account = rest.get(RequestKind.QUERY, "/v2/account", new QueryText());
        return account.thenCombine(rest.get(RequestKind.QUERY, "/v2/positions", new QueryText()), this::snapshot);
    }

    private Snapshot snapshot(JsonNode account, JsonNode positions) {
        Currency currency =
                Currency.of(ExactJson.optionalText(account, "currency").orElse("USD"));
        Money cash = Money.of(ExactJson.decimal(account, "cash"), currency);
        List<Holding> holdings = new ArrayList<>();
        for (JsonNode position : ExactJson.list(positions)) {
            BigDecimal quantity = ExactJson.decimal(position, "qty");
            if (quantity.signum() != 0) {
                holdings.add(holding(position, quantity));
            }
        }
        return new Snapshot(List.of(cash), holdings, EpochNanos.of(clock.instant()));
    }

    /** A short position says so, and has in practice a negative quantity too. */
    private static Holding holding(JsonNode position, BigDecimal quantity) {
        boolean isShort =
                quantity.signum() < 0 || ExactJson.text(position, "side").equals("short");
        return new Holding(
                AlpacaSymbols.fromVenue(ExactJson.text(position, "symbol"), ExactJson.text(position, "asset_class")),
                isShort ? Side.SELL : Side.BUY,
                Quantity.of(quantity.abs()),
                ExactJson.optionalDecimal(position, "avg_entry_price").map(Price::of));
    }
}
