package io.fairlead.core.analytics;

import io.fairlead.api.Money;
import io.fairlead.api.instrument.Instrument;
import io.fairlead.api.instrument.InstrumentId;
import io.fairlead.api.market.EpochNanos;
import io.fairlead.api.order.Denial;
import io.fairlead.api.order.Fill;
import io.fairlead.api.order.OrderId;
import io.fairlead.api.order.OrderRequest;
import io.fairlead.api.order.OrderStatus;
import io.fairlead.api.risk.RiskRule;
import io.fairlead.api.risk.RuleSet;
import io.fairlead.core.feed.BarColumns;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Writes down a run while it happens: {@link #equity} once per time step costs two array stores, everything else an object per fill
 * or denial. On the session's thread; {@link #finish()} gives the record so far and may be asked again later.
 */
public final class RunRecorder {
    /** How many denials are kept in full; all are counted. */
    public static final int DENIALS_KEPT = 10_000;

    private static final int FIRST_CAPACITY = 256;

    final String title;
    final Money cash;
    final List<String> policyRules = new ArrayList<>();
    final List<Fact> facts = new ArrayList<>();
    final SortedMap<InstrumentId, Instrument> instruments = new TreeMap<>();
    final SortedMap<InstrumentId, BarColumns> bars = new TreeMap<>();
    final List<RecordedFill> fills = new ArrayList<>();
    final List<RecordedDenial> denials = new ArrayList<>();
    final SortedMap<String, Long> denialCounts = new TreeMap<>();
    final List<String> alarms = new ArrayList<>();
    String mode = "";
    String dataDescription = "";
    String policyName = "";
    long submitted;

    /** The same instruments, found at once. */
    private final Set<InstrumentId> known = new HashSet<>();

    private final Map<OrderStatus, long[]> ended = new EnumMap<>(OrderStatus.class);
    private long[] equityNanos = new long[FIRST_CAPACITY];
    private double[] equityValues = new double[FIRST_CAPACITY];
    private int samples;

    private RunRecorder(String title, Money cash) {
        this.title = Objects.requireNonNull(title, "title");
        this.cash = Objects.requireNonNull(cash, "cash");
    }

    /**
     * A recorder for one run.
     *
     * @param title what runs
     * @param cash what the account holds at the start, in its base currency
     */
    public static RunRecorder of(String title, Money cash) {
        return new RunRecorder(title, cash);
    }

    /** In which mode it runs. */
    public RunRecorder mode(String name) {
        mode = Objects.requireNonNull(name, "name");
        return this;
    }

    /** Where the data is from; made-up data has the word SYNTHETIC in it. */
    public RunRecorder data(String description) {
        dataDescription = Objects.requireNonNull(description, "description");
        return this;
    }

    /** The risk policy, by its name and the words of its rules. */
    public RunRecorder policy(RuleSet policy) {
        policyName = policy.name();
        policyRules.clear();
        for (RiskRule rule : policy.rules()) {
            policyRules.add(rule.describe());
        }
        return this;
    }

    /** Something worth knowing about the run, for reports. */
    public RunRecorder fact(String name, String text) {
        facts.add(new Fact(name, text));
        return this;
    }

    /** An instrument that can be traded; before its first fill. */
    public RunRecorder instrument(Instrument instrument) {
        instruments.put(instrument.id(), instrument);
        known.add(instrument.id());
        return this;
    }

    /** Bars to draw and to measure excursions by. They are not copied: freeze them before the record is read. */
    public RunRecorder bars(BarColumns columns) {
        bars.put(columns.instrument(), columns);
        return this;
    }

    /**
     * Makes room for samples of the equity, so that a long run need not grow.
     *
     * @param count how many are expected, 0 or more; more may come
     */
    public RunRecorder expectSamples(int count) {
        if (count > equityNanos.length) {
            equityNanos = Arrays.copyOf(equityNanos, count);
            equityValues = Arrays.copyOf(equityValues, count);
        }
        return this;
    }

    /**
     * The equity at a time; at the time of the sample before, it takes its place.
     *
     * @param nanos epoch nanoseconds, never falling
     * @param value cash and positions at their last prices, in the base currency
     */
    public void equity(long nanos, double value) {
        if (!Double.isFinite(value)) {
            throw new IllegalArgumentException("equity must be a finite number, was " + value);
        }
        int next = samples;
        if (next > 0 && nanos <= equityNanos[next - 1]) {
            next = indexOfSameTime(nanos);
        }
        if (next == equityNanos.length) {
            int capacity = next + (next >> 1);
            equityNanos = Arrays.copyOf(equityNanos, capacity);
            equityValues = Arrays.copyOf(equityValues, capacity);
        }
        equityNanos[next] = nanos;
        equityValues[next] = value;
        samples = next + 1;
    }

    private int indexOfSameTime(long nanos) {
        long last = equityNanos[samples - 1];
        if (nanos < last) {
            throw new IllegalArgumentException("time went back from " + EpochNanos.toInstant(last) + " to "
                    + EpochNanos.toInstant(nanos) + ": equity is recorded in the order of time");
        }
        return samples - 1;
    }

    /** An order was asked for; each leg of a group counts. */
    public void submitted() {
        submitted++;
    }

    /** An order has ended, in whatever way but a denial. */
    public void ended(OrderStatus status) {
        ended.computeIfAbsent(status, any -> new long[1])[0]++;
    }

    /**
     * An order has filled, in part or in full.
     *
     * @param strategy the name of the strategy that asked for it
     * @param order the order
     * @param request what was asked for, with its tag and its decision
     * @param fill what happened
     * @throws IllegalStateException if its instrument was not recorded
     */
    public void filled(String strategy, OrderId order, OrderRequest request, Fill fill) {
        if (!known.contains(fill.instrument())) {
            throw new IllegalStateException("record the instrument " + fill.instrument() + " before its fills");
        }
        fills.add(new RecordedFill(fill, order, request.type(), strategy, request.tag(), request.decisionId()));
    }

    /** The venue took a fill back. */
    public void reversed(Fill fill) {
        for (int i = fills.size() - 1; i >= 0; i--) {
            if (fills.get(i).fill().equals(fill)) {
                fills.remove(i);
                return;
            }
        }
        throw new IllegalArgumentException("no fill " + fill.executionId() + " was recorded that could be reversed");
    }

    /**
     * An order was refused; counts as its end.
     *
     * @param strategy the name of the strategy that asked for it
     * @param order the order
     * @param request what was asked for
     * @param denial why not
     * @param nanos when, in epoch nanoseconds
     */
    public void denied(String strategy, OrderId order, OrderRequest request, Denial denial, long nanos) {
        ended(OrderStatus.DENIED);
        denialCounts.merge(denial.code(), 1L, Long::sum);
        if (denials.size() < DENIALS_KEPT) {
            denials.add(new RecordedDenial(nanos, order, strategy, request, denial));
        }
    }

    /** Something went wrong that a person should see. */
    public void alarm(long nanos, String text) {
        alarms.add(EpochNanos.toInstant(nanos) + " " + text);
    }

    OrderCounts orders() {
        Map<OrderStatus, Long> counts = new EnumMap<>(OrderStatus.class);
        ended.forEach((status, count) -> counts.put(status, count[0]));
        return new OrderCounts(submitted, counts);
    }

    EquityCurve equity() {
        return EquityCurve.handOver(equityNanos, equityValues, samples);
    }

    /** The record of what was written so far. */
    public RunRecord finish() {
        return new RunRecord(this);
    }
}
