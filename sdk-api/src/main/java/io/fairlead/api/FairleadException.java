package io.fairlead.api;

/**
 * The root of what this library throws for something a caller can act on. The kinds are split by what to do: mend the input or
 * configuration ({@link BadInputException}), ask for something else ({@link UnsupportedCapabilityException}), or find the bug in
 * the caller's code ({@link LookAheadException}). Its message names the value, the rule and the remedy, and never a secret.
 */
public abstract class FairleadException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /** With a message that names the value, the rule and the remedy. */
    protected FairleadException(String message) {
        super(message);
    }

    /** With a message and what caused it. */
    protected FairleadException(String message, Throwable cause) {
        super(message, cause);
    }
}
