package io.fairlead.core.sim;

import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;

/** On which thread the venue works, and when what it has to say is told. Any thread. */
interface Runner {
    /** Does something that was asked of an order; the answer may come late. */
    <T> CompletionStage<T> act(Supplier<T> request);

    /** Answers a question, as soon as it can; a failure of the question fails the stage. */
    <T> CompletionStage<T> ask(Supplier<T> question);

    /** Takes in a datum: when this returns, all that it led to has been told, or is deliberately late. */
    void take(Runnable datum);

    /**
     * Lets the caller take in a datum by itself, as {@link #take} would, where that costs less; the caller then calls {@link #end}.
     * False if it has to be handed to {@link #take}.
     */
    boolean begin();

    /** Ends what {@link #begin} began: tells all that the datum led to. */
    void end();

    /** Gives the caller the venue for a moment, if nobody else has it; the caller then calls {@link #leave}, and tells nothing. */
    boolean enter();

    /** Gives the venue back. */
    void leave();
}
