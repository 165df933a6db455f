package io.fairlead.spi;

import io.fairlead.api.instrument.AssetClass;
import io.fairlead.api.order.Contingency;
import io.fairlead.api.order.OrderRequest;
import io.fairlead.api.order.OrderType;
import io.fairlead.api.order.TimeInForce;
import java.util.Arrays;
import java.util.Collection;
import java.util.EnumSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Which groups of orders a venue looks after itself, and on what terms; any other the session looks after. A bound that is not set
 * holds for everything. Immutable; any thread.
 *
 * <pre>{@code
 * NativeGroups.of(OCO, OTO, BRACKET).assetClasses(EQUITY, ETF).entries(MARKET, LIMIT).terms(Term.WHOLE_UNITS)
 * }</pre>
 */
public final class NativeGroups {
    /** A venue that looks after none. */
    public static final NativeGroups NONE = new NativeGroups(Set.of(), Set.of(), Set.of(), Set.of(), Set.of());

    /** What all orders of a group have to be. */
    public enum Term {
        /** By quantity, in whole units. */
        WHOLE_UNITS,
        /** Of the same time in force. */
        ONE_TIME_IN_FORCE,
        /** For the regular session. */
        REGULAR_SESSION
    }

    private final Set<Contingency> contingencies;
    private final Set<OrderType> entries;
    private final Set<AssetClass> assetClasses;
    private final Set<TimeInForce> durations;
    private final Set<Term> terms;

    private NativeGroups(
            Set<Contingency> contingencies,
            Set<OrderType> entries,
            Set<AssetClass> assetClasses,
            Set<TimeInForce> durations,
            Set<Term> terms) {
        this.contingencies = Set.copyOf(contingencies);
        this.entries = Set.copyOf(entries);
        this.assetClasses = Set.copyOf(assetClasses);
        this.durations = Set.copyOf(durations);
        this.terms = Set.copyOf(terms);
    }

    /** Groups of these kinds, without bounds. */
    public static NativeGroups of(Contingency... contingencies) {
        return new NativeGroups(set(contingencies), Set.of(), Set.of(), Set.of(), Set.of());
    }

    /** Only those whose entry, where there is one, is of one of these types. */
    public NativeGroups entries(OrderType... types) {
        return new NativeGroups(contingencies, set(types), assetClasses, durations, terms);
    }

    /** Only those that trade one of these. */
    public NativeGroups assetClasses(AssetClass... classes) {
        return new NativeGroups(contingencies, entries, set(classes), durations, terms);
    }

    /** Only those whose orders all have one of these times in force. */
    public NativeGroups durations(TimeInForce... some) {
        return new NativeGroups(contingencies, entries, assetClasses, set(some), terms);
    }

    /** Only those that keep these terms. */
    public NativeGroups terms(Term... some) {
        return new NativeGroups(contingencies, entries, assetClasses, durations, set(some));
    }

    /** Whether the venue looks after groups of a kind, on its terms; true of an order without others. */
    public boolean has(Contingency contingency) {
        return contingency == Contingency.NONE || contingencies.contains(contingency);
    }

    /**
     * Whether the venue looks after a group.
     *
     * @param asset what the group trades
     * @param first the group's first order: of an OTO or a bracket the entry
     * @param others its other orders
     */
    public boolean takes(Contingency contingency, AssetClass asset, OrderRequest first, List<OrderRequest> others) {
        boolean hasEntry = contingency == Contingency.OTO || contingency == Contingency.BRACKET;
        return has(contingency)
                && permits(assetClasses, asset)
                && (!hasEntry || permits(entries, first.type()))
                && keepsTerms(first, first)
                && others.stream().allMatch(other -> keepsTerms(other, first));
    }

    private boolean keepsTerms(OrderRequest order, OrderRequest first) {
        boolean whole = order.quantity().isPresent() && order.quantity().get().scale() <= 0;
        return permits(durations, order.timeInForce())
                && (whole || !terms.contains(Term.WHOLE_UNITS))
                && (order.timeInForce() == first.timeInForce() || !terms.contains(Term.ONE_TIME_IN_FORCE))
                && (!order.extendedHours() || !terms.contains(Term.REGULAR_SESSION));
    }

    private static <E> boolean permits(Set<E> some, E one) {
        return some.isEmpty() || some.contains(one);
    }

    /** The kinds; empty where there are no groups. */
    public Set<Contingency> contingencies() {
        return contingencies;
    }

    /** The types that an entry may be; empty for any. */
    public Set<OrderType> entries() {
        return entries;
    }

    /** What they may trade; empty for anything. */
    public Set<AssetClass> assetClasses() {
        return assetClasses;
    }

    /** The times in force that orders may have; empty for any. */
    public Set<TimeInForce> durations() {
        return durations;
    }

    /** The terms; empty for none. */
    public Set<Term> terms() {
        return terms;
    }

    private static <E extends Enum<E>> Set<E> set(E[] some) {
        return some.length == 0 ? Set.of() : EnumSet.copyOf(Arrays.asList(some));
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof NativeGroups that
                && contingencies.equals(that.contingencies)
                && entries.equals(that.entries)
                && assetClasses.equals(that.assetClasses)
                && durations.equals(that.durations)
                && terms.equals(that.terms);
    }

    @Override
    public int hashCode() {
        return Objects.hash(contingencies, entries, assetClasses, durations, terms);
    }

    /** All of it, in an order that never changes; bounds that are not set are left out. */
    @Override
    public String toString() {
        return new TreeSet<>(contingencies)
                + bound(" entries=", entries)
                + bound(" assets=", assetClasses)
                + bound(" durations=", durations)
                + bound(" terms=", terms);
    }

    private static String bound(String name, Collection<? extends Enum<?>> some) {
        return some.isEmpty() ? "" : name + new TreeSet<>(some);
    }
}
