package io.fairlead.core.risk;

import io.fairlead.api.order.Denial;
import io.fairlead.api.order.OrderRequest;
import io.fairlead.api.risk.RiskView;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Once equity has fallen by more than this from its highest value, nothing is entered. */
final class DrawdownRule implements PolicyRule {
    static final String NAME = "drawdown";

    private final @Nullable AmountLimit amount;
    private final long millionths;

    private DrawdownRule(@Nullable AmountLimit amount, long millionths) {
        this.amount = amount;
        this.millionths = millionths;
    }

    /** At most an amount. */
    static DrawdownRule of(AmountLimit amount) {
        return new DrawdownRule(amount, 0);
    }

    /** At most a share of the highest equity. */
    static DrawdownRule ofShare(long millionths) {
        return new DrawdownRule(null, millionths);
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public Optional<Denial> check(OrderRequest order, RiskView view) {
        AmountLimit limit = amount;
        Denial mismatch = limit == null ? null : limit.mismatch(NAME, view);
        if (mismatch != null) {
            return Optional.of(mismatch);
        }
        long drawdown = view.drawdownE8();
        if (drawdown >= 0) {
            return Optional.empty();
        }
        boolean exceeded =
                limit == null ? Millionths.isMore(-drawdown, peak(view, drawdown), millionths) : drawdown < -limit.e8();
        if (!exceeded) {
            return Optional.empty();
        }
        return Optional.of(new Denial(
                "LIMIT_DRAWDOWN",
                "drawdown=" + view.money(drawdown)
                        + (limit == null
                                ? " peak=" + view.money(peak(view, drawdown)) + " maxPercent="
                                        + Millionths.asPercent(millionths)
                                : " max=" + view.money(-limit.e8())),
                "exit what is held, and look into it before trading on"));
    }

    private static long peak(RiskView view, long drawdown) {
        return view.equityE8() - drawdown;
    }

    @Override
    public List<String> codes() {
        return List.of("LIMIT_DRAWDOWN", AmountLimit.CURRENCY);
    }

    @Override
    public String changedBy() {
        return "maxDrawdownPercent(\"20\"), maxDrawdown(amount)";
    }

    @Override
    public String describe() {
        AmountLimit limit = amount;
        return NAME + ": at most "
                + (limit == null ? Millionths.asPercent(millionths) + " percent of the highest equity" : limit);
    }
}
