package io.fairlead.core.risk;

import io.fairlead.api.order.Denial;
import io.fairlead.api.order.OrderRequest;
import io.fairlead.api.risk.RiskView;
import java.util.List;
import java.util.Optional;

/** An order without a price of its own needs a last price, and every amount a rate to the base currency. */
final class ReferencePriceRule implements PolicyRule {
    static final String NAME = "reference-price";

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public Optional<Denial> check(OrderRequest order, RiskView view) {
        if (!view.hasRates()) {
            return Optional.of(new Denial(
                    "FX_RATE_MISSING",
                    "quote=" + view.instrument().quoteCurrency() + " base=" + view.baseCurrency(),
                    "give the session a rate, or trade instruments in " + view.baseCurrency()));
        }
        if (view.hasReferencePrice()
                || order.limitPrice().isPresent()
                || order.triggerPrice().isPresent()) {
            return Optional.empty();
        }
        return Optional.of(new Denial(
                "NO_REFERENCE_PRICE",
                "instrument=" + view.instrument().id() + " type=" + order.type(),
                "wait for a first price, or give a limit"));
    }

    @Override
    public List<String> codes() {
        return List.of("NO_REFERENCE_PRICE", "FX_RATE_MISSING");
    }

    @Override
    public String changedBy() {
        return "stays in every policy";
    }

    @Override
    public String describe() {
        return NAME + ": no order without a price or a rate of exchange to judge it by";
    }
}
