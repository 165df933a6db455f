package io.fairlead.core.audit;

import io.fairlead.api.Currency;
import io.fairlead.api.Money;
import io.fairlead.api.Price;
import io.fairlead.api.Quantity;
import io.fairlead.api.market.BarInterval;
import io.fairlead.api.order.ClientOrderId;
import io.fairlead.api.order.Contingency;
import io.fairlead.api.order.Denial;
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
import io.fairlead.api.order.VenueOrderId;
import io.fairlead.api.risk.TradingState;
import io.fairlead.core.journal.JournalRecord;
import io.fairlead.core.journal.JournalRecord.Action;
import io.fairlead.core.journal.JournalRecord.Command;
import io.fairlead.spi.AccountFacet;
import io.fairlead.spi.ActionResult;
import io.fairlead.spi.Capabilities;
import io.fairlead.spi.ConnectionEvent;
import io.fairlead.spi.OrderFacet;
import io.fairlead.spi.OrderKey;
import io.fairlead.spi.OrderReport;
import io.fairlead.spi.SubmitResult;
import io.fairlead.spi.VenueOrder;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.TreeMap;

/** Streams of records of every kind that a seed leads to: news of orders comes late, twice and out of order. */
final class RandomRecords {
    private final SplittableRandom random;
    private final List<JournalRecord> records = new ArrayList<>();
    private final List<String> executions = new ArrayList<>(List.of("x0"));
    private long orders;
    private long sessionOrders;

    private RandomRecords(long seed) {
        random = new SplittableRandom(seed);
    }

    /** So many records, in two or more runs. */
    static List<JournalRecord> of(long seed, int count) {
        RandomRecords maker = new RandomRecords(seed);
        maker.open();
        while (maker.records.size() < count) {
            maker.add();
        }
        return List.copyOf(maker.records.subList(0, count));
    }

    private void open() {
        orders = Math.max(orders, sessionOrders);
        switch (random.nextInt(3)) {
            case 0 -> records.add(Records.opened("trend", "revert"));
            case 1 -> records.add(Records.openedOnRealAccount());
            default -> {
                sessionOrders = orders;
                orders = 0; // a backtest begins with the same ids
                records.add(Records.openedBacktest());
            }
        }
        records.add(
                new JournalRecord.RunTerms(Capabilities.builder().build(), random.nextInt(4) == 0, true, 0, "00", ""));
        records.add(Records.known());
    }

    private void add() {
        int choice = random.nextInt(100);
        if (choice < 22) {
            order();
        } else if (choice < 55) {
            records.add(new JournalRecord.Reported(report(key())));
        } else if (choice < 65) {
            records.add(answer());
        } else if (choice < 75) {
            records.add(action());
        } else if (choice < 80) {
            records.add(venueRead());
        } else if (choice < 99) {
            records.add(other(random.nextInt(15)));
        } else {
            records.add(new JournalRecord.RunClosed("LEAVE"));
            open();
        }
    }

    private OrderId anyOrder() {
        return new OrderId(1 + random.nextLong(orders + 1));
    }

    private static ClientOrderId clientId(long order) {
        return new ClientOrderId("c" + order);
    }

    /** Of one of ours, or of a stranger; by our id, the venue's, or both. */
    private OrderKey key() {
        long order = anyOrder().value();
        VenueOrderId venueId = new VenueOrderId((random.nextInt(10) == 0 ? "W" : "V") + order);
        return switch (random.nextInt(3)) {
            case 0 -> OrderKey.of(clientId(order));
            case 1 -> OrderKey.of(venueId);
            default -> OrderKey.of(clientId(order), venueId);
        };
    }

    private Quantity units() {
        return Quantity.ofScaled(1 + random.nextLong(200), 1);
    }

    private Price price() {
        return Price.ofScaled(1 + random.nextLong(2_000_000), 4);
    }

    private OrderRequest request() {
        OrderRequest.Builder builder = OrderRequest.of(Records.AAPL, random.nextBoolean() ? Side.BUY : Side.SELL)
                .tag("t" + random.nextInt(3))
                .decisionId("d" + random.nextInt(50));
        if (random.nextInt(6) == 0) {
            return builder.notional(Money.of(1000 + random.nextInt(1000), Currency.USD))
                    .market()
                    .build();
        }
        return builder.quantity(units()).limit(price()).build();
    }

    private void order() {
        orders++;
        if (random.nextInt(6) == 0) {
            records.add(new JournalRecord.OrderDenied(
                    new OrderId(orders), clientId(orders), random.nextInt(2), request(), denial()));
            return;
        }
        long entry = orders;
        List<JournalRecord.Leg> legs = new ArrayList<>();
        GroupHandling handling = GroupHandling.SINGLE;
        if (random.nextInt(4) == 0) {
            handling = random.nextBoolean() ? GroupHandling.NATIVE : GroupHandling.EMULATED;
            for (int i = 0; i < 2; i++) {
                orders++;
                legs.add(Records.leg(orders, "c" + orders, request()));
            }
        }
        Contingency contingency = legs.isEmpty() ? Contingency.NONE : Contingency.BRACKET;
        records.add(Records.intended(entry, "c" + entry, request(), contingency, handling, legs));
    }

    private Denial denial() {
        return new Denial("LIMIT_TEST", "value=" + random.nextInt(100), "less");
    }

    private String execution() {
        if (random.nextInt(3) > 0) {
            executions.add("x" + executions.size());
            return executions.get(executions.size() - 1);
        }
        return executions.get(random.nextInt(executions.size()));
    }

    private List<Money> fees() {
        List<Money> fees = new ArrayList<>();
        for (int i = random.nextInt(3); i > 0; i--) {
            fees.add(Money.ofScaled(
                    random.nextLong(2000) - 500, 6, random.nextBoolean() ? Currency.USD : Currency.of("BNB")));
        }
        return fees;
    }

    private Fill fill() {
        return new Fill(
                execution(),
                Records.AAPL,
                random.nextBoolean() ? Side.BUY : Side.SELL,
                units(),
                price(),
                fees(),
                List.of(Liquidity.values()).get(random.nextInt(3)),
                Records.VENUE_TIME + random.nextInt(1000));
    }

    private Optional<Quantity> filledQuantity() {
        return random.nextBoolean() ? Optional.empty() : Optional.of(units());
    }

    private OrderReport report(OrderKey key) {
        long at = Records.VENUE_TIME + random.nextInt(1_000_000);
        return switch (random.nextInt(17)) {
            case 0 -> new OrderReport.Working(key, at);
            case 1 -> new OrderReport.Suspended(key, at, "held");
            case 2 -> new OrderReport.Triggered(key, at);
            case 3 -> new OrderReport.FilledUnpriced(key, at, fill());
            case 4 -> new OrderReport.Priced(key, at, execution(), price(), fees());
            case 5 -> new OrderReport.Corrected(key, at, execution(), fill());
            case 6 -> new OrderReport.Busted(key, at, execution());
            case 7 ->
                new OrderReport.Replaced(
                        key, at, OrderKey.of(new ClientOrderId("r" + random.nextInt(40)), new VenueOrderId("R" + at)));
            case 8 -> new OrderReport.ReplaceRejected(key, at, "no change");
            case 9 -> new OrderReport.CancelRejected(key, at, "too late");
            case 10 -> new OrderReport.Rejected(key, at, "margin");
            case 11 -> new OrderReport.Cancelled(key, at, "", filledQuantity());
            case 12 -> new OrderReport.Expired(key, at, filledQuantity());
            case 13 -> new OrderReport.Completed(key, at);
            default -> new OrderReport.Filled(key, at, fill());
        };
    }

    private JournalRecord answer() {
        OrderId order = anyOrder();
        ClientOrderId id = clientId(order.value());
        return new JournalRecord.SubmitAnswered(
                order,
                switch (random.nextInt(5)) {
                    case 0 -> new SubmitResult.Rejected(id, "refused");
                    case 1 -> new SubmitResult.Denied(id, denial());
                    case 2 -> new SubmitResult.Unknown(id, "timeout");
                    default -> new SubmitResult.Accepted(id, new VenueOrderId("V" + order.value()), List.of());
                });
    }

    private JournalRecord action() {
        OrderId order = anyOrder();
        return switch (random.nextInt(8)) {
            case 0 -> new JournalRecord.CancelIntended(order);
            case 1 ->
                new JournalRecord.ReplaceIntended(
                        order,
                        clientId(order.value()),
                        new VenueOrderId("V" + order.value()),
                        new ClientOrderId("r" + random.nextInt(40)),
                        OrderChange.toLimit(price()).andQuantity(units()),
                        0);
            case 2 -> new JournalRecord.LegIntended(order, new ClientOrderId("l" + records.size()), request());
            case 3 -> new JournalRecord.LegRecalled(order);
            case 4 -> new JournalRecord.LegRevised(order, OrderChange.toLimit(price()));
            case 5 ->
                new JournalRecord.ActionAnswered(
                        order, random.nextBoolean() ? Action.CANCEL : Action.REPLACE, new ActionResult.Refused("late"));
            default ->
                new JournalRecord.ActionAnswered(
                        order, random.nextBoolean() ? Action.CANCEL : Action.REPLACE, new ActionResult.Unknown("lost"));
        };
    }

    private JournalRecord venueRead() {
        VenueOrder seen = new VenueOrder(
                random.nextBoolean() ? key() : OrderKey.of(new VenueOrderId("N" + random.nextInt(20))),
                Records.AAPL,
                Side.BUY,
                Optional.of(units()),
                random.nextBoolean() ? Quantity.ZERO : units(),
                OrderType.LIMIT,
                Optional.of(price()),
                Optional.empty(),
                TimeInForce.DAY,
                List.of(Lifecycle.values()).get(random.nextInt(Lifecycle.values().length)),
                Records.VENUE_TIME);
        return new JournalRecord.VenueRead(
                Records.VENUE_TIME,
                List.of(seen),
                List.of(),
                List.of(key()),
                Records.VENUE_TIME,
                List.of(new OrderFacet.Execution(key(), fill())),
                random.nextBoolean()
                        ? Optional.empty()
                        : Optional.of(new AccountFacet.Snapshot(List.of(), List.of(), Records.VENUE_TIME + 500)));
    }

    private JournalRecord other(int choice) {
        return switch (choice) {
            case 0 -> decided();
            case 1 -> new JournalRecord.StateSaved("trend", new TreeMap<>(Map.of("entry", "" + random.nextInt(9))));
            case 2 -> new JournalRecord.Logged(random.nextInt(3), "line " + random.nextInt(100));
            case 3 -> new JournalRecord.Alarmed("BREAKER_DAILY_LOSS", "loss=" + random.nextInt(1000));
            case 4 -> new JournalRecord.StrategySuspended(0, "onBar", "java.lang.ArithmeticException");
            case 5 -> new JournalRecord.VenueReadFailed("503");
            case 6 -> new JournalRecord.Reconciled(List.of("adopted O-1", "nothing else"));
            case 7 ->
                new JournalRecord.ConnectionChanged(
                        new ConnectionEvent(ConnectionEvent.State.DOWN, "reset", Records.VENUE_TIME));
            case 8 -> new JournalRecord.GapArrived(0, "3 bars");
            case 9 -> new JournalRecord.HistoryArrived(0, BarInterval.ofMinutes(5), List.of(), "not entitled");
            case 10 -> new JournalRecord.BarArrived(0, BarInterval.ofMinutes(5), 0, 1, 1, 2, 0.5, 1.5, 10);
            case 11 -> new JournalRecord.Commanded(command(), "ann", "a drill");
            case 12 ->
                new JournalRecord.EventTold(
                        0,
                        anyOrder(),
                        List.of(
                                        "Accepted",
                                        "Filled",
                                        "Cancelled",
                                        "Denied",
                                        "OutcomeUnknown",
                                        "Replaced",
                                        "ReplaceRefused",
                                        "CancelRefused")
                                .get(random.nextInt(8)),
                        Records.VENUE_TIME,
                        "told");
            case 13 -> new JournalRecord.SourceRefused(0, true, "no such data");
            default -> new JournalRecord.TimePassed();
        };
    }

    private JournalRecord decided() {
        TreeMap<String, String> facts = new TreeMap<>();
        facts.put("action", "buy");
        facts.put("vote.gap", random.nextBoolean() ? "LONG" : "NEUTRAL");
        facts.put("confidence.gap", random.nextBoolean() ? "0." + random.nextInt(100) : "NaN");
        return new JournalRecord.Decided(0, "d" + random.nextInt(50), Records.AAPL, facts);
    }

    private Command command() {
        return switch (random.nextInt(7)) {
            case 0 -> new Command.SetTradingState(TradingState.HALTED);
            case 1 -> new Command.TripKillSwitch();
            case 2 -> new Command.ResetKillSwitch();
            case 3 -> new Command.ChangeLimits("tight", List.of("order-notional 10"));
            case 4 -> new Command.AcceptPosition(0);
            case 5 -> new Command.Flatten(0, 1);
            default ->
                new Command.Resolve(
                        anyOrder(),
                        random.nextBoolean(),
                        random.nextBoolean()
                                ? Optional.of(new VenueOrderId("V" + random.nextInt(9)))
                                : Optional.empty());
        };
    }
}
