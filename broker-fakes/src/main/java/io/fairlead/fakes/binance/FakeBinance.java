package io.fairlead.fakes.binance;

import io.fairlead.fakes.FaultPlan;
import io.fairlead.fakes.FaultyCalls;
import io.fairlead.fakes.RequestLog;
import io.fairlead.fakes.VenueTime;
import io.fairlead.fakes.book.Side;
import io.fairlead.fakes.net.HttpRequest;
import io.fairlead.fakes.net.LoopbackServer;
import io.fairlead.fakes.net.Reply;
import io.fairlead.fakes.net.RequestHandler;
import io.fairlead.fakes.net.SocketListener;
import io.fairlead.fakes.net.SocketPeer;
import io.fairlead.fakes.net.Upgrade;
import java.math.BigDecimal;
import java.net.URI;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PublicKey;
import java.security.spec.X509EncodedKeySpec;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Binance spot on loopback: REST, WebSocket API, market streams and user data on one port, with a real order book
 * behind them. Deterministic: ids come from the seed, time from the clock it is given. Thread-safe; everything a test
 * does to the venue is done, events included, when the method returns.
 */
public final class FakeBinance implements AutoCloseable {
    /** Body of the {@code 410} that the removed listen key calls get: HTML, which no JSON parser reads. */
    private static final String GONE = "<html><head><title>410 Gone</title></head><body>410 Gone</body></html>";

    private final Object lock = new Object();
    private final Builder options;
    private final VenueTime time;
    private final RequestLog log;
    private final Keys keys = new Keys();
    private final UserStreams users = new UserStreams();
    private final MarketStreams streams;
    private final Exchange exchange;
    private final AccountDesk account;
    private final Endpoints endpoints;
    private final Calls calls;
    private final Signer signer;
    private final WsApi api;
    private final LoopbackServer server;
    private volatile boolean closed;

    private FakeBinance(Builder options) {
        this.options = options;
        this.time = options.time;
        this.log = new RequestLog(time);
        this.streams = new MarketStreams(lock, time, options.faults, log);
        RateWindows rates =
                new RateWindows(time, options.weightPerMinute, options.ordersPerTenSeconds, options.refusalsBeforeBan);
        this.exchange = new Exchange(time, rates, streams, options.fees, options.seed);
        TradingDesk trading = new TradingDesk(exchange);
        this.account = new AccountDesk(exchange, trading, options.fees);
        this.endpoints = new Endpoints(trading, new ListDesk(exchange), account, new MarketDesk(exchange));
        this.calls = new Calls(lock, exchange, users);
        this.signer = new Signer(keys, time);
        this.api = new WsApi(lock, options.faults, log, endpoints, calls, signer, exchange, users);
        furnish();
        this.server = LoopbackServer.start(options.port, new Door());
    }

    private void furnish() {
        options.keys.forEach(keys::add);
        options.symbols.forEach((symbol, last) -> {
            exchange.addMarket(symbol);
            Market market = exchange.market(symbol.name());
            market.book().startAt(last);
            streams.knows(market);
        });
        Duration past = options.past;
        if (past != null) {
            SplittableRandom random = new SplittableRandom(options.seed ^ 0x9E3779B9L);
            exchange.markets()
                    .forEach(market -> new PastWalk(market, random.split()).write(market, time.millis(), past));
        }
        options.balances.forEach(exchange.balances::add);
        exchange.balances.takeTouched();
        if (options.generatorInterval != null) {
            SplittableRandom random = new SplittableRandom(options.seed ^ 0x5DEECE66DL);
            List<PriceGenerator> generators = new ArrayList<>();
            exchange.markets().forEach(market -> generators.add(new PriceGenerator(market, random.split())));
            move(generators, options.generatorInterval);
        }
    }

    private void move(List<PriceGenerator> generators, Duration every) {
        if (closed) {
            return;
        }
        act(() -> generators.forEach(PriceGenerator::next));
        time.after(every, () -> move(generators, every));
    }

    /** What the fake is made of; every part has a default. */
    public static Builder builder() {
        return new Builder();
    }

    /** Starts with BTCUSDT at 90,000 and ETHUSDT at 3,000, 100,000 USDT, 1 BTC, the system clock and HMAC keys. */
    public static FakeBinance start() {
        return builder().start();
    }

    // --- Where it is ----------------------------------------------------------------------------------------------

    /** Base of REST, without {@code /api/v3}. */
    public URI restUrl() {
        return server.http();
    }

    /** The WebSocket API, path included. */
    public URI wsApiUrl() {
        return URI.create(server.ws() + "/ws-api/v3");
    }

    /** Base of the market streams, without {@code /ws} or {@code /stream}. */
    public URI streamUrl() {
        return server.ws();
    }

    /** The port of all three. */
    public int port() {
        return server.port();
    }

    /** The venue's time. */
    public VenueTime time() {
        return time;
    }

    /** What goes wrong; may be added to at any time. */
    public FaultPlan faults() {
        return options.faults;
    }

    /** What was asked. */
    public RequestLog log() {
        return log;
    }

    // --- The market -----------------------------------------------------------------------------------------------

    /** The house quotes anew, one level per side; user orders in the way are filled. */
    public void quote(String symbol, String bid, String bidQuantity, String ask, String askQuantity) {
        act(() -> exchange.market(symbol)
                .book()
                .quote(number(bid), number(bidQuantity), number(ask), number(askQuantity)));
    }

    /** The house adds a level. */
    public void addLiquidity(String symbol, Side side, String price, String quantity) {
        act(() -> exchange.market(symbol).book().addLiquidity(side, number(price), number(quantity)));
    }

    /** The house leaves. */
    public void clearLiquidity(String symbol) {
        act(() -> exchange.market(symbol).book().clearLiquidity());
    }

    /** The market trades this much at this price, through everything better; stops are set off. */
    public void tradeAt(String symbol, String price, String quantity) {
        act(() -> exchange.market(symbol).book().tradeAt(number(price), number(quantity)));
    }

    /** The house takes up to this much from resting orders: how a test fills a part of an order. */
    public void take(String symbol, Side side, String price, String quantity) {
        act(() -> exchange.market(symbol).book().take(side, number(price), number(quantity)));
    }

    /** Changes a symbol's state or filters from now on. */
    public void change(BinanceSymbol symbol) {
        act(() -> exchange.market(symbol.name()).change(symbol));
    }

    /** Adds a bar of history: start, then open, high, low, close and base volume. */
    public void history(String symbol, String interval, Instant start, String... openHighLowCloseVolume) {
        Interval length =
                Interval.of(interval).orElseThrow(() -> new IllegalArgumentException("no such interval: " + interval));
        String[] n = openHighLowCloseVolume;
        long open = length.open(start.toEpochMilli());
        Kline bar = new Kline(open, length.next(open) - 1, number(n[0]))
                .shape(number(n[1]), number(n[2]), number(n[3]), number(n[4]));
        act(() -> exchange.market(symbol).history(length, bar));
    }

    /** Sends the depth, kline and ticker events that would go out with the clock, now. */
    public void flushStreams() {
        act(() -> streams.flush(true, true));
    }

    /** Announces the removal of a level that no snapshot ever showed. */
    public void removeUnknownLevel(String symbol, Side side, String price) {
        act(() -> streams.removeUnknownLevel(exchange.market(symbol), side, number(price)));
    }

    // --- The account ----------------------------------------------------------------------------------------------

    /** Money comes in, or with a negative amount goes out; the stream says so. */
    public void deposit(String asset, String amount) {
        act(() -> {
            exchange.balances.add(asset, number(amount));
            exchange.feed.deposited(asset, number(amount));
        });
    }

    /** What is free of an asset. */
    public BigDecimal free(String asset) {
        return ask(venue -> venue.balances.free(asset));
    }

    /** What orders keep locked of an asset. */
    public BigDecimal locked(String asset) {
        return ask(venue -> venue.balances.locked(asset));
    }

    /** Every order there ever was, oldest first. */
    public List<OrderView> orders() {
        return ask(venue -> venue.orders().stream().map(OrderView::of).toList());
    }

    /** The venue cancels an open order of its own accord: EXPIRED, reason EXCHANGE_CANCELED. */
    public void expire(long orderId) {
        act(() -> exchange.orders().stream()
                .filter(order -> order.id == orderId)
                .forEach(order -> exchange.expire(order, "EXCHANGE_CANCELED")));
    }

    /** When the user data stream tells what a call brought about, from now on. */
    public void userEvents(UserEvents when) {
        calls.events(when);
    }

    /** From now on queries show an order only when it is this old by the venue's clock: −2013 until then. */
    public void orderVisibilityLag(Duration lag) {
        act(() -> account.visibilityLag(lag));
    }

    /** The key is no longer known. */
    public void revokeKey(String apiKey) {
        keys.revoke(apiKey);
    }

    // --- Streams that end -----------------------------------------------------------------------------------------

    /** How many user data subscriptions there are. */
    public int userSubscriptions() {
        return ask(venue -> users.count());
    }

    /** The market streams that anybody is subscribed to. */
    public List<String> marketSubscriptions() {
        return ask(venue -> List.copyOf(streams.subscribed()));
    }

    /** Ends every user data subscription with {@code eventStreamTerminated}; the connections stay. */
    public void terminateUserStreams() {
        act(() -> users.endAll(time.millis()));
    }

    /** Sends {@code serverShutdown} on all connections; nothing is closed yet. */
    public void announceShutdown() {
        act(() -> {
            streams.announceShutdown();
            api.announceShutdown();
        });
    }

    /** The connections of the market streams: to be cut, closed or silenced. */
    public List<SocketPeer> marketConnections() {
        return ask(venue -> List.copyOf(streams.peers()));
    }

    /** The connections of the WebSocket API. */
    public List<SocketPeer> apiConnections() {
        return api.peers();
    }

    /** Cuts every connection, HTTP included, and goes on listening. */
    public void cutAll() {
        server.cutAll();
    }

    /** Stops; idempotent. */
    @Override
    public void close() {
        closed = true;
        server.close();
        if (options.ownsTime) {
            time.close();
        }
    }

    private void act(Runnable change) {
        synchronized (lock) {
            change.run();
            calls.settleNow();
        }
    }

    private <T> T ask(Function<Exchange, T> question) {
        synchronized (lock) {
            return question.apply(exchange);
        }
    }

    private static BigDecimal number(String text) {
        return new BigDecimal(text);
    }

    /** What comes in at the port. */
    private final class Door implements RequestHandler {
        @Override
        public CompletionStage<Reply> answer(HttpRequest request) {
            String name = request.method() + " " + request.path();
            if (request.path().equals("/api/v3/userDataStream")) {
                log.add(name, Map.of());
                return CompletableFuture.completedFuture(Reply.html(410, GONE));
            }
            Endpoint endpoint = endpoints.rest(name).orElse(null);
            if (endpoint == null) {
                log.add(name, Map.of());
                return CompletableFuture.completedFuture(Reply.html(404, "<html><body>404 Not Found</body></html>"));
            }
            return answer(request, endpoint);
        }

        private CompletionStage<Reply> answer(HttpRequest request, Endpoint endpoint) {
            Params params;
            try {
                params = Params.of(request.query(), request.text());
            } catch (BinanceError e) {
                log.add(endpoint.rest(), Map.of());
                return CompletableFuture.completedFuture(
                        Reply.json(e.status(), e.json().toString()));
            }
            log.add(endpoint.rest(), params.all());
            return new FaultyCalls(options.faults, time).answer(endpoint.rest(), () -> act(request, endpoint, params));
        }

        private Reply act(HttpRequest request, Endpoint endpoint, Params params) {
            Calls.Outcome outcome = calls.run(endpoint, params, given -> {
                if (endpoint.signed()) {
                    signer.checkRest(request, given);
                }
            });
            Reply.Answer answer = Reply.json(outcome.status(), outcome.body().toString());
            for (var header : outcome.headers().entrySet()) {
                answer = answer.with(header.getKey(), header.getValue());
            }
            return outcome.late().isEmpty() ? answer : new Reply.AnswerThen(answer, () -> calls.deliverLate(outcome));
        }

        @Override
        public Upgrade upgrade(HttpRequest request) {
            String path = request.path();
            log.add("WS " + (path.startsWith("/ws/") ? "/ws" : path), Map.of("target", request.target()));
            if (path.equals("/ws-api/v3")) {
                return new Upgrade.Accepted(watched(api));
            }
            boolean market = path.equals("/ws") || path.startsWith("/ws/") || path.equals("/stream");
            return market
                    ? new Upgrade.Accepted(watched(streams.listener()))
                    : new Upgrade.Refused(Reply.html(404, "<html><body>404 Not Found</body></html>"));
        }

        private SocketListener watched(SocketListener listener) {
            return new Heartbeat(listener, time, options.pingInterval, options.pongWithin, options.connectionLife);
        }
    }

    /** Puts a fake together. */
    public static final class Builder {
        /** The HMAC key that {@link FakeBinance#start()} knows. */
        public static final String API_KEY = "fake-binance-key";
        /** Its secret. */
        public static final String SECRET = "fake-binance-secret";

        private final Map<BinanceSymbol, BigDecimal> symbols = new LinkedHashMap<>();
        private final Map<String, BigDecimal> balances = new LinkedHashMap<>();
        private final Map<String, Keys.Key> keys = new LinkedHashMap<>();
        private int port;
        private VenueTime time = VenueTime.of(Clock.systemUTC());
        private boolean ownsTime = true;
        private long seed = 1;
        private FaultPlan faults = FaultPlan.none();
        private int weightPerMinute = 6000;
        private int ordersPerTenSeconds = 50;
        private int refusalsBeforeBan = 10;
        private Duration pingInterval = Duration.ofSeconds(20);
        private Duration pongWithin = Duration.ofSeconds(60);
        private Duration connectionLife = Duration.ofHours(24);
        private Fees fees = new Fees(new BigDecimal("0.001"), new BigDecimal("0.001"), null, BigDecimal.ONE);
        private @Nullable Duration generatorInterval;
        private @Nullable Duration past;

        private Builder() {}

        /** The port to listen on; any free one unless given. */
        public Builder port(int number) {
            this.port = number;
            return this;
        }

        /** A symbol and the price it last traded at; the first call replaces the three that are there by default. */
        public Builder symbol(BinanceSymbol symbol, String last) {
            symbols.put(symbol, new BigDecimal(last));
            return this;
        }

        /** What the account starts with of an asset; the first call replaces the default. */
        public Builder balance(String asset, String amount) {
            balances.put(asset, new BigDecimal(amount));
            return this;
        }

        /** A key that signs with HMAC-SHA256. */
        public Builder hmacKey(String apiKey, String secret) {
            keys.put(apiKey, new Keys.Key.Hmac(secret));
            return this;
        }

        /**
         * A key that signs with Ed25519.
         *
         * @param publicKey X.509 in base64, with or without PEM lines
         */
        public Builder ed25519Key(String apiKey, String publicKey) {
            try {
                String bare = publicKey.replaceAll("-----[A-Z ]+-----", "").replaceAll("\\s", "");
                X509EncodedKeySpec spec =
                        new X509EncodedKeySpec(Base64.getDecoder().decode(bare));
                return ed25519Key(apiKey, KeyFactory.getInstance("Ed25519").generatePublic(spec));
            } catch (GeneralSecurityException e) {
                throw new IllegalArgumentException("not an Ed25519 public key", e);
            }
        }

        /** A key that signs with Ed25519. */
        public Builder ed25519Key(String apiKey, PublicKey publicKey) {
            keys.put(apiKey, new Keys.Key.Ed25519(publicKey));
            return this;
        }

        /** The venue's time; who gives it closes it. The system's clock unless given. */
        public Builder time(VenueTime venueTime) {
            if (ownsTime) {
                time.close();
            }
            this.time = venueTime;
            this.ownsTime = false;
            return this;
        }

        /** Where ids and prices come from; 1 unless given. */
        public Builder seed(long number) {
            this.seed = number;
            return this;
        }

        /** What goes wrong. */
        public Builder faults(FaultPlan plan) {
            this.faults = plan;
            return this;
        }

        /** Limits: request weight per minute, orders in ten seconds, and how many 429 lead to a ban (418). */
        public Builder limits(int weight, int orders, int refusals) {
            this.weightPerMinute = weight;
            this.ordersPerTenSeconds = orders;
            this.refusalsBeforeBan = refusals;
            return this;
        }

        /** How often WebSockets are pinged, how long a pong may take, and how long a connection may last. */
        public Builder connections(Duration ping, Duration pong, Duration life) {
            this.pingInterval = ping;
            this.pongWithin = pong;
            this.connectionLife = life;
            return this;
        }

        /** Fees as shares of the value, 0.001 for 0.1 %; taken from what is received. */
        public Builder fees(String maker, String taker) {
            this.fees = new Fees(new BigDecimal(maker), new BigDecimal(taker), fees.payer(), fees.payerPrice());
            return this;
        }

        /** Fees are paid in another asset (BNB) at this price, a quarter off. */
        public Builder feesPaidIn(String asset, String price) {
            this.fees = new Fees(fees.maker(), fees.taker(), asset, new BigDecimal(price));
            return this;
        }

        /** Prices move by themselves this often. */
        public Builder movingEvery(Duration interval) {
            this.generatorInterval = interval;
            return this;
        }

        /** Begins with bars of this long a past, of every length from a minute up. */
        public Builder history(Duration back) {
            this.past = back;
            return this;
        }

        /** Starts it. */
        public FakeBinance start() {
            if (symbols.isEmpty()) {
                symbol(BinanceSymbol.of("BTC", "USDT"), "90000");
                symbol(BinanceSymbol.of("ETH", "USDT").with(BinanceSymbol.Limit.STEP_SIZE, "0.0001"), "3000");
                symbol(BinanceSymbol.of("BNB", "USDT").with(BinanceSymbol.Limit.STEP_SIZE, "0.001"), "600");
            }
            if (balances.isEmpty()) {
                balance("USDT", "100000")
                        .balance("BTC", "1")
                        .balance("ETH", "0")
                        .balance("BNB", "10");
            }
            if (keys.isEmpty()) {
                hmacKey(API_KEY, SECRET);
            }
            return new FakeBinance(this);
        }
    }
}
