package io.fairlead.orchestrator;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** One symbol's position at decision level: no broker, no costs, filled as {@link EntryFill} says. One thread. */
final class VirtualBook {
    private final EntryFill fill;
    private PositionView position = PositionView.flat();
    private @Nullable EntryPlan waiting;
    private long decidedInSession;

    VirtualBook(EntryFill fill) {
        this.fill = fill;
    }

    PositionView position() {
        return position;
    }

    /** The next bar has come: what was decided at the one before is filled at its open, within one session. */
    void onBar(SymbolState symbol) {
        EntryPlan plan = waiting;
        if (plan != null) {
            waiting = null;
            if (symbol.session().firstBar() == decidedInSession) {
                position = OpenPosition.of(plan, symbol.bars().open(0));
            }
        }
    }

    /** Does what was decided; the gain of a position that it closed, as a fraction of its entry price. */
    Optional<Double> apply(Decision decision, SymbolState symbol) {
        if (decision.action().isEntry()) {
            enter(decision.entry().orElseThrow(), symbol);
            return Optional.empty();
        }
        if (position instanceof OpenPosition) {
            OpenPosition after = decision.position().orElseGet(() -> (OpenPosition) position);
            if (decision.action().isExit()) {
                position = PositionView.flatSince(
                        new ExitMark(symbol.bars().startNanos(0), symbol.bars().size()));
                return Optional.of(after.gainAt(exitPrice(decision, after, symbol.bars())));
            }
            position = after;
        }
        return Optional.empty();
    }

    private void enter(EntryPlan plan, SymbolState symbol) {
        if (fill == EntryFill.CLOSE) {
            position = OpenPosition.of(plan, plan.referencePrice());
        } else {
            waiting = plan;
            decidedInSession = symbol.session().firstBar();
        }
    }

    /** With fills at the close, that; else the stop or target, or the open where the bar opened beyond it. */
    private double exitPrice(Decision decision, OpenPosition closed, BarRing bars) {
        if (fill == EntryFill.CLOSE) {
            return bars.close(0);
        }
        int sign = closed.direction().sign();
        double open = bars.open(0);
        return switch (decision.rule()) {
            case STOP, TRAILING_STOP -> (open - closed.stop()) * sign < 0 ? open : closed.stop();
            case TARGET -> (open - closed.target()) * sign > 0 ? open : closed.target();
            default -> bars.close(0);
        };
    }
}
