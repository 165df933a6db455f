package io.fairlead.core.risk;

import io.fairlead.api.order.Denial;
import io.fairlead.api.order.OrderRequest;
import io.fairlead.api.risk.RiskView;
import java.util.List;
import java.util.Optional;

/** What an order may lose if its protective stop fills at its price; without a stop, a share of its notional is taken as lost. */
final class RiskPerTradeRule implements PolicyRule, CapsNotional {
    static final String NAME = "risk-per-trade";

    private final long millionths;
    private final long assumedLoss;

    RiskPerTradeRule(long millionths, long assumedLoss) {
        this.millionths = millionths;
        this.assumedLoss = assumedLoss;
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public Optional<Denial> check(OrderRequest order, RiskView view) {
        long risk = view.riskToStopE8();
        boolean protectedByStop = risk != Long.MAX_VALUE;
        boolean exceeded = protectedByStop
                ? Millionths.isMore(risk, view.equityE8(), millionths)
                : Millionths.isMore(view.notionalE8(), assumedLoss, view.equityE8(), millionths);
        if (!exceeded) {
            return Optional.empty();
        }
        long atRisk = protectedByStop ? risk : Millionths.share(view.notionalE8(), assumedLoss);
        return Optional.of(new Denial(
                "LIMIT_RISK_PER_TRADE",
                "risk=" + view.money(atRisk) + (protectedByStop ? " toStop" : " withoutStop") + " equity="
                        + view.money(view.equityE8()) + " maxPercent=" + Millionths.asPercent(millionths),
                protectedByStop
                        ? "ask for less, or bring the stop nearer"
                        : "bring a stop along (bracket), or ask for less: without one "
                                + Millionths.asPercent(assumedLoss) + " percent of the notional count as lost"));
    }

    @Override
    public long maxNotionalE8(Headroom room) {
        long lossMillionths = room.lossMillionths() > 0 ? room.lossMillionths() : assumedLoss;
        return Millionths.part(Millionths.share(room.equityE8(), millionths), lossMillionths);
    }

    @Override
    public List<String> codes() {
        return List.of("LIMIT_RISK_PER_TRADE");
    }

    @Override
    public String changedBy() {
        return "maxRiskPerTradePercent(\"1\")";
    }

    @Override
    public String describe() {
        return NAME + ": at most " + Millionths.asPercent(millionths) + " percent of equity to the stop; without one, "
                + Millionths.asPercent(assumedLoss) + " percent of the notional count as lost";
    }
}
