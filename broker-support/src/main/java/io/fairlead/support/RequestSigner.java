package io.fairlead.support;

/**
 * Completes a request at the moment it is sent, after all waiting: it sees the exact bytes and adds time stamps, signatures and key headers.
 * Called on the thread that sends; it does not block.
 */
@FunctionalInterface
public interface RequestSigner {
    /** Adds nothing. */
    RequestSigner NONE = request -> request;

    /** The request as it is to go out. What it throws proves that nothing was sent. */
    WireRequest sign(WireRequest request);
}
