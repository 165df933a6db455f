package io.fairlead.support;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ScheduledExecutorService;

/**
 * One connection's share in a venue's {@linkplain RateLimits limits}, its own or shared with others: calls that have to wait queue here, most
 * urgent first, and are refused as soon as it is clear that their patience does not last. Who goes first is settled within a budget; between
 * those that share limits, the part of a window that is kept for urgent kinds sees to it. Any thread; nothing blocks; time comes from the
 * clock given.
 */
public final class RateBudget implements AutoCloseable {
    private final Object lock = new Object();
    private final RateLimits limits;
    private final Clock clock;
    private final Timers timers;
    private final TreeSet<Waiter> waiting = new TreeSet<>(
            Comparator.comparing((Waiter waiter) -> waiter.kind).thenComparingLong(waiter -> waiter.sequence));
    private long sequence;
    private Instant wakeUp = Instant.MAX;
    private boolean closed;

    /** With limits of its own; without windows nothing is limited. */
    public RateBudget(Clock clock, ScheduledExecutorService io) {
        this(new RateLimits(clock), io);
    }

    /** With limits that others draw on too; closing this leaves them as they are. */
    public RateBudget(RateLimits shared, ScheduledExecutorService io) {
        this.limits = shared;
        this.clock = shared.clock();
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

    /** As {@link RateLimits#window}. */
    public void window(RateWindow window) {
        limits.window(window);
    }

    /** As {@link RateLimits#windowUnlessKnown}. */
    public void windowUnlessKnown(RateWindow window) {
        limits.windowUnlessKnown(window);
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
            Optional<String> never = closed ? Optional.of("closed") : limits.neverFits(kind, costs);
            if (never.isPresent()) {
                return CompletableFuture.completedFuture(new Grant.Refused(never.get()));
            }
            Instant now = clock.instant();
            boolean overtakes = waiting.isEmpty() || waiting.first().kind.compareTo(kind) > 0;
            if (overtakes && limits.take(kind, costs, now)) {
                return CompletableFuture.completedFuture(new Grant.Granted());
            }
            Instant deadline = now.plus(patience);
            Instant earliest = limits.earliest(kind, costs, now);
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
            return !closed && first && limits.take(kind, costs, clock.instant());
        }
    }

    private String late(Instant earliest, Instant now) {
        String stopped = limits.stopped(now).map(why -> "; " + why).orElse("");
        return "budget allows it in " + Duration.between(now, earliest).toMillis() + " ms only" + stopped;
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
                Instant earliest = limits.earliest(waiter.kind, waiter.costs, now);
                if (!now.isBefore(waiter.deadline) || !earliest.isBefore(waiter.deadline)) {
                    leave(waiter, new Grant.Refused(late(earliest, now)), answers);
                } else if (!behind && limits.take(waiter.kind, waiter.costs, now)) {
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
        limits.used(window, used);
    }

    /**
     * Stops all traffic until an instant, of all who share the limits; a stop only ever gets longer.
     *
     * @param cancelsToo whether even cancels stop: an address that is banned (418) makes its ban longer with each call
     */
    public void stopUntil(Instant until, boolean cancelsToo, String why) {
        limits.stopUntil(until, cancelsToo, why);
        serve();
    }

    /** Until when traffic stops; in the past when it runs. */
    public Instant stoppedUntil() {
        return limits.stoppedUntil();
    }

    /** How much is left of a window; empty if there is none of that name. */
    public Optional<Long> available(String window) {
        return limits.available(window);
    }

    /** The windows as they stand. */
    public List<RateWindow> windows() {
        return limits.windows();
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
}
