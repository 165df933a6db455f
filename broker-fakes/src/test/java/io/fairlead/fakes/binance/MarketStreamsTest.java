package io.fairlead.fakes.binance;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.fairlead.fakes.ManualTime;
import io.fairlead.fakes.StreamFault;
import io.fairlead.fakes.binance.Trader.Line;
import io.fairlead.fakes.book.Side;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class MarketStreamsTest {
    private final ManualTime time = ManualTime.at(Instant.parse("2026-03-02T10:00:00Z"));
    private final FakeBinance venue = FakeBinance.builder().time(time).start();
    private final Trader trader = new Trader(venue);

    @AfterEach
    void stop() {
        trader.close();
        venue.close();
    }

    @Test
    void shouldWrapCombinedStreamsAndLeaveRawOnesBare() {
        Line combined = subscribe("btcusdt@trade");
        Line raw = trader.connect(venue.streamUrl() + "/ws/btcusdt@bookTicker");
        raw.say("{\"method\":\"LIST_SUBSCRIPTIONS\",\"id\":3}");
        assertThat(raw.next().path("result").path(0).asText()).isEqualTo("btcusdt@bookTicker");

        venue.addLiquidity("BTCUSDT", Side.BUY, "89999.99", "1.2");
        venue.tradeAt("BTCUSDT", "89999.99", "0.004");

        JsonNode top = raw.next();
        assertThat(top.fieldNames()).toIterable().containsExactly("u", "s", "b", "B", "a", "A");
        assertThat(top.path("b").asText()).isEqualTo("89999.99000000");
        JsonNode trade = combined.next();
        assertThat(trade.path("stream").asText()).isEqualTo("btcusdt@trade");
        assertThat(trade.path("data").path("m").asBoolean())
                .as("the seller was the aggressor")
                .isTrue();
        assertThat(trade.path("data").path("q").asText()).isEqualTo("0.00400000");
    }

    @Test
    void shouldFollowTheLocalBookProcedureAcrossASnapshotInTheMiddle() {
        Line line = subscribe("btcusdt@depth@100ms");
        venue.addLiquidity("BTCUSDT", Side.BUY, "89000", "1");
        venue.addLiquidity("BTCUSDT", Side.SELL, "91000", "1");
        JsonNode snapshot =
                trader.open("/api/v3/depth?symbol=BTCUSDT&limit=1000").json();
        venue.addLiquidity("BTCUSDT", Side.BUY, "89500", "2");
        venue.removeUnknownLevel("BTCUSDT", Side.SELL, "99999");
        time.advance(Duration.ofMillis(100));
        venue.take("BTCUSDT", Side.SELL, "89500", "2");
        time.advance(Duration.ofMillis(100));

        Map<String, String> bids = new TreeMap<>();
        snapshot.path("bids")
                .forEach(level -> bids.put(level.path(0).asText(), level.path(1).asText()));
        long id = snapshot.path("lastUpdateId").asLong();
        JsonNode first = line.next().path("data");
        assertThat(first.path("U").asLong()).isLessThanOrEqualTo(id);
        assertThat(first.path("u").asLong()).isGreaterThan(id);
        assertThat(first.path("a").toString()).contains("[\"99999.00000000\",\"0.00000000\"]");
        JsonNode second = line.next().path("data");
        assertThat(second.path("U").asLong()).isEqualTo(first.path("u").asLong() + 1);
        for (JsonNode event : List.of(first, second)) {
            event.path("b")
                    .forEach(level ->
                            bids.put(level.path(0).asText(), level.path(1).asText()));
        }
        bids.values().removeIf("0.00000000"::equals);
        assertThat(bids).containsOnlyKeys("89000.00000000");
    }

    @Test
    void shouldLeaveAGapWhenADepthEventIsLost() {
        Line line = subscribe("btcusdt@depth@100ms");
        venue.faults().nth("btcusdt@depth@100ms", 2, new StreamFault.Lose());

        List<JsonNode> events = new ArrayList<>();
        for (int i = 1; i <= 3; i++) {
            venue.addLiquidity("BTCUSDT", Side.BUY, "8900" + i, "1");
            time.advance(Duration.ofMillis(100));
        }
        events.add(line.next().path("data"));
        events.add(line.next().path("data"));

        assertThat(events.get(1).path("U").asLong())
                .isGreaterThan(events.get(0).path("u").asLong() + 1);
    }

    @Test
    void shouldCloseABarAtTheEndOfItsInterval() {
        Line line = subscribe("btcusdt@kline_1m");
        venue.tradeAt("BTCUSDT", "90000", "0.5");
        venue.tradeAt("BTCUSDT", "90010", "0.5");
        time.advance(Duration.ofSeconds(60));

        JsonNode bar = line.next().path("data").path("k");
        while (!bar.path("x").asBoolean()) {
            bar = line.next().path("data").path("k");
        }
        assertThat(bar.path("t").asLong())
                .isEqualTo(Instant.parse("2026-03-02T10:00:00Z").toEpochMilli());
        assertThat(bar.path("T").asLong()).isEqualTo(bar.path("t").asLong() + 59_999);
        assertThat(bar.path("c").asText()).isEqualTo("90010.00000000");
        assertThat(bar.path("v").asText()).isEqualTo("1.00000000");
    }

    @Test
    void shouldPageBarsForwardWithoutAHole() {
        Instant start = Instant.parse("2026-03-01T00:00:00Z");
        for (int i = 0; i < 30; i++) {
            venue.history("BTCUSDT", "1m", start.plusSeconds(60L * i), "1", "3", "0.5", "2", "10");
        }
        long from = start.toEpochMilli();

        JsonNode first = klines("&startTime=" + from + "&limit=20");
        JsonNode second = klines("&startTime=" + (first.path(19).path(0).asLong() + 1) + "&limit=20");
        JsonNode newest = klines("&limit=2");

        assertThat(first).hasSize(20);
        assertThat(second.path(0).path(0).asLong()).isEqualTo(from + 20 * 60_000);
        assertThat(first.path(0)).hasSize(12);
        assertThat(first.path(0).path(1).asText()).isEqualTo("1.00000000");
        assertThat(first.path(0).path(6).asLong()).isEqualTo(from + 59_999);
        assertThat(newest.path(1).path(6).asLong()).as("the unfinished bar").isGreaterThan(time.millis());
        assertThat(newest.path(1).path(5).asText()).isEqualTo("0.00000000");
    }

    @Test
    void shouldCutWhoSendsTooManyMessages() {
        Line line = trader.connect(venue.streamUrl() + "/stream");
        for (int i = 0; i < 6; i++) {
            line.say("{\"method\":\"LIST_SUBSCRIPTIONS\",\"id\":" + i + "}");
        }

        JsonNode last = line.next();
        while (last.has("result")) {
            last = line.next();
        }
        assertThat(last.path("closing").asInt()).isEqualTo(1008);
    }

    @Test
    void shouldPingAndDropWhoDoesNotAnswer() {
        Line line = subscribe("btcusdt@trade");
        venue.marketConnections().forEach(io.fairlead.fakes.net.SocketPeer::goSilent);

        time.advance(Duration.ofSeconds(100));

        assertThat(line.next().has("failed")).isTrue();
    }

    @Test
    void shouldTickByItselfTheSameWayFromTheSameSeed() {
        assertThat(ticks(5)).isEqualTo(ticks(5)).isNotEqualTo(ticks(6)).hasSizeGreaterThan(20);
    }

    private static List<String> ticks(long seed) {
        ManualTime own = ManualTime.at(Instant.parse("2026-03-02T10:00:00Z"));
        try (FakeBinance moving = FakeBinance.builder()
                        .time(own)
                        .seed(seed)
                        .movingEvery(Duration.ofMillis(500))
                        .start();
                Trader client = new Trader(moving)) {
            own.advance(Duration.ofSeconds(15));
            List<String> prices = new ArrayList<>();
            client.open("/api/v3/trades?symbol=BTCUSDT")
                    .json()
                    .forEach(trade -> prices.add(trade.path("price").asText()));
            return prices;
        }
    }

    @Test
    void shouldBeginWithAPastThatLeadsToItsPriceAndAddsUp() {
        ManualTime late = ManualTime.at(Instant.parse("2026-03-02T10:02:30Z"));
        try (FakeBinance aged = FakeBinance.builder()
                        .time(late)
                        .seed(7)
                        .history(Duration.ofHours(3))
                        .start();
                Trader reader = new Trader(aged)) {
            JsonNode minutes = reader.open("/api/v3/klines?symbol=BTCUSDT&interval=1m&limit=1000")
                    .json();
            JsonNode quarters = reader.open("/api/v3/klines?symbol=BTCUSDT&interval=15m&limit=1000")
                    .json();

            assertThat(minutes).hasSize(181);
            assertThat(minutes.get(179).path(0).asLong())
                    .isEqualTo(Instant.parse("2026-03-02T10:01:00Z").toEpochMilli());
            assertThat(minutes.get(179).path(4).asText()).isEqualTo("90000.00000000");
            assertThat(quarters.get(1).path(0).asLong())
                    .isEqualTo(Instant.parse("2026-03-02T07:15:00Z").toEpochMilli());
            assertAddsUp(quarters.get(1), minutes, 13);
        }
    }

    private static void assertAddsUp(JsonNode whole, JsonNode minutes, int from) {
        BigDecimal high = BigDecimal.ZERO;
        BigDecimal low = new BigDecimal("1000000");
        BigDecimal volume = BigDecimal.ZERO;
        for (int i = from; i < from + 15; i++) {
            high = high.max(new BigDecimal(minutes.get(i).path(2).asText()));
            low = low.min(new BigDecimal(minutes.get(i).path(3).asText()));
            volume = volume.add(new BigDecimal(minutes.get(i).path(5).asText()));
        }
        assertThat(whole.path(1).asText()).isEqualTo(minutes.get(from).path(1).asText());
        assertThat(new BigDecimal(whole.path(2).asText())).isEqualByComparingTo(high);
        assertThat(new BigDecimal(whole.path(3).asText())).isEqualByComparingTo(low);
        assertThat(whole.path(4).asText())
                .isEqualTo(minutes.get(from + 14).path(4).asText());
        assertThat(new BigDecimal(whole.path(5).asText())).isEqualByComparingTo(volume);
    }

    private JsonNode klines(String more) {
        return trader.open("/api/v3/klines?symbol=BTCUSDT&interval=1m" + more).json();
    }

    private Line subscribe(String stream) {
        Line line = trader.connect(venue.streamUrl() + "/stream");
        line.say("{\"method\":\"SUBSCRIBE\",\"params\":[\"" + stream + "\"],\"id\":1}");
        assertThat(line.next().path("id").asInt()).isEqualTo(1);
        return line;
    }
}
