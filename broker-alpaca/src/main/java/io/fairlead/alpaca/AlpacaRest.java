package io.fairlead.alpaca;

import com.fasterxml.jackson.databind.JsonNode;
import io.fairlead.spi.Secret;
import io.fairlead.support.Backoff;
import io.fairlead.support.ExactJson;
import io.fairlead.support.HttpOutcome;
import io.fairlead.support.HttpOutcome.Answered;
import io.fairlead.support.QueryText;
import io.fairlead.support.RateBudget;
import io.fairlead.support.RateWindow;
import io.fairlead.support.Redactor;
import io.fairlead.support.RequestKind;
import io.fairlead.support.UnreadableAnswerException;
import io.fairlead.support.VenueCallException;
import io.fairlead.support.VenueHttp;
import io.fairlead.support.VenueRequest;
import io.fairlead.support.WireRequest;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ScheduledExecutorService;
import okhttp3.OkHttpClient;

/** One of Alpaca's REST APIs with one key and its budget. Any thread; nothing blocks. */
final class AlpacaRest implements AutoCloseable {
    private static final String WINDOW = "requests-1m";
    private static final String REQUESTS = "requests";

    private final URI base;
    private final Optional<Secret> keyId;
    private final Optional<Secret> secret;
    private final VenueHttp http;
    private final RateBudget budget;
    private final Redactor redactor;
    private final Clock clock;
    private final int perMinute;
    private final Duration timeout;

    AlpacaRest(
            URI base,
            AlpacaSettings settings,
            int perMinute,
            OkHttpClient client,
            Clock clock,
            ScheduledExecutorService io) {
        this.base = base;
        this.keyId = settings.keyId();
        this.secret = settings.secret();
        this.clock = clock;
        this.perMinute = perMinute;
        this.timeout = settings.timeout();
        this.redactor = Redactor.of(settings.secrets());
        this.budget = new RateBudget(clock, io);
        budget.window(new RateWindow(WINDOW, REQUESTS, perMinute, Duration.ofMinutes(1), false, true));
        this.http = VenueHttp.builder(client, clock, io, budget)
                .redactor(redactor)
                .repeats(2, new Backoff(settings.firstWait(), settings.longestWait(), new SplittableRandom(7)))
                .feedback(this::heed)
                .build();
    }

    /** What the headers say about the window; its end is told in epoch seconds. */
    private void heed(Answered answer) {
        answer.number("X-RateLimit-Remaining").ifPresent(left -> {
            budget.used(WINDOW, Math.max(0, perMinute - left));
            answer.number("X-RateLimit-Reset").ifPresent(reset -> {
                Instant until = Instant.ofEpochSecond(reset);
                boolean near = until.isBefore(clock.instant().plus(Duration.ofMinutes(2)));
                if (left == 0 && near && until.isAfter(clock.instant())) {
                    budget.stopUntil(until, false, "the venue allows nothing more before " + until);
                }
            });
        });
    }

    Redactor redactor() {
        return redactor;
    }

    /** A request to a path, complete but for what the caller adds. */
    VenueRequest.Builder request(RequestKind kind, String method, String path) {
        return VenueRequest.of(kind, method, base + path)
                .signer(this::sign)
                .cost(REQUESTS, 1)
                .timeout(timeout);
    }

    private WireRequest sign(WireRequest wire) {
        WireRequest signed = wire;
        if (keyId.isPresent() && secret.isPresent()) {
            signed = signed.withHeader("APCA-API-KEY-ID", keyId.get().reveal())
                    .withHeader("APCA-API-SECRET-KEY", secret.get().reveal());
        }
        return signed;
    }

    CompletionStage<HttpOutcome> send(VenueRequest request) {
        return http.send(request);
    }

    /** Reads a document; fails with {@link VenueCallException}. */
    CompletionStage<JsonNode> get(RequestKind kind, String path, QueryText query) {
        return find(kind, path, query)
                .thenApply(found -> found.orElseThrow(() -> new VenueCallException(path + ": not found", 404)));
    }

    /** Reads a document that may not be there. */
    CompletionStage<Optional<JsonNode>> find(RequestKind kind, String path, QueryText query) {
        String full = query.isEmpty() ? path : path + "?" + query;
        return http.send(request(kind, "GET", full)
                        .patience(Duration.ofMinutes(1))
                        .build())
                .thenApply(outcome -> document(path, outcome));
    }

    private Optional<JsonNode> document(String path, HttpOutcome outcome) {
        return outcome.match(
                notSent -> {
                    throw new VenueCallException(path + ": not sent: " + notSent.detail(), 0);
                },
                answer -> {
                    if (answer.status() == 404) {
                        return Optional.empty();
                    }
                    if (!answer.isSuccess()) {
                        throw new VenueCallException(path + ": " + words(answer), answer.status());
                    }
                    return Optional.of(ExactJson.read(answer.body()));
                },
                noAnswer -> {
                    throw new VenueCallException(path + ": " + noAnswer.what(), 0);
                });
    }

    /** What an answer that is no success says, for people: status, code and message. */
    String words(Answered answer) {
        String said = error(answer)
                .map(error -> ExactJson.optionalText(error, "message").orElse("")
                        + code(error).map(code -> " (" + code + ")").orElse(""))
                .orElse("");
        return redactor.scrub(said.isBlank() ? "HTTP " + answer.status() : said);
    }

    /** The error object; empty where the answer is none of the API's own. */
    static Optional<JsonNode> error(Answered answer) {
        try {
            JsonNode node = ExactJson.read(answer.body());
            return node.isObject() && node.hasNonNull("message") ? Optional.of(node) : Optional.empty();
        } catch (UnreadableAnswerException e) {
            return Optional.empty();
        }
    }

    /** The error's number. */
    static Optional<Long> code(JsonNode error) {
        JsonNode code = error.path("code");
        return code.isIntegralNumber() && code.canConvertToLong() ? Optional.of(code.longValue()) : Optional.empty();
    }

    @Override
    public void close() {
        http.close();
        budget.close();
    }

    static <T> CompletionStage<T> failed(RuntimeException why) {
        return CompletableFuture.failedFuture(why);
    }
}
