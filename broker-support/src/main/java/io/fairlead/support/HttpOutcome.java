package io.fairlead.support;

import io.fairlead.api.order.ClientOrderId;
import io.fairlead.api.order.Denial;
import io.fairlead.spi.ActionResult;
import io.fairlead.spi.SubmitResult;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.TreeMap;
import java.util.function.Function;
import okhttp3.Headers;

/**
 * What became of a call, split by what it proves. Only {@link NotSent} proves that the venue never saw it; only {@link Answered} holds what
 * the venue says; after {@link NoAnswer} it may have acted or not. Texts hold no secret.
 */
public sealed interface HttpOutcome {
    /** Why nothing was sent. */
    enum Cause {
        /** The name did not resolve, nobody listens, or the handshake failed. */
        NOT_CONNECTED,
        /** The budget did not allow it in time. */
        BUDGET,
        /** The caller or the adapter has closed. */
        CLOSED,
        /** The request could not be signed, or would have been changed on its way. */
        NOT_SENDABLE
    }

    /**
     * Proven: not a byte of it left.
     *
     * @param cause why
     * @param detail in words
     */
    record NotSent(Cause cause, String detail) implements HttpOutcome {}

    /** The venue's answer, whole. */
    final class Answered implements HttpOutcome {
        private final int status;
        /** Names and values by turns. */
        private final String[] headers;

        private final byte[] body;

        /** An answer with the last value of each header. */
        public Answered(int status, Map<String, String> headers, byte[] body) {
            this(status, pairs(headers), body.clone());
        }

        private Answered(int status, String[] headers, byte[] body) {
            this.status = status;
            this.headers = headers;
            this.body = body;
        }

        private static String[] pairs(Map<String, String> headers) {
            String[] pairs = new String[2 * headers.size()];
            int next = 0;
            for (Map.Entry<String, String> header : headers.entrySet()) {
                pairs[next++] = header.getKey();
                pairs[next++] = header.getValue();
            }
            return pairs;
        }

        /** An answer that nobody else holds. */
        static Answered of(int status, Headers headers, byte[] body) {
            String[] pairs = new String[2 * headers.size()];
            for (int i = 0; i < headers.size(); i++) {
                pairs[2 * i] = headers.name(i);
                pairs[2 * i + 1] = headers.value(i);
            }
            return new Answered(status, pairs, body);
        }

        /** The HTTP status. */
        public int status() {
            return status;
        }

        /** Whether the status is 2xx. */
        public boolean isSuccess() {
            return status >= 200 && status < 300;
        }

        /** A header, its name in any case. */
        public Optional<String> header(String name) {
            for (int i = headers.length - 2; i >= 0; i -= 2) {
                if (headers[i].equalsIgnoreCase(name)) {
                    return Optional.of(headers[i + 1]);
                }
            }
            return Optional.empty();
        }

        /** A header that holds a whole number; empty if it does not. */
        public OptionalLong number(String name) {
            try {
                return header(name)
                        .map(value -> OptionalLong.of(Long.parseLong(value.strip())))
                        .orElse(OptionalLong.empty());
            } catch (NumberFormatException e) {
                return OptionalLong.empty();
            }
        }

        /** The headers whose names begin so, in lower case. */
        public Map<String, String> headersFrom(String prefix) {
            Map<String, String> found = new TreeMap<>();
            for (int i = 0; i < headers.length; i += 2) {
                if (headers[i].regionMatches(true, 0, prefix, 0, prefix.length())) {
                    found.put(headers[i].toLowerCase(Locale.ROOT), headers[i + 1]);
                }
            }
            return found;
        }

        /** A copy of the body. */
        public byte[] body() {
            return body.clone();
        }

        /** The body as UTF-8; may hold what the venue echoes, so scrub it before it is shown. */
        public String text() {
            return new String(body, StandardCharsets.UTF_8);
        }

        /** Status and size. */
        @Override
        public String toString() {
            return "HTTP " + status + ", " + body.length + " bytes";
        }
    }

    /**
     * Sent, at least in part, and no whole answer came.
     *
     * @param what what happened instead
     */
    record NoAnswer(String what) implements HttpOutcome {}

    /** One function per case. */
    default <T> T match(Function<NotSent, T> notSent, Function<Answered, T> answered, Function<NoAnswer, T> noAnswer) {
        if (this instanceof NotSent outcome) {
            return notSent.apply(outcome);
        }
        if (this instanceof Answered outcome) {
            return answered.apply(outcome);
        }
        return noAnswer.apply((NoAnswer) this);
    }

    /**
     * What it says about an order.
     *
     * @param read reads an answer below 500 that is not a 408; what it throws means that the answer cannot be read, which proves nothing
     */
    default SubmitResult toSubmitResult(ClientOrderId id, Function<Answered, SubmitResult> read) {
        return match(
                notSent -> new SubmitResult.Denied(
                        id,
                        new Denial(
                                "NOT_SENT",
                                "cause=" + notSent.cause() + " detail=" + notSent.detail(),
                                "nothing was sent; decide anew")),
                answer -> {
                    if (isSilence(answer.status())) {
                        return new SubmitResult.Unknown(id, "HTTP " + answer.status());
                    }
                    try {
                        return read.apply(answer);
                    } catch (UnreadableAnswerException | IllegalArgumentException e) {
                        return new SubmitResult.Unknown(id, "unreadable answer, HTTP " + answer.status());
                    }
                },
                noAnswer -> new SubmitResult.Unknown(id, noAnswer.what()));
    }

    /**
     * What it says about a cancel or a change.
     *
     * @param read as in {@link #toSubmitResult}
     */
    default ActionResult toActionResult(Function<Answered, ActionResult> read) {
        return match(
                notSent -> new ActionResult.Refused("not sent: " + notSent.detail()),
                answer -> {
                    if (isSilence(answer.status())) {
                        return new ActionResult.Unknown("HTTP " + answer.status());
                    }
                    try {
                        return read.apply(answer);
                    } catch (UnreadableAnswerException | IllegalArgumentException e) {
                        return new ActionResult.Unknown("unreadable answer, HTTP " + answer.status());
                    }
                },
                noAnswer -> new ActionResult.Unknown(noAnswer.what()));
    }

    /** Whether a status says that nobody in between knows what the venue did: 5xx, and 408, by which a gateway gave up waiting. */
    private static boolean isSilence(int status) {
        return status >= 500 || status == 408;
    }
}
