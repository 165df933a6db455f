package io.fairlead.core.analytics;

import io.fairlead.api.Money;
import io.fairlead.api.Price;
import io.fairlead.api.Quantity;
import io.fairlead.api.instrument.InstrumentId;
import io.fairlead.api.market.EpochNanos;
import io.fairlead.api.order.OrderType;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalDouble;
import org.jspecify.annotations.Nullable;

/**
 * The life of one position of one strategy: from the fill that opened it, through additions and part exits, to the fill that brought
 * it back to zero. A fill that goes through zero ends one round trip and begins the next. Immutable; any thread.
 */
public final class RoundTrip {
    private final String strategy;
    private final InstrumentId instrument;
    private final int direction;
    private final boolean open;
    private final long entryNanos;
    private final long exitNanos;
    private final Quantity quantity;
    private final Price entryPrice;
    private final @Nullable Price exitPrice;
    private final Money entryNotional;
    private final Money grossPnl;
    private final Money fees;
    private final String entryTag;
    private final String exitTag;
    private final OrderType exitType;
    private final String decisionId;
    private final @Nullable Excursion excursion;

    RoundTrip(OpenTrip from, Money grossPnl, boolean open, @Nullable Price exitPrice, @Nullable Excursion excursion) {
        strategy = from.strategy;
        instrument = from.instrument.id();
        direction = from.direction;
        this.open = open;
        entryNanos = from.entryNanos;
        exitNanos = from.lastNanos;
        quantity = Quantity.of(from.entered);
        entryPrice = from.entryPrice();
        this.exitPrice = exitPrice;
        entryNotional = from.entryNotional();
        this.grossPnl = grossPnl;
        fees = Money.of(from.fees, from.instrument.quoteCurrency());
        entryTag = from.entryTag;
        exitTag = open ? "" : from.exitTag;
        exitType = from.exitType;
        decisionId = from.decisionId;
        this.excursion = excursion;
    }

    /** The strategy whose position it was. */
    public String strategy() {
        return strategy;
    }

    /** The instrument. */
    public InstrumentId instrument() {
        return instrument;
    }

    /** +1 long, -1 short. */
    public int direction() {
        return direction;
    }

    /** Whether units were still held when the record ended. */
    public boolean isOpen() {
        return open;
    }

    /** When it was opened. */
    public Instant entryTime() {
        return EpochNanos.toInstant(entryNanos);
    }

    /** When it was opened, in epoch nanoseconds. */
    public long entryNanos() {
        return entryNanos;
    }

    /** When it was closed; empty while it is open. */
    public Optional<Instant> exitTime() {
        return open ? Optional.empty() : Optional.of(EpochNanos.toInstant(exitNanos));
    }

    /** When it was closed, or what is known last of it while it is open, in epoch nanoseconds. */
    public long lastNanos() {
        return exitNanos;
    }

    /** From entry to exit, or to the last price known while it is open. */
    public Duration duration() {
        return Duration.ofNanos(exitNanos - entryNanos);
    }

    /** Units bought into it (sold, of a short position) in all. */
    public Quantity quantity() {
        return quantity;
    }

    /** Mean price of the entries, rounded half-even to the instrument's inner scale. */
    public Price entryPrice() {
        return entryPrice;
    }

    /** Mean price of the exits, rounded likewise; of an open position the last price known; empty without any. */
    public Optional<Price> exitPrice() {
        return Optional.ofNullable(exitPrice);
    }

    /** What the entries were worth: price × quantity × multiplier, exactly. */
    public Money entryNotional() {
        return entryNotional;
    }

    /** Profit before fees, exactly; of an open position what is left is taken at the last price known. */
    public Money grossPnl() {
        return grossPnl;
    }

    /**
     * Fees in the instrument's quote currency; those in its base asset are turned into it at the price of their fill. Fees in a third
     * currency are not in here, for want of a rate.
     */
    public Money fees() {
        return fees;
    }

    /** Profit after fees, exactly. */
    public Money netPnl() {
        return grossPnl.minus(fees);
    }

    /** Profit after fees over {@link #entryNotional()}; 0 where that is 0. */
    public double returnOnEntry() {
        double notional = Math.abs(entryNotional.toDouble());
        return notional == 0 ? 0 : netPnl().toDouble() / notional;
    }

    /** Whether it earned something after fees. */
    public boolean isWin() {
        return netPnl().signum() > 0;
    }

    /** The label of the order that opened it. */
    public String entryTag() {
        return entryTag;
    }

    /** The label of the order that closed it; empty while it is open. */
    public String exitTag() {
        return exitTag;
    }

    /**
     * How it was closed, in a word: {@code stop}, {@code limit}, the closing order's label if that is not the entry's, else
     * {@code market}; empty while it is open. The exits of a bracket carry the label of their entry.
     */
    public String exitReason() {
        if (open) {
            return "";
        }
        return switch (exitType) {
            case STOP, STOP_LIMIT -> "stop";
            case TRAILING_STOP -> "trailing stop";
            case LIMIT, LIMIT_IF_TOUCHED, MARKET_IF_TOUCHED -> "limit";
            case MARKET_ON_OPEN, LIMIT_ON_OPEN -> "opening auction";
            case MARKET_ON_CLOSE, LIMIT_ON_CLOSE -> "closing auction";
            case MARKET -> exitTag.isEmpty() || exitTag.equals(entryTag) ? "market" : exitTag;
        };
    }

    /** The decision that opened it; empty without one. */
    public String decisionId() {
        return decisionId;
    }

    /**
     * Maximum adverse excursion: the worst price seen on the way, as a fraction of the entry price; zero or negative. Empty without
     * bars. (J. Sweeney, "Maximum Adverse Excursion", 1997.)
     */
    public OptionalDouble maxAdverse() {
        return excursion == null ? OptionalDouble.empty() : OptionalDouble.of(excursion.adverse());
    }

    /** Maximum favourable excursion: the best price seen on the way, as a fraction of the entry price; zero or positive. */
    public OptionalDouble maxFavourable() {
        return excursion == null ? OptionalDouble.empty() : OptionalDouble.of(excursion.favourable());
    }

    /** In one line: {@code LONG 10 AAPL.US 2024-01-02T14:35:00Z 187.5 to 2024-01-02T15:00:00Z 188, net 4.2 USD}. */
    @Override
    public String toString() {
        return (direction > 0 ? "LONG " : "SHORT ") + quantity + " " + instrument + " " + entryTime() + " " + entryPrice
                + (open ? ", open at " : " to ") + EpochNanos.toInstant(exitNanos) + " "
                + exitPrice().map(Price::toString).orElse("?") + ", net " + netPnl();
    }
}
