package io.fairlead.tck;

/** What a request asks of a venue. */
public enum RequestKind {
    /** A new order or group. */
    SUBMIT,
    /** A change of an order; where the venue knows none but cancels and places anew in one request, that request. */
    REPLACE,
    /** An order's end. */
    CANCEL,
    /** Anything that changes nothing: lists, lookups, account, history, time. */
    QUERY,
    /** A login, a stream's handshake or subscription, a heartbeat. */
    SESSION;

    /** Whether it creates, changes or ends an order. */
    public boolean isOrder() {
        return this == SUBMIT || this == REPLACE || this == CANCEL;
    }
}
