package io.fairlead.fakes.net;

import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.LinkedBlockingQueue;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The venue's end of one WebSocket (RFC 6455, no extensions). Sending never blocks: frames queue up for a writing
 * thread and leave in the order given. Thread-safe.
 */
public final class SocketPeer {
    private static final Logger LOG = LoggerFactory.getLogger(SocketPeer.class);

    private static final int CONTINUATION = 0;
    private static final int TEXT = 1;
    private static final int BINARY = 2;
    private static final int CLOSE = 8;
    private static final int PING = 9;
    private static final int PONG = 10;
    private static final int LARGEST_FRAME = 16 * 1024 * 1024;

    @SuppressWarnings("ArrayRecordComponent") // nobody compares these
    private record Frame(int opcode, byte[] payload, boolean last) {}

    private static final Frame END = new Frame(-1, new byte[0], true);

    private final HttpRequest handshake;
    private final SocketListener listener;
    private final Socket socket;
    private final DataInputStream in;
    private final OutputStream out;
    private final LinkedBlockingQueue<Frame> outgoing = new LinkedBlockingQueue<>();
    private final Map<String, Object> attachments = new ConcurrentHashMap<>();
    private volatile boolean silent;
    private volatile boolean closing;

    SocketPeer(HttpRequest handshake, SocketListener listener, Socket socket, InputStream in, OutputStream out) {
        this.handshake = handshake;
        this.listener = listener;
        this.socket = socket;
        this.in = new DataInputStream(in);
        this.out = out;
    }

    /** The request that opened this connection. */
    public HttpRequest handshake() {
        return handshake;
    }

    /** Sends a text message. After the connection has ended this does nothing. */
    public void send(String text) {
        queue(TEXT, text.getBytes(StandardCharsets.UTF_8));
    }

    /** Sends a binary message. After the connection has ended this does nothing. */
    public void send(byte[] message) {
        queue(BINARY, message.clone());
    }

    /** Sends a ping; the pong reaches the listener. */
    public void ping(byte[] payload) {
        queue(PING, payload.clone());
    }

    /** Sends a close frame, then ends the connection. */
    public void close(int code, String reason) {
        closing = true;
        byte[] text = reason.getBytes(StandardCharsets.UTF_8);
        byte[] payload = new byte[2 + text.length];
        payload[0] = (byte) (code >> 8);
        payload[1] = (byte) code;
        System.arraycopy(text, 0, payload, 2, text.length);
        queue(CLOSE, payload);
        outgoing.add(END);
    }

    /** Ends the connection without a close frame. */
    public void cut() {
        LoopbackServer.cut(socket);
        outgoing.add(END);
    }

    /** From here on nothing is sent, pongs included, and what comes is not looked at; the socket stays open. */
    public void goSilent() {
        silent = true;
    }

    /** Whether the connection is up and neither side has asked for its end. */
    public boolean isOpen() {
        return !closing && !socket.isClosed();
    }

    /** Keeps something of the venue's with this connection. */
    public void attach(String name, Object thing) {
        attachments.put(name, thing);
    }

    /** What was attached under that name. */
    public <T> Optional<T> attached(String name, Class<T> type) {
        return Optional.ofNullable(attachments.get(name)).map(type::cast);
    }

    private void queue(int opcode, byte[] payload) {
        if (!silent && !socket.isClosed()) {
            outgoing.add(new Frame(opcode, payload, true));
        }
    }

    /** Reads until the end, on the connection's thread. */
    void run() {
        Thread writer = LoopbackServer.daemon(Thread.currentThread().getName() + "-writer", this::writeAll);
        writer.start();
        try {
            listener.opened(this);
            readAll();
        } catch (IOException e) {
            LOG.atDebug().setMessage("WebSocket ended").setCause(e).log();
        } catch (RuntimeException e) {
            LOG.atError()
                    .setMessage("fake venue failed on a message")
                    .setCause(e)
                    .log();
        } finally {
            outgoing.add(END);
            listener.closed(this);
        }
    }

    private void readAll() throws IOException {
        ByteArrayOutputStream message = new ByteArrayOutputStream();
        int kind = TEXT;
        while (true) {
            Frame frame = readFrame();
            if (frame.opcode() == CLOSE) {
                answerClose(frame.payload());
                return;
            }
            if (frame.opcode() > BINARY) {
                control(frame);
                continue;
            }
            kind = frame.opcode() == CONTINUATION ? kind : frame.opcode();
            message.write(frame.payload());
            if (frame.last()) {
                deliver(kind, message.toByteArray());
                message.reset();
            }
        }
    }

    private void answerClose(byte[] payload) throws IOException {
        if (silent) {
            while (in.read() >= 0) {
                // A dead link does not answer a close frame either.
            }
        }
        if (!closing) {
            closing = true;
            queue(CLOSE, payload);
        }
        outgoing.add(END);
    }

    private void control(Frame frame) {
        if (frame.opcode() == PING) {
            queue(PONG, frame.payload());
        } else if (frame.opcode() == PONG && !silent) {
            listener.pong(this, frame.payload());
        }
    }

    private void deliver(int kind, byte[] message) {
        if (silent) {
            return;
        }
        if (kind == TEXT) {
            listener.text(this, new String(message, StandardCharsets.UTF_8));
        } else {
            listener.binary(this, message);
        }
    }

    private Frame readFrame() throws IOException {
        int first = in.readUnsignedByte();
        int second = in.readUnsignedByte();
        long length = second & 0x7f;
        if (length == 126) {
            length = in.readUnsignedShort();
        } else if (length == 127) {
            length = in.readLong();
        }
        if ((second & 0x80) == 0 || length < 0 || length > LARGEST_FRAME) {
            throw new IOException("bad frame of " + length + " bytes, or one that is not masked");
        }
        int mask = in.readInt();
        byte[] payload = new byte[(int) length];
        in.readFully(payload);
        for (int i = 0; i < payload.length; i++) {
            payload[i] ^= (byte) (mask >>> (24 - 8 * (i & 3)));
        }
        return new Frame(first & 0x0f, payload, (first & 0x80) != 0);
    }

    private void writeAll() {
        try {
            for (Frame frame = outgoing.take(); frame.opcode() >= 0; frame = outgoing.take()) {
                writeFrame(frame);
                if (outgoing.isEmpty()) {
                    out.flush();
                }
            }
            out.flush();
        } catch (IOException e) {
            LOG.atDebug().setMessage("WebSocket cannot be written").setCause(e).log();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            LoopbackServer.cut(socket);
        }
    }

    private void writeFrame(Frame frame) throws IOException {
        int length = frame.payload().length;
        out.write(0x80 | frame.opcode());
        if (length < 126) {
            out.write(length);
        } else if (length < 65_536) {
            out.write(126);
            out.write(length >> 8);
            out.write(length);
        } else {
            out.write(127);
            for (int shift = 56; shift >= 0; shift -= 8) {
                out.write((int) ((long) length >> shift));
            }
        }
        out.write(frame.payload());
    }
}
