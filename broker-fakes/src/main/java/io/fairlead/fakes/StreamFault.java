package io.fairlead.fakes;

import java.time.Duration;

/** What goes wrong with one message that a venue is about to send on a stream. */
public sealed interface StreamFault {
    /** The message is lost. */
    record Lose() implements StreamFault {}

    /** The message goes out after this long by the venue's clock; later ones may overtake it. */
    record Delay(Duration by) implements StreamFault {}

    /** The message goes out twice. */
    record Duplicate() implements StreamFault {}

    /** The message is held and goes out right after the next one on the same connection. */
    record SwapWithNext() implements StreamFault {}

    /** The connection is cut without a close frame; the message is lost. */
    record Cut() implements StreamFault {}

    /** From here on nothing leaves the venue, not even a pong, and the socket stays open: a dead link. */
    record GoSilent() implements StreamFault {}

    /** The venue closes the WebSocket in good order; the message is lost. */
    record Close(int code, String reason) implements StreamFault {}
}
