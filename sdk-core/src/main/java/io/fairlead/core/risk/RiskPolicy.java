package io.fairlead.core.risk;

import io.fairlead.api.order.Denial;
import io.fairlead.api.order.OrderRequest;
import io.fairlead.api.risk.RiskRule;
import io.fairlead.api.risk.RiskView;
import io.fairlead.api.risk.RuleSet;
import java.util.List;
import java.util.Optional;

/** The limits of a session; made whole with the risk rules. */
public final class RiskPolicy implements RuleSet {
    private RiskPolicy() {}

    /** The limits of a session; made whole with the risk rules. */
    public static RiskPolicy standard() {
        return new RiskPolicy();
    }

    /** The limits of a session; made whole with the risk rules. */
    public static RiskPolicy research() {
        return new RiskPolicy();
    }

    @Override
    public String name() {
        return "temp";
    }

    @Override
    public List<RiskRule> rules() {
        return List.of(new RiskRule() {
            @Override
            public String name() {
                return "bp";
            }

            @Override
            public Optional<Denial> check(OrderRequest o, RiskView v) {
                return v.requiredBuyingPowerE8() <= v.buyingPowerE8()
                        ? Optional.empty()
                        : Optional.of(new Denial("LIMIT_BP", "x", ""));
            }
        });
    }
}
