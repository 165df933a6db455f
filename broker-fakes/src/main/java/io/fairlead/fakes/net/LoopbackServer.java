package io.fairlead.fakes.net;

import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.atomic.AtomicInteger;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * An HTTP/1.1 and WebSocket server on 127.0.0.1, one port for both. Every socket has {@code TCP_NODELAY}: without it
 * an answer in two segments waits 40 ms for the client's delayed acknowledgement. One daemon thread per connection;
 * fit for tests and demos, not for the open network.
 */
public final class LoopbackServer implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(LoopbackServer.class);
    private static final String WEBSOCKET_MAGIC = "258EAFA5-E914-47DA-95CA-C5AB0DC85B11";

    private final RequestHandler handler;
    private final ServerSocket listening;
    private final Set<Socket> open = ConcurrentHashMap.newKeySet();
    private final Set<SocketPeer> peers = ConcurrentHashMap.newKeySet();
    private final AtomicInteger accepted = new AtomicInteger();

    private LoopbackServer(RequestHandler handler, ServerSocket listening) {
        this.handler = handler;
        this.listening = listening;
    }

    /**
     * Starts to listen.
     *
     * @param port a free port, or 0 for any
     * @throws UncheckedIOException when the port is taken
     */
    public static LoopbackServer start(int port, RequestHandler handler) {
        try {
            ServerSocket socket = new ServerSocket();
            socket.setReuseAddress(true);
            socket.bind(new InetSocketAddress(InetAddress.getByAddress(new byte[] {127, 0, 0, 1}), port), 128);
            LoopbackServer server = new LoopbackServer(handler, socket);
            daemon("fake-venue-accept-" + socket.getLocalPort(), server::acceptAll)
                    .start();
            return server;
        } catch (IOException e) {
            throw new UncheckedIOException("cannot listen on port " + port, e);
        }
    }

    /** The port it listens on. */
    public int port() {
        return listening.getLocalPort();
    }

    /** {@code http://127.0.0.1:port}, without a slash at the end. */
    public URI http() {
        return URI.create("http://127.0.0.1:" + port());
    }

    /** {@code ws://127.0.0.1:port}, without a slash at the end. */
    public URI ws() {
        return URI.create("ws://127.0.0.1:" + port());
    }

    /** The WebSockets that are open. */
    public Set<SocketPeer> peers() {
        return Set.copyOf(peers);
    }

    /** How many TCP connections were ever accepted: shows whether a client keeps its connections. */
    public int connectionsSeen() {
        return accepted.get();
    }

    /** Cuts every connection and goes on listening. */
    public void cutAll() {
        open.forEach(LoopbackServer::cut);
    }

    /** Stops listening and cuts every connection; idempotent. */
    @Override
    public void close() {
        try {
            listening.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        cutAll();
    }

    private void acceptAll() {
        while (!listening.isClosed()) {
            try {
                Socket socket = listening.accept();
                socket.setTcpNoDelay(true);
                open.add(socket);
                daemon("fake-venue-connection-" + accepted.incrementAndGet(), () -> serve(socket))
                        .start();
            } catch (IOException e) {
                if (!listening.isClosed()) {
                    LOG.atWarn().setMessage("accept failed").setCause(e).log();
                }
            }
        }
    }

    private void serve(Socket socket) {
        try (socket) {
            InputStream in = new BufferedInputStream(socket.getInputStream(), 16 * 1024);
            OutputStream out = new BufferedOutputStream(socket.getOutputStream(), 64 * 1024);
            HttpRequest request = HttpWire.read(in, out);
            while (request != null && serve(request, socket, in, out)) {
                request = HttpWire.read(in, out);
            }
        } catch (IOException e) {
            LOG.atDebug().setMessage("connection ended").setCause(e).log();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            open.remove(socket);
        }
    }

    /** Serves one request; false when the connection is done with. */
    private boolean serve(HttpRequest request, Socket socket, InputStream in, OutputStream out)
            throws IOException, InterruptedException {
        if (request.header("upgrade").filter("websocket"::equalsIgnoreCase).isPresent()) {
            Upgrade upgrade = handler.upgrade(request);
            if (upgrade instanceof Upgrade.Accepted yes) {
                talk(request, yes.listener(), socket, in, out);
                return false;
            }
            return reply(((Upgrade.Refused) upgrade).reply(), request, socket, out);
        }
        try {
            return reply(handler.answer(request).toCompletableFuture().get(), request, socket, out);
        } catch (ExecutionException e) {
            LOG.atError()
                    .setMessage("fake venue failed on a request")
                    .addKeyValue("request", request)
                    .setCause(e)
                    .log();
            return false;
        }
    }

    private boolean reply(Reply reply, HttpRequest request, Socket socket, OutputStream out)
            throws IOException, InterruptedException {
        if (reply instanceof Reply.AnswerThen both) {
            boolean goOn = reply(both.answer(), request, socket, out);
            both.afterwards().run();
            return goOn;
        }
        if (reply instanceof Reply.Answer answer) {
            HttpWire.write(out, answer, !request.method().equals("HEAD"));
            return !request.header("connection")
                    .filter("close"::equalsIgnoreCase)
                    .isPresent();
        }
        if (reply instanceof Reply.Silence) {
            waitForEnd(socket);
        }
        cut(socket);
        return false;
    }

    /** Holds the connection until the client goes away or the server closes. */
    private static void waitForEnd(Socket socket) throws IOException {
        InputStream in = socket.getInputStream();
        while (in.read() >= 0) {
            // Whatever else the client says stays unanswered.
        }
    }

    private void talk(HttpRequest request, SocketListener listener, Socket socket, InputStream in, OutputStream out)
            throws IOException {
        String key = request.header("sec-websocket-key").orElseThrow(() -> new IOException("no Sec-WebSocket-Key"));
        Map<String, String> headers =
                Map.of("Upgrade", "websocket", "Connection", "Upgrade", "Sec-WebSocket-Accept", acceptance(key));
        HttpWire.write(out, new Reply.Answer(101, headers, new byte[0]), false);
        SocketPeer peer = new SocketPeer(request, listener, socket, in, out);
        peers.add(peer);
        try {
            peer.run();
        } finally {
            peers.remove(peer);
        }
    }

    private static String acceptance(String key) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-1")
                    .digest((key + WEBSOCKET_MAGIC).getBytes(StandardCharsets.ISO_8859_1));
            return Base64.getEncoder().encodeToString(digest);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-1", e);
        }
    }

    static void cut(Socket socket) {
        try {
            socket.close();
        } catch (IOException e) {
            LOG.atDebug().setMessage("cutting a connection").setCause(e).log();
        }
    }

    static Thread daemon(String name, Runnable task) {
        Thread thread = new Thread(task, name);
        thread.setDaemon(true);
        return thread;
    }
}
