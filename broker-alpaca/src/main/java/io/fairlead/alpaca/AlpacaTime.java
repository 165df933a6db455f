package io.fairlead.alpaca;

import com.fasterxml.jackson.databind.JsonNode;
import io.fairlead.api.market.EpochNanos;
import io.fairlead.support.ExactJson;
import io.fairlead.support.UnreadableAnswerException;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneId;

/** Times as the venue writes them: RFC 3339 with up to nine digits of a second, {@code Z} or an offset. */
final class AlpacaTime {
    static final ZoneId NEW_YORK = ZoneId.of("America/New_York");

    private AlpacaTime() {}

    static Instant parse(String text) {
        try {
            return OffsetDateTime.parse(text).toInstant();
        } catch (DateTimeException e) {
            throw new UnreadableAnswerException("a time was expected");
        }
    }

    static long nanos(String text) {
        return EpochNanos.of(parse(text));
    }

    /** The first of these fields that is there, in epoch nanoseconds; otherwise the time given. */
    static long nanos(JsonNode node, long otherwise, String... fields) {
        for (String field : fields) {
            String text = ExactJson.optionalText(node, field).orElse("");
            if (!text.isEmpty()) {
                return nanos(text);
            }
        }
        return otherwise;
    }
}
