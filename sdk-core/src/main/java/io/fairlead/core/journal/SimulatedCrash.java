package io.fairlead.core.journal;

/**
 * The process of a {@link MemoryStorage} has ended at this very byte. An {@code Error}, so that no handler for failures swallows it:
 * a dead process handles nothing.
 */
public final class SimulatedCrash extends Error {
    private static final long serialVersionUID = 1L;

    SimulatedCrash(String message) {
        super(message, null, false, false);
    }
}
