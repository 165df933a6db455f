package io.fairlead.alpaca;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.fairlead.fakes.LoggedRequest;
import io.fairlead.fakes.alpaca.AlpacaKeys;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;

/** The account's owner by another program: calls past the plug-in, known by a parameter that the venue ignores. */
final class StubClient {
    private static final String MARK = "elsewhere";

    private final HttpClient http = HttpClient.newHttpClient();
    private final URI base;
    private final AlpacaKeys keys;

    StubClient(URI base, AlpacaKeys keys) {
        this.base = base;
        this.keys = keys;
    }

    static boolean isOurs(LoggedRequest request) {
        return request.parameters().containsKey(MARK);
    }

    JsonNode get(String path) {
        return send("GET", path, "");
    }

    JsonNode send(String method, String path, String body) {
        try {
            String marked = path + (path.contains("?") ? "&" : "?") + MARK + "=1";
            HttpResponse<String> answer = http.send(
                    HttpRequest.newBuilder(URI.create(base + marked))
                            .method(method, HttpRequest.BodyPublishers.ofString(body))
                            .header("APCA-API-KEY-ID", keys.id())
                            .header("APCA-API-SECRET-KEY", keys.secret())
                            .build(),
                    HttpResponse.BodyHandlers.ofString());
            if (answer.statusCode() >= 300) {
                throw new AssertionError(method + " " + path + ": " + answer.statusCode() + " " + answer.body());
            }
            return new ObjectMapper().readTree(answer.body().isEmpty() ? "{}" : answer.body());
        } catch (Exception e) {
            throw new AssertionError(e);
        }
    }
}
