package io.fairlead.core.risk;

import io.fairlead.api.order.Denial;
import io.fairlead.api.order.OrderRequest;
import io.fairlead.api.risk.RiskView;
import java.util.List;
import java.util.Optional;

/** No order is worth more than this: the fat finger. */
final class OrderNotionalRule implements PolicyRule, CapsNotional {
    static final String NAME = "order-notional";

    private final AmountLimit limit;

    OrderNotionalRule(AmountLimit limit) {
        this.limit = limit;
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public Optional<Denial> check(OrderRequest order, RiskView view) {
        Denial mismatch = limit.mismatch(NAME, view);
        if (mismatch != null) {
            return Optional.of(mismatch);
        }
        long notional = view.notionalE8();
        if (notional <= limit.e8()) {
            return Optional.empty();
        }
        return Optional.of(new Denial(
                "LIMIT_ORDER_NOTIONAL",
                "notional=" + view.money(notional) + " max=" + view.money(limit.e8()),
                Room.forUnits(view, limit.e8(), "raise maxOrderNotional")));
    }

    @Override
    public long maxNotionalE8(Headroom room) {
        return limit.e8();
    }

    @Override
    public List<String> codes() {
        return List.of("LIMIT_ORDER_NOTIONAL", AmountLimit.CURRENCY);
    }

    @Override
    public String changedBy() {
        return "maxOrderNotional(amount)";
    }

    @Override
    public String describe() {
        return NAME + ": at most " + limit + " per order";
    }
}
