package io.fairlead.binance;

import com.fasterxml.jackson.databind.JsonNode;
import io.fairlead.api.Currency;
import io.fairlead.api.Money;
import io.fairlead.api.Price;
import io.fairlead.api.Quantity;
import io.fairlead.api.instrument.Instrument;
import io.fairlead.api.instrument.InstrumentId;
import io.fairlead.api.market.Bar;
import io.fairlead.api.market.Depth;
import io.fairlead.api.market.Quote;
import io.fairlead.api.market.Trade;
import io.fairlead.api.order.Fill;
import io.fairlead.api.order.Lifecycle;
import io.fairlead.api.order.Liquidity;
import io.fairlead.api.order.OrderRequest;
import io.fairlead.api.order.VenueOrderId;
import io.fairlead.fakes.CallFault;
import io.fairlead.fakes.FaultPlan;
import io.fairlead.fakes.LoggedRequest;
import io.fairlead.fakes.VenueTime;
import io.fairlead.fakes.binance.BinanceSymbol;
import io.fairlead.fakes.binance.FakeBinance;
import io.fairlead.fakes.binance.OrderView;
import io.fairlead.fakes.book.Side;
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
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;

/** {@link FakeBinance} as the contract kit wants it. What it knows of orders it reads from what arrived, not from our code. */
final class BinanceVenueStub implements VenueStub {
    private static final Duration TICK = Duration.ofMillis(100);
    private static final Duration A_DAY = Duration.ofHours(24);
    private static final Duration HELD_BACK = Duration.ofDays(400);
    private static final String SYMBOL = "BTCUSDT";
    private static final Currency BTC = Currency.BTC;
    private static final Currency USDT = Currency.USDT;
    private static final String KEY = "kit-binance-key-0001";
    private static final String SECRET = "kit-binance-secret-0001";

    private final ManualTime time = ManualTime.startingAt(Instant.parse("2026-11-27T12:00:05Z"));
    private final StubTime venueTime = new StubTime();
    private final FakeBinance fake;
    private final StubClient client;
    private final Relay relay;
    private final CapturedLog log = CapturedLog.start();

    private BinanceVenueStub() {
        fake = FakeBinance.builder()
                .time(venueTime)
                .symbol(BinanceSymbol.of("BTC", "USDT"), "90000")
                .symbol(BinanceSymbol.of("ETH", "USDT"), "3000")
                .balance("USDT", "10000000")
                .balance("BTC", "5")
                .balance("ETH", "100")
                .hmacKey(KEY, SECRET)
                .start();
        fake.quote(SYMBOL, "89999.99", "10", "90000.01", "10");
        fake.quote("ETHUSDT", "2999.99", "300", "3000.01", "300");
        relay = new Relay(fake.port());
        client = new StubClient(fake.restUrl(), KEY, SECRET, venueTime::millis);
    }

    static BinanceVenueStub start() {
        return new BinanceVenueStub();
    }

    FakeBinance fake() {
        return fake;
    }

    // ---- what the kit connects to

    @Override
    public BrokerProvider provider() {
        return new BinanceBrokerProvider();
    }

    @Override
    public ProviderConfig config() {
        return withSecret(SECRET);
    }

    private ProviderConfig withSecret(String secret) {
        return ProviderConfig.empty()
                .with("rest.url", "http://127.0.0.1:" + relay.port())
                .with("stream.url", "ws://127.0.0.1:" + relay.port())
                .with(
                        "ws-api.url",
                        "ws://127.0.0.1:" + relay.port() + fake.wsApiUrl().getPath())
                .with("symbols", "BTCUSDT,ETHUSDT")
                // what is held back is acted on late, by an engine that checks the time stamp once more
                .with("receive.window", "60s")
                .with("api.key", Secret.of(KEY))
                .with("api.secret", Secret.of(secret));
    }

    @Override
    public ProviderConfig wrongCredentials() {
        return withSecret("kit-binance-secret-9999");
    }

    @Override
    public ManualTime time() {
        return time;
    }

    @Override
    public List<Tradable> instruments() {
        return List.of(
                new Tradable(rules(SYMBOL, BTC), Price.of(90_000), Quantity.of("0.01")),
                new Tradable(rules("ETHUSDT", Currency.ETH), Price.of(3_000), Quantity.of("0.1")));
    }

    private static Instrument rules(String symbol, Currency base) {
        return Instrument.cryptoSpot(InstrumentId.of(symbol, "BINANCE"), base, USDT)
                .tick("0.01")
                .lotStep(Quantity.of("0.00001"))
                .minQuantity(Quantity.of("0.00001"))
                .maxQuantity(Quantity.of(9000))
                .minNotional(Money.of("5", USDT))
                .scales(0, 8)
                .build();
    }

    @Override
    public Set<Hook> hooks() {
        return EnumSet.of(
                Hook.REQUEST_LOG,
                Hook.REFUSE,
                Hook.BARS,
                Hook.QUOTES,
                Hook.TRADES,
                Hook.DEPTH,
                Hook.HISTORY,
                Hook.COUNTERPARTY,
                Hook.ELSEWHERE,
                Hook.REJECT,
                Hook.RATE_LIMIT,
                Hook.STREAM_LOSE,
                Hook.STREAM_DUPLICATE,
                Hook.STREAM_DELAY,
                Hook.STREAM_DROP,
                Hook.STREAM_SILENCE,
                Hook.DATA_DROP,
                Hook.CREDENTIALS,
                Hook.CLOCK_OFFSET,
                Hook.SECOND_CONNECTION,
                Hook.LOG);
    }

    @Override
    public boolean canFail(RequestKind kind, Fault fault) {
        return kind != RequestKind.SESSION;
    }

    // ---- what the venue knows

    @Override
    public List<HeldOrder> orders() {
        List<OrderView> orders = fake.orders(); // before the log, which then holds what brought them
        List<LoggedRequest> requests = fake.log().all();
        return orders.stream().map(order -> held(order, requests)).toList();
    }

    private static HeldOrder held(OrderView order, List<LoggedRequest> requests) {
        return new HeldOrder(
                new VenueOrderId(Long.toString(order.orderId())),
                Optional.of(order.clientOrderId()),
                new ArrivedOrder(order, requests).request(),
                Quantity.of(order.executed()),
                lifecycle(order.status()));
    }

    private static Lifecycle lifecycle(String status) {
        return switch (status) {
            case "NEW", "PARTIALLY_FILLED" -> Lifecycle.NEW;
            case "PENDING_NEW" -> Lifecycle.SUSPENDED;
            case "FILLED" -> Lifecycle.FILLED;
            case "CANCELED" -> Lifecycle.CANCELLED;
            case "REJECTED" -> Lifecycle.REJECTED;
            case "EXPIRED", "EXPIRED_IN_MATCH" -> Lifecycle.EXPIRED;
            default -> throw new AssertionError("status " + status);
        };
    }

    @Override
    public List<HeldFill> fills() {
        List<HeldFill> fills = new ArrayList<>();
        for (String symbol : List.of(SYMBOL, "ETHUSDT")) {
            fills(symbol, fills);
        }
        return fills;
    }

    private void fills(String symbol, List<HeldFill> fills) {
        for (JsonNode row : client.get("/api/v3/myTrades", "symbol=" + symbol + "&limit=1000")) {
            String fee = row.get("commission").textValue();
            fills.add(new HeldFill(
                    new VenueOrderId(row.get("orderId").asText()),
                    new Fill(
                            symbol + "-" + row.get("id").asText(),
                            InstrumentId.of(symbol, "BINANCE"),
                            row.get("isBuyer").booleanValue()
                                    ? io.fairlead.api.order.Side.BUY
                                    : io.fairlead.api.order.Side.SELL,
                            Quantity.of(row.get("qty").textValue()),
                            Price.of(row.get("price").textValue()),
                            new BigDecimal(fee).signum() == 0
                                    ? List.of()
                                    : List.of(Money.of(
                                            fee,
                                            Currency.of(
                                                    row.get("commissionAsset").textValue()))),
                            row.get("isMaker").booleanValue() ? Liquidity.MAKER : Liquidity.TAKER,
                            TimeUnit.MILLISECONDS.toNanos(row.get("time").longValue()))));
        }
    }

    @Override
    public List<Money> cash() {
        List<Money> cash = new ArrayList<>();
        for (String asset : List.of("BTC", "ETH", "USDT")) {
            BigDecimal total = fake.free(asset).add(fake.locked(asset));
            if (total.signum() != 0) {
                cash.add(Money.of(total, Currency.of(asset)));
            }
        }
        return cash;
    }

    @Override
    public BigDecimal position(InstrumentId instrument) {
        return BigDecimal.ZERO;
    }

    @Override
    public List<SeenRequest> requests() {
        return fake.log().all().stream()
                .filter(request -> !StubClient.isOurs(request))
                .map(request -> new SeenRequest(kind(request.name()), request.name() + " " + request.parameters()))
                .toList();
    }

    private static RequestKind kind(String name) {
        if (name.equals("POST /api/v3/order/cancelReplace") || name.startsWith("PUT ")) {
            return RequestKind.REPLACE;
        }
        if (name.startsWith("POST ")) {
            return RequestKind.SUBMIT;
        }
        if (name.startsWith("DELETE ")) {
            return RequestKind.CANCEL;
        }
        return name.startsWith("GET ") ? RequestKind.QUERY : RequestKind.SESSION;
    }

    // ---- the market

    @Override
    public void quote(Quote quote) {
        fake.quote(
                quote.instrument().symbol(),
                quote.bidPrice().toString(),
                quote.bidQuantity().toString(),
                quote.askPrice().toString(),
                quote.askQuantity().toString());
    }

    @Override
    public void trade(Trade trade) {
        String symbol = trade.instrument().symbol();
        boolean buyer = trade.aggressor() == Trade.Aggressor.BUYER;
        Price tick = Price.of("0.01");
        Price price = trade.tradePrice();
        String size = trade.tradeSize().plus(Quantity.of(10)).toString();
        fake.clearLiquidity(symbol);
        fake.addLiquidity(symbol, Side.BUY, (buyer ? price.minus(tick) : price).toString(), size);
        fake.addLiquidity(symbol, Side.SELL, (buyer ? price : price.plus(tick)).toString(), size);
        fake.take(
                symbol,
                buyer ? Side.BUY : Side.SELL,
                price.toString(),
                trade.tradeSize().toString());
    }

    @Override
    public void depth(Depth depth) {
        String symbol = depth.instrument().symbol();
        fake.clearLiquidity(symbol);
        for (io.fairlead.api.order.Side side : io.fairlead.api.order.Side.values()) {
            for (int i = 0; i < depth.levels(side); i++) {
                fake.addLiquidity(
                        symbol,
                        Side.valueOf(side.name()),
                        depth.price(side, i).toString(),
                        depth.size(side, i).toString());
            }
        }
        fake.flushStreams();
    }

    @Override
    public void seedBars(List<Bar> bars) {
        for (Bar bar : bars) {
            fake.history(
                    bar.instrument().symbol(),
                    bar.interval().toString(),
                    bar.start(),
                    plain(bar.open()),
                    plain(bar.high()),
                    plain(bar.low()),
                    plain(bar.close()),
                    plain(bar.volume()));
        }
    }

    private static String plain(double value) {
        return BigDecimal.valueOf(value).toPlainString();
    }

    /** The venue's clock is put back into the bar for a moment, so that its end is what happens next. */
    @Override
    public void bar(Bar bar) {
        seedBars(List.of(bar));
        Duration before = venueTime.offset;
        venueTime.offset = before.minusMillis(1);
        fake.flushStreams();
        venueTime.offset = before;
        fake.flushStreams();
    }

    @Override
    public void refuseConnections() {
        relay.refuse();
    }

    @Override
    public void acceptConnections() {
        relay.accept();
    }

    @Override
    public int barsPerPage() {
        return 1000;
    }

    @Override
    public int fillsPerPage() {
        return 0; // a thousand: too many for a test
    }

    @Override
    public void fill(VenueOrderId order, Quantity quantity) {
        HeldOrder held = held(order);
        Side taker = held.request().side() == io.fairlead.api.order.Side.BUY ? Side.SELL : Side.BUY;
        Price price = held.request().limitPrice().orElse(Price.of(90_000));
        String symbol = held.request().instrument().symbol();
        fake.clearLiquidity(symbol);
        fake.take(symbol, taker, price.toString(), quantity.toString());
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
                "/api/v3/order",
                "symbol=" + order.instrument().symbol() + "&side=" + order.side()
                        + "&type=LIMIT&timeInForce=GTC&quantity="
                        + order.quantity().orElseThrow() + "&price="
                        + order.limitPrice().orElseThrow());
        return new VenueOrderId(answer.get("orderId").asText());
    }

    @Override
    public void cancelElsewhere(VenueOrderId order) {
        client.send(
                "DELETE",
                "/api/v3/order",
                "symbol=" + held(order).request().instrument().symbol() + "&orderId=" + order);
    }

    // ---- faults

    @Override
    public void failNext(RequestKind kind, Fault fault) {
        CallFault what = switch (fault) {
            case NOT_ACTED_NO_ANSWER -> CallFault.timeOutBeforeActing();
            case ACTED_NO_ANSWER -> CallFault.timeOutAfterActing();
            case ACTED_LATE -> CallFault.timeOutThenActs(HELD_BACK);
            case ACTED_GARBAGE -> CallFault.malformedAnswer();
            case ACTED_EMPTY -> CallFault.actThenAnswer(200, "");
            case ACTED_SERVER_ERROR -> CallFault.actThenAnswer(502, "<html>Bad Gateway</html>");
            case NOT_ACTED_SERVER_ERROR -> CallFault.refuse(503, "<html>Unavailable</html>");
            case ACTED_RESET -> CallFault.cutAfterActing();
        };
        next(kind, what);
    }

    private void next(RequestKind kind, CallFault fault) {
        switch (kind) {
            case SUBMIT -> fake.faults().next("POST /api/v3/order*", fault);
            case CANCEL -> fake.faults().next("DELETE /api/v3/order*", fault);
            case QUERY -> fake.faults().next("GET *", fault);
            case REPLACE ->
                fake.faults().next("POST /api/v3/order/cancelReplace", fault).next("PUT *", fault);
            default -> throw new AssertionError(kind);
        }
    }

    @Override
    public void actNow() {
        venueTime.releaseHeld();
    }

    @Override
    public void rejectNext(RequestKind kind, String text) {
        String plain = "{\"code\":" + (kind == RequestKind.CANCEL ? -2011 : -2010) + ",\"msg\":\"" + text + "\"}";
        String body = kind == RequestKind.REPLACE
                ? "{\"code\":-2022,\"msg\":\"Order cancel-replace failed.\",\"data\":{\"cancelResult\":\"FAILURE\","
                        + "\"newOrderResult\":\"NOT_ATTEMPTED\",\"cancelResponse\":{\"code\":-2011,\"msg\":\"" + text
                        + "\"},\"newOrderResponse\":null}}"
                : plain;
        next(kind, CallFault.refuse(400, body));
    }

    @Override
    public void limitNext(RequestKind kind, Duration retryAfter) {
        next(
                kind,
                CallFault.refuseFor(
                        429, (int) retryAfter.toSeconds(), "{\"code\":-1003,\"msg\":\"Too many requests.\"}"));
    }

    @Override
    public void failNextEvent(StreamFault fault) {
        FaultPlan faults = fake.faults();
        switch (fault) {
            case LOSE -> faults.next("user", new io.fairlead.fakes.StreamFault.Lose());
            case DUPLICATE -> faults.next("user", new io.fairlead.fakes.StreamFault.Duplicate());
            case DELAY -> faults.next("user", new io.fairlead.fakes.StreamFault.Delay(HELD_BACK));
            case SWAP -> faults.next("user", new io.fairlead.fakes.StreamFault.SwapWithNext());
        }
    }

    @Override
    public void tellLate() {
        venueTime.releaseHeld();
    }

    @Override
    public void dropStream() {
        fake.faults().always("userDataStream.subscribe.signature", CallFault.cutBeforeActing());
        fake.apiConnections().forEach(peer -> peer.cut());
    }

    @Override
    public void restoreStream() {
        fake.faults().clear();
    }

    @Override
    public void silenceStream() {
        fake.faults().always("userDataStream.subscribe.signature", CallFault.timeOutBeforeActing());
        fake.apiConnections().forEach(peer -> peer.goSilent());
    }

    @Override
    public void dropData() {
        fake.marketConnections().forEach(peer -> peer.cut());
    }

    @Override
    public void venueClockAhead(Duration by) {
        venueTime.offset = by;
    }

    @Override
    public Duration requestTimeout() {
        return Duration.ofSeconds(13);
    }

    @Override
    public String log() {
        return log.text();
    }

    @Override
    public void close() {
        log.close();
        relay.close();
        fake.close();
        venueTime.close();
    }

    /** The kit's time, with an offset, and with what is held back put aside. */
    private final class StubTime implements VenueTime {
        private final List<Runnable> held = new CopyOnWriteArrayList<>();
        private volatile Duration offset = Duration.ZERO;
        private volatile boolean closed;

        @Override
        public Clock clock() {
            return Clock.offset(time.clock(), offset);
        }

        @Override
        public void after(Duration delay, Runnable task) {
            if (delay.equals(HELD_BACK)) {
                held.add(task);
            } else if (!closed && delay.compareTo(A_DAY) < 0 && !delay.equals(TICK)) {
                // a connection's end after a day is no test's business, and would look like a task that the plug-in
                // left;
                // what streams say by the tick of a clock they say when a test lets something happen
                var unused = time.scheduler().schedule(task, Math.max(0, delay.toNanos()), TimeUnit.NANOSECONDS);
            }
        }

        void releaseHeld() {
            List<Runnable> now = List.copyOf(held);
            held.clear();
            now.forEach(Runnable::run);
        }

        @Override
        public void close() {
            closed = true;
            held.clear();
        }
    }
}
