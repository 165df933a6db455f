package io.fairlead.core.risk;

import io.fairlead.api.order.Denial;
import io.fairlead.api.order.OrderRequest;
import io.fairlead.api.risk.RiskView;
import java.util.List;
import java.util.Optional;

/** How many orders may work at once; a group counts as one. */
final class OpenOrdersRule implements PolicyRule {
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
    public List<String> codes() {
        return List.of("LIMIT_OPEN_ORDERS");
    }

    @Override
    public String changedBy() {
        return "maxOpenOrders(count)";
    }

    @Override
    public String describe() {
        return NAME + ": at most " + limit;
    }
}
