package io.fairlead.core.risk;

import io.fairlead.api.order.Denial;
import io.fairlead.api.order.OrderRequest;
import io.fairlead.api.risk.RiskView;
import java.time.LocalDate;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A cash account buys with settled cash only: then no sale can be one of what was not paid for (free riding, good-faith violation:
 * Regulation T, 12 CFR 220.8). Stricter than brokers are, who let unsettled proceeds buy what is then held until they settle.
 */
record SettledCash(int days, LocalDate from, @Nullable LocalDate to, String source) implements DatedRule {
    @Override
    public String code() {
        return "MARKET_UNSETTLED_CASH";
    }

    @Override
    public String what() {
        return "US cash account: purchases from settled cash only, sales settle after " + days + " business day"
                + (days == 1 ? "" : "s");
    }

    @Override
    public Optional<Denial> check(OrderRequest order, RiskView view) {
        if (!UsSecurities.covers(view.instrument()) || view.requiredBuyingPowerE8() == 0) {
            return Optional.empty();
        }
        long unsettled = view.unsettledE8(days);
        long gross = view.worstGrossExposureE8();
        if (unsettled < Long.MAX_VALUE && gross <= view.equityE8() - unsettled) {
            return Optional.empty();
        }
        return Optional.of(new Denial(
                code(),
                "exposure=" + view.money(gross) + " equity=" + view.money(view.equityE8()) + " unsettled="
                        + view.money(unsettled) + " days=" + days,
                Room.forUnits(
                        view,
                        unsettled == Long.MAX_VALUE ? 0 : Room.left(view.equityE8() - unsettled, gross, view),
                        "wait until sales have settled")));
    }
}
