package io.fairlead.support;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;
import okhttp3.ConnectionPool;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.Response;
import okhttp3.WebSocket;
import okhttp3.WebSocketListener;
import okio.ByteString;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A WebSocket that is made anew whenever it ends: with backoff and jitter, within the venue's rate of connections, logged in and subscribed
 * again, and called healthy only when what was missed has been fetched. A connection's planned end is met by making the next one first.
 *
 * <p>A sign of life is any byte from the venue, so also its ping frames, which OkHttp answers by itself and shows nobody. A venue that sends
 * neither data nor pings needs a {@linkplain StreamOptions#heartbeat heartbeat} that it answers.
 *
 * <p>Any thread; nothing blocks. Its state lives in turns on the lent executor.
 */
public final class VenueStream implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(VenueStream.class);
    private static final Duration STEADY = Duration.ofSeconds(10);
    private static final Duration CONNECT_PATIENCE = Duration.ofMinutes(10);

    private final String name;
    private final Supplier<String> url;
    private final StreamHandler handler;
    private final StreamOptions options;
    private final Lent lent;
    private final SerialTasks turns;
    private final Timers timers;
    private final InboundQueue queue;

    // The rest belongs to the turns.
    private volatile @Nullable Link current;
    private @Nullable Link coming;
    private @Nullable StreamGap gap;
    private StreamState state = StreamState.WAITING;
    private Instant healthySince = Instant.MAX;
    private int failures;
    private long links;
    private boolean started;
    private volatile boolean closed;

    /**
     * What a stream works with.
     *
     * @param client makes its sockets
     * @param clock time
     * @param io where its turns run
     * @param backoff how long it waits between tries
     * @param random spreads planned rotations; used in turns only
     * @param connects the venue's rate of connections, counted as {@code connects}; shared by all streams of one address
     * @param redactor scrubs what goes into states and logs
     * @param headers names and values that go with each handshake
     */
    public record Lent(
            OkHttpClient client,
            Clock clock,
            ScheduledExecutorService io,
            Backoff backoff,
            RandomGenerator random,
            RateBudget connects,
            Redactor redactor,
            Map<String, String> headers) {}

    /**
     * A stream, not yet open.
     *
     * @param name for logs
     * @param url where to, asked anew for each connection
     */
    public VenueStream(String name, Supplier<String> url, StreamHandler handler, StreamOptions options, Lent lent) {
        this.name = name;
        this.url = url;
        this.handler = handler;
        this.options = options;
        this.lent = lent;
        this.turns = new SerialTasks(lent.io());
        this.timers = new Timers(lent.io());
        this.queue = new InboundQueue(options, handler, turns);
    }

    /** Connects, and from now on whenever the connection is lost. Idempotent. */
    public void open() {
        turns.execute(() -> {
            if (!started && !closed) {
                started = true;
                connect();
            }
        });
    }

    /** Sends over the healthy connection; false if there is none, and then nothing was sent. */
    public boolean send(String text) {
        Link link = current;
        return link != null && link.send(text);
    }

    /** Gives the present connection up and makes another, with back-fill. */
    public void restart(String why) {
        turns.execute(() -> {
            Link link = current != null ? current : coming;
            if (link != null) {
                lost(link, why, Duration.ZERO);
            }
        });
    }

    /** Runs something between the stream's own turns, never beside them. */
    public void inTurn(Runnable task) {
        turns.execute(task);
    }

    /** Ends it for good. Idempotent. */
    @Override
    public void close() {
        closed = true;
        timers.close();
        queue.close();
        turns.execute(() -> end("closed"));
    }

    private void end(String why) {
        closed = true;
        timers.close();
        queue.close();
        drop(current, 1000);
        drop(coming, 1000);
        current = null;
        coming = null;
        become(StreamState.CLOSED, why);
    }

    private static void drop(@Nullable Link link, int code) {
        if (link != null) {
            link.retire(code);
        }
    }

    private void become(StreamState next, String detail) {
        if (state != next) {
            state = next;
            log.atInfo()
                    .setMessage("stream")
                    .addKeyValue("name", name)
                    .addKeyValue("state", next)
                    .addKeyValue("detail", detail)
                    .log();
            handler.onState(next, detail);
        }
    }

    private void connect() {
        if (closed || coming != null) {
            return;
        }
        Link link = new Link(++links);
        coming = link;
        if (current == null) {
            become(StreamState.CONNECTING, "connection " + link.number);
        }
        var unused = lent.connects()
                .take(RequestKind.QUERY, Map.of("connects", 1), CONNECT_PATIENCE)
                .thenAccept(grant -> turns.execute(() -> {
                    if (link == coming && !closed) {
                        if (grant instanceof RateBudget.Grant.Refused refused) {
                            lost(link, refused.why(), Duration.ZERO);
                        } else {
                            link.dial();
                        }
                    }
                }));
    }

    private void subscribed(Link link) {
        if (link != coming || closed) {
            return;
        }
        link.beat();
        if (current == null) {
            guard(link, handler.backfill(link, Optional.ofNullable(gap)), () -> healthy(link));
        } else {
            Link old = current;
            settle(link);
            old.retire(1000);
            log.atInfo()
                    .setMessage("stream rotated")
                    .addKeyValue("name", name)
                    .addKeyValue("connection", link.number)
                    .log();
        }
    }

    private void healthy(Link link) {
        if (link == coming && !closed) {
            gap = null;
            settle(link);
            queue.release();
            become(StreamState.HEALTHY, "connection " + link.number);
        }
    }

    private void settle(Link link) {
        current = link;
        coming = null;
        healthySince = lent.clock().instant();
        link.settled();
    }

    /** Goes on when a step of the handler's has succeeded; a step that fails gives the connection up. */
    private void guard(Link link, CompletionStage<Void> step, Runnable then) {
        var unused = step.whenComplete((done, fault) -> turns.execute(() -> {
            if (link.retired || closed) {
                return;
            }
            if (fault == null) {
                then.run();
                return;
            }
            Throwable cause =
                    fault instanceof CompletionException && fault.getCause() != null ? fault.getCause() : fault;
            String why = lent.redactor().describe(cause);
            if (cause instanceof StreamRefusedException) {
                end(why);
            } else {
                lost(link, why, Duration.ZERO);
            }
        }));
    }

    private void lost(Link link, String why, Duration atLeast) {
        if (closed || link.retired) {
            return;
        }
        link.retire(1001);
        if (link == coming) {
            coming = null;
        }
        boolean wasCurrent = link == current;
        if (wasCurrent) {
            current = null;
            queue.hold();
            gap = new StreamGap(link.lastSign(), why);
        }
        Instant now = lent.clock().instant();
        boolean steady = wasCurrent && Duration.between(healthySince, now).compareTo(STEADY) >= 0;
        failures = steady ? 0 : failures + 1;
        if (current == null) {
            become(coming == null ? StreamState.WAITING : StreamState.SYNCING, why);
        }
        if (coming == null) {
            Duration wait = lent.backoff().delay(steady ? 0 : failures - 1);
            later(wait.compareTo(atLeast) < 0 ? atLeast : wait, this::connect);
        }
    }

    private void rotate(Link link, String why) {
        if (link == current && coming == null && !closed) {
            log.atInfo()
                    .setMessage("stream rotates")
                    .addKeyValue("name", name)
                    .addKeyValue("why", why)
                    .log();
            connect();
        }
    }

    private void later(Duration wait, Runnable task) {
        if (!timers.later(wait, () -> turns.execute(task))) {
            closed = true; // the lender has gone
        }
    }

    /** One connection. Its listener methods run on OkHttp's reader thread. */
    private final class Link extends WebSocketListener implements StreamLink {
        private final long number;
        private final LivelySockets sockets = new LivelySockets(lent.clock());
        private final Timers own = new Timers(lent.io());
        private volatile @Nullable WebSocket socket;
        private volatile boolean retired;
        private boolean settled;

        Link(long number) {
            this.number = number;
        }

        void dial() {
            OkHttpClient client = lent.client()
                    .newBuilder()
                    .socketFactory(sockets)
                    .connectionPool(new ConnectionPool(
                            0, 1, TimeUnit.MILLISECONDS)) // calls' sockets are not ours: OkHttp tells none apart
                    .readTimeout(Duration.ZERO)
                    .pingInterval(Duration.ZERO)
                    .build();
            try {
                Request.Builder request = new Request.Builder().url(url.get());
                lent.headers().forEach(request::header);
                socket = client.newWebSocket(request.build(), this);
            } catch (RuntimeException e) {
                lost(this, lent.redactor().describe(e), Duration.ZERO);
                return;
            }
            soon(options.syncTimeout(), () -> {
                if (!settled) {
                    lost(this, "not in sync within " + options.syncTimeout(), Duration.ZERO);
                }
            });
            watch();
        }

        private void soon(Duration wait, Runnable task) {
            var unused = own.later(wait, () -> turns.execute(task));
        }

        private void watch() {
            if (options.silence().isZero()) {
                return;
            }
            soon(options.silence().dividedBy(4), () -> {
                if (retired || closed) {
                    return;
                }
                Duration silent = Duration.between(lastSign(), lent.clock().instant());
                if (silent.compareTo(options.silence()) >= 0) {
                    lost(this, "no byte for " + silent.toSeconds() + " s", Duration.ZERO);
                } else {
                    watch();
                }
            });
        }

        /** Once the handler has said what comes first: a venue that hears anything before that may take it for a fault. */
        private void beat() {
            options.heartbeatText()
                    .ifPresent(text -> soon(options.heartbeat(), () -> {
                        if (!retired && !closed) {
                            send(text.get());
                            beat();
                        }
                    }));
        }

        void settled() {
            settled = true;
            if (!options.rotation().isZero()) {
                long most = options.rotation().toNanos();
                soon(
                        Duration.ofNanos(most - lent.random().nextLong(most / 20 + 1)),
                        () -> VenueStream.this.rotate(this, "age"));
            }
        }

        Instant lastSign() {
            return Instant.ofEpochMilli(sockets.lastMillis());
        }

        void retire(int code) {
            retired = true;
            own.close();
            WebSocket open = socket;
            if (open != null && (code != 1000 || !open.close(code, null))) {
                open.cancel();
            }
        }

        @Override
        public boolean send(String text) {
            WebSocket open = socket;
            return open != null && !retired && open.send(text);
        }

        @Override
        public boolean send(byte[] bytes) {
            WebSocket open = socket;
            return open != null && !retired && open.send(ByteString.of(bytes, 0, bytes.length));
        }

        @Override
        public void fail(String why) {
            turns.execute(() -> lost(this, lent.redactor().scrub(why), Duration.ZERO));
        }

        @Override
        public void rotate(String why) {
            turns.execute(() -> VenueStream.this.rotate(this, lent.redactor().scrub(why)));
        }

        @Override
        public long number() {
            return number;
        }

        @Override
        public void onOpen(WebSocket opened, Response response) {
            turns.execute(() -> {
                if (this == coming && !closed) {
                    if (current == null) {
                        become(StreamState.SYNCING, "connection " + number);
                    }
                    guard(this, handler.onConnected(this), () -> subscribed(this));
                }
            });
        }

        @Override
        public void onMessage(WebSocket from, String text) {
            if (!retired && !handler.onAnswer(this, text)) {
                take(text);
            }
        }

        @Override
        public void onMessage(WebSocket from, ByteString bytes) {
            byte[] message = bytes.toByteArray();
            if (!retired && !handler.onAnswer(this, message)) {
                take(message);
            }
        }

        private void take(Object message) {
            if (!queue.put(message)) {
                fail("more than " + options.capacity() + " messages came before the stream was in sync");
            }
        }

        @Override
        public void onClosing(WebSocket from, int code, String reason) {
            from.close(1000, null);
            fail("closed by the venue: " + code + " " + reason);
        }

        @Override
        public void onFailure(WebSocket from, Throwable fault, @Nullable Response response) {
            int status = response == null ? 0 : response.code();
            String why = lent.redactor().describe(fault);
            Duration wait = response == null ? Duration.ZERO : retryAfter(response);
            turns.execute(() -> {
                if (status == 401) {
                    end("the venue refuses the handshake: HTTP 401");
                } else {
                    lost(this, status == 0 ? why : "handshake answered HTTP " + status, wait);
                }
            });
        }

        private Duration retryAfter(Response response) {
            try {
                String header = response.header("Retry-After");
                return header == null ? Duration.ZERO : Duration.ofSeconds(Long.parseLong(header.strip()));
            } catch (NumberFormatException e) {
                return Duration.ofMinutes(1);
            }
        }
    }
}
