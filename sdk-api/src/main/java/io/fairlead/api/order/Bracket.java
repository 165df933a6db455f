package io.fairlead.api.order;

import io.fairlead.api.Price;
import java.math.BigDecimal;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The exits that an entry brings along: a protective stop, a profit target, or both, of which one cancels the other. Distances are
 * taken from the entry's reference price at submit (its limit price, else the last price), rounded to the tick grid toward the
 * entry, and shown in the ticket's legs. Immutable; any thread.
 */
public final class Bracket {
    private final @Nullable ExitPrice stop;
    private final @Nullable ExitPrice target;
    private final TimeInForce timeInForce;

    private Bracket(@Nullable ExitPrice stop, @Nullable ExitPrice target, TimeInForce timeInForce) {
        this.stop = stop;
        this.target = target;
        this.timeInForce = timeInForce;
    }

    /** A stop at a price. */
    public static Bracket stopAt(Price price) {
        return new Bracket(new ExitPrice.At(price), null, TimeInForce.GTC);
    }

    /** A stop at a distance in price. */
    public static Bracket stopOffset(Price distance) {
        return new Bracket(new ExitPrice.Offset(distance), null, TimeInForce.GTC);
    }

    /** A stop at a distance in whole percent. */
    public static Bracket stopPercent(int percent) {
        return stopPercent(BigDecimal.valueOf(percent));
    }

    /** A stop at a distance in percent. */
    public static Bracket stopPercent(BigDecimal percent) {
        return new Bracket(new ExitPrice.Percent(percent), null, TimeInForce.GTC);
    }

    /** A target without a stop: the position stays unprotected, and the ticket says so. */
    public static Bracket targetOnly(ExitPrice target) {
        return new Bracket(null, Objects.requireNonNull(target, "target"), TimeInForce.GTC);
    }

    /** With a target at a price. */
    public Bracket targetAt(Price price) {
        return new Bracket(stop, new ExitPrice.At(price), timeInForce);
    }

    /** With a target at a distance in price. */
    public Bracket targetOffset(Price distance) {
        return new Bracket(stop, new ExitPrice.Offset(distance), timeInForce);
    }

    /** With a target at a distance in whole percent. */
    public Bracket targetPercent(int percent) {
        return targetPercent(BigDecimal.valueOf(percent));
    }

    /** With a target at a distance in percent. */
    public Bracket targetPercent(BigDecimal percent) {
        return new Bracket(stop, new ExitPrice.Percent(percent), timeInForce);
    }

    /** How long the exits work; GTC unless said, so that protection does not end with the day. */
    public Bracket exitsGoodFor(TimeInForce exits) {
        if (exits != TimeInForce.DAY && exits != TimeInForce.GTC) {
            throw new IllegalArgumentException("exits of a bracket work DAY or GTC, was " + exits);
        }
        return new Bracket(stop, target, exits);
    }

    /** Where the stop lies; empty without one. */
    public Optional<ExitPrice> stop() {
        return Optional.ofNullable(stop);
    }

    /** Where the target lies; empty without one. */
    public Optional<ExitPrice> target() {
        return Optional.ofNullable(target);
    }

    /** How long the exits work. */
    public TimeInForce timeInForce() {
        return timeInForce;
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof Bracket that
                && Objects.equals(stop, that.stop)
                && Objects.equals(target, that.target)
                && timeInForce == that.timeInForce;
    }

    @Override
    public int hashCode() {
        return Objects.hash(stop, target, timeInForce);
    }

    @Override
    public String toString() {
        return "bracket(" + (stop == null ? "" : "stop " + stop + ", ")
                + (target == null ? "" : "target " + target + ", ") + timeInForce + ")";
    }
}
