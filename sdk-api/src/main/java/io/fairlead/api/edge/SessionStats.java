package io.fairlead.api.edge;

/**
 * One trading session of a symbol as far as it is known.
 *
 * @param open its first price; NaN where no such session is known
 * @param high its highest price so far; NaN as above
 * @param low its lowest price so far; NaN as above
 * @param close its latest price; NaN as above
 * @param volume units traded so far; 0 where no such session is known
 */
public record SessionStats(double open, double high, double low, double close, double volume) {
    /** No such session: every price is NaN, so that comparisons are false and a vote made from it abstains. */
    public static final SessionStats NONE = new SessionStats(Double.NaN, Double.NaN, Double.NaN, Double.NaN, 0);

    /** Whether there is such a session. */
    public boolean isKnown() {
        return !Double.isNaN(open);
    }
}
