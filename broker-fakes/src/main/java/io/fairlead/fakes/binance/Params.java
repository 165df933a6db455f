package io.fairlead.fakes.binance;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.math.BigDecimal;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** The parameters of one request. Each remembers whether it was read, for −1104 at the end. */
final class Params {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String DECIMAL = "^([0-9]{1,20})(\\.[0-9]{1,20})?$";
    private static final Pattern DECIMAL_PATTERN = Pattern.compile(DECIMAL);
    private static final String INTEGER = "^[0-9]{1,20}$";
    private static final Pattern INTEGER_PATTERN = Pattern.compile(INTEGER);
    private static final String CLIENT_ID = "^[a-zA-Z0-9-_]{1,36}$";
    private static final Pattern CLIENT_ID_PATTERN = Pattern.compile("^[a-zA-Z0-9\\-_]{1,36}$");
    private static final int FINEST = 8;

    private final Map<String, String> values;
    private final Set<String> read = new HashSet<>();

    Params(Map<String, String> values) {
        this.values = new LinkedHashMap<>(values);
    }

    /** From a query and a form body, both as sent; a name in both places: the query wins. */
    static Params of(String query, String body) {
        Map<String, String> all = new LinkedHashMap<>();
        form(query, all);
        Map<String, String> fromBody = new LinkedHashMap<>();
        form(body, fromBody);
        fromBody.forEach(all::putIfAbsent);
        return new Params(all);
    }

    private static void form(String text, Map<String, String> into) {
        for (String pair : text.split("&", -1)) {
            int equals = pair.indexOf('=');
            if (equals <= 0) {
                continue;
            }
            String name = decode(pair.substring(0, equals));
            if (into.put(name, decode(pair.substring(equals + 1))) != null) {
                throw BinanceError.of(-1101, "Duplicate values for a parameter detected.");
            }
        }
    }

    private static String decode(String text) {
        try {
            return URLDecoder.decode(text, StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            throw BinanceError.of(-1100, "Illegal characters found in a parameter.");
        }
    }

    Map<String, String> all() {
        return new LinkedHashMap<>(values);
    }

    boolean has(String name) {
        return values.containsKey(name);
    }

    Optional<String> text(String name) {
        read.add(name);
        String value = values.get(name);
        if (value != null && value.isEmpty()) {
            throw BinanceError.of(-1105, "Parameter '" + name + "' was empty.");
        }
        return Optional.ofNullable(value);
    }

    String need(String name) {
        return text(name).orElseThrow(() -> BinanceError.mandatory(name));
    }

    Optional<BigDecimal> decimal(String name) {
        return text(name).map(value -> {
            if (!DECIMAL_PATTERN.matcher(value).matches()) {
                throw illegal(name, DECIMAL);
            }
            BigDecimal number = new BigDecimal(value);
            if (number.scale() > FINEST) {
                throw BinanceError.of(-1111, "Parameter '" + name + "' has too much precision.");
            }
            return number;
        });
    }

    BigDecimal needDecimal(String name) {
        return decimal(name).orElseThrow(() -> BinanceError.mandatory(name));
    }

    Optional<Long> integer(String name) {
        return text(name).map(value -> {
            if (!INTEGER_PATTERN.matcher(value).matches()) {
                throw illegal(name, INTEGER);
            }
            return Long.parseLong(value);
        });
    }

    int limit(int usual, int most) {
        long asked = integer("limit").orElse((long) usual);
        if (asked < 1 || asked > most) {
            throw BinanceError.of(-1130, "Data sent for parameter 'limit' is not valid.");
        }
        return (int) asked;
    }

    Optional<String> clientId(String name) {
        return text(name).map(value -> {
            if (!CLIENT_ID_PATTERN.matcher(value).matches()) {
                throw illegal(name, CLIENT_ID);
            }
            return value;
        });
    }

    /** A JSON array of texts. */
    Optional<List<String>> array(String name) {
        return text(name).map(value -> {
            try {
                List<String> texts = new ArrayList<>();
                for (JsonNode node : JSON.readTree(value)) {
                    texts.add(node.asText());
                }
                return texts;
            } catch (JsonProcessingException e) {
                throw illegal(name, "^\\[(\"[A-Z0-9-_.]{1,20}\"(,\"[A-Z0-9-_.]{1,20}\"){0,}){0,1}\\]$");
            }
        });
    }

    <E extends Enum<E>> Optional<E> choice(String name, Class<E> type, int code, String message) {
        return text(name).map(value -> {
            for (E constant : type.getEnumConstants()) {
                if (constant.name().equals(value)) {
                    return constant;
                }
            }
            throw BinanceError.of(code, message);
        });
    }

    /** The parameters that begin with a prefix, under their names without it: {@code aboveType} becomes {@code type}. */
    Params leg(String prefix, Map<String, String> common) {
        Map<String, String> leg = new LinkedHashMap<>(common);
        values.forEach((name, value) -> {
            if (name.startsWith(prefix)
                    && name.length() > prefix.length()
                    && Character.isUpperCase(name.charAt(prefix.length()))) {
                read.add(name);
                String bare = Character.toLowerCase(name.charAt(prefix.length())) + name.substring(prefix.length() + 1);
                leg.put(bare.equals("clientOrderId") ? "newClientOrderId" : bare, value);
            }
        });
        return new Params(leg);
    }

    /** Refuses what nobody asked for. */
    void allRead() {
        Set<String> unread = new HashSet<>(values.keySet());
        unread.removeAll(read);
        if (!unread.isEmpty()) {
            int seen = values.size() - unread.size();
            throw BinanceError.of(
                    -1104,
                    "Not all sent parameters were read; read '" + seen + "' parameter(s) but was sent '" + values.size()
                            + "'.");
        }
    }

    private static BinanceError illegal(String name, String range) {
        return BinanceError.of(
                -1100, "Illegal characters found in parameter '" + name + "'; legal range is '" + range + "'.");
    }
}
