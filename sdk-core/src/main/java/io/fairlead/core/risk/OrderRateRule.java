package io.fairlead.core.risk;

import io.fairlead.api.order.Denial;
import io.fairlead.api.order.OrderRequest;
import io.fairlead.api.risk.RiskView;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** How many orders may be submitted within a span of time: a loop that runs away stops here. */
final class OrderRateRule implements PolicyRule {
    static final String NAME = "order-rate";

    private final int limit;
    private final Duration window;
    private final long windowNanos;

    OrderRateRule(int limit, Duration window) {
        this.limit = limit;
        this.window = window;
        this.windowNanos = window.toNanos();
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public Optional<Denial> check(OrderRequest order, RiskView view) {
        int before = view.ordersWithin(windowNanos);
        if (before < limit) {
            return Optional.empty();
        }
        return Optional.of(new Denial(
                "LIMIT_ORDER_RATE",
                "submitted=" + before + " max=" + limit + " within=" + window,
                "wait, or raise maxOrderRate"));
    }

    @Override
    public List<String> codes() {
        return List.of("LIMIT_ORDER_RATE");
    }

    @Override
    public String changedBy() {
        return "maxOrderRate(count, window)";
    }

    @Override
    public String describe() {
        return NAME + ": at most " + limit + " within " + window;
    }
}
