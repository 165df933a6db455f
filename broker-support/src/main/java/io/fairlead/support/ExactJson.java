package io.fairlead.support;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.cfg.JsonNodeFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/**
 * Reads JSON without ever making a {@code double} of a number: decimals keep their digits, whole numbers their size. What is missing or of
 * another kind is an {@link UnreadableAnswerException} that names the field and shows none of the content. Any thread.
 */
public final class ExactJson {
    private static final int LARGEST_EXPONENT = 64;
    private static final JsonFactory FACTORY = JsonFactory.builder()
            .streamReadConstraints(StreamReadConstraints.builder()
                    .maxNumberLength(200)
                    .maxNestingDepth(100)
                    .build())
            .disable(StreamReadFeature.INCLUDE_SOURCE_IN_LOCATION)
            .build();
    private static final ObjectMapper MAPPER = JsonMapper.builder(FACTORY)
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .enable(DeserializationFeature.FAIL_ON_READING_DUP_TREE_KEY)
            .disable(JsonNodeFeature.STRIP_TRAILING_BIGDECIMAL_ZEROES)
            .build();

    private ExactJson() {}

    /** A whole document. */
    public static JsonNode read(byte[] json) {
        try {
            return present(MAPPER.readTree(json));
        } catch (IOException | NumberFormatException e) { // the latter of an exponent that is out of all proportion
            throw new UnreadableAnswerException("no JSON");
        }
    }

    /** A whole document. */
    public static JsonNode read(String json) {
        try {
            return present(MAPPER.readTree(json));
        } catch (IOException | NumberFormatException e) { // the latter of an exponent that is out of all proportion
            throw new UnreadableAnswerException("no JSON");
        }
    }

    private static JsonNode present(JsonNode node) {
        if (node.isMissingNode()) {
            throw new UnreadableAnswerException("no JSON: it is empty");
        }
        return node;
    }

    /** A parser over text, for decoders that read field by field. */
    public static JsonParser parser(String json) throws IOException {
        return FACTORY.createParser(json);
    }

    /** A parser over bytes, for decoders that read field by field. */
    public static JsonParser parser(byte[] json) throws IOException {
        return FACTORY.createParser(json);
    }

    /** An empty object to fill. */
    public static ObjectNode object() {
        return MAPPER.createObjectNode();
    }

    /** The text of a document. */
    public static String write(JsonNode node) {
        return node.toString();
    }

    /** The bytes of a document, in UTF-8. */
    public static byte[] bytes(JsonNode node) {
        return node.toString().getBytes(StandardCharsets.UTF_8);
    }

    /** A field that must be there and not null. */
    public static JsonNode field(JsonNode object, String name) {
        JsonNode value = object.get(name);
        if (value == null || value.isNull()) {
            throw new UnreadableAnswerException("field " + name + " is missing");
        }
        return value;
    }

    /** A field that must be a list. */
    public static JsonNode list(JsonNode object, String name) {
        return list(field(object, name));
    }

    /** A document that must be a list. */
    public static JsonNode list(JsonNode node) {
        if (!node.isArray()) {
            throw new UnreadableAnswerException("a list was expected");
        }
        return node;
    }

    /** A field that must be text. */
    public static String text(JsonNode object, String name) {
        JsonNode value = field(object, name);
        if (!value.isTextual()) {
            throw new UnreadableAnswerException("field " + name + " is no text");
        }
        return value.textValue();
    }

    /** A field that is text, or missing, or null, or empty. */
    public static Optional<String> optionalText(JsonNode object, String name) {
        JsonNode value = object.get(name);
        return value == null
                        || value.isNull()
                        || !value.isTextual()
                        || value.textValue().isEmpty()
                ? Optional.empty()
                : Optional.of(value.textValue());
    }

    /** A field that must be a whole number of 64 bits. */
    public static long whole(JsonNode object, String name) {
        JsonNode value = field(object, name);
        if (!value.isIntegralNumber() || !value.canConvertToLong()) {
            throw new UnreadableAnswerException("field " + name + " is no whole number of 64 bits");
        }
        return value.longValue();
    }

    /** A field that must be true or false. */
    public static boolean flag(JsonNode object, String name) {
        JsonNode value = field(object, name);
        if (!value.isBoolean()) {
            throw new UnreadableAnswerException("field " + name + " is neither true nor false");
        }
        return value.booleanValue();
    }

    /** A field that must be a decimal, as text or as a number; exact. */
    public static BigDecimal decimal(JsonNode object, String name) {
        return exact(field(object, name), name);
    }

    /** A field that is a decimal, or missing, or null. */
    public static Optional<BigDecimal> optionalDecimal(JsonNode object, String name) {
        JsonNode value = object.get(name);
        return value == null || value.isNull() ? Optional.empty() : Optional.of(exact(value, name));
    }

    /** A value that must be a decimal, as text or as a number; exact. */
    public static BigDecimal exact(JsonNode value, String name) {
        if (value.isTextual()) {
            return exact(value.textValue(), name);
        }
        if (value.isNumber()) {
            return inProportion(value.decimalValue(), name);
        }
        throw noDecimal(name);
    }

    /** A text that must be a decimal; exact. */
    public static BigDecimal exact(String text, String name) {
        try {
            return inProportion(new BigDecimal(text), name);
        } catch (NumberFormatException e) {
            throw noDecimal(name);
        }
    }

    private static BigDecimal inProportion(BigDecimal exact, String name) {
        if (Math.abs((long) exact.scale()) > LARGEST_EXPONENT || exact.precision() > 2 * LARGEST_EXPONENT) {
            throw noDecimal(name);
        }
        return exact;
    }

    private static UnreadableAnswerException noDecimal(String name) {
        return new UnreadableAnswerException("field " + name + " is no decimal");
    }
}
