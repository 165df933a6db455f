package io.fairlead.fakes.alpaca;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;

/** A plain HTTP client with a key pair. Bodies are written with single quotes. */
final class AlpacaHttp {
    private static final ObjectMapper JSON =
            new ObjectMapper().enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS);

    /** What came back. */
    record Answer(int status, String text, JsonNode json, java.net.http.HttpHeaders headers) {
        String at(String field) {
            return json.path(field).asText();
        }
    }

    private final HttpClient client = HttpClient.newHttpClient();
    private final URI base;
    private final AlpacaKeys keys;

    AlpacaHttp(FakeAlpaca venue, AlpacaKeys keys) {
        base = venue.tradingUrl();
        this.keys = keys;
    }

    AlpacaHttp(FakeAlpaca venue) {
        this(venue, AlpacaKeys.usual());
    }

    Answer get(String path) throws IOException, InterruptedException {
        return send("GET", path, "");
    }

    Answer post(String path, String body) throws IOException, InterruptedException {
        return send("POST", path, body);
    }

    Answer patch(String path, String body) throws IOException, InterruptedException {
        return send("PATCH", path, body);
    }

    Answer delete(String path) throws IOException, InterruptedException {
        return send("DELETE", path, "");
    }

    /** Sends an order whose fields are given as {@code symbol=AAPL qty=1 …}. */
    Answer order(String fields) throws IOException, InterruptedException {
        StringBuilder body = new StringBuilder("{");
        for (String field : fields.split(" ", -1)) {
            String[] parts = field.split("=", 2);
            boolean raw = parts[1].startsWith("{") || parts[1].equals("true");
            body.append(body.length() > 1 ? "," : "")
                    .append('\'')
                    .append(parts[0])
                    .append("':");
            body.append(raw ? parts[1] : "'" + parts[1] + "'");
        }
        return post("/v2/orders", body.append('}').toString());
    }

    private Answer send(String method, String path, String body) throws IOException, InterruptedException {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(base + path))
                .timeout(Duration.ofSeconds(5))
                .header("APCA-API-KEY-ID", keys.id())
                .header("APCA-API-SECRET-KEY", keys.secret())
                .method(
                        method,
                        body.isEmpty()
                                ? HttpRequest.BodyPublishers.noBody()
                                : HttpRequest.BodyPublishers.ofString(body.replace('\'', '"')));
        HttpResponse<String> response = client.send(request.build(), HttpResponse.BodyHandlers.ofString());
        String text = response.body();
        return new Answer(
                response.statusCode(),
                text,
                text.isEmpty() ? JSON.missingNode() : JSON.readTree(text),
                response.headers());
    }
}
