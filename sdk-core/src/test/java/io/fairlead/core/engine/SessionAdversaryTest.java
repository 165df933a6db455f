package io.fairlead.core.engine;

import static io.fairlead.core.engine.TestBars.AAA;
import static io.fairlead.core.engine.TestBars.BBB;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fairlead.api.BadInputException;
import io.fairlead.api.Price;
import io.fairlead.api.market.Bar;
import io.fairlead.api.market.BarInterval;
import io.fairlead.api.order.Bracket;
import io.fairlead.api.order.Denial;
import io.fairlead.api.order.OrderChange;
import io.fairlead.api.order.OrderEvent;
import io.fairlead.api.order.OrderRequest;
import io.fairlead.api.order.OrderTicket;
import io.fairlead.api.risk.RiskRule;
import io.fairlead.api.risk.RiskView;
import io.fairlead.api.risk.RuleSet;
import io.fairlead.api.strategy.Strategy;
import io.fairlead.api.strategy.StrategyContext;
import io.fairlead.api.strategy.Timer;
import io.fairlead.core.feed.BarColumns;
import io.fairlead.core.order.ScriptedBroker;
import io.fairlead.core.risk.RiskPolicy;
import io.fairlead.core.sim.SimBrokerProvider;
import io.fairlead.core.sim.SimConfig;
import io.fairlead.spi.ProviderConfig;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/** Sessions in which strategies, rules, listeners and venues get in each other's way. */
class SessionAdversaryTest {
    private static final BarInterval MINUTE = BarInterval.ofMinutes(1);

    /** Acts on every bar of its first instrument. */
    private abstract static class Actor implements Strategy {
        final List<String> told = new ArrayList<>();
        int bars;

        @Override
        public void onStart(StrategyContext context) {
            context.subscribeBars(AAA, MINUTE);
        }

        @Override
        public void onBar(Bar bar, StrategyContext context) {
            act(bars++, context);
        }

        abstract void act(int number, StrategyContext context);

        @Override
        public void onTimer(Timer timer, StrategyContext context) {
            told.add("timer " + timer.name() + " " + seconds(context.nowNanos()));
        }

        @Override
        public void onOrderEvent(OrderEvent event, StrategyContext context) {
            told.add(event.getClass().getSimpleName() + " " + event.order().orderId());
        }

        static long seconds(long nanos) {
            return (nanos - TestBars.START) / 1_000_000_000L;
        }
    }

    private final List<String> alarms = new ArrayList<>();

    private SessionBuilder session(TestBars bars, Strategy... strategies) {
        SessionBuilder builder = TradingSession.builder()
                .data(bars)
                .risk(RiskPolicy.research())
                .listener(new SessionListener() {
                    @Override
                    public void onAlarm(Alarm alarm) {
                        alarms.add(alarm.code());
                    }
                });
        for (Strategy strategy : strategies) {
            builder.strategy(() -> strategy);
        }
        return builder;
    }

    private static TestBars flat(int count) {
        double[] prices = new double[count];
        Arrays.fill(prices, 100);
        return new TestBars().flat(AAA, prices).flat(BBB, prices);
    }

    private static OrderRequest protectedEntry(boolean purchase) {
        OrderRequest.Builder order = purchase ? OrderRequest.buy(AAA) : OrderRequest.sell(AAA);
        return order.quantity(10)
                .market()
                .bracket(Bracket.stopOffset(Price.of("0.40")).targetOffset(Price.of("0.40")))
                .build();
    }

    @Test
    void shouldNeverExitTwiceHoweverStopTargetCancelAndFlatteningMeet() {
        for (long seed = 0; seed < 200; seed++) {
            SplittableRandom random = new SplittableRandom(seed);
            boolean purchase = random.nextBoolean();
            int flattenAt = 1 + random.nextInt(6);
            boolean trail = random.nextBoolean();
            int[] units = new int[2];
            Actor actor = new Actor() {
                private OrderTicket entry;

                @Override
                void act(int number, StrategyContext context) {
                    if (number == 0) {
                        entry = context.submit(protectedEntry(purchase));
                    }
                    OrderTicket stop = entry.legs().get(1);
                    if (trail && number == flattenAt && !stop.isClosed()) {
                        stop.replace(OrderChange.toTrigger(Price.of(purchase ? "99.20" : "100.80")));
                    }
                    if (number >= flattenAt && number < flattenAt + 3) {
                        context.flatten(AAA);
                    }
                }

                @Override
                public void onOrderEvent(OrderEvent event, StrategyContext context) {
                    if (event instanceof OrderEvent.Filled filled) {
                        units[event.order().equals(entry) ? 0 : 1] +=
                                filled.fill().quantity().value().intValueExact();
                    }
                }
            };
            SimConfig config = seed % 2 == 0
                    ? SimConfig.builder().asynchronous(seed).build()
                    : SimConfig.builder().build();

            TradingSession session = session(new TestBars().walk(AAA, 25, seed), actor)
                    .broker(SimBrokerProvider.of(config), ProviderConfig.empty())
                    .open();
            session.awaitClose();

            assertThat(alarms).as("alarms of seed %d", seed).isEmpty();
            assertThat(units).as("seed %d", seed).containsExactly(10, 10);
            assertThat(session.account().positions()).as("seed %d", seed).allMatch(p -> p.isFlat());
        }
    }

    @Test
    void shouldRaiseAnAlarmWhenAnExitIsDeniedAndLetTheStrategyAskForMore() {
        RiskRule noSales = new RiskRule() {
            @Override
            public String name() {
                return "no-sales";
            }

            @Override
            public boolean appliesToReducing() {
                return true;
            }

            @Override
            public Optional<Denial> check(OrderRequest order, RiskView view) {
                return order.tag().equals("flatten")
                        ? Optional.of(new Denial("TEST_DENIED", "test=true", "nothing"))
                        : Optional.empty();
            }
        };
        Actor actor = new Actor() {
            @Override
            void act(int number, StrategyContext context) {
                if (number == 0) {
                    context.submit(OrderRequest.buy(AAA).quantity(5).market().build());
                    context.submit(OrderRequest.buy(BBB).quantity(5).market().build());
                } else if (number == 3) {
                    context.submit(OrderRequest.sell(AAA)
                            .quantity(5)
                            .limit(Price.of(200))
                            .build());
                    context.flatten(AAA);
                }
            }

            @Override
            public void onOrderEvent(OrderEvent event, StrategyContext context) {
                super.onOrderEvent(event, context);
                if (event instanceof OrderEvent.Denied && alarms.isEmpty()) {
                    context.flatten(BBB);
                }
            }
        };

        CloseReport left =
                session(flat(8), actor).risk(RuleSet.of("test", noSales)).open().awaitClose();

        assertThat(alarms).containsExactly("FLATTEN_FAILED", "FLATTEN_FAILED");
        assertThat(left.positions()).hasSize(2);
    }

    @Test
    void shouldCancelWhatWasAskedForDuringAFlatteningWhenAskedAgain() {
        Actor actor = new Actor() {
            @Override
            void act(int number, StrategyContext context) {
                if (number == 0) {
                    context.submit(OrderRequest.buy(AAA).quantity(5).market().build());
                } else if (number == 3) {
                    context.flatten(AAA);
                    context.submit(
                            OrderRequest.buy(AAA).quantity(5).limit(Price.of(1)).build());
                } else if (number == 6) {
                    context.flatten(AAA);
                }
            }
        };

        CloseReport left = session(flat(12), actor).open().awaitClose();

        assertThat(left.positions()).isEmpty();
        assertThat(left.openOrders()).isEmpty();
    }

    @Test
    void shouldFireTimersInOrderOfTimeThenOfAskingAndForgetMovedAndCancelledOnes() {
        Actor actor = new Actor() {
            @Override
            void act(int number, StrategyContext context) {
                if (number == 0) {
                    context.setTimer("moved", Duration.ofSeconds(10));
                    context.setTimer("b", Duration.ofSeconds(90));
                    context.setTimer("a", Duration.ofSeconds(90));
                    context.setTimer("gone", Duration.ofSeconds(20));
                    context.setTimer("past", Duration.ofSeconds(-500));
                    context.setTimer("moved", Duration.ofSeconds(100));
                    context.cancelTimer("gone");
                    context.cancelTimer("never");
                }
            }
        };

        session(flat(5), actor).open().awaitClose();

        assertThat(actor.told).containsExactly("timer past 60", "timer b 150", "timer a 150", "timer moved 160");
    }

    @Test
    void shouldNotFillWhatATimerSentAtAPriceOfBeforeIt() {
        List<OrderTicket> tickets = new ArrayList<>();
        Actor actor = new Actor() {
            @Override
            void act(int number, StrategyContext context) {
                if (number == 0) {
                    context.setTimer("soon", Duration.ofSeconds(30));
                }
            }

            @Override
            public void onTimer(Timer timer, StrategyContext context) {
                tickets.add(context.submit(
                        OrderRequest.buy(AAA).quantity(1).market().build()));
            }
        };

        session(new TestBars().flat(AAA, 10, 20, 30), actor).open().awaitClose();

        assertThat(tickets.get(0).averagePrice()).contains(Price.of(30));
    }

    @Test
    void shouldGoOnWhenAListenerThrows() {
        Actor actor = new Actor() {
            @Override
            void act(int number, StrategyContext context) {
                context.log("line");
                context.submit(OrderRequest.buy(AAA).quantity(1).market().build());
            }
        };
        SessionListener thrower = new SessionListener() {
            @Override
            public void onOrderEvent(String strategy, OrderEvent event) {
                throw new IllegalStateException("broken on purpose");
            }

            @Override
            public void onLog(String strategy, long timeNanos, String message) {
                throw new IllegalStateException("broken on purpose");
            }

            @Override
            public void onEquity(long timeNanos, long equityE8) {
                throw new IllegalStateException("broken on purpose");
            }
        };

        TradingSession session = session(flat(4), actor).listener(thrower).open();
        session.awaitClose();
        session.close();
        session.close();

        assertThat(actor.bars).isEqualTo(4);
        assertThat(session.account().positions().get(0).quantity()).hasToString("3");
    }

    @Test
    void shouldTakeNoNewOrdersOnceItCloses() {
        Actor actor = new Actor() {
            @Override
            void act(int number, StrategyContext context) {
                if (number == 0) {
                    context.submit(
                            OrderRequest.buy(AAA).quantity(1).limit(Price.of(1)).build());
                }
            }

            @Override
            public void onOrderEvent(OrderEvent event, StrategyContext context) {
                super.onOrderEvent(event, context);
                if (event instanceof OrderEvent.Cancelled) {
                    context.submit(
                            OrderRequest.buy(AAA).quantity(1).limit(Price.of(1)).build());
                }
            }
        };

        for (SimConfig config : List.of(
                SimConfig.builder().build(), SimConfig.builder().asynchronous(3).build())) {
            actor.told.clear();
            actor.bars = 0;
            CloseReport left = session(flat(3), actor)
                    .broker(SimBrokerProvider.of(config), ProviderConfig.empty())
                    .onClose(ClosePolicy.CANCEL)
                    .open()
                    .awaitClose();

            assertThat(left.openOrders()).isEmpty();
            assertThat(actor.told).containsExactly("Accepted O-1", "Cancelled O-1", "Denied O-2");
        }
    }

    @Test
    void shouldNeverTradePastDataOnARealVenue() {
        ScriptedBroker real = new ScriptedBroker();
        Actor actor = new Actor() {
            @Override
            void act(int number, StrategyContext context) {}
        };

        assertThatThrownBy(() -> session(flat(3), actor)
                        .broker(real, ProviderConfig.empty())
                        .open())
                .isInstanceOf(BadInputException.class)
                .hasMessageContaining("simulated venue");
        assertThat(real.calls).isEmpty();
    }

    @Test
    void shouldShowEveryAggregatedBarOnceAcrossAGapAndNoneUnfinished() {
        BarColumns columns = BarColumns.of(AAA, MINUTE);
        long start = TestBars.START / (5 * TestBars.MINUTE) * (5 * TestBars.MINUTE);
        for (int minute : new int[] {0, 1, 14, 15, 16}) {
            columns.append(
                    start + minute * TestBars.MINUTE,
                    start + (minute + 1) * TestBars.MINUTE,
                    minute + 1,
                    minute + 1,
                    minute + 1,
                    minute + 1,
                    1);
        }
        List<String> told = new ArrayList<>();
        Strategy strategy = new Strategy() {
            private boolean subscribed;

            @Override
            public void onStart(StrategyContext context) {
                context.subscribeBars(AAA, MINUTE);
            }

            @Override
            public void onBar(Bar bar, StrategyContext context) {
                if (!subscribed) {
                    subscribed = true;
                    context.subscribeBars(AAA, BarInterval.ofMinutes(5));
                }
                if (!bar.interval().equals(MINUTE)) {
                    told.add(bar.open() + "-" + bar.close() + " of "
                            + context.bars(AAA, BarInterval.ofMinutes(5)).size());
                    assertThat(bar.endNanos()).isLessThanOrEqualTo(context.nowNanos());
                }
            }
        };

        session(new TestBars().add(AAA, columns), strategy).open().awaitClose();

        assertThat(alarms).isEmpty();
        assertThat(told).containsExactly("1.0-2.0 of 1", "15.0-15.0 of 2");
    }
}
