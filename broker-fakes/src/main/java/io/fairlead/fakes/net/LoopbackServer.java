package io.fairlead.fakes.net;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.URI;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import mockwebserver3.Dispatcher;
import mockwebserver3.MockResponse;
import mockwebserver3.MockResponseBody;
import mockwebserver3.MockWebServer;
import mockwebserver3.RecordedRequest;
import mockwebserver3.SocketEffect;
import okhttp3.Headers;
import okio.BufferedSink;
import okio.ByteString;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * An HTTP/1.1 and WebSocket server on 127.0.0.1, one port for both: MockWebServer speaks HTTP, Java-WebSocket the rest.
 * Every socket has {@code TCP_NODELAY}: without it an answer in two segments waits 40 ms for the client's delayed
 * acknowledgement. One thread per connection, and one more per WebSocket; they end when it is closed, and those of HTTP
 * keep the JVM alive until then. Fit for tests and demos, not for the open network.
 */
public final class LoopbackServer implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(LoopbackServer.class);
    private static final byte[] LOOPBACK = {127, 0, 0, 1};
    private static final int NO_CONTENT = 204;

    private final RequestHandler handler;
    private final LoopbackSockets sockets = new LoopbackSockets();
    private final MockWebServer server = new MockWebServer();
    private final Set<SocketPeer> peers = ConcurrentHashMap.newKeySet();
    private final CompletableFuture<Reply> end = new CompletableFuture<>();

    private LoopbackServer(RequestHandler handler) {
        this.handler = handler;
        server.setServerSocketFactory(sockets);
        server.setDispatcher(new Desk());
    }

    /**
     * Starts to listen.
     *
     * @param port a free port, or 0 for any
     * @throws UncheckedIOException when the port is taken
     */
    public static LoopbackServer start(int port, RequestHandler handler) {
        LoopbackServer server = new LoopbackServer(handler);
        try {
            server.server.start(InetAddress.getByAddress(LOOPBACK), port);
            return server;
        } catch (IOException e) {
            throw new UncheckedIOException("cannot listen on port " + port, e);
        }
    }

    /** The port it listens on. */
    public int port() {
        return server.getPort();
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
        return sockets.accepted();
    }

    /** Cuts every connection and goes on listening. */
    public void cutAll() {
        sockets.cutAll();
    }

    /** Stops listening, cuts every connection and waits for their threads; idempotent. Not to be called by a handler. */
    @Override
    public void close() {
        boolean interrupted = Thread.interrupted(); // an interrupted thread cannot wait for the others
        try {
            server.close();
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    /** Where MockWebServer brings each request, on the thread of its connection. */
    private final class Desk extends Dispatcher {
        @Override
        public MockResponse dispatch(RecordedRequest recorded) throws InterruptedException {
            forgetRecorded();
            Optional<LoopbackSocket> socket = sockets.find(recorded.getConnectionIndex());
            if (socket.isEmpty()) {
                return cut();
            }
            HttpRequest request = request(recorded);
            try {
                return serve(request, socket.get());
            } catch (ExecutionException | RuntimeException e) {
                LOG.atError()
                        .setMessage("fake venue failed on a request")
                        .addKeyValue("request", request)
                        .setCause(e)
                        .log();
                return cut();
            }
        }

        /** What waits for an answer ends with the server. */
        @Override
        public void close() {
            end.complete(new Reply.Cut());
        }
    }

    /** MockWebServer keeps every request until it is asked for it. */
    private void forgetRecorded() throws InterruptedException {
        while (server.takeRequest(0, TimeUnit.NANOSECONDS) != null) {
            // That was one.
        }
    }

    private static HttpRequest request(RecordedRequest recorded) {
        Headers fields = recorded.getHeaders();
        Map<String, List<String>> headers = new HashMap<>();
        for (int i = 0; i < fields.size(); i++) {
            headers.computeIfAbsent(fields.name(i).toLowerCase(Locale.ROOT), name -> new ArrayList<>())
                    .add(fields.value(i));
        }
        ByteString body = recorded.getBody();
        return new HttpRequest(
                recorded.getMethod(), recorded.getTarget(), headers, body == null ? new byte[0] : body.toByteArray());
    }

    private MockResponse serve(HttpRequest request, LoopbackSocket socket)
            throws InterruptedException, ExecutionException {
        if (request.header("upgrade").filter("websocket"::equalsIgnoreCase).isEmpty()) {
            return respond(
                    handler.answer(request)
                            .toCompletableFuture()
                            .applyToEither(end, reply -> reply)
                            .get(),
                    request,
                    socket);
        }
        Upgrade upgrade = handler.upgrade(request);
        if (upgrade instanceof Upgrade.Refused no) {
            return respond(no.reply(), request, socket);
        }
        talk(request, ((Upgrade.Accepted) upgrade).listener(), socket);
        return cut();
    }

    private static MockResponse respond(Reply reply, HttpRequest request, LoopbackSocket socket) {
        if (reply instanceof Reply.AnswerThen both) {
            return respond(both.answer(), request, socket, both.afterwards());
        }
        if (reply instanceof Reply.Answer answer) {
            return respond(answer, request, socket, () -> {});
        }
        if (reply instanceof Reply.Torn torn) {
            byte[] whole = torn.answer().body();
            byte[] half = Arrays.copyOf(whole, whole.length / 2);
            return respond(torn.answer(), request, new Body(whole.length, half, socket, socket::cut));
        }
        if (reply instanceof Reply.Silence) {
            waitForEnd(socket);
        }
        return cut();
    }

    private static MockResponse respond(
            Reply.Answer answer, HttpRequest request, LoopbackSocket socket, Runnable afterwards) {
        byte[] sent = request.method().equals("HEAD") ? new byte[0] : answer.body();
        return respond(answer, request, new Body(answer.body().length, sent, socket, afterwards));
    }

    private static MockResponse respond(Reply.Answer answer, HttpRequest request, Body body) {
        MockResponse.Builder response =
                new MockResponse.Builder().code(answer.status()).body(body);
        answer.headers().forEach(response::setHeader);
        if (answer.status() == NO_CONTENT) {
            response.removeHeader("Content-Length");
        }
        if (request.header("connection").filter("close"::equalsIgnoreCase).isPresent()) {
            response.onResponseEnd(new SocketEffect.CloseSocket());
        }
        return response.build();
    }

    private static MockResponse cut() {
        return new MockResponse.Builder()
                .onResponseStart(new SocketEffect.CloseSocket())
                .build();
    }

    /** Holds the connection until the client goes away or the server closes. */
    private static void waitForEnd(LoopbackSocket socket) {
        try {
            InputStream in = socket.getInputStream();
            while (in.read() >= 0) {
                // Whatever else the client says stays unanswered.
            }
        } catch (IOException e) {
            LOG.atDebug().setMessage("connection ended").setCause(e).log();
        }
    }

    private void talk(HttpRequest request, SocketListener listener, LoopbackSocket socket) throws InterruptedException {
        SocketPeer peer = new SocketPeer(request, listener, socket);
        peers.add(peer);
        try {
            peer.run();
        } finally {
            peers.remove(peer);
        }
    }

    /** The body of an answer: as long as announced, or what is sent of it; and what happens once that has left. */
    @SuppressWarnings("ArrayRecordComponent") // nobody compares these
    private record Body(long announced, byte[] sent, LoopbackSocket socket, Runnable afterwards)
            implements MockResponseBody {
        @Override
        public long getContentLength() {
            return announced;
        }

        @Override
        public void writeTo(BufferedSink sink) throws IOException {
            sink.write(sent);
            sink.flush();
            socket.push();
            afterwards.run();
        }
    }
}
