package io.fairlead.support;

import io.fairlead.api.market.EpochNanos;
import io.github.bucket4j.Bandwidth;
import io.github.bucket4j.Bucket;
import io.github.bucket4j.TimeMeter;
import io.github.bucket4j.local.SynchronizationStrategy;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ScheduledExecutorService;

/**
 * What one key may still send, shared by all calls of it: several weighted windows at once, a share kept for urgent kinds, the venue's own
 * figures fed back, and full stops. Calls that have to wait queue, most urgent first, and are refused as soon as it is clear that their
 * patience does not last. Any thread; nothing blocks; time comes from the clock given.
 */
public final class RateBudget implements AutoCloseable {
    private final Object lock = new Object();
    private final Clock clock;
    private final Timers timers;
    private final Map<String, Meter> windows = new LinkedHashMap<>();
    private final TreeSet<Waiter> waiting = new TreeSet<>(
            Comparator.comparing((Waiter waiter) -> waiter.kind).thenComparingLong(waiter -> waiter.sequence));
    private Stop stop = new Stop(Instant.MIN, false, "");
    private long sequence;
    private Instant wakeUp = Instant.MAX;
    private boolean closed;

    /** Without windows nothing is limited. */
    public RateBudget(Clock clock, ScheduledExecutorService io) {
        this.clock = clock;
        this.timers = new Timers(io);
    }

    /** Whether a call may go. */
    public sealed interface Grant {
        /** It may go now; what it costs is taken. */
        record Granted() implements Grant {}

        /**
         * It may not; nothing was taken.
         *
         * @param why in words
         */
        record Refused(String why) implements Grant {}
    }

    private record Stop(Instant until, boolean cancelsToo, String why) {
        boolean holds(RequestKind kind, Instant now) {
            return now.isBefore(until) && (cancelsToo || kind != RequestKind.CANCEL);
        }
    }

    private record Meter(RateWindow window, Bucket bucket) {}

    private static final class Waiter {
        private final RequestKind kind;
        private final Map<String, Integer> costs;
        private final long sequence;
        private final Instant deadline;
        private final CompletableFuture<Grant> promise = new CompletableFuture<>();

        Waiter(RequestKind kind, Map<String, Integer> costs, long sequence, Instant deadline) {
            this.kind = kind;
            this.costs = costs;
            this.sequence = sequence;
            this.deadline = deadline;
        }
    }

    /** Adds a window, or changes its limit; what was used of it stays used. */
    public void window(RateWindow window) {
        synchronized (lock) {
            Meter before = windows.get(window.name());
            if (before != null && before.window.equals(window)) {
                return;
            }
            Meter meter = new Meter(window, bucket(window));
            long used = before == null ? 0 : before.window.limit() - before.bucket.getAvailableTokens();
            if (used > 0) {
                meter.bucket.tryConsumeAsMuchAsPossible(used);
            }
            windows.put(window.name(), meter);
        }
    }

    private Bucket bucket(RateWindow window) {
        Bandwidth band = window.aligned()
                ? Bandwidth.builder()
                        .capacity(window.limit())
                        .refillIntervallyAligned(window.limit(), window.period(), nextEdge(window.period()))
                        .build()
                : Bandwidth.builder()
                        .capacity(window.limit())
                        .refillGreedy(window.limit(), window.period())
                        .build();
        return Bucket.builder()
                .withCustomTimePrecision(new Wall(clock))
                .withSynchronizationStrategy(SynchronizationStrategy.NONE)
                .addLimit(band)
                .build();
    }

    private Instant nextEdge(Duration period) {
        long span = period.toNanos();
        return EpochNanos.toInstant((EpochNanos.of(clock.instant()) / span + 1) * span);
    }

    /**
     * Asks for what a call costs.
     *
     * @param costs how much of each thing counted; what no window counts is free
     * @param patience how long the call may wait; zero asks for now or never
     * @return when the call may go, or that it may not
     */
    public CompletionStage<Grant> take(RequestKind kind, Map<String, Integer> costs, Duration patience) {
        synchronized (lock) {
            Optional<String> never = closed ? Optional.of("closed") : neverFits(kind, costs);
            if (never.isPresent()) {
                return CompletableFuture.completedFuture(new Grant.Refused(never.get()));
            }
            Instant now = clock.instant();
            boolean overtakes = waiting.isEmpty() || waiting.first().kind.compareTo(kind) > 0;
            if (overtakes && takeNow(kind, costs, now)) {
                return CompletableFuture.completedFuture(new Grant.Granted());
            }
            Instant deadline = now.plus(patience);
            Instant earliest = earliest(kind, costs, now);
            if (!earliest.isBefore(deadline)) {
                return CompletableFuture.completedFuture(new Grant.Refused(late(earliest, now)));
            }
            Waiter waiter = new Waiter(kind, Map.copyOf(costs), sequence++, deadline);
            waiting.add(waiter);
            arrangeWakeUp(earliest.isAfter(now) ? earliest : deadline, now);
            arrangeWakeUp(deadline, now);
            return waiter.promise;
        }
    }

    /** Takes what a call costs if it may go now and nobody waits ahead of it. */
    public boolean tryTake(RequestKind kind, Map<String, Integer> costs) {
        synchronized (lock) {
            boolean first = waiting.isEmpty() || waiting.first().kind.compareTo(kind) > 0;
            return !closed && first && takeNow(kind, costs, clock.instant());
        }
    }

    private String late(Instant earliest, Instant now) {
        String stopped = now.isBefore(stop.until) ? "; " + stop.why : "";
        return "budget allows it in " + Duration.between(now, earliest).toMillis() + " ms only" + stopped;
    }

    private Optional<String> neverFits(RequestKind kind, Map<String, Integer> costs) {
        for (Meter meter : windows.values()) {
            int cost = costs.getOrDefault(meter.window.counts(), 0);
            if (cost > meter.window.usableBy(kind)) {
                return Optional.of(
                        "it costs " + cost + " and " + meter.window.name() + " never holds that for " + kind);
            }
        }
        return Optional.empty();
    }

    private boolean takeNow(RequestKind kind, Map<String, Integer> costs, Instant now) {
        if (stop.holds(kind, now)) {
            return false;
        }
        for (Meter meter : windows.values()) {
            int cost = costs.getOrDefault(meter.window.counts(), 0);
            if (cost > 0 && meter.bucket.getAvailableTokens() < cost + meter.window.reservedFrom(kind)) {
                return false;
            }
        }
        for (Meter meter : windows.values()) {
            int cost = costs.getOrDefault(meter.window.counts(), 0);
            if (cost > 0) {
                meter.bucket.tryConsume(cost);
            }
        }
        return true;
    }

    private Instant earliest(RequestKind kind, Map<String, Integer> costs, Instant now) {
        Instant earliest = stop.holds(kind, now) ? stop.until : now;
        for (Meter meter : windows.values()) {
            int cost = costs.getOrDefault(meter.window.counts(), 0);
            if (cost > 0) {
                long needed = cost + meter.window.reservedFrom(kind);
                long wait = meter.bucket.estimateAbilityToConsume(needed).getNanosToWaitForRefill();
                Instant refilled = now.plusNanos(wait);
                earliest = refilled.isAfter(earliest) ? refilled : earliest;
            }
        }
        return earliest;
    }

    private void arrangeWakeUp(Instant when, Instant now) {
        if (when.isBefore(wakeUp)) {
            wakeUp = when;
            if (!timers.later(Duration.between(now, when), this::serve)) {
                closed = true; // the lender has gone; close() answers those who wait
            }
        }
    }

    private void serve() {
        List<Runnable> answers = new ArrayList<>();
        synchronized (lock) {
            Instant now = clock.instant();
            wakeUp = Instant.MAX;
            Set<String> spokenFor = new HashSet<>();
            Instant next = Instant.MAX;
            for (Waiter waiter : List.copyOf(waiting)) {
                boolean behind = waiter.costs.keySet().stream().anyMatch(spokenFor::contains);
                Instant earliest = earliest(waiter.kind, waiter.costs, now);
                if (!now.isBefore(waiter.deadline) || !earliest.isBefore(waiter.deadline)) {
                    leave(waiter, new Grant.Refused(late(earliest, now)), answers);
                } else if (!behind && takeNow(waiter.kind, waiter.costs, now)) {
                    leave(waiter, new Grant.Granted(), answers);
                } else {
                    spokenFor.addAll(waiter.costs.keySet());
                    Instant turn = earliest.isAfter(now) ? earliest : waiter.deadline;
                    next = turn.isBefore(next) ? turn : next;
                    next = waiter.deadline.isBefore(next) ? waiter.deadline : next;
                }
            }
            if (next.isBefore(Instant.MAX)) {
                arrangeWakeUp(next, now);
            }
        }
        answers.forEach(Runnable::run);
    }

    private void leave(Waiter waiter, Grant grant, List<Runnable> answers) {
        waiting.remove(waiter);
        answers.add(() -> waiter.promise.complete(grant));
    }

    /** The venue's own word on how much of a window is used; only ever lowers what is left, since answers overtake each other. */
    public void used(String window, long used) {
        synchronized (lock) {
            Meter meter = windows.get(window);
            if (meter != null) {
                long surplus = meter.bucket.getAvailableTokens() - Math.max(0, meter.window.limit() - used);
                if (surplus > 0) {
                    meter.bucket.tryConsumeAsMuchAsPossible(surplus);
                }
            }
        }
    }

    /**
     * Stops all traffic until an instant; a stop only ever gets longer.
     *
     * @param cancelsToo whether even cancels stop: an address that is banned (418) makes its ban longer with each call
     */
    public void stopUntil(Instant until, boolean cancelsToo, String why) {
        synchronized (lock) {
            Instant now = clock.instant();
            Instant end = until.isAfter(stop.until) ? until : stop.until;
            stop = new Stop(end, cancelsToo || (stop.cancelsToo && now.isBefore(stop.until)), why);
        }
        serve();
    }

    /** Until when traffic stops; in the past when it runs. */
    public Instant stoppedUntil() {
        synchronized (lock) {
            return stop.until;
        }
    }

    /** How much is left of a window; empty if there is none of that name. */
    public Optional<Long> available(String window) {
        synchronized (lock) {
            return Optional.ofNullable(windows.get(window)).map(meter -> meter.bucket.getAvailableTokens());
        }
    }

    /** The windows as they stand. */
    public List<RateWindow> windows() {
        synchronized (lock) {
            return windows.values().stream().map(Meter::window).toList();
        }
    }

    /** Refuses all who wait and all who come. Idempotent. */
    @Override
    public void close() {
        List<Runnable> answers = new ArrayList<>();
        synchronized (lock) {
            closed = true;
            timers.close();
            for (Waiter waiter : List.copyOf(waiting)) {
                leave(waiter, new Grant.Refused("closed"), answers);
            }
        }
        answers.forEach(Runnable::run);
    }

    private record Wall(Clock clock) implements TimeMeter {
        @Override
        public long currentTimeNanos() {
            return EpochNanos.of(clock.instant());
        }

        @Override
        public boolean isWallClockBased() {
            return true;
        }
    }
}
