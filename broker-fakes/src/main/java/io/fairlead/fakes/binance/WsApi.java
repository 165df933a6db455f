package io.fairlead.fakes.binance;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fairlead.fakes.FaultPlan;
import io.fairlead.fakes.FaultyCalls;
import io.fairlead.fakes.FaultyStream;
import io.fairlead.fakes.RequestLog;
import io.fairlead.fakes.VenueTime;
import io.fairlead.fakes.net.Reply;
import io.fairlead.fakes.net.SocketListener;
import io.fairlead.fakes.net.SocketPeer;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** The WebSocket API: the calls of REST in JSON frames, sessions, and the user data stream. */
final class WsApi implements SocketListener {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;
    private static final String WHOLE_MESSAGE = "X-Whole-Message";
    private static final String SUBSCRIBE = "userDataStream.subscribe";

    private static final class Session {
        private final FaultyStream out;
        private final long connectedSince;
        private final boolean rateLimits;
        private @Nullable String apiKey;
        private long authorizedSince;
        private int nextSubscription;

        Session(FaultyStream out, long connectedSince, boolean rateLimits) {
            this.out = out;
            this.connectedSince = connectedSince;
            this.rateLimits = rateLimits;
        }
    }

    private final Object lock;
    private final VenueTime time;
    private final FaultPlan faults;
    private final RequestLog log;
    private final Endpoints endpoints;
    private final Calls calls;
    private final Signer signer;
    private final Exchange exchange;
    private final UserStreams users;
    private final Map<SocketPeer, Session> sessions = new ConcurrentHashMap<>();

    WsApi(
            Object lock,
            FaultPlan faults,
            RequestLog log,
            Endpoints endpoints,
            Calls calls,
            Signer signer,
            Exchange exchange,
            UserStreams users) {
        this.lock = lock;
        this.time = exchange.time;
        this.faults = faults;
        this.log = log;
        this.endpoints = endpoints;
        this.calls = calls;
        this.signer = signer;
        this.exchange = exchange;
        this.users = users;
    }

    @Override
    public void opened(SocketPeer peer) {
        boolean limits = !peer.handshake().query().contains("returnRateLimits=false");
        sessions.put(peer, new Session(new FaultyStream(peer, faults, time), time.millis(), limits));
    }

    @Override
    public void closed(SocketPeer peer) {
        Session session = sessions.remove(peer);
        if (session != null) {
            synchronized (lock) {
                users.forget(session.out);
            }
        }
    }

    /** The connections that are open. */
    List<SocketPeer> peers() {
        return List.copyOf(sessions.keySet());
    }

    void announceShutdown() {
        ObjectNode message = NODES.objectNode();
        message.putObject("event").put("e", "serverShutdown").put("E", time.millis());
        sessions.keySet().forEach(peer -> peer.send(message.toString()));
    }

    @Override
    public void text(SocketPeer peer, String message) {
        Session session = sessions.get(peer);
        if (session == null) {
            return;
        }
        JsonNode request;
        try {
            request = JSON.readTree(message);
        } catch (JsonProcessingException e) {
            BinanceError malformed = BinanceError.of(-1135, "Invalid JSON.");
            peer.send(error(NODES.nullNode(), malformed.status(), malformed.json())
                    .toString());
            return;
        }
        String method = request.path("method").asText().replaceFirst("^v3/", "");
        Params params = params(request.path("params"));
        log.add(method, params.all());
        new FaultyCalls(faults, time)
                .answer(method, () -> act(session, request, method, params))
                .thenAccept(reply -> send(peer, request, reply));
    }

    private static Params params(JsonNode node) {
        Map<String, String> values = new LinkedHashMap<>();
        for (Map.Entry<String, JsonNode> field : node.properties()) {
            JsonNode value = field.getValue();
            values.put(field.getKey(), value.isValueNode() ? value.asText() : value.toString());
        }
        return new Params(values);
    }

    private static void send(SocketPeer peer, JsonNode request, Reply reply) {
        if (reply instanceof Reply.Cut || reply instanceof Reply.Torn) { // half a message is none
            peer.cut();
        } else if (reply instanceof Reply.Answer answer) {
            boolean whole = answer.headers().containsKey(WHOLE_MESSAGE);
            peer.send(whole ? answer.text() : wrap(request, answer));
        } else if (reply instanceof Reply.AnswerThen both) {
            peer.send(both.answer().text());
            both.afterwards().run();
        }
    }

    /** A fault's own answer: its body is what would stand under error. */
    private static String wrap(JsonNode request, Reply.Answer answer) {
        ObjectNode body;
        try {
            body = (ObjectNode) JSON.readTree(answer.text());
        } catch (JsonProcessingException | ClassCastException e) {
            body = NODES.objectNode().put("code", -1000).put("msg", answer.text());
        }
        return error(id(request), answer.status(), body).toString();
    }

    private static JsonNode id(JsonNode request) {
        return request.has("id") ? request.get("id") : NODES.nullNode();
    }

    private static ObjectNode error(JsonNode id, int status, JsonNode error) {
        ObjectNode message = NODES.objectNode();
        message.set("id", id);
        message.put("status", status);
        return message.set("error", error);
    }

    private Reply act(Session session, JsonNode request, String method, Params params) {
        boolean limits = params.text("returnRateLimits").map("true"::equals).orElse(session.rateLimits);
        Endpoint endpoint = endpoints.method(method).orElseGet(() -> ofSession(session, method));
        Calls.Outcome outcome = calls.run(endpoint, params, given -> {
            if (endpoint.signed()) {
                authenticate(session, given);
            }
        });
        ObjectNode message = NODES.objectNode();
        message.set("id", id(request));
        message.put("status", outcome.status());
        message.set(outcome.isError() ? "error" : "result", outcome.body());
        if (limits) {
            synchronized (lock) {
                message.set("rateLimits", exchange.rates.counts(endpoint.orders(), true));
            }
        }
        Reply.Answer answer = Reply.json(outcome.status(), message.toString()).with(WHOLE_MESSAGE, "1");
        return outcome.late().isEmpty() ? answer : new Reply.AnswerThen(answer, () -> calls.deliverLate(outcome));
    }

    private void authenticate(Session session, Params params) {
        String key = session.apiKey;
        if (key != null && !params.has("signature")) {
            signer.checkSession(key, params);
        } else {
            signer.checkCall(params);
        }
    }

    // --- Session and user data ------------------------------------------------------------------------------------

    private Endpoint ofSession(Session session, String method) {
        return switch (method) {
            case "session.logon" -> endpoint(method, true, params -> logon(session, params));
            case "session.status" -> endpoint(method, false, params -> status(session));
            case "session.logout" -> endpoint(method, false, params -> logout(session));
            case "session.subscriptions" -> endpoint(method, false, params -> subscriptions(session));
            case SUBSCRIBE -> endpoint(method, false, params -> subscribeBySession(session));
            case SUBSCRIBE + ".signature" -> endpoint(method, true, params -> subscribe(session, false));
            case "userDataStream.unsubscribe" -> endpoint(method, false, params -> unsubscribe(session, params));
            case "userDataStream.start", "userDataStream.ping", "userDataStream.stop" ->
                endpoint(method, false, params -> {
                    throw BinanceError.of(410, -1000, "This endpoint has been removed.");
                });
            default ->
                endpoint(method, false, params -> {
                    throw BinanceError.of(-1020, "Unknown method '" + method + "'.");
                });
        };
    }

    private static Endpoint endpoint(String method, boolean signed, Function<Params, JsonNode> act) {
        return new Endpoint("", method, signed, params -> 2, false, false, act);
    }

    private JsonNode logon(Session session, Params params) {
        String key = params.need("apiKey");
        signer.checkMayLogOn(key);
        session.apiKey = key;
        session.authorizedSince = time.millis();
        return status(session);
    }

    private ObjectNode status(Session session) {
        ObjectNode node = NODES.objectNode().put("apiKey", session.apiKey);
        if (session.apiKey == null) {
            node.putNull("authorizedSince");
        } else {
            node.put("authorizedSince", session.authorizedSince);
        }
        return node.put("connectedSince", session.connectedSince)
                .put("returnRateLimits", session.rateLimits)
                .put("serverTime", time.millis())
                .put("userDataStream", users.has(session.out));
    }

    private JsonNode logout(Session session) {
        users.end(session.out, -1, true, time.millis());
        session.apiKey = null;
        return status(session);
    }

    private JsonNode subscriptions(Session session) {
        ArrayNode rows = NODES.arrayNode();
        users.ids(session.out).forEach(id -> rows.addObject().put("subscriptionId", id));
        return rows;
    }

    private JsonNode subscribeBySession(Session session) {
        if (session.apiKey == null) {
            throw BinanceError.of(401, -2015, "Invalid API-key, IP, or permissions for action.");
        }
        return subscribe(session, true);
    }

    private JsonNode subscribe(Session session, boolean bySession) {
        if (users.has(session.out)) {
            throw BinanceError.of(-2035, "User Data Stream subscription already active.");
        }
        int id = session.nextSubscription++;
        users.add(session.out, id, bySession);
        return NODES.objectNode().put("subscriptionId", id);
    }

    private JsonNode unsubscribe(Session session, Params params) {
        int id = params.integer("subscriptionId").orElse(-1L).intValue();
        if (!users.end(session.out, id, false, time.millis())) {
            throw BinanceError.of(-2036, "User Data Stream subscription not active.");
        }
        return NODES.objectNode();
    }
}
