package io.fairlead.alpaca;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.fairlead.api.BadInputException;
import io.fairlead.api.Currency;
import io.fairlead.api.Money;
import io.fairlead.api.Price;
import io.fairlead.api.Quantity;
import io.fairlead.api.instrument.InstrumentId;
import io.fairlead.api.market.BarInterval;
import io.fairlead.api.market.NewsItem;
import io.fairlead.api.market.Quote;
import io.fairlead.api.order.ClientOrderId;
import io.fairlead.api.order.Contingency;
import io.fairlead.api.order.OrderChange;
import io.fairlead.api.order.OrderRequest;
import io.fairlead.api.order.Side;
import io.fairlead.api.order.TimeInForce;
import io.fairlead.api.order.VenueOrderId;
import io.fairlead.fakes.CallFault;
import io.fairlead.fakes.StreamFault;
import io.fairlead.spi.AccountFacet.Holding;
import io.fairlead.spi.ActionResult;
import io.fairlead.spi.ConnectionEvent;
import io.fairlead.spi.DiagnosticsFacet.Check;
import io.fairlead.spi.DiagnosticsFacet.Verdict;
import io.fairlead.spi.MarketDataFacet;
import io.fairlead.spi.NewsFacet;
import io.fairlead.spi.OrderKey;
import io.fairlead.spi.OrderReport;
import io.fairlead.spi.ProviderConfig;
import io.fairlead.spi.SubmitResult;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is Alpaca's own, beyond the contract that all brokers keep. */
class AlpacaBrokerTest {
    private static final InstrumentId AAPL = InstrumentId.of("AAPL", "US");
    private static final InstrumentId BITCOIN = InstrumentId.of("BTC/USD", "ALPACA");

    private Desk desk = Desk.open();

    @AfterEach
    void close() {
        desk.close();
    }

    private void reopen(String start) {
        desk.close();
        desk = Desk.at(start, builder -> {});
    }

    // --- Orders ---------------------------------------------------------------------------------------------------

    @Test
    void shouldBuyForAnAmountAndSayWhenNothingIsLeft() {
        VenueOrderId id = Desk.venueId(desk.submit(OrderRequest.buy(AAPL)
                .notional(Money.of("250", Currency.USD))
                .market()
                .build()));

        OrderReport.Filled fill = desk.report(OrderReport.Filled.class);
        assertThat(fill.fill().quantity().value()).isBetween(new BigDecimal("1.08"), new BigDecimal("1.09"));
        assertThat(desk.report(OrderReport.Completed.class).key().venueOrderId())
                .contains(id);
        assertThat(sent("POST /v2/orders").get("notional")).isEqualTo("250");
        assertThat(sent("POST /v2/orders")).doesNotContainKey("qty");
    }

    @Test
    void shouldSellPartsOfAShareByTheDayOnly() {
        OrderRequest.Builder part =
                OrderRequest.buy(AAPL).quantity(Quantity.of("0.123456789")).limit(Price.of("200"));

        assertThat(desk.submit(part.timeInForce(TimeInForce.DAY).build())).isInstanceOf(SubmitResult.Accepted.class);
        assertThat(sent("POST /v2/orders").get("qty")).isEqualTo("0.123456789");
        assertThat(denialOf(desk.submit(part.timeInForce(TimeInForce.GTC).build())))
                .isEqualTo("UNSUPPORTED_FRACTIONAL");
    }

    @Test
    void shouldTakePartInTheOpeningAuction() {
        reopen("2026-11-20T13:00:05Z");

        SubmitResult result = desk.submit(
                OrderRequest.buy(AAPL).quantity(1).limitOnOpen(Price.of("230")).build());

        assertThat(result).isInstanceOf(SubmitResult.Accepted.class);
        assertThat(sent("POST /v2/orders")).containsEntry("type", "limit").containsEntry("time_in_force", "opg");
        assertThat(desk.answer(desk.broker.orders().openOrders()))
                .singleElement()
                .satisfies(order -> {
                    assertThat(order.type().name()).isEqualTo("LIMIT_ON_OPEN");
                    assertThat(order.timeInForce()).isEqualTo(TimeInForce.OPG);
                });
    }

    @Test
    void shouldTradeOutsideTheSessionWithLimitsOnly() {
        OrderRequest.Builder order = OrderRequest.buy(AAPL).quantity(1).extendedHours();

        assertThat(denialOf(desk.submit(order.market().build()))).isEqualTo("UNSUPPORTED_EXTENDED_HOURS");
        assertThat(desk.submit(order.limit(Price.of("200")).build())).isInstanceOf(SubmitResult.Accepted.class);
        assertThat(sent("POST /v2/orders")).containsEntry("extended_hours", "true");
    }

    @Test
    void shouldDenyWhatTheVenueLacksBeforeAByteLeaves() {
        int before = desk.fake.requests().count("POST /v2/orders");
        OrderRequest.Builder coin = OrderRequest.buy(BITCOIN).quantity(Quantity.of("0.01"));

        assertThat(denialOf(desk.submit(coin.limit(Price.of("90000")).build()))).isEqualTo("UNSUPPORTED_TIME_IN_FORCE");
        assertThat(denialOf(desk.submit(coin.stop(Price.of("99000"))
                        .timeInForce(TimeInForce.GTC)
                        .build())))
                .isEqualTo("UNSUPPORTED_ORDER_TYPE");
        OrderRequest.Builder share = OrderRequest.buy(AAPL).quantity(1).limit(Price.of("200"));
        assertThat(denialOf(desk.submit(share.postOnly().build()))).isEqualTo("UNSUPPORTED_POST_ONLY");

        assertThat(desk.fake.requests().count("POST /v2/orders")).isEqualTo(before);
    }

    @Test
    void shouldKeepTheVenuesWordsWhenItRefuses() {
        desk.submit(OrderRequest.buy(AAPL).quantity(1).limit(Price.of("200")).build());

        SubmitResult wash =
                desk.submit(OrderRequest.sell(AAPL).quantity(1).market().build());

        assertThat(wash)
                .isInstanceOfSatisfying(
                        SubmitResult.Rejected.class,
                        rejected -> assertThat(rejected.venueText())
                                .contains("wash trade")
                                .contains("40310000"));
    }

    @Test
    void shouldFindAnOrderWhoseFirstAnswerWasLost() {
        ClientOrderId id = new ClientOrderId("twice-1");
        OrderRequest order =
                OrderRequest.buy(AAPL).quantity(1).limit(Price.of("200")).build();
        desk.faults.next("POST /v2/orders", CallFault.cutAfterActing());
        assertThat(desk.submit(order, id)).isInstanceOf(SubmitResult.Unknown.class);
        assertThat(desk.fake.requests().count("POST /v2/orders"))
                .as("nothing is sent again by itself")
                .isEqualTo(1);

        SubmitResult again = desk.submit(order, id);

        VenueOrderId found = Desk.venueId(again);
        assertThat(desk.answer(desk.broker.orders().openOrders()))
                .singleElement()
                .satisfies(open -> assertThat(open.key()).isEqualTo(OrderKey.of(id, found)));
        OrderRequest other =
                OrderRequest.buy(AAPL).quantity(2).limit(Price.of("200")).build();
        assertThat(desk.submit(other, id)).isInstanceOf(SubmitResult.Rejected.class);
    }

    @Test
    void shouldNotTakeAnotherOrderForItsOwnBecauseOfTheId() {
        desk.fake.burnClientOrderId("burnt-1");

        SubmitResult result = desk.submit(
                OrderRequest.buy(AAPL).quantity(1).limit(Price.of("200")).build(), new ClientOrderId("burnt-1"));

        assertThat(result).isInstanceOf(SubmitResult.Unknown.class);
    }

    // --- Groups and changes ---------------------------------------------------------------------------------------

    @Test
    void shouldNameTheLegsOfAnOcoByOurIdsWhicheverComesFirst() {
        own(10);
        OrderRequest stop = OrderRequest.sell(AAPL)
                .quantity(10)
                .stop(Price.of("220"))
                .timeInForce(TimeInForce.GTC)
                .build();
        OrderRequest limit = OrderRequest.sell(AAPL)
                .quantity(10)
                .limit(Price.of("240"))
                .timeInForce(TimeInForce.GTC)
                .build();

        SubmitResult.Accepted group = (SubmitResult.Accepted) desk.submitGroup(Contingency.OCO, stop, limit);

        assertThat(sent("POST /v2/orders")).containsEntry("order_class", "oco").containsEntry("type", "limit");
        assertThat(group.legs()).hasSize(1);
        var open = desk.answer(desk.broker.orders().openOrders());
        assertThat(open).hasSize(2).allSatisfy(order -> {
            boolean isStop = order.type().hasTriggerPrice();
            assertThat(order.key().venueOrderId())
                    .contains(
                            isStop
                                    ? group.venueOrderId()
                                    : group.legs().get(0).venueOrderId().orElseThrow());
            assertThat(order.key().clientOrderId().orElseThrow().value()).startsWith("desk-");
        });
    }

    @Test
    void shouldReportTheStopOfABracketAsWorkingOnceItGuards() {
        OrderRequest entry = OrderRequest.buy(AAPL)
                .quantity(10)
                .limit(Price.of("231.20"))
                .timeInForce(TimeInForce.GTC)
                .build();
        OrderRequest target = OrderRequest.sell(AAPL)
                .quantity(10)
                .limit(Price.of("240"))
                .timeInForce(TimeInForce.GTC)
                .build();
        OrderRequest stop = OrderRequest.sell(AAPL)
                .quantity(10)
                .stopLimit(Price.of("220"), Price.of("219.50"))
                .timeInForce(TimeInForce.GTC)
                .build();

        SubmitResult.Accepted group =
                (SubmitResult.Accepted) desk.submitGroup(Contingency.BRACKET, entry, target, stop);

        OrderReport.Filled fill = desk.report(OrderReport.Filled.class);
        assertThat(fill.key().venueOrderId()).contains(group.venueOrderId());
        assertThat(List.of(
                        desk.report(OrderReport.Working.class).key(),
                        desk.report(OrderReport.Working.class).key()))
                .containsExactlyInAnyOrderElementsOf(group.legs());
    }

    @Test
    void shouldLearnTheLegsOfAGroupWhoseAnswerWasLost() {
        OrderRequest entry = OrderRequest.buy(AAPL)
                .quantity(10)
                .limit(Price.of("225"))
                .timeInForce(TimeInForce.GTC)
                .build();
        OrderRequest exit = OrderRequest.sell(AAPL)
                .quantity(10)
                .stop(Price.of("220"))
                .timeInForce(TimeInForce.GTC)
                .build();
        desk.faults.next("POST /v2/orders", CallFault.cutAfterActing());

        SubmitResult result = desk.submitGroup(Contingency.OTO, entry, exit);

        assertThat(result).isInstanceOf(SubmitResult.Unknown.class);
        OrderReport.Suspended leg = desk.report(OrderReport.Suspended.class);
        assertThat(leg.key().clientOrderId().orElseThrow().value())
                .as("ours, not the venue's")
                .startsWith("desk-");
        assertThat(desk.answer(desk.broker.orders().openOrders()))
                .hasSize(2)
                .allSatisfy(order -> assertThat(
                                order.key().clientOrderId().orElseThrow().value())
                        .startsWith("desk-"));
    }

    @Test
    void shouldFindALegByOurIdAlthoughNothingWasToldOfItsGroup() {
        OrderRequest entry = OrderRequest.buy(AAPL)
                .quantity(10)
                .limit(Price.of("225"))
                .timeInForce(TimeInForce.GTC)
                .build();
        OrderRequest exit = OrderRequest.sell(AAPL)
                .quantity(10)
                .stop(Price.of("220"))
                .timeInForce(TimeInForce.GTC)
                .build();
        desk.faults.always("trade_updates", new StreamFault.Lose());
        desk.faults.next("POST /v2/orders", CallFault.cutAfterActing());
        SubmitResult lost = desk.submitGroup(Contingency.OTO, entry, exit);
        ClientOrderId leg = new ClientOrderId("desk-2");
        assertThat(lost).isInstanceOf(SubmitResult.Unknown.class);
        assertThat(lost.clientOrderId()).isNotEqualTo(leg);

        var found = desk.answer(desk.broker.orders().order(OrderKey.of(leg)));

        assertThat(found).hasValueSatisfying(order -> {
            assertThat(order.type().hasTriggerPrice()).isTrue();
            assertThat(order.key().clientOrderId()).contains(leg);
        });
    }

    @Test
    void shouldNameLegsOfAnEarlierLifeByTheVenuesIdAlone() {
        OrderRequest entry = OrderRequest.buy(AAPL)
                .quantity(10)
                .limit(Price.of("225"))
                .timeInForce(TimeInForce.GTC)
                .build();
        OrderRequest exit = OrderRequest.sell(AAPL)
                .quantity(10)
                .stop(Price.of("220"))
                .timeInForce(TimeInForce.GTC)
                .build();
        SubmitResult.Accepted group = (SubmitResult.Accepted) desk.submitGroup(Contingency.OTO, entry, exit);
        BlockingQueue<ConnectionEvent> seen = new LinkedBlockingQueue<>();

        try (var later = new AlpacaBrokerProvider().connect(desk.config(), desk.lent(seen))) {
            var open = desk.answer(later.orders().openOrders());

            assertThat(open)
                    .extracting(order -> order.key())
                    .containsExactlyInAnyOrder(
                            OrderKey.of(group.clientOrderId(), group.venueOrderId()),
                            OrderKey.of(group.legs().get(0).venueOrderId().orElseThrow()));
        }
    }

    @Test
    void shouldNotTradeRealMoneyWherePaperWasSaid() {
        desk.close();
        assertThatThrownBy(() -> Desk.at("2026-11-20T14:31:05Z", builder -> builder.live()))
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining("real money");
        desk = Desk.open();
    }

    @Test
    void shouldWantOneTimeInForceForAGroup() {
        OrderRequest entry =
                OrderRequest.buy(AAPL).quantity(10).limit(Price.of("230")).build();
        OrderRequest exit = OrderRequest.sell(AAPL)
                .quantity(10)
                .stop(Price.of("220"))
                .timeInForce(TimeInForce.GTC)
                .build();

        assertThat(denialOf(desk.submitGroup(Contingency.OTO, entry, exit))).isEqualTo("UNSUPPORTED_LEG_TIME_IN_FORCE");
    }

    @Test
    void shouldLetAFillWinTheRaceAgainstAChange() {
        OrderRequest order = OrderRequest.buy(AAPL)
                .quantity(10)
                .limit(Price.of("225"))
                .timeInForce(TimeInForce.GTC)
                .build();
        SubmitResult.Accepted placed = (SubmitResult.Accepted) desk.submit(order);
        desk.fake.nextReplaceLosesTheRace();

        ActionResult taken = desk.answer(
                desk.broker.orders().replace(desk.change(order, placed, OrderChange.toLimit(Price.of("226")))));

        assertThat(taken).isInstanceOf(ActionResult.Taken.class);
        assertThat(desk.report(OrderReport.Filled.class).key().venueOrderId()).contains(placed.venueOrderId());
        assertThat(desk.report(OrderReport.ReplaceRejected.class).key().venueOrderId())
                .contains(placed.venueOrderId());
    }

    @Test
    void shouldFollowAChangedOrderToItsNewId() {
        OrderRequest order = OrderRequest.buy(AAPL)
                .quantity(10)
                .limit(Price.of("225"))
                .timeInForce(TimeInForce.GTC)
                .build();
        SubmitResult.Accepted placed = (SubmitResult.Accepted) desk.submit(order);
        var change = desk.change(order, placed, OrderChange.toLimit(Price.of("226")));

        desk.answer(desk.broker.orders().replace(change));

        OrderReport.Replaced replaced = desk.report(OrderReport.Replaced.class);
        assertThat(replaced.key().venueOrderId()).contains(placed.venueOrderId());
        assertThat(replaced.now().clientOrderId()).contains(change.next());
        var found = desk.answer(desk.broker.orders().order(OrderKey.of(placed.venueOrderId())));
        assertThat(found.orElseThrow().key()).isEqualTo(replaced.now());
        assertThat(found.orElseThrow().limitPrice()).contains(Price.of("226"));
    }

    @Test
    void shouldReportTheFillThatWonAgainstACancel() {
        OrderRequest order = OrderRequest.buy(AAPL)
                .quantity(10)
                .limit(Price.of("225"))
                .timeInForce(TimeInForce.GTC)
                .build();
        SubmitResult.Accepted placed = (SubmitResult.Accepted) desk.submit(order);
        desk.fake.nextCancelLosesTheRace();

        assertThat(desk.answer(desk.broker.orders().cancel(OrderKey.of(placed.clientOrderId()))))
                .isInstanceOf(ActionResult.Taken.class);

        assertThat(desk.report(OrderReport.Filled.class).fill().quantity()).isEqualTo(Quantity.of(10));
        assertThat(desk.report(OrderReport.CancelRejected.class).key().venueOrderId())
                .contains(placed.venueOrderId());
    }

    // --- The order stream -----------------------------------------------------------------------------------------

    @Test
    void shouldFetchAFillThatTheStreamLost() {
        OrderRequest order = OrderRequest.buy(AAPL)
                .quantity(10)
                .limit(Price.of("225"))
                .timeInForce(TimeInForce.GTC)
                .build();
        VenueOrderId id = Desk.venueId(desk.submit(order));
        desk.report(OrderReport.Working.class);
        desk.faults.always("trade_updates", new StreamFault.Lose());
        desk.fake.quote("AAPL", "224.90", "224.95");
        desk.faults.clear();

        desk.fake.cutConnections();
        desk.awaitState(ConnectionEvent.State.UP);

        OrderReport.Filled fill = desk.report(OrderReport.Filled.class);
        assertThat(fill.key().venueOrderId()).contains(id);
        assertThat(fill.fill().executionId()).isEqualTo(id + "@10");
        assertThat(desk.answer(desk.broker.orders().executionsSince(Instant.parse("2026-11-20T00:00:00Z"))))
                .singleElement()
                .satisfies(execution -> assertThat(execution.fill()).isEqualTo(fill.fill()));
    }

    @Test
    void shouldNoticeASilentStreamByItsHeartbeat() {
        desk.faults.always("listening", new StreamFault.GoSilent());

        desk.awaitState(ConnectionEvent.State.DOWN);
        desk.faults.clear();
        desk.awaitState(ConnectionEvent.State.UP);
    }

    @Test
    void shouldEndForGoodWhenTheAccountIsAnother() {
        BlockingQueue<ConnectionEvent> seen = new LinkedBlockingQueue<>();
        ProviderConfig other = desk.config().with("account", "PA3OTHER0001");

        try (var broker = new AlpacaBrokerProvider().connect(other, desk.lent(seen))) {
            assertThat(broker.account().number()).isEqualTo("PA3OTHER0001");
            ConnectionEvent event = desk.await(seen);
            assertThat(event.state()).isEqualTo(ConnectionEvent.State.CLOSED);
            assertThat(event.detail()).contains("another account");
        }
    }

    // --- Account, instruments, data -------------------------------------------------------------------------------

    @Test
    void shouldShowCryptoPositionsByThePairsName() {
        desk.submit(OrderRequest.buy(BITCOIN)
                .quantity(Quantity.of("0.04"))
                .market()
                .timeInForce(TimeInForce.GTC)
                .build());
        desk.report(OrderReport.Filled.class);

        List<Holding> positions = desk.answer(desk.broker.accounts().snapshot()).positions();

        assertThat(positions).singleElement().satisfies(holding -> {
            assertThat(holding.instrument()).isEqualTo(BITCOIN);
            assertThat(holding.quantity()).as("less the fee").isEqualTo(Quantity.of("0.0399"));
            assertThat(holding.direction()).isEqualTo(Side.BUY);
        });
    }

    @Test
    void shouldKnowTheRulesOfSharesAndPairs() {
        var all = desk.answer(desk.broker.reference().orElseThrow().instruments());

        var share =
                all.stream().filter(one -> one.id().equals(AAPL)).findFirst().orElseThrow();
        assertThat(share.isOnTick(Price.of("231.15"))).isTrue();
        assertThat(share.isOnTick(Price.of("231.155"))).isFalse();
        assertThat(share.isOnTick(Price.of("0.1234"))).isTrue();
        assertThat(share.isOnLot(Quantity.of("0.000000001"))).isTrue();
        var pair =
                all.stream().filter(one -> one.id().equals(BITCOIN)).findFirst().orElseThrow();
        assertThat(pair.minQuantity()).isEqualTo(Quantity.of("0.00001"));
        assertThat(pair.isOnLot(Quantity.of("0.00000001"))).isTrue();
        assertThat(desk.answer(desk.broker.reference().orElseThrow().instrument(InstrumentId.of("NONE", "US"))))
                .isEmpty();
    }

    @Test
    void shouldKnowEarlyClosesAndTheVenuesClock() {
        var reference = desk.broker.reference().orElseThrow();

        var days = desk.answer(reference.calendar(LocalDate.parse("2026-11-25"), LocalDate.parse("2026-11-28")));

        assertThat(days).extracting(day -> day.date().toString()).containsExactly("2026-11-25", "2026-11-27");
        assertThat(days.get(1).close()).isEqualTo(Instant.parse("2026-11-27T18:00:00Z"));
        assertThat(desk.answer(reference.time())).isCloseTo(desk.time.now(), within(2, ChronoUnit.SECONDS));
    }

    @Test
    void shouldReadAllPagesOfBarsEvenWhereOneIsEmpty() {
        desk.close();
        desk = Desk.at(
                "2026-11-20T18:00:05Z",
                builder -> builder.emptyPages().paidPlan().history(Duration.ofHours(3)));

        var bars = desk.answer(desk.broker
                .history()
                .orElseThrow()
                .bars(
                        AAPL,
                        BarInterval.ofMinutes(1),
                        Instant.parse("2026-11-20T16:00:00Z"),
                        Instant.parse("2026-11-20T17:00:00Z")));

        assertThat(bars).isNotEmpty().allSatisfy(bar -> {
            assertThat(bar.start())
                    .isBetween(Instant.parse("2026-11-20T16:00:00Z"), Instant.parse("2026-11-20T16:59:00Z"));
            assertThat(bar.end()).isEqualTo(bar.start().plusSeconds(60));
        });
        assertThat(bars).isSortedAccordingTo(Comparator.comparingLong(bar -> bar.startNanos()));
        assertThat(bars).extracting(bar -> bar.startNanos()).doesNotHaveDuplicates();
    }

    @Test
    void shouldDeliverExactQuotesOfSharesAndCrypto() {
        BlockingQueue<Quote> quotes = new LinkedBlockingQueue<>();
        MarketDataFacet.Listener listener = new MarketDataFacet.Listener() {
            @Override
            public void onQuote(Quote quote) {
                quotes.add(quote);
            }
        };
        var data = desk.broker.marketData().orElseThrow();

        try (var shares = data.quotes(AAPL, listener);
                var coins = data.quotes(BITCOIN, listener)) {
            assertThat(List.of(shares, coins)).doesNotContainNull();
            Quote share = desk.quoteUntilSeen(quotes, "AAPL", "231.07", "231.13");
            assertThat(share.instrument()).isEqualTo(AAPL);
            assertThat(share.bidPrice()).isEqualTo(Price.of("231.07"));
            assertThat(share.askQuantity()).isEqualTo(Quantity.of(300));
            Quote coin = desk.quoteUntilSeen(quotes, "BTC/USD", "91240.5", "91250.25");
            assertThat(coin.askPrice()).isEqualTo(Price.of("91250.25"));
            assertThat(coin.bidQuantity()).isEqualTo(Quantity.of("0.3"));
        }
    }

    @Test
    void shouldReadNewsOfThePast() {
        desk.fake.news("Apple does something", "at length", List.of("AAPL"));
        desk.fake.news("Ford too", "", List.of("F"));
        NewsFacet news = desk.broker.news().orElseThrow();

        List<NewsItem> items = desk.answer(news.published(
                Set.of(AAPL), Instant.parse("2026-11-20T00:00:00Z"), Instant.parse("2026-11-21T00:00:00Z")));

        assertThat(items).singleElement().satisfies(item -> {
            assertThat(item.headline()).isEqualTo("Apple does something");
            assertThat(item.instruments()).containsExactly(AAPL);
        });
    }

    @Test
    void shouldDeliverNewsThatAreAboutWhatWasAskedFor() {
        BlockingQueue<NewsItem> items = new LinkedBlockingQueue<>();
        NewsFacet news = desk.broker.news().orElseThrow();

        try (var subscription = news.subscribe(Set.of(AAPL), items::add)) {
            assertThat(subscription).isNotNull();
            NewsItem item = desk.untilSeen(items, () -> {
                desk.fake.news("Ford too", "", List.of("F"));
                desk.fake.news("Apple and Bitcoin", "at length", List.of("AAPL", "BTCUSD"));
            });

            assertThat(item.headline()).isEqualTo("Apple and Bitcoin");
            assertThat(item.instruments()).containsExactly(AAPL, BITCOIN);
            assertThat(item.source()).isEqualTo("fake");
            assertThat(item.timeNanos()).isPositive();
        }
    }

    @Test
    void shouldTellWhatAPersonShouldKnow() {
        List<Check> checks = desk.answer(desk.broker.diagnostics().orElseThrow().examine());

        assertThat(checks)
                .allSatisfy(check ->
                        assertThat(check.verdict()).as(check.toString()).isEqualTo(Verdict.OK));
        assertThat(checks)
                .extracting(Check::name)
                .contains("credentials", "clock offset", "trading blocked", "data feed");

        desk.fake.blockTrading(true);
        assertThat(desk.answer(desk.broker.diagnostics().orElseThrow().examine()))
                .anySatisfy(check -> assertThat(check.verdict()).isEqualTo(Verdict.FAULT));
    }

    @Test
    void shouldReportAllFaultsOfTheSettingsAtOnce() {
        ProviderConfig bad = ProviderConfig.empty()
                .with("environment", "live")
                .with("paper", "true")
                .with("trading.url", "http://api.alpaca.markets")
                .with("data.feed", "otc");

        assertThatThrownBy(() -> new AlpacaBrokerProvider().connect(bad, desk.lent(new LinkedBlockingQueue<>())))
                .isInstanceOf(BadInputException.class)
                .hasMessageContaining("api.key")
                .hasMessageContaining("contradict")
                .hasMessageContaining("loopback")
                .hasMessageContaining("data.feed");
    }

    @ParameterizedTest
    @ValueSource(strings = {"AAPL261218C00250000", "F261218P00012500"})
    void shouldNameOptionsByTheirCode(String code) {
        InstrumentId id = AlpacaSymbols.fromVenue(code, "us_option");

        assertThat(AlpacaSymbols.toVenue(id)).contains(code);
        assertThat(id.market()).isEqualTo("US");
    }

    private void own(int shares) {
        desk.submit(OrderRequest.buy(AAPL).quantity(shares).market().build());
        desk.report(OrderReport.Filled.class);
    }

    private Map<String, String> sent(String name) {
        var all = desk.fake.requests().of(name);
        return all.get(all.size() - 1).parameters();
    }

    private static String denialOf(SubmitResult result) {
        assertThat(result).isInstanceOf(SubmitResult.Denied.class);
        return ((SubmitResult.Denied) result).denial().code();
    }
}
