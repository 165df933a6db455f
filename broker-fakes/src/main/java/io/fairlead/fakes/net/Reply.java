package io.fairlead.fakes.net;

import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;

/** What the server does with a request. */
public sealed interface Reply {
    /** An ordinary answer. {@code Content-Length} is added; do not change the body's bytes. */
    @SuppressWarnings("ArrayRecordComponent") // nobody compares these
    record Answer(int status, Map<String, String> headers, byte[] body) implements Reply {
        public Answer {
            headers = Map.copyOf(headers);
        }

        /** The body as UTF-8 text. */
        public String text() {
            return new String(body, StandardCharsets.UTF_8);
        }

        /** The same answer with one more header. */
        public Answer with(String name, String value) {
            Map<String, String> more = new LinkedHashMap<>(headers);
            more.put(name, value);
            return new Answer(status, more, body);
        }

        /** The same answer with another body. */
        public Answer withBody(String text) {
            return new Answer(status, headers, text.getBytes(StandardCharsets.UTF_8));
        }
    }

    /** An answer, and something that happens once it has been written. */
    record AnswerThen(Answer answer, Runnable afterwards) implements Reply {}

    /** The head of the answer and the first half of its body are sent, then the connection is cut. */
    record Torn(Answer answer) implements Reply {}

    /** The connection is cut; no byte is sent. */
    record Cut() implements Reply {}

    /** Nothing is sent and the connection stays open until the other side gives up. */
    record Silence() implements Reply {}

    /** A JSON answer. */
    static Answer json(int status, String body) {
        return new Answer(status, Map.of("Content-Type", "application/json"), body.getBytes(StandardCharsets.UTF_8));
    }

    /** An HTML answer, as a gateway in front of a venue gives. */
    static Answer html(int status, String body) {
        return new Answer(status, Map.of("Content-Type", "text/html"), body.getBytes(StandardCharsets.UTF_8));
    }

    /** An answer without a body. */
    static Answer empty(int status) {
        return new Answer(status, Map.of(), new byte[0]);
    }
}
