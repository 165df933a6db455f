package io.fairlead.core.sim;

import io.fairlead.api.Money;
import io.fairlead.api.market.EpochNanos;
import java.time.Instant;
import java.util.SortedMap;

/** Fee schedules that replace one another in time. Immutable. */
final class DatedFees implements FeeModel {
    private final long[] fromNanos;
    private final FeeModel[] schedules;

    DatedFees(SortedMap<Instant, FeeModel> from) {
        if (from.isEmpty()) {
            throw new IllegalArgumentException("dated fees need at least one schedule");
        }
        fromNanos = from.keySet().stream().mapToLong(EpochNanos::of).toArray();
        schedules = from.values().toArray(FeeModel[]::new);
    }

    @Override
    public Money fee(FeeBasis fill) {
        int at = schedules.length - 1;
        while (at > 0 && fromNanos[at] > fill.timeNanos()) {
            at--;
        }
        return schedules[at].fee(fill);
    }
}
