package io.fairlead.alpaca;

import com.fasterxml.jackson.databind.JsonNode;
import io.fairlead.api.Currency;
import io.fairlead.api.Money;
import io.fairlead.api.Price;
import io.fairlead.api.Quantity;
import io.fairlead.api.instrument.Instrument;
import io.fairlead.api.instrument.InstrumentId;
import io.fairlead.api.instrument.TickTable;
import io.fairlead.api.market.Bar;
import io.fairlead.api.market.Quote;
import io.fairlead.api.market.Trade;
import io.fairlead.api.order.Fill;
import io.fairlead.api.order.Liquidity;
import io.fairlead.api.order.OrderRequest;
import io.fairlead.api.order.Side;
import io.fairlead.api.order.TimeInForce;
import io.fairlead.api.order.VenueOrderId;
import io.fairlead.fakes.CallFault;
import io.fairlead.fakes.FaultPlan;
import io.fairlead.fakes.alpaca.AlpacaAsset;
import io.fairlead.fakes.alpaca.AlpacaBar;
import io.fairlead.fakes.alpaca.AlpacaKeys;
import io.fairlead.fakes.alpaca.FakeAlpaca;
import io.fairlead.spi.BrokerProvider;
import io.fairlead.spi.ProviderConfig;
import io.fairlead.spi.Secret;
import io.fairlead.tck.Fault;
import io.fairlead.tck.HeldFill;
import io.fairlead.tck.HeldOrder;
import io.fairlead.tck.Hook;
import io.fairlead.tck.ManualTime;
import io.fairlead.tck.RequestKind;
import io.fairlead.tck.SeenRequest;
import io.fairlead.tck.StreamFault;
import io.fairlead.tck.Tradable;
import io.fairlead.tck.VenueStub;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** {@link FakeAlpaca} as the contract kit wants it. What it knows of orders it reads over REST, with code of its own. */
final class AlpacaVenueStub implements VenueStub {
    private static final String SYMBOL = "AAPL";
    private static final InstrumentId AAPL = InstrumentId.of(SYMBOL, "US");
    private static final InstrumentId BITCOIN = InstrumentId.of("BTC/USD", "ALPACA");

    private final ManualTime time = ManualTime.startingAt(Instant.parse("2026-11-20T14:31:05Z"));
    private final StubTime venueTime = new StubTime(time);
    private final FaultPlan faults = FaultPlan.none();
    private final AlpacaKeys keys = AlpacaKeys.usual();
    private final FakeAlpaca fake;
    private final StubClient client;
    private final CapturedLog log = CapturedLog.start();

    private AlpacaVenueStub() {
        fake = FakeAlpaca.builder()
                .time(venueTime)
                .faults(faults)
                .cash("50000000")
                .requestsPerMinute(20_000)
                .paidPlan()
                .assets(List.of(
                        wholeSharesOnly(),
                        AlpacaAsset.crypto("BTC/USD", "Bitcoin / US Dollar", "0.00001", "0.00000001", "0.01")))
                .start();
        fake.quote(SYMBOL, "231.09", "4000", "231.11", "4000");
        fake.quote("BTC/USD", "91244.99", "40", "91245.01", "40");
        client = new StubClient(fake.tradingUrl(), keys);
    }

    /** A share that may be sold short but does not trade in parts: the kit's quantities are good for GTC too then. */
    private static AlpacaAsset wholeSharesOnly() {
        BigDecimal none = BigDecimal.ZERO;
        return new AlpacaAsset(
                SYMBOL, "NASDAQ", "Apple Inc. Common Stock", true, true, false, true, none, BigDecimal.ONE, none);
    }

    static AlpacaVenueStub start() {
        return new AlpacaVenueStub();
    }

    // --- What the kit connects to ---------------------------------------------------------------------------------

    @Override
    public BrokerProvider provider() {
        return new AlpacaBrokerProvider();
    }

    @Override
    public ProviderConfig config() {
        return withSecret(keys.secret());
    }

    private ProviderConfig withSecret(String secret) {
        return ProviderConfig.empty()
                .with("trading.url", fake.tradingUrl().toString())
                .with("data.url", fake.dataUrl().toString())
                .with("orders.url", fake.orderStreamUrl().toString())
                .with("stream.url", fake.dataStreamUrl().toString())
                .with("trading.rate", "20000")
                .with("data.rate", "20000")
                .with("api.key", Secret.of(keys.id()))
                .with("api.secret", Secret.of(secret));
    }

    @Override
    public ProviderConfig wrongCredentials() {
        return withSecret("kit-alpaca-secret-9999");
    }

    @Override
    public ManualTime time() {
        return time;
    }

    @Override
    public List<Tradable> instruments() {
        LocalDate from = LocalDate.parse("2025-11-05");
        LocalDate to = LocalDate.parse("2027-12-05");
        JsonNode days = client.get("/v2/calendar?start=" + from + "&end=" + to);
        Instrument share = Instrument.equity(AAPL, Currency.USD)
                .shortable(true)
                .calendar(AlpacaCalendar.of(from, to, days))
                .build();
        Instrument pair = Instrument.cryptoSpot(BITCOIN, Currency.BTC, Currency.USD)
                .ticks(TickTable.of(Price.of("0.01")))
                .lotStep(Quantity.of("0.00000001"))
                .minQuantity(Quantity.of("0.00001"))
                .build();
        return List.of(
                new Tradable(share, Price.of("231.1"), Quantity.of(4)),
                new Tradable(
                        pair, Price.of("91245"), Quantity.of("0.04"), EnumSet.of(TimeInForce.GTC, TimeInForce.IOC)));
    }

    @Override
    public Set<Hook> hooks() {
        return EnumSet.of(
                Hook.REQUEST_LOG,
                Hook.QUOTES,
                Hook.TRADES,
                Hook.HISTORY,
                Hook.COUNTERPARTY,
                Hook.ELSEWHERE,
                Hook.REJECT,
                Hook.RATE_LIMIT,
                Hook.STREAM_LOSE,
                Hook.STREAM_DUPLICATE,
                Hook.STREAM_DELAY,
                Hook.STREAM_SWAP,
                Hook.STREAM_DROP,
                Hook.STREAM_SILENCE,
                Hook.DATA_DROP,
                Hook.BUST,
                Hook.CORRECT,
                Hook.CREDENTIALS,
                Hook.CLOCK_OFFSET,
                Hook.SECOND_CONNECTION,
                Hook.LOG);
    }

    /** All of these are tested by {@link AlpacaBrokerTest} in the way that the venue permits. */
    @Override
    public Map<String, String> exempt() {
        return Map.of(
                "GRP-04", "the venue makes up the client ids of legs; the plug-in reports them by ours",
                "SUB-01 MARKET_ON_OPEN OPG",
                        "the venue takes orders for the opening until 09:28; the kit begins in the session",
                "SUB-01 LIMIT_ON_OPEN OPG",
                        "the venue takes orders for the opening until 09:28; the kit begins in the session");
    }

    @Override
    public String whyNot(Hook hook) {
        return hook == Hook.NEWS
                ? "the fake gives news numbers, times and addresses of its own; AlpacaBrokerTest tests them"
                : VenueStub.super.whyNot(hook);
    }

    @Override
    public boolean canFail(RequestKind kind, Fault fault) {
        return kind != RequestKind.SESSION;
    }

    // --- What the venue knows -------------------------------------------------------------------------------------

    @Override
    public List<HeldOrder> orders() {
        List<HeldOrder> held = new ArrayList<>();
        for (JsonNode order : client.get("/v2/orders?status=all&limit=500&direction=asc&nested=false")) {
            held.add(new ArrivedOrder(order).held());
        }
        return held;
    }

    @Override
    public List<HeldFill> fills() {
        List<HeldFill> fills = new ArrayList<>();
        for (JsonNode row : client.get("/v2/account/activities/FILL?direction=asc&page_size=100")) {
            VenueOrderId order = new VenueOrderId(row.path("order_id").asText());
            Instant at =
                    OffsetDateTime.parse(row.path("transaction_time").asText()).toInstant();
            fills.add(new HeldFill(
                    order,
                    new Fill(
                            row.path("id").asText(),
                            row.path("symbol").asText().contains("/") ? BITCOIN : AAPL,
                            row.path("side").asText().equals("buy") ? Side.BUY : Side.SELL,
                            Quantity.of(row.path("qty").asText()),
                            Price.of(row.path("price").asText()),
                            List.of(),
                            Liquidity.UNKNOWN,
                            at.getEpochSecond() * 1_000_000_000 + at.getNano())));
        }
        return fills;
    }

    @Override
    public List<Money> cash() {
        return List.of(Money.of(fake.cash(), Currency.USD));
    }

    @Override
    public BigDecimal position(InstrumentId instrument) {
        return fake.position(instrument.symbol());
    }

    @Override
    public List<SeenRequest> requests() {
        return fake.requests().all().stream()
                .filter(request -> !StubClient.isOurs(request))
                .map(request -> new SeenRequest(kind(request.name()), request.name() + " " + request.parameters()))
                .toList();
    }

    private static RequestKind kind(String name) {
        if (name.startsWith("POST ")) {
            return RequestKind.SUBMIT;
        }
        if (name.startsWith("PATCH ")) {
            return RequestKind.REPLACE;
        }
        if (name.startsWith("DELETE ")) {
            return RequestKind.CANCEL;
        }
        return name.startsWith("GET ") ? RequestKind.QUERY : RequestKind.SESSION;
    }

    // --- The market -----------------------------------------------------------------------------------------------

    /** Of a paper account orders fill whatever the quoted size; the kit wants it kept to. */
    @Override
    public void quote(Quote quote) {
        String symbol = quote.instrument().symbol();
        Quantity least = quote.bidQuantity().min(quote.askQuantity());
        fake.halt(symbol);
        fake.quote(
                symbol,
                quote.bidPrice().toString(),
                quote.bidQuantity().toString(),
                quote.askPrice().toString(),
                quote.askQuantity().toString());
        fake.available(symbol, least.toString());
        fake.resume(symbol);
    }

    @Override
    public void trade(Trade trade) {
        fake.trade(
                trade.instrument().symbol(),
                trade.tradePrice().toString(),
                trade.tradeSize().toString());
    }

    @Override
    public void seedBars(List<Bar> bars) {
        for (Bar bar : bars) {
            BigDecimal volume = BigDecimal.valueOf(bar.volume());
            fake.bars(
                    bar.instrument().symbol(),
                    List.of(new AlpacaBar(
                            bar.start(),
                            BigDecimal.valueOf(bar.open()),
                            BigDecimal.valueOf(bar.high()),
                            BigDecimal.valueOf(bar.low()),
                            BigDecimal.valueOf(bar.close()),
                            volume,
                            1,
                            volume.multiply(BigDecimal.valueOf(bar.close())))));
        }
    }

    /** Halted, the quote moves to where the order trades; then so many units are let through. */
    @Override
    public void fill(VenueOrderId id, Quantity quantity) {
        OrderRequest order = held(id).request();
        String symbol = order.instrument().symbol();
        boolean buy = order.side() == Side.BUY;
        Price usual = symbol.equals(SYMBOL) ? Price.of("231.1") : Price.of("91245");
        Price tick = Price.of("0.01");
        Price price = order.limitPrice().or(order::triggerPrice).orElse(buy ? usual.plus(tick) : usual.minus(tick));
        fake.halt(symbol);
        fake.quote(
                symbol,
                (buy ? price.minus(tick) : price).toString(),
                "4000",
                (buy ? price : price.plus(tick)).toString(),
                "4000");
        fake.available(symbol, quantity.toString());
        fake.resume(symbol);
        fake.halt(symbol);
        fake.quote(
                symbol, usual.minus(tick).toString(), "4000", usual.plus(tick).toString(), "4000");
        fake.resume(symbol);
    }

    private HeldOrder held(VenueOrderId order) {
        return orders().stream()
                .filter(held -> held.id().equals(order))
                .findFirst()
                .orElseThrow();
    }

    @Override
    public VenueOrderId placeElsewhere(OrderRequest order) {
        JsonNode answer = client.send(
                "POST",
                "/v2/orders",
                "{\"symbol\":\"" + order.instrument().symbol() + "\",\"side\":\""
                        + (order.side() == Side.BUY ? "buy" : "sell")
                        + "\",\"type\":\"limit\",\"time_in_force\":\"gtc\",\"qty\":\""
                        + order.quantity().orElseThrow() + "\",\"limit_price\":\""
                        + order.limitPrice().orElseThrow() + "\"}");
        return new VenueOrderId(answer.path("id").asText());
    }

    @Override
    public void cancelElsewhere(VenueOrderId order) {
        client.send("DELETE", "/v2/orders/" + order, "");
    }

    @Override
    public void bust(String executionId) {
        fake.bustLastFill(orderOf(executionId));
    }

    @Override
    public void correct(String executionId, Price price) {
        fake.correctLastFill(orderOf(executionId), price.toString());
    }

    private String orderOf(String executionId) {
        for (JsonNode row : client.get("/v2/account/activities/FILL?direction=asc&page_size=100")) {
            if (row.path("id").asText().equals(executionId)) {
                return row.path("order_id").asText();
            }
        }
        return executionId.substring(0, executionId.indexOf('@'));
    }

    // --- Faults ---------------------------------------------------------------------------------------------------

    @Override
    public void failNext(RequestKind kind, Fault fault) {
        next(
                kind,
                switch (fault) {
                    case NOT_ACTED_NO_ANSWER -> CallFault.timeOutBeforeActing();
                    case ACTED_NO_ANSWER -> CallFault.timeOutAfterActing();
                    case ACTED_LATE -> CallFault.timeOutThenActs(StubTime.HELD_BACK);
                    case ACTED_GARBAGE ->
                        kind == RequestKind.CANCEL
                                ? CallFault.actThenAnswer(502, "<html>")
                                : CallFault.malformedAnswer();
                    case ACTED_EMPTY -> CallFault.actThenAnswer(200, "");
                    case ACTED_SERVER_ERROR -> CallFault.actThenAnswer(502, "<html>Bad Gateway</html>");
                    case NOT_ACTED_SERVER_ERROR -> CallFault.refuse(503, "<html>Unavailable</html>");
                    case ACTED_RESET -> CallFault.cutAfterActing();
                });
    }

    private void next(RequestKind kind, CallFault fault) {
        switch (kind) {
            case SUBMIT -> faults.next("POST /v2/orders", fault);
            case REPLACE -> faults.next("PATCH *", fault);
            case CANCEL -> faults.next("DELETE *", fault);
            case QUERY -> faults.next("GET *", fault);
            default -> throw new AssertionError(kind);
        }
    }

    @Override
    public void actNow() {
        venueTime.releaseHeld();
    }

    @Override
    public void rejectNext(RequestKind kind, String text) {
        next(kind, CallFault.refuse(403, "{\"code\":40310000,\"message\":\"" + text + "\"}"));
    }

    @Override
    public void limitNext(RequestKind kind, Duration retryAfter) {
        next(
                kind,
                CallFault.refuseFor(
                        429, (int) retryAfter.toSeconds(), "{\"code\":42910000,\"message\":\"rate limit exceeded\"}"));
    }

    @Override
    public void failNextEvent(StreamFault fault) {
        faults.next(
                "trade_updates",
                switch (fault) {
                    case LOSE -> new io.fairlead.fakes.StreamFault.Lose();
                    case DUPLICATE -> new io.fairlead.fakes.StreamFault.Duplicate();
                    case DELAY -> new io.fairlead.fakes.StreamFault.Delay(StubTime.HELD_BACK);
                    case SWAP -> new io.fairlead.fakes.StreamFault.SwapWithNext();
                });
    }

    @Override
    public void tellLate() {
        venueTime.releaseHeld();
    }

    @Override
    public void dropStream() {
        faults.always("authorization", new io.fairlead.fakes.StreamFault.Cut());
        fake.cutConnections();
    }

    @Override
    public void silenceStream() {
        for (String channel : List.of("authorization", "listening", "trade_updates")) {
            faults.always(channel, new io.fairlead.fakes.StreamFault.GoSilent());
        }
    }

    @Override
    public void restoreStream() {
        faults.clear();
    }

    @Override
    public void dropData() {
        fake.cutConnections();
    }

    @Override
    public void venueClockAhead(Duration by) {
        venueTime.ahead(by);
    }

    @Override
    public void timePassed() {
        venueTime.runDue();
    }

    @Override
    public Duration requestTimeout() {
        return Duration.ofSeconds(16);
    }

    @Override
    public String log() {
        return log.text();
    }

    @Override
    public void close() {
        log.close();
        fake.close();
        venueTime.close();
    }
}
