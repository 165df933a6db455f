package io.fairlead.api;

/** A strategy or an edge asked for data that is not known yet at the session's time. A bug in the caller: no later data exists. */
public final class LookAheadException extends FairleadException {
    private static final long serialVersionUID = 1L;

    /** With a message that names what was asked for and the session's time. */
    public LookAheadException(String message) {
        super(message);
    }
}
