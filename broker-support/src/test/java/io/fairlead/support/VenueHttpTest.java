package io.fairlead.support;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fairlead.api.order.ClientOrderId;
import io.fairlead.api.order.VenueOrderId;
import io.fairlead.spi.ActionResult;
import io.fairlead.spi.SubmitResult;
import io.fairlead.support.HttpOutcome.Answered;
import io.fairlead.support.HttpOutcome.Cause;
import io.fairlead.support.HttpOutcome.NoAnswer;
import io.fairlead.support.HttpOutcome.NotSent;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import okhttp3.OkHttpClient;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class VenueHttpTest {
    private static final ClientOrderId ID = new ClientOrderId("order-1");

    private final ManualTime time = new ManualTime("2026-11-27T12:00:00Z");
    private final VenueClient client = new VenueClient("test");
    private final RateBudget budget = new RateBudget(time, time.io());
    private final VenueHttp http = VenueHttp.builder(client.client(), time, time.io(), budget)
            .repeats(3, new Backoff(Duration.ofMillis(100), Duration.ofSeconds(1), new SplittableRandom(7)))
            .build();
    private RawServer server;

    @BeforeEach
    void start() throws Exception {
        server = new RawServer();
    }

    @AfterEach
    void stop() throws Exception {
        http.close();
        client.close();
        server.close();
        time.close();
    }

    @Test
    void shouldHandOverTheWholeAnswer() {
        server.then(RawServer.answer(200, "X-Used: 12\r\n", "{\"a\":1}"));

        Answered answer = (Answered) await(http.send(order().build()));

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.text()).isEqualTo("{\"a\":1}");
        assertThat(answer.number("x-used")).hasValue(12);
    }

    @Test
    void shouldProveThatNothingWasSentWhenNobodyListens() throws Exception {
        int port;
        try (ServerSocket gone = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = gone.getLocalPort();
        }

        HttpOutcome outcome =
                await(http.send(VenueRequest.of(RequestKind.ORDER_WRITE, "POST", "http://127.0.0.1:" + port + "/order")
                        .build()));

        assertThat(((NotSent) outcome).cause()).isEqualTo(Cause.NOT_CONNECTED);
        assertThat(outcome.toSubmitResult(ID, answer -> accepted()))
                .isInstanceOfSatisfying(
                        SubmitResult.Denied.class,
                        denied -> assertThat(denied.denial().code()).isEqualTo("NOT_SENT"));
    }

    @Test
    void shouldProveThatNothingWasSentWhenTheHandshakeFails() throws Exception {
        try (ServerSocket rude = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            CompletionStage<HttpOutcome> sent = http.send(VenueRequest.of(
                            RequestKind.ORDER_WRITE, "POST", "https://127.0.0.1:" + rude.getLocalPort() + "/order")
                    .build());
            rude.accept().close();

            assertThat(((NotSent) await(sent)).cause()).isEqualTo(Cause.NOT_CONNECTED);
        }
    }

    @Test
    void shouldProveThatNothingWasSentWhenTheHandshakeIsNeverAnswered() throws Exception {
        try (ServerSocket mute = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            CompletionStage<HttpOutcome> sent = http.send(VenueRequest.of(
                            RequestKind.ORDER_WRITE, "POST", "https://127.0.0.1:" + mute.getLocalPort() + "/order")
                    .timeout(Duration.ofSeconds(12))
                    .build());
            mute.accept();
            time.advance(Duration.ofSeconds(12));

            assertThat(await(sent)).isInstanceOf(NotSent.class);
        }
    }

    @Test
    void shouldCallAResetAfterTheRequestUnknownAndSendNoOrderTwice() {
        server.then(RawServer.reset());

        HttpOutcome outcome = await(http.send(order().build()));

        assertThat(outcome).isInstanceOf(NoAnswer.class);
        assertThat(outcome.toSubmitResult(ID, answer -> accepted())).isInstanceOf(SubmitResult.Unknown.class);
        assertThat(outcome.toActionResult(answer -> new ActionResult.Taken())).isInstanceOf(ActionResult.Unknown.class);
        assertThat(server.requests()).hasSize(1);
    }

    @Test
    void shouldSendNoOrderTwiceOverAConnectionThatTheVenueHasJustClosed() {
        await(http.send(order().build()));
        server.then(RawServer.reset()); // the pooled connection dies with the second order on it

        HttpOutcome outcome = await(http.send(order().build()));

        assertThat(outcome).isInstanceOf(NoAnswer.class);
        assertThat(server.requests()).hasSize(2);
    }

    @Test
    void shouldProveThatNothingWasSentOverAKeptConnectionThatWasResetBefore() throws Exception {
        CountDownLatch reset = new CountDownLatch(1);
        server.then((socket, out) -> {
            RawServer.answer(200, "", "{}").serve(socket, out);
            awaitQuietly(proceed);
            socket.setSoLinger(true, 0);
            socket.close(); // while nobody reads from it: else the reset would go out only once the reader has let go
            reset.countDown();
        });
        await(http.send(order().build()));
        proceed.countDown();
        assertThat(reset.await(10, TimeUnit.SECONDS)).isTrue();

        HttpOutcome outcome = await(http.send(order().build()));

        assertThat(outcome).isInstanceOf(NotSent.class);
        assertThat(server.requests()).hasSize(1);
    }

    private interface Work {
        void run() throws Exception;
    }

    private final CountDownLatch proceed = new CountDownLatch(1);

    private static void start(Work work) {
        Thread thread = new Thread(() -> {
            try {
                work.run();
            } catch (Exception e) {
                throw new AssertionError(e);
            }
        });
        thread.setDaemon(true);
        thread.start();
    }

    @Test
    void shouldCallHalfAnAnswerUnknown() {
        server.then(RawServer.half());

        HttpOutcome outcome = await(http.send(order().build()));

        assertThat(outcome).isInstanceOf(NoAnswer.class);
        assertThat(server.requests()).hasSize(1);
    }

    @Test
    void shouldCallSilenceUnknownOnceTheTimeIsUp() {
        server.then(RawServer.silence());
        CompletionStage<HttpOutcome> sent =
                http.send(order().timeout(Duration.ofSeconds(12)).build());
        server.awaitRequest();

        time.advance(Duration.ofMillis(11_999));
        boolean early = sent.toCompletableFuture().isDone();
        time.advance(Duration.ofMillis(1));

        assertThat(early).isFalse();
        assertThat(await(sent)).isEqualTo(new NoAnswer("no answer within 12000 ms"));
    }

    @Test
    void shouldHandOverOneOutcomeWhenTheAnswerAndTheEndOfItsTimeMeet() throws Exception {
        Map<Class<?>, Integer> seen = new HashMap<>();
        for (int i = 0; i < 300; i++) {
            CountDownLatch answers = new CountDownLatch(1);
            server.then((socket, out) -> {
                awaitQuietly(answers);
                RawServer.answer(200, "", "{}").serve(socket, out);
            });
            AtomicInteger told = new AtomicInteger();
            CompletionStage<HttpOutcome> sent = http.send(
                            order().timeout(Duration.ofSeconds(12)).build())
                    .whenComplete((outcome, fault) -> told.incrementAndGet());
            server.awaitRequest();
            start(answers::countDown);
            spin(i);

            time.advance(Duration.ofSeconds(12));

            seen.merge(await(sent).getClass(), 1, Integer::sum);
            assertThat(told).hasValue(1);
        }
        assertThat(seen.keySet()).isSubsetOf(Answered.class, NoAnswer.class); // a byte had left: never NotSent
        assertThat(server.requests()).hasSize(300);
    }

    /** Some turns more each time, so that now the one comes first and now the other. */
    private static void spin(int round) {
        for (int i = 0; i < round * 100; i++) {
            Thread.onSpinWait();
        }
    }

    private static void awaitQuietly(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    @Test
    void shouldSendNothingAfterItHasSaidThatNothingWasSent() throws Exception {
        CountDownLatch resolved = new CountDownLatch(1);
        OkHttpClient slow = client.client()
                .newBuilder()
                .dns(name -> {
                    awaitQuietly(resolved);
                    return List.of(InetAddress.getLoopbackAddress());
                })
                .build();
        VenueHttp late = VenueHttp.builder(slow, time, time.io(), budget).build();
        CompletionStage<HttpOutcome> sent = late.send(VenueRequest.of(
                        RequestKind.ORDER_WRITE, "POST", server.url("/order").replace("127.0.0.1", "venue.test"))
                .timeout(Duration.ofSeconds(12))
                .build());

        time.advance(Duration.ofSeconds(12));
        HttpOutcome outcome = await(sent);
        resolved.countDown();
        await(http.send(order().build()));

        assertThat(outcome).isEqualTo(new NotSent(Cause.NOT_CONNECTED, "no answer within 12000 ms"));
        assertThat(server.requests()).hasSize(1).allMatch(request -> request.contains("symbol=X"));
    }

    @Test
    void shouldCompleteWhereTheAnswerWasReadWithoutWaitingForTheLender() throws Exception {
        CountDownLatch lenderIsFree = new CountDownLatch(1);
        time.io().execute(() -> awaitQuietly(lenderIsFree));

        HttpOutcome outcome = await(http.send(order().build()));
        lenderIsFree.countDown();

        assertThat(outcome).isInstanceOf(Answered.class);
    }

    @Test
    void shouldEndACallThatBeganAfterTheLenderHasGone() {
        time.io().shutdownNow();
        server.then(RawServer.silence());

        HttpOutcome outcome =
                await(http.send(order().timeout(Duration.ofMillis(50)).build()));

        assertThat(outcome).isInstanceOf(NoAnswer.class);
    }

    @Test
    void shouldHandOverTheAnswerEvenIfWhoLooksAtItsHeadersFails() {
        VenueHttp http = VenueHttp.builder(client.client(), time, time.io(), budget)
                .feedback(answer -> {
                    throw new IllegalStateException("a bug");
                })
                .build();

        assertThat(await(http.send(order().build()))).isInstanceOf(Answered.class);
    }

    @Test
    void shouldArrangeNoTaskForEachCall() {
        for (int i = 0; i < 20; i++) {
            await(http.send(order().build()));
        }

        assertThat(time.arranged()).isEqualTo(1);
    }

    @Test
    void shouldLetNoReadOfItsSocketsWaitForEver() throws Exception {
        try (Socket socket = new WitnessSockets().createSocket()) {
            socket.setSoTimeout(0);
            int unlimited = socket.getSoTimeout();
            socket.setSoTimeout(1);

            assertThat(unlimited).isEqualTo(60_000);
            assertThat(socket.getSoTimeout()).isEqualTo(1);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {500, 502, 503, 504})
    void shouldCallAServerFaultUnknownAndSendNoOrderTwiceEvenWhenToldToRetryAtOnce(int status) {
        server.then(RawServer.answer(status, "Retry-After: 0\r\n", "<html>"));

        HttpOutcome outcome = await(http.send(order().build()));

        assertThat(((Answered) outcome).header("Retry-After")).hasValue("0");
        assertThat(outcome.toSubmitResult(ID, answer -> accepted()))
                .isEqualTo(new SubmitResult.Unknown(ID, "HTTP " + status));
        assertThat(server.requests()).hasSize(1);
    }

    @Test
    void shouldNotRepeatACancelWithoutBodyWhenToldToRetryAtOnce() {
        server.then(RawServer.answer(503, "Retry-After: 0\r\n", ""));

        await(http.send(VenueRequest.of(RequestKind.CANCEL, "DELETE", server.url("/order?id=1"))
                .build()));

        assertThat(server.requests()).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(ints = {301, 302, 303, 307, 308, 408, 421})
    void shouldFollowNothingAndRepeatNothingThatWritesOrders(int status) {
        server.then(RawServer.answer(status, "Location: " + server.url("/elsewhere") + "\r\n", ""));

        Answered answer = (Answered) await(http.send(order().build()));

        assertThat(answer.status()).isEqualTo(status);
        assertThat(server.requests()).hasSize(1);
    }

    @Test
    void shouldCarryNoKeyToWhereARedirectPoints() {
        server.then(RawServer.answer(302, "Location: " + server.url("/elsewhere") + "\r\n", ""));

        Answered answer = (Answered) await(http.send(query().build()));

        assertThat(answer.status()).isEqualTo(302);
        assertThat(server.requests()).hasSize(1);
    }

    @Test
    void shouldSendTheSignedBytesAsTheyAre() {
        String encoded = "/api?b=%EF%BC%91&a=%2B%20~&c='x'";

        await(http.send(VenueRequest.of(RequestKind.QUERY, "GET", server.url("/api"))
                .signer(request -> request.withUrl(server.url("/api?b=%EF%BC%91&a=%2B%20~"))
                        .withHeader("X-Key", "k"))
                .build()));
        HttpOutcome changed = await(http.send(
                VenueRequest.of(RequestKind.QUERY, "GET", server.url(encoded)).build()));

        assertThat(server.requests().get(0))
                .startsWith("GET /api?b=%EF%BC%91&a=%2B%20~ HTTP/1.1\r\n")
                .contains("X-Key: k");
        assertThat(((NotSent) changed).cause()).isEqualTo(Cause.NOT_SENDABLE);
        assertThat(server.requests()).hasSize(1);
    }

    @Test
    void shouldRepeatAReadAfterFaultsAndGiveUpInTheEnd() {
        for (int i = 0; i < 4; i++) {
            server.then(RawServer.answer(502, "", ""));
        }
        CompletionStage<HttpOutcome> sent = http.send(query().build());

        waitOut(sent);

        assertThat(((Answered) await(sent)).status()).isEqualTo(502);
        assertThat(server.requests()).hasSize(4);
    }

    @Test
    void shouldRepeatAReadThatWasReset() {
        server.then(RawServer.reset()).then(RawServer.answer(200, "", "[]"));
        CompletionStage<HttpOutcome> sent = http.send(query().build());

        waitOut(sent);

        assertThat(((Answered) await(sent)).text()).isEqualTo("[]");
    }

    @Test
    void shouldStopAllButCancelsAfter429AndAllAfter418() {
        server.then(RawServer.answer(429, "Retry-After: 7\r\n", ""));
        await(http.send(query().build()));

        HttpOutcome order =
                await(http.send(order().patience(Duration.ofSeconds(6)).build()));
        HttpOutcome cancel = await(http.send(cancel().build()));
        server.then(RawServer.answer(418, "Retry-After: 120\r\n", ""));
        await(http.send(cancel().build()));
        HttpOutcome second = await(http.send(cancel().build()));

        assertThat(((NotSent) order).cause()).isEqualTo(Cause.BUDGET);
        assertThat(cancel).isInstanceOf(Answered.class);
        assertThat(((NotSent) second).cause()).isEqualTo(Cause.BUDGET);
        assertThat(server.requests()).hasSize(3);
        assertThat(budget.stoppedUntil()).isEqualTo(time.instant().plusSeconds(120));
    }

    @Test
    void shouldSendAWaitingOrderWhenTheStopEndsWithinItsPatience() {
        budget.stopUntil(time.instant().plusSeconds(3), false, "told to");
        CompletionStage<HttpOutcome> sent =
                http.send(order().patience(Duration.ofSeconds(4)).build());

        time.advance(Duration.ofSeconds(3));

        assertThat(await(sent)).isInstanceOf(Answered.class);
    }

    @Test
    void shouldAskBeforeTheFirstByteAndSendNothingWhenRefused() {
        AtomicInteger asked = new AtomicInteger();
        VenueRequest refused = order().beforeFirstByte(() -> {
                    asked.incrementAndGet();
                    throw new IllegalStateException("not approved");
                })
                .build();

        assertThatThrownBy(() -> http.send(refused).toCompletableFuture().get(10, TimeUnit.SECONDS))
                .isInstanceOf(ExecutionException.class)
                .hasRootCauseMessage("not approved");
        assertThat(asked).hasValue(1);
        assertThat(server.requests()).isEmpty();
    }

    @Test
    void shouldCallAnAnswerUnknownThatCannotBeRead() {
        server.then(RawServer.answer(200, "", "{\"orderId\":"));

        HttpOutcome outcome = await(http.send(order().build()));

        assertThat(outcome.toSubmitResult(ID, answer -> {
                    ExactJson.read(answer.body());
                    return accepted();
                }))
                .isInstanceOf(SubmitResult.Unknown.class);
    }

    @Test
    void shouldSendNothingOnceClosed() {
        http.close();

        HttpOutcome outcome = await(http.send(order().build()));

        assertThat(((NotSent) outcome).cause()).isEqualTo(Cause.CLOSED);
        assertThat(server.requests()).isEmpty();
    }

    private VenueRequest.Builder order() {
        return VenueRequest.of(RequestKind.ORDER_WRITE, "POST", server.url("/order"))
                .body("symbol=X".getBytes(StandardCharsets.UTF_8), "application/x-www-form-urlencoded");
    }

    private VenueRequest.Builder cancel() {
        return VenueRequest.of(RequestKind.CANCEL, "DELETE", server.url("/order"))
                .patience(Duration.ZERO);
    }

    private VenueRequest.Builder query() {
        return VenueRequest.of(RequestKind.QUERY, "GET", server.url("/account"));
    }

    /** Moves time whenever a wait between two tries is all that is left to come. */
    private void waitOut(CompletionStage<HttpOutcome> sent) {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(10);
        while (!sent.toCompletableFuture().isDone() && System.nanoTime() < end) {
            if (time.hasTaskWithin(Duration.ofSeconds(1))) {
                time.advance(Duration.ofSeconds(1));
            }
        }
    }

    private static SubmitResult accepted() {
        return new SubmitResult.Accepted(ID, new VenueOrderId("1"), List.of());
    }

    private static HttpOutcome await(CompletionStage<HttpOutcome> stage) {
        try {
            return stage.toCompletableFuture().get(10, TimeUnit.SECONDS);
        } catch (Exception e) {
            throw new AssertionError(e);
        }
    }
}
