package io.fairlead.core.order;

import static io.fairlead.core.order.DeskBench.AAA;
import static io.fairlead.core.order.DeskBench.EUR_SHARE;
import static org.assertj.core.api.Assertions.assertThat;

import io.fairlead.api.Currency;
import io.fairlead.api.Price;
import io.fairlead.api.instrument.InstrumentId;
import io.fairlead.api.order.Denial;
import io.fairlead.api.order.OrderGroup;
import io.fairlead.api.order.OrderRequest;
import io.fairlead.api.order.OrderStatus;
import io.fairlead.api.order.Side;
import io.fairlead.api.order.TimeInForce;
import io.fairlead.api.risk.InstrumentWeight;
import io.fairlead.api.risk.RiskRule;
import io.fairlead.api.risk.RiskView;
import io.fairlead.spi.OrderReport;
import io.fairlead.spi.SubmitResult;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What rules are shown of exposure over all instruments, of asking twice, and of the account's own orders. */
class ExposuresTest {
    private static final long E8 = 100_000_000L;

    /** What the view shows of one order. */
    private record Shown(long net, long all, long together, int same, boolean crosses, long age) {}

    private final DeskBench bench = new DeskBench();
    private Shown shown = new Shown(0, 0, 0, 0, false, 0);
    private int correlation = RiskSources.UNKNOWN;

    @BeforeEach
    void look() {
        bench.watching(new RiskRule() {
            @Override
            public String name() {
                return "looking";
            }

            @Override
            public boolean appliesToReducing() {
                return true;
            }

            @Override
            public Optional<Denial> check(OrderRequest order, RiskView view) {
                shown = new Shown(
                        view.worstNetExposureE8(),
                        view.weightedExposureE8(instrument -> InstrumentWeight.ALL),
                        view.correlatedExposureE8(800_000),
                        view.sameIntents(1_000_000_000L),
                        view.crossesOwnOrder(),
                        view.dataAgeNanos());
                return Optional.empty();
            }
        });
        bench.ledger.rate(Currency.of("EUR"), BigDecimal.valueOf(2));
        bench.mark(1, 50);
        bench.desk.riskSources(new RiskSources() {
            @Override
            public int consecutiveLosses() {
                return 0;
            }

            @Override
            public int correlationMillionths(int oneIndex, int otherIndex) {
                return correlation;
            }

            @Override
            public int dayTrades(int instrumentIndex, int sessions) {
                return 0;
            }

            @Override
            public int openedToday(int instrumentIndex) {
                return 0;
            }

            @Override
            public long unsettledE8(int instrumentIndex, int days) {
                return 0;
            }
        });
    }

    private static OrderRequest market(InstrumentId id, Side side, long units) {
        return OrderRequest.of(id, side).quantity(units).market().build();
    }

    private static OrderRequest limit(InstrumentId id, Side side, long units, int price) {
        return OrderRequest.of(id, side).quantity(units).limit(Price.of(price)).build();
    }

    private Shown probe(OrderRequest request) {
        bench.probe(request);
        return shown;
    }

    @Test
    void shouldShowNetExposureInTheOrdersDirection() {
        bench.hold(10);
        assertThat(probe(market(EUR_SHARE, Side.BUY, 1)).net()).isEqualTo((1_000 + 100) * E8);
        assertThat(probe(market(EUR_SHARE, Side.SELL, 1)).net()).isEqualTo((-1_000 + 100) * E8);

        bench.working(limit(AAA, Side.SELL, 30, 110));

        assertThat(probe(market(EUR_SHARE, Side.BUY, 1)).net()).isEqualTo((1_000 + 100) * E8);
        assertThat(probe(market(EUR_SHARE, Side.SELL, 1)).net()).isEqualTo((2_000 + 100) * E8);
    }

    @Test
    void shouldCountAnOrderWithoutAnAnswerLikeAWorkingOne() {
        bench.broker.onSubmit = order ->
                CompletableFuture.completedFuture(new SubmitResult.Unknown(order.clientOrderId(), "connection reset"));
        ManagedOrder lost = bench.submit(limit(AAA, Side.BUY, 20, 100));
        assertThat(lost.status()).isEqualTo(OrderStatus.UNKNOWN);

        assertThat(probe(market(EUR_SHARE, Side.BUY, 1)).net()).isEqualTo((2_000 + 100) * E8);
        assertThat(probe(market(EUR_SHARE, Side.SELL, 1)).net()).isEqualTo(100 * E8);
        assertThat(probe(market(EUR_SHARE, Side.SELL, 1)).all()).isEqualTo((2_000 + 100) * E8);
        bench.report(new OrderReport.Rejected(DeskBench.key(lost), 0, "not known"));

        assertThat(probe(market(EUR_SHARE, Side.BUY, 1)).net()).isEqualTo(100 * E8);
    }

    @Test
    void shouldCountTogetherWhatGainsAndLosesTogether() {
        bench.hold(10);
        assertThat(probe(market(EUR_SHARE, Side.BUY, 1)).together()).isEqualTo(100 * E8);
        correlation = 800_000;
        assertThat(probe(market(EUR_SHARE, Side.BUY, 1)).together()).isEqualTo((1_000 + 100) * E8);
        assertThat(probe(market(EUR_SHARE, Side.SELL, 1)).together()).isEqualTo(100 * E8);
        correlation = 799_999;
        assertThat(probe(market(EUR_SHARE, Side.BUY, 1)).together()).isEqualTo(100 * E8);
        correlation = -800_000;

        assertThat(probe(market(EUR_SHARE, Side.SELL, 1)).together()).isEqualTo((1_000 + 100) * E8);
        assertThat(probe(market(EUR_SHARE, Side.BUY, 1)).together()).isEqualTo(100 * E8);
    }

    @Test
    void shouldShowWhatWasAskedForTwiceByOneStrategyWithinTheWindow() {
        OrderRequest order = limit(AAA, Side.BUY, 5, 90);
        bench.submit(order);
        assertThat(shown.same()).isZero();
        bench.submit(order);
        assertThat(shown.same()).isEqualTo(1);
        bench.submit(order.toBuilder().tag("second rung").build());
        assertThat(shown.same()).isZero();
        bench.submit(limit(AAA, Side.BUY, 5, 91));
        assertThat(shown.same()).isZero();
        bench.desk.submit(1, order, OrderDesk.Terms.NORMAL);
        assertThat(shown.same()).isZero();

        bench.desk.setTime(bench.now() + 1_000_000_000L);
        bench.submit(order);

        assertThat(shown.same()).isZero();
    }

    @Test
    void shouldNotCallItTwiceWhenTheFirstCameToNothing() {
        OrderRequest order = limit(AAA, Side.BUY, 5, 90);
        ManagedOrder first = bench.working(order);
        bench.report(new OrderReport.Cancelled(DeskBench.key(first), 0, ""));
        bench.submit(order);
        assertThat(shown.same()).isZero();

        ManagedOrder rejected = bench.submit(limit(AAA, Side.BUY, 6, 90));
        bench.report(new OrderReport.Rejected(DeskBench.key(rejected), 0, "no"));
        bench.submit(limit(AAA, Side.BUY, 6, 90));

        assertThat(shown.same()).isEqualTo(1);
    }

    @Test
    void shouldSeeOrdersThatCouldMeetOneOfTheAccountsOwn() {
        bench.working(limit(AAA, Side.SELL, 5, 105));

        assertThat(probe(limit(AAA, Side.BUY, 1, 104)).crosses()).isFalse();
        assertThat(probe(limit(AAA, Side.BUY, 1, 105)).crosses()).isTrue();
        assertThat(probe(limit(AAA, Side.SELL, 1, 100)).crosses()).isFalse();
        assertThat(probe(limit(EUR_SHARE, Side.BUY, 1, 200)).crosses()).isFalse();
        assertThat(probe(market(AAA, Side.BUY, 1)).crosses()).isFalse();
        assertThat(probe(OrderRequest.buy(AAA).quantity(1).stop(Price.of(106)).build())
                        .crosses())
                .isFalse();
        bench.mark(0, 105);
        assertThat(probe(market(AAA, Side.BUY, 1)).crosses()).isTrue();
    }

    @Test
    void shouldNotMeetOrdersThatDoNotRest() {
        bench.submit(market(AAA, Side.SELL, 5));
        bench.working(OrderRequest.sell(AAA).quantity(5).stop(Price.of(95)).build());
        bench.working(OrderRequest.sell(AAA)
                .quantity(5)
                .limit(Price.of(99))
                .timeInForce(TimeInForce.IOC)
                .build());
        bench.submit(OrderGroup.oto(limit(AAA, Side.BUY, 5, 90), limit(AAA, Side.SELL, 5, 95)));

        assertThat(probe(limit(AAA, Side.BUY, 1, 100)).crosses()).isFalse();
    }

    @Test
    void shouldTellHowLongTheMarketHasBeenOpenWithoutANewPrice() {
        assertThat(probe(market(AAA, Side.BUY, 1)).age()).isZero();

        bench.desk.setTime(bench.now() + 5_000);

        assertThat(probe(market(AAA, Side.BUY, 1)).age()).isEqualTo(5_000);
    }

    /** Working orders, orders without an answer, fills and ends at random; sides are reckoned anew from the orders alone. */
    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
    void shouldCountTheWorseOutcomePerSideOfEveryOrderThatMayStillFill(long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        bench.limitBuyingPower = false;
        List<ManagedOrder> orders = new ArrayList<>();
        for (int step = 0; step < 200; step++) {
            act(random, orders, step);

            InstrumentId id = random.nextBoolean() ? AAA : EUR_SHARE;
            Side side = random.nextBoolean() ? Side.BUY : Side.SELL;
            long units = 1L + random.nextInt(9);
            Shown seen = probe(market(id, side, units));

            assertThat(seen.net()).as("net, seed %d step %d", seed, step).isEqualTo(net(orders, id, side, units));
            assertThat(seen.all()).as("all, seed %d step %d", seed, step).isEqualTo(all(orders, id, side, units));
        }
        assertThat(bench.alarms).containsOnly("ORDER_OUTCOME_UNKNOWN");
    }

    private void act(SplittableRandom random, List<ManagedOrder> orders, int step) {
        int what = random.nextInt(6);
        if (what < 3 || orders.isEmpty()) {
            boolean lost = random.nextBoolean();
            bench.broker.onSubmit = order -> answer(order.clientOrderId(), lost);
            InstrumentId id = random.nextBoolean() ? AAA : EUR_SHARE;
            orders.add(bench.submit(OrderRequest.of(id, random.nextBoolean() ? Side.BUY : Side.SELL)
                    .quantity(1L + random.nextInt(20))
                    .limit(Price.of(id.equals(AAA) ? 100 : 50))
                    .tag("step " + step)
                    .build()));
            bench.broker.onSubmit = order -> new CompletableFuture<>();
            return;
        }
        ManagedOrder order = orders.get(random.nextInt(orders.size()));
        if (order.isClosed()) {
            return;
        }
        if (what < 5) {
            long rest = order.remainingQuantity().value().longValueExact();
            bench.fill(order, "x" + step, 1 + random.nextLong(rest), order.instrumentIndex() == 0 ? 100 : 50);
        } else {
            bench.report(
                    order.status() == OrderStatus.UNKNOWN
                            ? new OrderReport.Rejected(DeskBench.key(order), step, "never came")
                            : new OrderReport.Cancelled(DeskBench.key(order), step, ""));
        }
    }

    private static CompletionStage<SubmitResult> answer(io.fairlead.api.order.ClientOrderId id, boolean lost) {
        return lost
                ? CompletableFuture.completedFuture(new SubmitResult.Unknown(id, "read timed out"))
                : new CompletableFuture<>();
    }

    /** Units of each instrument after all that may fill on one side has, the order in question included. */
    private static Map<InstrumentId, Long> after(
            List<ManagedOrder> orders, Side fills, InstrumentId id, Side side, long units) {
        Map<InstrumentId, Long> sum = new TreeMap<>();
        for (ManagedOrder order : orders) {
            long sign = order.request().side().sign();
            long filled = order.filledQuantity().value().longValueExact();
            long rest = order.request().side() == fills && !order.isClosed()
                    ? order.remainingQuantity().value().longValueExact()
                    : 0;
            sum.merge(order.request().instrument(), sign * (filled + rest), Long::sum);
        }
        sum.merge(id, side == fills ? side.sign() * units : 0, Long::sum);
        return sum;
    }

    private static long net(List<ManagedOrder> orders, InstrumentId id, Side side, long units) {
        Map<InstrumentId, Long> after = after(orders, side, id, side, units);
        return side.sign() * after.values().stream().mapToLong(Long::longValue).sum() * 100 * E8;
    }

    private static long all(List<ManagedOrder> orders, InstrumentId id, Side side, long units) {
        Map<InstrumentId, Long> up = after(orders, Side.BUY, id, side, units);
        Map<InstrumentId, Long> down = after(orders, Side.SELL, id, side, units);
        return up.keySet().stream()
                        .mapToLong(one -> Math.max(Math.abs(up.get(one)), Math.abs(down.get(one))))
                        .sum()
                * 100
                * E8;
    }
}
