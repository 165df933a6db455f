package io.fairlead.fakes.alpaca;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fairlead.fakes.FaultyStream;
import io.fairlead.fakes.net.SocketListener;
import io.fairlead.fakes.net.SocketPeer;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;

/**
 * The stream {@code /stream}: no welcome, one object per frame, binary frames on paper, no replay. It takes the two spellings of the
 * request for authentication. Guarded by the venue's lock, which its callbacks take.
 */
final class AlpacaOrderStream implements SocketListener {
    /** The channel's name, for fault plans too. */
    static final String CHANNEL = "trade_updates";

    private final Object lock;
    private final AlpacaKeys keys;
    private final boolean binary;
    private final AlpacaJson style;
    private final Function<SocketPeer, FaultyStream> streams;
    private final Map<SocketPeer, Session> sessions = new LinkedHashMap<>();
    private int eventCount;

    private static final class Session {
        final FaultyStream out;
        boolean authorized;
        Set<String> listening = Set.of();

        Session(FaultyStream out) {
            this.out = out;
        }
    }

    AlpacaOrderStream(
            Object lock,
            AlpacaKeys keys,
            boolean binary,
            AlpacaJson style,
            Function<SocketPeer, FaultyStream> streams) {
        this.lock = lock;
        this.keys = keys;
        this.binary = binary;
        this.style = style;
        this.streams = streams;
    }

    /** How many clients would see an event now. */
    int listeners() {
        return (int) sessions.values().stream()
                .filter(session -> session.listening.contains(CHANNEL))
                .count();
    }

    @Override
    public void opened(SocketPeer peer) {
        synchronized (lock) {
            sessions.put(peer, new Session(streams.apply(peer)));
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
            String action = request == null ? "" : request.path("action").asText();
            if (request != null && (action.equals("authenticate") || action.equals("auth"))) {
                authorize(session, request);
            } else if (request != null && action.equals("listen")) {
                listen(session, request);
            } else {
                ObjectNode fault = AlpacaJson.object().put("action", "error");
                fault.putObject("data").put("error_message", "internal server error");
                send(session, "error", fault);
                peer.close(1011, "");
            }
        }
    }

    private void authorize(Session session, JsonNode request) {
        JsonNode data = request.path("data");
        String id = data.path("key_id").asText(request.path("key").asText());
        String secret = data.path("secret_key").asText(request.path("secret").asText());
        session.authorized = keys.id().equals(id) && keys.secret().equals(secret);
        answer(session, "authenticate");
    }

    private void listen(Session session, JsonNode request) {
        if (!session.authorized) {
            answer(session, "listen");
            return;
        }
        Set<String> known = new TreeSet<>();
        request.path("data").path("streams").forEach(name -> {
            if (name.asText().equals(CHANNEL)) {
                known.add(CHANNEL);
            }
        });
        session.listening = known;
        ObjectNode reply = AlpacaJson.object().put("stream", "listening");
        reply.putObject("data").set("streams", AlpacaJson.texts(known));
        send(session, "listening", reply);
    }

    private void answer(Session session, String action) {
        ObjectNode reply = AlpacaJson.object().put("stream", "authorization");
        reply.putObject("data")
                .put("status", session.authorized ? "authorized" : "unauthorized")
                .put("action", action);
        send(session, "authorization", reply);
    }

    /** Tells everybody who listens. */
    void publish(AlpacaExchange.Event event) {
        ObjectNode message = AlpacaJson.object().put("stream", CHANNEL);
        message.set("data", data(event));
        for (Session session : sessions.values()) {
            if (session.listening.contains(CHANNEL)) {
                send(session, CHANNEL, message);
            }
        }
    }

    private ObjectNode data(AlpacaExchange.Event event) {
        ObjectNode data = AlpacaJson.object().put("event", event.name());
        eventCount++;
        if (!style.oneIn(4)) {
            data.put("event_id", AlpacaUlid.of(event.at(), eventCount));
            data.put("at", style.time(event.at()));
        }
        AlpacaExchange.Execution execution = event.execution();
        if (execution != null) {
            data.put("execution_id", execution.id().toString());
        }
        if (execution != null || event.order().status.isTerminal()) {
            data.put("timestamp", style.time(event.at()));
        }
        if (execution != null) {
            data.put("price", AlpacaJson.plain(execution.price()))
                    .put("qty", AlpacaJson.plain(execution.qty()))
                    .put("position_qty", AlpacaJson.plain(execution.position()));
        }
        data.set("order", event.order().toJson(style, true));
        return data;
    }

    private void send(Session session, String channel, ObjectNode message) {
        String text = AlpacaJson.write(message);
        if (binary) {
            session.out.binary(channel, text.getBytes(StandardCharsets.UTF_8));
        } else {
            session.out.text(channel, text);
        }
    }
}
