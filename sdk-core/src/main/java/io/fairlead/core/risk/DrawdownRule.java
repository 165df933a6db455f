package io.fairlead.core.risk;

import io.fairlead.api.order.Denial;
import io.fairlead.api.order.OrderRequest;
import io.fairlead.api.risk.RiskRule;
import io.fairlead.api.risk.RiskView;
import java.util.Optional;

/** Once equity has fallen by more than this from its highest value, nothing is entered. */
final class DrawdownRule implements RiskRule {
    static final String NAME = "drawdown";

    private final AmountLimit limit;

    DrawdownRule(AmountLimit limit) {
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
        long drawdown = view.drawdownE8();
        if (drawdown >= -limit.e8()) {
            return Optional.empty();
        }
        return Optional.of(new Denial(
                "LIMIT_DRAWDOWN",
                "drawdown=" + view.money(drawdown) + " max=" + view.money(-limit.e8()),
                "exit what is held, and look into it before trading on"));
    }

    @Override
    public String describe() {
        return NAME + ": at most " + limit;
    }
}
