package io.fairlead.binance;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fairlead.spi.Secret;
import io.fairlead.support.QueryText;
import io.fairlead.support.RequestSigner;
import io.fairlead.support.ServerTimeOffset;
import io.fairlead.support.WireRequest;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * Signs requests at the moment they are sent: {@code timestamp} by the venue's clock, then the signature last. Over REST the payload is the
 * query and, right behind it, the body, exactly as sent; over the WebSocket API all parameters by name, not encoded.
 */
final class BinanceSigner implements RequestSigner {
    private final Secret apiKey;
    private final Signature signature;
    private final ServerTimeOffset time;
    private final Duration receiveWindow;
    private final String stampPrefix;

    BinanceSigner(Secret apiKey, Signature signature, ServerTimeOffset time, Duration receiveWindow) {
        this.apiKey = apiKey;
        this.signature = signature;
        this.time = time;
        this.receiveWindow = receiveWindow;
        this.stampPrefix = "recvWindow=" + receiveWindow.toMillis() + "&timestamp=";
    }

    @Override
    public WireRequest sign(WireRequest request) {
        String stamp = stampPrefix + time.now().toEpochMilli();
        WireRequest keyed = request.withHeader("X-MBX-APIKEY", apiKey.reveal());
        byte[] body = request.body();
        if (body.length > 0) {
            byte[] stamped = joined(body, "&" + stamp);
            byte[] payload = request.query().isEmpty() ? stamped : joined(utf8(request.query()), stamped);
            return keyed.withBody(joined(stamped, signedBy(payload)));
        }
        String query = request.query().isEmpty() ? stamp : request.query() + "&" + stamp;
        int mark = request.url().indexOf('?');
        String base = mark < 0 ? request.url() : request.url().substring(0, mark);
        return keyed.withUrl(base + "?" + query + signedBy(utf8(query)));
    }

    private String signedBy(byte[] payload) {
        return "&signature=" + QueryText.encode(signature.of(payload));
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static byte[] joined(byte[] first, String then) {
        return joined(first, utf8(then));
    }

    private static byte[] joined(byte[] first, byte[] then) {
        byte[] both = Arrays.copyOf(first, first.length + then.length);
        System.arraycopy(then, 0, both, first.length, then.length);
        return both;
    }

    /** Adds key, time stamp and signature to the parameters of a WebSocket API request, which are text or whole numbers. */
    void sign(ObjectNode parameters) {
        parameters.put("apiKey", apiKey.reveal());
        parameters.put("recvWindow", receiveWindow.toMillis());
        parameters.put("timestamp", time.now().toEpochMilli());
        parameters.put("signature", signature.of(utf8(payload(parameters))));
    }

    static String payload(ObjectNode parameters) {
        Map<String, String> sorted = new TreeMap<>();
        parameters
                .properties()
                .forEach(entry -> sorted.put(entry.getKey(), entry.getValue().asText()));
        return sorted.entrySet().stream()
                .map(entry -> entry.getKey() + "=" + entry.getValue())
                .collect(Collectors.joining("&"));
    }
}
