package io.fairlead.binance;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fairlead.api.instrument.Instrument;
import io.fairlead.api.instrument.InstrumentId;
import io.fairlead.api.market.BarInterval;
import io.fairlead.spi.MarketDataFacet;
import io.fairlead.spi.ReferenceFacet;
import io.fairlead.support.Backoff;
import io.fairlead.support.ExactJson;
import io.fairlead.support.StreamGap;
import io.fairlead.support.StreamHandler;
import io.fairlead.support.StreamLink;
import io.fairlead.support.StreamOptions;
import io.fairlead.support.StreamOptions.Overflow;
import io.fairlead.support.UnreadableAnswerException;
import io.fairlead.support.VenueCallException;
import io.fairlead.support.VenueStream;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Market streams over one connection in combined mode, since two kinds of payload do not say what they are. Subscriptions are gathered for a
 * quarter of a second: the venue takes five messages a second.
 */
final class MarketStreams implements MarketDataFacet, StreamHandler, AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(MarketStreams.class);
    private static final String PREFIX = "{\"stream\":\"";
    private static final String DATA = "\",\"data\":";
    private static final Duration GATHER = Duration.ofMillis(250);
    private static final int NAMES_PER_MESSAGE = 300;
    private static final int MOST_QUEUED = 100_000;

    private final BinanceConnection connection;
    private final ReferenceFacet reference;
    private final BinanceHistory history;
    private final VenueStream stream;
    private final Map<String, Topic> topics = new ConcurrentHashMap<>();
    private final Map<String, CompletableFuture<Void>> asked = new ConcurrentHashMap<>();
    private final Set<String> toSubscribe = new LinkedHashSet<>();
    private final Set<String> toLeave = new LinkedHashSet<>();
    private final AtomicBoolean flushComing = new AtomicBoolean();
    private final AtomicLong ids = new AtomicLong();
    private final Object lock = new Object();

    MarketStreams(BinanceConnection connection, ReferenceFacet reference, BinanceHistory history) {
        this.connection = connection;
        this.reference = reference;
        this.history = history;
        this.stream = connection.stream(
                "binance-market",
                () -> connection.settings().stream() + "/stream",
                this,
                StreamOptions.standard()
                        .silence(connection.settings().silence())
                        .rotation(connection.settings().rotation())
                        .queue(MOST_QUEUED, Overflow.DIRECT));
    }

    // ---- subscriptions

    @Override
    public Subscription bars(InstrumentId instrument, BarInterval interval, Listener listener) {
        String name = BinanceHistory.name(interval);
        return subscribe(instrument, listener, "@kline_" + name, found -> {
            return new BarTopic(stream(found, "@kline_" + name), found, interval, history, connection.clock());
        });
    }

    @Override
    public Subscription quotes(InstrumentId instrument, Listener listener) {
        return subscribe(
                instrument,
                listener,
                "@bookTicker",
                found -> new QuoteTopic(stream(found, "@bookTicker"), found, connection.clock()));
    }

    @Override
    public Subscription trades(InstrumentId instrument, Listener listener) {
        return subscribe(
                instrument,
                listener,
                "@trade",
                found -> new TradeTopic(stream(found, "@trade"), found, connection.rest()));
    }

    @Override
    public Subscription depth(InstrumentId instrument, int levels, Listener listener) {
        if (levels < 1) {
            throw new IllegalArgumentException("an order book has 1 level or more, was " + levels);
        }
        Running running = new Running(listener);
        join(
                instrument,
                running,
                topicOf("@depth@100ms", this::depthTopic),
                topic -> ((DepthTopic) topic).add(listener, levels));
        return running;
    }

    private DepthTopic depthTopic(Instrument found) {
        return new DepthTopic(
                stream(found, "@depth@100ms"),
                found,
                connection.rest(),
                connection.io(),
                connection.timers(),
                new Backoff(
                        Duration.ofSeconds(1),
                        Duration.ofSeconds(30),
                        new SplittableRandom(found.id().hashCode())));
    }

    private static String stream(Instrument instrument, String kind) {
        return instrument.id().symbol().toLowerCase(Locale.ROOT) + kind;
    }

    private Subscription subscribe(
            InstrumentId instrument, Listener listener, String kind, Function<Instrument, Topic> make) {
        Running running = new Running(listener);
        join(instrument, running, topicOf(kind, make), topic -> topic.add(listener));
        return running;
    }

    private Function<Instrument, Topic> topicOf(String kind, Function<Instrument, ? extends Topic> make) {
        return found -> topics.computeIfAbsent(stream(found, kind), any -> make.apply(found));
    }

    /** Joins a stream once the symbol is known to exist: the venue would take a name that does not, and stay silent. */
    private void join(
            InstrumentId instrument, Running running, Function<Instrument, Topic> topicOf, Consumer<Topic> add) {
        var unused = reference.instrument(instrument).whenComplete((found, fault) -> {
            if (fault != null || found.isEmpty()) {
                running.listener.onGap(
                        instrument,
                        fault != null ? "the venue's instruments cannot be read" : "the venue does not have it");
                return;
            }
            synchronized (lock) {
                if (running.closed) {
                    return;
                }
                Topic topic = topicOf.apply(found.get());
                add.accept(topic);
                running.topic = Optional.of(topic);
                toLeave.remove(topic.name());
                toSubscribe.add(topic.name());
            }
            stream.open();
            flushSoon();
        });
    }

    /** One listener's part in a stream. */
    private final class Running implements Subscription {
        private final Listener listener;
        private Optional<Topic> topic = Optional.empty();
        private boolean closed;

        Running(Listener listener) {
            this.listener = listener;
        }

        @Override
        public void close() {
            synchronized (lock) {
                if (closed) {
                    return;
                }
                closed = true;
                topic.filter(left -> left.remove(listener)).ifPresent(left -> {
                    topics.remove(left.name());
                    toSubscribe.remove(left.name());
                    toLeave.add(left.name());
                });
            }
            flushSoon();
        }
    }

    private void flushSoon() {
        if (flushComing.compareAndSet(false, true)) {
            var unused = connection.timers().later(GATHER, this::flush);
        }
    }

    private void flush() {
        flushComing.set(false);
        List<String> join;
        List<String> leave;
        synchronized (lock) {
            join = List.copyOf(toSubscribe);
            leave = List.copyOf(toLeave);
            toSubscribe.clear();
            toLeave.clear();
        }
        // where there is no connection yet, the next one subscribes to all that is wanted then
        if (!join.isEmpty()) {
            requests("SUBSCRIBE", join).forEach(request -> stream.send(request.text));
        }
        if (!leave.isEmpty()) {
            requests("UNSUBSCRIBE", leave).forEach(request -> stream.send(request.text));
        }
    }

    private record Request(String id, String text) {}

    private List<Request> requests(String method, Collection<String> names) {
        List<String> all = List.copyOf(names);
        List<Request> requests = new ArrayList<>();
        for (int from = 0; from < all.size(); from += NAMES_PER_MESSAGE) {
            long id = ids.incrementAndGet();
            ObjectNode request = ExactJson.object().put("method", method);
            ArrayNode params = request.putArray("params");
            all.subList(from, Math.min(all.size(), from + NAMES_PER_MESSAGE)).forEach(params::add);
            request.put("id", id);
            requests.add(new Request(Long.toString(id), ExactJson.write(request)));
        }
        return requests;
    }

    // ---- the connection

    @Override
    public CompletionStage<Void> onConnected(StreamLink link) {
        Set<String> wanted;
        synchronized (lock) {
            wanted = new LinkedHashSet<>(topics.keySet());
            toSubscribe.clear();
        }
        List<CompletableFuture<Void>> answers = new ArrayList<>();
        for (Request request : requests("SUBSCRIBE", wanted)) {
            CompletableFuture<Void> answer = new CompletableFuture<>();
            asked.put(request.id, answer);
            if (!link.send(request.text)) {
                answer.completeExceptionally(new VenueCallException("the connection is gone", 0));
            }
            answers.add(answer);
        }
        return allOf(answers);
    }

    private static CompletionStage<Void> allOf(List<CompletableFuture<Void>> stages) {
        return CompletableFuture.allOf(stages.toArray(CompletableFuture[]::new));
    }

    @Override
    public CompletionStage<Void> backfill(StreamLink link, Optional<StreamGap> gap) {
        return gap.isEmpty()
                ? CompletableFuture.completedFuture(null)
                : allOf(topics.values().stream()
                        .map(topic -> topic.recover().toCompletableFuture())
                        .toList());
    }

    @Override
    public boolean onAnswer(StreamLink link, String text) {
        if (text.startsWith(PREFIX)) {
            if (text.startsWith("!serverShutdown", PREFIX.length())) {
                link.rotate("serverShutdown");
                return true;
            }
            return false;
        }
        try {
            JsonNode json = ExactJson.read(text);
            String of = json.path("stream").asText();
            if (json.path("e").asText().equals("serverShutdown") || of.equals("!serverShutdown")) {
                link.rotate("serverShutdown");
            } else if (!of.isEmpty()) {
                return false; // data, oddly written
            } else if (json.has("code") || json.has("error")) {
                log.atWarn()
                        .setMessage("the venue refuses a subscription")
                        .addKeyValue("answer", connection.rest().redactor().scrub(text))
                        .log();
                link.fail("a subscription was refused");
            } else {
                CompletableFuture<Void> answer = asked.remove(json.path("id").asText());
                if (answer != null) {
                    answer.complete(null);
                }
            }
        } catch (UnreadableAnswerException e) {
            link.fail("a message is no JSON");
        }
        return true;
    }

    @Override
    public void onText(String text) {
        int end = text.startsWith(PREFIX) ? text.indexOf('"', PREFIX.length()) : -1;
        boolean isUsual = end >= 0 && text.startsWith(DATA, end);
        Topic topic = isUsual ? topics.get(text.substring(PREFIX.length(), end)) : null;
        if (topic == null && (!isUsual || text.lastIndexOf('\\', end) >= 0)) {
            topic = topics.get(ExactJson.text(ExactJson.read(text), "stream"));
        }
        if (topic == null) {
            return; // nobody listens any more
        }
        try {
            topic.onMessage(text, isUsual ? end + DATA.length() : 0);
        } catch (UnreadableAnswerException | IllegalArgumentException | ArithmeticException e) {
            topic.gap("a message cannot be read: " + e.getMessage());
            if (topic instanceof DepthTopic) {
                var unused = topic.recover();
            }
        }
    }

    @Override
    public void onGap(String detail) {
        topics.values().forEach(topic -> topic.gap(detail));
    }

    @Override
    public void close() {
        stream.close();
        topics.clear();
    }
}
