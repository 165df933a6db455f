package io.fairlead.core.risk;

import io.fairlead.api.order.Denial;
import io.fairlead.api.order.OrderRequest;
import io.fairlead.api.risk.RiskView;
import java.util.List;
import java.util.Optional;

/** Once the day has lost more than this, realised and unrealised, nothing is entered until the next. */
final class DailyLossRule implements PolicyRule {
    static final String NAME = "daily-loss";

    private final AmountLimit limit;

    DailyLossRule(AmountLimit limit) {
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
        long pnl = view.dayPnlE8();
        if (pnl >= -limit.e8()) {
            return Optional.empty();
        }
        return Optional.of(new Denial(
                "LIMIT_DAILY_LOSS",
                "dayPnl=" + view.money(pnl) + " max=" + view.money(-limit.e8()),
                "exit what is held; enter again on the next day"));
    }

    @Override
    public List<String> codes() {
        return List.of("LIMIT_DAILY_LOSS", AmountLimit.CURRENCY);
    }

    @Override
    public String changedBy() {
        return "maxDailyLoss(amount)";
    }

    @Override
    public String describe() {
        return NAME + ": at most " + limit;
    }
}
