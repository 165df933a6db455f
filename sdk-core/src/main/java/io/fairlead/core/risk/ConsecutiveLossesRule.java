package io.fairlead.core.risk;

import io.fairlead.api.order.Denial;
import io.fairlead.api.order.OrderRequest;
import io.fairlead.api.risk.RiskView;
import java.util.List;
import java.util.Optional;

/** After so many losing round trips in a row on one day, nothing is entered until the next. */
final class ConsecutiveLossesRule implements PolicyRule {
    static final String NAME = "consecutive-losses";

    private final int limit;

    ConsecutiveLossesRule(int limit) {
        this.limit = limit;
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public Optional<Denial> check(OrderRequest order, RiskView view) {
        int losses = view.consecutiveLosses();
        if (losses < limit) {
            return Optional.empty();
        }
        return Optional.of(new Denial(
                "LIMIT_CONSECUTIVE_LOSSES",
                "losses=" + losses + " max=" + limit,
                "exit what is held; enter again on the next day, or raise maxConsecutiveLosses"));
    }

    @Override
    public List<String> codes() {
        return List.of("LIMIT_CONSECUTIVE_LOSSES");
    }

    @Override
    public String changedBy() {
        return "maxConsecutiveLosses(count)";
    }

    @Override
    public String describe() {
        return NAME + ": at most " + limit + " losing round trips in a row on a day, then no more entries that day";
    }
}
