package io.fairlead.core.risk;

import io.fairlead.api.order.Denial;
import io.fairlead.api.order.OrderRequest;
import io.fairlead.api.risk.RiskView;
import java.util.List;
import java.util.Optional;

/** All positions and orders together are worth no more than this many times equity. */
final class LeverageRule implements PolicyRule, CapsNotional {
    static final String NAME = "leverage";

    private final long millionths;

    LeverageRule(long millionths) {
        this.millionths = millionths;
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public Optional<Denial> check(OrderRequest order, RiskView view) {
        long gross = view.worstGrossExposureE8();
        if (!Millionths.isMore(gross, view.equityE8(), millionths)) {
            return Optional.empty();
        }
        long max = Millionths.share(view.equityE8(), millionths);
        return Optional.of(new Denial(
                "LIMIT_LEVERAGE",
                "gross=" + view.money(gross) + " equity=" + view.money(view.equityE8()) + " max="
                        + Millionths.asFactor(millionths),
                Room.forUnits(view, Room.left(max, gross, view), "raise maxLeverage")));
    }

    long millionths() {
        return millionths;
    }

    @Override
    public long maxNotionalE8(Headroom room) {
        return Millionths.share(room.equityE8(), millionths) - room.usedE8();
    }

    @Override
    public List<String> codes() {
        return List.of("LIMIT_LEVERAGE");
    }

    @Override
    public String changedBy() {
        return "maxLeverage(factor)";
    }

    @Override
    public String describe() {
        return NAME + ": gross exposure at most " + Millionths.asFactor(millionths) + " times equity";
    }
}
