package io.fairlead.orchestrator;

import io.fairlead.api.edge.Direction;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * How positions end: a pure function of position and bar. First the bar's close may start or move the trailing stop; then a bar that
 * reaches the stop exits, else one that reaches the target, else the end of day. Where orders at a venue own stop and target, a bar
 * exits only if it closes beyond the stop. Immutable; any thread.
 */
public final class ExitRules {
    private final double stopAtr;
    private final double targetAtr;
    private final double trailStartAtr;
    private final double trailLockAtr;
    private final double trailDistanceAtr;

    private ExitRules(OrchestratorConfig config) {
        stopAtr = config.get(Parameter.STOP_ATR);
        targetAtr = config.get(Parameter.TARGET_ATR);
        trailStartAtr = config.get(Parameter.TRAIL_START_ATR);
        trailLockAtr = config.get(Parameter.TRAIL_LOCK_ATR);
        trailDistanceAtr = config.get(Parameter.TRAIL_DISTANCE_ATR);
    }

    /** The exit rules of a configuration. */
    public static ExitRules of(OrchestratorConfig config) {
        return new ExitRules(config);
    }

    /**
     * What a bar did to a position.
     *
     * @param position the position after the bar's close moved its stop
     * @param exit the rule that closes it; empty where it stays open
     */
    public record Step(OpenPosition position, Optional<DecisionRule> exit) {}

    /**
     * One bar.
     *
     * @param high the bar's highest price
     * @param low the bar's lowest price
     * @param close the bar's close
     * @param endOfDay whether the day's positions are closed now
     */
    public Step step(OpenPosition position, double high, double low, double close, boolean endOfDay) {
        OpenPosition moved = trail(position, close);
        return new Step(moved, Optional.ofNullable(exit(moved, high, low, close, endOfDay)));
    }

    /** The position after a close: best price, trailing, stop. The stop is never loosened. */
    public OpenPosition trail(OpenPosition position, double close) {
        int sign = position.direction().sign();
        double best = (close - position.best()) * sign > 0 ? close : position.best();
        boolean trailing =
                position.trailing() || (best - position.entryPrice()) * sign >= trailStartAtr * position.entryAtr();
        double stop = position.stop();
        if (trailing) {
            stop = tighter(stop, position.entryPrice() + sign * trailLockAtr * position.entryAtr(), sign);
            stop = tighter(stop, best - sign * trailDistanceAtr * position.entryAtr(), sign);
        }
        if (best == position.best() && trailing == position.trailing() && stop == position.stop()) {
            return position;
        }
        return position.moved(best, trailing, stop);
    }

    @Nullable
    DecisionRule exit(OpenPosition position, double high, double low, double close, boolean endOfDay) {
        boolean isLong = position.direction() == Direction.LONG;
        if (position.bracketed()) {
            return exitBracketed(position, close, endOfDay);
        }
        if (isLong ? low <= position.stop() : high >= position.stop()) {
            return position.trailing() ? DecisionRule.TRAILING_STOP : DecisionRule.STOP;
        }
        if (isLong ? high >= position.target() : low <= position.target()) {
            return DecisionRule.TARGET;
        }
        return endOfDay ? DecisionRule.END_OF_DAY : null;
    }

    private static @Nullable DecisionRule exitBracketed(OpenPosition position, double close, boolean endOfDay) {
        if ((close - position.stop()) * position.direction().sign() <= 0) {
            return position.trailing() ? DecisionRule.TRAILING_STOP : DecisionRule.STOP;
        }
        return endOfDay ? DecisionRule.END_OF_DAY : null;
    }

    /** Where a position decided at a price is given up. */
    double stopOf(Direction direction, double price, double atr) {
        return price - direction.sign() * stopAtr * atr;
    }

    /** Where the profit of a position decided at a price is taken. */
    double targetOf(Direction direction, double price, double atr) {
        return price + direction.sign() * targetAtr * atr;
    }

    private static double tighter(double stop, double other, int sign) {
        return (other - stop) * sign > 0 ? other : stop;
    }
}
