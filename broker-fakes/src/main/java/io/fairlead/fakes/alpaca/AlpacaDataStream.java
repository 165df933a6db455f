package io.fairlead.fakes.alpaca;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fairlead.fakes.FaultyStream;
import io.fairlead.fakes.VenueTime;
import io.fairlead.fakes.net.SocketListener;
import io.fairlead.fakes.net.SocketPeer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;

/**
 * One market data feed, {@code v2/iex} for one: a welcome, ten seconds to authenticate, one connection, arrays of messages. Guarded by
 * the venue's lock, which its callbacks take.
 */
final class AlpacaDataStream implements SocketListener {
    private static final Duration TO_AUTHENTICATE = Duration.ofSeconds(10);
    private static final List<String> STOCK_CHANNELS = List.of(
            "trades", "quotes", "bars", "updatedBars", "dailyBars", "statuses", "lulds", "corrections", "cancelErrors");
    private static final List<String> CRYPTO_CHANNELS =
            List.of("trades", "quotes", "orderbooks", "bars", "updatedBars", "dailyBars");
    private static final List<String> NEWS_CHANNELS = List.of("news");

    private final Object lock;
    private final String feed;
    private final AlpacaKeys keys;
    private final AlpacaMarket market;
    private final VenueTime time;
    private final int symbolLimit;
    private final Function<SocketPeer, FaultyStream> streams;
    private final Map<SocketPeer, Session> sessions = new LinkedHashMap<>();

    private static final class Session {
        final FaultyStream out;
        boolean authenticated;
        SortedMap<String, SortedSet<String>> wanted = new TreeMap<>();
        final Map<String, ArrayNode> batches = new LinkedHashMap<>();

        Session(FaultyStream out) {
            this.out = out;
        }

        boolean wants(String channel, String symbol) {
            SortedSet<String> symbols = wanted.getOrDefault(channel, new TreeSet<>());
            return symbols.contains("*") || symbols.contains(symbol);
        }
    }

    /**
     * A feed without clients.
     *
     * @param symbolLimit how many symbols of trades and quotes a client may have
     */
    AlpacaDataStream(
            Object lock,
            String feed,
            AlpacaKeys keys,
            AlpacaMarket market,
            VenueTime time,
            int symbolLimit,
            Function<SocketPeer, FaultyStream> streams) {
        this.lock = lock;
        this.feed = feed;
        this.keys = keys;
        this.market = market;
        this.time = time;
        this.symbolLimit = symbolLimit;
        this.streams = streams;
    }

    private boolean isCrypto() {
        return feed.startsWith("v1beta3/crypto");
    }

    private boolean isNews() {
        return feed.equals("v1beta1/news");
    }

    private List<String> channels() {
        return isNews() ? NEWS_CHANNELS : isCrypto() ? CRYPTO_CHANNELS : STOCK_CHANNELS;
    }

    @Override
    public void opened(SocketPeer peer) {
        synchronized (lock) {
            Session session = new Session(streams.apply(peer));
            sessions.put(peer, session);
            control(session, AlpacaJson.object().put("T", "success").put("msg", "connected"));
            String id = peer.handshake().header("apca-api-key-id").orElse("");
            String secret = peer.handshake().header("apca-api-secret-key").orElse("");
            if (!id.isEmpty()) {
                authenticate(session, id, secret);
            }
        }
        time.after(TO_AUTHENTICATE, () -> endUnlessAuthenticated(peer));
    }

    private void endUnlessAuthenticated(SocketPeer peer) {
        synchronized (lock) {
            Session session = sessions.get(peer);
            if (session != null && !session.authenticated) {
                end(session, 404, "auth timeout");
            }
        }
    }

    @Override
    public void closed(SocketPeer peer) {
        synchronized (lock) {
            sessions.remove(peer);
        }
    }

    @Override
    public void binary(SocketPeer peer, byte[] message) {
        text(peer, new String(message, StandardCharsets.UTF_8));
    }

    @Override
    public void text(SocketPeer peer, String message) {
        synchronized (lock) {
            Session session = sessions.get(peer);
            JsonNode request = AlpacaJson.parse(message);
            if (session == null) {
                return;
            }
            if (request == null || !request.isObject()) {
                fault(session, 400, "invalid syntax");
                return;
            }
            switch (request.path("action").asText()) {
                case "auth" ->
                    authenticate(
                            session,
                            request.path("key").asText(),
                            request.path("secret").asText());
                case "subscribe" -> subscribe(session, request, true);
                case "unsubscribe" -> subscribe(session, request, false);
                default -> fault(session, 400, "invalid syntax");
            }
        }
    }

    private void authenticate(Session session, String id, String secret) {
        if (session.authenticated) {
            fault(session, 403, "already authenticated");
        } else if (!keys.id().equals(id) || !keys.secret().equals(secret)) {
            end(session, 402, "auth failed");
        } else if (sessions.values().stream().anyMatch(other -> other.authenticated)) {
            end(session, 406, "connection limit exceeded");
        } else {
            session.authenticated = true;
            control(session, AlpacaJson.object().put("T", "success").put("msg", "authenticated"));
        }
    }

    private void subscribe(Session session, JsonNode request, boolean add) {
        if (!session.authenticated) {
            fault(session, 401, "not authenticated");
            return;
        }
        SortedMap<String, SortedSet<String>> changed = new TreeMap<>();
        session.wanted.forEach((channel, symbols) -> changed.put(channel, new TreeSet<>(symbols)));
        SortedSet<String> newBooks = new TreeSet<>();
        for (Map.Entry<String, JsonNode> field : request.properties()) {
            if (field.getKey().equals("action")) {
                continue;
            }
            if (!channels().contains(field.getKey())) {
                fault(session, 410, "invalid subscribe action for this feed");
                return;
            }
            SortedSet<String> symbols = changed.computeIfAbsent(field.getKey(), any -> new TreeSet<>());
            field.getValue().forEach(symbol -> {
                boolean news = add ? symbols.add(symbol.asText()) : symbols.remove(symbol.asText());
                if (news && add && field.getKey().equals("orderbooks")) {
                    newBooks.add(symbol.asText());
                }
            });
        }
        if (symbols(changed) > symbolLimit) {
            fault(session, 405, "symbol limit exceeded");
            return;
        }
        session.wanted = changed;
        state(session);
        resetBooks(session, newBooks);
        flush(session);
    }

    private static int symbols(SortedMap<String, SortedSet<String>> wanted) {
        int count = 0;
        for (String channel : List.of("trades", "quotes")) {
            count += wanted.getOrDefault(channel, new TreeSet<>()).size();
        }
        return count;
    }

    private void state(Session session) {
        ObjectNode state = AlpacaJson.object().put("T", "subscription");
        for (String channel : channels()) {
            boolean follows = channel.equals("corrections") || channel.equals("cancelErrors");
            Collection<String> symbols = session.wanted.getOrDefault(follows ? "trades" : channel, new TreeSet<>());
            state.set(channel, AlpacaJson.texts(symbols));
        }
        control(session, state);
    }

    private void resetBooks(Session session, Collection<String> symbols) {
        for (AlpacaLine line : market.lines()) {
            if (line.asset.isCrypto() && (symbols.contains(line.asset.symbol()) || symbols.contains("*"))) {
                send(session, "orderbooks", market.bookReset(line));
            }
        }
    }

    /** What its clients want of a channel, all together. */
    SortedSet<String> subscriptions(String channel) {
        SortedSet<String> all = new TreeSet<>();
        sessions.values().forEach(session -> all.addAll(session.wanted.getOrDefault(channel, new TreeSet<>())));
        return all;
    }

    /** Tells who has subscribed to it. */
    void publish(AlpacaAsset asset, String channel, ObjectNode message) {
        boolean test = asset.symbol().equals("FAKEPACA");
        boolean here =
                !isNews() && !asset.isOption() && asset.isCrypto() == isCrypto() && test == feed.equals("v2/test");
        if (here) {
            String asked = channel.equals("corrections") || channel.equals("cancelErrors") ? "trades" : channel;
            for (Session session : sessions.values()) {
                if (session.wants(asked, asset.symbol())) {
                    send(session, channel, message);
                }
            }
        }
    }

    /** Tells who has subscribed to news of one of these. */
    void news(ObjectNode message, Collection<String> symbols) {
        if (isNews()) {
            for (Session session : sessions.values()) {
                if (session.wants("news", "*") || symbols.stream().anyMatch(each -> session.wants("news", each))) {
                    send(session, "news", message);
                }
            }
        }
    }

    /** The name by which a fault plan knows a channel of this feed. */
    private String faultName(String channel) {
        return feed + " " + channel;
    }

    private static void send(Session session, String channel, ObjectNode message) {
        session.batches.computeIfAbsent(channel, any -> AlpacaJson.array()).add(message);
    }

    /** Sends what has come together since the last time, one array for each channel. */
    void flush() {
        sessions.values().forEach(this::flush);
    }

    private void flush(Session session) {
        session.batches.forEach((channel, batch) -> session.out.text(faultName(channel), AlpacaJson.write(batch)));
        session.batches.clear();
    }

    private void control(Session session, ObjectNode message) {
        flush(session);
        send(session, "control", message);
        flush(session);
    }

    private void fault(Session session, int code, String message) {
        control(session, AlpacaJson.object().put("T", "error").put("code", code).put("msg", message));
    }

    private void end(Session session, int code, String message) {
        fault(session, code, message);
        session.out.peer().close(1000, "");
    }
}
