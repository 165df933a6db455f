package io.fairlead.core.risk;

import io.fairlead.api.order.Denial;
import io.fairlead.api.order.OrderRequest;
import io.fairlead.api.order.Side;
import io.fairlead.api.risk.RiskView;
import java.time.LocalDate;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A cash account sells what it holds: short sales are margin transactions (Regulation T, 12 CFR 220.12). */
record NoShortInCash(LocalDate from, String source) implements DatedRule {
    @Override
    public @Nullable LocalDate to() {
        return null;
    }

    @Override
    public String code() {
        return "MARKET_CASH_SHORT";
    }

    @Override
    public String what() {
        return "US cash account: no short sales";
    }

    @Override
    public Optional<Denial> check(OrderRequest order, RiskView view) {
        if (order.side() == Side.BUY || view.worstPositionScaled() >= 0 || !UsSecurities.covers(view.instrument())) {
            return Optional.empty();
        }
        return Optional.of(
                new Denial(code(), "instrument=" + order.instrument() + " account=cash", "sell what is held at most"));
    }
}
