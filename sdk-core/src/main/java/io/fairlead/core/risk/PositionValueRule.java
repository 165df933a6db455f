package io.fairlead.core.risk;

import io.fairlead.api.order.Denial;
import io.fairlead.api.order.OrderRequest;
import io.fairlead.api.risk.RiskView;
import java.util.List;
import java.util.Optional;

/** No position, with all that works on its side, is worth more than this. */
final class PositionValueRule implements PolicyRule, CapsNotional {
    static final String NAME = "position-value";

    private final AmountLimit limit;

    PositionValueRule(AmountLimit limit) {
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
        long value = view.worstPositionValueE8();
        if (value <= limit.e8()) {
            return Optional.empty();
        }
        return Optional.of(new Denial(
                "LIMIT_POSITION_VALUE",
                "position=" + view.money(value) + " max=" + view.money(limit.e8()),
                Room.forUnits(view, Room.left(limit.e8(), value, view), "raise maxPositionValue")));
    }

    @Override
    public long maxNotionalE8(Headroom room) {
        return limit.e8() - room.positionE8();
    }

    @Override
    public List<String> codes() {
        return List.of("LIMIT_POSITION_VALUE", AmountLimit.CURRENCY);
    }

    @Override
    public String changedBy() {
        return "maxPositionValue(amount)";
    }

    @Override
    public String describe() {
        return NAME + ": at most " + limit + " per instrument";
    }
}
