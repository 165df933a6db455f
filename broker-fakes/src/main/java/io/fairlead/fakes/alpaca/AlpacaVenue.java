package io.fairlead.fakes.alpaca;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fairlead.fakes.FaultyCalls;
import io.fairlead.fakes.FaultyStream;
import io.fairlead.fakes.RequestLog;
import io.fairlead.fakes.VenueTime;
import io.fairlead.fakes.net.HttpRequest;
import io.fairlead.fakes.net.Reply;
import io.fairlead.fakes.net.RequestHandler;
import io.fairlead.fakes.net.SocketPeer;
import io.fairlead.fakes.net.Upgrade;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Collection;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;

/** The venue behind the port: all its parts, one lock around them, and the way from a request to its answer. */
final class AlpacaVenue implements RequestHandler, AlpacaMarket.Sink {
    private static final int FREE_SYMBOLS = 30;

    final Object lock = new Object();
    final AlpacaMarket market;
    final AlpacaExchange exchange;
    final AlpacaOrders orders = new AlpacaOrders();
    final AlpacaLedger ledger;
    final AlpacaAccount account;
    final AlpacaOrderStream orderStream;
    final RequestLog log;

    private final VenueTime time;
    private final AlpacaKeys keys;
    private final FaultyCalls calls;
    private final AlpacaTradingApi trading;
    private final AlpacaDataApi data;
    private final Map<String, AlpacaDataStream> feeds = new TreeMap<>();
    private final AlpacaRateLimit tradingLimit;
    private final AlpacaRateLimit dataLimit;
    private final SplittableRandom idChance;
    private final SplittableRandom nanoChance;
    private final Duration latency;
    private Instant last = Instant.MIN;
    private boolean closed;

    AlpacaVenue(FakeAlpaca.Builder setup, VenueTime time, SplittableRandom chance) {
        this.time = time;
        keys = setup.keys;
        latency = setup.latency;
        idChance = chance.split();
        nanoChance = chance.split();
        log = new RequestLog(time);
        calls = new FaultyCalls(setup.faults, time);
        tradingLimit = new AlpacaRateLimit(setup.requestsPerMinute);
        dataLimit = new AlpacaRateLimit(setup.requestsPerMinute);
        AlpacaJson style = new AlpacaJson(chance.split());
        market = new AlpacaMarket(setup.assets, this, this::moved);
        ledger = new AlpacaLedger(setup.cash, setup.cryptoFee, style, this::id);
        AlpacaGuard guard = new AlpacaGuard(orders, ledger, market, setup.multiplier);
        AlpacaFills fills = new AlpacaFills(chance.split(), setup.partialPercent);
        Function<SocketPeer, FaultyStream> streams = peer -> new FaultyStream(peer, setup.faults, time);
        orderStream = new AlpacaOrderStream(lock, keys, setup.paper, style, streams);
        exchange = new AlpacaExchange(
                orders, ledger, market, guard, style, fills, this::now, this::id, this::later, orderStream::publish);
        account = new AlpacaAccount(id(), setup.accountNumber(), setup.multiplier, setup.cash, time.now());
        trading = new AlpacaTradingApi(account, orders, ledger, market, guard, exchange, style, this::now);
        data = new AlpacaDataApi(market, new AlpacaPages(setup.emptyPages), setup.paidPlan, this::now);
        int symbols = setup.paidPlan ? Integer.MAX_VALUE : FREE_SYMBOLS;
        for (String feed :
                new String[] {"v2/iex", "v2/sip", "v2/delayed_sip", "v2/test", "v1beta3/crypto/us", "v1beta1/news"}) {
            feeds.put(feed, new AlpacaDataStream(lock, feed, keys, market, time, symbols, streams));
        }
    }

    // --- Time, ids ------------------------------------------------------------------------------------------------

    /** The venue's time with nanoseconds of its own, never the same twice. */
    Instant now() {
        Instant clock = time.now();
        Instant from = clock.isAfter(last) ? clock : last.plusNanos(1);
        last = from.plusNanos(nanoChance.nextInt(500));
        return last;
    }

    private UUID id() {
        long high = (idChance.nextLong() & ~0xF000L) | 0x4000L;
        long low = (idChance.nextLong() & 0x3FFF_FFFF_FFFF_FFFFL) | 0x8000_0000_0000_0000L;
        return new UUID(high, low);
    }

    private void later(Runnable task) {
        if (latency.isZero()) {
            task.run();
        } else {
            time.after(latency, () -> locked(task));
        }
    }

    /** Runs something under the lock, then sends what came of it to the data streams. */
    void locked(Runnable task) {
        synchronized (lock) {
            task.run();
            feeds.values().forEach(AlpacaDataStream::flush);
        }
    }

    /** Looks at the clock at each full minute from now on. */
    void startTicking() {
        Instant now = time.now();
        Instant next = now.truncatedTo(ChronoUnit.MINUTES).plus(1, ChronoUnit.MINUTES);
        time.after(Duration.between(now, next), () -> {
            tick();
            synchronized (lock) {
                if (closed) {
                    return;
                }
            }
            startTicking();
        });
    }

    /** Ends bars, lets waiting orders begin, ends overdue ones, posts fees. */
    void tick() {
        locked(() -> {
            market.tick(now());
            exchange.tick();
            ledger.tick(now());
        });
    }

    /** Moves prices again and again. */
    void startWalking(AlpacaPriceWalk walk, Duration interval) {
        time.after(interval, () -> {
            synchronized (lock) {
                if (closed) {
                    return;
                }
            }
            locked(() -> walk.step(now()));
            startWalking(walk, interval);
        });
    }

    /** What clients of a feed want of a channel. */
    Set<String> subscriptions(String feed, String channel) {
        AlpacaDataStream stream = feeds.get(feed);
        if (stream == null) {
            throw new IllegalArgumentException("no feed " + feed + ", there are " + feeds.keySet());
        }
        return stream.subscriptions(channel);
    }

    void close() {
        synchronized (lock) {
            closed = true;
        }
    }

    // --- Market ---------------------------------------------------------------------------------------------------

    private void moved(AlpacaAsset asset) {
        exchange.moved(asset);
    }

    @Override
    public void publish(AlpacaAsset asset, String channel, ObjectNode message) {
        feeds.values().forEach(feed -> feed.publish(asset, channel, message));
    }

    @Override
    public void news(ObjectNode message, Collection<String> symbols) {
        feeds.values().forEach(feed -> feed.news(message, symbols));
    }

    // --- Requests -------------------------------------------------------------------------------------------------

    @Override
    public CompletionStage<Reply> answer(HttpRequest request) {
        AlpacaCall call = AlpacaCall.from(request);
        log.add(call.name(), call.parameters());
        return calls.answer(call.name(), () -> handle(request, call));
    }

    private Reply.Answer handle(HttpRequest request, AlpacaCall call) {
        synchronized (lock) {
            boolean isData = AlpacaDataApi.isData(call);
            AlpacaRateLimit limit = isData ? dataLimit : tradingLimit;
            AlpacaReply reply;
            try {
                authorize(request, call);
                if (!limit.take(time.now())) {
                    throw isData
                            ? AlpacaRefusal.ofData(429, "too many requests.")
                            : AlpacaRefusal.of(429, 42910000, "rate limit exceeded");
                }
                if (call.method().equals("POST")) {
                    account.requireTrading();
                }
                reply = isData ? data.answer(call) : trading.answer(call);
            } catch (AlpacaRefusal refusal) {
                reply = new AlpacaReply(refusal.status(), refusal.body());
            }
            feeds.values().forEach(AlpacaDataStream::flush);
            return wire(reply, limit);
        }
    }

    private Reply.Answer wire(AlpacaReply reply, AlpacaRateLimit limit) {
        JsonNode body = reply.body();
        Reply.Answer answer =
                body == null ? Reply.empty(reply.status()) : Reply.json(reply.status(), AlpacaJson.write(body));
        answer = answer.with("X-Request-ID", id().toString().replace("-", ""));
        if (reply.status() != 401) {
            for (Map.Entry<String, String> header : limit.headers().entrySet()) {
                answer = answer.with(header.getKey(), header.getValue());
            }
        }
        return answer;
    }

    private void authorize(HttpRequest request, AlpacaCall call) {
        String id = request.header("apca-api-key-id").orElse("");
        String secret = request.header("apca-api-secret-key").orElse("");
        boolean bearer = request.header("authorization")
                .filter(("Bearer " + keys.secret())::equals)
                .isPresent();
        boolean known = keys.id().equals(id) && keys.secret().equals(secret);
        boolean anonymous = id.isEmpty() && AlpacaDataApi.isFree(call);
        if (!known && !bearer && !anonymous) {
            throw AlpacaRefusal.of(401, 40110000, "request is not authorized");
        }
    }

    @Override
    public Upgrade upgrade(HttpRequest request) {
        String path = request.path().substring(1);
        AlpacaDataStream feed = feeds.get(path);
        if (feed != null) {
            return new Upgrade.Accepted(feed);
        }
        if (path.equals("stream")) {
            return new Upgrade.Accepted(orderStream);
        }
        return new Upgrade.Refused(Reply.json(404, "{\"message\":\"endpoint not found\"}"));
    }
}
