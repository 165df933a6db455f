package io.fairlead.fakes.net;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpResponse;
import java.net.http.WebSocket;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import okhttp3.Call;
import okhttp3.Callback;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.Response;
import okhttp3.WebSocketListener;
import okio.ByteString;
import org.java_websocket.client.WebSocketClient;
import org.java_websocket.handshake.ServerHandshake;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Three strangers talk to the server: OkHttp, the JDK's client and Java-WebSocket. */
class LoopbackServerTest {
    private static final Set<String> TELLING = Set.of("/dead", "/bye", "/fault", "/w");

    private final BlockingQueue<String> heard = new LinkedBlockingQueue<>();
    private final HttpClient http = HttpClient.newHttpClient();
    private LoopbackServer server = LoopbackServer.start(0, new Echo());

    @BeforeEach
    void start() {
        server.close();
        server = LoopbackServer.start(0, new Echo());
    }

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void shouldAnswerWithTheBytesThatCame() throws Exception {
        HttpResponse<String> answer = http.send(
                java.net.http.HttpRequest.newBuilder(URI.create(server.http() + "/a/b?x=%C3%A9&y=1+2"))
                        .POST(java.net.http.HttpRequest.BodyPublishers.ofString("p=é"))
                        .build(),
                HttpResponse.BodyHandlers.ofString());

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.body()).isEqualTo("POST /a/b?x=%C3%A9&y=1+2 p=é");
        assertThat(answer.headers().firstValue("X-Echo")).hasValue("yes");
    }

    @Test
    void shouldKeepAConnectionForTheNextRequest() throws IOException {
        OkHttpClient client = new OkHttpClient();

        for (int i = 0; i < 5; i++) {
            try (Response answer = client.newCall(get("/n" + i)).execute()) {
                assertThat(answer.body().string()).isEqualTo("GET /n" + i + " ");
            }
        }

        assertThat(server.connectionsSeen()).isEqualTo(1);
    }

    @Test
    void shouldAnswerWellBelowADelayedAcknowledgement() throws IOException {
        OkHttpClient client = new OkHttpClient();
        long best = Long.MAX_VALUE;

        for (int i = 0; i < 20; i++) {
            long start = System.nanoTime();
            try (Response answer = client.newCall(get("/")).execute()) {
                assertThat(answer.code()).isEqualTo(200);
            }
            best = Math.min(best, System.nanoTime() - start);
        }

        assertThat(Duration.ofNanos(best)).isLessThan(Duration.ofMillis(20));
    }

    @Test
    void shouldCutTheConnectionInsteadOfAnswering() {
        OkHttpClient client =
                new OkHttpClient.Builder().retryOnConnectionFailure(false).build();

        assertThatThrownBy(() -> client.newCall(get("/cut")).execute()).isInstanceOf(IOException.class);
    }

    @Test
    void shouldStaySilentUntilTheClientGivesUp() {
        OkHttpClient client = new OkHttpClient.Builder()
                .retryOnConnectionFailure(false)
                .readTimeout(Duration.ofMillis(50))
                .build();

        assertThatThrownBy(() -> client.newCall(get("/silence")).execute())
                .isInstanceOf(java.net.SocketTimeoutException.class);
    }

    @Test
    void shouldCutTheConnectionInTheMidstOfAnAnswer() throws IOException {
        OkHttpClient client =
                new OkHttpClient.Builder().retryOnConnectionFailure(false).build();

        try (Response answer = client.newCall(get("/torn")).execute()) {
            assertThat(answer.code()).isEqualTo(200);
            assertThat(answer.body().source().readUtf8(4)).isEqualTo("[1,2");
            assertThatThrownBy(answer.body()::string).isInstanceOf(IOException.class);
        }
    }

    @Test
    void shouldDoWhatFollowsAnAnswerOnceItWasSent() throws Exception {
        OkHttpClient client = new OkHttpClient();

        try (Response answer = client.newCall(get("/then")).execute()) {
            assertThat(answer.body().string()).isEqualTo("[]");
        }

        assertThat(next()).isEqualTo("afterwards");
    }

    @Test
    void shouldAnnounceTheLengthOfABodyThatIsNotAskedFor() throws IOException {
        OkHttpClient client = new OkHttpClient();

        try (Response head =
                client.newCall(get("/a").newBuilder().head().build()).execute()) {
            assertThat(head.header("Content-Length")).isEqualTo("8");
        }
        try (Response gone = client.newCall(get("/gone")).execute()) {
            assertThat(gone.code()).isEqualTo(204);
            assertThat(gone.header("Content-Length")).isNull();
        }
        assertThat(server.connectionsSeen()).isEqualTo(1);
    }

    @Test
    void shouldCutTheConnectionWhenTheVenueFails() {
        OkHttpClient client =
                new OkHttpClient.Builder().retryOnConnectionFailure(false).build();

        assertThatThrownBy(() -> client.newCall(get("/fault")).execute()).isInstanceOf(IOException.class);
        assertThatThrownBy(() -> client.newCall(get("/late-fault")).execute()).isInstanceOf(IOException.class);
    }

    @Test
    void shouldTalkToOkHttpInTextAndBinary() throws Exception {
        okhttp3.WebSocket socket = new OkHttpClient().newWebSocket(get("/ws"), new WebSocketListener() {
            @Override
            public void onMessage(okhttp3.WebSocket webSocket, String text) {
                heard.add(text);
            }

            @Override
            public void onMessage(okhttp3.WebSocket webSocket, ByteString bytes) {
                heard.add("binary " + bytes.utf8());
            }

            @Override
            public void onClosing(okhttp3.WebSocket webSocket, int code, String reason) {
                heard.add("closing " + code + " " + reason);
                webSocket.close(code, reason);
            }
        });

        String large = "x".repeat(70_000);
        socket.send("hello");
        socket.send(ByteString.encodeUtf8("bytes"));
        socket.send(large);

        assertThat(next()).isEqualTo("/ws hello");
        assertThat(next()).isEqualTo("binary bytes");
        assertThat(next()).isEqualTo("/ws " + large);
        server.peers().forEach(peer -> peer.close(1008, "enough"));
        assertThat(next()).isEqualTo("closing 1008 enough");
    }

    @Test
    void shouldTalkToTheClientOfTheJdkInFragments() throws Exception {
        CompletableFuture<ByteBuffer> pong = new CompletableFuture<>();
        WebSocket socket = http.newWebSocketBuilder()
                .buildAsync(URI.create(server.ws() + "/jdk"), new WebSocket.Listener() {
                    @Override
                    public CompletionStage<?> onText(WebSocket webSocket, CharSequence data, boolean last) {
                        heard.add(data.toString());
                        webSocket.request(1);
                        return CompletableFuture.completedStage(null);
                    }

                    @Override
                    public CompletionStage<?> onPong(WebSocket webSocket, ByteBuffer message) {
                        pong.complete(message);
                        webSocket.request(1);
                        return CompletableFuture.completedStage(null);
                    }
                })
                .join();

        socket.sendText("one ", false).join();
        socket.sendText("message", true).join();
        socket.sendPing(ByteBuffer.wrap("p".getBytes(StandardCharsets.UTF_8))).join();

        assertThat(next()).isEqualTo("/jdk one message");
        assertThat(pong.get(5, TimeUnit.SECONDS).get()).isEqualTo((byte) 'p');
        socket.abort();
    }

    @Test
    void shouldPingJavaWebSocketAndHearItsPong() throws Exception {
        WebSocketClient client = new WebSocketClient(URI.create(server.ws() + "/j")) {
            @Override
            public void onOpen(ServerHandshake handshake) {}

            @Override
            public void onMessage(String message) {
                heard.add(message);
            }

            @Override
            public void onClose(int code, String reason, boolean remote) {
                heard.add("closed " + remote);
            }

            @Override
            public void onError(Exception e) {}
        };
        assertThat(client.connectBlocking(5, TimeUnit.SECONDS)).isTrue();
        client.send("ready");
        assertThat(next()).isEqualTo("/j ready");

        server.peers().forEach(peer -> peer.ping(new byte[] {7}));
        assertThat(next()).isEqualTo("pong 7");
        server.cutAll();
        assertThat(next()).isEqualTo("closed true");
    }

    @Test
    void shouldNotAnswerPingsNorCloseFramesOfADeadLink() throws Exception {
        byte[] pingAndClose = {(byte) 0x89, (byte) 0x80, 1, 2, 3, 4, (byte) 0x88, (byte) 0x80, 1, 2, 3, 4};
        try (Socket client = new Socket(InetAddress.getLoopbackAddress(), server.port())) {
            String head = """
                    GET /dead HTTP/1.1
                    Host: here
                    Upgrade: websocket
                    Connection: Upgrade
                    Sec-WebSocket-Key: AAAAAAAAAAAAAAAAAAAAAA==
                    Sec-WebSocket-Version: 13

                    """.replace("\n", "\r\n");
            client.getOutputStream().write(head.getBytes(StandardCharsets.US_ASCII));
            StringBuilder answer = new StringBuilder();
            while (!answer.toString().endsWith("\r\n\r\n")) {
                answer.append((char) client.getInputStream().read());
            }

            server.peers().forEach(SocketPeer::goSilent);
            server.peers().forEach(peer -> peer.send("unheard"));
            client.getOutputStream().write(pingAndClose);
            client.shutdownOutput();

            assertThat(answer.toString()).startsWith("HTTP/1.1 101 ");
            assertThat(client.getInputStream().readAllBytes()).isEmpty();
            assertThat(next()).isEqualTo("closed");
        }
    }

    @Test
    void shouldTellOfTheEndThatAClientAskedFor() throws Exception {
        WebSocket socket = listening("/bye");
        socket.sendText("one", true).join();
        assertThat(next()).isEqualTo("/bye one");

        socket.sendClose(WebSocket.NORMAL_CLOSURE, "done").join();

        assertThat(List.of(next(), next())).containsExactlyInAnyOrder("closing 1000 done", "closed");
    }

    @Test
    void shouldCutAWebSocketWhenTheVenueFails() throws Exception {
        WebSocket socket = listening("/fault");

        socket.sendText("fault", true).join();

        assertThat(List.of(next(), next())).containsExactlyInAnyOrder("closing 1006 ", "closed");
    }

    @Test
    void shouldNotWaitForASlowConsumer() throws Exception {
        CountDownLatch go = new CountDownLatch(1);
        listening("/slow", go);
        String large = "x".repeat(1_000_000);

        for (int i = 0; i < 30; i++) {
            for (SocketPeer peer : server.peers()) {
                peer.send(i + large);
            }
        }

        WebSocket other = listening("/quick");
        other.sendText("hello", true).join();
        assertThat(next()).isEqualTo("/quick hello");
        go.countDown();
        for (int i = 0; i < 30; i++) {
            assertThat(next()).isEqualTo(i + large);
        }
    }

    @Test
    void shouldSendInTheOrderGiven() throws Exception {
        listening("/many");
        SocketPeer peer = server.peers().iterator().next();

        for (int i = 0; i < 20_000; i++) {
            peer.send(Integer.toString(i));
        }

        for (int i = 0; i < 20_000; i++) {
            assertThat(next()).isEqualTo(Integer.toString(i));
        }
    }

    @Test
    void shouldEndAllThreadsThatWaitForSomething() throws Exception {
        Set<Thread> before = Thread.getAllStackTraces().keySet();
        OkHttpClient client =
                new OkHttpClient.Builder().retryOnConnectionFailure(false).build();
        LoopbackServer closing = LoopbackServer.start(0, new Echo());
        for (String path : List.of("/silence", "/never", "/a")) {
            client.newCall(new Request.Builder().url(closing.http() + path).build())
                    .enqueue(new Told());
        }
        http.newWebSocketBuilder()
                .buildAsync(URI.create(closing.ws() + "/w"), new WebSocket.Listener() {})
                .join();
        assertThat(next()).isEqualTo("answered");
        while (closing.connectionsSeen() < 4) {
            Thread.onSpinWait();
        }

        closing.close();
        closing.close();

        assertThat(List.of(next(), next(), next())).containsExactlyInAnyOrder("no answer", "no answer", "closed");
        for (Thread thread : Thread.getAllStackTraces().keySet()) {
            if (!before.contains(thread) && thread.getName().startsWith("MockWebServer")) {
                thread.join(5_000);
                assertThat(thread.isAlive()).as(thread.getName()).isFalse();
            }
        }
    }

    @Test
    void shouldSayWhichPortIsTaken() {
        int port = server.port();

        assertThatThrownBy(() -> LoopbackServer.start(port, new Echo()))
                .isInstanceOf(UncheckedIOException.class)
                .hasMessage("cannot listen on port " + port);
    }

    @Test
    void shouldRefuseAHandshakeWithAnAnswerOfItsOwn() {
        CompletableFuture<Integer> status = new CompletableFuture<>();

        new OkHttpClient().newWebSocket(get("/refused"), new WebSocketListener() {
            @Override
            public void onFailure(okhttp3.WebSocket webSocket, Throwable t, @Nullable Response response) {
                status.complete(response == null ? -1 : response.code());
            }
        });

        assertThat(status.orTimeout(5, TimeUnit.SECONDS).join()).isEqualTo(406);
    }

    private WebSocket listening(String path) {
        return listening(path, new CountDownLatch(0));
    }

    /** Reads nothing before it may. */
    private WebSocket listening(String path, CountDownLatch go) {
        return http.newWebSocketBuilder()
                .buildAsync(URI.create(server.ws() + path), new WebSocket.Listener() {
                    private final StringBuilder message = new StringBuilder();

                    @Override
                    public void onOpen(WebSocket webSocket) {
                        if (go.getCount() == 0) {
                            webSocket.request(1);
                        } else {
                            new Thread(() -> {
                                        try {
                                            go.await();
                                            webSocket.request(1);
                                        } catch (InterruptedException e) {
                                            Thread.currentThread().interrupt();
                                        }
                                    })
                                    .start();
                        }
                    }

                    @Override
                    public @Nullable CompletionStage<?> onText(WebSocket webSocket, CharSequence data, boolean last) {
                        message.append(data);
                        if (last) {
                            heard.add(message.toString());
                            message.setLength(0);
                        }
                        webSocket.request(1);
                        return null;
                    }

                    @Override
                    public @Nullable CompletionStage<?> onClose(WebSocket webSocket, int code, String reason) {
                        heard.add("closing " + code + " " + reason);
                        return null;
                    }
                })
                .join();
    }

    private final class Told implements Callback {
        @Override
        public void onFailure(Call call, IOException e) {
            heard.add("no answer");
        }

        @Override
        public void onResponse(Call call, Response response) {
            response.close();
            heard.add("answered");
        }
    }

    private Request get(String path) {
        return new Request.Builder().url(server.http() + path).build();
    }

    private String next() throws InterruptedException {
        String message = heard.poll(5, TimeUnit.SECONDS);
        assertThat(message).as("a message within five seconds").isNotNull();
        return String.valueOf(message);
    }

    private final class Echo implements RequestHandler, SocketListener {
        @Override
        public CompletionStage<Reply> answer(HttpRequest request) {
            if (request.path().equals("/never")) {
                return new CompletableFuture<>();
            }
            if (request.path().equals("/late-fault")) {
                return CompletableFuture.failedStage(new IllegalStateException("as the test wants it"));
            }
            Reply reply = switch (request.path()) {
                case "/cut" -> new Reply.Cut();
                case "/silence" -> new Reply.Silence();
                case "/torn" -> new Reply.Torn(Reply.json(200, "[1,2,3,4]"));
                case "/then" -> new Reply.AnswerThen(Reply.json(200, "[]"), () -> heard.add("afterwards"));
                case "/gone" -> Reply.empty(204);
                case "/fault" -> throw new IllegalStateException("as the test wants it");
                default ->
                    Reply.json(200, request.method() + " " + request.target() + " " + request.text())
                            .with("X-Echo", "yes");
            };
            return CompletableFuture.completedFuture(reply);
        }

        @Override
        public Upgrade upgrade(HttpRequest request) {
            return request.path().equals("/refused")
                    ? new Upgrade.Refused(Reply.empty(406))
                    : new Upgrade.Accepted(this);
        }

        @Override
        public void opened(SocketPeer peer) {}

        @Override
        public void text(SocketPeer peer, String message) {
            if (message.equals("fault")) {
                throw new IllegalStateException("as the test wants it");
            }
            peer.send(peer.handshake().path() + " " + message);
        }

        @Override
        public void binary(SocketPeer peer, byte[] message) {
            peer.send(message);
        }

        @Override
        public void pong(SocketPeer peer, byte[] payload) {
            heard.add("pong " + payload[0]);
        }

        @Override
        public void closed(SocketPeer peer) {
            if (TELLING.contains(peer.handshake().path())) {
                heard.add("closed");
            }
        }
    }
}
