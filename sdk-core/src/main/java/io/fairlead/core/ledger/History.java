package io.fairlead.core.ledger;

import io.fairlead.api.order.Fill;
import org.jspecify.annotations.Nullable;

/**
 * The latest fills of a holding, each with what was held before it, so that one of them can be taken out as if it had never been.
 * A ring: the oldest is forgotten. One thread.
 */
final class History {
    /** How many fills are remembered; venues take fills back within minutes, at the latest by the end of the day. */
    static final int DEPTH = 64;

    private static final class Step {
        private final Amount cost = new Amount(Amount.MONEY_SCALE);
        private final Amount realized = new Amount(Amount.MONEY_SCALE);
        private Amount quantity;
        private Fill fill;

        Step(Fill fill, int quantityScale) {
            this.fill = fill;
            quantity = new Amount(quantityScale);
        }
    }

    private @Nullable Step @Nullable [] steps;
    private int count;
    private int next;

    /** Notes a fill that is about to be applied. */
    void remember(Fill fill, Holding holding) {
        @Nullable Step[] ring = steps;
        if (ring == null) {
            ring = new Step[DEPTH];
            steps = ring;
        }
        Amount held = holding.signedQuantity();
        Step step = ring[next];
        if (step == null) {
            step = new Step(fill, held.scale());
            ring[next] = step;
        } else if (step.quantity.scale() != held.scale()) {
            step.quantity = new Amount(held.scale());
        }
        step.fill = fill;
        step.quantity.set(held);
        step.cost.set(holding.cost());
        step.realized.set(holding.realized());
        next = (next + 1) % DEPTH;
        count = Math.min(count + 1, DEPTH);
    }

    /** Forgets everything: what came before cannot be taken out any more. */
    void forget() {
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
        Step step = at(back);
        holding.signedQuantity().set(step.quantity);
        holding.cost().set(step.cost);
        holding.realized().set(step.realized);
        Fill[] later = new Fill[back];
        for (int i = 0; i < back; i++) {
            later[i] = at(back - 1 - i).fill;
        }
        next = Math.floorMod(next - 1 - back, DEPTH);
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
        for (int back = 0; back < count; back++) {
            if (at(back).fill.equals(fill)) {
                return back;
            }
        }
        return -1;
    }

    private Step at(int back) {
        @Nullable Step[] ring = steps;
        Step step = ring == null ? null : ring[Math.floorMod(next - 1 - back, DEPTH)];
        if (step == null) {
            throw new IllegalStateException("no fill " + back + " back");
        }
        return step;
    }
}
