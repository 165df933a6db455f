package io.fairlead.core.risk;

import io.fairlead.api.risk.TradingState;
import java.math.BigDecimal;
import java.util.Optional;

/** Equity has fallen by a share of what the day began with, or of what there was when a person resumed. */
final class LossBreaker extends Breaker {
    static final String NAME = "loss";

    private final long reduceMillionths;
    private final long haltMillionths;

    LossBreaker(long reduceMillionths, long haltMillionths) {
        this.reduceMillionths = reduceMillionths;
        this.haltMillionths = haltMillionths;
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public String describe() {
        return NAME + ": REDUCE_ONLY once a day has lost " + Millionths.asPercent(reduceMillionths)
                + " percent of the equity that it began with, HALTED at " + Millionths.asPercent(haltMillionths);
    }

    @Override
    BreakerWatch watch() {
        return new LossWatch();
    }

    private final class LossWatch extends BreakerWatch {
        private long startE8 = Long.MIN_VALUE;

        private LossWatch() {
            super(NAME);
        }

        @Override
        void onDay(long equityE8) {
            startE8 = equityE8;
        }

        @Override
        Optional<Trip> onEquity(long nowNanos, long equityE8) {
            if (startE8 == Long.MIN_VALUE) {
                startE8 = equityE8;
            }
            long lost = startE8 - equityE8;
            if (lost <= 0 || hasReached(TradingState.HALTED)) {
                return Optional.empty();
            }
            if (isAtLeast(lost, haltMillionths)) {
                return trip(TradingState.HALTED, detail(lost, haltMillionths));
            }
            return !hasReached(TradingState.REDUCE_ONLY) && isAtLeast(lost, reduceMillionths)
                    ? trip(TradingState.REDUCE_ONLY, detail(lost, reduceMillionths))
                    : Optional.empty();
        }

        private boolean isAtLeast(long lost, long millionths) {
            return Millionths.isMore(lost + 1, startE8, millionths);
        }

        private String detail(long lost, long millionths) {
            return "lost=" + plain(lost) + " from=" + plain(startE8) + " maxPercent="
                    + Millionths.asPercent(millionths);
        }

        private String plain(long e8) {
            return BigDecimal.valueOf(e8, 8).stripTrailingZeros().toPlainString();
        }

        /** The next equity is what the loss counts from. */
        @Override
        void startOver(long nowNanos) {
            startE8 = Long.MIN_VALUE;
        }
    }
}
