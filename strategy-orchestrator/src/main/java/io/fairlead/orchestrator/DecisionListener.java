package io.fairlead.orchestrator;

/** Hears of every decision, held ones included. Called on the thread that decides; it must not wait. */
@FunctionalInterface
public interface DecisionListener {
    /** A decision was made. */
    void onDecision(Decision decision);
}
