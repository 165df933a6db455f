package io.fairlead.fakes.net;

/** What the other side of one WebSocket does. Called by that connection's own reading thread, in order. */
public interface SocketListener {
    /** The handshake is done; sending may begin. */
    void opened(SocketPeer peer);

    /** A text message, complete. */
    void text(SocketPeer peer, String message);

    /** A binary message, complete. */
    default void binary(SocketPeer peer, byte[] message) {}

    /** A pong came. */
    default void pong(SocketPeer peer, byte[] payload) {}

    /** The connection has ended, by whom and how ever. Called exactly once. */
    default void closed(SocketPeer peer) {}
}
