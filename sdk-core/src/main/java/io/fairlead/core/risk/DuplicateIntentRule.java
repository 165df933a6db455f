package io.fairlead.core.risk;

import io.fairlead.api.order.Denial;
import io.fairlead.api.order.OrderRequest;
import io.fairlead.api.risk.RiskView;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** The same thing asked for twice within a moment is a mistake: a loop, a callback that ran twice. Explicit flattening passes. */
final class DuplicateIntentRule implements PolicyRule {
    static final String NAME = "duplicate-intent";

    private final Duration window;
    private final long windowNanos;

    DuplicateIntentRule(Duration window) {
        this.window = window;
        this.windowNanos = window.toNanos();
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public Optional<Denial> check(OrderRequest order, RiskView view) {
        if (view.isFlattening()) {
            return Optional.empty();
        }
        int same = view.sameIntents(windowNanos);
        if (same == 0) {
            return Optional.empty();
        }
        return Optional.of(new Denial(
                "DUPLICATE_INTENT",
                "same=" + same + " within=" + window,
                "if it is meant, give it a tag or a decision id of its own, or wait"));
    }

    /** Holds for exits too: twice out is a position the other way. */
    @Override
    public boolean appliesToReducing() {
        return true;
    }

    @Override
    public List<String> codes() {
        return List.of("DUPLICATE_INTENT");
    }

    @Override
    public String changedBy() {
        return "duplicateWindow(duration)";
    }

    @Override
    public String describe() {
        return NAME + ": the same order of a strategy once within " + window + ", exits included";
    }
}
