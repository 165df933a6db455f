package io.fairlead.api;

/** A plug-in was asked for what its capabilities do not declare. Nothing was sent. */
public final class UnsupportedCapabilityException extends FairleadException {
    private static final long serialVersionUID = 1L;

    /** With a message that names the plug-in, the capability and what it has instead. */
    public UnsupportedCapabilityException(String message) {
        super(message);
    }
}
