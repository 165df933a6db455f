package io.fairlead.fakes;

import io.fairlead.fakes.net.SocketPeer;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Sends a venue's messages on one WebSocket, less what the fault plan does to them. Thread-safe. */
public final class FaultyStream {
    private final Object lock = new Object();
    private final SocketPeer peer;
    private final FaultPlan faults;
    private final VenueTime time;
    private @Nullable Consumer<SocketPeer> held;

    /** A stream on this connection. */
    public FaultyStream(SocketPeer peer, FaultPlan faults, VenueTime time) {
        this.peer = peer;
        this.faults = faults;
        this.time = time;
    }

    /** The connection itself, for what must not be tampered with. */
    public SocketPeer peer() {
        return peer;
    }

    /** Sends a text message; the channel is the name that the fault plan knows it by. */
    public void text(String channel, String message) {
        send(channel, to -> to.send(message));
    }

    /** Sends a binary message; the channel is the name that the fault plan knows it by. */
    public void binary(String channel, byte[] message) {
        byte[] copy = message.clone();
        send(channel, to -> to.send(copy));
    }

    private void send(String channel, Consumer<SocketPeer> message) {
        synchronized (lock) {
            StreamFault fault = faults.onMessage(channel).orElse(null);
            if (fault == null) {
                now(message);
            } else if (fault instanceof StreamFault.Delay delay) {
                time.after(delay.by(), () -> message.accept(peer));
            } else if (fault instanceof StreamFault.Duplicate) {
                now(message);
                now(message);
            } else if (fault instanceof StreamFault.SwapWithNext) {
                releaseHeld();
                held = message;
            } else if (fault instanceof StreamFault.Cut) {
                peer.cut();
            } else if (fault instanceof StreamFault.GoSilent) {
                peer.goSilent();
            } else if (fault instanceof StreamFault.Close close) {
                peer.close(close.code(), close.reason());
            }
        }
    }

    private void now(Consumer<SocketPeer> message) {
        message.accept(peer);
        releaseHeld();
    }

    private void releaseHeld() {
        Consumer<SocketPeer> waiting = held;
        held = null;
        if (waiting != null) {
            waiting.accept(peer);
        }
    }
}
