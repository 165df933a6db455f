package io.fairlead.core.risk;

import io.fairlead.api.order.Denial;
import io.fairlead.api.order.OrderRequest;
import io.fairlead.api.risk.RiskRule;
import io.fairlead.api.risk.RiskView;
import java.util.Optional;

/** How many orders may work at once; a group counts as one. */
final class OpenOrdersRule implements RiskRule {
    static final String NAME = "open-orders";

    private final int limit;

    OpenOrdersRule(int limit) {
        this.limit = limit;
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public Optional<Denial> check(OrderRequest order, RiskView view) {
        int open = view.openOrders();
        if (open < limit) {
            return Optional.empty();
        }
        return Optional.of(new Denial(
                "LIMIT_OPEN_ORDERS", "open=" + open + " max=" + limit, "cancel one, or raise maxOpenOrders"));
    }

    @Override
    public String describe() {
        return NAME + ": at most " + limit;
    }
}
