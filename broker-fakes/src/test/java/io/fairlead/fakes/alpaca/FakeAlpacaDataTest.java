package io.fairlead.fakes.alpaca;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.fairlead.fakes.ManualTime;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Market data as plain HTTP and WebSocket clients see it. */
class FakeAlpacaDataTest {
    private static final Instant NOW = Instant.parse("2026-11-20T15:00:00Z");
    private static final String AUTH = "{'action':'auth','key':'PKFAKEALPACA00000001','secret':'fake-alpaca-secret'}";

    private final ManualTime time = ManualTime.at(NOW);
    private FakeAlpaca venue;
    private AlpacaHttp http;
    private final List<AlpacaSocket> sockets = new ArrayList<>();

    @BeforeEach
    void begin() {
        begin(FakeAlpaca.builder());
    }

    private void begin(FakeAlpaca.Builder builder) {
        venue = builder.time(time).start();
        http = new AlpacaHttp(venue);
    }

    @AfterEach
    void end() {
        sockets.forEach(AlpacaSocket::close);
        venue.close();
    }

    private void restart(FakeAlpaca.Builder builder) {
        end();
        begin(builder);
    }

    private AlpacaSocket open(String feed) throws InterruptedException {
        AlpacaSocket socket = new AlpacaSocket(venue.dataStreamUrl().resolve("/" + feed));
        sockets.add(socket);
        assertThat(socket.json().toString()).isEqualTo("[{\"T\":\"success\",\"msg\":\"connected\"}]");
        return socket;
    }

    private AlpacaSocket authenticated(String feed) throws InterruptedException {
        AlpacaSocket socket = open(feed);
        socket.send(AUTH);
        assertThat(socket.json().toString()).isEqualTo("[{\"T\":\"success\",\"msg\":\"authenticated\"}]");
        return socket;
    }

    private static AlpacaBar bar(String start, String price) {
        BigDecimal value = new BigDecimal(price);
        return new AlpacaBar(
                Instant.parse(start), value, value, value, value, new BigDecimal("100"), 5, value.movePointRight(2));
    }

    // --- REST -----------------------------------------------------------------------------------------------------

    @Test
    void shouldWriteMarketDataAsNumbers() throws Exception {
        JsonNode quote = http.get("/v2/stocks/AAPL/quotes/latest").json().path("quote");

        assertThat(quote.path("bp").isNumber()).isTrue();
        assertThat(quote.path("bp").decimalValue()).isEqualByComparingTo("231.09");
        assertThat(quote.path("as").decimalValue()).isEqualByComparingTo("300");
    }

    @Test
    void shouldPageOverSymbolsTogetherWithEmptyPagesBetween() throws Exception {
        restart(FakeAlpaca.builder().emptyPages().paidPlan());
        venue.bars("AAPL", List.of(bar("2026-11-20T14:31:00Z", "230"), bar("2026-11-20T14:32:00Z", "231")));
        venue.bars("MSFT", List.of(bar("2026-11-20T14:31:00Z", "410"), bar("2026-11-20T14:33:00Z", "411")));

        List<String> pages = new ArrayList<>();
        String token = "";
        do {
            JsonNode page = http.get("/v2/stocks/bars?symbols=MSFT,AAPL&timeframe=1Min&limit=2"
                            + (token.isEmpty() ? "" : "&page_token=" + token))
                    .json();
            StringBuilder shown = new StringBuilder();
            page.path("bars")
                    .properties()
                    .forEach(rows ->
                            shown.append(rows.getKey()).append(rows.getValue().size()));
            pages.add(shown.toString());
            token = page.path("next_page_token").isNull()
                    ? ""
                    : page.path("next_page_token").asText();
        } while (!token.isEmpty());

        assertThat(pages).containsExactly("AAPL2", "", "MSFT2");
    }

    @Test
    void shouldMakeLongerBarsOfMinutes() throws Exception {
        venue.bars(
                "AAPL",
                List.of(
                        bar("2026-11-19T14:31:00Z", "228"),
                        bar("2026-11-19T20:59:00Z", "229"),
                        bar("2026-11-20T14:31:00Z", "230"),
                        bar("2026-11-20T14:34:00Z", "231")));

        JsonNode five = http.get("/v2/stocks/AAPL/bars?timeframe=5Min&feed=iex&start=2026-11-20T14:00:00Z")
                .json();
        JsonNode days = http.get("/v2/stocks/AAPL/bars?timeframe=1Day&feed=iex&start=2026-11-18")
                .json();

        assertThat(five.path("bars")).hasSize(1);
        assertThat(five.path("bars").get(0).path("t").asText()).isEqualTo("2026-11-20T14:30:00Z");
        assertThat(five.path("bars").get(0).path("c").decimalValue()).isEqualByComparingTo("231");
        assertThat(five.path("bars").get(0).path("v").decimalValue()).isEqualByComparingTo("200");
        assertThat(days.path("bars").get(0).path("t").asText()).isEqualTo("2026-11-19T05:00:00Z");
        assertThat(days.path("bars")).hasSize(2);
    }

    @Test
    void shouldForbidRecentSipDataOnTheFreePlan() throws Exception {
        venue.bars("AAPL", List.of(bar("2026-11-20T14:30:00Z", "230"), bar("2026-11-20T14:58:00Z", "231")));
        String path = "/v2/stocks/AAPL/bars?timeframe=1Min&start=2026-11-20T14:00:00Z";

        AlpacaHttp.Answer recent = http.get(path + "&end=2026-11-20T15:00:00Z");

        assertThat(recent.status()).isEqualTo(403);
        assertThat(recent.text()).isEqualTo("{\"message\":\"subscription does not permit querying recent SIP data\"}");
        assertThat(http.get(path).json().path("bars")).hasSize(1);
        assertThat(http.get(path + "&feed=iex").json().path("bars")).hasSize(2);
    }

    @Test
    void shouldShowSnapshotsBareForStocksAndWrappedForCrypto() throws Exception {
        venue.trade("AAPL", "231.10", "40");
        venue.trade("BTC/USD", "91245.10", "0.004");

        JsonNode stocks = http.get("/v2/stocks/snapshots?symbols=AAPL").json();
        JsonNode crypto =
                http.get("/v1beta3/crypto/us/snapshots?symbols=BTC%2FUSD").json();

        assertThat(stocks.path("AAPL").path("latestTrade").path("x").asText()).isEqualTo("V");
        JsonNode trade = crypto.path("snapshots").path("BTC/USD").path("latestTrade");
        assertThat(trade.path("tks").asText()).isEqualTo("B");
        assertThat(trade.path("s").decimalValue()).isEqualByComparingTo("0.004");
    }

    @Test
    void shouldAnswerCryptoWithoutAKeyAndStocksNot() throws Exception {
        AlpacaHttp stranger = new AlpacaHttp(venue, new AlpacaKeys("", ""));

        assertThat(stranger.get("/v1beta3/crypto/us/latest/quotes?symbols=BTC%2FUSD")
                        .status())
                .isEqualTo(200);
        assertThat(stranger.get("/v2/stocks/quotes/latest?symbols=AAPL").status())
                .isEqualTo(401);
    }

    @Test
    void shouldHaveAPastWhenAskedForOne() throws Exception {
        restart(FakeAlpaca.builder().history(Duration.ofDays(2)).seed(3));

        JsonNode bars = http.get(
                        "/v2/stocks/AAPL/bars?timeframe=1Min&feed=iex&start=2026-11-19T14:30:00Z&end=2026-11-19T20:59:00Z")
                .json()
                .path("bars");

        assertThat(bars).hasSize(390);
        JsonNode bar = bars.get(17);
        assertThat(bar.path("h").decimalValue())
                .isGreaterThanOrEqualTo(bar.path("c").decimalValue());
        assertThat(bar.path("l").decimalValue())
                .isLessThanOrEqualTo(bar.path("o").decimalValue());
    }

    @Test
    void shouldPageNewsNewestFirst() throws Exception {
        venue.news("One", "", List.of("AAPL"));
        venue.news("Two", "", List.of("MSFT"));
        venue.news("Three", "", List.of("AAPL", "MSFT"));

        JsonNode page = http.get("/v1beta1/news?symbols=AAPL&limit=1").json();
        JsonNode rest = http.get("/v1beta1/news?symbols=AAPL&limit=1&page_token="
                        + page.path("next_page_token").asText())
                .json();

        assertThat(page.path("news").get(0).path("headline").asText()).isEqualTo("Three");
        assertThat(rest.path("news").get(0).path("headline").asText()).isEqualTo("One");
        assertThat(rest.path("next_page_token").isNull()).isTrue();
    }

    // --- Streams --------------------------------------------------------------------------------------------------

    @Test
    void shouldAnswerEachSubscriptionWithAllOfThem() throws Exception {
        AlpacaSocket socket = authenticated("v2/iex");
        socket.send("{'action':'subscribe','trades':['AAPL'],'bars':['*']}");
        JsonNode first = socket.json().get(0);
        socket.send("{'action':'subscribe','quotes':['MSFT']}");
        JsonNode second = socket.json().get(0);
        socket.send("{'action':'unsubscribe','trades':['AAPL']}");
        JsonNode third = socket.json().get(0);

        assertThat(first.path("T").asText()).isEqualTo("subscription");
        assertThat(first.path("corrections").toString()).isEqualTo("[\"AAPL\"]");
        assertThat(second.path("trades").toString()).isEqualTo("[\"AAPL\"]");
        assertThat(second.path("quotes").toString()).isEqualTo("[\"MSFT\"]");
        assertThat(third.path("trades")).isEmpty();
        assertThat(third.path("bars").toString()).isEqualTo("[\"*\"]");
    }

    @Test
    void shouldSendTradesQuotesAndBarsInArrays() throws Exception {
        AlpacaSocket socket = authenticated("v2/iex");
        socket.send(
                "{'action':'subscribe','trades':['AAPL'],'quotes':['AAPL'],'bars':['AAPL'],'updatedBars':['AAPL']}");
        socket.next();

        venue.quote("AAPL", "231.20", "231.22");
        venue.trade("AAPL", "231.21", "40");
        venue.trade("MSFT", "415.00", "40");
        time.advance(Duration.ofMinutes(1));
        venue.lateTrade("AAPL", "231.30", "10", NOW.plusSeconds(30));

        JsonNode quote = socket.json().get(0);
        JsonNode trade = socket.json().get(0);
        JsonNode bar = socket.json().get(0);
        JsonNode update = socket.json().get(0);
        assertThat(List.of(
                        quote.path("T").asText(),
                        trade.path("T").asText(),
                        bar.path("T").asText(),
                        update.path("T").asText()))
                .containsExactly("q", "t", "b", "u");
        assertThat(quote.path("ap").decimalValue()).isEqualByComparingTo("231.22");
        assertThat(trade.path("p").decimalValue()).isEqualByComparingTo("231.21");
        assertThat(bar.path("t").asText()).isEqualTo("2026-11-20T15:00:00Z");
        assertThat(update.path("h").decimalValue()).isEqualByComparingTo("231.3");
        assertThat(update.path("c").decimalValue()).isEqualByComparingTo("231.21");
    }

    @Test
    void shouldPutSeveralItemsIntoOneArray() throws Exception {
        restart(FakeAlpaca.builder().walking(Duration.ofSeconds(1)));
        AlpacaSocket socket = authenticated("v2/iex");
        socket.send("{'action':'subscribe','quotes':['*']}");
        socket.next();

        time.advance(Duration.ofSeconds(1));

        assertThat(socket.json()).hasSize(4);
    }

    @Test
    void shouldTellHaltsAndCancelledTrades() throws Exception {
        AlpacaSocket socket = authenticated("v2/iex");
        socket.send("{'action':'subscribe','statuses':['*'],'trades':['AAPL']}");
        socket.next();

        venue.trade("AAPL", "231.21", "40");
        venue.cancelLastTrade("AAPL");
        venue.halt("AAPL");

        socket.next();
        JsonNode cancel = socket.json().get(0);
        JsonNode halt = socket.json().get(0);
        assertThat(cancel.path("T").asText()).isEqualTo("x");
        assertThat(cancel.path("a").asText()).isEqualTo("E");
        assertThat(halt.path("sc").asText()).isEqualTo("H");
    }

    @Test
    void shouldResetABookThenTellChanges() throws Exception {
        AlpacaSocket socket = authenticated("v1beta3/crypto/us");
        socket.send("{'action':'subscribe','orderbooks':['BTC/USD']}");
        socket.next();
        JsonNode reset = socket.json().get(0);

        venue.quote("BTC/USD", "91244.00", "91245.00");

        JsonNode change = socket.json().get(0);
        assertThat(reset.path("r").asBoolean()).isTrue();
        assertThat(reset.path("b")).hasSize(3);
        assertThat(change.has("r")).isFalse();
        List<String> removed = new ArrayList<>();
        change.path("a").forEach(level -> {
            if (level.path("s").decimalValue().signum() == 0) {
                removed.add(level.path("p").asText());
            }
        });
        assertThat(removed).isNotEmpty();
    }

    @Test
    void shouldEndWhoDoesNotAuthenticateInTenSeconds() throws Exception {
        AlpacaSocket socket = open("v2/iex");

        time.advance(Duration.ofSeconds(10));

        assertThat(socket.json().toString()).isEqualTo("[{\"T\":\"error\",\"code\":404,\"msg\":\"auth timeout\"}]");
        assertThat(socket.next().end()).isTrue();
    }

    @Test
    void shouldPermitOneConnectionForEachFeed() throws Exception {
        AlpacaSocket first = authenticated("v2/iex");
        authenticated("v1beta1/news");

        AlpacaSocket second = open("v2/iex");
        second.send(AUTH);

        assertThat(second.json().toString())
                .isEqualTo("[{\"T\":\"error\",\"code\":406,\"msg\":\"connection limit exceeded\"}]");
        assertThat(second.next().end()).isTrue();
        first.send("{'action':'subscribe','trades':['AAPL']}");
        assertThat(first.json().get(0).path("T").asText()).isEqualTo("subscription");
    }

    @Test
    void shouldAuthenticateByTheHeadersOfTheHandshake() throws Exception {
        AlpacaSocket socket = new AlpacaSocket(
                venue.dataStreamUrl().resolve("/v2/test"),
                "APCA-API-KEY-ID",
                AlpacaKeys.usual().id(),
                "APCA-API-SECRET-KEY",
                AlpacaKeys.usual().secret());
        sockets.add(socket);

        socket.next();

        assertThat(socket.json().get(0).path("msg").asText()).isEqualTo("authenticated");
    }

    @Test
    void shouldKeepSubscriptionsWhenTheSymbolLimitIsExceeded() throws Exception {
        AlpacaSocket socket = authenticated("v2/iex");
        socket.send("{'action':'subscribe','trades':['AAPL']}");
        socket.next();
        StringBuilder many = new StringBuilder("'S0'");
        for (int i = 1; i < 30; i++) {
            many.append(",'S").append(i).append('\'');
        }

        socket.send("{'action':'subscribe','quotes':[" + many + "]}");

        assertThat(socket.json().get(0).path("code").asInt()).isEqualTo(405);
        socket.send("{'action':'unsubscribe'}");
        JsonNode state = socket.json().get(0);
        assertThat(state.path("trades")).hasSize(1);
        assertThat(state.path("quotes")).isEmpty();
    }

    @Test
    void shouldRefuseWhatAFeedHasNot() throws Exception {
        AlpacaSocket early = open("v1beta1/news");
        early.send("{'action':'subscribe','news':['*']}");
        assertThat(early.json().get(0).path("code").asInt()).isEqualTo(401);
        early.send(AUTH);
        early.next();
        early.send("{'action':'subscribe','trades':['AAPL']}");
        assertThat(early.json().get(0).path("code").asInt()).isEqualTo(410);
        early.send("no json");
        assertThat(early.json().get(0).path("code").asInt()).isEqualTo(400);
        early.send(AUTH);
        assertThat(early.json().get(0).path("code").asInt()).isEqualTo(403);
    }

    @Test
    void shouldSendNewsOfTheSymbolsAskedFor() throws Exception {
        AlpacaSocket socket = authenticated("v1beta1/news");
        socket.send("{'action':'subscribe','news':['AAPL']}");
        socket.next();

        venue.news("Not for you", "", List.of("MSFT"));
        venue.news("Apple opens", "A shop.", List.of("AAPL"));

        JsonNode item = socket.json().get(0);
        assertThat(item.path("T").asText()).isEqualTo("n");
        assertThat(item.path("headline").asText()).isEqualTo("Apple opens");
    }
}
