package io.fairlead.core.engine;

import io.fairlead.api.Money;
import io.fairlead.api.order.Fill;
import io.fairlead.core.ledger.Ledger;
import io.fairlead.core.order.InstrumentTable;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;

/**
 * How many round trips of the account, flat to flat, ended with a loss since the last that ended with a profit, on one day. Profit is
 * what the ledger has taken less fees in the quote currency; fees in another currency are not reckoned in, and a fill that is taken
 * back later changes the sums, but no count. On the session's thread.
 */
final class RoundTripStreak {
    private static final class Trip {
        private BigDecimal realizedBefore = BigDecimal.ZERO;
        private BigDecimal fees = BigDecimal.ZERO;
    }

    private final InstrumentTable instruments;
    private final Ledger ledger;
    private final List<Trip> trips = new ArrayList<>();
    private int losses;

    RoundTripStreak(InstrumentTable instruments, Ledger ledger) {
        this.instruments = instruments;
        this.ledger = ledger;
    }

    int losses() {
        return losses;
    }

    void startDay() {
        losses = 0;
    }

    /**
     * A fill has been booked.
     *
     * @param before the position before it, in any unit with its sign
     * @param after the position after it
     */
    void onFill(int index, Fill fill, long before, long after) {
        Trip trip = at(index);
        for (int i = 0; i < fill.fees().size(); i++) {
            Money fee = fill.fees().get(i);
            if (fee.currency().equals(instruments.get(index).quoteCurrency())) {
                trip.fees = trip.fees.add(fee.value());
            }
        }
        boolean over = before != 0 && (after == 0 || (before ^ after) < 0);
        if (over) {
            end(trip, ledger.position(index).realizedPnl().value());
        }
    }

    private void end(Trip trip, BigDecimal realized) {
        int outcome = realized.subtract(trip.realizedBefore).subtract(trip.fees).signum();
        losses = outcome < 0 ? losses + 1 : outcome > 0 ? 0 : losses;
        trip.realizedBefore = realized;
        trip.fees = BigDecimal.ZERO;
    }

    // ---- checkpoints

    BigDecimal realizedBefore(int index) {
        return at(index).realizedBefore;
    }

    BigDecimal fees(int index) {
        return at(index).fees;
    }

    void restore(int lossesInRow) {
        losses = lossesInRow;
    }

    void restore(int index, BigDecimal realizedBefore, BigDecimal fees) {
        Trip trip = at(index);
        trip.realizedBefore = realizedBefore;
        trip.fees = fees;
    }

    private Trip at(int index) {
        while (trips.size() <= index) {
            trips.add(new Trip());
        }
        return trips.get(index);
    }
}
