package io.fairlead.core.audit;

import io.fairlead.api.instrument.Instrument;
import java.math.BigDecimal;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Instruments and strategies of the current run, by the index that records name them with. One thread. */
final class Instruments {
    /** Decimals of an average price where the instrument's rules are not known. */
    static final long UNKNOWN_PRICE_SCALE = 8;

    /** What scaled numbers of an instrument mean. */
    record Scales(String instrument, long priceScale, long quantityScale) {}

    private final Map<Long, Scales> scales = new HashMap<>();
    private final Map<Long, String> strategies = new HashMap<>();

    void forget() {
        scales.clear();
        strategies.clear();
    }

    void know(long index, Instrument rules) {
        know(index, new Scales(rules.id().toString(), rules.priceScale(), rules.quantityScale()));
    }

    void know(long index, Scales rules) {
        scales.put(index, rules);
    }

    void knowStrategy(long index, String name) {
        strategies.put(index, name);
    }

    /** Its name; empty if the run's beginning is no longer kept. */
    String instrument(long index) {
        Scales known = scales.get(index);
        return known == null ? "" : known.instrument();
    }

    @Nullable
    String strategy(long index) {
        return strategies.get(index);
    }

    long priceScale(long index) {
        Scales known = scales.get(index);
        return known == null ? UNKNOWN_PRICE_SCALE : known.priceScale();
    }

    @Nullable
    BigDecimal price(long index, long scaled) {
        Scales known = scales.get(index);
        return known == null ? null : BigDecimal.valueOf(scaled, (int) known.priceScale());
    }

    @Nullable
    BigDecimal quantity(long index, long scaled) {
        Scales known = scales.get(index);
        return known == null ? null : BigDecimal.valueOf(scaled, (int) known.quantityScale());
    }
}
