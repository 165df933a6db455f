package io.fairlead.tck;

import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;

/** What a question may come to when the venue's answer was lost: it fails, or it was asked again and is right. */
final class FailedQueries {
    private FailedQueries() {}

    static <T> void failsOrIsRight(Bench bench, String what, CompletionStage<T> question, Consumer<T> isRight) {
        Object answer = bench.waiting()
                .answer(what, question.<Object>thenApply(value -> value).exceptionally(Failed::new));
        if (!(answer instanceof Failed)) {
            T value = bench.waiting().answer(what, question);
            try {
                isRight.accept(value);
            } catch (AssertionError e) {
                throw new AssertionError(
                        what + " did not fail although the venue's answer was none, and brought: " + value, e);
            }
        }
    }

    /** A question that failed. */
    private record Failed(Throwable cause) {
        private Failed {
            cause = cause instanceof CompletionException && cause.getCause() != null ? cause.getCause() : cause;
        }
    }
}
