package io.fairlead.fakes.net;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpResponse;
import java.net.http.WebSocket;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.Response;
import okhttp3.WebSocketListener;
import okio.ByteString;
import org.java_websocket.client.WebSocketClient;
import org.java_websocket.handshake.ServerHandshake;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Three strangers talk to the server: OkHttp, the JDK's client and Java-WebSocket. */
class LoopbackServerTest {
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
    void shouldRefuseAHandshakeWithAnAnswerOfItsOwn() {
        CompletableFuture<Integer> status = new CompletableFuture<>();

        new OkHttpClient().newWebSocket(get("/refused"), new WebSocketListener() {
            @Override
            public void onFailure(
                    okhttp3.WebSocket webSocket, Throwable t, @org.jspecify.annotations.Nullable Response response) {
                status.complete(response == null ? -1 : response.code());
            }
        });

        assertThat(status.orTimeout(5, TimeUnit.SECONDS).join()).isEqualTo(406);
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
            Reply reply = switch (request.path()) {
                case "/cut" -> new Reply.Cut();
                case "/silence" -> new Reply.Silence();
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
    }
}
