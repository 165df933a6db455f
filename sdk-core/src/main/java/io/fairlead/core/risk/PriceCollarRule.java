package io.fairlead.core.risk;

import io.fairlead.api.Price;
import io.fairlead.api.order.Denial;
import io.fairlead.api.order.OrderRequest;
import io.fairlead.api.risk.RiskView;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.List;
import java.util.Optional;

/** Limit and trigger stay near the last price, on either side: a slipped digit or a stale decision does not leave. */
final class PriceCollarRule implements PolicyRule {
    static final String NAME = "price-collar";

    private final long millionths;

    PriceCollarRule(long millionths) {
        this.millionths = millionths;
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public Optional<Denial> check(OrderRequest order, RiskView view) {
        if (!view.hasReferencePrice()) {
            return Optional.empty();
        }
        Optional<Price> limit = order.limitPrice();
        Optional<Denial> denial = limit.isPresent() ? check("limit", limit.get(), view) : Optional.empty();
        if (denial.isPresent()) {
            return denial;
        }
        Optional<Price> trigger = order.triggerPrice();
        return trigger.isPresent() ? check("trigger", trigger.get(), view) : Optional.empty();
    }

    private Optional<Denial> check(String which, Price price, RiskView view) {
        int scale = view.instrument().priceScale();
        long reference = view.referencePriceScaled();
        long distance = Math.abs(Math.subtractExact(price.toScaled(scale), reference));
        if (!Millionths.isMore(distance, Math.abs(reference), millionths)) {
            return Optional.empty();
        }
        BigDecimal last = BigDecimal.valueOf(reference, scale);
        BigDecimal reach = last.abs().multiply(BigDecimal.valueOf(millionths, 6));
        return Optional.of(new Denial(
                "LIMIT_PRICE_COLLAR",
                which + "=" + price + " last=" + Price.of(last) + " maxPercent=" + Millionths.asPercent(millionths),
                "ask for a price from " + Price.of(last.subtract(reach).setScale(scale, RoundingMode.CEILING)) + " to "
                        + Price.of(last.add(reach).setScale(scale, RoundingMode.FLOOR))));
    }

    @Override
    public List<String> codes() {
        return List.of("LIMIT_PRICE_COLLAR");
    }

    @Override
    public String changedBy() {
        return "priceCollarPercent(\"5\")";
    }

    @Override
    public String describe() {
        return NAME + ": limit and trigger within " + Millionths.asPercent(millionths) + " percent of the last price";
    }
}
