package io.fairlead.core.risk;

import io.fairlead.api.order.Denial;
import io.fairlead.api.order.OrderRequest;
import io.fairlead.api.risk.RiskView;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** While the market is open, nothing is entered on a price that is older than this. */
final class StaleDataRule implements PolicyRule {
    static final String NAME = "stale-data";

    private final Duration maxAge;
    private final long maxAgeNanos;

    StaleDataRule(Duration maxAge) {
        this.maxAge = maxAge;
        this.maxAgeNanos = maxAge.toNanos();
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
        long age = view.dataAgeNanos();
        if (age <= maxAgeNanos) {
            return Optional.empty();
        }
        return Optional.of(new Denial(
                "DATA_STALE",
                "instrument=" + view.instrument().id() + " age="
                        + (age == Long.MAX_VALUE ? "unknown" : Duration.ofNanos(age)) + " max=" + maxAge,
                "wait for a new price, look after the feed, or raise maxDataAge"));
    }

    @Override
    public List<String> codes() {
        return List.of("DATA_STALE");
    }

    @Override
    public String changedBy() {
        return "maxDataAge(duration)";
    }

    @Override
    public String describe() {
        return NAME + ": no entry once the market has been open for " + maxAge + " without a new price";
    }
}
