package io.fairlead.fakes.binance;

import io.fairlead.fakes.VenueTime;
import io.fairlead.fakes.net.SocketListener;
import io.fairlead.fakes.net.SocketPeer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;

/** Pings one connection, drops it when no pong comes in time, and ends it when it has lived long enough. */
final class Heartbeat implements SocketListener {
    private final SocketListener listener;
    private final VenueTime time;
    private final Duration every;
    private final Duration pongWithin;
    private final Duration life;
    private volatile long lastPong;

    Heartbeat(SocketListener listener, VenueTime time, Duration every, Duration pongWithin, Duration life) {
        this.listener = listener;
        this.time = time;
        this.every = every;
        this.pongWithin = pongWithin;
        this.life = life;
    }

    @Override
    public void opened(SocketPeer peer) {
        lastPong = time.millis();
        listener.opened(peer);
        time.after(every, () -> beat(peer));
        time.after(life, () -> peer.close(1001, "connection lived long enough"));
    }

    private void beat(SocketPeer peer) {
        if (!peer.isOpen()) {
            return;
        }
        if (time.millis() - lastPong > every.plus(pongWithin).toMillis()) {
            peer.cut();
            return;
        }
        peer.ping(Long.toString(time.millis()).getBytes(StandardCharsets.US_ASCII));
        time.after(every, () -> beat(peer));
    }

    @Override
    public void text(SocketPeer peer, String message) {
        listener.text(peer, message);
    }

    @Override
    public void binary(SocketPeer peer, byte[] message) {
        listener.binary(peer, message);
    }

    @Override
    public void pong(SocketPeer peer, byte[] payload) {
        lastPong = time.millis();
        listener.pong(peer, payload);
    }

    @Override
    public void closed(SocketPeer peer) {
        listener.closed(peer);
    }
}
