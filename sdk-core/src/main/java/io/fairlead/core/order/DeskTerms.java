package io.fairlead.core.order;

import io.fairlead.api.order.Denial;
import org.jspecify.annotations.Nullable;

/** What the conditions under which an order is asked for rule out. */
final class DeskTerms {
    private DeskTerms() {}

    static @Nullable Denial check(OrderDesk.Terms terms, boolean reducing) {
        return switch (terms) {
            case NORMAL, FLATTENING -> null;
            case WARMING_UP ->
                new Denial(
                        "SESSION_WARMING_UP",
                        "history=true",
                        "wait for the first bar after the warm-up: context.isWarmingUp()");
            case STOPPING -> new Denial("SESSION_STOPPING", "closing=true", "a closing session takes cancels only");
            case SUSPENDED ->
                reducing
                        ? null
                        : new Denial(
                                "STRATEGY_SUSPENDED",
                                "reducing=false",
                                "the strategy threw and may only reduce; mend it and open the session again");
        };
    }
}
