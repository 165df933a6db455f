package io.fairlead.support;

import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/**
 * What an adapter makes of a stream. Unless said otherwise, calls come one at a time from the lent executor; they return at once. An
 * implementation that throws loses that message, with a gap reported, and nothing else.
 */
public interface StreamHandler {
    /**
     * A connection has been made, the first one or any later one: log in and subscribe to everything that is wanted now. The stream goes on
     * once the stage completes; completed exceptionally it starts over, with a {@link StreamRefusedException} it ends for good.
     */
    CompletionStage<Void> onConnected(StreamLink link);

    /**
     * Fetches what was missed while nothing came through. New messages wait meanwhile; the stream is healthy, and they are handed out, once
     * the stage completes. Not called for a planned rotation, which misses nothing.
     *
     * @param gap what was missed; empty for the first connection
     */
    default CompletionStage<Void> backfill(StreamLink link, Optional<StreamGap> gap) {
        return CompletableFuture.completedFuture(null);
    }

    /**
     * Looks at a message as it comes, on the reader's thread, before it queues: true if it was an answer to something sent over the link and
     * is dealt with. Must not block.
     */
    default boolean onAnswer(StreamLink link, String text) {
        return false;
    }

    /** As {@link #onAnswer(StreamLink, String)}, for venues that answer in binary frames. */
    default boolean onAnswer(StreamLink link, byte[] bytes) {
        return false;
    }

    /** A text message of a healthy stream, in order per connection. During a planned rotation a message may come twice, by both. */
    default void onText(String text) {}

    /** A binary message of a healthy stream, in order per connection. */
    default void onBinary(byte[] bytes) {}

    /** What newer messages replace older ones by, when the queue conflates; null for one that must not be replaced. */
    default @Nullable Object conflationKey(String text) {
        return null;
    }

    /** The stream's state has changed. */
    default void onState(StreamState state, String detail) {}

    /**
     * Messages were dropped, or one could not be handled. Comes before what follows the gap. What a lost connection has missed is told to
     * {@link #backfill} instead, which may be able to fetch it.
     */
    default void onGap(String detail) {}
}
