package io.fairlead.fakes.alpaca;

import io.fairlead.fakes.FaultPlan;
import io.fairlead.fakes.RequestLog;
import io.fairlead.fakes.VenueTime;
import io.fairlead.fakes.net.LoopbackServer;
import java.math.BigDecimal;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;
import java.util.SplittableRandom;
import java.util.TreeMap;

/**
 * Alpaca on loopback: trading REST v2, the order stream, market data by REST and by streams, all on one port. It has one account, and
 * a market that a test moves by hand or that walks by itself. What is drawn by chance is drawn from a seed: the same requests give the
 * same answers. Thread-safe.
 *
 * <p>Fault plans know calls by {@code POST /v2/orders} or {@code DELETE /v2/orders/{id}}, and stream messages by
 * {@code trade_updates} or {@code v2/iex quotes}.
 */
public final class FakeAlpaca implements AutoCloseable {
    private final AlpacaVenue venue;
    private final VenueTime time;
    private final LoopbackServer server;

    private FakeAlpaca(AlpacaVenue venue, VenueTime time, LoopbackServer server) {
        this.venue = venue;
        this.time = time;
        this.server = server;
    }

    /** A paper venue with the usual assets and prices, 100,000 dollars and any free port. */
    public static Builder builder() {
        return new Builder();
    }

    /** The usual venue, started. */
    public static FakeAlpaca start() {
        return builder().start();
    }

    // --- Where it is ----------------------------------------------------------------------------------------------

    /** The trading API, {@code http://127.0.0.1:port}; paths begin with {@code /v2}. */
    public URI tradingUrl() {
        return server.http();
    }

    /** The market data API, {@code http://127.0.0.1:port}. */
    public URI dataUrl() {
        return server.http();
    }

    /** The order stream, {@code ws://127.0.0.1:port/stream}. */
    public URI orderStreamUrl() {
        return server.ws().resolve("/stream");
    }

    /** What a feed's name is added to, {@code ws://127.0.0.1:port}: {@code /v2/iex} and so on. */
    public URI dataStreamUrl() {
        return server.ws();
    }

    /** The port. */
    public int port() {
        return server.port();
    }

    /** Every request that came in. */
    public RequestLog requests() {
        return venue.log;
    }

    /** How many TCP connections were ever accepted. */
    public int connectionsSeen() {
        return server.connectionsSeen();
    }

    /** How many clients listen to {@code trade_updates} now. */
    public int orderListeners() {
        synchronized (venue.lock) {
            return venue.orderStream.listeners();
        }
    }

    /**
     * The symbols that clients of a feed have subscribed to now, {@code *} among them if somebody has.
     *
     * @param feed {@code v2/iex} and so on
     * @param channel {@code bars}, {@code quotes} and so on
     */
    public Set<String> subscriptions(String feed, String channel) {
        synchronized (venue.lock) {
            return venue.subscriptions(feed, channel);
        }
    }

    // --- The market -----------------------------------------------------------------------------------------------

    /** Sets a quote of 300 units a side (0.3 for a pair) and looks at the orders; 0 stands for no quote on that side. */
    public void quote(String symbol, String bid, String ask) {
        String size = symbol.contains("/") ? "0.3" : "300";
        quote(symbol, bid, size, ask, size);
    }

    /** Sets a quote and looks at the orders. */
    public void quote(String symbol, String bid, String bidSize, String ask, String askSize) {
        venue.locked(() -> venue.market.quote(
                symbol,
                new BigDecimal(bid),
                new BigDecimal(bidSize),
                new BigDecimal(ask),
                new BigDecimal(askSize),
                venue.now()));
    }

    /** Lets somebody trade, and looks at the orders that wait for a price. */
    public void trade(String symbol, String price, String size) {
        venue.locked(() -> venue.market.trade(symbol, new BigDecimal(price), new BigDecimal(size), true, venue.now()));
    }

    /** A trade of a minute that has ended comes to light: its bar is corrected. */
    public void lateTrade(String symbol, String price, String size, Instant at) {
        venue.locked(() -> venue.market.lateTrade(symbol, new BigDecimal(price), new BigDecimal(size), at));
    }

    /** The last trade was an error. */
    public void cancelLastTrade(String symbol) {
        venue.locked(() -> venue.market.cancelLastTrade(symbol, venue.now()));
    }

    /** Until the next quote, orders in this asset are filled with no more than this together. */
    public void available(String symbol, String units) {
        venue.locked(() -> venue.market.line(symbol).available = new BigDecimal(units));
    }

    /** Halts a share. */
    public void halt(String symbol) {
        venue.locked(() -> venue.market.halt(symbol, true, venue.now()));
    }

    /** Lets it trade again. */
    public void resume(String symbol) {
        venue.locked(() -> venue.market.halt(symbol, false, venue.now()));
    }

    /** Adds minute bars to the past; a bar of the same minute is replaced. */
    public void bars(String symbol, Collection<AlpacaBar> bars) {
        venue.locked(() -> bars.forEach(bar -> venue.market.line(symbol).minutes.put(bar.start(), bar)));
    }

    /** Publishes news. */
    public void news(String headline, String summary, List<String> symbols) {
        venue.locked(() -> venue.market.addNews(headline, summary, symbols, venue.now()));
    }

    // --- What goes wrong ------------------------------------------------------------------------------------------

    /** The next cancel comes too late: it is taken in, then the order is filled. */
    public void nextCancelLosesTheRace() {
        venue.locked(venue.exchange::nextCancelLoses);
    }

    /** The next replace comes too late: a new order is shown, then the old one is filled and the change rejected. */
    public void nextReplaceLosesTheRace() {
        venue.locked(venue.exchange::nextReplaceLoses);
    }

    /** The venue takes back the last execution of an order ({@code trade_bust}). */
    public void bustLastFill(String orderId) {
        venue.locked(() -> venue.exchange.reverse(orderId, null));
    }

    /** The venue corrects the price of an order's last execution ({@code trade_correct}). */
    public void correctLastFill(String orderId, String price) {
        venue.locked(() -> venue.exchange.reverse(orderId, new BigDecimal(price)));
    }

    /**
     * Tells something of an order on the stream that changes nothing: {@code done_for_day}, {@code calculated}, {@code stopped},
     * {@code suspended}, {@code restated}, or an event that nobody knows yet.
     */
    public void remark(String orderId, String event) {
        venue.locked(() -> venue.exchange.remark(orderId, event));
    }

    /** Blocks the account's trading or lets it trade again. */
    public void blockTrading(boolean blocked) {
        venue.locked(() -> venue.account.tradingBlocked = blocked);
    }

    /** Takes note that a client order id was used long ago. */
    public void burnClientOrderId(String id) {
        venue.locked(() -> venue.orders.burn(id));
    }

    /** Cuts every connection, streams included, and goes on listening. */
    public void cutConnections() {
        server.cutAll();
    }

    /** Cash now. */
    public BigDecimal cash() {
        synchronized (venue.lock) {
            return venue.ledger.cash();
        }
    }

    /** Units held of an asset now, below 0 if sold short. */
    public BigDecimal position(String symbol) {
        synchronized (venue.lock) {
            return venue.ledger.position(venue.market.line(symbol).asset);
        }
    }

    /** Stops; idempotent. */
    @Override
    public void close() {
        venue.close();
        server.close();
        time.close();
    }

    /** Says how a venue is to be. One thread. */
    public static final class Builder {
        private static final List<String> USUAL_PRICES = List.of(
                "AAPL=231.10",
                "MSFT=415.20",
                "F=11.25",
                "SPY=595.40",
                "AAPL261218C00250000=3.20",
                "FAKEPACA=100.00",
                "BTC/USD=91245.00",
                "ETH/USD=3105.00");

        AlpacaKeys keys = AlpacaKeys.usual();
        List<AlpacaAsset> assets = AlpacaAsset.usual();
        BigDecimal cash = new BigDecimal("100000");
        BigDecimal multiplier = new BigDecimal("2");
        BigDecimal cryptoFee = new BigDecimal("0.0025");
        FaultPlan faults = FaultPlan.none();
        Duration latency = Duration.ZERO;
        int requestsPerMinute = 200;
        int partialPercent;
        boolean paper = true;
        boolean paidPlan;
        boolean emptyPages;

        private final SortedMap<String, BigDecimal> prices = new TreeMap<>();
        private final List<String[]> holdings = new ArrayList<>();
        private int port;
        private long seed = 1;
        private VenueTime time = VenueTime.of(Clock.systemUTC());
        private Duration walk = Duration.ZERO;
        private Duration past = Duration.ZERO;

        private Builder() {
            for (String usual : USUAL_PRICES) {
                int equals = usual.indexOf('=');
                prices.put(usual.substring(0, equals), new BigDecimal(usual.substring(equals + 1)));
            }
        }

        /** Listens on this port; 0 for any. */
        public Builder port(int free) {
            port = free;
            return this;
        }

        /** Takes this key pair and no other. */
        public Builder keys(AlpacaKeys pair) {
            keys = pair;
            return this;
        }

        /** Trades these assets instead of the usual ones; they have no price unless {@link #price} gives one. */
        public Builder assets(Collection<AlpacaAsset> traded) {
            assets = List.copyOf(traded);
            prices.keySet()
                    .removeIf(symbol ->
                            traded.stream().noneMatch(asset -> asset.symbol().equals(symbol)));
            return this;
        }

        /** Begins with a quote a tick to either side of a price. */
        public Builder price(String symbol, String price) {
            prices.put(symbol, new BigDecimal(price));
            return this;
        }

        /** Begins without any prices. */
        public Builder withoutPrices() {
            prices.clear();
            return this;
        }

        /** Begins with this much cash, in dollars. */
        public Builder cash(String dollars) {
            cash = new BigDecimal(dollars);
            return this;
        }

        /** Begins with a position; units below 0 are sold short. */
        public Builder holding(String symbol, String units, String averagePrice) {
            holdings.add(new String[] {symbol, units, averagePrice});
            return this;
        }

        /** Margin multiplier of the account: 1, 2 or 4. */
        public Builder multiplier(int times) {
            multiplier = BigDecimal.valueOf(times);
            return this;
        }

        /** Part of what a crypto trade credits that the venue keeps; 0.0025 unless set. */
        public Builder cryptoFee(String part) {
            cryptoFee = new BigDecimal(part);
            return this;
        }

        /** Is an account with real money's venue: order events come in text frames, the account number has no {@code PA}. */
        public Builder live() {
            paper = false;
            return this;
        }

        /** Permits recent SIP data and any number of symbols on streams. */
        public Builder paidPlan() {
            paidPlan = true;
            return this;
        }

        /** Puts an empty page with a token between any two pages of market data. */
        public Builder emptyPages() {
            emptyPages = true;
            return this;
        }

        /** Permits so many requests a minute, trading and data each; 200 unless set. */
        public Builder requestsPerMinute(int most) {
            requestsPerMinute = most;
            return this;
        }

        /** Fills so many in a hundred orders in two parts, the second at the next quote. */
        public Builder partialFills(int percent) {
            partialPercent = percent;
            return this;
        }

        /** Acts on what it has taken in only after this long: events then come after the reply. At once unless set. */
        public Builder latency(Duration after) {
            latency = after;
            return this;
        }

        /** Goes by this time; the machine's own unless set. */
        public Builder time(VenueTime venueTime) {
            time = venueTime;
            return this;
        }

        /** Draws chance from this seed. */
        public Builder seed(long number) {
            seed = number;
            return this;
        }

        /** Goes wrong by this plan. */
        public Builder faults(FaultPlan plan) {
            faults = plan;
            return this;
        }

        /** Moves all prices by chance, again and again: quotes and trades for the streams. */
        public Builder walking(Duration interval) {
            walk = interval;
            return this;
        }

        /** Begins with minute bars of this long a past. */
        public Builder history(Duration back) {
            past = back;
            return this;
        }

        String accountNumber() {
            return paper ? "PA3FAKE00001" : "930000001";
        }

        /** Starts to listen. */
        public FakeAlpaca start() {
            SplittableRandom chance = new SplittableRandom(seed);
            AlpacaVenue venue = new AlpacaVenue(this, time, chance.split());
            AlpacaPriceWalk prepared = new AlpacaPriceWalk(venue.market, chance.split());
            venue.locked(() -> {
                prices.forEach((symbol, price) -> AlpacaPriceWalk.begin(venue.market, symbol, price, venue.now()));
                venue.market.lines().forEach(line -> prepared.past(line, past, time.now()));
                for (String[] holding : holdings) {
                    venue.ledger.grant(
                            venue.market.line(holding[0]).asset,
                            new BigDecimal(holding[1]),
                            new BigDecimal(holding[2]));
                }
            });
            FakeAlpaca fake = new FakeAlpaca(venue, time, LoopbackServer.start(port, venue));
            venue.startTicking();
            if (!walk.isZero()) {
                venue.startWalking(prepared, walk);
            }
            return fake;
        }
    }
}
