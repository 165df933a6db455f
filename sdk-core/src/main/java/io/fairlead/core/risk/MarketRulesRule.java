package io.fairlead.core.risk;

import io.fairlead.api.order.Denial;
import io.fairlead.api.order.OrderRequest;
import io.fairlead.api.risk.RiskView;
import java.util.List;
import java.util.Optional;

/** The dated rules of the market that hold for the account. */
final class MarketRulesRule implements PolicyRule {
    static final String NAME = "market-rules";

    private final MarketRules rules;

    MarketRulesRule(MarketRules rules) {
        this.rules = rules;
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public Optional<Denial> check(OrderRequest order, RiskView view) {
        return rules.isEmpty() ? Optional.empty() : rules.check(order, view);
    }

    @Override
    public List<String> codes() {
        return List.of("MARKET_DAY_TRADES", "MARKET_UNSETTLED_CASH", "MARKET_CASH_SHORT", "MARKET_CFD_LEVERAGE");
    }

    @Override
    public String changedBy() {
        return "marketRules(MarketRules.usMargin()), usCash(), retailCfd(classes)";
    }

    @Override
    public String describe() {
        return NAME + " " + MarketRules.VERSION + ": "
                + (rules.isEmpty()
                        ? "none; not judged, for the host did not say what kind of account it is"
                        : String.join("; ", rules.describe()));
    }
}
