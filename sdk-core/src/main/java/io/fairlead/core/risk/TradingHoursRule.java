package io.fairlead.core.risk;

import io.fairlead.api.order.Denial;
import io.fairlead.api.order.OrderRequest;
import io.fairlead.api.order.OrderType;
import io.fairlead.api.order.TimeInForce;
import io.fairlead.api.risk.RiskView;
import java.util.List;
import java.util.Optional;

/** While the regular session is closed, nothing is sent that wants to be filled at once. */
final class TradingHoursRule implements PolicyRule {
    static final String NAME = "trading-hours";

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public Optional<Denial> check(OrderRequest order, RiskView view) {
        if (view.isMarketOpen() || order.extendedHours() || !isImmediate(order)) {
            return Optional.empty();
        }
        return Optional.of(new Denial(
                "SESSION_CLOSED",
                "now=" + view.now() + " calendar="
                        + view.instrument().calendar().name(),
                "ask for the opening auction (marketOnOpen), for a limit, for extended hours, or wait for the open"));
    }

    private static boolean isImmediate(OrderRequest order) {
        return order.type() == OrderType.MARKET
                || order.timeInForce() == TimeInForce.IOC
                || order.timeInForce() == TimeInForce.FOK;
    }

    @Override
    public List<String> codes() {
        return List.of("SESSION_CLOSED");
    }

    @Override
    public String changedBy() {
        return "without(\"trading-hours\")";
    }

    @Override
    public String describe() {
        return NAME + ": market, IOC and FOK orders in the regular session only";
    }
}
