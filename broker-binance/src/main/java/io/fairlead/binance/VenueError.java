package io.fairlead.binance;

import com.fasterxml.jackson.databind.JsonNode;
import io.fairlead.support.ExactJson;
import io.fairlead.support.HttpOutcome.Answered;
import io.fairlead.support.Redactor;
import io.fairlead.support.UnreadableAnswerException;
import java.util.Optional;
import java.util.Set;

/**
 * An error as the venue words it, and what it proves (Binance Spot API, "Errors").
 *
 * @param code its code, negative; 0 for an answer of the gateway that has none
 * @param text its text, scrubbed
 * @param data what comes with it, as with a half-done cancel-replace
 */
record VenueError(int code, String text, Optional<JsonNode> data) {
    static final int UNKNOWN_ORDER = -2011;
    static final int NO_SUCH_ORDER = -2013;
    static final int ARCHIVED = -2026;
    static final int CLOCK = -1021;

    /** Codes after which the venue may or may not have acted: unknown, disconnected, unexpected response, timeout. */
    private static final Set<Integer> OUTCOME_UNKNOWN = Set.of(-1000, -1001, -1006, -1007);

    /** Codes by which a key does not work at all. */
    private static final Set<Integer> CREDENTIALS = Set.of(-1002, -1022, -2014, -2015);

    /** The error in an answer; an answer that is none and no refusal of the gateway either cannot be read. */
    static VenueError of(Answered answer, Redactor redactor) {
        try {
            JsonNode json = ExactJson.read(answer.body());
            return of(json, redactor);
        } catch (UnreadableAnswerException e) {
            if (isGateway(answer.status())) {
                return new VenueError(0, "HTTP " + answer.status(), Optional.empty());
            }
            throw e;
        }
    }

    /** The error in a document. */
    static VenueError of(JsonNode json, Redactor redactor) {
        long code = ExactJson.whole(json, "code");
        String text = ExactJson.optionalText(json, "msg").orElse("");
        return new VenueError(
                Math.toIntExact(code), redactor.scrub(code + " " + text), Optional.ofNullable(json.get("data")));
    }

    /** Refusals of what stands before the venue: wrong key, firewall, removed, too many, banned. The request got no further. */
    private static boolean isGateway(int status) {
        return status == 401 || status == 403 || status == 410 || status == 418 || status == 429;
    }

    /** Whether the venue may have acted. */
    boolean provesNothing() {
        return OUTCOME_UNKNOWN.contains(code);
    }

    /** Whether an open order has the id that the request gave to a new one. */
    boolean isDuplicate() {
        return code == -2010 && text.contains("Duplicate order");
    }

    boolean isCredentials() {
        return CREDENTIALS.contains(code);
    }

    boolean isClock() {
        return code == CLOCK;
    }
}
