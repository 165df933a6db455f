package io.fairlead.core.order;

import static org.assertj.core.api.Assertions.assertThat;

import io.fairlead.api.Currency;
import io.fairlead.api.Money;
import io.fairlead.api.Price;
import io.fairlead.api.Quantity;
import io.fairlead.api.order.Bracket;
import io.fairlead.api.order.ClientOrderId;
import io.fairlead.api.order.Denial;
import io.fairlead.api.order.Fill;
import io.fairlead.api.order.Lifecycle;
import io.fairlead.api.order.Liquidity;
import io.fairlead.api.order.OrderChange;
import io.fairlead.api.order.OrderId;
import io.fairlead.api.order.OrderRequest;
import io.fairlead.api.order.VenueOrderId;
import io.fairlead.core.audit.ProjectedOrders;
import io.fairlead.core.journal.JournalRecord;
import io.fairlead.core.journal.JournalRecord.EventTold;
import io.fairlead.core.journal.JournalRecord.VenueRead;
import io.fairlead.spi.ActionResult;
import io.fairlead.spi.OrderFacet;
import io.fairlead.spi.OrderKey;
import io.fairlead.spi.OrderReport;
import io.fairlead.spi.SubmitResult;
import io.fairlead.spi.VenueOrder;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The audit projection and the desk, side by side: whatever the venue says, in whatever order, both have every order in the same
 * place. The desk works on the news, the projection on what was written down of it.
 */
class AuditAgreementTest {
    private static final int STEPS = 300;

    private final ProjectedOrders projected = new ProjectedOrders();
    private final DeskBench bench = new DeskBench();
    private final List<ManagedOrder> orders = new ArrayList<>();
    private SplittableRandom random = new SplittableRandom(0);
    private int written;
    private int told;
    private int executions;
    private long time = bench.now();

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20, 21, 22, 23, 24})
    void shouldHaveEveryOrderWhereTheDeskHasIt(long seed) {
        random = new SplittableRandom(seed);
        bench.limitBuyingPower = false;

        for (int step = 0; step < STEPS; step++) {
            step();
            catchUp();
            time++; // what a reading concludes is told at the reading's own time, and nothing else is
            bench.desk.setTime(time);
            for (ManagedOrder order : orders) {
                assertThat(projected.standing(order.orderId().value()))
                        .as(
                                "seed %d, step %d, %s: %s",
                                seed,
                                step,
                                order,
                                projected.story(order.orderId().value()))
                        .isEqualTo(standing(order));
            }
        }
    }

    /** What was written down since, and then what strategies were told. */
    private void catchUp() {
        List<JournalRecord> fresh = new ArrayList<>();
        for (; written < bench.entries.size(); written++) {
            JournalRecord record = bench.entries.get(written).record();
            if (record != null) {
                fresh.add(record);
            }
        }
        while (told < bench.told.size()) {
            String[] words = bench.told.get(told).split(" ", -1);
            told++;
            OrderId id = new OrderId(Long.parseLong(words[1].substring(2)));
            fresh.add(new EventTold(0, id, words[0], time, ""));
        }
        projected.take(fresh, time);
    }

    private static String standing(ManagedOrder order) {
        return order.status() + " " + order.lifecycle() + " " + order.filledQuantity() + "@"
                + order.averagePrice().map(Object::toString).orElse("-") + " " + order.clientOrderId() + " "
                + order.venueOrderId().map(Object::toString).orElse("null") + " "
                + order.request().quantity().map(Object::toString).orElse("-");
    }

    private void step() {
        int choice = random.nextInt(20);
        if (orders.isEmpty() || choice < 3) {
            submit();
        } else if (choice < 12) {
            OrderReport report = report(any());
            bench.report(report);
        } else if (choice < 14) {
            answerSubmit(any());
        } else if (choice < 15) {
            answerAction(any());
        } else if (choice < 17) {
            any().cancel();
            bench.flush();
        } else if (choice < 19) {
            replace(any());
        } else if (random.nextBoolean()) {
            read();
        } else {
            time += random.nextInt(12) * 1_000_000_000L;
            bench.desk.setTime(time);
            bench.desk.passTime();
            bench.flush();
        }
    }

    private ManagedOrder any() {
        // mostly late ones, so that the rest of a life is met while others begin
        int last = orders.size();
        return orders.get(random.nextInt(3) == 0 ? random.nextInt(last) : Math.max(0, last - 1 - random.nextInt(4)));
    }

    private void submit() {
        OrderRequest.Builder builder =
                random.nextBoolean() ? OrderRequest.buy(DeskBench.AAA) : OrderRequest.sell(DeskBench.AAA);
        ManagedOrder order;
        switch (random.nextInt(4)) {
            case 0 -> builder.notional(Money.of(1_000, Currency.USD)).market();
            case 1 ->
                builder.quantity(10)
                        .limit(Price.of(100))
                        .bracket(Bracket.stopPercent(3).targetPercent(6));
            default -> builder.quantity(1 + random.nextInt(20)).limit(Price.of(90 + random.nextInt(20)));
        }
        order = bench.submit(builder.build());
        if (order.denial().isEmpty()) {
            orders.add(order);
            orders.addAll(order.managedLegs());
        }
    }

    private void replace(ManagedOrder order) {
        if (order.request().quantity().isPresent() && order.request().type().hasLimitPrice()) {
            OrderChange change = OrderChange.toLimit(Price.of(90 + random.nextInt(20)));
            order.replace(random.nextBoolean() ? change : change.andQuantity(Quantity.of(1 + random.nextInt(25))));
            bench.flush();
        }
    }

    private void answerSubmit(ManagedOrder order) {
        ClientOrderId id = order.clientOrderId();
        SubmitResult result = switch (random.nextInt(6)) {
            case 0 -> new SubmitResult.Rejected(id, "no");
            case 1 -> new SubmitResult.Denied(id, new Denial("NOT_SENT", "a=b", "again"));
            case 2, 3 -> new SubmitResult.Unknown(id, "timeout");
            default -> new SubmitResult.Accepted(id, new VenueOrderId("V-" + order.orderId()), List.of());
        };
        bench.answer(new OrderSink.Answer.Submitted(order, result));
        bench.flush();
    }

    private void answerAction(ManagedOrder order) {
        ActionResult result = switch (random.nextInt(3)) {
            case 0 -> new ActionResult.Taken();
            case 1 -> new ActionResult.Refused("too late");
            default -> new ActionResult.Unknown("timeout");
        };
        boolean cancel = random.nextBoolean();
        bench.answer(
                cancel
                        ? new OrderSink.Answer.CancelTaken(order, result)
                        : new OrderSink.Answer.ReplaceTaken(order, result));
        bench.flush();
    }

    private OrderKey key(ManagedOrder order) {
        VenueOrderId venueId = order.venueOrderId().orElse(new VenueOrderId("V-" + order.orderId()));
        ClientOrderId next = order.pendingClientOrderId();
        return switch (random.nextInt(4)) {
            case 0 -> OrderKey.of(order.clientOrderId());
            case 1 ->
                order.venueOrderId().isPresent() ? OrderKey.of(venueId) : OrderKey.of(order.clientOrderId(), venueId);
            case 2 -> next == null ? OrderKey.of(order.clientOrderId(), venueId) : OrderKey.of(next);
            default -> OrderKey.of(order.clientOrderId(), venueId);
        };
    }

    private String execution() {
        if (executions == 0 || random.nextInt(3) > 0) {
            executions++;
        }
        return "x" + (executions - random.nextInt(Math.min(executions, 3)));
    }

    private Fill fill(ManagedOrder order) {
        return new Fill(
                order.orderId() + execution(),
                DeskBench.AAA,
                order.request().side(),
                Quantity.of(1 + random.nextInt(6)),
                Price.ofScaled(9_000 + random.nextInt(2_000), 2),
                List.of(),
                Liquidity.TAKER,
                bench.now());
    }

    private OrderReport report(ManagedOrder order) {
        OrderKey key = key(order);
        long at = bench.now();
        Optional<Quantity> filled = random.nextBoolean()
                ? Optional.empty()
                : Optional.of(order.filledQuantity().plus(Quantity.of(random.nextInt(2))));
        return switch (random.nextInt(22)) {
            case 0, 1 -> new OrderReport.Working(key, at);
            case 2 -> new OrderReport.Suspended(key, at, "held");
            case 3 -> new OrderReport.Triggered(key, at);
            case 4 -> new OrderReport.FilledUnpriced(key, at, fill(order));
            case 5 -> new OrderReport.Priced(key, at, order.orderId() + execution(), Price.of(101), List.of());
            case 6 -> new OrderReport.Corrected(key, at, order.orderId() + execution(), fill(order));
            case 7 -> new OrderReport.Busted(key, at, order.orderId() + execution());
            case 8, 9 -> replacedReport(order, key, at);
            case 10 -> new OrderReport.ReplaceRejected(key, at, "no");
            case 11 -> new OrderReport.CancelRejected(key, at, "no");
            case 12 -> new OrderReport.Rejected(key, at, "no");
            case 13 -> new OrderReport.Cancelled(key, at, "day over", filled);
            case 14 -> new OrderReport.Expired(key, at, filled);
            case 15 -> new OrderReport.Completed(key, at);
            default -> new OrderReport.Filled(key, at, fill(order));
        };
    }

    private OrderReport replacedReport(ManagedOrder order, OrderKey key, long at) {
        ClientOrderId next = order.pendingClientOrderId();
        OrderKey now = next == null ? key : OrderKey.of(next, new VenueOrderId("R-" + next));
        return new OrderReport.Replaced(key, at, now);
    }

    /** A reading that shows one order, perhaps otherwise than it was asked for, and an execution. */
    private void read() {
        ManagedOrder order = any();
        Quantity shown = order.request().quantity().orElse(Quantity.of(3));
        VenueOrder at = new VenueOrder(
                DeskBench.key(order),
                DeskBench.AAA,
                order.request().side(),
                random.nextInt(4) == 0 ? Optional.of(shown.plus(Quantity.of(1))) : Optional.of(shown),
                order.filledQuantity(),
                order.request().type(),
                order.request().limitPrice(),
                order.request().triggerPrice(),
                order.request().timeInForce(),
                List.of(Lifecycle.values()).get(random.nextInt(Lifecycle.values().length)),
                bench.now());
        List<OrderFacet.Execution> executed = random.nextBoolean()
                ? List.of()
                : List.of(new OrderFacet.Execution(OrderKey.of(order.clientOrderId()), fill(order)));
        JournalRecord.VenueRead read =
                new VenueRead(time, List.of(at), List.of(), List.of(), bench.now(), executed, Optional.empty());
        bench.parts.add(read);
        bench.flush();
    }
}
