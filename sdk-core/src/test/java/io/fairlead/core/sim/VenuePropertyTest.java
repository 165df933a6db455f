package io.fairlead.core.sim;

import static io.fairlead.core.sim.Venue.ACME;
import static org.assertj.core.api.Assertions.assertThat;

import io.fairlead.api.Currency;
import io.fairlead.api.Money;
import io.fairlead.api.Price;
import io.fairlead.api.Quantity;
import io.fairlead.api.order.Fill;
import io.fairlead.api.order.Liquidity;
import io.fairlead.api.order.OrderChange;
import io.fairlead.api.order.OrderGroup;
import io.fairlead.api.order.OrderRequest;
import io.fairlead.api.order.Side;
import io.fairlead.api.order.TimeInForce;
import io.fairlead.api.order.Trail;
import io.fairlead.core.sim.Venue.Mode;
import io.fairlead.spi.AccountFacet.Snapshot;
import io.fairlead.spi.OrderReport;
import io.fairlead.spi.SubmitResult;
import io.fairlead.spi.VenueOrder;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.stream.LongStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Random orders of every kind on a random market; what must hold whatever happens. The seed is the argument. */
class VenuePropertyTest {
    private static final int BARS = 60;

    static LongStream seeds() {
        return LongStream.rangeClosed(1, 120);
    }

    /** What one random run sent, and what came of it. */
    private static final class Run {
        private final Map<String, OrderRequest> sent = new LinkedHashMap<>();
        private final Map<String, OrderGroup> groups = new LinkedHashMap<>();
        private final Set<String> changed = new HashSet<>();
        private final Map<String, List<Fill>> fills = new HashMap<>();
        private final Map<String, Integer> ends = new HashMap<>();
        private final Set<String> refused = new HashSet<>();
        private final List<String> afterEnd = new ArrayList<>();
        private Snapshot account = new Snapshot(List.of(), List.of(), 0);
        private List<VenueOrder> open = List.of();

        BigDecimal filled(String id) {
            return fills.getOrDefault(id, List.of()).stream()
                    .map(fill -> fill.quantity().value())
                    .reduce(BigDecimal.ZERO, BigDecimal::add);
        }
    }

    private static Run run(long seed, Mode mode, boolean withCancels) {
        SplittableRandom random = new SplittableRandom(seed);
        SimConfig.Builder config =
                SimConfig.builder().cash(Money.of("100000", Currency.USD)).seed(seed);
        if (random.nextBoolean()) {
            config.volumeShare(new BigDecimal("0.1"));
        }
        if (random.nextInt(3) == 0) {
            config.shortSelling(false);
        }
        if (random.nextBoolean()) {
            config.slippage(SlippageModel.basisPoints("3"));
        }
        Run run = new Run();
        try (Venue venue = Venue.of(mode, config)) {
            long price = 1000;
            for (int i = 0; i < BARS; i++) {
                price = nextBar(venue, random, price);
                if (random.nextInt(3) > 0) {
                    send(venue, run, random, price);
                }
                if (withCancels && random.nextInt(5) == 0 && !run.sent.isEmpty()) {
                    disturb(venue, run, random, price);
                }
            }
            venue.settle();
            run.account = Venue.ask(venue.broker.accounts().snapshot());
            run.sent.keySet().stream()
                    .filter(id -> venue.answer(id.split("-", -1)[0]).orElseThrow() instanceof SubmitResult.Rejected)
                    .forEach(run.refused::add);
            run.open = Venue.ask(venue.broker.orders().openOrders());
            read(venue.tape.reports(), run, mode);
        }
        return run;
    }

    private static long nextBar(Venue venue, SplittableRandom random, long price) {
        long open = Math.max(100, price + random.nextLong(-15, 16));
        long close = Math.max(100, open + random.nextLong(-20, 21));
        long high = Math.max(open, close) + random.nextLong(0, 15);
        long low = Math.max(50, Math.min(open, close) - random.nextLong(0, 15));
        venue.bar(open / 100.0, high / 100.0, low / 100.0, close / 100.0, random.nextInt(0, 2000));
        return close;
    }

    private static Price cents(long cents) {
        return Price.ofScaled(Math.max(1, cents), 2);
    }

    private static void send(Venue venue, Run run, SplittableRandom random, long price) {
        if (random.nextInt(3) == 0) {
            sendGroup(venue, run, random, price);
            return;
        }
        Side side = random.nextBoolean() ? Side.BUY : Side.SELL;
        OrderRequest.Builder order = OrderRequest.of(ACME, side).quantity(random.nextLong(1, 200));
        Price near = cents(price + random.nextLong(-20, 21));
        Price far = cents(price + random.nextLong(-20, 21));
        switch (random.nextInt(8)) {
            case 0 -> order.market();
            case 1, 2 -> order.limit(near);
            case 3 -> order.stop(near);
            case 4 -> order.stopLimit(near, far);
            case 5 -> order.trailingStop(Trail.by(cents(random.nextLong(5, 30))));
            case 6 -> order.marketIfTouched(near);
            default -> order.limitIfTouched(near, far);
        }
        giveTime(order, random);
        if (random.nextInt(6) == 0) {
            order.reduceOnly();
        }
        OrderRequest built = order.build();
        run.sent.put(venue.send(built.toBuilder()), built);
    }

    private static void giveTime(OrderRequest.Builder order, SplittableRandom random) {
        order.timeInForce(random.nextBoolean() ? TimeInForce.GTC : TimeInForce.DAY);
        if (random.nextInt(4) == 0) {
            order.goodTill(Venue.instant(5 * BARS - random.nextInt(5 * BARS) + 400));
        }
    }

    private static void sendGroup(Venue venue, Run run, SplittableRandom random, long price) {
        long units = random.nextLong(1, 200);
        long sign = random.nextBoolean() ? 1 : -1;
        Side side = sign > 0 ? Side.BUY : Side.SELL;
        OrderRequest.Builder entry = OrderRequest.of(ACME, side).quantity(units);
        entry = random.nextBoolean() ? entry.market() : entry.limit(cents(price - sign * random.nextLong(0, 15)));
        OrderRequest target = OrderRequest.of(ACME, side.opposite())
                .quantity(units)
                .limit(cents(price + sign * random.nextLong(5, 30)))
                .timeInForce(TimeInForce.GTC)
                .build();
        OrderRequest stop = OrderRequest.of(ACME, side.opposite())
                .quantity(units)
                .stop(cents(price - sign * random.nextLong(16, 40)))
                .timeInForce(TimeInForce.GTC)
                .build();
        OrderGroup group = switch (random.nextInt(3)) {
            case 0 -> OrderGroup.oco(target, stop);
            case 1 -> OrderGroup.oto(entry.build(), target);
            default -> OrderGroup.bracket(entry.build(), target, stop);
        };
        String id = venue.send(group);
        run.groups.put(id, group);
        run.sent.put(id, group.orders().get(0));
        for (int i = 1; i < group.orders().size(); i++) {
            run.sent.put(id + "-" + i, group.orders().get(i));
        }
    }

    private static void disturb(Venue venue, Run run, SplittableRandom random, long price) {
        List<String> ids = List.copyOf(run.sent.keySet());
        String id = ids.get(random.nextInt(ids.size()));
        OrderRequest order = run.sent.get(id);
        if (random.nextBoolean() || !order.type().hasLimitPrice()) {
            venue.cancel(id);
        } else if (Venue.ask(venue.broker.orders().order(Venue.key(id))).isPresent()) {
            run.changed.add(id);
            venue.replace(id, OrderChange.toLimit(cents(price + random.nextLong(-10, 11))));
        }
    }

    private static void read(List<OrderReport> reports, Run run, Mode mode) {
        for (OrderReport report : reports) {
            String id = report.key().clientOrderId().orElseThrow().value();
            if (mode == Mode.SYNCHRONOUS && run.ends.containsKey(id)) {
                run.afterEnd.add(report.toString());
            }
            if (report instanceof OrderReport.Filled filled) {
                run.fills.computeIfAbsent(id, any -> new ArrayList<>()).add(filled.fill());
            } else if (report instanceof OrderReport.Cancelled
                    || report instanceof OrderReport.Expired
                    || report instanceof OrderReport.Rejected) {
                run.ends.merge(id, 1, Integer::sum);
            }
        }
    }

    // --- What must hold -------------------------------------------------------------------------------------------

    @ParameterizedTest
    @MethodSource("seeds")
    void shouldNeverFillBeyondTheQuantityNorWorseThanTheLimitNorAfterTheEnd(long seed) {
        Run run = run(seed, Mode.SYNCHRONOUS, true);

        run.sent.forEach((id, order) -> {
            assertThat(run.filled(id))
                    .as("seed %d, %s %s", seed, id, order)
                    .isLessThanOrEqualTo(order.quantity().map(Quantity::value).orElseThrow());
            if (order.type().hasLimitPrice() && !run.changed.contains(id)) {
                assertThat(run.fills.getOrDefault(id, List.of()))
                        .as("seed %d, %s %s", seed, id, order)
                        .allSatisfy(fill -> assertThat(fill.price()
                                                .compareTo(order.limitPrice().orElseThrow())
                                        * order.side().sign())
                                .isLessThanOrEqualTo(0));
            }
        });
        assertThat(run.afterEnd).as("seed %d", seed).isEmpty();
        assertThat(run.ends.values()).as("seed %d", seed).allMatch(ends -> ends == 1);
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void shouldNeverExitMoreThanHasBeenEnteredNorFillBothOrdersOfAnOco(long seed) {
        Run run = run(seed, Mode.SYNCHRONOUS, true);

        run.groups.forEach((id, group) -> {
            BigDecimal entered = run.filled(id);
            BigDecimal first = run.filled(id + "-1");
            String about = "seed " + seed + ", " + id + " " + group;
            switch (group.contingency()) {
                case BRACKET ->
                    assertThat(first.add(run.filled(id + "-2"))).as(about).isLessThanOrEqualTo(entered);
                case OCO ->
                    assertThat(entered.add(first))
                            .as(about)
                            .isLessThanOrEqualTo(group.orders()
                                    .get(0)
                                    .quantity()
                                    .orElseThrow()
                                    .value());
                default -> {
                    if (first.signum() > 0) {
                        assertThat(entered)
                                .as(about)
                                .isEqualByComparingTo(group.orders()
                                        .get(0)
                                        .quantity()
                                        .orElseThrow()
                                        .value());
                    }
                }
            }
        });
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void shouldKeepAnOrderOpenOrTellItsEnd(long seed) {
        Run run = run(seed, Mode.SYNCHRONOUS, true);
        Set<String> open = new HashSet<>();
        run.open.forEach(
                order -> open.add(order.key().clientOrderId().orElseThrow().value()));

        run.sent.forEach((id, order) -> {
            boolean full =
                    run.filled(id).compareTo(order.quantity().orElseThrow().value()) == 0;
            boolean ended = run.ends.containsKey(id);
            boolean refused =
                    !open.contains(id) && !full && !ended && run.filled(id).signum() == 0;
            assertThat((open.contains(id) ? 1 : 0) + (full ? 1 : 0) + (ended ? 1 : 0) + (refused ? 1 : 0))
                    .as("seed %d, %s %s: open %s, full %s, ended %s", seed, id, order, open.contains(id), full, ended)
                    .isEqualTo(1);
        });
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void shouldHoldWhatTheFillsAddUpTo(long seed) {
        Run run = run(seed, Mode.SYNCHRONOUS, true);

        BigDecimal position = BigDecimal.ZERO;
        BigDecimal cash = new BigDecimal("100000");
        for (List<Fill> fills : run.fills.values()) {
            for (Fill fill : fills) {
                BigDecimal units = fill.quantity()
                        .value()
                        .multiply(BigDecimal.valueOf(fill.side().sign()));
                position = position.add(units);
                cash = cash.subtract(units.multiply(fill.price().value()));
                cash = cash.subtract(fill.fees().stream().map(Money::value).reduce(BigDecimal.ZERO, BigDecimal::add));
                assertThat(fill.liquidity()).isNotEqualTo(Liquidity.UNKNOWN);
            }
        }

        BigDecimal held = run.account.positions().stream()
                .map(holding -> holding.quantity()
                        .value()
                        .multiply(BigDecimal.valueOf(holding.direction().sign())))
                .reduce(BigDecimal.ZERO, BigDecimal::add);
        assertThat(held).as("seed %d", seed).isEqualByComparingTo(position);
        assertThat(run.account.cash()).as("seed %d", seed).containsExactly(Money.of(cash, Currency.USD));
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void shouldComeToTheSameResultOnItsOwnThread(long seed) {
        Run direct = run(seed, Mode.SYNCHRONOUS, false);
        Run threaded = run(seed, Mode.ASYNCHRONOUS, false);

        assertThat(threaded.fills).as("seed %d", seed).hasSameSizeAs(direct.fills);
        direct.fills.forEach((id, fills) -> assertThat(threaded.fills.get(id))
                .as("seed %d, %s", seed, id)
                .containsExactlyInAnyOrderElementsOf(fills));
        assertThat(threaded.account.positions()).as("seed %d", seed).isEqualTo(direct.account.positions());
        assertThat(threaded.account.cash()).as("seed %d", seed).isEqualTo(direct.account.cash());
        assertThat(threaded.ends).as("seed %d", seed).isEqualTo(direct.ends);
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void shouldNeverSellMoreThanIsHeldWhereShortSellingIsOff(long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        Run run = new Run();
        BigDecimal position = BigDecimal.ZERO;
        try (Venue venue = Venue.of(Mode.SYNCHRONOUS, Venue.plain().shortSelling(false))) {
            long price = 1000;
            for (int i = 0; i < BARS; i++) {
                price = nextBar(venue, random, price);
                send(venue, run, random, price);
            }
            for (OrderReport report : venue.tape.reports()) {
                if (report instanceof OrderReport.Filled filled) {
                    Fill fill = filled.fill();
                    position = position.add(fill.quantity()
                            .value()
                            .multiply(BigDecimal.valueOf(fill.side().sign())));
                    assertThat(position)
                            .as("seed %d, %s", seed, Optional.of(fill))
                            .isNotNegative();
                }
            }
        }
    }
}
