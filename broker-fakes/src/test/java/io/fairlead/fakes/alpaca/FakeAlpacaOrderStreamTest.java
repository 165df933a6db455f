package io.fairlead.fakes.alpaca;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.fairlead.fakes.FaultPlan;
import io.fairlead.fakes.ManualTime;
import io.fairlead.fakes.StreamFault;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The order stream as a plain WebSocket client sees it. */
class FakeAlpacaOrderStreamTest {
    private static final String AUTHENTICATE =
            "{'action':'authenticate','data':{'key_id':'PKFAKEALPACA00000001','secret_key':'fake-alpaca-secret'}}";
    private static final String AUTH = "{'action':'auth','key':'PKFAKEALPACA00000001','secret':'fake-alpaca-secret'}";
    private static final String LISTEN = "{'action':'listen','data':{'streams':['trade_updates']}}";

    private final ManualTime time = ManualTime.at(Instant.parse("2026-11-20T15:00:00Z"));
    private final FaultPlan faults = FaultPlan.none();
    private FakeAlpaca venue;
    private AlpacaHttp http;
    private AlpacaSocket socket;

    @BeforeEach
    void begin() {
        begin(FakeAlpaca.builder());
    }

    private void begin(FakeAlpaca.Builder builder) {
        venue = builder.time(time).faults(faults).start();
        http = new AlpacaHttp(venue);
        socket = new AlpacaSocket(venue.orderStreamUrl());
    }

    @AfterEach
    void end() {
        socket.close();
        venue.close();
    }

    private void listen() throws InterruptedException {
        socket.send(AUTHENTICATE);
        socket.next();
        socket.send(LISTEN);
        socket.next();
    }

    private List<String> eventsUntil(String last) throws InterruptedException {
        List<String> events = new ArrayList<>();
        while (!events.contains(last)) {
            events.add(socket.json().path("data").path("event").asText());
        }
        return events;
    }

    @Test
    void shouldAuthorizeBothSpellingsInBinaryFrames() throws Exception {
        socket.send(AUTH);

        AlpacaSocket.Message answer = socket.next();

        assertThat(answer.binary()).isTrue();
        assertThat(answer.json().toString())
                .isEqualTo(
                        "{\"stream\":\"authorization\",\"data\":{\"status\":\"authorized\",\"action\":\"authenticate\"}}");
        socket.send(AUTHENTICATE);
        assertThat(socket.json().path("data").path("status").asText()).isEqualTo("authorized");
    }

    @Test
    void shouldSendTextFramesWhenItIsNotPaper() throws Exception {
        end();
        begin(FakeAlpaca.builder().live());

        socket.send(AUTH);

        assertThat(socket.next().binary()).isFalse();
    }

    @Test
    void shouldRefuseAWrongSecretAndListeningBeforeAuthentication() throws Exception {
        socket.send(LISTEN);
        socket.send(AUTH.replace("fake-alpaca-secret", "guess"));

        assertThat(socket.json().path("data").toString())
                .isEqualTo("{\"status\":\"unauthorized\",\"action\":\"listen\"}");
        assertThat(socket.json().path("data").toString())
                .isEqualTo("{\"status\":\"unauthorized\",\"action\":\"authenticate\"}");
    }

    @Test
    void shouldConfirmOnlyTheStreamsItHas() throws Exception {
        socket.send(AUTH);
        socket.next();
        socket.send("{'action':'listen','data':{'streams':['trade_updates','weather']}}");

        assertThat(socket.json().toString())
                .isEqualTo("{\"stream\":\"listening\",\"data\":{\"streams\":[\"trade_updates\"]}}");
        socket.send("{'action':'listen','data':{'streams':[]}}");
        assertThat(socket.json().path("data").path("streams")).isEmpty();
        assertThat(venue.orderListeners()).isZero();
    }

    @Test
    void shouldEndAConnectionThatSpeaksNonsense() throws Exception {
        socket.send("hello");

        assertThat(socket.json().path("data").path("error_message").asText()).isEqualTo("internal server error");
        assertThat(socket.next().end()).isTrue();
    }

    @Test
    void shouldTellThisExecutionsPriceAndTheOrdersTotals() throws Exception {
        listen();
        venue.available("AAPL", "4");
        http.order("symbol=AAPL qty=10 side=buy type=limit limit_price=231.20 time_in_force=day");
        venue.quote("AAPL", "231.18", "231.19");

        JsonNode first;
        do {
            first = socket.json().path("data");
        } while (!first.path("event").asText().equals("partial_fill"));
        JsonNode second = socket.json().path("data");

        assertThat(first.path("price").asText()).isEqualTo("231.11");
        assertThat(first.path("qty").asText()).isEqualTo("4");
        assertThat(second.path("event").asText()).isEqualTo("fill");
        assertThat(second.path("price").asText()).isEqualTo("231.2");
        assertThat(second.path("qty").asText()).isEqualTo("6");
        assertThat(second.path("position_qty").asText()).isEqualTo("10");
        assertThat(second.path("order").path("filled_qty").asText()).isEqualTo("10");
        assertThat(second.path("order").path("filled_avg_price").asText()).isEqualTo("231.164");
        assertThat(second.path("execution_id").asText())
                .isNotEqualTo(first.path("execution_id").asText());
    }

    @Test
    void shouldTellAReplaceByTheOldOrderThenTheNew() throws Exception {
        AlpacaHttp.Answer old = http.order("symbol=AAPL qty=10 side=buy type=limit limit_price=200 time_in_force=day");
        listen();
        AlpacaHttp.Answer next = http.patch("/v2/orders/" + old.at("id"), "{'limit_price':'201'}");

        JsonNode replaced;
        do {
            replaced = socket.json().path("data");
        } while (replaced.path("event").asText().equals("pending_replace"));
        JsonNode fresh = socket.json().path("data");

        assertThat(replaced.path("event").asText()).isEqualTo("replaced");
        assertThat(replaced.path("order").path("id").asText()).isEqualTo(old.at("id"));
        assertThat(replaced.path("order").path("replaced_by").asText()).isEqualTo(next.at("id"));
        assertThat(fresh.path("event").asText()).isEqualTo("new");
        assertThat(fresh.path("order").path("id").asText()).isEqualTo(next.at("id"));
    }

    @Test
    void shouldTellTheRacesThatCancelAndReplaceLose() throws Exception {
        AlpacaHttp.Answer one = http.order("symbol=AAPL qty=1 side=buy type=limit limit_price=200 time_in_force=day");
        AlpacaHttp.Answer two = http.order("symbol=F qty=1 side=buy type=limit limit_price=10 time_in_force=day");
        listen();
        venue.nextCancelLosesTheRace();
        venue.nextReplaceLosesTheRace();

        http.delete("/v2/orders/" + one.at("id"));
        http.patch("/v2/orders/" + two.at("id"), "{'limit_price':'10.10'}");

        assertThat(eventsUntil("order_cancel_rejected")).contains("fill").doesNotContain("canceled");
        assertThat(eventsUntil("order_replace_rejected")).contains("fill").doesNotContain("replaced");
    }

    @Test
    void shouldTellTheLegsOfABracketOneByOne() throws Exception {
        listen();
        AlpacaHttp.Answer bracket = http.order("symbol=AAPL qty=10 side=buy type=market time_in_force=day"
                + " order_class=bracket take_profit={'limit_price':'240'} stop_loss={'stop_price':'226'}");
        List<String> opening = eventsUntil("fill");
        assertThat(opening.stream().filter("held"::equals)).hasSize(2);
        assertThat(socket.events(1)).containsExactly("new");

        http.delete(
                "/v2/orders/" + bracket.json().path("legs").get(1).path("id").asText());

        List<String> ending = eventsUntil("canceled");
        ending.addAll(eventsUntil("canceled"));
        assertThat(ending.stream().filter("canceled"::equals)).hasSize(2);
    }

    @Test
    void shouldReplayNothing() throws Exception {
        http.order("symbol=F qty=1 side=buy type=market time_in_force=day");

        listen();
        http.order("symbol=F qty=2 side=buy type=limit limit_price=9 time_in_force=day");

        JsonNode first = socket.json().path("data");
        assertThat(first.path("order").path("qty").asText()).isEqualTo("2");
    }

    @Test
    void shouldSendEventsBeforeOrAfterTheReplyAsAsked() throws Exception {
        listen();
        http.order("symbol=F qty=1 side=buy type=market time_in_force=day");
        assertThat(eventsUntil("fill")).contains("new");
        end();
        begin(FakeAlpaca.builder().latency(Duration.ofMillis(20)));
        listen();

        AlpacaHttp.Answer placed = http.order("symbol=F qty=1 side=buy type=market time_in_force=day");

        assertThat(http.get("/v2/orders/" + placed.at("id")).at("status")).isIn("pending_new", "accepted");
        assertThat(socket.isQuiet()).isTrue();
        time.advance(Duration.ofMillis(20));
        assertThat(eventsUntil("fill")).contains("new");
    }

    @Test
    void shouldLoseAnEventByPlanAndCutTheStream() throws Exception {
        listen();
        faults.next("trade_updates", new StreamFault.Lose());
        http.order("symbol=F qty=1 side=buy type=market time_in_force=day");
        assertThat(socket.events(2)).containsExactly("new", "fill");

        faults.next("trade_updates", new StreamFault.Cut());
        http.order("symbol=F qty=1 side=buy type=market time_in_force=day");

        assertThat(socket.next().end()).isTrue();
    }

    @Test
    void shouldTellTheEndOfADayOrderAndTheBeginningOfAQueuedOne() throws Exception {
        http.order("symbol=F qty=1 side=buy type=limit limit_price=9 time_in_force=day");
        listen();

        time.advance(Duration.ofHours(7));
        http.order("symbol=F qty=1 side=buy type=limit limit_price=9 time_in_force=day");
        time.advance(Duration.ofHours(64).plusMinutes(30));

        assertThat(socket.events(3)).containsExactly("expired", "accepted", "new");
    }

    @Test
    void shouldTakeBackAndCorrectExecutions() throws Exception {
        AlpacaHttp.Answer order = http.order("symbol=AAPL qty=10 side=buy type=market time_in_force=day");
        listen();

        venue.correctLastFill(order.at("id"), "231.00");
        venue.bustLastFill(order.at("id"));

        JsonNode corrected = socket.json().path("data");
        JsonNode busted = socket.json().path("data");
        assertThat(corrected.path("event").asText()).isEqualTo("trade_correct");
        assertThat(corrected.path("price").asText()).isEqualTo("231");
        assertThat(corrected.path("order").path("filled_avg_price").asText()).isEqualTo("231");
        assertThat(busted.path("event").asText()).isEqualTo("trade_bust");
        assertThat(busted.path("execution_id").asText())
                .isEqualTo(corrected.path("execution_id").asText());
        assertThat(busted.path("position_qty").asText()).isEqualTo("0");
        assertThat(venue.cash()).isEqualByComparingTo("100000");
        assertThat(http.get("/v2/account/activities/FILL")
                        .json()
                        .get(0)
                        .path("status")
                        .asText())
                .isEqualTo("canceled");
    }

    @Test
    void shouldRemarkWhatChangesNothing() throws Exception {
        AlpacaHttp.Answer order = http.order("symbol=AAPL qty=1 side=buy type=limit limit_price=200 time_in_force=day");
        listen();

        venue.remark(order.at("id"), "done_for_day");
        venue.remark(order.at("id"), "restated");

        assertThat(socket.events(2)).containsExactly("done_for_day", "restated");
        assertThat(http.get("/v2/orders/" + order.at("id")).at("status")).isEqualTo("new");
    }
}
