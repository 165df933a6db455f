package io.fairlead.core.ledger;

import io.fairlead.api.instrument.Instrument;
import io.fairlead.api.order.Fill;
import io.fairlead.api.strategy.Position;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Positions from fills, without cash: a part of an account, such as one strategy's. {@link Ledger#newBook()} makes one. When every
 * fill of the account is booked in the ledger and in one of its books, the signed quantities of the books add up to the account's,
 * exactly. Prices and rules are the ledger's. By the average-cost method. One owner thread, the ledger's.
 */
public final class PositionBook {
    private final Listings listings;
    private @Nullable Holding[] holdings = {};

    PositionBook(Listings listings) {
        this.listings = listings;
        listings.join(this);
    }

    /**
     * Books a fill. Any fill: finer than the instrument's scale, or beyond 63 bits, it takes an exact path that is slower.
     *
     * @param index the instrument's, as {@link Ledger#register(Instrument)} gave it
     * @throws IllegalArgumentException if the fill is of another instrument
     */
    public void book(int index, Fill fill) {
        Holding holding = holding(index);
        listings.at(index).requireOwn(fill);
        holding.book(fill);
    }

    /**
     * Takes a fill back (a bust): the position, its cost and its profit are as if the fill had never been. So for the latest 64
     * fills of an instrument since the last {@linkplain Ledger#adopt adoption}; an older one is booked the other way round at its
     * own price, which brings back quantity and total profit, but may leave profit as taken that would have been unrealised.
     *
     * @param index the instrument's
     * @param fill a fill that was booked before, once; whether it was is the caller's to know
     * @throws IllegalArgumentException if the fill is of another instrument
     */
    public void reverse(int index, Fill fill) {
        Holding holding = holding(index);
        listings.at(index).requireOwn(fill);
        holding.undo(fill, null);
    }

    /**
     * Puts one fill in the place of another (a correction); see {@link #reverse(int, Fill)}.
     *
     * @param index the instrument's
     * @param wrong a fill that was booked before
     * @param right what holds instead
     * @throws IllegalArgumentException if one of them is of another instrument
     */
    public void correct(int index, Fill wrong, Fill right) {
        Holding holding = holding(index);
        listings.at(index).requireOwn(wrong);
        listings.at(index).requireOwn(right);
        holding.undo(wrong, right);
    }

    /** The position in an instrument: a live view, read-only. */
    public Position position(int index) {
        return holding(index);
    }

    /**
     * The signed position × 10^quantityScale of the instrument's rules, negative when short; what is finer than the scale is cut
     * off toward zero, what is beyond 63 bits is capped.
     */
    public long quantityScaled(int index) {
        Holding holding = index < holdings.length ? holdings[index] : null;
        if (holding == null) {
            Objects.checkIndex(index, listings.size());
            return 0;
        }
        return holding.signedQuantity().truncated();
    }

    /** Every position that is or was held, by index; live views. */
    public List<Position> positions() {
        List<Position> held = new ArrayList<>();
        for (Holding holding : holdings) {
            if (holding != null && holding.wasEverHeld()) {
                held.add(holding);
            }
        }
        return List.copyOf(held);
    }

    /** What a checkpoint keeps of a position; empty if it was never held. */
    public Optional<Kept> kept(int index) {
        Holding holding = index < holdings.length ? holdings[index] : null;
        return holding != null && holding.wasEverHeld() ? Optional.of(holding.kept()) : Optional.empty();
    }

    /** Makes a position what a checkpoint kept of it. */
    public void restore(int index, Kept kept) {
        holding(index).restore(kept);
    }

    Holding holding(int index) {
        @Nullable Holding[] known = holdings;
        if (index >= known.length) {
            Objects.checkIndex(index, listings.size());
            known = Arrays.copyOf(known, Math.max(listings.size(), known.length * 2));
            holdings = known;
        }
        Holding holding = known[index];
        if (holding == null) {
            holding = new Holding(listings.at(index));
            known[index] = holding;
        }
        return holding;
    }

    void rescale(int index) {
        Holding holding = index < holdings.length ? holdings[index] : null;
        if (holding != null) {
            holding.rescale();
        }
    }
}
