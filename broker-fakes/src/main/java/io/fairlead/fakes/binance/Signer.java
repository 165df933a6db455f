package io.fairlead.fakes.binance;

import io.fairlead.fakes.VenueTime;
import io.fairlead.fakes.net.HttpRequest;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** Checks who asks, whether the time is right, and whether the signature fits exactly what was sent. */
final class Signer {
    private static final long MICROSECONDS_FROM = 100_000_000_000_000L;

    private final Keys keys;
    private final VenueTime time;

    Signer(Keys keys, VenueTime time) {
        this.keys = keys;
        this.time = time;
    }

    /** A REST request: the raw query followed by the raw body, without the signature. */
    void checkRest(HttpRequest request, Params params) {
        Keys.Key key = keys.check(request.header("x-mbx-apikey")
                .orElseThrow(() -> BinanceError.of(401, -2014, "API-key format invalid.")));
        checkTime(params);
        String signature = params.need("signature");
        String body = new String(request.body(), StandardCharsets.ISO_8859_1);
        if (!isAscii(request.query()) || !isAscii(body)) {
            throw BinanceError.of(-1022, "Signature for this request is not valid.");
        }
        String payload = unsigned(request.query()) + unsigned(body);
        Keys.verify(key, payload.getBytes(StandardCharsets.ISO_8859_1), signature);
    }

    private static String unsigned(String form) {
        return Arrays.stream(form.split("&", -1))
                .filter(pair -> !pair.startsWith("signature="))
                .collect(Collectors.joining("&"));
    }

    private static boolean isAscii(String text) {
        return text.chars().allMatch(c -> c < 128);
    }

    /** A call of the WebSocket API: all parameters but the signature, sorted, not encoded. */
    void checkCall(Params params) {
        Keys.Key key = keys.check(params.need("apiKey"));
        checkTime(params);
        String signature = params.need("signature");
        Map<String, String> sorted = new TreeMap<>(params.all());
        sorted.remove("signature");
        String payload = sorted.entrySet().stream()
                .map(entry -> entry.getKey() + "=" + entry.getValue())
                .collect(Collectors.joining("&"));
        Keys.verify(key, payload.getBytes(StandardCharsets.UTF_8), signature);
    }

    /** The key of a session, which needs no signature any more but may have been revoked. */
    void checkSession(String apiKey, Params params) {
        keys.check(apiKey);
        checkTime(params);
    }

    /** Whether a key may log on: Ed25519 only. */
    void checkMayLogOn(String apiKey) {
        if (!(keys.check(apiKey) instanceof Keys.Key.Ed25519)) {
            throw BinanceError.of(-4056, "HMAC_SHA256 API key is not supported.");
        }
    }

    private void checkTime(Params params) {
        BigDecimal window = params.decimal("recvWindow").orElse(BigDecimal.valueOf(5000));
        if (window.compareTo(BigDecimal.valueOf(60_000)) > 0) {
            throw BinanceError.of(-1131, "recvWindow must be less than 60000.");
        }
        long given = params.integer("timestamp").orElseThrow(() -> BinanceError.mandatory("timestamp"));
        long ms = given >= MICROSECONDS_FROM ? given / 1000 : given;
        long now = time.millis();
        if (ms >= now + 1000) {
            throw BinanceError.of(-1021, "Timestamp for this request was 1000ms ahead of the server's time.");
        }
        if (BigDecimal.valueOf(now - ms).compareTo(window) > 0) {
            throw BinanceError.of(-1021, "Timestamp for this request is outside of the recvWindow.");
        }
    }
}
