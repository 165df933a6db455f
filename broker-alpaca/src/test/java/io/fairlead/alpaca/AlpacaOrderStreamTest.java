package io.fairlead.alpaca;

import static org.assertj.core.api.Assertions.assertThat;

import io.fairlead.fakes.net.HttpRequest;
import io.fairlead.fakes.net.LoopbackServer;
import io.fairlead.fakes.net.Reply;
import io.fairlead.fakes.net.RequestHandler;
import io.fairlead.fakes.net.SocketListener;
import io.fairlead.fakes.net.SocketPeer;
import io.fairlead.fakes.net.Upgrade;
import io.fairlead.spi.ConnectionEvent;
import java.time.Duration;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class AlpacaOrderStreamTest {
    /** Answers to logins, one by one; the last one to all that follow. */
    private static final class Stream implements RequestHandler, SocketListener {
        private final Queue<String> answers = new ConcurrentLinkedQueue<>();

        @Override
        public CompletionStage<Reply> answer(HttpRequest request) {
            return CompletableFuture.completedFuture(Reply.json(404, "{}"));
        }

        @Override
        public Upgrade upgrade(HttpRequest request) {
            return new Upgrade.Accepted(this);
        }

        @Override
        public void opened(SocketPeer peer) {}

        @Override
        public void text(SocketPeer peer, String message) {
            if (message.contains("authenticate")) {
                String next = answers.size() > 1 ? answers.remove() : answers.element();
                peer.send("{\"stream\":\"authorization\",\"data\":{" + next + "}}");
            } else {
                peer.send("{\"stream\":\"listening\",\"data\":{\"streams\":[\"trade_updates\"]}}");
            }
        }
    }

    private final Stream stream = new Stream();

    /** Whether it comes up in the end, or is closed. */
    private ConnectionEvent.State outcome(String... answers) throws InterruptedException {
        stream.answers.addAll(List.of(answers));
        try (Desk desk = Desk.open();
                LoopbackServer server = LoopbackServer.start(0, stream)) {
            desk.restart(desk.config().with("orders.url", server.ws() + "/stream"));
            long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(10);
            while (System.nanoTime() < end) {
                ConnectionEvent event = desk.connections.poll(100, TimeUnit.MILLISECONDS);
                if (event != null && event.state() != ConnectionEvent.State.DOWN) {
                    return event.state();
                }
                desk.time.advance(Duration.ofSeconds(1));
            }
            throw new AssertionError("neither up nor closed");
        }
    }

    /** That the venue knew nobody yet when it was asked to listen says nothing of the key. */
    @Test
    void shouldComeBackFromHavingListenedTooEarly() throws Exception {
        assertThat(outcome(
                        "\"status\":\"unauthorized\",\"action\":\"listen\"",
                        "\"status\":\"authorized\",\"action\":\"authenticate\""))
                .isEqualTo(ConnectionEvent.State.UP);
    }

    @Test
    void shouldEndForGoodWhenTheKeyIsRefused() throws Exception {
        assertThat(outcome(
                        "\"status\":\"unauthorized\",\"action\":\"authenticate\"",
                        "\"status\":\"authorized\",\"action\":\"authenticate\""))
                .isEqualTo(ConnectionEvent.State.CLOSED);
    }
}
