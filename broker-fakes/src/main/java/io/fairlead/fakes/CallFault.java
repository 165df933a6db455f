package io.fairlead.fakes;

import java.time.Duration;
import java.util.Map;

/**
 * What goes wrong with one call: whether and when the venue acts on it, and what the caller gets to see. The two are
 * independent, because that is the whole trouble with money: an order may live although its answer was lost.
 *
 * @param action whether the venue acts
 * @param actAfter how long after the call it acts, for {@link Action#ACTS_LATER}
 * @param answer what the caller gets
 * @param answerAfter how long the answer is held back by the venue's clock
 */
public record CallFault(Action action, Duration actAfter, Answer answer, Duration answerAfter) {
    /** Whether the venue acts on the call. */
    public enum Action {
        /** As always. */
        ACTS,
        /** The call is thrown away. */
        DOES_NOT_ACT,
        /** It acts, but only after a while; the answer does not wait for that. */
        ACTS_LATER
    }

    /** What the caller gets to see. */
    public sealed interface Answer {
        /** The true answer. Not to be had when the venue does not act, or acts later. */
        record Truth() implements Answer {}

        /** None: the connection stays open and nothing comes. */
        record Silence() implements Answer {}

        /** None: the connection is cut. */
        record Cut() implements Answer {}

        /** The head of the true answer and half of its body, then the connection is cut. */
        record Torn() implements Answer {}

        /** Half of the true answer's body, so that no JSON parser can read it; else half of an object. */
        record Malformed() implements Answer {}

        /** This answer, whatever the truth is. A body that starts with {@code <} goes out as HTML, any other as JSON. */
        record Fixed(int status, Map<String, String> headers, String body) implements Answer {
            public Fixed {
                headers = Map.copyOf(headers);
            }
        }
    }

    /** The venue never acts and never answers. */
    public static CallFault timeOutBeforeActing() {
        return of(Action.DOES_NOT_ACT, new Answer.Silence());
    }

    /** The venue acts and never answers. */
    public static CallFault timeOutAfterActing() {
        return of(Action.ACTS, new Answer.Silence());
    }

    /** No answer, and the venue acts {@code later}. */
    public static CallFault timeOutThenActs(Duration later) {
        return new CallFault(Action.ACTS_LATER, later, new Answer.Silence(), Duration.ZERO);
    }

    /** The connection is cut before the venue acts. */
    public static CallFault cutBeforeActing() {
        return of(Action.DOES_NOT_ACT, new Answer.Cut());
    }

    /** The venue acts, then the connection is cut. */
    public static CallFault cutAfterActing() {
        return of(Action.ACTS, new Answer.Cut());
    }

    /** The venue acts; the connection is cut in the midst of its answer. */
    public static CallFault cutWhileAnswering() {
        return of(Action.ACTS, new Answer.Torn());
    }

    /** The venue does not act and answers with this status and body. */
    public static CallFault refuse(int status, String body) {
        return of(Action.DOES_NOT_ACT, new Answer.Fixed(status, Map.of(), body));
    }

    /** As {@link #refuse}, with {@code Retry-After} in seconds: for 429 and 418. */
    public static CallFault refuseFor(int status, int retryAfterSeconds, String body) {
        Map<String, String> headers = Map.of("Retry-After", Integer.toString(retryAfterSeconds));
        return of(Action.DOES_NOT_ACT, new Answer.Fixed(status, headers, body));
    }

    /** The venue acts, but answers with this status and body: a gateway that lost patience. */
    public static CallFault actThenAnswer(int status, String body) {
        return of(Action.ACTS, new Answer.Fixed(status, Map.of(), body));
    }

    /** The venue answers with this status and body at once, and acts {@code later}. */
    public static CallFault answerThenAct(int status, String body, Duration later) {
        return new CallFault(Action.ACTS_LATER, later, new Answer.Fixed(status, Map.of(), body), Duration.ZERO);
    }

    /** The venue acts; its answer cannot be parsed. */
    public static CallFault malformedAnswer() {
        return of(Action.ACTS, new Answer.Malformed());
    }

    /** The venue acts at once; its true answer comes late. */
    public static CallFault lateAnswer(Duration late) {
        return new CallFault(Action.ACTS, Duration.ZERO, new Answer.Truth(), late);
    }

    /** The same fault with its answer, whatever it is, held back. */
    public CallFault answeredAfter(Duration late) {
        return new CallFault(action, actAfter, answer, late);
    }

    private static CallFault of(Action action, Answer answer) {
        return new CallFault(action, Duration.ZERO, answer, Duration.ZERO);
    }
}
