package io.fairlead.core.risk;

import io.fairlead.api.risk.TradingState;
import java.time.Duration;
import java.util.Optional;

/** The venue rejects too much of what it is sent: something does not fit, and more of it will not help. */
final class RejectRateBreaker extends Breaker {
    static final String NAME = "reject-rate";
    private static final int REMEMBERED = 1_024;

    private final long millionths;
    private final int reduceAt;
    private final int haltAt;
    private final Duration window;

    RejectRateBreaker(long millionths, int reduceAt, int haltAt, Duration window) {
        this.millionths = millionths;
        this.reduceAt = reduceAt;
        this.haltAt = haltAt;
        this.window = window;
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public String describe() {
        return NAME + ": REDUCE_ONLY once the venue has rejected " + reduceAt + " orders within " + window + ", and "
                + Millionths.asPercent(millionths) + " percent of its answers or more, HALTED at " + haltAt;
    }

    @Override
    BreakerWatch watch() {
        return new RejectWatch();
    }

    private final class RejectWatch extends BreakerWatch {
        private final long[] times = new long[REMEMBERED];
        private final boolean[] rejections = new boolean[REMEMBERED];
        private int count;

        private RejectWatch() {
            super(NAME);
        }

        @Override
        Optional<Trip> onAnswer(long nowNanos, boolean rejected) {
            times[count % REMEMBERED] = nowNanos;
            rejections[count % REMEMBERED] = rejected;
            count++;
            return rejected ? judge(nowNanos) : Optional.empty();
        }

        private Optional<Trip> judge(long nowNanos) {
            int answers = 0;
            int rejected = 0;
            for (int at = count - 1; at >= Math.max(0, count - REMEMBERED); at--) {
                if (nowNanos - times[at % REMEMBERED] >= window.toNanos()) {
                    break;
                }
                answers++;
                rejected += rejections[at % REMEMBERED] ? 1 : 0;
            }
            if (rejected < reduceAt || rejected * Millionths.ONE < answers * millionths) {
                return Optional.empty();
            }
            return trip(
                    rejected >= haltAt ? TradingState.HALTED : TradingState.REDUCE_ONLY,
                    "rejected=" + rejected + " answers=" + answers + " max=" + (rejected >= haltAt ? haltAt : reduceAt)
                            + " window=" + window);
        }

        @Override
        void startOver(long nowNanos) {
            count = 0;
        }
    }
}
