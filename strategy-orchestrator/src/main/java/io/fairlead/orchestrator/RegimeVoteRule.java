package io.fairlead.orchestrator;

/** How the market regime votes. Given to {@link OrchestratorConfig.Builder#setting}. */
public enum RegimeVoteRule {
    /** Always in the intended direction, which was derived from the regime: how strongly depends on its confidence. */
    INTENDED,
    /**
     * As the tape runs: market proxy and breadth symbols each count for or against the trade by their return over
     * {@link Parameter#REGIME_TAPE_BARS} closes, beyond ±{@link Parameter#REGIME_TAPE_MOVE}. Where none is against, or as many are for
     * it as against it, the vote is that of {@link #INTENDED}; where more are against, it is a plain vote the other way, with the
     * regime's confidence times the excess as a fraction of those counted.
     */
    TAPE
}
