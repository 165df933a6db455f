package io.fairlead.examples;

import static org.assertj.core.api.Assertions.assertThat;

import io.fairlead.alpaca.AlpacaBrokerProvider;
import io.fairlead.api.Currency;
import io.fairlead.api.Money;
import io.fairlead.api.Price;
import io.fairlead.api.Quantity;
import io.fairlead.api.instrument.Instrument;
import io.fairlead.api.instrument.InstrumentId;
import io.fairlead.api.market.Quote;
import io.fairlead.api.order.OrderChange;
import io.fairlead.api.order.OrderRequest;
import io.fairlead.api.order.OrderTicket;
import io.fairlead.api.order.OrderType;
import io.fairlead.api.order.Side;
import io.fairlead.api.order.TimeInForce;
import io.fairlead.api.strategy.Strategy;
import io.fairlead.api.strategy.StrategyContext;
import io.fairlead.binance.BinanceBrokerProvider;
import io.fairlead.core.engine.Alarm;
import io.fairlead.core.engine.Mode;
import io.fairlead.core.engine.SessionListener;
import io.fairlead.core.engine.SteppedSession;
import io.fairlead.core.engine.TradingSession;
import io.fairlead.core.risk.RiskPolicy;
import io.fairlead.fakes.CallFault;
import io.fairlead.fakes.FaultPlan;
import io.fairlead.fakes.LoggedRequest;
import io.fairlead.fakes.ManualTime;
import io.fairlead.fakes.RequestLog;
import io.fairlead.fakes.StreamFault;
import io.fairlead.fakes.alpaca.AlpacaKeys;
import io.fairlead.fakes.alpaca.FakeAlpaca;
import io.fairlead.fakes.binance.FakeBinance;
import io.fairlead.spi.Broker;
import io.fairlead.spi.BrokerProvider;
import io.fairlead.spi.Capabilities;
import io.fairlead.spi.ConfigKey;
import io.fairlead.spi.ProviderConfig;
import io.fairlead.spi.Secret;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;
import java.util.stream.LongStream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Random orders, changes and cancels through our adapters, on fake venues that lose answers, cut connections, double, delay and fall
 * silent; with odd seeds the session is killed half-way and opened again on its journal. Once all of that has passed, books and venue agree
 * to the last digit, every outcome is known, and no order was sent twice.
 * More of it: {@code -Dfairlead.soak=200} runs seeds 1 to 200.
 */
class AdaptersUnderFaultsTest {
    private static final Instant BEGIN = Instant.parse("2026-11-24T15:00:00Z");
    private static final Duration STEP = Duration.ofMillis(100);
    private static final int STEPS_OF_TRADING = 900;
    private static final int STEPS_TO_SETTLE = 2_400;
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final ManualTime venueTime = ManualTime.at(BEGIN);
    private final io.fairlead.tck.ManualTime ourTime = io.fairlead.tck.ManualTime.startingAt(BEGIN);
    private final List<String> alarms = new ArrayList<>();

    static LongStream seeds() {
        return LongStream.rangeClosed(1, Integer.getInteger("fairlead.soak", 3));
    }

    /** A plug-in whose waiting is done on the test's time. */
    private record OnTestTime(BrokerProvider plugin, io.fairlead.tck.ManualTime time) implements BrokerProvider {
        @Override
        public String id() {
            return plugin.id();
        }

        @Override
        public String version() {
            return plugin.version();
        }

        @Override
        public List<ConfigKey> configKeys() {
            return plugin.configKeys();
        }

        @Override
        public List<String> environments() {
            return plugin.environments();
        }

        @Override
        public String accountNumber(ProviderConfig config) {
            return plugin.accountNumber(config);
        }

        @Override
        public Capabilities capabilities(String environment) {
            return plugin.capabilities(environment);
        }

        @Override
        public Broker connect(ProviderConfig config, Lent lent) {
            return plugin.connect(config, new Lent(time.clock(), time.scheduler(), lent.approvals(), lent.listener()));
        }
    }

    /** Does something by chance at every quote, until it is told to stop. */
    private static final class RandomTrader implements Strategy {
        private final InstrumentId instrument;
        private final SplittableRandom random;
        private final List<OrderTicket> orders = new ArrayList<>();
        private boolean stopped;

        RandomTrader(InstrumentId instrument, long seed) {
            this.instrument = instrument;
            this.random = new SplittableRandom(seed);
        }

        @Override
        public void onStart(StrategyContext context) {
            context.subscribeQuotes(instrument);
        }

        @Override
        public void onQuote(Quote quote, StrategyContext context) {
            List<OrderTicket> open = context.openOrders();
            if (stopped) {
                open.forEach(OrderTicket::cancel);
                return;
            }
            int what = random.nextInt(10);
            if (what < 5 && open.size() < 6) {
                orders.add(context.submit(order(quote, context)));
            } else if (what < 7 && !open.isEmpty()) {
                open.get(random.nextInt(open.size())).cancel();
            } else if (what == 7 && !open.isEmpty()) {
                OrderTicket one = open.get(random.nextInt(open.size()));
                if (one.request().type() == OrderType.LIMIT) {
                    one.replace(OrderChange.toLimit(near(quote, context)));
                }
            }
        }

        private OrderRequest order(Quote quote, StrategyContext context) {
            boolean sell = random.nextBoolean()
                    && context.position(instrument).quantity().compareTo(Quantity.of("0.2")) > 0;
            OrderRequest.Builder order = OrderRequest.of(instrument, sell ? Side.SELL : Side.BUY)
                    .quantity(Quantity.of(BigDecimal.valueOf(1 + random.nextInt(30), 3)))
                    .timeInForce(TimeInForce.GTC);
            return (random.nextInt(3) == 0 ? order.market() : order.limit(near(quote, context))).build();
        }

        private Price near(Quote quote, StrategyContext context) {
            Instrument rules = context.instrument(instrument);
            BigDecimal away = BigDecimal.valueOf(9_995 + random.nextInt(11), 4);
            return rules.roundToTick(quote.bidPrice().times(away), RoundingMode.HALF_EVEN);
        }
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void shouldAgreeWithBinanceAfterABadDay(long seed, @TempDir Path journal) {
        FaultPlan faults = FaultPlan.seeded(seed);
        try (FakeBinance venue = FakeBinance.builder()
                .time(venueTime)
                .seed(seed)
                .faults(faults)
                .balance("USDT", "1000000")
                .movingEvery(Duration.ofMillis(300))
                .start()) {
            ProviderConfig config = ProviderConfig.empty()
                    .with("rest.url", venue.restUrl().toString())
                    .with("data.rest.url", venue.restUrl().toString())
                    .with("ws-api.url", venue.wsApiUrl().toString())
                    .with("stream.url", venue.streamUrl().toString())
                    .with("api.key", Secret.of(FakeBinance.Builder.API_KEY))
                    .with("api.secret", Secret.of(FakeBinance.Builder.SECRET));
            play(
                    new Day(
                            new BinanceBrokerProvider(),
                            config,
                            InstrumentId.of("BTCUSDT", "BINANCE"),
                            Currency.USDT,
                            faults,
                            seed),
                    journal,
                    () -> {
                        for (String call : List.of("POST /api/v3/order*", "DELETE /api/v3/order*")) {
                            badCalls(faults, call);
                        }
                        faults.sometimes("GET *", 20, CallFault.refuse(503, "{}"));
                        badStream(faults, "user");
                    },
                    venue::cutAll,
                    () -> venue.free("BTC").add(venue.locked("BTC")),
                    () -> idsSent(venue.log(), "POST /api/v3/order*", "newClientOrderId"));
        }
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void shouldAgreeWithAlpacaAfterABadDay(long seed, @TempDir Path journal) {
        FaultPlan faults = FaultPlan.seeded(seed);
        try (FakeAlpaca venue = FakeAlpaca.builder()
                .time(venueTime)
                .seed(seed)
                .faults(faults)
                .cash("1000000")
                .cryptoFee("0") // it is not told with the fill: see the adapter's README
                .partialFills(30)
                .requestsPerMinute(10_000) // a day's trouble in minutes
                .walking(Duration.ofMillis(300))
                .start()) {
            ProviderConfig config = ProviderConfig.empty()
                    .with("trading.rate", "10000")
                    .with("trading.url", venue.tradingUrl().toString())
                    .with("orders.url", venue.orderStreamUrl().toString())
                    .with("data.url", venue.dataUrl().toString())
                    .with("stream.url", venue.dataStreamUrl().toString())
                    .with("api.key", Secret.of(AlpacaKeys.usual().id()))
                    .with("api.secret", Secret.of(AlpacaKeys.usual().secret()));
            play(
                    new Day(
                            new AlpacaBrokerProvider(),
                            config,
                            InstrumentId.of("BTC/USD", "ALPACA"),
                            Currency.USD,
                            faults,
                            seed),
                    journal,
                    () -> {
                        for (String call : List.of("POST /v2/orders", "DELETE /v2/orders*", "PATCH /v2/orders*")) {
                            badCalls(faults, call);
                        }
                        faults.sometimes("GET *", 20, CallFault.refuse(503, "{}"));
                        badStream(faults, "trade_updates");
                    },
                    venue::cutConnections,
                    () -> venue.position("BTC/USD"),
                    () -> idsSent(venue.requests(), "POST /v2/orders", "client_order_id"));
        }
    }

    private static void badCalls(FaultPlan faults, String call) {
        faults.sometimes(call, 40, CallFault.cutBeforeActing())
                .sometimes(call, 40, CallFault.cutAfterActing())
                .sometimes(call, 30, CallFault.cutWhileAnswering())
                .sometimes(call, 30, CallFault.malformedAnswer())
                .sometimes(call, 20, CallFault.timeOutAfterActing())
                .sometimes(call, 20, CallFault.timeOutBeforeActing())
                .sometimes(call, 20, CallFault.timeOutThenActs(Duration.ofSeconds(3)))
                .sometimes(call, 30, CallFault.actThenAnswer(502, "<html>Bad Gateway</html>"))
                .sometimes(call, 30, CallFault.refuse(503, "{}"))
                .sometimes(call, 40, CallFault.lateAnswer(Duration.ofSeconds(2)));
    }

    private static void badStream(FaultPlan faults, String channel) {
        faults.sometimes(channel, 40, new StreamFault.Duplicate())
                .sometimes(channel, 40, new StreamFault.Delay(Duration.ofSeconds(1)))
                .sometimes(channel, 20, new StreamFault.Cut())
                .sometimes(channel, 10, new StreamFault.GoSilent());
    }

    private static List<String> idsSent(RequestLog log, String call, String parameter) {
        return log.of(call).stream()
                .map(LoggedRequest::parameters)
                .filter(parameters -> parameters.containsKey(parameter))
                .map(parameters -> parameters.get(parameter))
                .toList();
    }

    /** What is played. */
    private record Day(
            BrokerProvider plugin,
            ProviderConfig config,
            InstrumentId instrument,
            Currency cash,
            FaultPlan faults,
            long seed) {}

    private void play(
            Day day,
            Path journal,
            Runnable spoil,
            Runnable cutAll,
            Supplier<BigDecimal> held,
            Supplier<List<String>> idsSent) {
        RandomTrader trader = new RandomTrader(day.instrument(), day.seed());
        SteppedSession session = open(day, trader, journal);
        try {
            for (int i = 0; i < 100 && trader.orders.isEmpty(); i++) {
                step(session);
            }
            spoil.run();
            for (int i = 0; i < STEPS_OF_TRADING; i++) {
                step(session);
                if (i == STEPS_OF_TRADING / 2 && day.seed() % 2 == 1) {
                    session.kill();
                    session = openAgain(day, trader, journal);
                }
            }
            day.faults().clear();
            cutAll.run();
            trader.stopped = true;
            long patience = System.nanoTime()
                    + PATIENCE.toNanos(); // a busy machine's sockets are slower than the time that is moved
            for (int i = 0;
                    !isSettled(session, day, held.get()) && (i < STEPS_TO_SETTLE || System.nanoTime() < patience);
                    i++) {
                step(session);
            }

            String story = "seed " + day.seed() + ", open " + session.openOrders() + ", alarms " + alarms;
            Set<String> distinct = new HashSet<>(idsSent.get());
            assertThat(idsSent.get()).as("sent once each; %s", story).hasSameSizeAs(distinct);
            assertThat(trader.orders).as(story).hasSizeGreaterThan(40);
            assertThat(session.openOrders()).as(story).isEmpty();
            assertThat(position(session, day)).as("held, %s", story).isEqualByComparingTo(held.get());
        } finally {
            session.close();
        }
    }

    private SteppedSession open(Day day, RandomTrader trader, Path journal) {
        return TradingSession.builder()
                .mode(Mode.LIVE)
                .broker(new OnTestTime(day.plugin(), ourTime), day.config())
                .clock(ourTime.clock())
                .instruments(day.instrument())
                .cash(Money.zero(day.cash()))
                .risk(RiskPolicy.research())
                .journal(journal)
                .strategy(() -> trader)
                .listener(new SessionListener() {
                    @Override
                    public void onAlarm(Alarm alarm) {
                        alarms.add(alarm.toString());
                    }
                })
                .openStepped();
    }

    /** What a session asks on opening may wait for its turn: time goes on meanwhile. */
    private SteppedSession openAgain(Day day, RandomTrader trader, Path journal) {
        AtomicBoolean opened = new AtomicBoolean();
        Thread time = new Thread(() -> {
            while (!opened.get()) {
                venueTime.advance(STEP);
                ourTime.advance(STEP);
                LockSupport.parkNanos(5_000_000);
            }
        });
        time.start();
        try {
            return open(day, trader, journal);
        } finally {
            opened.set(true);
            join(time);
        }
    }

    private static void join(Thread thread) {
        try {
            thread.join();
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    private static boolean isSettled(SteppedSession session, Day day, BigDecimal held) {
        return session.openOrders().isEmpty() && position(session, day).compareTo(held) == 0;
    }

    private static BigDecimal position(SteppedSession session, Day day) {
        return session.session().account().positions().stream()
                .filter(position -> position.instrument().equals(day.instrument()))
                .map(position -> position.quantity().value())
                .findFirst()
                .orElse(BigDecimal.ZERO);
    }

    /** Both clocks go on, then what that leads to over the sockets has a moment to arrive. */
    private void step(SteppedSession session) {
        venueTime.advance(STEP);
        ourTime.advance(STEP);
        for (int i = 0; i < 4; i++) {
            session.runUntilIdle();
            LockSupport.parkNanos(200_000);
        }
    }
}
