package io.fairlead.orchestrator;

/** How many of the voters are enough: a count, or a fraction of those that did not abstain. */
public sealed interface Quorum {
    /** Whether so many of so many voters are enough. */
    boolean isMet(int votes, int voters);

    /** So many votes, however many voters there are; above 0. */
    static Quorum count(int votes) {
        return new Count(votes);
    }

    /** This fraction of the voters; above 0, at most 1. */
    static Quorum fraction(double fraction) {
        return new Fraction(fraction);
    }

    /**
     * A count.
     *
     * @param votes how many are enough, above 0
     */
    record Count(int votes) implements Quorum {
        /** Checks the count. */
        public Count {
            if (votes <= 0) {
                throw new IllegalArgumentException("a quorum must be above 0 votes, was " + votes);
            }
        }

        @Override
        public boolean isMet(int cast, int voters) {
            return cast >= votes;
        }

        @Override
        public String toString() {
            return Integer.toString(votes);
        }
    }

    /**
     * A fraction.
     *
     * @param fraction which part of the voters is enough, above 0, at most 1
     */
    record Fraction(double fraction) implements Quorum {
        /** Checks the fraction. */
        public Fraction {
            if (!(fraction > 0 && fraction <= 1)) {
                throw new IllegalArgumentException("a quorum must be above 0 and at most 1, was " + fraction);
            }
        }

        @Override
        public boolean isMet(int cast, int voters) {
            return cast > 0 && cast >= fraction * voters;
        }

        @Override
        public String toString() {
            return fraction + " of the voters";
        }
    }
}
