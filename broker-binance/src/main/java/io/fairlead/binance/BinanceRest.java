package io.fairlead.binance;

import com.fasterxml.jackson.databind.JsonNode;
import io.fairlead.support.ExactJson;
import io.fairlead.support.HttpOutcome;
import io.fairlead.support.HttpOutcome.Answered;
import io.fairlead.support.QueryText;
import io.fairlead.support.Redactor;
import io.fairlead.support.RequestKind;
import io.fairlead.support.RequestSigner;
import io.fairlead.support.ServerTimeOffset;
import io.fairlead.support.UnreadableAnswerException;
import io.fairlead.support.VenueCallException;
import io.fairlead.support.VenueHttp;
import io.fairlead.support.VenueRequest;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;

/** The REST API: paths, weights, signing, the venue's clock. Any thread; nothing blocks. */
final class BinanceRest {
    private static final String PATH = "/api/v3/";
    private static final Duration READ_PATIENCE = Duration.ofSeconds(30);

    private final VenueHttp http;
    private final BinanceSettings settings;
    private final ServerTimeOffset time;
    private final Redactor redactor;
    private final RequestSigner signer;
    private final String ordersCounted;

    BinanceRest(VenueHttp http, BinanceSettings settings, ServerTimeOffset time, Redactor redactor) {
        this.http = http;
        this.settings = settings;
        this.time = time;
        this.redactor = redactor;
        this.ordersCounted = settings.ordersCounted();
        this.signer = settings.apiKey().isPresent() && settings.signature().isPresent()
                ? new BinanceSigner(
                        settings.apiKey().get(), settings.signature().get(), time, settings.receiveWindow())
                : RequestSigner.NONE;
    }

    /** What the budget calls the orders of this key. */
    String ordersCounted() {
        return ordersCounted;
    }

    Redactor redactor() {
        return redactor;
    }

    ServerTimeOffset time() {
        return time;
    }

    /** A request that makes, changes or ends orders; sent once. Parameters go in the body of a POST or PUT, in the query of a DELETE. */
    CompletionStage<HttpOutcome> write(
            RequestKind kind, String method, String path, QueryText parameters, int orders, Runnable beforeFirstByte) {
        boolean inBody = !method.equals("DELETE");
        String url = url(settings.rest(), path, inBody ? new QueryText() : parameters);
        VenueRequest.Builder request = VenueRequest.of(kind, method, url)
                .signer(signer)
                .timeout(settings.timeout())
                .patience(settings.patience())
                .beforeFirstByte(beforeFirstByte)
                .cost(Weights.WEIGHT, 1)
                .cost(Weights.RAW, 1);
        if (inBody) {
            request.form(parameters);
        }
        if (orders > 0) {
            request.cost(ordersCounted, orders);
        }
        return http.send(request.build()).thenApply(this::noticeClock);
    }

    /** A signed read; repeated after faults, and once more after the clocks were found apart. */
    CompletionStage<JsonNode> read(String path, QueryText parameters, int weight) {
        return call(path, parameters, weight).thenCompose(outcome -> {
            if (outcome instanceof Answered answer && !answer.isSuccess() && saysClock(answer)) {
                return syncClock()
                        .thenCompose(synced -> call(path, parameters, weight))
                        .thenApply(this::json);
            }
            return CompletableFuture.completedFuture(json(outcome));
        });
    }

    private CompletionStage<HttpOutcome> call(String path, QueryText parameters, int weight) {
        return http.send(VenueRequest.of(RequestKind.QUERY, "GET", url(settings.rest(), path, parameters))
                .signer(signer)
                .timeout(settings.timeout())
                .patience(READ_PATIENCE)
                .cost(Weights.WEIGHT, weight)
                .cost(Weights.RAW, 1)
                .build());
    }

    /** A read of public data, without key or signature. */
    CompletionStage<JsonNode> publicRead(RequestKind kind, String path, QueryText parameters, int weight) {
        return http.send(VenueRequest.of(kind, "GET", url(settings.dataRest(), path, parameters))
                        .timeout(settings.timeout())
                        .patience(READ_PATIENCE)
                        .cost(Weights.WEIGHT, weight)
                        .cost(Weights.RAW, 1)
                        .build())
                .thenApply(this::json);
    }

    private static String url(URI base, String path, QueryText parameters) {
        return base + PATH + path + (parameters.isEmpty() ? "" : "?" + parameters);
    }

    private JsonNode json(HttpOutcome outcome) {
        return outcome.match(
                notSent -> {
                    throw new VenueCallException("not sent: " + notSent.detail(), 0);
                },
                answer -> {
                    if (answer.isSuccess()) {
                        return ExactJson.read(answer.body());
                    }
                    throw refusal(answer);
                },
                noAnswer -> {
                    throw new VenueCallException(noAnswer.what(), 0);
                });
    }

    private RuntimeException refusal(Answered answer) {
        if (answer.status() < 500) {
            try {
                VenueError error = VenueError.of(answer, redactor);
                return new BinanceRefusal(error.code(), error.text());
            } catch (UnreadableAnswerException e) {
                // said below
            }
        }
        return new VenueCallException("HTTP " + answer.status(), answer.status());
    }

    private boolean saysClock(Answered answer) {
        try {
            return VenueError.of(answer, redactor).isClock();
        } catch (UnreadableAnswerException e) {
            return false;
        }
    }

    /** An order refused for its time stamp was not executed; it is not sent again, but the next ones shall be right. */
    private HttpOutcome noticeClock(HttpOutcome outcome) {
        if (outcome instanceof Answered answer && answer.status() == 400 && saysClock(answer)) {
            var unused = syncClock();
        }
        return outcome;
    }

    /** The venue's time now. */
    CompletionStage<Instant> serverTime() {
        return publicTime();
    }

    /** Asks the venue for its time, three times over, and believes the sharpest answer. */
    CompletionStage<Instant> syncClock() {
        time.distrust();
        return lookAtClock();
    }

    /** Asks the venue for its time as {@link #syncClock} does, and goes on believing sharper answers that it gave before. */
    CompletionStage<Instant> lookAtClock() {
        return askTime().thenCompose(first -> askTime()).thenCompose(second -> askTime());
    }

    private CompletionStage<Instant> askTime() {
        long asked = time.tick();
        return publicTime().thenApply(now -> {
            time.observe(asked, time.tick(), now);
            return now;
        });
    }

    private CompletionStage<Instant> publicTime() {
        String url =
                url(settings.apiKey().isPresent() ? settings.rest() : settings.dataRest(), "time", new QueryText());
        return http.send(VenueRequest.of(RequestKind.QUERY, "GET", url)
                        .timeout(settings.timeout())
                        .patience(READ_PATIENCE)
                        .cost(Weights.WEIGHT, 1)
                        .cost(Weights.RAW, 1)
                        .build())
                .thenApply(this::json)
                .thenApply(json -> Instant.ofEpochMilli(ExactJson.whole(json, "serverTime")));
    }

    /** The venue's code in a failed read; 0 if it has none. */
    static int codeOf(Throwable fault) {
        Throwable cause = fault instanceof CompletionException && fault.getCause() != null ? fault.getCause() : fault;
        return cause instanceof BinanceRefusal refusal ? refusal.code() : 0;
    }
}
