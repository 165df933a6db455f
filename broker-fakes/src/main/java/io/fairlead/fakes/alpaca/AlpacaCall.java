package io.fairlead.fakes.alpaca;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fairlead.fakes.net.HttpRequest;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** A request, taken apart: each part of the path decoded on its own, so that {@code BTC%2FUSD} stays one word. */
record AlpacaCall(
        String method,
        List<String> path,
        ObjectNode query,
        @Nullable JsonNode json) {
    static AlpacaCall from(HttpRequest request) {
        List<String> path = new ArrayList<>();
        for (String part : request.path().split("/", -1)) {
            if (!part.isEmpty()) {
                // The colon of "orders:by_client_order_id" is part of the path: encoded, it is another path.
                path.add(part.startsWith("orders%3A") ? part : decode(part.replace("+", "%2B")));
            }
        }
        ObjectNode query = AlpacaJson.object();
        for (String pair : request.query().split("&", -1)) {
            int equals = pair.indexOf('=');
            if (equals > 0) {
                query.put(decode(pair.substring(0, equals)), decode(pair.substring(equals + 1)));
            }
        }
        String text = request.text();
        return new AlpacaCall(request.method(), path, query, text.isBlank() ? null : AlpacaJson.parse(text));
    }

    private static String decode(String text) {
        return URLDecoder.decode(text, StandardCharsets.UTF_8);
    }

    /** What a fault plan knows it by: ids and symbols are replaced by {@code {id}}. */
    String name() {
        StringBuilder name = new StringBuilder(method).append(' ');
        for (int i = 0; i < path.size(); i++) {
            String before = i == 0 ? "" : path.get(i - 1);
            boolean id = i == 2 && Set.of("orders", "positions", "assets").contains(before);
            name.append('/').append(id ? "{id}" : path.get(i));
        }
        return name.toString();
    }

    /** Query and body in one, for the log. */
    Map<String, String> parameters() {
        Map<String, String> all = new LinkedHashMap<>();
        query.properties()
                .forEach(field -> all.put(field.getKey(), field.getValue().asText()));
        if (json != null) {
            json.properties().forEach(field -> {
                JsonNode value = field.getValue();
                all.put(field.getKey(), value.isValueNode() ? value.asText() : value.toString());
            });
        }
        if (path.size() > 2) {
            all.put("{id}", path.get(2));
        }
        return all;
    }

    /** The body; a refusal if it is no object. */
    JsonNode body() {
        if (json == null || !json.isObject()) {
            throw AlpacaRefusal.of(400, 40010000, "request body format is invalid");
        }
        return json;
    }

    /** A parameter of the query, or nothing. */
    String value(String name) {
        return query.path(name).asText("");
    }

    boolean flag(String name) {
        return value(name).equals("true");
    }

    Set<String> list(String name) {
        Set<String> items = new TreeSet<>();
        for (String item : value(name).split(",", -1)) {
            if (!item.isBlank()) {
                items.add(item.strip());
            }
        }
        return items;
    }

    int number(String name, int otherwise, int most) {
        String text = value(name);
        if (text.isEmpty()) {
            return otherwise;
        }
        try {
            int number = Integer.parseInt(text);
            if (number >= 1 && number <= most) {
                return number;
            }
        } catch (NumberFormatException malformed) {
            // Told below, like a number out of range.
        }
        throw AlpacaRefusal.of(422, 42210000, "invalid " + name + ": must be between 1 and " + most);
    }

    Optional<Instant> time(String name) {
        String text = value(name);
        if (text.isEmpty()) {
            return Optional.empty();
        }
        try {
            Instant at = text.length() == 10
                    ? LocalDate.parse(text)
                            .atStartOfDay(AlpacaSessions.NEW_YORK)
                            .toInstant()
                    : OffsetDateTime.parse(text).toInstant();
            return Optional.of(at);
        } catch (DateTimeException malformed) {
            throw AlpacaRefusal.of(422, 42210000, "invalid " + name + ": " + text);
        }
    }
}
