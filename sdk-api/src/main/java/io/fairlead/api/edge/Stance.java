package io.fairlead.api.edge;

/** What a vote says about one symbol at one time. */
public enum Stance {
    /** Long with double weight. */
    STRONG_LONG(2),
    /** Long. */
    LONG(1),
    /** Neither way; counted among the voters. */
    NEUTRAL(0),
    /** Short. */
    SHORT(-1),
    /** Short with double weight. */
    STRONG_SHORT(-2),
    /** No long entry, whatever the others say; neutral where a short one is intended. */
    VETO_LONG(0),
    /** No short entry, whatever the others say; neutral where a long one is intended. */
    VETO_SHORT(0),
    /** No opinion: no data, stale data, an error. Not counted among the voters, agrees with nothing. */
    ABSTAIN(0);

    private final int value;

    Stance(int value) {
        this.value = value;
    }

    /** +2 strong long, +1 long, -1 short, -2 strong short; 0 for all others. */
    public int value() {
        return value;
    }

    /** Whether it blocks entries in a direction. */
    public boolean vetoes(Direction direction) {
        return this == veto(direction);
    }

    /** {@link #LONG} or {@link #SHORT}. */
    public static Stance inFavour(Direction direction) {
        return direction == Direction.LONG ? LONG : SHORT;
    }

    /** {@link #STRONG_LONG} or {@link #STRONG_SHORT}. */
    public static Stance stronglyInFavour(Direction direction) {
        return direction == Direction.LONG ? STRONG_LONG : STRONG_SHORT;
    }

    /** {@link #VETO_LONG} or {@link #VETO_SHORT}. */
    public static Stance veto(Direction direction) {
        return direction == Direction.LONG ? VETO_LONG : VETO_SHORT;
    }
}
