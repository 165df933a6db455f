package io.fairlead.support;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.fairlead.spi.Secret;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A key planted wherever a key can be; every way to fail is provoked, and nothing that is shown may hold it. */
class SecretsStayInsideTest {
    private static final String PLANTED = "PLANTEDkey0123456789";

    private final ManualTime time = new ManualTime("2026-11-27T12:00:00Z");
    private final VenueClient client = new VenueClient("test");
    private final Redactor redactor = Redactor.of(List.of(Secret.of(PLANTED)));
    private final RateBudget budget = new RateBudget(time, time.io());
    private final VenueHttp http = VenueHttp.builder(client.client(), time, time.io(), budget)
            .redactor(redactor)
            .build();
    private final PrintStream standardError = System.err;
    private final ByteArrayOutputStream logged = new ByteArrayOutputStream();
    private RawServer server;

    @BeforeEach
    void start() throws Exception {
        server = new RawServer();
        System.setErr(new PrintStream(logged, true, StandardCharsets.UTF_8));
    }

    @AfterEach
    void stop() throws Exception {
        System.setErr(standardError);
        client.close();
        server.close();
        time.close();
    }

    @Test
    void shouldNotShowInAnyOutcome() throws Exception {
        int gone;
        try (ServerSocket closed = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            gone = closed.getLocalPort();
        }
        server.then(RawServer.reset()).then(RawServer.half());

        List<HttpOutcome> outcomes = List.of(
                send("http://127.0.0.1:" + gone + "/" + PLANTED),
                send("http://" + PLANTED.toLowerCase(Locale.ROOT) + ".invalid/x"),
                send(server.url("/order")),
                send(server.url("/order")),
                send("no url at all " + PLANTED),
                send(server.url("/a b?key=" + PLANTED)));

        for (HttpOutcome outcome : outcomes) {
            assertThat(outcome).isNotInstanceOf(HttpOutcome.Answered.class);
            assertThat(outcome.toString().toLowerCase(Locale.ROOT)).doesNotContain(PLANTED.toLowerCase(Locale.ROOT));
        }
    }

    @Test
    void shouldNotShowWhenASignerFails() throws Exception {
        HttpOutcome outcome = http.send(VenueRequest.of(RequestKind.ORDER_WRITE, "POST", server.url("/"))
                        .signer(request -> {
                            throw new IllegalStateException("key " + PLANTED, new RuntimeException(PLANTED));
                        })
                        .build())
                .toCompletableFuture()
                .get(10, TimeUnit.SECONDS);

        assertThat(outcome.toString()).contains("IllegalStateException").doesNotContain(PLANTED);
    }

    @Test
    void shouldNotShowInAHeaderThatCannotBeSent() throws Exception {
        HttpOutcome outcome = http.send(VenueRequest.of(RequestKind.ORDER_WRITE, "POST", server.url("/"))
                        .signer(request -> request.withHeader("X-MBX-APIKEY", PLANTED + "\u20ac"))
                        .build())
                .toCompletableFuture()
                .get(10, TimeUnit.SECONDS);

        assertThat(outcome).isInstanceOf(HttpOutcome.NotSent.class);
        assertThat(outcome.toString()).doesNotContain(PLANTED);
    }

    @Test
    void shouldNotShowInWhatTheVenueEchoes() throws Exception {
        server.then(RawServer.answer(401, "", "{\"code\":-2015,\"msg\":\"Invalid API-key " + PLANTED + "\"}"));

        HttpOutcome.Answered answer = (HttpOutcome.Answered) send(server.url("/order"));

        assertThat(answer.toString()).doesNotContain(PLANTED);
        assertThat(redactor.scrub(answer.text()))
                .contains("Invalid API-key ***")
                .doesNotContain(PLANTED);
    }

    @Test
    void shouldNotShowInMalformedJson() throws Exception {
        server.then(RawServer.answer(200, "", "{\"apiKey\":\"" + PLANTED + "\", oops " + PLANTED));

        HttpOutcome.Answered answer = (HttpOutcome.Answered) send(server.url("/order"));
        Throwable fault = catchThrowable(() -> ExactJson.read(answer.body()));

        for (Throwable cause = fault; cause != null; cause = cause.getCause()) {
            assertThat(cause.toString()).doesNotContain(PLANTED);
        }
        assertThat(fault).isInstanceOf(UnreadableAnswerException.class);
    }

    @Test
    void shouldNotShowInRequestsAndConfiguration() {
        VenueRequest request = VenueRequest.of(
                        RequestKind.QUERY, "GET", "https://venue/api?signature=" + PLANTED + "&key=" + PLANTED)
                .header("X-Key", PLANTED)
                .build();

        assertThat(request.toString()).isEqualTo("GET venue/api");
        assertThat(redactor.toString()).doesNotContain(PLANTED);
    }

    @Test
    void shouldNotShowInAStreamsStatesAndLogs() throws Exception {
        server.then(RawServer.answer(403, "X-Echo: " + PLANTED + "\r\n", "bad key " + PLANTED));
        LinkedBlockingQueue<String> details = new LinkedBlockingQueue<>();
        StreamHandler handler = new StreamHandler() {
            @Override
            public CompletionStage<Void> onConnected(StreamLink link) {
                return CompletableFuture.completedFuture(null);
            }

            @Override
            public void onState(StreamState state, String detail) {
                details.add(state + " " + detail);
            }
        };
        SplittableRandom random = new SplittableRandom(3);
        try (VenueStream stream = new VenueStream(
                "test",
                () -> server.url("/ws?listenKey=" + PLANTED),
                handler,
                StreamOptions.standard(),
                new VenueStream.Lent(
                        client.client(),
                        time,
                        time.io(),
                        new Backoff(Duration.ofSeconds(1), Duration.ofSeconds(60), random),
                        random,
                        budget,
                        redactor,
                        Map.of("X-MBX-APIKEY", PLANTED)))) {
            stream.open();

            assertThat(details.poll(10, TimeUnit.SECONDS)).startsWith("CONNECTING");
            assertThat(details.poll(10, TimeUnit.SECONDS)).isEqualTo("WAITING handshake answered HTTP 403");
        }
        assertThat(logged.toString(StandardCharsets.UTF_8)).contains("WAITING").doesNotContain(PLANTED);
    }

    private HttpOutcome send(String url) throws Exception {
        return http.send(VenueRequest.of(RequestKind.ORDER_WRITE, "POST", url)
                        .signer(request -> request.withHeader("X-MBX-APIKEY", PLANTED))
                        .timeout(Duration.ofSeconds(15))
                        .build())
                .toCompletableFuture()
                .get(10, TimeUnit.SECONDS);
    }
}
