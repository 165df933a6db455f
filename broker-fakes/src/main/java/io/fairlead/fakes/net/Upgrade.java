package io.fairlead.fakes.net;

/** Whether a WebSocket handshake is accepted. */
public sealed interface Upgrade {
    /** Yes; from here on this listener is told. */
    record Accepted(SocketListener listener) implements Upgrade {}

    /** No; this is the HTTP answer. */
    record Refused(Reply reply) implements Upgrade {}
}
