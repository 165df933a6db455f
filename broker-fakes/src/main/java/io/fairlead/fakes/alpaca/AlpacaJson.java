package io.fairlead.fakes.alpaca;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamWriteFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.util.Collection;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;

/**
 * How Alpaca writes: amounts of the trading API as text, times with up to nine decimals in UTC or at New York's offset, and what is
 * unknown as null or not at all. Which of two spellings comes is drawn from the seed. Guarded by the venue's lock.
 */
final class AlpacaJson {
    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;
    private static final ObjectMapper MAPPER = JsonMapper.builder()
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .enable(StreamWriteFeature.WRITE_BIGDECIMAL_AS_PLAIN)
            .nodeFactory(NODES)
            .build();

    private final SplittableRandom chance;

    AlpacaJson(SplittableRandom chance) {
        this.chance = chance;
    }

    static ObjectNode object() {
        return NODES.objectNode();
    }

    static ArrayNode array() {
        return NODES.arrayNode();
    }

    static ArrayNode texts(Collection<String> values) {
        ArrayNode array = array();
        values.forEach(array::add);
        return array;
    }

    /** Parses text; null where it is not JSON. */
    static @Nullable JsonNode parse(String text) {
        try {
            JsonNode node = MAPPER.readTree(text);
            return node == null || node.isMissingNode() ? null : node;
        } catch (JsonProcessingException malformed) {
            return null;
        }
    }

    static String write(JsonNode node) {
        try {
            return MAPPER.writeValueAsString(node);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a tree can always be written", e);
        }
    }

    /** Plain digits, never an exponent, no zeros at the end. */
    static String plain(BigDecimal value) {
        return value.signum() == 0 ? "0" : value.stripTrailingZeros().toPlainString();
    }

    /** A number of the data API; scale kept at or above 0 so that it is never written with an exponent. */
    static BigDecimal number(BigDecimal value) {
        BigDecimal bare = value.stripTrailingZeros();
        return bare.scale() < 0 ? bare.setScale(0) : bare;
    }

    /** Whether something that has the odds of one in {@code n} happens now. */
    boolean oneIn(int n) {
        return chance.nextInt(n) == 0;
    }

    /** A time in one of the two spellings. */
    String time(Instant at) {
        return oneIn(3)
                ? DateTimeFormatter.ISO_OFFSET_DATE_TIME.format(
                        at.atZone(AlpacaSessions.NEW_YORK).toOffsetDateTime())
                : at.toString();
    }

    /** A field whose value may be unknown. */
    void put(ObjectNode node, String field, @Nullable String value) {
        if (value != null) {
            node.put(field, value);
        } else if (chance.nextBoolean()) {
            node.putNull(field);
        }
    }

    /** The same for an amount, as text. */
    void put(ObjectNode node, String field, @Nullable BigDecimal value) {
        put(node, field, value == null ? null : plain(value));
    }

    /** The same for a time. */
    void put(ObjectNode node, String field, @Nullable Instant value) {
        put(node, field, value == null ? null : time(value));
    }
}
