package io.fairlead.fakes.binance;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.RequestBody;
import okhttp3.Response;
import okhttp3.WebSocket;
import okhttp3.WebSocketListener;
import org.jspecify.annotations.Nullable;

/** A trader with nothing but OkHttp and the fact sheet. */
final class Trader implements AutoCloseable {
    record Answer(int status, JsonNode json, Map<String, String> headers) {
        int code() {
            return json.path("code").asInt();
        }

        String message() {
            return json.path("msg").asText();
        }
    }

    private static final ObjectMapper JSON = new ObjectMapper();

    private final OkHttpClient client =
            new OkHttpClient.Builder().retryOnConnectionFailure(false).build();
    private final FakeBinance venue;

    Trader(FakeBinance venue) {
        this.venue = venue;
    }

    static Map<String, String> params(String... namesAndValues) {
        Map<String, String> params = new LinkedHashMap<>();
        for (int i = 0; i < namesAndValues.length; i += 2) {
            params.put(namesAndValues[i], namesAndValues[i + 1]);
        }
        return params;
    }

    /** A signed request; parameters of anything but GET travel in the body. */
    Answer signed(String verb, String path, String... namesAndValues) {
        Map<String, String> params = params(namesAndValues);
        params.put("timestamp", Long.toString(venue.time().millis()));
        String form = form(params);
        return send(verb, path, form + "&signature=" + hmac(form), FakeBinance.Builder.API_KEY);
    }

    Answer open(String path) {
        return send("GET", path, "", "");
    }

    Answer send(String verb, String path, String form, String key) {
        boolean body = !verb.equals("GET");
        String query = body || form.isEmpty() ? "" : "?" + form;
        RequestBody payload = body ? RequestBody.create(form.getBytes(StandardCharsets.UTF_8)) : null;
        Request.Builder request =
                new Request.Builder().url(venue.restUrl() + path + query).method(verb, payload);
        if (!key.isEmpty()) {
            request.header("X-MBX-APIKEY", key);
        }
        return execute(request.build());
    }

    private Answer execute(Request request) {
        try (Response response = client.newCall(request).execute()) {
            String text = response.body().string();
            Map<String, String> headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
            response.headers().forEach(header -> headers.put(header.getFirst(), header.getSecond()));
            JsonNode json = text.startsWith("<") ? JSON.getNodeFactory().textNode(text) : JSON.readTree(text);
            return new Answer(response.code(), json, headers);
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    static String form(Map<String, String> params) {
        return params.entrySet().stream()
                .map(entry -> entry.getKey() + "=" + URLEncoder.encode(entry.getValue(), StandardCharsets.UTF_8))
                .collect(Collectors.joining("&"));
    }

    static String hmac(String payload) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(FakeBinance.Builder.SECRET.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
            return HexFormat.of().formatHex(mac.doFinal(payload.getBytes(StandardCharsets.UTF_8)));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    Line connect(String url) {
        return new Line(url);
    }

    /** A line to the WebSocket API that is subscribed to the account's events. */
    Line subscribed() {
        Line line = connect(venue.wsApiUrl().toString());
        line.call("userDataStream.subscribe.signature", Map.of());
        return line;
    }

    @Override
    public void close() {
        client.dispatcher().executorService().shutdownNow();
        client.connectionPool().evictAll();
    }

    /** One WebSocket and what came over it. */
    final class Line extends WebSocketListener {
        private final BlockingQueue<JsonNode> heard = new LinkedBlockingQueue<>();
        private final WebSocket socket;

        Line(String url) {
            socket = client.newWebSocket(
                    new Request.Builder().url(url.replaceFirst("^ws", "http")).build(), this);
        }

        @Override
        public void onMessage(WebSocket webSocket, String text) {
            try {
                heard.add(JSON.readTree(text));
            } catch (IOException e) {
                heard.add(JSON.getNodeFactory().textNode(text));
            }
        }

        @Override
        public void onClosing(WebSocket webSocket, int code, String reason) {
            heard.add(JSON.createObjectNode().put("closing", code));
            webSocket.close(code, reason);
        }

        @Override
        public void onFailure(WebSocket webSocket, Throwable t, @Nullable Response response) {
            heard.add(JSON.createObjectNode().put("failed", true));
        }

        void say(String text) {
            socket.send(text);
        }

        /** A signed call; waits for its answer and keeps what else comes. */
        JsonNode call(String method, Map<String, String> params) {
            Map<String, String> all = new TreeMap<>(params);
            all.put("apiKey", FakeBinance.Builder.API_KEY);
            all.put("timestamp", Long.toString(venue.time().millis()));
            String payload = all.entrySet().stream()
                    .map(entry -> entry.getKey() + "=" + entry.getValue())
                    .collect(Collectors.joining("&"));
            all.put("signature", hmac(payload));
            return ask(method, all);
        }

        JsonNode ask(String method, Map<String, String> params) {
            var request = JSON.createObjectNode().put("id", method).put("method", method);
            request.set("params", JSON.valueToTree(params));
            socket.send(request.toString());
            return next();
        }

        JsonNode next() {
            try {
                JsonNode message = heard.poll(5, TimeUnit.SECONDS);
                if (message == null) {
                    throw new AssertionError("no message within five seconds");
                }
                return message;
            } catch (InterruptedException e) {
                throw new AssertionError(e);
            }
        }

        /** The next event of the account. */
        JsonNode event() {
            return next().path("event");
        }

        boolean isQuiet() {
            return heard.isEmpty();
        }
    }
}
