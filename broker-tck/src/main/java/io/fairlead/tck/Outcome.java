package io.fairlead.tck;

/**
 * How a rule went on a plug-in.
 *
 * @param rule which rule
 * @param verdict how it went
 * @param detail why it was skipped or failed; empty otherwise
 */
record Outcome(Rule rule, Verdict verdict, String detail) {
    /** How a rule can go; the worst last. */
    enum Verdict {
        /** What it depends on is declared, or it depends on nothing, and it holds. */
        HOLDS,
        /** What it depends on is not declared, and is refused as it has to be. */
        REFUSED,
        /** It could not be tested, for the reason given. */
        SKIPPED,
        /** It does not hold. */
        FAILED
    }

    /** The worse of two outcomes of one rule; of two that are as bad, the earlier. */
    Outcome worse(Outcome other) {
        return other.verdict.compareTo(verdict) > 0 ? other : this;
    }
}
