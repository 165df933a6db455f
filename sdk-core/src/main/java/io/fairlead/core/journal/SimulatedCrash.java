package io.fairlead.core.journal;

/**
 * The process of a {@link MemoryStorage} has ended at this very byte. An error of the machine, so that no handler for failures
 * swallows it, those around strategies included: a dead process handles nothing.
 */
public final class SimulatedCrash extends VirtualMachineError {
    private static final long serialVersionUID = 1L;

    SimulatedCrash(String message) {
        super(message);
    }

    /** Without a trace: harnesses make millions of these. */
    @Override
    public synchronized Throwable fillInStackTrace() {
        return this;
    }
}
