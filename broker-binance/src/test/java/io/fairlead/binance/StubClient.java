package io.fairlead.binance;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.fairlead.fakes.LoggedRequest;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.function.LongSupplier;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** The account's owner by another program: signed calls past the plug-in, known by their receive window. */
final class StubClient {
    private static final String WINDOW = "59999";

    private final HttpClient http = HttpClient.newHttpClient();
    private final URI base;
    private final String key;
    private final String secret;
    private final LongSupplier millis;

    StubClient(URI base, String key, String secret, LongSupplier millis) {
        this.base = base;
        this.key = key;
        this.secret = secret;
        this.millis = millis;
    }

    static boolean isOurs(LoggedRequest request) {
        return WINDOW.equals(request.parameters().get("recvWindow"));
    }

    JsonNode get(String path, String query) {
        return send("GET", path, query);
    }

    JsonNode send(String method, String path, String query) {
        try {
            String payload = query + "&recvWindow=" + WINDOW + "&timestamp=" + millis.getAsLong();
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(secret.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
            String signature = HexFormat.of().formatHex(mac.doFinal(payload.getBytes(StandardCharsets.UTF_8)));
            HttpResponse<String> answer = http.send(
                    HttpRequest.newBuilder(URI.create(base + path + "?" + payload + "&signature=" + signature))
                            .method(method, HttpRequest.BodyPublishers.noBody())
                            .header("X-MBX-APIKEY", key)
                            .build(),
                    HttpResponse.BodyHandlers.ofString());
            if (answer.statusCode() != 200) {
                throw new AssertionError(method + " " + path + ": " + answer.statusCode() + " " + answer.body());
            }
            return new ObjectMapper().readTree(answer.body());
        } catch (Exception e) {
            throw new AssertionError(e);
        }
    }
}
