package io.fairlead.core.analytics;

import io.fairlead.api.Money;
import io.fairlead.api.instrument.Instrument;
import io.fairlead.api.instrument.InstrumentId;
import io.fairlead.core.feed.BarColumns;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What a run leaves behind: what it ran on and under which rules, how the equity went, every fill and what was denied. Statistics and
 * reports are made from this alone. A {@link RunRecorder} fills it. Immutable; any thread.
 */
public final class RunRecord {
    private final String title;
    private final String mode;
    private final Money cash;
    private final String dataDescription;
    private final String policyName;
    private final List<String> policyRules;
    private final List<Fact> facts;
    private final SortedMap<InstrumentId, Instrument> instruments;
    private final SortedMap<InstrumentId, BarColumns> bars;
    private final EquityCurve equity;
    private final List<RecordedFill> fills;
    private final List<RecordedDenial> denials;
    private final SortedMap<String, Long> denialCounts;
    private final OrderCounts orders;
    private final List<String> alarms;
    /** Worked out when first asked for; two threads may do it at once, to equal ends. */
    private volatile @Nullable List<RoundTrip> roundTrips;

    private volatile @Nullable Statistics statistics;

    RunRecord(RunRecorder from) {
        title = from.title;
        mode = from.mode;
        cash = from.cash;
        dataDescription = from.dataDescription;
        policyName = from.policyName;
        policyRules = List.copyOf(from.policyRules);
        facts = List.copyOf(from.facts);
        instruments = Collections.unmodifiableSortedMap(new TreeMap<>(from.instruments));
        bars = Collections.unmodifiableSortedMap(new TreeMap<>(from.bars));
        equity = from.equity();
        fills = List.copyOf(from.fills);
        denials = List.copyOf(from.denials);
        denialCounts = Collections.unmodifiableSortedMap(new TreeMap<>(from.denialCounts));
        orders = from.orders();
        alarms = List.copyOf(from.alarms);
    }

    /** What ran, {@code "Golden cross"}. */
    public String title() {
        return title;
    }

    /** In which mode, {@code "BACKTEST"}; empty if nobody said. */
    public String mode() {
        return mode;
    }

    /** What the account held at the start, in its base currency. */
    public Money cash() {
        return cash;
    }

    /** Where the data is from; empty if nobody said. */
    public String dataDescription() {
        return dataDescription;
    }

    /** Whether the data was made up: its description says so with the word SYNTHETIC. */
    public boolean isSynthetic() {
        return dataDescription.toUpperCase(Locale.ROOT).contains("SYNTHETIC");
    }

    /** The risk policy's name; empty if nobody said. */
    public String policyName() {
        return policyName;
    }

    /** The policy's rules with their limits, one line each. */
    public List<String> policyRules() {
        return policyRules;
    }

    /** Whatever else was noted, in the order of noting: seed, fees, versions. */
    public List<Fact> facts() {
        return facts;
    }

    /** The instruments that could be traded. */
    public SortedMap<InstrumentId, Instrument> instruments() {
        return instruments;
    }

    /** Bars to draw and to measure excursions by; of those instruments that have any. */
    public SortedMap<InstrumentId, BarColumns> bars() {
        return bars;
    }

    /** How the equity went. */
    public EquityCurve equity() {
        return equity;
    }

    /** Every fill, in the order in which they were booked. */
    public List<RecordedFill> fills() {
        return fills;
    }

    /** The first {@value RunRecorder#DENIALS_KEPT} denials, oldest first; {@link #denialCounts()} counts them all. */
    public List<RecordedDenial> denials() {
        return denials;
    }

    /** How many orders were denied, by code. */
    public SortedMap<String, Long> denialCounts() {
        return denialCounts;
    }

    /** How many orders there were, and how they ended. */
    public OrderCounts orders() {
        return orders;
    }

    /** What went wrong, oldest first: a suspended strategy, an order without a known outcome. */
    public List<String> alarms() {
        return alarms;
    }

    /** The positions from first unit to last, in the order in which they were opened. */
    public List<RoundTrip> roundTrips() {
        List<RoundTrip> known = roundTrips;
        if (known == null) {
            known = RoundTrips.of(this);
            roundTrips = known;
        }
        return known;
    }

    /** The figures of the run. */
    public Statistics statistics() {
        Statistics known = statistics;
        if (known == null) {
            known = Statistics.of(this);
            statistics = known;
        }
        return known;
    }

    /** The zone that days are counted in: that of the first instrument's calendar; UTC where there is no instrument. */
    public ZoneId zone() {
        Optional<Instrument> first = instruments.values().stream().findFirst();
        return first.map(instrument -> instrument.calendar().zone()).orElse(ZoneOffset.UTC);
    }

    @Override
    public String toString() {
        return title + " " + mode + ": " + equity + ", " + fills.size() + " fills";
    }
}
