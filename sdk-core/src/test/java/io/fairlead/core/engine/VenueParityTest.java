package io.fairlead.core.engine;

import static io.fairlead.core.engine.TestBars.AAA;
import static io.fairlead.core.engine.TestBars.BBB;
import static org.assertj.core.api.Assertions.assertThat;

import io.fairlead.api.Currency;
import io.fairlead.api.Price;
import io.fairlead.api.Quantity;
import io.fairlead.api.instrument.InstrumentId;
import io.fairlead.api.market.Bar;
import io.fairlead.api.market.BarInterval;
import io.fairlead.api.order.Bracket;
import io.fairlead.api.order.OrderChange;
import io.fairlead.api.order.OrderEvent;
import io.fairlead.api.order.OrderGroup;
import io.fairlead.api.order.OrderId;
import io.fairlead.api.order.OrderRequest;
import io.fairlead.api.order.OrderTicket;
import io.fairlead.api.order.Side;
import io.fairlead.api.order.TimeInForce;
import io.fairlead.api.order.Trail;
import io.fairlead.api.strategy.AccountView;
import io.fairlead.api.strategy.Position;
import io.fairlead.api.strategy.Strategy;
import io.fairlead.api.strategy.StrategyContext;
import io.fairlead.api.strategy.Timer;
import io.fairlead.core.risk.RiskPolicy;
import io.fairlead.core.sim.FaultPlan;
import io.fairlead.core.sim.SimBrokerProvider;
import io.fairlead.core.sim.SimConfig;
import io.fairlead.spi.ProviderConfig;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The same strategies on the venue that answers at once and on the one that answers late, twice and out of order. */
class VenueParityTest {
    private static final BarInterval MINUTE = BarInterval.ofMinutes(1);

    /** Does something on every bar, and writes down what it is told. */
    private abstract static class Scripted implements Strategy {
        final List<String> told = new ArrayList<>();
        final List<OrderTicket> tickets = new ArrayList<>();
        final Map<OrderId, Quantity> filled = new HashMap<>();
        final Set<String> executions = new HashSet<>();
        int bars;
        StrategyContext context;

        @Override
        public void onStart(StrategyContext started) {
            context = started;
            context.subscribeBars(AAA, MINUTE);
            context.subscribeBars(BBB, MINUTE);
        }

        @Override
        public void onBar(Bar bar, StrategyContext context) {
            if (bar.instrument().equals(AAA)) {
                act(bars++, bar, context);
            }
        }

        abstract void act(int number, Bar bar, StrategyContext context);

        OrderTicket ask(StrategyContext context, OrderRequest request) {
            OrderTicket ticket = context.submit(request);
            tickets.add(ticket);
            return ticket;
        }

        @Override
        public void onOrderEvent(OrderEvent event, StrategyContext context) {
            told.add(event.getClass().getSimpleName() + " " + event.order().orderId() + " "
                    + event.order().status() + " " + event.timeNanos());
            if (event instanceof OrderEvent.Filled fill) {
                assertThat(executions.add(fill.fill().executionId())).isTrue();
                filled.merge(event.order().orderId(), fill.fill().quantity(), Quantity::plus);
                assertThat(filled.get(event.order().orderId()))
                        .isEqualTo(event.order().filledQuantity());
            }
        }
    }

    /** Waits between its steps, so that the answers of a late venue are in before the next one. */
    private static final class Patient extends Scripted {
        @Override
        void act(int number, Bar bar, StrategyContext context) {
            switch (number) {
                case 0 ->
                    ask(
                            context,
                            OrderRequest.buy(AAA)
                                    .quantity(100)
                                    .market()
                                    .bracket(Bracket.stopPercent(3).targetPercent(6))
                                    .build());
                case 10 ->
                    ask(
                            context,
                            OrderRequest.buy(BBB)
                                    .quantity(50)
                                    .limit(Price.of(500))
                                    .build());
                case 20 -> {
                    OrderTicket stop = tickets.get(0).legs().get(1);
                    if (!stop.isClosed()) {
                        stop.replace(OrderChange.toTrigger(Price.of("97.50")));
                    }
                }
                case 30 -> context.flatten(AAA);
                case 40 ->
                    ask(context, OrderRequest.sell(AAA).quantity(80).market().build());
                case 50 ->
                    ask(
                            context,
                            OrderRequest.buy(AAA)
                                    .quantity(10)
                                    .limit(Price.of(10))
                                    .build());
                case 60 -> context.cancelAll(AAA);
                case 70 -> context.flatten(AAA);
                case 80 -> context.flatten(BBB);
                default -> {}
            }
        }
    }

    private record Outcome(
            List<String> ends, List<String> positions, String cash, List<String> told, List<String> alarms) {}

    private static SimBrokerProvider venue(long lateness) {
        SimConfig.Builder config = SimConfig.builder();
        return SimBrokerProvider.of(
                lateness < 0 ? config.build() : config.asynchronous(lateness).build());
    }

    private static Outcome play(TestBars bars, SimBrokerProvider venue, List<? extends Scripted> strategies) {
        List<String> alarms = new ArrayList<>();
        TradingSession session = session(bars, venue, strategies, alarms);
        session.awaitClose();
        List<String> ends = new ArrayList<>();
        List<String> told = new ArrayList<>();
        for (Scripted strategy : strategies) {
            strategy.tickets.forEach(ticket -> describe(ticket, ends));
            told.addAll(strategy.told);
        }
        AccountView account = session.account();
        return new Outcome(
                ends,
                account.positions().stream()
                        .map(p -> p.instrument() + " " + p.direction() + " " + p.quantity())
                        .toList(),
                account.cash(Currency.USD).toString(),
                told,
                alarms);
    }

    private static TradingSession session(
            TestBars bars, SimBrokerProvider venue, List<? extends Scripted> strategies, List<String> alarms) {
        SessionBuilder builder = TradingSession.builder()
                .data(bars)
                .broker(venue, ProviderConfig.empty())
                .risk(RiskPolicy.research())
                .listener(new SessionListener() {
                    @Override
                    public void onAlarm(Alarm alarm) {
                        alarms.add(alarm.code() + " " + alarm.detail());
                    }
                });
        strategies.forEach(strategy -> builder.strategy(() -> strategy));
        return builder.open();
    }

    private static void describe(OrderTicket ticket, List<String> into) {
        into.add(
                ticket.orderId() + " " + ticket.status() + " " + ticket.filledQuantity() + " " + ticket.averagePrice());
        ticket.request()
                .quantity()
                .ifPresent(asked -> assertThat(ticket.filledQuantity().value()).isLessThanOrEqualTo(asked.value()));
        ticket.legs().forEach(leg -> describe(leg, into));
    }

    private static TestBars walks(long seed, int count) {
        return new TestBars().walk(AAA, count, seed).walk(BBB, count, seed + 1_000);
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
    void shouldEndAlikeOnAVenueThatAnswersLate(long seed) {
        Outcome prompt = play(walks(seed, 100), venue(-1), List.of(new Patient()));

        for (long lateness = 0; lateness < 5; lateness++) {
            Outcome late = play(walks(seed, 100), venue(lateness), List.of(new Patient()));

            // A flattening waits for the answers: it may leave a bar or two later, at another price.
            assertThat(late.alarms()).isEmpty();
            assertThat(late.positions()).isEqualTo(prompt.positions());
            assertThat(late.ends().subList(0, 3)).isEqualTo(prompt.ends().subList(0, 3));
        }
        assertThat(prompt.alarms()).isEmpty();
        assertThat(prompt.positions()).allMatch(line -> line.endsWith(" 0 0"));
    }

    /** Asks for anything at any time. */
    private static final class Wild extends Scripted {
        private final SplittableRandom random;
        final List<InstrumentId> ids = List.of(AAA, BBB);

        Wild(long seed) {
            random = new SplittableRandom(seed);
        }

        @Override
        public String name() {
            return "wild";
        }

        @Override
        void act(int number, Bar bar, StrategyContext context) {
            checkAccount(context);
            for (int i = random.nextInt(3); i > 0; i--) {
                InstrumentId id = ids.get(random.nextInt(2));
                switch (random.nextInt(9)) {
                    case 0, 1, 2 -> ask(context, order(id, context));
                    case 3 -> tickets.add(context.submit(group(id, context)));
                    case 4 -> context.flatten(id);
                    case 5 -> context.cancelAll(id);
                    case 6 -> change(context);
                    case 7 -> any(context, OrderTicket::cancel);
                    default -> context.setTimer("t" + random.nextInt(3), Duration.ofSeconds(random.nextInt(200)));
                }
            }
        }

        @Override
        public void onTimer(Timer timer, StrategyContext context) {
            told.add("timer " + timer.name() + " " + context.nowNanos());
            if (random.nextInt(3) == 0) {
                ask(context, order(ids.get(random.nextInt(2)), context));
            }
        }

        /** Cash and positions at the marks are what there was at the start, plus profit, less fees. */
        private void checkAccount(StrategyContext context) {
            BigDecimal equity = context.account().cash(Currency.USD).value();
            for (Position position : context.account().positions()) {
                BigDecimal last = BigDecimal.valueOf(
                        context.lastPrice(position.instrument()).orElseThrow());
                equity = equity.add(
                        last.multiply(position.quantity().value()).multiply(BigDecimal.valueOf(position.direction())));
            }
            assertThat(context.account().equity().value()).isEqualByComparingTo(equity);
        }

        private void any(StrategyContext context, Consumer<OrderTicket> what) {
            List<OrderTicket> open = context.openOrders();
            if (!open.isEmpty()) {
                what.accept(open.get(random.nextInt(open.size())));
            }
        }

        private void change(StrategyContext context) {
            any(context, ticket -> {
                if (ticket.request().type().hasTriggerPrice()
                        && !ticket.request().type().hasLimitPrice()) {
                    ticket.replace(OrderChange.toTrigger(near(ticket.request().instrument(), context)));
                } else if (ticket.request().type().hasLimitPrice()) {
                    ticket.replace(OrderChange.toLimit(near(ticket.request().instrument(), context))
                            .andQuantity(Quantity.of(1 + random.nextInt(60))));
                }
            });
        }

        private Price near(InstrumentId id, StrategyContext context) {
            long cents = Math.round(context.lastPrice(id).orElse(100.0) * 100) + random.nextInt(-100, 101);
            return Price.of(BigDecimal.valueOf(cents, 2));
        }

        private OrderRequest.Builder side(InstrumentId id) {
            return OrderRequest.of(id, random.nextBoolean() ? Side.BUY : Side.SELL)
                    .quantity(1 + random.nextInt(60));
        }

        private OrderRequest order(InstrumentId id, StrategyContext context) {
            OrderRequest.Builder order = side(id);
            switch (random.nextInt(8)) {
                case 0 -> order.limit(near(id, context));
                case 1 -> order.stop(near(id, context));
                case 2 -> order.stopLimit(near(id, context), near(id, context));
                case 3 -> order.trailingStop(Trail.by(Price.of("0.50")));
                case 4 -> order.limit(near(id, context)).timeInForce(TimeInForce.IOC);
                case 5 -> order.market().bracket(Bracket.stopPercent(1).targetPercent(1));
                case 6 ->
                    order.limit(near(id, context))
                            .bracket(Bracket.stopPercent(1).targetPercent(2));
                default -> order.market();
            }
            return order.build();
        }

        private OrderGroup group(InstrumentId id, StrategyContext context) {
            OrderRequest first = side(id).limit(near(id, context)).build();
            OrderRequest second = OrderRequest.of(id, first.side())
                    .quantity(1 + random.nextInt(60))
                    .stop(near(id, context))
                    .build();
            return random.nextBoolean() ? OrderGroup.oco(first, second) : OrderGroup.oto(first, second);
        }
    }

    private static SimBrokerProvider wildVenue(long seed, boolean asynchronous) {
        SimConfig.Builder config =
                SimConfig.builder().seed(seed).faults(FaultPlan.seeded(seed).duplicatesReports(0.2));
        if (seed % 3 == 1) {
            config.volumeShare(new BigDecimal("0.02"));
        }
        if (asynchronous) {
            config.asynchronous(seed);
        }
        return SimBrokerProvider.of(config.build());
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void shouldKeepItsBooksThroughAnythingAndRepeatItselfExactly(boolean asynchronous) {
        for (long seed = 1; seed <= 40; seed++) {
            Wild one = new Wild(seed);
            Outcome first = play(walks(seed, 150), wildVenue(seed, asynchronous), List.of(one));
            Outcome again = play(walks(seed, 150), wildVenue(seed, asynchronous), List.of(new Wild(seed)));

            // It cancels anything, the exits of its own flattenings too.
            assertThat(first.alarms())
                    .as("alarms of seed %d", seed)
                    .allMatch(alarm -> alarm.startsWith("FLATTEN_FAILED"));
            assertThat(first).as("seed %d", seed).isEqualTo(again);
            assertThat(one.bars).isEqualTo(150);
        }
    }

    @Test
    void shouldAddTheStrategiesPositionsUpToTheAccounts() {
        for (long seed = 1; seed <= 10; seed++) {
            List<Wild> both = List.of(new Wild(seed), new Wild(seed + 77));
            TradingSession session = session(walks(seed, 150), wildVenue(seed, true), both, new ArrayList<>());
            session.awaitClose();

            for (Position whole : session.account().positions()) {
                BigDecimal sum = both.stream()
                        .map(one -> signed(one.context.position(whole.instrument())))
                        .reduce(BigDecimal.ZERO, BigDecimal::add);
                assertThat(sum).as("%s of seed %d", whole.instrument(), seed).isEqualByComparingTo(signed(whole));
            }
        }
    }

    private static BigDecimal signed(Position position) {
        return position.quantity().value().multiply(BigDecimal.valueOf(position.direction()));
    }
}
