package io.fairlead.core.engine;

import io.fairlead.core.feed.BarColumns;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * History that subscriptions asked for: delivered after the callback that asked, all of it merged by time, flagged; live bars follow.
 */
final class WarmUps {
    private static final class Pending {
        private final StrategyHost host;
        private final HostSeries series;
        private int next;

        private Pending(StrategyHost host, HostSeries series) {
            this.host = host;
            this.series = series;
            this.next = series.first();
        }

        private boolean isDone() {
            return next >= series.stream().known();
        }

        private long nextEndNanos() {
            return series.stream().columns().endNanos(next);
        }
    }

    private final SessionCore core;
    private final List<Pending> pending = new ArrayList<>();

    WarmUps(SessionCore core) {
        this.core = core;
    }

    void add(StrategyHost host, HostSeries series) {
        pending.add(new Pending(host, series));
    }

    boolean isEmpty() {
        return pending.isEmpty();
    }

    /** Delivers all of it, once none of it is still on its way. */
    void deliver() {
        for (Pending one : pending) {
            if (core.data().isAwaitingHistory(one.series.stream())) {
                return;
            }
        }
        List<Pending> ready = List.copyOf(pending);
        pending.clear();
        Pending next;
        while ((next = earliest(ready)) != null) {
            BarColumns columns = next.series.stream().columns();
            int at = next.next++;
            if (next.host.takesBars()) {
                next.host.onWarmUpBar(columns.bar(at));
            }
            core.settle();
        }
        for (Pending one : ready) {
            core.attach(one.host, one.series.stream());
        }
        for (Pending one : ready) {
            core.data().warmedUp(one.series.stream());
        }
    }

    private static @Nullable Pending earliest(List<Pending> ready) {
        Pending earliest = null;
        for (Pending one : ready) {
            if (!one.isDone() && (earliest == null || one.nextEndNanos() < earliest.nextEndNanos())) {
                earliest = one;
            }
        }
        return earliest;
    }
}
