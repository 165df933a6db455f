package io.fairlead.api.edge;

import java.util.Collections;
import java.util.Objects;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What one edge says about one symbol at one time, and why: a stance, how sure it is, a reason, and the numbers it was made from.
 *
 * <pre>{@code Vote.forLong(0.6, "gapped up").with("gap", gap)}</pre>
 *
 * <p>Immutable; any thread. Making one costs two small objects per input; the sorted map is made only when somebody reads it.
 */
public final class Vote {
    private static final String NOT_FINITE = "an input is not a finite number";

    private final Stance stance;
    private final double confidence;
    private final String reason;
    private final @Nullable Input inputs;

    /** The numbers, the latest first. */
    private record Input(
            String name, double value, @Nullable Input before) {}

    private Vote(Stance stance, double confidence, String reason, @Nullable Input inputs) {
        this.stance = stance;
        this.confidence = confidence;
        this.reason = reason;
        this.inputs = inputs;
    }

    /**
     * Any vote.
     *
     * @param confidence 0 to 1, both included
     * @param reason a short text, best a constant: it is on the hot path
     * @throws IllegalArgumentException if the confidence is outside 0..1 or NaN
     */
    public static Vote of(Stance stance, double confidence, String reason) {
        if (!(confidence >= 0 && confidence <= 1)) {
            throw new IllegalArgumentException("confidence must be in 0..1, was " + confidence);
        }
        return new Vote(
                Objects.requireNonNull(stance, "stance"), confidence, Objects.requireNonNull(reason, "reason"), null);
    }

    /** For a long entry; confidence in 0..1. */
    public static Vote forLong(double confidence, String reason) {
        return of(Stance.LONG, confidence, reason);
    }

    /** For a long entry, with double weight; confidence in 0..1. */
    public static Vote forStrongLong(double confidence, String reason) {
        return of(Stance.STRONG_LONG, confidence, reason);
    }

    /** For a short entry; confidence in 0..1. */
    public static Vote forShort(double confidence, String reason) {
        return of(Stance.SHORT, confidence, reason);
    }

    /** For a short entry, with double weight; confidence in 0..1. */
    public static Vote forStrongShort(double confidence, String reason) {
        return of(Stance.STRONG_SHORT, confidence, reason);
    }

    /** For an entry in a direction; confidence in 0..1. */
    public static Vote inFavour(Direction direction, double confidence, String reason) {
        return of(Stance.inFavour(direction), confidence, reason);
    }

    /** For an entry in a direction, with double weight; confidence in 0..1. */
    public static Vote stronglyInFavour(Direction direction, double confidence, String reason) {
        return of(Stance.stronglyInFavour(direction), confidence, reason);
    }

    /** Against any entry in a direction; confidence in 0..1, for the record. */
    public static Vote veto(Direction direction, double confidence, String reason) {
        return of(Stance.veto(direction), confidence, reason);
    }

    /** Neither way; counted among the voters. */
    public static Vote neutral(String reason) {
        return of(Stance.NEUTRAL, 0, reason);
    }

    /** Neither way; counted among the voters. Confidence in 0..1, for the record. */
    public static Vote neutral(double confidence, String reason) {
        return of(Stance.NEUTRAL, confidence, reason);
    }

    /** No opinion: no data, stale data, an error. Not counted among the voters. */
    public static Vote abstain(String reason) {
        return of(Stance.ABSTAIN, 0, reason);
    }

    /**
     * This vote with one more number that it was made from; under a name it has already, the new value wins. A value that is NaN or
     * infinite makes it an abstention: a number that is not there (no previous session yet) supports nothing.
     */
    public Vote with(String name, double value) {
        Input all = new Input(Objects.requireNonNull(name, "name"), value, inputs);
        return Double.isFinite(value)
                ? new Vote(stance, confidence, reason, all)
                : new Vote(Stance.ABSTAIN, 0, NOT_FINITE, all);
    }

    /** What it says. */
    public Stance stance() {
        return stance;
    }

    /** How sure it is, 0 to 1. */
    public double confidence() {
        return confidence;
    }

    /** Why, in a few words. */
    public String reason() {
        return reason;
    }

    /** The numbers it was made from, by name; unmodifiable, made anew at each call. */
    public SortedMap<String, Double> inputs() {
        SortedMap<String, Double> map = new TreeMap<>();
        for (Input input = inputs; input != null; input = input.before()) {
            map.putIfAbsent(input.name(), input.value());
        }
        return Collections.unmodifiableSortedMap(map);
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof Vote that
                && stance == that.stance
                && Double.compare(confidence, that.confidence) == 0
                && reason.equals(that.reason)
                && inputs().equals(that.inputs());
    }

    @Override
    public int hashCode() {
        return Objects.hash(stance, confidence, reason, inputs());
    }

    /** {@code LONG 0.6 gapped up {gap=0.02}}. */
    @Override
    public String toString() {
        return stance + " " + confidence + " " + reason + " " + inputs();
    }
}
