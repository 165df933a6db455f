package io.fairlead.core.risk;

import io.fairlead.api.order.Denial;
import io.fairlead.api.order.OrderRequest;
import io.fairlead.api.risk.RiskView;
import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;

/** A reduce-only order can, with all that works on its side, only make the position smaller. */
final class ReduceOnlyRule implements PolicyRule {
    static final String NAME = "reduce-only";

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public Optional<Denial> check(OrderRequest order, RiskView view) {
        if (!order.reduceOnly() || view.isReducing()) {
            return Optional.empty();
        }
        return Optional.of(new Denial(
                "REDUCE_ONLY_EXCEEDED",
                "side=" + order.side() + " quantity=" + units(view, view.orderQuantityScaled()) + " position="
                        + units(view, view.positionScaled()) + " available="
                        + units(view, view.availableToReduceScaled()),
                "ask for what is available of a position of the other side"));
    }

    /** Holds for exits too. */
    @Override
    public boolean appliesToReducing() {
        return true;
    }

    private static String units(RiskView view, long scaled) {
        return BigDecimal.valueOf(scaled, view.instrument().quantityScale())
                .stripTrailingZeros()
                .toPlainString();
    }

    @Override
    public List<String> codes() {
        return List.of("REDUCE_ONLY_EXCEEDED");
    }

    @Override
    public String changedBy() {
        return "stays in every policy";
    }

    @Override
    public String describe() {
        return NAME + ": a reduce-only order only reduces";
    }
}
