package io.fairlead.core.risk;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * The breakers of a policy: what takes trading back from ACTIVE to REDUCE_ONLY and on to HALTED. None brings it forward again:
 * {@code session.setTradingState(ACTIVE, who, why)} does, and each breaker then counts from there. Immutable; any thread.
 *
 * <pre>{@code
 * RiskPolicy.standard().breakers(Breakers.standard().loss("3", "6").without("volatility"))
 * }</pre>
 */
public final class Breakers {
    private static final Breakers NONE = new Breakers(List.of());

    private final List<Breaker> all;

    private Breakers(List<Breaker> all) {
        this.all = List.copyOf(all);
    }

    /** None: the default of {@code research}. */
    public static Breakers none() {
        return NONE;
    }

    /**
     * All four: the default of {@code standard}. A day that has lost 5 percent reduces, 10 percent halts; the price of something held
     * that moves by 10 percent within 5 minutes reduces, 20 percent halts; a connection that is down for 30 seconds, or went down
     * 3 times within 10 minutes, reduces, 5 minutes halt; 5 rejected orders within 10 minutes that are at least half of the answers
     * reduce, 10 halt.
     */
    public static Breakers standard() {
        return NONE.loss("5", "10")
                .volatility("10", "20", Duration.ofMinutes(5))
                .connectivity(Duration.ofSeconds(30), Duration.ofMinutes(5), 3, Duration.ofMinutes(10))
                .rejectRate("50", 5, 10, Duration.ofMinutes(10));
    }

    /**
     * How much of the equity that it began with a day may lose, in percent: {@code "5"}.
     *
     * @param reduceAt the loss that leads to REDUCE_ONLY; above 0
     * @param haltAt the loss that leads to HALTED; not less, at most 100
     */
    public Breakers loss(String reduceAt, String haltAt) {
        long reduce = Millionths.ofPercent(reduceAt, "loss", 100);
        return with(new LossBreaker(reduce, notLess(reduce, Millionths.ofPercent(haltAt, "loss", 100), "loss")));
    }

    /**
     * How far the price of something held may move within a short while, up or down, in percent: {@code "10"}.
     *
     * @param reduceAt the move beyond which trading is REDUCE_ONLY; above 0
     * @param haltAt the move beyond which it is HALTED; not less, at most 1000
     * @param window within how long; the breaker looks back on one to two times as much
     */
    public Breakers volatility(String reduceAt, String haltAt, Duration window) {
        long reduce = Millionths.ofPercent(reduceAt, "volatility", 1_000);
        long halt = notLess(reduce, Millionths.ofPercent(haltAt, "volatility", 1_000), "volatility");
        return with(new VolatilityBreaker(reduce, halt, positive(window, "window")));
    }

    /**
     * How long, and how often, the broker's connection may be down.
     *
     * @param reduceAfter down for how long leads to REDUCE_ONLY
     * @param haltAfter down for how long leads to HALTED; not less
     * @param drops how many times down within the window lead to REDUCE_ONLY; 2 to 100
     * @param window within how long
     */
    public Breakers connectivity(Duration reduceAfter, Duration haltAfter, int drops, Duration window) {
        positive(reduceAfter, "reduceAfter");
        notLess(reduceAfter.toNanos(), haltAfter.toNanos(), "connectivity");
        return with(new ConnectivityBreaker(
                reduceAfter, haltAfter, within(drops, 2, 100, "drops"), positive(window, "window")));
    }

    /**
     * How much of what is sent the venue may reject.
     *
     * @param percent the share of its answers that must be rejections: {@code "50"}; above 0, at most 100
     * @param reduceAt how many rejections within the window lead to REDUCE_ONLY; 1 to 1000
     * @param haltAt how many lead to HALTED; not less, at most 1000
     * @param window within how long
     */
    public Breakers rejectRate(String percent, int reduceAt, int haltAt, Duration window) {
        within(reduceAt, 1, 1_000, "reduceAt");
        notLess(reduceAt, within(haltAt, 1, 1_000, "haltAt"), "rejectRate");
        return with(new RejectRateBreaker(
                Millionths.ofPercent(percent, "rejectRate", 100), reduceAt, haltAt, positive(window, "window")));
    }

    private static long notLess(long reduce, long halt, String what) {
        if (halt < reduce) {
            throw new IllegalArgumentException(
                    what + ": what halts must not be less than what reduces, was " + halt + " after " + reduce);
        }
        return halt;
    }

    private static int within(int value, int least, int most, String what) {
        if (value < least || value > most) {
            throw new IllegalArgumentException(what + " must be " + least + " to " + most + ", was " + value);
        }
        return value;
    }

    private static Duration positive(Duration span, String what) {
        if (span.isZero() || span.isNegative()) {
            throw new IllegalArgumentException(what + " must be more than no time, was " + span);
        }
        return span;
    }

    private Breakers with(Breaker breaker) {
        List<Breaker> changed = new ArrayList<>(all);
        changed.removeIf(other -> other.name().equals(breaker.name()));
        changed.add(breaker);
        return new Breakers(changed);
    }

    /**
     * Without one.
     *
     * @throws IllegalArgumentException if there is none of that name
     */
    public Breakers without(String name) {
        List<Breaker> changed = new ArrayList<>(all);
        if (!changed.removeIf(breaker -> breaker.name().equals(name))) {
            throw new IllegalArgumentException("no breaker '" + name + "'; there are "
                    + all.stream().map(Breaker::name).toList());
        }
        return new Breakers(changed);
    }

    /** The breakers. */
    public List<Breaker> all() {
        return all;
    }

    /** Each in one line. */
    public List<String> describe() {
        return all.stream().map(breaker -> "breaker " + breaker.describe()).toList();
    }
}
