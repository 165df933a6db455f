package io.fairlead.alpaca;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fairlead.alpaca.Topics.Channel;
import io.fairlead.alpaca.Topics.Taker;
import io.fairlead.alpaca.Topics.Topic;
import io.fairlead.spi.MarketDataFacet.Subscription;
import io.fairlead.support.Backoff;
import io.fairlead.support.ExactJson;
import io.fairlead.support.RateBudget;
import io.fairlead.support.RateWindow;
import io.fairlead.support.Redactor;
import io.fairlead.support.StreamGap;
import io.fairlead.support.StreamHandler;
import io.fairlead.support.StreamLink;
import io.fairlead.support.StreamOptions;
import io.fairlead.support.StreamRefusedException;
import io.fairlead.support.StreamState;
import io.fairlead.support.VenueStream;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ScheduledExecutorService;
import java.util.regex.Pattern;
import okhttp3.OkHttpClient;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One feed's stream: shares, crypto or news. There may be one connection per feed only, so that everybody in this process shares it. It
 * connects with the first subscription. Messages are lists of objects that name their kind in {@code T}.
 */
final class AlpacaDataStream implements StreamHandler, AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(AlpacaDataStream.class);

    private static final Set<String> KINDS_OF_CONTROL = Set.of("success", "subscription", "error");
    /** How messages usually begin. */
    private static final String USUAL = "[{\"T\":\"";

    private static final Pattern CONTROL =
            Pattern.compile("\\s*\\[\\s*\\{\\s*\"T\"\\s*:\\s*\"(success|subscription|error)\"");

    private final String feed;
    private final AlpacaSettings settings;
    private final VenueStream stream;
    private final Topics topics = new Topics();
    private final MarketMessages messages;
    private volatile @Nullable CompletableFuture<Void> login;
    private volatile boolean closed;

    AlpacaDataStream(
            String feed, AlpacaSettings settings, OkHttpClient client, Clock clock, ScheduledExecutorService io) {
        this.feed = feed;
        this.settings = settings;
        this.messages = new MarketMessages(feed, topics);
        RateBudget connects = new RateBudget(clock, io);
        connects.window(new RateWindow("connects", "connects", 30, Duration.ofMinutes(1), false, false));
        SplittableRandom random = new SplittableRandom(11);
        this.stream = new VenueStream(
                "alpaca " + feed,
                () -> settings.dataStream() + "/" + feed,
                this,
                StreamOptions.standard()
                        .rotation(Duration.ZERO)
                        .silence(settings.silence())
                        .heartbeat(settings.heartbeat(), AlpacaDataStream::heartbeat)
                        .queue(100_000, StreamOptions.Overflow.DROP_WITH_GAP),
                new VenueStream.Lent(
                        client,
                        clock,
                        io,
                        new Backoff(settings.firstWait(), settings.longestWait(), random),
                        random.split(),
                        connects,
                        Redactor.of(settings.secrets()),
                        Map.of()));
    }

    /** A subscription of nothing is answered with the state of all. */
    private static String heartbeat() {
        ObjectNode message = ExactJson.object().put("action", "subscribe");
        message.putArray("quotes");
        return message.toString();
    }

    /** Subscribes; the venue hears of it at once, or when the connection is up. */
    Subscription subscribe(Channel channel, String symbol, Taker taker) {
        Topic topic = new Topic(channel, symbol);
        boolean first = topics.add(topic, taker);
        stream.open();
        if (first) {
            stream.inTurn(() -> stream.send(topic.action("subscribe")));
        }
        return () -> {
            if (topics.remove(topic, taker)) {
                stream.inTurn(() -> stream.send(topic.action("unsubscribe")));
            }
        };
    }

    /** Subscribes to a topic anew: the venue then begins it from the start. */
    void again(Channel channel, String symbol) {
        Topic topic = new Topic(channel, symbol);
        stream.inTurn(() -> {
            stream.send(topic.action("unsubscribe"));
            stream.send(topic.action("subscribe"));
        });
    }

    private String everything() {
        String all = topics.everything();
        return all.isEmpty() ? heartbeat() : all;
    }

    // --- Login ----------------------------------------------------------------------------------------------------

    @Override
    public CompletionStage<Void> onConnected(StreamLink link) {
        CompletableFuture<Void> started = new CompletableFuture<>();
        login = started;
        ObjectNode message = ExactJson.object().put("action", "auth");
        settings.keyId().ifPresent(key -> message.put("key", key.reveal()));
        settings.secret().ifPresent(secret -> message.put("secret", secret.reveal()));
        link.send(message.toString());
        return started;
    }

    @Override
    public boolean onAnswer(StreamLink link, String text) {
        // Control messages come alone in their lists. Once logged in a look at the first letters tells them from data.
        CompletableFuture<Void> waiting = login;
        boolean loggedIn = waiting != null && waiting.isDone();
        if (loggedIn && !isControl(text)) {
            return false;
        }
        boolean any = false;
        for (JsonNode message : ExactJson.list(ExactJson.read(text))) {
            if (KINDS_OF_CONTROL.contains(message.path("T").asText())) {
                control(link, message);
                any = true;
            }
        }
        return any;
    }

    private static boolean isControl(String text) {
        if (text.startsWith(USUAL) && text.length() > USUAL.length()) {
            char kind = text.charAt(USUAL.length());
            boolean data = kind != 's' && kind != 'e';
            return !data && CONTROL.matcher(text).lookingAt();
        }
        return CONTROL.matcher(text).lookingAt();
    }

    private void control(StreamLink link, JsonNode message) {
        switch (message.path("T").asText()) {
            case "success" -> {
                if (message.path("msg").asText().equals("authenticated")) {
                    link.send(everything());
                }
            }
            case "subscription" -> {
                CompletableFuture<Void> waiting = login;
                if (waiting != null) {
                    waiting.complete(null);
                }
            }
            default ->
                refused(link, message.path("code").asInt(), message.path("msg").asText());
        }
    }

    private void refused(StreamLink link, int code, String words) {
        String what = "the venue: " + code + " " + words;
        CompletableFuture<Void> waiting = login;
        if (code == 402 || code == 409 || code == 411) {
            if (waiting != null) {
                waiting.completeExceptionally(new StreamRefusedException(what));
            }
        } else if (code == 405 || code == 410 || code == 400) {
            log.atWarn()
                    .setMessage("a subscription was refused")
                    .addKeyValue("feed", feed)
                    .addKeyValue("what", what)
                    .log();
            tellGap(what);
            if (waiting != null) {
                waiting.complete(null);
            }
        } else {
            link.fail(what);
        }
    }

    @Override
    public CompletionStage<Void> backfill(StreamLink link, Optional<StreamGap> gap) {
        gap.ifPresent(missed -> tellGap("nothing came since " + missed.since() + ": " + missed.why()));
        return CompletableFuture.completedFuture(null);
    }

    /** What was subscribed to while the login was under way could not be sent: now it is. A subscription twice is one. */
    @Override
    public void onState(StreamState state, String detail) {
        if (state == StreamState.HEALTHY) {
            stream.inTurn(() -> stream.send(everything()));
        } else if (state == StreamState.CLOSED && !closed) {
            tellGap("the stream has ended for good: " + detail);
        }
    }

    @Override
    public void onGap(String detail) {
        tellGap(detail);
    }

    private void tellGap(String detail) {
        topics.all().forEach(taker -> taker.gap(detail));
    }

    @Override
    public void onText(String text) {
        messages.read(text);
    }

    @Override
    public void close() {
        closed = true;
        stream.close();
    }
}
