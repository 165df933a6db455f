package io.fairlead.spi;

import java.util.function.Function;

/** What is known when a cancel or a replace has finished. That it was done comes as a report; an answer alone proves nothing. */
public sealed interface ActionResult {
    /** The venue has taken it in; the outcome follows as a report. */
    record Taken() implements ActionResult {}

    /**
     * The venue refused it: too late, or not possible. The order stands or has ended.
     *
     * @param venueText why, in the venue's words
     */
    record Refused(String venueText) implements ActionResult {}

    /**
     * Sent, and nothing proves either way.
     *
     * @param what what happened instead of an answer
     */
    record Unknown(String what) implements ActionResult {}

    /** One function per case. */
    default <T> T match(Function<Taken, T> taken, Function<Refused, T> refused, Function<Unknown, T> unknown) {
        if (this instanceof Taken result) {
            return taken.apply(result);
        }
        if (this instanceof Refused result) {
            return refused.apply(result);
        }
        return unknown.apply((Unknown) this);
    }
}
