package io.fairlead.core.risk;

import io.fairlead.api.order.Denial;
import io.fairlead.api.order.OrderRequest;
import io.fairlead.api.risk.RiskView;
import java.util.List;
import java.util.Optional;

/** No order that could trade with one of the account's own: it costs fees twice, and most venues forbid it. */
final class SelfTradeRule implements PolicyRule {
    static final String NAME = "self-trade";

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public Optional<Denial> check(OrderRequest order, RiskView view) {
        if (!view.crossesOwnOrder()) {
            return Optional.empty();
        }
        return Optional.of(new Denial(
                "SELF_TRADE_POSSIBLE",
                "instrument=" + order.instrument() + " side=" + order.side(),
                "cancel the working order on the other side first, or ask for a price that does not meet it"));
    }

    @Override
    public List<String> codes() {
        return List.of("SELF_TRADE_POSSIBLE");
    }

    @Override
    public String changedBy() {
        return "without(\"self-trade\")";
    }

    @Override
    public String describe() {
        return NAME + ": no order that a working order of the account on the other side could fill";
    }
}
