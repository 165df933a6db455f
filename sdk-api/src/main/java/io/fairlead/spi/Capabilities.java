package io.fairlead.spi;

import io.fairlead.api.instrument.AssetClass;
import io.fairlead.api.market.BarInterval;
import io.fairlead.api.order.OrderType;
import io.fairlead.api.order.TimeInForce;
import java.time.Duration;
import java.util.Arrays;
import java.util.Collections;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * What one environment of a broker can do, said once, as data: the session, the contract kit and the documents all read this. What
 * is not declared is denied before a byte is sent. Immutable; any thread.
 */
public final class Capabilities {
    private final Set<AssetClass> assetClasses;
    private final Map<OrderType, Set<TimeInForce>> orders;
    private final NativeGroups groups;
    private final ReplaceSupport replace;
    private final IdempotencyClass idempotency;
    private final Set<Feature> features;
    private final SortedSet<BarInterval> historyIntervals;
    private final ClientIdRule clientIds;
    private final @Nullable Duration absenceProof;

    private Capabilities(Builder from) {
        assetClasses = Collections.unmodifiableSet(EnumSet.copyOf(from.assetClasses));
        Map<OrderType, Set<TimeInForce>> copy = new EnumMap<>(OrderType.class);
        from.orders.forEach(
                (type, durations) -> copy.put(type, Collections.unmodifiableSet(EnumSet.copyOf(durations))));
        orders = copy;
        groups = from.groups;
        replace = from.replace;
        idempotency = from.idempotency;
        features = EnumSet.copyOf(from.features);
        historyIntervals = new TreeSet<>(from.historyIntervals);
        clientIds = from.clientIds;
        absenceProof = from.absenceProof;
    }

    /** Things that a venue has or has not. */
    public enum Feature {
        /** Orders for an amount of money. */
        NOTIONAL,
        /** Quantities that are no whole units. */
        FRACTIONAL,
        /** Short sales. */
        SHORT_SELLING,
        /** Fills outside the regular session. */
        EXTENDED_HOURS,
        /** Orders that are refused rather than take. */
        POST_ONLY,
        /** Orders that may only reduce. */
        REDUCE_ONLY,
        /** Icebergs. */
        DISPLAY_QUANTITY,
        /** Order events by stream, not by polling. */
        ORDER_STREAM,
        /** Live bars. */
        BAR_STREAM,
        /** Live quotes. */
        QUOTE_STREAM,
        /** Live trades. */
        TRADE_STREAM,
        /** Live order books. */
        DEPTH_STREAM
    }

    /** Starts with nothing declared and the weakest class. */
    public static Builder builder() {
        return new Builder();
    }

    /** What can be traded. */
    public Set<AssetClass> assetClasses() {
        return assetClasses;
    }

    /** Whether the venue has an order type with a time in force. */
    public boolean supports(OrderType type, TimeInForce duration) {
        return orders.getOrDefault(type, Set.of()).contains(duration);
    }

    /** The times in force of an order type; empty for a type that it has not. */
    public Set<TimeInForce> durations(OrderType type) {
        return orders.getOrDefault(type, Set.of());
    }

    /** Groups that the venue looks after itself; the session looks after any other. */
    public NativeGroups nativeGroups() {
        return groups;
    }

    /** What happens when an order is to change. */
    public ReplaceSupport replace() {
        return replace;
    }

    /** What the venue does with a client order id that it has seen. */
    public IdempotencyClass idempotency() {
        return idempotency;
    }

    /** Whether the venue has a feature. */
    public boolean has(Feature feature) {
        return features.contains(feature);
    }

    /** Bar intervals of its history, finest first; empty without history. */
    public SortedSet<BarInterval> historyIntervals() {
        return new TreeSet<>(historyIntervals);
    }

    /** What client order ids the venue takes. */
    public ClientIdRule clientIds() {
        return clientIds;
    }

    /**
     * How long after a send a complete order list from a healthy connection proves that an order is not there; empty if nothing
     * proves it, so that only venue evidence or a person ends an unknown outcome.
     */
    public Optional<Duration> absenceProof() {
        return Optional.ofNullable(absenceProof);
    }

    private List<Object> parts() {
        return Arrays.asList(
                assetClasses,
                orders,
                groups,
                replace,
                idempotency,
                features,
                historyIntervals,
                clientIds,
                absenceProof);
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof Capabilities that && parts().equals(that.parts());
    }

    @Override
    public int hashCode() {
        return parts().hashCode();
    }

    /** All of it, in an order that never changes. */
    @Override
    public String toString() {
        StringBuilder text = new StringBuilder("assets=").append(new TreeSet<>(assetClasses));
        orders.forEach(
                (type, durations) -> text.append(' ').append(type).append('=').append(new TreeSet<>(durations)));
        return text.append(" groups=")
                .append(groups)
                .append(" replace=")
                .append(replace)
                .append(" idempotency=")
                .append(idempotency)
                .append(" ids=")
                .append(clientIds)
                .append(" features=")
                .append(new TreeSet<>(features))
                .append(" history=")
                .append(historyIntervals)
                .append(" absence=")
                .append(absenceProof)
                .toString();
    }

    /** Collects capabilities. One thread. */
    public static final class Builder {
        private final Set<AssetClass> assetClasses = EnumSet.noneOf(AssetClass.class);
        private final Map<OrderType, Set<TimeInForce>> orders = new EnumMap<>(OrderType.class);
        private NativeGroups groups = NativeGroups.NONE;
        private ReplaceSupport replace = ReplaceSupport.NONE;
        private IdempotencyClass idempotency = IdempotencyClass.NONE;
        private final Set<Feature> features = EnumSet.noneOf(Feature.class);
        private final Set<BarInterval> historyIntervals = new TreeSet<>();
        private ClientIdRule clientIds = ClientIdRule.NONE;
        private @Nullable Duration absenceProof;

        private Builder() {}

        /** What can be traded. */
        public Builder assetClasses(AssetClass... classes) {
            assetClasses.addAll(Set.of(classes));
            return this;
        }

        /** An order type with the times in force that it takes. */
        public Builder order(OrderType type, TimeInForce... durations) {
            orders.computeIfAbsent(type, any -> EnumSet.noneOf(TimeInForce.class))
                    .addAll(Set.of(durations));
            return this;
        }

        /** Groups that the venue looks after itself. */
        public Builder nativeGroups(NativeGroups looksAfter) {
            groups = Objects.requireNonNull(looksAfter, "looksAfter");
            return this;
        }

        /** What happens when an order is to change. */
        public Builder replace(ReplaceSupport support) {
            replace = Objects.requireNonNull(support, "support");
            return this;
        }

        /** What the venue does with client order ids, and which it takes. */
        public Builder clientIds(IdempotencyClass idempotencyClass, ClientIdRule rule) {
            idempotency = Objects.requireNonNull(idempotencyClass, "idempotencyClass");
            clientIds = Objects.requireNonNull(rule, "rule");
            return this;
        }

        /** How long after a send a complete order list proves absence. */
        public Builder absenceProof(Duration afterSend) {
            absenceProof = Objects.requireNonNull(afterSend, "afterSend");
            return this;
        }

        /** Features that the venue has. */
        public Builder features(Feature... more) {
            features.addAll(Set.of(more));
            return this;
        }

        /** Bar intervals of its history. */
        public Builder historyIntervals(BarInterval... intervals) {
            historyIntervals.addAll(Set.of(intervals));
            return this;
        }

        /** The capabilities. */
        public Capabilities build() {
            return new Capabilities(this);
        }
    }
}
