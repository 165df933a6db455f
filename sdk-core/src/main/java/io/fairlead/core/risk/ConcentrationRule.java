package io.fairlead.core.risk;

import io.fairlead.api.order.Denial;
import io.fairlead.api.order.OrderRequest;
import io.fairlead.api.risk.RiskView;
import java.util.List;
import java.util.Optional;

/** No position, with all that works on its side, is worth more than this share of equity. */
final class ConcentrationRule implements PolicyRule, CapsNotional {
    static final String NAME = "concentration";

    private final long millionths;

    ConcentrationRule(long millionths) {
        this.millionths = millionths;
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public Optional<Denial> check(OrderRequest order, RiskView view) {
        long value = view.worstPositionValueE8();
        if (!Millionths.isMore(value, view.equityE8(), millionths)) {
            return Optional.empty();
        }
        long max = Millionths.share(view.equityE8(), millionths);
        return Optional.of(new Denial(
                "LIMIT_CONCENTRATION",
                "position=" + view.money(value) + " equity=" + view.money(view.equityE8()) + " maxPercent="
                        + Millionths.asPercent(millionths),
                Room.forUnits(view, Room.left(max, value, view), "raise maxConcentrationPercent")));
    }

    @Override
    public long maxNotionalE8(Headroom room) {
        return Millionths.share(room.equityE8(), millionths) - room.positionE8();
    }

    @Override
    public List<String> codes() {
        return List.of("LIMIT_CONCENTRATION");
    }

    @Override
    public String changedBy() {
        return "maxConcentrationPercent(\"10\")";
    }

    @Override
    public String describe() {
        return NAME + ": at most " + Millionths.asPercent(millionths) + " percent of equity per instrument";
    }
}
