package io.fairlead.support;

import static org.assertj.core.api.Assertions.assertThat;

import io.fairlead.support.StreamOptions.Overflow;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import okhttp3.Request;
import okhttp3.Response;
import org.java_websocket.WebSocket;
import org.java_websocket.exceptions.WebsocketNotConnectedException;
import org.java_websocket.framing.Framedata;
import org.java_websocket.handshake.ClientHandshake;
import org.java_websocket.server.WebSocketServer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class VenueStreamTest {
    private final ManualTime time = new ManualTime("2026-11-27T12:00:00Z");
    private final VenueClient client = new VenueClient("test");
    private final RateBudget connects = new RateBudget(time, time.io());
    private final Recorder recorder = new Recorder();
    private final Venue venue = new Venue();
    private VenueStream stream;

    @BeforeEach
    void start() throws Exception {
        venue.setReuseAddr(true);
        venue.start();
        assertThat(venue.up.await(10, TimeUnit.SECONDS)).isTrue();
    }

    @AfterEach
    void stop() throws Exception {
        if (stream != null) {
            stream.close();
        }
        client.close();
        venue.stop(100);
        time.close();
    }

    @Test
    void shouldLogInSubscribeFillTheGapAndOnlyThenBeHealthy() {
        open(StreamOptions.standard());

        assertThat(recorder.nextUntil("HEALTHY"))
                .containsExactly("CONNECTING", "SYNCING", "connected 1", "backfill first", "HEALTHY");
    }

    @Test
    void shouldHoldMessagesBackUntilTheBackfillIsDone() {
        CompletableFuture<Void> fetched = new CompletableFuture<>();
        recorder.backfill = () -> fetched;
        open(StreamOptions.standard());
        recorder.nextUntil("backfill first");
        venue.say("early");
        venue.say("earlier?");
        venue.awaitEcho(recorder);

        boolean silent = recorder.texts.isEmpty();
        fetched.complete(null);

        assertThat(silent).isTrue();
        assertThat(recorder.text()).isEqualTo("early");
        assertThat(recorder.text()).isEqualTo("earlier?");
    }

    @Test
    void shouldComeBackAfterALossSubscribeAgainAndSayWhatWasMissed() {
        open(StreamOptions.standard());
        recorder.nextUntil("HEALTHY");

        venue.drop();
        List<String> waiting = recorder.nextUntil("WAITING");
        time.awaitTaskWithin(Duration.ofSeconds(1));
        time.advance(Duration.ofSeconds(1));

        assertThat(waiting).containsExactly("WAITING");
        assertThat(recorder.nextUntil("HEALTHY"))
                .containsExactly("CONNECTING", "SYNCING", "connected 2", "backfill gap", "HEALTHY");
        venue.say("after");
        assertThat(recorder.text()).isEqualTo("after");
    }

    @Test
    void shouldStartOverWhenTheBackfillFails() {
        recorder.backfill = () -> CompletableFuture.failedFuture(new IllegalStateException("no account"));
        open(StreamOptions.standard());
        recorder.nextUntil("WAITING");
        recorder.backfill = () -> CompletableFuture.completedFuture(null);

        time.awaitTaskWithin(Duration.ofSeconds(1));
        time.advance(Duration.ofSeconds(1));

        assertThat(recorder.nextUntil("HEALTHY")).contains("connected 2", "backfill first");
    }

    @Test
    void shouldEndForGoodWhenTheLoginIsRefused() {
        recorder.login = () -> CompletableFuture.failedFuture(new StreamRefusedException("Invalid API-key"));
        open(StreamOptions.standard());

        assertThat(recorder.nextUntil("CLOSED")).contains("connected 1");
        time.advance(Duration.ofMinutes(10));
        assertThat(venue.connections).hasSize(1);
    }

    @Test
    void shouldGiveASilentConnectionUp() {
        open(StreamOptions.standard().silence(Duration.ofSeconds(40)));
        recorder.nextUntil("HEALTHY");

        time.advance(Duration.ofSeconds(39));
        boolean patient = recorder.events.isEmpty();
        time.advance(Duration.ofSeconds(2));

        assertThat(patient).isTrue();
        assertThat(recorder.nextUntil("WAITING")).contains("WAITING");
    }

    @Test
    void shouldTakeThePingsOfAVenueForASignOfLife() throws Exception {
        open(StreamOptions.standard().silence(Duration.ofSeconds(40)));
        recorder.nextUntil("HEALTHY");

        for (int i = 0; i < 6; i++) {
            time.advance(Duration.ofSeconds(20));
            venue.ping();
        }

        assertThat(recorder.events).isEmpty();
        assertThat(venue.connections).hasSize(1);
    }

    /** On a socket of theirs nobody would note what the venue says; and a call on one of a stream's could not prove that it never left. */
    @Test
    void shouldShareNoConnectionWithCalls() throws Exception {
        BlockingQueue<Socket> sockets = new LinkedBlockingQueue<>();
        try (RawServer server = new RawServer()) {
            RawServer.Script ok = RawServer.answer(200, "", "{}");
            RawServer.Script noting = (socket, out) -> {
                sockets.add(socket);
                ok.serve(socket, out);
            };
            server.then(noting).then(noting).then(noting);

            call(server);
            open(
                    server.url("/ws").replace("http", "ws"),
                    StreamOptions.standard()); // is answered like a call: no upgrade
            recorder.nextUntil("WAITING");
            call(server);

            List<Socket> used = List.of(sockets.take(), sockets.take(), sockets.take());
            assertThat(used.get(1)).as("the stream's").isNotSameAs(used.get(0));
            assertThat(used.get(2)).as("the second call's").isSameAs(used.get(0));
        }
    }

    private void call(RawServer server) throws IOException {
        try (Response answer = client.client()
                .newCall(new Request.Builder().url(server.url("/time")).build())
                .execute()) {
            assertThat(answer.body().string()).isEqualTo("{}");
        }
    }

    @Test
    void shouldSendItsHeartbeat() throws Exception {
        open(StreamOptions.standard().silence(Duration.ZERO).heartbeat(Duration.ofSeconds(15), () -> "beat"));
        recorder.nextUntil("HEALTHY");

        time.advance(Duration.ofSeconds(15));

        assertThat(venue.heard.poll(10, TimeUnit.SECONDS)).isEqualTo("beat");
    }

    /** It may be a message that the venue takes only from those it knows. */
    @Test
    void shouldSendNoHeartbeatBeforeTheLoginIsDone() throws Exception {
        CompletableFuture<Void> known = new CompletableFuture<>();
        recorder.login = () -> known;
        open(StreamOptions.standard().silence(Duration.ZERO).heartbeat(Duration.ofSeconds(15), () -> "beat"));
        recorder.nextUntil("connected 1");

        time.advance(Duration.ofSeconds(40));
        recorder.link.send("login");
        String first = venue.heard.poll(10, TimeUnit.SECONDS);
        known.complete(null);
        recorder.nextUntil("HEALTHY");
        time.advance(Duration.ofSeconds(15));

        assertThat(first).isEqualTo("login");
        assertThat(venue.heard.poll(10, TimeUnit.SECONDS)).isEqualTo("beat");
    }

    @Test
    void shouldMakeTheNextConnectionBeforeItBreaksTheOldOne() throws Exception {
        open(StreamOptions.standard()
                .silence(Duration.ZERO)
                .rotation(Duration.ofHours(1))
                .syncTimeout(Duration.ofMinutes(10)));
        recorder.nextUntil("HEALTHY");
        CompletableFuture<Void> subscribed = new CompletableFuture<>();
        recorder.login = () -> subscribed;

        time.advance(Duration.ofHours(1));
        recorder.nextUntil("connected 2");
        venue.sayOn(0, "by the old one");
        String old = recorder.text();
        subscribed.complete(null);

        assertThat(venue.closed.poll(10, TimeUnit.SECONDS)).isEqualTo(0);
        venue.sayOn(1, "by the new one");
        assertThat(old).isEqualTo("by the old one");
        assertThat(recorder.text()).isEqualTo("by the new one");
        assertThat(recorder.events).isEmpty();
    }

    @Test
    void shouldRotateAtOnceWhenTheVenueSaysThatItWillShutDown() throws Exception {
        open(StreamOptions.standard());
        recorder.nextUntil("HEALTHY");

        recorder.link.rotate("serverShutdown");

        assertThat(recorder.nextUntil("connected 2")).containsExactly("connected 2");
        assertThat(venue.closed.poll(10, TimeUnit.SECONDS)).isEqualTo(0);
    }

    @Test
    void shouldStayWithinTheVenuesRateOfConnections() {
        connects.window(new RateWindow("connects-5m", "connects", 3, Duration.ofMinutes(5), false, false));
        recorder.login = () -> CompletableFuture.failedFuture(new IllegalStateException("busy"));
        open(StreamOptions.standard());

        for (int i = 0; i < 60; i++) {
            time.advance(Duration.ofSeconds(1));
        }
        venue.settle(recorder);

        assertThat(venue.connections.size()).isLessThanOrEqualTo(4);
    }

    @Test
    void shouldTakeAnswersAtOnceAndBinaryMessagesInOrder() {
        recorder.answers = "{\"id\":1}";
        open(StreamOptions.standard());
        recorder.nextUntil("HEALTHY");

        venue.say("{\"id\":1}");
        venue.say("one");
        venue.sayBytes(new byte[] {2});
        venue.say("three");

        assertThat(recorder.text()).isEqualTo("one");
        assertThat(recorder.text()).isEqualTo("binary [2]");
        assertThat(recorder.text()).isEqualTo("three");
        assertThat(recorder.answered).containsExactly("{\"id\":1}");
    }

    @Test
    void shouldHandleMessagesOnTheReadersThreadWhenDirect() {
        open(StreamOptions.standard().queue(16, Overflow.DIRECT));
        recorder.nextUntil("HEALTHY");
        venue.settle(recorder);

        for (int i = 0; i < 500; i++) {
            venue.say("m" + i);
        }

        for (int i = 0; i < 500; i++) {
            assertThat(recorder.text()).isEqualTo("m" + i);
        }
    }

    @Test
    void shouldCloseOnceAndStayClosed() {
        open(StreamOptions.standard());
        recorder.nextUntil("HEALTHY");

        stream.close();
        stream.close();

        assertThat(recorder.nextUntil("CLOSED")).containsExactly("CLOSED");
        time.advance(Duration.ofDays(2));
        assertThat(venue.connections).hasSize(1);
    }

    private void open(StreamOptions options) {
        open("ws://127.0.0.1:" + venue.getPort() + "/ws", options);
    }

    private void open(String url, StreamOptions options) {
        SplittableRandom random = new SplittableRandom(5);
        stream = new VenueStream(
                "test",
                () -> url,
                recorder,
                options,
                new VenueStream.Lent(
                        client.client(),
                        time,
                        time.io(),
                        new Backoff(Duration.ofSeconds(1), Duration.ofSeconds(60), random),
                        random,
                        connects,
                        Redactor.of(List.of()),
                        Map.of()));
        stream.open();
    }

    /** Keeps what a stream tells its handler. */
    private static final class Recorder implements StreamHandler {
        private final BlockingQueue<String> events = new LinkedBlockingQueue<>();
        private final BlockingQueue<String> texts = new LinkedBlockingQueue<>();
        private final List<String> answered = new CopyOnWriteArrayList<>();
        private volatile Supplier<CompletionStage<Void>> login = () -> CompletableFuture.completedFuture(null);
        private volatile Supplier<CompletionStage<Void>> backfill = () -> CompletableFuture.completedFuture(null);
        private volatile String answers = "";
        private volatile StreamLink link;

        @Override
        public CompletionStage<Void> onConnected(StreamLink connected) {
            link = connected;
            events.add("connected " + connected.number());
            return login.get();
        }

        @Override
        public CompletionStage<Void> backfill(StreamLink connected, Optional<StreamGap> gap) {
            events.add(gap.isPresent() ? "backfill gap" : "backfill first");
            return backfill.get();
        }

        @Override
        public boolean onAnswer(StreamLink from, String text) {
            if (text.equals(answers) || text.startsWith("echo")) {
                answered.add(text);
                return true;
            }
            return false;
        }

        @Override
        public void onText(String text) {
            texts.add(text);
        }

        @Override
        public void onBinary(byte[] bytes) {
            texts.add("binary " + Arrays.toString(bytes));
        }

        @Override
        public void onState(StreamState state, String detail) {
            events.add(state.toString());
        }

        @Override
        public void onGap(String detail) {
            events.add("gap " + detail);
        }

        List<String> nextUntil(String last) {
            List<String> seen = new ArrayList<>();
            while (!seen.contains(last)) {
                seen.add(poll(events));
            }
            return seen;
        }

        String text() {
            return poll(texts);
        }

        private static String poll(BlockingQueue<String> queue) {
            try {
                String next = queue.poll(10, TimeUnit.SECONDS);
                if (next == null) {
                    throw new AssertionError("nothing more came");
                }
                return next;
            } catch (InterruptedException e) {
                throw new AssertionError(e);
            }
        }
    }

    /** A venue that says what a test wants. */
    private final class Venue extends WebSocketServer {
        private final CountDownLatch up = new CountDownLatch(1);
        private final List<WebSocket> connections = new CopyOnWriteArrayList<>();
        private final BlockingQueue<String> heard = new LinkedBlockingQueue<>();
        private final BlockingQueue<Framedata> pongs = new LinkedBlockingQueue<>();
        private final BlockingQueue<Integer> closed = new LinkedBlockingQueue<>();

        Venue() {
            super(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 1);
            setConnectionLostTimeout(0);
            setDaemon(true);
        }

        @Override
        public void onStart() {
            up.countDown();
        }

        @Override
        public void onOpen(WebSocket socket, ClientHandshake handshake) {
            connections.add(socket);
        }

        @Override
        public void onClose(WebSocket socket, int code, String reason, boolean remote) {
            closed.add(connections.indexOf(socket));
        }

        @Override
        public void onMessage(WebSocket socket, String message) {
            if (message.startsWith("echo")) {
                socket.send(message);
            } else {
                heard.add(message);
            }
        }

        @Override
        public void onError(WebSocket socket, Exception fault) {
            // tests cut connections
        }

        void say(String text) {
            latest().send(text);
        }

        void sayOn(int connection, String text) {
            connection(connection).send(text);
        }

        private WebSocket latest() {
            return connection(recorder.link == null ? 0 : (int) recorder.link.number() - 1);
        }

        /** The server hears of a connection after its client does. */
        private WebSocket connection(int number) {
            long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(10);
            while (connections.size() <= number && System.nanoTime() < end) {
                Thread.onSpinWait();
            }
            return connections.get(number);
        }

        void sayBytes(byte[] bytes) {
            latest().send(ByteBuffer.wrap(bytes));
        }

        /** Pings and returns once the client has ponged. */
        void ping() throws InterruptedException {
            latest().sendPing();
            assertThat(pongs.poll(10, TimeUnit.SECONDS)).isNotNull();
        }

        @Override
        public void onWebsocketPong(WebSocket socket, Framedata frame) {
            pongs.add(frame);
        }

        void drop() {
            latest().close(1001, "going away");
        }

        /** Returns once the client has read all that was said before. */
        void awaitEcho(Recorder recorder) {
            int before = recorder.answered.size();
            say("echo");
            long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(10);
            while (recorder.answered.size() == before && System.nanoTime() < end) {
                Thread.onSpinWait();
            }
        }

        void settle(Recorder recorder) {
            try {
                if (!connections.isEmpty()
                        && connections.get(connections.size() - 1).isOpen()) {
                    awaitEcho(recorder);
                }
            } catch (WebsocketNotConnectedException e) {
                // the client has closed it meanwhile: there is nothing that it could still read
            }
        }
    }
}
