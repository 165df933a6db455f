package io.fairlead.binance;

import io.fairlead.fakes.net.HttpRequest;
import io.fairlead.fakes.net.Reply;
import io.fairlead.fakes.net.RequestHandler;
import io.fairlead.fakes.net.Upgrade;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** Takes requests and answers none. */
final class SilentHandler implements RequestHandler {
    @Override
    public CompletionStage<Reply> answer(HttpRequest request) {
        return CompletableFuture.completedFuture(new Reply.Silence());
    }

    @Override
    public Upgrade upgrade(HttpRequest request) {
        return new Upgrade.Refused(Reply.empty(404));
    }
}
