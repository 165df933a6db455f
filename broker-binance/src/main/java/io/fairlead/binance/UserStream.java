package io.fairlead.binance;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fairlead.spi.ConnectionEvent.State;
import io.fairlead.spi.OrderReport;
import io.fairlead.support.ExactJson;
import io.fairlead.support.StreamGap;
import io.fairlead.support.StreamHandler;
import io.fairlead.support.StreamLink;
import io.fairlead.support.StreamRefusedException;
import io.fairlead.support.StreamState;
import io.fairlead.support.UnreadableAnswerException;
import io.fairlead.support.VenueCallException;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * User data over the WebSocket API: {@code userDataStream.subscribe.signature} on every connection, then what was missed, then the events in
 * their order. There are no listen keys and nothing to keep alive.
 */
final class UserStream implements StreamHandler {
    private static final Logger log = LoggerFactory.getLogger(UserStream.class);

    private final BinanceRest rest;
    private final BinanceSigner signer;
    private final SymbolTable symbols;
    private final KnownOrders known;
    private final Replacements replacements;
    private final Reports reports;
    private final Recovery recovery;
    private final Map<String, CompletableFuture<JsonNode>> asked = new ConcurrentHashMap<>();
    private final FlatFields fields = new FlatFields();
    private final ReportReader reader = new ReportReader();
    private final AtomicLong ids = new AtomicLong();
    private Optional<State> told = Optional.empty();

    UserStream(
            BinanceRest rest,
            BinanceSigner signer,
            SymbolTable symbols,
            KnownOrders known,
            Replacements replacements,
            Reports reports,
            Recovery recovery) {
        this.rest = rest;
        this.signer = signer;
        this.symbols = symbols;
        this.known = known;
        this.replacements = replacements;
        this.reports = reports;
        this.recovery = recovery;
    }

    @Override
    public CompletionStage<Void> onConnected(StreamLink link) {
        return rest.syncClock()
                .thenCompose(synced -> symbols.loaded())
                .thenCompose(table -> subscribe(link))
                .thenAccept(result -> ExactJson.whole(result, "subscriptionId"));
    }

    private CompletionStage<JsonNode> subscribe(StreamLink link) {
        String id = "s" + ids.incrementAndGet();
        ObjectNode request = ExactJson.object().put("id", id).put("method", "userDataStream.subscribe.signature");
        signer.sign(request.putObject("params"));
        CompletableFuture<JsonNode> answer = new CompletableFuture<>();
        asked.put(id, answer);
        if (!link.send(ExactJson.write(request))) {
            answer.completeExceptionally(new VenueCallException("the connection is gone", 0));
        }
        return answer.whenComplete((result, fault) -> asked.remove(id));
    }

    @Override
    public boolean onAnswer(StreamLink link, String text) {
        if (text.startsWith("{\"subscriptionId\"") || text.startsWith("{\"event\"")) {
            return shutdown(link, text);
        }
        JsonNode json;
        try {
            json = ExactJson.read(text);
        } catch (UnreadableAnswerException e) {
            link.fail("a message is no JSON");
            return true;
        }
        if (json.has("event")) {
            return shutdown(link, text);
        }
        answered(link, json);
        return true;
    }

    private static boolean shutdown(StreamLink link, String text) {
        if (text.contains("\"serverShutdown\"")) {
            link.rotate("serverShutdown");
            return true;
        }
        return false;
    }

    private void answered(StreamLink link, JsonNode json) {
        CompletableFuture<JsonNode> answer = asked.get(json.path("id").asText());
        try {
            if (!json.has("error")) {
                if (answer != null) {
                    answer.complete(ExactJson.field(json, "result"));
                }
                return;
            }
            VenueError error = VenueError.of(json.get("error"), rest.redactor());
            RuntimeException fault = error.isCredentials()
                    ? new StreamRefusedException(error.text())
                    : new VenueCallException(error.text(), 0);
            if (answer == null || !answer.completeExceptionally(fault)) {
                link.fail(error.text()); // unasked for: the session is dead
            }
        } catch (UnreadableAnswerException e) {
            link.fail("an answer cannot be read");
        }
    }

    @Override
    public CompletionStage<Void> backfill(StreamLink link, Optional<StreamGap> gap) {
        return recovery.recover(gap);
    }

    @Override
    public void onText(String text) {
        if (fields.take(text) && fields.is("e", "executionReport")) {
            executed(fields);
        } else {
            read(text);
        }
    }

    private void read(String text) {
        JsonNode event = ExactJson.field(ExactJson.read(text), "event");
        switch (ExactJson.text(event, "e")) {
            case "executionReport" -> executed(new TreeFields(event));
            case "eventStreamTerminated" -> recovery.restart("the venue ended the subscription");
            case "listStatus" -> listed(event);
            default -> {
                // balances are asked for when wanted; what is new to us is no order
            }
        }
    }

    private void executed(ReportFields told) {
        ReportReader.Event event = reader.read(told);
        known.seen(event.symbol(), event.key(), !event.isEnd());
        known.filled(event.key(), event.filled());
        for (OrderReport report : event.reports()) {
            if (report instanceof OrderReport.Replaced replaced) {
                known.seen(event.symbol(), replaced.now(), !event.isEnd());
            }
            if (!(report instanceof OrderReport.Filled) || known.firstSight(event.symbol(), event.tradeId())) {
                replacements.pass(report, event.requestId()).forEach(reports::tell);
            }
        }
    }

    private void listed(JsonNode event) {
        if (ExactJson.optionalText(event, "L").orElse("").equals("REJECT")) {
            log.atWarn()
                    .setMessage("order list rejected")
                    .addKeyValue("list", ExactJson.optionalText(event, "C").orElse(""))
                    .addKeyValue(
                            "why",
                            rest.redactor()
                                    .scrub(ExactJson.optionalText(event, "r").orElse("")))
                    .log();
        }
    }

    @Override
    public void onGap(String detail) {
        recovery.restart(detail); // an event that was lost may have been a fill
    }

    @Override
    public void onState(StreamState state, String detail) {
        switch (state) {
            case HEALTHY -> tell(State.UP, detail);
            case CLOSED -> tell(State.CLOSED, detail);
            case WAITING -> tell(State.DOWN, detail);
            default -> {
                // on its way; DOWN was told, or nothing yet
            }
        }
    }

    private void tell(State state, String detail) {
        if (!told.equals(Optional.of(state))) {
            told = Optional.of(state);
            reports.connection(state, detail);
        }
    }
}
