package io.fairlead.core.ledger;

import io.fairlead.api.Money;
import io.fairlead.api.order.Fill;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;

/**
 * How many round trips of the account, flat to flat, ended with a loss since the last that ended with a profit, on one day. Profit is
 * what the ledger has taken less fees in the quote currency; fees in another currency are not reckoned in, and a fill that is taken
 * back later changes the sums, but no count. One thread.
 */
public final class RoundTripStreak {
    private final Ledger ledger;
    /** By instrument: what its profit has to exceed for the trip in progress to be a gain. That before the trip, and the trip's fees. */
    private final List<Amount> breakEven = new ArrayList<>();

    private int losses;

    /** None so far, of the account that the ledger keeps. */
    public RoundTripStreak(Ledger ledger) {
        this.ledger = ledger;
    }

    /** How many in a row. */
    public int losses() {
        return losses;
    }

    /** A new day has begun. */
    public void startDay() {
        losses = 0;
    }

    /**
     * A fill has been booked.
     *
     * @param index the instrument's
     * @param before the position before it, in any unit with its sign
     * @param after the position after it
     */
    public void onFill(int index, Fill fill, long before, long after) {
        Line line = ledger.line(index);
        Amount bar = at(index);
        List<Money> fees = fill.fees();
        for (int i = 0; i < fees.size(); i++) {
            Money fee = fees.get(i);
            if (fee.currency().equals(line.pocket().currency())) {
                bar.add(fee);
            }
        }
        boolean over = before != 0 && (after == 0 || (before ^ after) < 0);
        if (over) {
            end(bar, line.holding().realized());
        }
    }

    private void end(Amount bar, Amount realized) {
        int outcome = realized.compareTo(bar);
        losses = outcome < 0 ? losses + 1 : outcome > 0 ? 0 : losses;
        bar.set(realized);
    }

    // ---- checkpoints

    /** What an instrument's profit, in its quote currency, has to exceed for its trip in progress to be a gain. */
    public BigDecimal breakEven(int index) {
        return at(index).value();
    }

    /** Goes on from so many losses in a row. */
    public void restore(int lossesInRow) {
        losses = lossesInRow;
    }

    /** Goes on from what an instrument's {@link #breakEven} was. */
    public void restore(int index, BigDecimal kept) {
        at(index).set(kept);
    }

    private Amount at(int index) {
        while (breakEven.size() <= index) {
            breakEven.add(new Amount(Amount.MONEY_SCALE));
        }
        return breakEven.get(index);
    }
}
