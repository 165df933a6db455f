package io.fairlead.support;

import java.time.Duration;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** How a stream behaves. Immutable; any thread. */
public final class StreamOptions {
    private final Duration silence;
    private final Duration rotation;
    private final Duration syncTimeout;
    private final Duration heartbeat;
    private final @Nullable Supplier<String> heartbeatText;
    private final int capacity;
    private final Overflow overflow;

    private StreamOptions(
            Duration silence,
            Duration rotation,
            Duration syncTimeout,
            Duration heartbeat,
            @Nullable Supplier<String> heartbeatText,
            int capacity,
            Overflow overflow) {
        this.silence = silence;
        this.rotation = rotation;
        this.syncTimeout = syncTimeout;
        this.heartbeat = heartbeat;
        this.heartbeatText = heartbeatText;
        this.capacity = capacity;
        this.overflow = overflow;
    }

    /** What happens to a message when the queue is full. */
    public enum Overflow {
        /** The reader waits, and the venue with it. */
        BLOCK,
        /** A newer message takes the place of an older one of its key; one without a key, or with a new key, is dropped with a gap. */
        CONFLATE,
        /** It is dropped, and a gap is reported. */
        DROP_WITH_GAP,
        /** There is no queue: a healthy stream's messages are handled on the reader's thread. Fastest, and in effect BLOCK. */
        DIRECT
    }

    /** 45 s of silence end a connection; 23 h rotate it; no heartbeat of ours; 10,000 messages queue, then the reader waits. */
    public static StreamOptions standard() {
        return new StreamOptions(
                Duration.ofSeconds(45),
                Duration.ofHours(23),
                Duration.ofSeconds(60),
                Duration.ZERO,
                null,
                10_000,
                Overflow.BLOCK);
    }

    /** After how long without a byte (pings count) a connection is given up; zero for never. */
    public StreamOptions silence(Duration longest) {
        return new StreamOptions(longest, rotation, syncTimeout, heartbeat, heartbeatText, capacity, overflow);
    }

    /** After how long a connection is replaced by a fresh one, less up to a twentieth of it by chance; zero for never. */
    public StreamOptions rotation(Duration age) {
        return new StreamOptions(silence, age, syncTimeout, heartbeat, heartbeatText, capacity, overflow);
    }

    /** How long connecting, login, subscription and back-fill may take in all. */
    public StreamOptions syncTimeout(Duration longest) {
        return new StreamOptions(silence, rotation, longest, heartbeat, heartbeatText, capacity, overflow);
    }

    /** Sends a text of ours this often, for venues that want it or that send no pings. */
    public StreamOptions heartbeat(Duration every, Supplier<String> text) {
        return new StreamOptions(silence, rotation, syncTimeout, every, text, capacity, overflow);
    }

    /** How many messages may queue, and what happens then. */
    public StreamOptions queue(int most, Overflow then) {
        return new StreamOptions(silence, rotation, syncTimeout, heartbeat, heartbeatText, most, then);
    }

    Duration silence() {
        return silence;
    }

    Duration rotation() {
        return rotation;
    }

    Duration syncTimeout() {
        return syncTimeout;
    }

    Duration heartbeat() {
        return heartbeat;
    }

    Optional<Supplier<String>> heartbeatText() {
        return Optional.ofNullable(heartbeatText);
    }

    int capacity() {
        return capacity;
    }

    Overflow overflow() {
        return overflow;
    }
}
