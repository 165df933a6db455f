package io.fairlead.core.risk;

import io.fairlead.api.order.Denial;
import io.fairlead.api.order.OrderRequest;
import io.fairlead.api.risk.RiskView;
import java.util.List;
import java.util.Optional;

/** Long less short, should all that works on the order's side fill, is worth no more than this many times equity. */
final class NetLeverageRule implements PolicyRule {
    static final String NAME = "net-leverage";

    private final long millionths;

    NetLeverageRule(long millionths) {
        this.millionths = millionths;
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public Optional<Denial> check(OrderRequest order, RiskView view) {
        long net = view.worstNetExposureE8();
        if (!Millionths.isMore(net, view.equityE8(), millionths)) {
            return Optional.empty();
        }
        long max = Millionths.share(view.equityE8(), millionths);
        return Optional.of(new Denial(
                "LIMIT_NET_LEVERAGE",
                "net=" + view.money(net) + " side=" + order.side() + " equity=" + view.money(view.equityE8()) + " max="
                        + Millionths.asFactor(millionths),
                Room.forUnits(view, Room.left(max, net, view), "raise maxNetLeverage")));
    }

    @Override
    public List<String> codes() {
        return List.of("LIMIT_NET_LEVERAGE");
    }

    @Override
    public String changedBy() {
        return "maxNetLeverage(factor)";
    }

    @Override
    public String describe() {
        return NAME + ": net exposure at most " + Millionths.asFactor(millionths) + " times equity";
    }
}
