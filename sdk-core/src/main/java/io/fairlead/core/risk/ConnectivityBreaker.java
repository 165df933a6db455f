package io.fairlead.core.risk;

import io.fairlead.api.risk.TradingState;
import java.time.Duration;
import java.util.Optional;

/** The broker's connection has been down for a while, was closed for good, or keeps coming and going. */
final class ConnectivityBreaker extends Breaker {
    static final String NAME = "connectivity";

    private final Duration reduceAfter;
    private final Duration haltAfter;
    private final int drops;
    private final Duration window;

    ConnectivityBreaker(Duration reduceAfter, Duration haltAfter, int drops, Duration window) {
        this.reduceAfter = reduceAfter;
        this.haltAfter = haltAfter;
        this.drops = drops;
        this.window = window;
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public String describe() {
        return NAME + ": REDUCE_ONLY once the broker's connection has been down for " + reduceAfter + " or went down "
                + drops + " times within " + window + ", HALTED after " + haltAfter + " or once it is closed for good";
    }

    @Override
    BreakerWatch watch() {
        return new ConnectivityWatch();
    }

    private final class ConnectivityWatch extends BreakerWatch {
        private static final long UP = Long.MIN_VALUE;

        private final long[] lastDrops = new long[drops];
        private int dropped;
        private long downSince = UP;

        private ConnectivityWatch() {
            super(NAME);
        }

        @Override
        Optional<Trip> onUp(long nowNanos) {
            Optional<Trip> late = onTime(nowNanos);
            downSince = UP;
            return late;
        }

        @Override
        Optional<Trip> onDown(long nowNanos, boolean closed) {
            if (closed) {
                downSince = downSince == UP ? nowNanos : downSince;
                return trip(TradingState.HALTED, "closed=true");
            }
            if (downSince != UP) {
                return onTime(nowNanos);
            }
            downSince = nowNanos;
            lastDrops[dropped++ % drops] = nowNanos;
            boolean often = dropped >= drops && nowNanos - lastDrops[dropped % drops] < window.toNanos();
            return often ? trip(TradingState.REDUCE_ONLY, "drops=" + drops + " window=" + window) : Optional.empty();
        }

        @Override
        long nextDueNanos() {
            if (downSince == UP || hasReached(TradingState.HALTED)) {
                return Long.MAX_VALUE;
            }
            Duration next = hasReached(TradingState.REDUCE_ONLY) ? haltAfter : reduceAfter;
            return downSince + next.toNanos();
        }

        @Override
        Optional<Trip> onTime(long nowNanos) {
            if (downSince == UP) {
                return Optional.empty();
            }
            long down = nowNanos - downSince;
            if (down >= haltAfter.toNanos()) {
                return trip(TradingState.HALTED, "down=" + Duration.ofNanos(down) + " max=" + haltAfter);
            }
            return down >= reduceAfter.toNanos()
                    ? trip(TradingState.REDUCE_ONLY, "down=" + Duration.ofNanos(down) + " max=" + reduceAfter)
                    : Optional.empty();
        }

        /** A connection that is still down counts from here. */
        @Override
        void startOver(long nowNanos) {
            dropped = 0;
            downSince = downSince == UP ? UP : nowNanos;
        }
    }
}
