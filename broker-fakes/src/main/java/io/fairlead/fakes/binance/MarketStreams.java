package io.fairlead.fakes.binance;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fairlead.fakes.FaultPlan;
import io.fairlead.fakes.FaultyStream;
import io.fairlead.fakes.RequestLog;
import io.fairlead.fakes.VenueTime;
import io.fairlead.fakes.book.Side;
import io.fairlead.fakes.net.SocketListener;
import io.fairlead.fakes.net.SocketPeer;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;

/** The market streams: subscriptions, what goes out at once, what goes out with the clock. Under the venue's lock. */
final class MarketStreams {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;
    private static final Duration TICK = Duration.ofMillis(100);
    private static final int MESSAGES_PER_SECOND = 5;
    private static final long SECOND_NS = 1_000_000_000;

    private static final class Subscriber {
        private final FaultyStream out;
        private final Set<String> streams = new LinkedHashSet<>();
        private boolean combined;
        private long secondStart;
        private int messages;

        Subscriber(FaultyStream out, boolean combined) {
            this.out = out;
            this.combined = combined;
        }
    }

    private final Object lock;
    private final VenueTime time;
    private final FaultPlan faults;
    private final RequestLog log;
    private final Map<SocketPeer, Subscriber> subscribers = new LinkedHashMap<>();
    private final Map<String, DepthChanges> changes = new HashMap<>();
    private final Map<String, String> topSent = new HashMap<>();
    private final Map<String, Long> barSent = new HashMap<>();
    private final Map<String, Market> markets = new HashMap<>();
    private boolean ticking;
    private long ticks;

    MarketStreams(Object lock, VenueTime time, FaultPlan faults, RequestLog log) {
        this.lock = lock;
        this.time = time;
        this.faults = faults;
        this.log = log;
    }

    // --- Connections ----------------------------------------------------------------------------------------------

    SocketListener listener() {
        return new SocketListener() {
            @Override
            public void opened(SocketPeer peer) {
                open(peer);
            }

            @Override
            public void text(SocketPeer peer, String message) {
                control(peer, message);
            }

            @Override
            public void closed(SocketPeer peer) {
                synchronized (lock) {
                    subscribers.remove(peer);
                }
            }
        };
    }

    private void open(SocketPeer peer) {
        String path = peer.handshake().path();
        Subscriber subscriber = new Subscriber(new FaultyStream(peer, faults, time), path.startsWith("/stream"));
        synchronized (lock) {
            subscribers.put(peer, subscriber);
            if (path.startsWith("/ws/")) {
                subscribe(subscriber, path.substring(4));
            }
            for (String pair : peer.handshake().query().split("&", -1)) {
                if (pair.startsWith("streams=")) {
                    for (String name : pair.substring(8)
                            .replace("%40", "@")
                            .replace("%2F", "/")
                            .split("/", -1)) {
                        subscribe(subscriber, name);
                    }
                }
            }
        }
    }

    private void subscribe(Subscriber subscriber, String name) {
        if (name.isEmpty()) {
            return;
        }
        subscriber.streams.add(name);
        if (!ticking) {
            ticking = true;
            time.after(TICK, this::tick);
        }
    }

    private void control(SocketPeer peer, String message) {
        synchronized (lock) {
            Subscriber subscriber = subscribers.get(peer);
            if (subscriber == null || isTooFast(subscriber)) {
                peer.close(1008, "Too many requests");
                return;
            }
            try {
                peer.send(answer(subscriber, JSON.readTree(message)).toString());
            } catch (JsonProcessingException e) {
                peer.send(error(3, "Invalid JSON: expected value", NODES.nullNode())
                        .toString());
            }
        }
    }

    /** Real time counts here, so that a clock which stands still does not add up messages for ever. */
    private static boolean isTooFast(Subscriber subscriber) {
        long now = System.nanoTime();
        if (now - subscriber.secondStart > SECOND_NS) {
            subscriber.secondStart = now;
            subscriber.messages = 0;
        }
        return ++subscriber.messages > MESSAGES_PER_SECOND;
    }

    private ObjectNode answer(Subscriber subscriber, JsonNode request) {
        JsonNode id = request.path("id").isMissingNode() ? NODES.nullNode() : request.get("id");
        String method = request.path("method").asText();
        JsonNode params = request.path("params");
        log.add("stream " + method, Map.of("params", params.toString()));
        ObjectNode done = NODES.objectNode();
        switch (method) {
            case "SUBSCRIBE" -> params.forEach(name -> subscribe(subscriber, name.asText()));
            case "UNSUBSCRIBE" -> params.forEach(name -> subscriber.streams.remove(name.asText()));
            case "LIST_SUBSCRIPTIONS" -> {
                ArrayNode names = done.putArray("result");
                subscriber.streams.forEach(names::add);
                return done.set("id", id);
            }
            case "SET_PROPERTY" -> subscriber.combined = params.path(1).asBoolean();
            case "GET_PROPERTY" -> {
                return done.put("result", subscriber.combined).set("id", id);
            }
            default -> {
                return error(2, "Invalid request: unknown variant `" + method + "`", id);
            }
        }
        done.set("result", NODES.nullNode());
        return done.set("id", id);
    }

    private static ObjectNode error(int code, String message, JsonNode id) {
        ObjectNode error = NODES.objectNode();
        error.putObject("error").put("code", code).put("msg", message);
        return error.set("id", id);
    }

    /** Tells everybody that the server is about to go. */
    void announceShutdown() {
        ObjectNode event = NODES.objectNode().put("e", "serverShutdown").put("E", time.millis());
        for (Subscriber subscriber : subscribers.values()) {
            deliver(subscriber, "!serverShutdown", event.toString());
        }
    }

    /** The connections that are open. */
    Set<SocketPeer> peers() {
        return Set.copyOf(subscribers.keySet());
    }

    /** The names that any connection is subscribed to. */
    Set<String> subscribed() {
        Set<String> names = new LinkedHashSet<>();
        subscribers.values().forEach(subscriber -> names.addAll(subscriber.streams));
        return names;
    }

    private void send(String stream, Supplier<JsonNode> payload) {
        String text = null;
        for (Subscriber subscriber : subscribers.values()) {
            if (subscriber.streams.contains(stream)) {
                text = text == null ? payload.get().toString() : text;
                deliver(subscriber, stream, text);
            }
        }
    }

    private static void deliver(Subscriber subscriber, String stream, String payload) {
        subscriber.out.text(
                stream, subscriber.combined ? "{\"stream\":\"" + stream + "\",\"data\":" + payload + "}" : payload);
    }

    // --- At once --------------------------------------------------------------------------------------------------

    private static String lower(Market market) {
        return market.symbol().name().toLowerCase(Locale.ROOT);
    }

    void printed(Market market, Print print) {
        markets.put(lower(market), market);
        send(
                lower(market) + "@trade",
                () -> event("trade", market)
                        .put("t", print.id())
                        .put("p", Text.of(print.price()))
                        .put("q", Text.of(print.quantity()))
                        .put("T", print.time())
                        .put("m", print.buyerIsMaker())
                        .put("M", true));
        send(lower(market) + "@aggTrade", () -> {
            ObjectNode event = event("aggTrade", market);
            event.setAll(MarketDesk.aggregate(print));
            return event;
        });
    }

    private ObjectNode event(String name, Market market) {
        return NODES.objectNode()
                .put("e", name)
                .put("E", time.millis())
                .put("s", market.symbol().name());
    }

    void levelChanged(Market market, Side side, BigDecimal price, BigDecimal shown) {
        String symbol = lower(market);
        markets.put(symbol, market);
        long id = market.nextUpdateId();
        for (String speed : new String[] {"@depth", "@depth@100ms"}) {
            changes.computeIfAbsent(symbol + speed, name -> new DepthChanges()).add(id, side, price, shown);
        }
        ObjectNode top = NODES.objectNode()
                .put("b", market.bestPrice(Side.BUY))
                .put("B", market.bestQuantity(Side.BUY))
                .put("a", market.bestPrice(Side.SELL))
                .put("A", market.bestQuantity(Side.SELL));
        String text = top.toString();
        if (!text.equals(topSent.put(symbol, text))) {
            send(symbol + "@bookTicker", () -> {
                ObjectNode event = NODES.objectNode()
                        .put("u", market.updateId())
                        .put("s", market.symbol().name());
                return event.setAll(top);
            });
        }
    }

    // --- With the clock -------------------------------------------------------------------------------------------

    private void tick() {
        synchronized (lock) {
            ticks++;
            flush(ticks % 10 == 0, ticks % 20 == 0);
            ticking = !subscribed().isEmpty();
            if (ticking) {
                time.after(TICK, this::tick);
            }
        }
    }

    /** Sends what would go out with the clock, now. */
    void flush(boolean second, boolean twoSeconds) {
        for (String stream : subscribed()) {
            int at = stream.indexOf('@');
            Market market = at < 0 ? null : markets.get(stream.substring(0, at));
            if (market == null) {
                continue;
            }
            String kind = stream.substring(at + 1);
            boolean due = kind.endsWith("@100ms") || second;
            if (kind.startsWith("kline_")) {
                kline(stream, market, kind.substring(6), twoSeconds);
            } else if (kind.startsWith("depth") && due) {
                depth(stream, market, kind.replace("@100ms", ""));
            } else if (kind.equals("miniTicker") && second) {
                send(stream, () -> miniTicker(market));
            }
        }
        forgetUnwatched(second);
    }

    void knows(Market market) {
        markets.put(lower(market), market);
    }

    private void depth(String stream, Market market, String kind) {
        if (!kind.equals("depth")) {
            send(stream, () -> market.depth(Integer.parseInt(kind.substring(5))));
            return;
        }
        DepthChanges changed = changes.remove(stream);
        if (changed != null) {
            send(stream, () -> changed.into(event("depthUpdate", market)));
        }
    }

    /** Changes that nobody watched when they were due are no part of the next event. */
    private void forgetUnwatched(boolean second) {
        Set<String> watched = subscribed();
        changes.keySet().removeIf(name -> !watched.contains(name) && (second || name.endsWith("@100ms")));
    }

    private void kline(String stream, Market market, String name, boolean twoSeconds) {
        Interval interval = Interval.of(name).orElse(null);
        if (interval == null) {
            return;
        }
        long now = time.millis();
        long open = interval.open(now);
        Long before = barSent.put(stream, open);
        if (before != null && before < open) {
            bar(stream, market, interval, before, true);
        }
        boolean due = twoSeconds || name.equals("1s");
        if (due) {
            bar(stream, market, interval, open, false);
        }
    }

    private void bar(String stream, Market market, Interval interval, long open, boolean closed) {
        Kline bar = market.bar(interval, open);
        if (bar != null) {
            send(
                    stream,
                    () -> event("kline", market)
                            .set("k", bar.event(market.symbol().name(), interval.name(), closed)));
        }
    }

    private ObjectNode miniTicker(Market market) {
        Kline day = market.bar(new Interval("1d", 86_400_000), time.millis());
        ObjectNode event = event("24hrMiniTicker", market);
        String last = Text.of(market.last());
        if (day == null) {
            return event.put("c", last)
                    .put("o", last)
                    .put("h", last)
                    .put("l", last)
                    .put("v", "0")
                    .put("q", "0");
        }
        ObjectNode bar = day.event(market.symbol().name(), "1d", false);
        event.set("c", bar.get("c"));
        event.set("o", bar.get("o"));
        event.set("h", bar.get("h"));
        event.set("l", bar.get("l"));
        event.set("v", bar.get("v"));
        return event.set("q", bar.get("q"));
    }

    /** The removal of a level that no snapshot ever showed. */
    void removeUnknownLevel(Market market, Side side, BigDecimal price) {
        levelChanged(market, side, price, BigDecimal.ZERO);
    }
}
