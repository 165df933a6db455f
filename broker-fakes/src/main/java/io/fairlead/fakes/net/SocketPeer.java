package io.fairlead.fakes.net;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.java_websocket.WebSocket;
import org.java_websocket.WebSocketAdapter;
import org.java_websocket.WebSocketImpl;
import org.java_websocket.exceptions.WebsocketNotConnectedException;
import org.java_websocket.framing.CloseFrame;
import org.java_websocket.framing.Framedata;
import org.java_websocket.framing.PingFrame;
import org.java_websocket.handshake.Handshakedata;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The venue's end of one WebSocket (RFC 6455, no extensions). Sending never blocks: frames queue up for a writing
 * thread and leave in the order given. Thread-safe.
 */
public final class SocketPeer {
    private static final Logger LOG = LoggerFactory.getLogger(SocketPeer.class);

    /** In the queue of what is to be written: nothing more will be. */
    private static final ByteBuffer END = ByteBuffer.allocate(0);

    private final HttpRequest handshake;
    private final SocketListener listener;
    private final LoopbackSocket socket;
    private final WebSocketImpl engine = new WebSocketImpl(new Events(), List.of());
    private final Map<String, Object> attachments = new ConcurrentHashMap<>();
    private volatile boolean opened;
    private volatile boolean silent;

    SocketPeer(HttpRequest handshake, SocketListener listener, LoopbackSocket socket) {
        this.handshake = handshake;
        this.listener = listener;
        this.socket = socket;
    }

    /** The request that opened this connection. */
    public HttpRequest handshake() {
        return handshake;
    }

    /** Sends a text message. After the connection has ended this does nothing. */
    public void send(String text) {
        unlessOver(() -> engine.send(text));
    }

    /** Sends a binary message. After the connection has ended this does nothing. */
    public void send(byte[] message) {
        unlessOver(() -> engine.send(message.clone()));
    }

    /** Sends a ping of at most 125 bytes; the pong reaches the listener. */
    public void ping(byte[] payload) {
        PingFrame ping = new PingFrame();
        ping.setPayload(ByteBuffer.wrap(payload.clone()));
        unlessOver(() -> engine.sendFrame(ping));
    }

    /** Sends a close frame, then ends the connection. */
    public void close(int code, String reason) {
        if (silent) {
            engine.outQueue.add(END);
        } else {
            engine.close(code, reason);
        }
    }

    /** Ends the connection without a close frame. */
    public void cut() {
        socket.cut();
    }

    /** From here on nothing is sent, pongs included, and what comes is not looked at; the socket stays open. */
    public void goSilent() {
        silent = true;
    }

    /** Whether the connection is up and neither side has asked for its end. */
    public boolean isOpen() {
        return engine.isOpen() && !socket.isClosed();
    }

    /** Keeps something of the venue's with this connection. */
    public void attach(String name, Object thing) {
        attachments.put(name, thing);
    }

    /** What was attached under that name. */
    public <T> Optional<T> attached(String name, Class<T> type) {
        return Optional.ofNullable(attachments.get(name)).map(type::cast);
    }

    private void unlessOver(Runnable send) {
        if (silent || !isOpen()) {
            return;
        }
        try {
            send.run();
        } catch (WebsocketNotConnectedException e) {
            LOG.atDebug().setMessage("WebSocket ended meanwhile").setCause(e).log();
        }
    }

    /** Answers the handshake and reads until the end, on the connection's thread. */
    void run() throws InterruptedException {
        Thread writer = new Thread(this::writeAll, Thread.currentThread().getName() + " writer");
        writer.setDaemon(true);
        writer.start();
        try {
            engine.decode(ByteBuffer.wrap(handshakeAsSent()));
            readAll();
        } catch (IOException e) {
            LOG.atDebug().setMessage("WebSocket ended").setCause(e).log();
        } finally {
            engine.outQueue.add(END);
            engine.closeConnection(CloseFrame.ABNORMAL_CLOSE, "");
            if (opened) {
                listener.closed(this);
            }
            writer.join();
        }
    }

    private byte[] handshakeAsSent() {
        StringBuilder text = new StringBuilder(512);
        text.append(handshake.method()).append(' ').append(handshake.target()).append(" HTTP/1.1\r\n");
        handshake
                .headers()
                .forEach((name, values) -> values.forEach(
                        value -> text.append(name).append(": ").append(value).append("\r\n")));
        return text.append("\r\n").toString().getBytes(StandardCharsets.UTF_8);
    }

    private void readAll() throws IOException {
        InputStream in = socket.getInputStream();
        byte[] bytes = new byte[16 * 1024];
        for (int count = in.read(bytes); count >= 0; count = in.read(bytes)) {
            if (!silent && count > 0) {
                engine.decode(ByteBuffer.wrap(bytes, 0, count));
            }
        }
    }

    @SuppressWarnings("ReferenceEquality") // the end is told by this one buffer, and empty frames there are none
    private void writeAll() {
        try {
            OutputStream out = socket.getOutputStream();
            for (ByteBuffer next = engine.outQueue.take(); next != END; next = engine.outQueue.take()) {
                out.write(next.array(), next.arrayOffset() + next.position(), next.remaining());
                if (engine.outQueue.isEmpty()) {
                    socket.push();
                }
            }
            socket.push();
        } catch (IOException e) {
            LOG.atDebug().setMessage("WebSocket cannot be written").setCause(e).log();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            socket.cut();
        }
    }

    /** What the protocol's engine tells. It holds its own lock while it tells of an end, so nobody is told from here. */
    private final class Events extends WebSocketAdapter {
        @Override
        public void onWebsocketOpen(WebSocket connection, Handshakedata data) {
            opened = true;
            listener.opened(SocketPeer.this);
        }

        @Override
        public void onWebsocketMessage(WebSocket connection, String message) {
            listener.text(SocketPeer.this, message);
        }

        @Override
        public void onWebsocketMessage(WebSocket connection, ByteBuffer message) {
            listener.binary(SocketPeer.this, bytes(message));
        }

        @Override
        public void onWebsocketPong(WebSocket connection, Framedata frame) {
            listener.pong(SocketPeer.this, bytes(frame.getPayloadData()));
        }

        private byte[] bytes(ByteBuffer buffer) {
            byte[] bytes = new byte[buffer.remaining()];
            buffer.get(bytes);
            return bytes;
        }

        @Override
        public void onWriteDemand(WebSocket connection) {
            if (engine.isFlushAndClose()) {
                engine.outQueue.add(END);
            }
        }

        @Override
        public void onWebsocketError(WebSocket connection, Exception e) {
            if (e instanceof RuntimeException) {
                LOG.atError()
                        .setMessage("fake venue failed on a message")
                        .setCause(e)
                        .log();
                cut();
            }
        }

        @Override
        public void onWebsocketCloseInitiated(WebSocket connection, int code, String reason) {}

        @Override
        public void onWebsocketClosing(WebSocket connection, int code, String reason, boolean remote) {}

        @Override
        public void onWebsocketClose(WebSocket connection, int code, String reason, boolean remote) {}

        @Override
        public InetSocketAddress getLocalSocketAddress(WebSocket connection) {
            return (InetSocketAddress) socket.getLocalSocketAddress();
        }

        @Override
        public InetSocketAddress getRemoteSocketAddress(WebSocket connection) {
            return (InetSocketAddress) socket.getRemoteSocketAddress();
        }
    }
}
