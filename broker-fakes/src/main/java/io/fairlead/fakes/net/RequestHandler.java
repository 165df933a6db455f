package io.fairlead.fakes.net;

import java.util.concurrent.CompletionStage;

/** What a fake venue does with what reaches its port. Called by many threads at once. */
public interface RequestHandler {
    /** Answers a request. The stage may complete later, on any thread; a failed stage cuts the connection. */
    CompletionStage<Reply> answer(HttpRequest request);

    /** Decides on a WebSocket handshake. */
    Upgrade upgrade(HttpRequest request);
}
