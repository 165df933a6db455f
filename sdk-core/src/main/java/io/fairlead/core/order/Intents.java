package io.fairlead.core.order;

import io.fairlead.api.order.Lifecycle;
import io.fairlead.api.order.OrderRequest;
import org.jspecify.annotations.Nullable;

/** What was asked for last, for the rule against asking twice; remembers the last 256 orders. On the session's thread. */
final class Intents {
    private static final int SIZE = 256;

    private final @Nullable ManagedOrder[] orders = new ManagedOrder[SIZE];
    private final long[] times = new long[SIZE];
    private int count;

    void submitted(ManagedOrder order, long nowNanos) {
        orders[count % SIZE] = order;
        times[count % SIZE] = nowNanos;
        count = count == Integer.MAX_VALUE ? SIZE : count + 1;
    }

    /** Orders of an owner within the window that ends now that ask for the same thing and have not come to nothing. */
    int same(int owner, OrderRequest request, long nowNanos, long windowNanos) {
        int same = 0;
        for (int at = count - 1; at >= Math.max(0, count - SIZE); at--) {
            if (nowNanos - times[at % SIZE] >= windowNanos) {
                break;
            }
            ManagedOrder before = orders[at % SIZE];
            if (before != null
                    && before.owner() == owner
                    && !cameToNothing(before)
                    && isSame(before.request(), request)) {
                same++;
            }
        }
        return same;
    }

    private static boolean cameToNothing(ManagedOrder order) {
        Lifecycle stage = order.lifecycle();
        return stage == Lifecycle.CANCELLED || stage == Lifecycle.EXPIRED || stage == Lifecycle.DENIED;
    }

    /** All that a venue would act on, and what the strategy calls it; not the client id. */
    private static boolean isSame(OrderRequest one, OrderRequest other) {
        return one.side() == other.side()
                && one.type() == other.type()
                && one.timeInForce() == other.timeInForce()
                && one.instrument().equals(other.instrument())
                && one.quantity().equals(other.quantity())
                && one.notional().equals(other.notional())
                && one.limitPrice().equals(other.limitPrice())
                && one.triggerPrice().equals(other.triggerPrice())
                && one.trail().equals(other.trail())
                && one.bracket().equals(other.bracket())
                && one.tag().equals(other.tag())
                && one.decisionId().equals(other.decisionId());
    }
}
