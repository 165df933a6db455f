package io.fairlead.core.order;

import static io.fairlead.core.order.DeskBench.AAA;
import static org.assertj.core.api.Assertions.assertThat;

import io.fairlead.api.Currency;
import io.fairlead.api.Money;
import io.fairlead.api.Price;
import io.fairlead.api.Quantity;
import io.fairlead.api.order.Bracket;
import io.fairlead.api.order.OrderChange;
import io.fairlead.api.order.OrderGroup;
import io.fairlead.api.order.OrderRequest;
import io.fairlead.api.order.Side;
import io.fairlead.spi.OrderReport;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SessionRiskViewTest {
    private static final long E8 = 100_000_000L;

    private final DeskBench bench = new DeskBench();

    private static OrderRequest.Builder buy(long units) {
        return OrderRequest.buy(AAA).quantity(units);
    }

    private static OrderRequest.Builder sell(long units) {
        return OrderRequest.sell(AAA).quantity(units);
    }

    private DeskBench.Seen probeSale() {
        return bench.probe(sell(1).market().build());
    }

    private DeskBench.Seen probePurchase() {
        return bench.probe(buy(1).market().build());
    }

    @Test
    void shouldCountTheExitsOfABracketOnceAndForWhatItsEntryFilled() {
        ManagedOrder entry = bench.submit(buy(10).limit(Price.of(100))
                .bracket(Bracket.stopAt(Price.of(97)).targetAt(Price.of(106)))
                .build());
        assertThat(probeSale().worst()).isEqualTo(-1);
        assertThat(probePurchase().worst()).isEqualTo(11);

        bench.fill(entry, "x1", 4, 100);
        assertThat(probePurchase().worst()).isEqualTo(11);
        assertThat(probeSale().worst()).isEqualTo(-1);
        assertThat(probeSale().available()).isZero();
        assertThat(probeSale().openOrders()).isEqualTo(1);

        bench.fill(entry.managedLegs().get(1), "x2", 3, 97);
        assertThat(probeSale().position()).isEqualTo(1);
        assertThat(probeSale().worst()).isEqualTo(-1);

        bench.report(new OrderReport.Cancelled(DeskBench.key(entry), 0, ""));
        bench.report(new OrderReport.Cancelled(DeskBench.key(entry.managedLegs().get(0)), 0, ""));
        assertThat(probeSale().worst()).isEqualTo(-1);
        bench.fill(entry.managedLegs().get(1), "x3", 1, 97);
        bench.report(new OrderReport.Cancelled(DeskBench.key(entry.managedLegs().get(1)), 0, ""));
        assertThat(probeSale().worst()).isEqualTo(-1);
        assertThat(probeSale().openOrders()).isZero();
    }

    @Test
    void shouldTellWhatOnlyReducesAndWhatIsStillAvailable() {
        bench.hold(10);
        assertThat(bench.probe(sell(10).market().build()).reducing()).isTrue();
        assertThat(bench.probe(sell(11).market().build()).reducing()).isFalse();
        bench.working(sell(4).limit(Price.of(110)).build());

        assertThat(bench.probe(sell(6).market().build()).reducing()).isTrue();
        assertThat(bench.probe(sell(7).market().build()).reducing()).isFalse();
        assertThat(probeSale().available()).isEqualTo(6);
        assertThat(probePurchase().reducing()).isFalse();
    }

    @Test
    void shouldCountTheLargerOrderOfAPairOfWhichOneFillsAndAtTheWorsePrice() {
        ManagedOrder first = bench.submit(OrderGroup.oco(
                buy(10).limit(Price.of(90)).build(), buy(30).stop(Price.of(110)).build()));

        assertThat(first.denial()).isEmpty();
        assertThat(probePurchase().worst()).isEqualTo(31);
        assertThat(probePurchase().buyingPower()).isEqualTo((100_000 - 30 * 110L) * E8);

        bench.report(new OrderReport.Expired(DeskBench.key(first), 0));
        assertThat(probePurchase().worst()).isEqualTo(31);
        assertThat(probePurchase().buyingPower()).isEqualTo((100_000 - 30 * 110L) * E8);
    }

    @Test
    void shouldJudgeAndReserveTheSecondOfAPairOnTopOfTheFirstThatTriggersIt() {
        ManagedOrder first = bench.submit(OrderGroup.oto(
                buy(10).limit(Price.of(90)).build(), buy(20).limit(Price.of(80)).build()));
        assertThat(first.denial()).isEmpty();
        assertThat(bench.seen.worst()).isEqualTo(30);
        assertThat(bench.seen.buyingPower()).isEqualTo((100_000 - 900) * E8);
        assertThat(probePurchase().worst()).isEqualTo(31);
        assertThat(probePurchase().buyingPower()).isEqualTo((100_000 - 900 - 1_600) * E8);

        ManagedOrder tooMuch = bench.submit(OrderGroup.oto(
                buy(500).limit(Price.of(100)).build(),
                buy(500).limit(Price.of(100)).build()));

        assertThat(tooMuch.denial().orElseThrow().code()).isEqualTo("LIMIT_BUYING_POWER");
        assertThat(probePurchase().worst()).isEqualTo(31);
    }

    @Test
    void shouldReckonAnOrderByNotionalAtTheLastPriceRoundedUp() {
        DeskBench.Seen seen = bench.probe(OrderRequest.buy(AAA)
                .notional(Money.of("1050", Currency.USD))
                .market()
                .build());

        assertThat(seen.quantity()).isEqualTo(11);
        assertThat(seen.notional()).isEqualTo(1_100 * E8);
    }

    @Test
    void shouldDenyWhatAddsExposureInACurrencyWithoutARateAndLetExitsPass() {
        OrderRequest order = OrderRequest.buy(DeskBench.EUR_SHARE)
                .quantity(1)
                .limit(Price.of(50))
                .build();
        bench.mark(1, 50);

        assertThat(bench.submit(order).denial().orElseThrow().code()).isEqualTo("FX_RATE_MISSING");
        bench.ledger.rate(Currency.of("EUR"), new BigDecimal("1.25"));
        ManagedOrder passed = bench.submit(order);

        assertThat(passed.denial()).isEmpty();
        assertThat(bench.seen.notional()).isEqualTo(6_250_000_000L);
        assertThat(probePurchase().buyingPower()).isEqualTo(100_000 * E8 - 6_250_000_000L);
    }

    /** Random orders, fills, changes, cancels; after each step the numbers are reckoned anew from the orders alone. */
    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10})
    void shouldAgreeWithABruteForceReckoningOfAllOrders(long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        bench.limitBuyingPower = false;
        List<ManagedOrder> roots = new ArrayList<>();
        for (int step = 0; step < 300; step++) {
            act(random, roots, step);

            long probe = 1L + random.nextInt(20);
            boolean purchase = random.nextBoolean();
            OrderRequest request =
                    (purchase ? buy(probe) : sell(probe)).market().build();
            DeskBench.Seen seen = bench.probe(request);
            long position = bench.positionUnits();
            long pending = pending(roots, purchase ? Side.BUY : Side.SELL);
            long worst = purchase ? position + pending + probe : position - pending - probe;
            assertThat(seen.worst()).as("worst at step %d", step).isEqualTo(worst);
            boolean against = purchase ? position < 0 : position > 0;
            assertThat(seen.reducing())
                    .as("reducing at step %d", step)
                    .isEqualTo(against && pending + probe <= Math.abs(position));
            assertThat(seen.openOrders()).as("open at step %d", step).isEqualTo((int) roots.stream()
                    .filter(r -> !r.isClosed() || r.managedLegs().stream().anyMatch(leg -> !leg.isClosed()))
                    .count());
            assertThat(seen.available())
                    .isEqualTo(Math.max(0, Math.abs(position) - pending(roots, position > 0 ? Side.SELL : Side.BUY)));
        }
        assertThat(bench.alarms).isEmpty();
    }

    private static long open(ManagedOrder order) {
        if (order.isClosed()) {
            return 0;
        }
        Quantity total = order.request().quantity().orElseThrow();
        if (order.pendingChange() != null && order.pendingChange().quantity().isPresent()) {
            Quantity wanted = order.pendingChange().quantity().get();
            total = wanted.compareTo(total) > 0 ? wanted : total;
        }
        return Math.max(
                0, total.value().subtract(order.filledQuantity().value()).longValueExact());
    }

    private static long pending(List<ManagedOrder> roots, Side side) {
        long sum = 0;
        for (ManagedOrder root : roots) {
            List<ManagedOrder> legs = root.managedLegs();
            long own = root.request().side() == side ? open(root) : 0;
            switch (root.contingency()) {
                case NONE -> sum += own;
                case OCO -> sum += Math.max(own, legs.get(0).request().side() == side ? open(legs.get(0)) : 0);
                case OTO -> sum += own + (legs.get(0).request().side() == side ? open(legs.get(0)) : 0);
                case BRACKET -> {
                    long exits = root.filledQuantity().value().longValueExact();
                    boolean any = false;
                    for (ManagedOrder leg : legs) {
                        exits -= leg.filledQuantity().value().longValueExact();
                        any |= !leg.isClosed();
                    }
                    sum += own + (root.request().side() != side && any ? Math.max(0, exits) : 0);
                }
            }
        }
        return sum;
    }

    private void act(SplittableRandom random, List<ManagedOrder> roots, int step) {
        int what = random.nextInt(10);
        if (what < 3 || roots.isEmpty()) {
            roots.add(bench.submit(request(random)));
            return;
        }
        if (what == 3) {
            OrderRequest first = plain(random);
            OrderRequest second = OrderRequest.of(AAA, first.side())
                    .quantity(1 + random.nextInt(20))
                    .limit(Price.of(100))
                    .build();
            roots.add(
                    bench.submit(random.nextBoolean() ? OrderGroup.oco(first, second) : OrderGroup.oto(first, second)));
            return;
        }
        ManagedOrder root = roots.get(random.nextInt(roots.size()));
        ManagedOrder order = root;
        if (!root.managedLegs().isEmpty() && random.nextBoolean()) {
            order = root.managedLegs().get(random.nextInt(root.managedLegs().size()));
        }
        if (order.isClosed()) {
            return;
        }
        long rest = order.contingency() == io.fairlead.api.order.Contingency.NONE && order.managedParent() != null
                ? Math.min(open(order), exitable(order))
                : open(order);
        if (what < 7 && rest > 0) {
            bench.fill(order, "x" + step, 1 + random.nextLong(rest), 100);
        } else if (what == 7) {
            bench.report(new OrderReport.Cancelled(DeskBench.key(order), step, ""));
        } else if (what == 8) {
            bench.report(new OrderReport.Working(DeskBench.key(order), step));
            order.replace(OrderChange.toQuantity(order.filledQuantity().plus(Quantity.of(1 + random.nextInt(20)))));
            bench.flush();
        } else if (order.pendingChange() != null) {
            bench.report(
                    random.nextBoolean()
                            ? new OrderReport.Replaced(DeskBench.key(order), step, DeskBench.key(order))
                            : new OrderReport.ReplaceRejected(DeskBench.key(order), step, "no"));
        }
    }

    /** What an exit of a bracket may fill; any other leg all of it. */
    private static long exitable(ManagedOrder leg) {
        ManagedOrder parent = leg.managedParent();
        if (parent == null || parent.contingency() != io.fairlead.api.order.Contingency.BRACKET) {
            return Long.MAX_VALUE;
        }
        long exits = parent.filledQuantity().value().longValueExact();
        for (ManagedOrder exit : parent.managedLegs()) {
            exits -= exit.filledQuantity().value().longValueExact();
        }
        return exits;
    }

    private static OrderRequest plain(SplittableRandom random) {
        return OrderRequest.of(AAA, random.nextBoolean() ? Side.BUY : Side.SELL)
                .quantity(1 + random.nextInt(20))
                .limit(Price.of(90 + random.nextInt(20)))
                .build();
    }

    private static OrderRequest request(SplittableRandom random) {
        OrderRequest plain = plain(random);
        if (random.nextInt(3) > 0) {
            return plain;
        }
        boolean purchase = plain.side() == Side.BUY;
        return plain.toBuilder()
                .bracket(Bracket.stopAt(Price.of(purchase ? 80 : 120)).targetAt(Price.of(purchase ? 120 : 80)))
                .build();
    }
}
