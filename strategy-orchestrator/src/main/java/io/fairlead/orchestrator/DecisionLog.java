package io.fairlead.orchestrator;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * Keeps the latest decisions, for reports and for {@link #find explaining} an order by its decision id. Hand it to whoever decides;
 * any thread may read.
 */
public final class DecisionLog implements DecisionListener {
    private final Object lock = new Object();
    private final Deque<Decision> kept = new ArrayDeque<>();
    private final int limit;
    private final Predicate<Decision> wanted;

    private DecisionLog(int limit, Predicate<Decision> wanted) {
        if (limit <= 0) {
            throw new IllegalArgumentException("a log must keep 1 decision or more, was " + limit);
        }
        this.limit = limit;
        this.wanted = Objects.requireNonNull(wanted, "wanted");
    }

    /** Keeps the latest decisions, held ones included; older ones are forgotten beyond the limit. */
    public static DecisionLog keeping(int limit) {
        return new DecisionLog(limit, decision -> true);
    }

    /** Keeps the latest decisions of a kind: {@code decision -> decision.action().isEntry()}. */
    public static DecisionLog keeping(int limit, Predicate<Decision> wanted) {
        return new DecisionLog(limit, wanted);
    }

    @Override
    public void onDecision(Decision decision) {
        if (wanted.test(decision)) {
            synchronized (lock) {
                if (kept.size() == limit) {
                    kept.removeFirst();
                }
                kept.addLast(decision);
            }
        }
    }

    /** What is kept, oldest first. */
    public List<Decision> decisions() {
        synchronized (lock) {
            return List.copyOf(kept);
        }
    }

    /** The decision that led to an order, by the order's decision id; empty where it is not kept. */
    public Optional<Decision> find(String decisionId) {
        for (Decision decision : decisions()) {
            if (decision.id().equals(decisionId)) {
                return Optional.of(decision);
            }
        }
        return Optional.empty();
    }
}
