package io.fairlead.binance;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fairlead.spi.Secret;
import io.fairlead.support.QueryText;
import io.fairlead.support.RequestSigner;
import io.fairlead.support.ServerTimeOffset;
import io.fairlead.support.WireRequest;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
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

    BinanceSigner(Secret apiKey, Signature signature, ServerTimeOffset time, Duration receiveWindow) {
        this.apiKey = apiKey;
        this.signature = signature;
        this.time = time;
        this.receiveWindow = receiveWindow;
    }

    @Override
    public WireRequest sign(WireRequest request) {
        String stamp = "recvWindow=" + receiveWindow.toMillis() + "&timestamp="
                + time.now().toEpochMilli();
        WireRequest keyed = request.withHeader("X-MBX-APIKEY", apiKey.reveal());
        String body = new String(request.body(), StandardCharsets.UTF_8);
        if (!body.isEmpty()) {
            String stamped = body + "&" + stamp;
            String signed = stamped + "&signature=" + QueryText.encode(signature.of(request.query() + stamped));
            return keyed.withBody(signed.getBytes(StandardCharsets.UTF_8));
        }
        String query = request.query().isEmpty() ? stamp : request.query() + "&" + stamp;
        String base = request.url().contains("?")
                ? request.url().substring(0, request.url().indexOf('?'))
                : request.url();
        return keyed.withUrl(base + "?" + query + "&signature=" + QueryText.encode(signature.of(query)));
    }

    /** Adds key, time stamp and signature to the parameters of a WebSocket API request, which are text or whole numbers. */
    void sign(ObjectNode parameters) {
        parameters.put("apiKey", apiKey.reveal());
        parameters.put("recvWindow", receiveWindow.toMillis());
        parameters.put("timestamp", time.now().toEpochMilli());
        parameters.put("signature", signature.of(payload(parameters)));
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
