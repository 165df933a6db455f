package io.fairlead.alpaca;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fairlead.api.market.EpochNanos;
import io.fairlead.spi.BrokerListener;
import io.fairlead.spi.ConnectionEvent;
import io.fairlead.support.ExactJson;
import io.fairlead.support.StreamGap;
import io.fairlead.support.StreamHandler;
import io.fairlead.support.StreamLink;
import io.fairlead.support.StreamRefusedException;
import io.fairlead.support.StreamState;
import io.fairlead.support.UnreadableAnswerException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.Arrays;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/**
 * The order stream {@code trade_updates}: authenticate, listen, fetch what was missed, then be up. It has no replay and no sequence
 * numbers, and on paper it speaks in binary frames. The listen message again serves as a heartbeat: it is answered.
 */
final class AlpacaOrderStream implements StreamHandler {
    private static final String CHANNEL = "trade_updates";
    /** How events usually begin. */
    private static final String USUAL_TEXT = "{\"stream\":\"" + CHANNEL;

    private static final byte[] USUAL = USUAL_TEXT.getBytes(StandardCharsets.UTF_8);

    private final AlpacaSettings settings;
    private final Recovery recovery;
    private final OrderEvents events;
    private final PlainUpdates plain = new PlainUpdates();
    private final BrokerListener listener;
    private final Clock clock;
    private volatile @Nullable CompletableFuture<Void> login;
    private volatile ConnectionEvent.@Nullable State told;

    AlpacaOrderStream(
            AlpacaSettings settings, Recovery recovery, OrderEvents events, BrokerListener listener, Clock clock) {
        this.settings = settings;
        this.recovery = recovery;
        this.events = events;
        this.listener = listener;
        this.clock = clock;
    }

    /** What asks the venue to send order events. */
    static String listen() {
        ObjectNode message = ExactJson.object().put("action", "listen");
        message.putObject("data").putArray("streams").add(CHANNEL);
        return message.toString();
    }

    @Override
    public CompletionStage<Void> onConnected(StreamLink link) {
        CompletableFuture<Void> started = new CompletableFuture<>();
        login = started;
        ObjectNode message = ExactJson.object().put("action", "authenticate");
        message.putObject("data")
                .put("key_id", settings.keyId().orElseThrow().reveal())
                .put("secret_key", settings.secret().orElseThrow().reveal());
        link.send(message.toString());
        return started;
    }

    @Override
    public boolean onAnswer(StreamLink link, byte[] bytes) {
        return !Arrays.equals(bytes, 0, Math.min(bytes.length, USUAL.length), USUAL, 0, USUAL.length)
                && onAnswer(link, new String(bytes, StandardCharsets.UTF_8));
    }

    @Override
    public boolean onAnswer(StreamLink link, String text) {
        if (text.startsWith(USUAL_TEXT)) {
            return false;
        }
        JsonNode message = ExactJson.read(text);
        String stream = message.path("stream").asText();
        if (stream.equals("authorization")) {
            authorized(link, message.path("data"));
            return true;
        }
        if (stream.equals("listening")) {
            listening(message.path("data").path("streams"));
            return true;
        }
        if (message.path("action").asText().equals("error")) {
            link.fail("the venue: " + message.path("data").path("error_message").asText());
            return true;
        }
        return false;
    }

    private void authorized(StreamLink link, JsonNode data) {
        String status = data.path("status").asText();
        if (status.equals("authorized")) {
            link.send(listen());
        } else if (data.path("action").asText().equals("listen")) {
            link.fail("the venue was asked to listen before it knew the key"); // of the key that says nothing
        } else {
            fail(new StreamRefusedException("the venue refuses the key: " + status));
        }
    }

    private void listening(JsonNode streams) {
        for (JsonNode name : streams) {
            if (name.asText().equals(CHANNEL)) {
                CompletableFuture<Void> waiting = login;
                if (waiting != null) {
                    waiting.complete(null);
                }
                return;
            }
        }
        fail(new UnreadableAnswerException("trade_updates is missing from what the venue listens to"));
    }

    private void fail(RuntimeException why) {
        CompletableFuture<Void> waiting = login;
        if (waiting != null) {
            waiting.completeExceptionally(why);
        }
    }

    @Override
    public CompletionStage<Void> backfill(StreamLink link, Optional<StreamGap> gap) {
        return recovery.run(gap.map(StreamGap::since));
    }

    @Override
    public void onText(String text) {
        OrderUpdate update = plain.read(text);
        if (update != null) {
            events.handle(update);
        } else {
            events.handle(ExactJson.read(text));
        }
    }

    @Override
    public void onBinary(byte[] bytes) {
        OrderUpdate update = plain.read(bytes);
        if (update != null) {
            events.handle(update);
        } else {
            events.handle(ExactJson.read(bytes));
        }
    }

    @Override
    public void onState(StreamState state, String detail) {
        switch (state) {
            case HEALTHY -> tell(ConnectionEvent.State.UP, detail);
            case WAITING -> tell(ConnectionEvent.State.DOWN, detail);
            case SYNCING -> {
                if (told == ConnectionEvent.State.UP) {
                    tell(ConnectionEvent.State.DOWN, detail);
                }
            }
            case CLOSED -> tell(ConnectionEvent.State.CLOSED, detail);
            default -> {}
        }
    }

    /** Each change once; a venue that cannot be reached is DOWN before it was ever UP. */
    private void tell(ConnectionEvent.State state, String detail) {
        if (told == state) {
            return;
        }
        told = state;
        listener.onConnection(new ConnectionEvent(state, detail, EpochNanos.of(clock.instant())));
    }

    /** A message that could not be read may have been a fill: start over, and let the back-fill find out. */
    @Override
    public void onGap(String detail) {
        recovery.restart(detail);
    }
}
