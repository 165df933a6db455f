package io.fairlead.core.risk;

import io.fairlead.api.order.Denial;
import io.fairlead.api.order.OrderRequest;
import io.fairlead.api.risk.RiskView;
import java.util.List;
import java.util.Optional;

/** New exposure is bought for what no working order has claimed. */
final class BuyingPowerRule implements PolicyRule {
    static final String NAME = "buying-power";

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public Optional<Denial> check(OrderRequest order, RiskView view) {
        long required = view.requiredBuyingPowerE8();
        if (required <= 0 || required <= view.buyingPowerE8()) {
            return Optional.empty();
        }
        return Optional.of(new Denial(
                "BUYING_POWER_EXCEEDED",
                "required=" + view.money(required) + " available=" + view.money(view.buyingPowerE8()),
                Room.forUnits(view, Room.left(view.buyingPowerE8(), required, view), "cancel what has claimed it")));
    }

    @Override
    public List<String> codes() {
        return List.of("BUYING_POWER_EXCEEDED");
    }

    @Override
    public String changedBy() {
        return "maxLeverage(factor)";
    }

    @Override
    public String describe() {
        return NAME + ": no more than there is";
    }
}
