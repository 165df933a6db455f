package io.fairlead.core.ledger;

import io.fairlead.api.order.Fill;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The latest fills of a holding, each with what was held before it, so that one of them can be taken out as if it had never been.
 * A chain, latest first, that is cut where it gets too long: to remember one touches no memory but that of the new step. One thread.
 */
final class History {
    /** How many fills are remembered; venues take fills back within minutes, at the latest by the end of the day. */
    static final int DEPTH = 64;

    /** A fill and what was held before it: in longs while they tell all, so that a step fits a cache line. */
    private static final class Step {
        private final Fill fill;
        private @Nullable Step before;
        private long quantity;
        private long cost;
        private long realized;
        private int quantityScale;
        private boolean plain;
        private Amount @Nullable [] exact;

        Step(Fill fill, @Nullable Step before) {
            this.fill = fill;
            this.before = before;
        }

        void save(Holding holding) {
            Amount held = holding.signedQuantity();
            quantity = held.floor();
            cost = holding.cost().floor();
            realized = holding.realized().floor();
            quantityScale = held.scale();
            plain = held.isPlain()
                    && holding.cost().isPlain()
                    && holding.realized().isPlain();
            if (!plain) {
                exact = new Amount[] {
                    held.copy(), holding.cost().copy(), holding.realized().copy()
                };
            }
        }

        Kept kept(List<Fill> since) {
            Amount[] saved = exact;
            return plain || saved == null
                    ? new Kept(
                            BigDecimal.valueOf(quantity, quantityScale),
                            BigDecimal.valueOf(cost, Amount.MONEY_SCALE),
                            BigDecimal.valueOf(realized, Amount.MONEY_SCALE),
                            since)
                    : new Kept(saved[0].value(), saved[1].value(), saved[2].value(), since);
        }

        void restore(Holding holding) {
            Amount[] saved = exact;
            if (plain || saved == null) {
                Amount held = new Amount(quantityScale);
                held.set(quantity);
                holding.signedQuantity().set(held);
                holding.cost().set(cost);
                holding.realized().set(realized);
            } else {
                holding.signedQuantity().set(saved[0]);
                holding.cost().set(saved[1]);
                holding.realized().set(saved[2]);
            }
        }
    }

    private @Nullable Step latest;
    private int count;

    /** Notes a fill that is about to be applied. */
    void remember(Fill fill, Holding holding) {
        if (count == 2 * DEPTH) {
            at(DEPTH - 1).before = null;
            count = DEPTH;
        }
        Step step = new Step(fill, latest);
        step.save(holding);
        latest = step;
        count++;
    }

    /** What a checkpoint keeps: the fills that are remembered, and what was held before them. */
    Kept kept(Holding holding) {
        List<Fill> fills = new ArrayList<>();
        Step oldest = null;
        for (Step step = latest; step != null && fills.size() < DEPTH; step = step.before) {
            fills.add(0, step.fill);
            oldest = step;
        }
        return oldest == null
                ? new Kept(
                        holding.signedQuantity().value(),
                        holding.cost().value(),
                        holding.realized().value(),
                        fills)
                : oldest.kept(fills);
    }

    /** Forgets everything: what came before cannot be taken out any more. */
    void forget() {
        latest = null;
        count = 0;
    }

    /**
     * Goes back to before a fill, applies the other one in its place if there is one, and then all that came after.
     *
     * @return false, and nothing done, if the fill is not remembered
     */
    boolean redo(Fill fill, @Nullable Fill instead, Holding holding) {
        int back = find(fill);
        if (back < 0) {
            return false;
        }
        Step wrong = at(back);
        wrong.restore(holding);
        Fill[] later = new Fill[back];
        Step step = latest;
        for (int i = back - 1; i >= 0 && step != null; i--) {
            later[i] = step.fill;
            step = step.before;
        }
        latest = wrong.before;
        count -= back + 1;
        if (instead != null) {
            holding.book(instead);
        }
        for (Fill one : later) {
            holding.book(one);
        }
        return true;
    }

    /** How many fills ago it was booked, 0 for the latest; -1 if it is not remembered. */
    private int find(Fill fill) {
        int back = 0;
        for (Step step = latest; step != null && back < DEPTH; step = step.before) {
            if (step.fill.equals(fill)) {
                return back;
            }
            back++;
        }
        return -1;
    }

    private Step at(int back) {
        Step step = latest;
        for (int i = 0; i < back && step != null; i++) {
            step = step.before;
        }
        if (step == null) {
            throw new IllegalStateException("no fill " + back + " back");
        }
        return step;
    }
}
