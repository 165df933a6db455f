package io.fairlead.core.risk;

import io.fairlead.api.order.Denial;
import io.fairlead.api.order.OrderRequest;
import io.fairlead.api.risk.RiskView;
import java.util.List;
import java.util.Optional;

/** Positions that move together count as one, and are together worth no more than this share of equity. */
final class CorrelationRule implements PolicyRule {
    static final String NAME = "correlation";

    private final long millionths;
    private final int minCorrelation;

    CorrelationRule(long millionths, int minCorrelation) {
        this.millionths = millionths;
        this.minCorrelation = minCorrelation;
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public Optional<Denial> check(OrderRequest order, RiskView view) {
        long exposure = view.correlatedExposureE8(minCorrelation);
        if (!Millionths.isMore(exposure, view.equityE8(), millionths)) {
            return Optional.empty();
        }
        long max = Millionths.share(view.equityE8(), millionths);
        return Optional.of(new Denial(
                "LIMIT_CORRELATED_EXPOSURE",
                "together=" + view.money(exposure) + " minCorrelation=" + Millionths.asFactor(minCorrelation)
                        + " equity=" + view.money(view.equityE8()) + " maxPercent=" + Millionths.asPercent(millionths),
                Room.forUnits(view, Room.left(max, exposure, view), "raise maxCorrelatedExposurePercent")));
    }

    @Override
    public List<String> codes() {
        return List.of("LIMIT_CORRELATED_EXPOSURE");
    }

    @Override
    public String changedBy() {
        return "maxCorrelatedExposurePercent(\"30\", \"0.8\")";
    }

    @Override
    public String describe() {
        return NAME + ": at most " + Millionths.asPercent(millionths)
                + " percent of equity in what moves together, by a correlation of "
                + Millionths.asFactor(minCorrelation)
                + " or more of the closes that the session has seen; not judged where it has seen too few";
    }
}
