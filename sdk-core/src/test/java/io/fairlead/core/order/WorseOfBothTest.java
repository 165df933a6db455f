package io.fairlead.core.order;

import static io.fairlead.core.order.DeskBench.AAA;
import static org.assertj.core.api.Assertions.assertThat;

import io.fairlead.api.Price;
import io.fairlead.api.Quantity;
import io.fairlead.api.order.OrderChange;
import io.fairlead.api.order.OrderRequest;
import io.fairlead.api.order.Side;
import io.fairlead.api.risk.ApprovedOrder;
import io.fairlead.spi.ActionResult;
import io.fairlead.spi.OrderReport;
import io.fairlead.spi.SubmitResult;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * While outcomes are unknown, limits are held against the worst that may come of them. Every combination of outcomes is played through:
 * each unknown order was placed or not, each unknown change made or not, each unknown cancel done or not, and what works fills or does
 * not.
 */
class WorseOfBothTest {
    private static final long E8 = 100_000_000L;

    /** What of an order may still be bought or sold, at what price, in one of its outcomes. */
    private record Outcome(long units, long price) {}

    private final DeskBench bench = new DeskBench();

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12})
    void shouldNeverBeBetterThanAnyOutcomeAndNoWorseThanTheWorst(long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        bench.limitBuyingPower = false;
        List<ManagedOrder> orders = new ArrayList<>();
        for (int i = 0; i < 7; i++) {
            orders.add(some(random, i));

            agree(orders, Side.BUY, seed);
            agree(orders, Side.SELL, seed);
        }
    }

    private void agree(List<ManagedOrder> orders, Side side, long seed) {
        int sign = side.sign();
        long worst = worst(orders, side, 0);
        OrderRequest probe =
                OrderRequest.of(AAA, side).quantity(1).limit(Price.of(100)).build();

        DeskBench.Seen seen = bench.probe(probe);

        long position = bench.positionUnits();
        assertThat(seen.worst()).as("seed %d %s %s", seed, side, orders).isEqualTo(position + sign * (worst + 1));
        boolean against = sign * position < 0;
        assertThat(seen.reducing())
                .as("seed %d %s %s: reducing in every outcome", seed, side, orders)
                .isEqualTo(against && worst + 1 <= Math.abs(position));
    }

    /** The most that orders of a side may still trade, over every combination of their outcomes. */
    private static long worst(List<ManagedOrder> orders, Side side, int from) {
        if (from == orders.size()) {
            return 0;
        }
        long most = 0;
        for (Outcome outcome : outcomes(orders.get(from))) {
            long units = orders.get(from).request().side() == side ? outcome.units() : 0;
            most = Math.max(most, units + worst(orders, side, from + 1));
        }
        return most;
    }

    private static List<Outcome> outcomes(ManagedOrder order) {
        List<Outcome> all = new ArrayList<>(List.of(new Outcome(0, 0))); // not placed, cancelled, or it does not fill
        if (!order.isClosed()) {
            all.add(rest(order, order.request()));
            if (order.pendingChange() != null) {
                all.add(rest(order, order.pendingChange().applyTo(order.request())));
            }
        }
        return all;
    }

    private static Outcome rest(ManagedOrder order, OrderRequest request) {
        long total = request.quantity().orElseThrow().value().longValueExact();
        long filled = order.filledQuantity().value().longValueExact();
        return new Outcome(
                Math.max(0, total - filled),
                request.limitPrice().orElseThrow().value().longValueExact());
    }

    /** The cash that may be spent at worst is set aside, for purchases from flat. */
    @ParameterizedTest
    @ValueSource(longs = {21, 22, 23, 24, 25, 26, 27, 28})
    void shouldSetAsideWhatTheDearestOutcomeOfEachPurchaseCosts(long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        bench.limitBuyingPower = false;
        long dearest = 0;
        for (int i = 0; i < 6; i++) {
            ManagedOrder order = purchase(random);
            long most = 0;
            long units = 0;
            for (Outcome outcome : outcomes(order)) {
                most = Math.max(most, outcome.price());
                units = Math.max(units, outcome.units());
            }
            dearest += units * most; // either size, at either price
        }

        assertThat(bench.probe(OrderRequest.buy(AAA)
                                .quantity(1)
                                .limit(Price.of(100))
                                .build())
                        .buyingPower())
                .as("seed %d", seed)
                .isEqualTo((100_000 - dearest) * E8);
    }

    private ManagedOrder purchase(SplittableRandom random) {
        OrderRequest request = OrderRequest.buy(AAA)
                .quantity(1 + random.nextInt(20))
                .limit(Price.of(90 + random.nextInt(20)))
                .build();
        if (random.nextBoolean()) {
            bench.broker.onSubmit = WorseOfBothTest::lost;
            return bench.submit(request);
        }
        ManagedOrder order = bench.working(request);
        changeUnknown(order, random);
        return order;
    }

    private ManagedOrder some(SplittableRandom random, int number) {
        OrderRequest request = OrderRequest.of(AAA, random.nextBoolean() ? Side.BUY : Side.SELL)
                .quantity(1 + random.nextInt(20))
                .limit(Price.of(90 + random.nextInt(20)))
                .build();
        if (random.nextInt(3) == 0) {
            bench.broker.onSubmit = WorseOfBothTest::lost;
            ManagedOrder order = bench.submit(request);
            bench.broker.onSubmit = any -> new CompletableFuture<>();
            return order;
        }
        ManagedOrder order = bench.working(request);
        long total = request.quantity().orElseThrow().value().longValueExact();
        if (random.nextBoolean() && total > 1) {
            bench.report(new OrderReport.Filled(
                    DeskBench.key(order), 0, bench.fillOf(order, "x" + number, 1 + random.nextLong(total - 1), 100)));
        }
        if (random.nextBoolean()) {
            changeUnknown(order, random);
        } else if (random.nextBoolean()) {
            bench.broker.onCancel = any -> CompletableFuture.completedFuture(new ActionResult.Unknown("time-out"));
            order.cancel();
            bench.flush();
        }
        return order;
    }

    private static CompletionStage<SubmitResult> lost(ApprovedOrder sent) {
        return CompletableFuture.completedFuture(new SubmitResult.Unknown(sent.clientOrderId(), "time-out"));
    }

    private void changeUnknown(ManagedOrder order, SplittableRandom random) {
        bench.broker.onReplace = any -> CompletableFuture.completedFuture(new ActionResult.Unknown("time-out"));
        Quantity more = order.filledQuantity().plus(Quantity.of(1 + random.nextInt(25)));
        order.replace(OrderChange.toQuantity(more).andLimit(Price.of(90 + random.nextInt(20))));
        bench.flush();
    }
}
