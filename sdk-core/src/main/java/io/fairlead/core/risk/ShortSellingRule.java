package io.fairlead.core.risk;

import io.fairlead.api.order.Denial;
import io.fairlead.api.order.OrderRequest;
import io.fairlead.api.order.Side;
import io.fairlead.api.risk.RiskView;
import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;

/** A sale beyond what is held needs an instrument that can be sold short, and a policy that lets it. */
final class ShortSellingRule implements PolicyRule {
    static final String NAME = "short-selling";

    private final boolean allowed;

    ShortSellingRule(boolean allowed) {
        this.allowed = allowed;
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public Optional<Denial> check(OrderRequest order, RiskView view) {
        if (order.side() == Side.BUY || view.worstPositionScaled() >= 0) {
            return Optional.empty();
        }
        if (!view.instrument().shortable()) {
            return denied(view, "SHORT_NOT_SHORTABLE", "the venue does not lend it: sell what is held at most");
        }
        return allowed
                ? Optional.empty()
                : denied(
                        view,
                        "SHORT_NOT_ALLOWED",
                        "sell what is held at most, or let the policy sell short: shortSelling(true)");
    }

    private static Optional<Denial> denied(RiskView view, String code, String remedy) {
        int scale = view.instrument().quantityScale();
        return Optional.of(new Denial(
                code,
                "instrument=" + view.instrument().id() + " position=" + plain(view.positionScaled(), scale) + " worst="
                        + plain(view.worstPositionScaled(), scale),
                remedy));
    }

    private static String plain(long scaled, int scale) {
        return BigDecimal.valueOf(scaled, scale).stripTrailingZeros().toPlainString();
    }

    @Override
    public List<String> codes() {
        return List.of("SHORT_NOT_SHORTABLE", "SHORT_NOT_ALLOWED");
    }

    @Override
    public String changedBy() {
        return "shortSelling(false)";
    }

    @Override
    public String describe() {
        return NAME + (allowed ? ": where the instrument is shortable" : ": none");
    }
}
