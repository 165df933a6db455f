package io.fairlead.binance;

import static org.assertj.core.api.Assertions.assertThat;

import io.fairlead.api.AccountId;
import io.fairlead.api.Currency;
import io.fairlead.api.Money;
import io.fairlead.api.Price;
import io.fairlead.api.Quantity;
import io.fairlead.api.instrument.Instrument;
import io.fairlead.api.instrument.InstrumentId;
import io.fairlead.api.market.Bar;
import io.fairlead.api.market.BarInterval;
import io.fairlead.api.market.Depth;
import io.fairlead.api.market.Quote;
import io.fairlead.api.market.Trade;
import io.fairlead.api.order.ClientOrderId;
import io.fairlead.api.order.Contingency;
import io.fairlead.api.order.Denial;
import io.fairlead.api.order.OrderGroup;
import io.fairlead.api.order.OrderId;
import io.fairlead.api.order.OrderRequest;
import io.fairlead.api.order.Side;
import io.fairlead.api.order.TimeInForce;
import io.fairlead.api.risk.ApprovalVerifier;
import io.fairlead.api.risk.ApprovedLeg;
import io.fairlead.api.risk.ApprovedOrder;
import io.fairlead.api.risk.FlatView;
import io.fairlead.api.risk.RiskGate;
import io.fairlead.api.risk.RiskRule;
import io.fairlead.api.risk.RiskView;
import io.fairlead.api.risk.RuleSet;
import io.fairlead.fakes.CallFault;
import io.fairlead.fakes.StreamFault;
import io.fairlead.fakes.VenueTime;
import io.fairlead.fakes.binance.FakeBinance;
import io.fairlead.spi.ActionResult;
import io.fairlead.spi.Broker;
import io.fairlead.spi.BrokerListener;
import io.fairlead.spi.BrokerProvider.Lent;
import io.fairlead.spi.ConnectionEvent;
import io.fairlead.spi.ConnectionEvent.State;
import io.fairlead.spi.DiagnosticsFacet.Check;
import io.fairlead.spi.DiagnosticsFacet.Verdict;
import io.fairlead.spi.MarketDataFacet.Listener;
import io.fairlead.spi.MarketDataProvider.MarketDataConnection;
import io.fairlead.spi.OrderKey;
import io.fairlead.spi.OrderReport;
import io.fairlead.spi.ProviderConfig;
import io.fairlead.spi.Secret;
import io.fairlead.spi.SubmitResult;
import io.fairlead.tck.ManualTime;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What the contract kit does not ask of every broker: Binance's own ways. */
class BinanceOnFakeTest {
    private static final InstrumentId BTCUSDT = SymbolRules.idOf("BTCUSDT");
    private static final String KEY = "test-binance-key";

    private final ManualTime time = ManualTime.startingAt(Instant.parse("2026-11-27T12:00:05Z"));
    private final FakeBinance venue = FakeBinance.builder()
            .time(new ShortTime())
            .hmacKey(KEY, "test-binance-secret")
            .ed25519Key("ed-key", "MCowBQYDK2VwAyEAA6EHv/POEL4dcN0Y50vAmWfk1jCbpQ1fHdyGZBJVMbg=")
            .start();
    private final BlockingQueue<Object> told = new LinkedBlockingQueue<>();
    private final RiskGate gate = RiskGate.standalone(RuleSet.of("test", new Anything()));
    private final List<AutoCloseable> open = new ArrayList<>();
    private ApprovalVerifier connection;
    private Instrument rules;
    private long ids;

    @AfterEach
    void stop() throws Exception {
        for (AutoCloseable each : open) {
            each.close();
        }
        venue.close();
        time.close();
    }

    @Test
    void shouldTradeWithAnEd25519Key() throws Exception {
        Broker broker = connect(
                config("ed-key")
                        .with(
                                "private.key",
                                Secret.of(
                                        "-----BEGIN PRIVATE KEY-----\n"
                                                + "MC4CAQAwBQYDK2VwBCIEIAABAgMEBQYHCAkKCwwNDg8QERITFBUWFxgZGhscHR4f\n-----END PRIVATE KEY-----")));

        SubmitResult result = submit(broker, limit("80000"));

        assertThat(result).isInstanceOf(SubmitResult.Accepted.class);
    }

    @Test
    void shouldRotateWithoutGoingDownWhenTheVenueShutsDown() throws Exception {
        connectHmac();
        venue.announceShutdown();

        await("a second connection subscribes", () -> venue.log().count("userDataStream.subscribe.signature") == 2);
        await(
                "the first is gone",
                () -> venue.apiConnections().stream()
                                .filter(peer -> peer.isOpen())
                                .count()
                        == 1);
        venue.deposit("USDT", "1");

        assertThat(told).noneMatch(what -> what instanceof ConnectionEvent event && event.state() != State.UP);
    }

    @Test
    void shouldSubscribeAgainWhenTheVenueEndsTheSubscription() throws Exception {
        connectHmac();

        venue.terminateUserStreams();
        awaitState(State.DOWN);

        awaitPassing("it is up again", () -> told.stream().anyMatch(BinanceOnFakeTest::isUp));
    }

    @Test
    void shouldCallATimeoutOfTheVenuesEngineUnknown() throws Exception {
        Broker broker = connectHmac();
        venue.faults()
                .next(
                        "POST /api/v3/order",
                        CallFault.actThenAnswer(400, "{\"code\":-1007,\"msg\":\"Timeout waiting for response.\"}"));

        SubmitResult result = submit(broker, limit("80000"));

        assertThat(result).isInstanceOf(SubmitResult.Unknown.class);
        assertThat(venue.orders()).hasSize(1);
        assertThat(venue.log().count("POST /api/v3/order")).isEqualTo(1);
    }

    @Test
    void shouldMeetAClockThatIsWrongWithoutSendingTheOrderAgain() throws Exception {
        Broker broker = connectHmac();
        venue.faults()
                .next(
                        "POST /api/v3/order",
                        CallFault.refuse(
                                400,
                                "{\"code\":-1021,\"msg\":\"Timestamp for this request is outside of the recvWindow.\"}"));
        int looks = venue.log().count("GET /api/v3/time");

        SubmitResult result = submit(broker, limit("80000"));

        assertThat(result).isInstanceOf(SubmitResult.Rejected.class);
        assertThat(venue.log().count("POST /api/v3/order")).isEqualTo(1);
        await("the clock is asked anew", () -> venue.log().count("GET /api/v3/time") > looks);
    }

    @Test
    void shouldTakeNoMissingAnswerOfALaggingListForAbsence() throws Exception {
        Broker broker = connectHmac();
        SubmitResult.Accepted accepted = (SubmitResult.Accepted) submit(broker, limit("80000"));
        venue.orderVisibilityLag(Duration.ofSeconds(2));

        Optional<?> early = get(broker.orders().order(OrderKey.of(accepted.clientOrderId())));
        pass(Duration.ofSeconds(3));
        Optional<?> later = get(broker.orders().order(OrderKey.of(accepted.clientOrderId())));

        assertThat(early).isEmpty();
        assertThat(later).isPresent();
        assertThat(broker.capabilities().absenceProof().orElseThrow()).isGreaterThan(Duration.ofSeconds(10));
    }

    /** After a restart, of a symbol that is not traded any more. */
    @Test
    void shouldFindAnOrderThatHasEndedByItsInstrument() throws Exception {
        Broker before = connectHmac();
        SubmitResult.Accepted accepted = (SubmitResult.Accepted) submit(before, limit("80000"));
        OrderKey key = OrderKey.of(accepted.clientOrderId());
        venue.take("BTCUSDT", io.fairlead.fakes.book.Side.SELL, "80000", "0.01");
        before.close();

        Broker after = line(config(KEY).with("api.secret", Secret.of("test-binance-secret")));

        assertThat(after.orders().order(key).toCompletableFuture())
                .as("of no symbol that it has heard of")
                .failsWithin(Duration.ofSeconds(10));
        assertThat(get(after.orders().order(key, BTCUSDT))
                        .orElseThrow()
                        .lifecycle()
                        .isEnd())
                .isTrue();
    }

    /** It is asked for while everything else waits: a list of all orders costs eighty times as much. */
    @Test
    void shouldCancelAnOrderOfAnEarlierRunWithoutAListOfAll() throws Exception {
        Broker broker = connectHmac();
        OrderKey key = OrderKey.of(new ClientOrderId("of-an-earlier-run"));
        int lists = venue.log().count("GET /api/v3/openOrders");

        ActionResult result = get(broker.orders().cancel(key, BTCUSDT));

        assertThat(result).isInstanceOf(ActionResult.Refused.class);
        assertThat(venue.log().count("DELETE /api/v3/order")).isEqualTo(1);
        assertThat(venue.log().count("GET /api/v3/openOrders")).isEqualTo(lists);
    }

    @Test
    void shouldPlaceABracketAsOneListAndReportItsLegs() throws Exception {
        Broker broker = connectHmac();
        OrderRequest entry = limit("80000");
        OrderRequest target = exit().limit(Price.of(95_000)).build();
        OrderRequest stop = exit().stop(Price.of(70_000)).build();

        SubmitResult.Accepted accepted =
                (SubmitResult.Accepted) submit(broker, OrderGroup.bracket(entry, target, stop));

        assertThat(accepted.legs()).hasSize(2);
        assertThat(venue.orders())
                .extracting(order -> order.type() + " " + order.status())
                .containsExactlyInAnyOrder("LIMIT NEW", "LIMIT_MAKER PENDING_NEW", "STOP_LOSS PENDING_NEW");
        await(
                "the legs are told as waiting",
                () -> told.stream()
                                .filter(OrderReport.Suspended.class::isInstance)
                                .count()
                        == 2);
    }

    @Test
    void shouldDenyAListThatBeginsAtTheMarketBeforeAByteLeaves() throws Exception {
        Broker broker = connectHmac();
        OrderRequest entry =
                OrderRequest.buy(BTCUSDT).quantity(Quantity.of("0.01")).market().build();

        SubmitResult result = submit(
                broker,
                OrderGroup.bracket(
                        entry,
                        exit().limit(Price.of(95_000)).build(),
                        exit().stop(Price.of(70_000)).build()));

        assertThat(((SubmitResult.Denied) result).denial().code()).isEqualTo("UNSUPPORTED_GROUP");
        assertThat(venue.log().count("POST *")).isZero();
    }

    @Test
    void shouldReportFillsMissedWhileTheStreamWasDownBeforeItIsUp() throws Exception {
        Broker broker = connectHmac();
        submit(broker, limit("80000"));
        venue.faults().always("userDataStream.subscribe.signature", CallFault.cutBeforeActing());
        venue.apiConnections().forEach(peer -> peer.cut());
        awaitState(State.DOWN);
        venue.clearLiquidity("BTCUSDT");
        venue.take("BTCUSDT", io.fairlead.fakes.book.Side.SELL, "80000", "0.01");
        told.clear();

        venue.faults().clear();
        pass(Duration.ofSeconds(3));
        await(
                "it is up",
                () -> told.stream()
                        .anyMatch(what -> what instanceof ConnectionEvent event && event.state() == State.UP));

        List<Object> order = List.copyOf(told);
        assertThat(order.get(0)).isInstanceOf(OrderReport.Filled.class);
        assertThat(order).last().isInstanceOf(ConnectionEvent.class);
    }

    @Test
    void shouldShowPublicDataWithoutAKey() throws Exception {
        MarketDataConnection data = new BinanceMarketDataProvider()
                .connect(
                        ProviderConfig.empty()
                                .with("data.rest.url", venue.restUrl().toString())
                                .with("stream.url", venue.streamUrl().toString()),
                        time.clock(),
                        time.scheduler());
        open.add(0, data);
        BlockingQueue<Object> seen = new LinkedBlockingQueue<>();
        Listener listener = new Listener() {
            @Override
            public void onQuote(Quote quote) {
                seen.add(quote);
            }

            @Override
            public void onTrade(Trade trade) {
                seen.add(trade);
            }

            @Override
            public void onDepth(Depth depth) {
                seen.add(depth);
            }
        };
        var facet = data.marketData().orElseThrow();
        facet.quotes(BTCUSDT, listener);
        facet.trades(BTCUSDT, listener);
        facet.depth(BTCUSDT, 5, listener);
        awaitPassing(
                "all streams are subscribed", () -> venue.marketSubscriptions().size() == 3);

        venue.quote("BTCUSDT", "89990", "1", "90010", "2");
        venue.flushStreams();
        venue.tradeAt("BTCUSDT", "90010", "0.5");
        venue.flushStreams();

        awaitPassing(
                "a quote, a trade and a book",
                () -> seen.stream().map(Object::getClass).distinct().count() == 3);
        assertThat(venue.log().all()).noneMatch(request -> request.parameters().containsKey("signature"));
    }

    @Test
    void shouldReadABookAnewWhenChangesOfItWereLost() throws Exception {
        Broker broker = connectHmac();
        BlockingQueue<Object> seen = new LinkedBlockingQueue<>();
        broker.marketData().orElseThrow().depth(BTCUSDT, 1, new Listener() {
            @Override
            public void onDepth(Depth depth) {
                seen.add(depth.price(Side.BUY, 0).toString());
            }

            @Override
            public void onGap(InstrumentId instrument, String detail) {
                seen.add("gap");
            }
        });
        awaitPassing("the book is subscribed", () -> venue.marketSubscriptions().size() == 1);
        venue.quote("BTCUSDT", "89990", "1", "90010", "1");
        venue.flushStreams();
        awaitPassing("the book is there", () -> seen.contains("89990"));

        venue.faults().next("btcusdt@depth@100ms", new StreamFault.Lose());
        venue.quote("BTCUSDT", "89980", "1", "90020", "1");
        venue.flushStreams();
        venue.quote("BTCUSDT", "89970", "1", "90030", "1");
        venue.flushStreams();

        awaitPassing(
                "the gap is told and the book is right again", () -> seen.contains("gap") && seen.contains("89970"));
        assertThat(venue.log().count("GET /api/v3/depth")).isGreaterThanOrEqualTo(2);
    }

    @Test
    void shouldPageThroughHistoryWithoutTheBarUnderWay() throws Exception {
        Broker broker = connectHmac();
        Instant first = Instant.parse("2026-11-26T10:00:00Z");
        for (int i = 0; i < 1_570; i++) {
            venue.history("BTCUSDT", "1m", first.plusSeconds(60L * i), "1", "2", "1", "2", "10");
        }

        List<Bar> bars = get(broker.history()
                .orElseThrow()
                .bars(BTCUSDT, BarInterval.ofMinutes(1), first, time.now().plusSeconds(3_600)));

        assertThat(bars.get(0).start()).isEqualTo(first);
        assertThat(bars.get(bars.size() - 1).end()).isBeforeOrEqualTo(time.now());
        assertThat(bars).hasSize(26 * 60);
        assertThat(venue.log().count("GET /api/v3/klines")).isEqualTo(2);
    }

    @Test
    void shouldTellAPersonWhatToKnowBeforeTrading() throws Exception {
        Broker broker = connectHmac();

        List<Check> checks = get(broker.diagnostics().orElseThrow().examine());

        assertThat(checks)
                .extracting(Check::name)
                .containsExactly(
                        "clock offset",
                        "credentials",
                        "may trade",
                        "withdrawals",
                        "account type",
                        "instruments",
                        "limits");
        assertThat(checks).noneMatch(check -> check.verdict() == Verdict.FAULT);
        assertThat(broker.isRealMoney()).isFalse();
    }

    @Test
    void shouldAskForNothingThatMovesMoneyOut() throws Exception {
        Broker broker = connectHmac();
        submit(broker, limit("80000"));

        assertThat(venue.log().all())
                .noneMatch(request -> request.name().toLowerCase(Locale.ROOT).contains("withdraw")
                        || request.name().contains("/sapi/")
                        || request.name().contains("userDataStream.start")
                        || request.name().endsWith("/userDataStream"));
    }

    // ---- tools

    private ProviderConfig config(String key) {
        return ProviderConfig.empty()
                .with("rest.url", venue.restUrl().toString())
                .with("stream.url", venue.streamUrl().toString())
                .with("ws-api.url", venue.wsApiUrl().toString())
                .with("api.key", Secret.of(key));
    }

    private Broker connectHmac() throws Exception {
        return connect(config(KEY).with("api.secret", Secret.of("test-binance-secret")));
    }

    private Broker connect(ProviderConfig config) throws Exception {
        Broker broker = line(config);
        rules = get(broker.reference().orElseThrow().instrument(BTCUSDT)).orElseThrow();
        return broker;
    }

    /** A connection that nobody has named an instrument to. */
    private Broker line(ProviderConfig config) throws Exception {
        connection = gate.connection("test", AccountId.of("binance", "binance-demo"));
        Broker broker = new BinanceBrokerProvider()
                .connect(config, new Lent(time.clock(), time.scheduler(), connection, new BrokerListener() {
                    @Override
                    public void onOrderReport(OrderReport report) {
                        told.add(report);
                    }

                    @Override
                    public void onConnection(ConnectionEvent event) {
                        told.add(event);
                    }
                }));
        open.add(0, broker);
        awaitState(State.UP);
        return broker;
    }

    private static OrderRequest limit(String price) {
        return OrderRequest.buy(BTCUSDT)
                .quantity(Quantity.of("0.01"))
                .limit(Price.of(price))
                .timeInForce(TimeInForce.GTC)
                .build();
    }

    private static OrderRequest.Builder exit() {
        return OrderRequest.of(BTCUSDT, Side.SELL).quantity(Quantity.of("0.01")).timeInForce(TimeInForce.GTC);
    }

    private SubmitResult submit(Broker broker, OrderRequest order) throws Exception {
        return get(broker.orders().submit(approved(Contingency.NONE, order, List.of())));
    }

    private SubmitResult submit(Broker broker, OrderGroup group) throws Exception {
        List<ApprovedLeg> legs = group.orders().stream()
                .skip(1)
                .map(leg -> new ApprovedLeg(new OrderId(++ids), new ClientOrderId("t-" + ids), leg))
                .toList();
        return get(broker.orders()
                .submit(approved(group.contingency(), group.orders().get(0), legs)));
    }

    private ApprovedOrder approved(Contingency contingency, OrderRequest order, List<ApprovedLeg> legs) {
        FlatView view = FlatView.of(
                        AccountId.of("binance", "binance-demo"),
                        Money.of("100000", Currency.USDT),
                        rules,
                        order,
                        time.now())
                .withReferencePrice(Price.of(90_000));
        return (ApprovedOrder) gate.approve(
                connection, rules, new OrderId(++ids), new ClientOrderId("t-" + ids), order, contingency, legs, view);
    }

    private static <T> T get(CompletionStage<T> stage) throws Exception {
        return stage.toCompletableFuture().get(10, TimeUnit.SECONDS);
    }

    private void awaitState(State state) throws Exception {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(10);
        while (System.nanoTime() < end) {
            Object next = told.poll(10, TimeUnit.MILLISECONDS);
            if (next instanceof ConnectionEvent event && event.state() == state) {
                return;
            }
        }
        throw new AssertionError("never " + state);
    }

    private static void await(String what, BooleanSupplier so) {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(10);
        while (!so.getAsBoolean()) {
            assertThat(System.nanoTime()).as(what).isLessThan(end);
            Thread.onSpinWait();
        }
    }

    private static boolean isUp(Object what) {
        return what instanceof ConnectionEvent event && event.state() == State.UP;
    }

    /** As {@link #await}, time passing meanwhile, though not so fast that it outruns what is on its way over the loopback. */
    private void awaitPassing(String what, BooleanSupplier so) {
        await(what, () -> {
            time.advance(Duration.ofMillis(1));
            LockSupport.parkNanos(50_000);
            return so.getAsBoolean();
        });
    }

    private void pass(Duration by) {
        time.advance(by);
    }

    /** The venue on the test's time, without the end of a connection after a day. */
    private final class ShortTime implements VenueTime {
        @Override
        public Clock clock() {
            return time.clock();
        }

        @Override
        public void after(Duration delay, Runnable task) {
            if (delay.compareTo(Duration.ofHours(12)) < 0) {
                var unused = time.scheduler().schedule(task, Math.max(0, delay.toNanos()), TimeUnit.NANOSECONDS);
            }
        }

        @Override
        public void close() {}
    }

    private static final class Anything implements RiskRule {
        @Override
        public String name() {
            return "anything";
        }

        @Override
        public Optional<Denial> check(OrderRequest order, RiskView view) {
            return Optional.empty();
        }
    }
}
