package io.fairlead.support;

import io.fairlead.support.HttpOutcome.Answered;
import io.fairlead.support.HttpOutcome.Cause;
import io.fairlead.support.HttpOutcome.NotSent;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import okhttp3.HttpUrl;
import okhttp3.MediaType;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.RequestBody;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * HTTP to one venue with one key. Each call is sent at most once; only a GET that reads is repeated, a few times, after a fault. Sockets live
 * on OkHttp's threads, and a stage completes on the thread that has read its answer, without another hand-over: what follows must not
 * block. Waiting and time-outs run on the lent executor. Any thread; nothing blocks.
 */
public final class VenueHttp implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(VenueHttp.class);
    private static final Duration AFTER_TOO_MANY = Duration.ofSeconds(10);
    private static final Duration AFTER_BAN = Duration.ofMinutes(2);
    private static final int MOST_PLACES = 64;
    private static final Map<String, MediaType> TYPES = Map.of(
            VenueRequest.FORM, MediaType.Companion.get(VenueRequest.FORM),
            VenueRequest.JSON, MediaType.Companion.get(VenueRequest.JSON));

    private final OkHttpClient client;
    private final Clock clock;
    private final ScheduledExecutorService io;
    private final RateBudget budget;
    private final Deadlines deadlines;
    private final Redactor redactor;
    private final Backoff backoff;
    private final int repeats;
    private final Consumer<Answered> feedback;
    private final Map<String, HttpUrl> places = new ConcurrentHashMap<>();
    private volatile boolean closed;

    private VenueHttp(Builder from) {
        clock = from.clock;
        io = from.io;
        budget = from.budget;
        deadlines = new Deadlines(io);
        redactor = from.redactor;
        backoff = from.backoff;
        repeats = from.repeats;
        feedback = from.feedback;
        client = callsOf(from.client);
    }

    private static OkHttpClient callsOf(OkHttpClient lent) {
        OkHttpClient.Builder calls = lent.newBuilder()
                .retryOnConnectionFailure(false)
                .followRedirects(false)
                .followSslRedirects(false)
                .eventListenerFactory(call -> new SendProof.Witness())
                .addNetworkInterceptor(new SendProof.OnceOnly());
        if (lent.socketFactory() instanceof WitnessSockets) {
            // these sockets see to it themselves; OkHttp would wake its watchdog for each read and each write
            calls.readTimeout(Duration.ZERO).writeTimeout(Duration.ZERO);
        }
        return calls.build();
    }

    /** Starts one on a client from {@link VenueClient}, for one key's budget. */
    public static Builder builder(OkHttpClient client, Clock clock, ScheduledExecutorService io, RateBudget budget) {
        return new Builder(client, clock, io, budget);
    }

    /**
     * Sends a request, at once or when the budget allows it. The stage completes exceptionally only with what
     * {@link VenueRequest.Builder#beforeFirstByte} threw; then nothing was sent.
     */
    public CompletionStage<HttpOutcome> send(VenueRequest request) {
        CompletableFuture<HttpOutcome> promise = new CompletableFuture<>();
        begin(request, 0, promise);
        return promise;
    }

    private void begin(VenueRequest request, int attempt, CompletableFuture<HttpOutcome> promise) {
        if (closed) {
            promise.complete(new NotSent(Cause.CLOSED, "closed"));
        } else if (budget.tryTake(request.kind(), request.costs())) {
            transmit(request, attempt, promise);
        } else {
            var unused = budget.take(request.kind(), request.costs(), request.patience())
                    .thenAccept(grant -> {
                        if (grant instanceof RateBudget.Grant.Refused refused) {
                            promise.complete(new NotSent(closed ? Cause.CLOSED : Cause.BUDGET, refused.why()));
                        } else {
                            transmit(request, attempt, promise);
                        }
                    });
        }
    }

    private void transmit(VenueRequest request, int attempt, CompletableFuture<HttpOutcome> promise) {
        SendProof proof = new SendProof();
        Request wire;
        try {
            wire = toOkHttp(request.signer().sign(request.wire()), proof);
        } catch (RuntimeException e) {
            promise.complete(new NotSent(Cause.NOT_SENDABLE, redactor.describe(e)));
            return;
        }
        try {
            request.beforeFirstByte().run();
        } catch (RuntimeException e) {
            promise.completeExceptionally(e);
            return;
        }
        new Transmission(
                        client.newCall(wire),
                        proof,
                        request.timeout(),
                        deadlines,
                        redactor,
                        outcome -> conclude(request, attempt, outcome, promise))
                .begin();
    }

    private Request toOkHttp(WireRequest wire, SendProof proof) {
        boolean bare = wire.bodyToSend().length == 0
                && !wire.method().equals("POST")
                && !wire.method().equals("PUT")
                && !wire.method().equals("PATCH");
        RequestBody body = bare ? null : RequestBody.Companion.create(wire.bodyToSend(), typeOf(wire));
        Request.Builder builder = new Request.Builder().url(urlOf(wire)).method(wire.method(), body);
        wire.eachHeader(builder::header);
        return builder.tag(SendProof.class, proof).build();
    }

    private static @Nullable MediaType typeOf(WireRequest wire) {
        if (wire.contentType().isBlank()) {
            return null;
        }
        MediaType known = TYPES.get(wire.contentType());
        return known != null ? known : MediaType.Companion.get(wire.contentType());
    }

    /** The URL parsed and found to be what it was; kept where it is the same for every call, as of what is made. */
    private HttpUrl urlOf(WireRequest wire) {
        HttpUrl known = places.get(wire.url());
        if (known != null) {
            return known;
        }
        HttpUrl url = HttpUrl.Companion.get(wire.url());
        String kept = url.encodedPath() + (url.encodedQuery() == null ? "" : "?" + url.encodedQuery());
        if (!kept.equals(wire.pathAndQuery())) {
            throw new IllegalArgumentException("URL is not fully encoded; it would be changed on its way");
        }
        if (wire.method().equals("POST") && url.encodedQuery() == null && places.size() < MOST_PLACES) {
            places.put(wire.url(), url);
        }
        return url;
    }

    private void conclude(
            VenueRequest request, int attempt, HttpOutcome outcome, CompletableFuture<HttpOutcome> promise) {
        if (outcome instanceof Answered answer) {
            heed(answer);
        }
        if (request.mayRepeat() && attempt < repeats && isFault(outcome) && !closed) {
            try {
                var unused = io.schedule(
                        () -> begin(request, attempt + 1, promise),
                        backoff.delay(attempt).toNanos(),
                        TimeUnit.NANOSECONDS);
                return;
            } catch (RejectedExecutionException e) {
                // the lender has gone: what we know is the answer
            }
        }
        promise.complete(outcome);
    }

    private static boolean isFault(HttpOutcome outcome) {
        return outcome.match(
                notSent -> notSent.cause() == Cause.NOT_CONNECTED, answer -> answer.status() >= 500, noAnswer -> true);
    }

    /** Feeds back what the venue says about its limits; 429 stops all but cancels, 418 them too. */
    private void heed(Answered answer) {
        try {
            feedback.accept(answer);
        } catch (RuntimeException e) {
            log.atError() // and the answer counts all the same
                    .setMessage("an adapter failed on an answer's headers; this is a bug")
                    .addKeyValue("fault", e.getClass().getName())
                    .log();
        }
        boolean banned = answer.status() == 418;
        if (banned || answer.status() == 429) {
            Instant until = retryAfter(answer).orElse(clock.instant().plus(banned ? AFTER_BAN : AFTER_TOO_MANY));
            budget.stopUntil(until, banned, "the venue said HTTP " + answer.status() + ", stop until " + until);
        } else if (answer.status() == 503) {
            retryAfter(answer)
                    .ifPresent(until -> budget.stopUntil(until, false, "the venue asked to wait until " + until));
        }
    }

    private Optional<Instant> retryAfter(Answered answer) {
        return answer.header("Retry-After").flatMap(text -> {
            try {
                return Optional.of(clock.instant().plusSeconds(Long.parseLong(text.strip())));
            } catch (NumberFormatException e) {
                return httpDate(text.strip());
            }
        });
    }

    private static Optional<Instant> httpDate(String text) {
        try {
            return Optional.of(ZonedDateTime.parse(text, DateTimeFormatter.RFC_1123_DATE_TIME)
                    .toInstant());
        } catch (DateTimeParseException e) {
            return Optional.empty();
        }
    }

    /** The budget that calls share. */
    public RateBudget budget() {
        return budget;
    }

    /** Takes no more calls; those that run end by themselves. Idempotent. */
    @Override
    public void close() {
        closed = true;
        deadlines.close();
    }

    /** Collects what HTTP needs. One thread. */
    public static final class Builder {
        private final OkHttpClient client;
        private final Clock clock;
        private final ScheduledExecutorService io;
        private final RateBudget budget;
        private Redactor redactor = Redactor.of(List.of());
        private Backoff backoff = new Backoff(Duration.ofMillis(250), Duration.ofSeconds(5), new SplittableRandom(1));
        private int repeats = 3;
        private Consumer<Answered> feedback = answer -> {};

        private Builder(OkHttpClient client, Clock clock, ScheduledExecutorService io, RateBudget budget) {
            this.client = client;
            this.clock = clock;
            this.io = io;
            this.budget = budget;
        }

        /** Who takes secrets out of texts. */
        public Builder redactor(Redactor scrubs) {
            redactor = scrubs;
            return this;
        }

        /** How often, and after which waits, a read is sent again after a fault; 3 times unless said. */
        public Builder repeats(int most, Backoff waits) {
            repeats = most;
            backoff = waits;
            return this;
        }

        /** Sees every answer first: reads what its headers say about limits. */
        public Builder feedback(Consumer<Answered> sees) {
            feedback = sees;
            return this;
        }

        /** The HTTP. */
        public VenueHttp build() {
            return new VenueHttp(this);
        }
    }
}
