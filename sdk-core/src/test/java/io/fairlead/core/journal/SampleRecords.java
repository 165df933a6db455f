package io.fairlead.core.journal;

import io.fairlead.api.AccountId;
import io.fairlead.api.Currency;
import io.fairlead.api.Money;
import io.fairlead.api.Price;
import io.fairlead.api.Quantity;
import io.fairlead.api.instrument.AssetClass;
import io.fairlead.api.instrument.Instrument;
import io.fairlead.api.instrument.InstrumentId;
import io.fairlead.api.instrument.OptionRight;
import io.fairlead.api.market.Bar;
import io.fairlead.api.market.BarInterval;
import io.fairlead.api.market.Quote;
import io.fairlead.api.market.Trade;
import io.fairlead.api.order.Bracket;
import io.fairlead.api.order.ClientOrderId;
import io.fairlead.api.order.Contingency;
import io.fairlead.api.order.Denial;
import io.fairlead.api.order.ExitPrice;
import io.fairlead.api.order.Fill;
import io.fairlead.api.order.GroupHandling;
import io.fairlead.api.order.Lifecycle;
import io.fairlead.api.order.Liquidity;
import io.fairlead.api.order.OrderChange;
import io.fairlead.api.order.OrderId;
import io.fairlead.api.order.OrderRequest;
import io.fairlead.api.order.OrderType;
import io.fairlead.api.order.Side;
import io.fairlead.api.order.TimeInForce;
import io.fairlead.api.order.Trail;
import io.fairlead.api.order.VenueOrderId;
import io.fairlead.api.risk.TradingState;
import io.fairlead.core.calendar.Calendars;
import io.fairlead.core.journal.JournalRecord.Action;
import io.fairlead.core.journal.JournalRecord.ActionAnswered;
import io.fairlead.core.journal.JournalRecord.Command;
import io.fairlead.core.journal.JournalRecord.Commanded;
import io.fairlead.core.journal.JournalRecord.GateNumbers;
import io.fairlead.core.journal.JournalRecord.Leg;
import io.fairlead.core.journal.JournalRecord.OrderIntended;
import io.fairlead.core.journal.JournalRecord.Recording;
import io.fairlead.core.journal.JournalRecord.Reported;
import io.fairlead.core.journal.JournalRecord.Reserve;
import io.fairlead.core.journal.JournalRecord.SubmitAnswered;
import io.fairlead.spi.AccountFacet;
import io.fairlead.spi.ActionResult;
import io.fairlead.spi.Capabilities;
import io.fairlead.spi.ClientIdRule;
import io.fairlead.spi.ConnectionEvent;
import io.fairlead.spi.IdempotencyClass;
import io.fairlead.spi.NativeGroups;
import io.fairlead.spi.OrderFacet;
import io.fairlead.spi.OrderKey;
import io.fairlead.spi.OrderReport;
import io.fairlead.spi.ReplaceSupport;
import io.fairlead.spi.SubmitResult;
import io.fairlead.spi.VenueOrder;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Records as a session writes them: at least one of every kind, and one for every case of what they hold. */
final class SampleRecords {
    static final InstrumentId AAPL = InstrumentId.of("AAPL", "US");
    static final InstrumentId OPTION =
            InstrumentId.option("AAPL", "OPRA", LocalDate.of(2026, 12, 18), OptionRight.PUT, Price.of("187.5"));
    static final OrderId ORDER = new OrderId(7);
    static final ClientOrderId CLIENT = new ClientOrderId("FL-3k9x0q-7");
    static final VenueOrderId VENUE = new VenueOrderId("61e69015-8549-4bfd");
    static final OrderKey KEY = OrderKey.of(CLIENT, VENUE);
    static final long NANOS = 1_795_792_200_000_000_123L;

    private SampleRecords() {}

    static List<JournalRecord> all() {
        List<JournalRecord> all = new ArrayList<>();
        frame(all);
        market(all);
        answers(all);
        reports(all);
        venue(all);
        commands(all);
        orders(all);
        told(all);
        return all;
    }

    private static Capabilities capabilities() {
        return Capabilities.builder()
                .assetClasses(AssetClass.EQUITY, AssetClass.ETF)
                .order(OrderType.MARKET, TimeInForce.DAY, TimeInForce.GTC)
                .order(OrderType.STOP_LIMIT, TimeInForce.GTC)
                .nativeGroups(NativeGroups.of(Contingency.OCO, Contingency.BRACKET)
                        .entries(OrderType.LIMIT)
                        .assetClasses(AssetClass.EQUITY)
                        .durations(TimeInForce.GTC)
                        .terms(NativeGroups.Term.WHOLE_UNITS))
                .replace(ReplaceSupport.NEW_VENUE_ID)
                .clientIds(IdempotencyClass.CORRELATE, ClientIdRule.text(32))
                .features(Capabilities.Feature.FRACTIONAL, Capabilities.Feature.BAR_STREAM)
                .historyIntervals(BarInterval.ofMinutes(5), BarInterval.DAY)
                .absenceProof(Duration.ofSeconds(30))
                .build();
    }

    private static void frame(List<JournalRecord> all) {
        all.add(opened());
        all.add(new JournalRecord.RunTerms(
                capabilities(), true, true, 2_000_000_000L, "00112233445566778899", "OBSERVE"));
        Instrument.Builder share = Instrument.equity(AAPL, Currency.USD).calendar(Calendars.nyse());
        all.add(new JournalRecord.InstrumentKnown(0, share.build()));
        all.add(new JournalRecord.InstrumentKnown(
                1,
                Instrument.builder(OPTION, AssetClass.OPTION, Currency.USD)
                        .multiplier(Quantity.of(100))
                        .minNotional(Money.of(1, Currency.USD))
                        .maxQuantity(Quantity.of(5000))
                        .baseCurrency(Currency.EUR)
                        .validFrom(Instant.parse("2026-01-02T03:04:05.6Z"))
                        .build()));
        all.add(new JournalRecord.InstrumentKnown(
                2,
                Instrument.builder(
                                InstrumentId.future("ES", "XCME", LocalDate.of(2026, 12, 18)),
                                AssetClass.FUTURE,
                                Currency.USD)
                        .build()));
        all.add(new JournalRecord.InstrumentKnown(
                3,
                Instrument.builder(InstrumentId.perpetual("BTCUSDT", "BINANCE"), AssetClass.PERPETUAL, Currency.USDT)
                        .build()));
        all.add(new JournalRecord.RunClosed("LEAVE"));
        SampleParts.all().forEach(part -> all.add(new JournalRecord.Checkpoint(part)));
    }

    static JournalRecord.RunOpened opened() {
        return new JournalRecord.RunOpened(
                "PAPER",
                AccountId.of("alpaca", "PA123"),
                "paper",
                "0.1.0",
                "standard",
                List.of("daily loss at most 1000 USD", "open orders at most 50"),
                -42,
                Recording.ALL,
                Currency.USD,
                List.of(Money.of("10000.25", Currency.USD), Money.of("0.00000001", Currency.BTC)),
                new TreeMap<>(Map.of("EUR", new BigDecimal("1.0850"), "BTC", new BigDecimal("65E+3"))),
                List.of("GoldenCross", "Größe"),
                "");
    }

    private static void market(List<JournalRecord> all) {
        all.add(new JournalRecord.SourceRefused(1, true, "no quotes of AAPL.US here"));
        all.add(new JournalRecord.BarArrived(
                0, BarInterval.ofMinutes(5), NANOS, NANOS + 300_000_000_000L, 187.5, 188, 187.25, 187.73, 12_345));
        all.add(new JournalRecord.QuoteArrived(0, new Quote(AAPL, NANOS, 18772, 100, 18774, 300, 2, 0)));
        all.add(new JournalRecord.TradeArrived(
                0, new Trade(AAPL, NANOS, 18773, 100, Trade.Aggressor.BUYER, 2, 0, "t-52983525")));
        all.add(new JournalRecord.GapArrived(0, "14:30 to 14:35 are missing"));
        all.add(new JournalRecord.DataEnded());
        Bar bar = new Bar(AAPL, BarInterval.DAY, NANOS, NANOS + 1, 1, 2, 0.5, Double.NaN, 0);
        all.add(new JournalRecord.HistoryArrived(0, BarInterval.DAY, List.of(bar, bar), ""));
        all.add(new JournalRecord.HistoryArrived(0, BarInterval.WEEK, List.of(), "no such symbol"));
        all.add(new JournalRecord.TimePassed());
    }

    private static void answers(List<JournalRecord> all) {
        List<SubmitResult> answers = List.of(
                new SubmitResult.Accepted(CLIENT, VENUE, List.of(OrderKey.of(new VenueOrderId("leg-1")))),
                new SubmitResult.Rejected(CLIENT, "insufficient buying power"),
                new SubmitResult.Denied(CLIENT, denial()),
                new SubmitResult.Unknown(CLIENT, "timeout after 5 s"));
        answers.forEach(answer -> all.add(new SubmitAnswered(ORDER, answer)));
        all.add(new ActionAnswered(ORDER, Action.CANCEL, new ActionResult.Taken()));
        all.add(new ActionAnswered(ORDER, Action.REPLACE, new ActionResult.Refused("order is filled")));
        all.add(new ActionAnswered(ORDER, Action.CANCEL, new ActionResult.Unknown("connection reset")));
    }

    static Denial denial() {
        return new Denial("LIMIT_DAILY_LOSS", "loss=1012.5 limit=1000", "wait for the next day");
    }

    static Fill fill(String executionId) {
        return new Fill(
                executionId,
                AAPL,
                Side.BUY,
                Quantity.of("40"),
                Price.of("187.7301"),
                List.of(Money.of("0.2", Currency.USD), Money.of("-0.00012", Currency.BTC)),
                Liquidity.TAKER,
                NANOS);
    }

    private static void reports(List<JournalRecord> all) {
        List<OrderReport> reports = List.of(
                new OrderReport.Working(KEY, NANOS),
                new OrderReport.Suspended(KEY, NANOS, "held"),
                new OrderReport.Triggered(OrderKey.of(VENUE), NANOS),
                new OrderReport.Filled(KEY, NANOS, fill("x-1")),
                new OrderReport.FilledUnpriced(KEY, NANOS, fill("x-2")),
                new OrderReport.Priced(KEY, NANOS, "x-2", Price.of("187.74"), List.of()),
                new OrderReport.Corrected(KEY, NANOS, "x-1", fill("x-1c")),
                new OrderReport.Busted(KEY, NANOS, "x-1c"),
                new OrderReport.Replaced(KEY, NANOS, OrderKey.of(new ClientOrderId("FL-3k9x0q-8"))),
                new OrderReport.ReplaceRejected(KEY, NANOS, "too late"),
                new OrderReport.CancelRejected(KEY, NANOS, "too late"),
                new OrderReport.Rejected(KEY, NANOS, "halted"),
                new OrderReport.Cancelled(KEY, NANOS, "", Optional.of(Quantity.of(40))),
                new OrderReport.Expired(KEY, NANOS),
                new OrderReport.Completed(KEY, NANOS));
        reports.forEach(report -> all.add(new Reported(report)));
    }

    private static void venue(List<JournalRecord> all) {
        all.add(new JournalRecord.ConnectionChanged(
                new ConnectionEvent(ConnectionEvent.State.DOWN, "no pong for 30 s", NANOS)));
        VenueOrder order = new VenueOrder(
                KEY,
                AAPL,
                Side.SELL,
                Optional.of(Quantity.of(100)),
                Quantity.of(40),
                OrderType.STOP_LIMIT,
                Optional.of(Price.of("180")),
                Optional.of(Price.of("181.5")),
                TimeInForce.GTC,
                Lifecycle.TRIGGERED,
                NANOS);
        all.add(new JournalRecord.VenueRead(
                NANOS,
                List.of(order),
                List.of(order),
                List.of(OrderKey.of(CLIENT)),
                NANOS - 60_000_000_000L,
                List.of(new OrderFacet.Execution(KEY, fill("x-1"))),
                Optional.of(new AccountFacet.Snapshot(
                        List.of(Money.of("9999.99", Currency.USD)),
                        List.of(new AccountFacet.Holding(
                                AAPL, Side.SELL, Quantity.of(40), Optional.of(Price.of("187.73")))),
                        NANOS))));
        all.add(new JournalRecord.VenueReadFailed("HTTP 503"));
    }

    private static void commands(List<JournalRecord> all) {
        List<Command> commands = List.of(
                new Command.SetTradingState(TradingState.REDUCE_ONLY),
                new Command.TripKillSwitch(),
                new Command.ResetKillSwitch(),
                new Command.ChangeLimits("standard", List.of("daily loss at most 500 USD")),
                new Command.Resolve(ORDER, true, Optional.of(new VenueOrderId("V-17"))),
                new Command.AcceptPosition(2),
                new Command.Flatten(2, 1),
                new Command.Close("FLATTEN"));
        commands.forEach(command -> all.add(new Commanded(command, "ann", "seen in the venue's app")));
    }

    static OrderIntended intended() {
        OrderRequest request = OrderRequest.buy(AAPL)
                .quantity(100)
                .limit(Price.of("187.5"))
                .timeInForce(TimeInForce.GTC)
                .tag("golden-cross")
                .decisionId("d-17")
                .build();
        return new OrderIntended(
                ORDER,
                CLIENT,
                0,
                0,
                request,
                Contingency.NONE,
                GroupHandling.SINGLE,
                List.of(),
                new Reserve(0, 187_500_000),
                new GateNumbers(187_730_000, 1_875_000_000_000L, 100, 1_000_000_000_000L, -12_500_000_000L));
    }

    private static void orders(List<JournalRecord> all) {
        all.add(intended());
        OrderIntended single = intended();
        OrderRequest stop = OrderRequest.sell(AAPL)
                .quantity(100)
                .trailingStop(Trail.percent("1.50"))
                .reduceOnly()
                .build();
        OrderRequest target = OrderRequest.sell(AAPL)
                .quantity(100)
                .limitIfTouched(Price.of(200), Price.of("199.5"))
                .goodTill(Instant.parse("2026-12-31T21:00:00Z"))
                .postOnly()
                .extendedHours()
                .displayQuantity(Quantity.of(10))
                .account(AccountId.of("alpaca", "PA123"))
                .clientOrderId(CLIENT)
                .build();
        all.add(new OrderIntended(
                ORDER,
                CLIENT,
                0,
                0,
                single.request(),
                Contingency.BRACKET,
                GroupHandling.EMULATED,
                List.of(
                        new Leg(new OrderId(8), new ClientOrderId("FL-3k9x0q-8"), stop, new Reserve(0, 0)),
                        new Leg(new OrderId(9), new ClientOrderId("FL-3k9x0q-9"), target, new Reserve(0, 0))),
                single.reserve(),
                single.numbers()));
        all.add(new JournalRecord.LegIntended(
                new OrderId(8),
                new ClientOrderId("FL-3k9x0q-10"),
                OrderRequest.buy(AAPL)
                        .notional(Money.of("250.50", Currency.USD))
                        .market()
                        .bracket(Bracket.stopOffset(Price.of("2.5"))
                                .targetPercent(new BigDecimal("6.0"))
                                .exitsGoodFor(TimeInForce.DAY))
                        .build()));
        all.add(new JournalRecord.LegIntended(
                new OrderId(9),
                new ClientOrderId("FL-3k9x0q-11"),
                OrderRequest.sell(AAPL)
                        .quantity(Quantity.of("123456789012345678901.123456789012345678901"))
                        .trailingStop(Trail.by(Price.of("0.75")))
                        .bracket(Bracket.targetOnly(new ExitPrice.At(Price.of(-3))))
                        .build()));
        all.add(new JournalRecord.LegRecalled(new OrderId(8)));
        all.add(new JournalRecord.LegRevised(
                new OrderId(8), OrderChange.toTrigger(Price.of(181)).andQuantity(Quantity.of(60))));
        all.add(new JournalRecord.OrderDenied(new OrderId(10), CLIENT, 1, single.request(), denial()));
        all.add(new JournalRecord.ReplaceIntended(
                ORDER,
                CLIENT,
                VENUE,
                new ClientOrderId("FL-3k9x0q-12"),
                OrderChange.toLimit(Price.of("188.25")),
                188_250_000));
        all.add(new JournalRecord.CancelIntended(ORDER));
    }

    private static void told(List<JournalRecord> all) {
        all.add(new JournalRecord.EventTold(0, ORDER, "Filled", NANOS, "40 @ 187.7301"));
        all.add(new JournalRecord.StateSaved("GoldenCross", new TreeMap<>(Map.of("entry", "187.73", "best", ""))));
        all.add(new JournalRecord.Decided(
                0, "d-17", AAPL, new TreeMap<>(Map.of("vote.gap", "LONG 0.6 gapped up", "fast", "187.9"))));
        all.add(new JournalRecord.Logged(0, "crossed \u2191 at 187.73"));
        all.add(new JournalRecord.StrategySuspended(1, "onBar", "ArithmeticException: / by zero"));
        all.add(new JournalRecord.Alarmed("OUTCOME_UNKNOWN", "order=O-7 since=2026-11-27T14:30:00Z"));
        all.add(new JournalRecord.Reconciled(List.of("O-7: 40 filled while away", "X-1: made elsewhere")));
    }
}
