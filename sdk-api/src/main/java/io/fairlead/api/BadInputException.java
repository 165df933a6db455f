package io.fairlead.api;

/**
 * What was handed in cannot be used: a symbol, a folder, a date, a row of a file, a configuration key. Mend it and call again;
 * nothing was done.
 */
public final class BadInputException extends FairleadException {
    private static final long serialVersionUID = 1L;

    /** With a message that names the value, the rule and the remedy. */
    public BadInputException(String message) {
        super(message);
    }

    /** With a message and what caused it. */
    public BadInputException(String message, Throwable cause) {
        super(message, cause);
    }
}
