package io.fairlead.core.engine;

import static io.fairlead.core.engine.TestBars.AAA;
import static io.fairlead.core.engine.TestBars.BBB;
import static io.fairlead.core.engine.TestBars.endOf;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fairlead.api.BadInputException;
import io.fairlead.api.LookAheadException;
import io.fairlead.api.Price;
import io.fairlead.api.Quantity;
import io.fairlead.api.instrument.InstrumentId;
import io.fairlead.api.market.Bar;
import io.fairlead.api.market.BarInterval;
import io.fairlead.api.market.EpochNanos;
import io.fairlead.api.order.Bracket;
import io.fairlead.api.order.OrderEvent;
import io.fairlead.api.order.OrderRequest;
import io.fairlead.api.order.OrderStatus;
import io.fairlead.api.order.OrderTicket;
import io.fairlead.api.risk.TradingState;
import io.fairlead.api.strategy.Slice;
import io.fairlead.api.strategy.Strategy;
import io.fairlead.api.strategy.StrategyContext;
import io.fairlead.api.strategy.Timer;
import io.fairlead.api.strategy.WarmUp;
import io.fairlead.core.risk.KillSwitch;
import io.fairlead.core.risk.RiskPolicy;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class SessionTest {
    private static final BarInterval MINUTE = BarInterval.ofMinutes(1);

    /** A strategy that writes down what it is told, and does what a test says on each bar. */
    static class Recorder implements Strategy {
        final List<String> told = new ArrayList<>();
        final InstrumentId[] ids;
        int bars;

        Recorder(InstrumentId... ids) {
            this.ids = ids;
        }

        @Override
        public void onStart(StrategyContext context) {
            for (InstrumentId id : ids) {
                context.subscribeBars(id, MINUTE);
            }
        }

        @Override
        public void onBar(Bar bar, StrategyContext context) {
            told.add("bar " + bar.instrument().symbol() + " " + bar.close());
            act(bars++, bar, context);
        }

        protected void act(int number, Bar bar, StrategyContext context) {}

        @Override
        public void onSlice(Slice slice, StrategyContext context) {
            told.add("slice " + slice.size() + " missing " + slice.missing());
        }

        @Override
        public void onTimer(Timer timer, StrategyContext context) {
            told.add("timer " + timer.name());
        }

        @Override
        public void onOrderEvent(OrderEvent event, StrategyContext context) {
            told.add(event.getClass().getSimpleName() + " " + event.order().status());
        }
    }

    private static TradingSession run(TestBars bars, Strategy strategy) {
        TradingSession session =
                TradingSession.builder().data(bars).strategy(() -> strategy).open();
        session.awaitClose();
        return session;
    }

    @Test
    void shouldDeliverReportsThenBarsThenTheSliceThenTimersAtOneTime() {
        Recorder recorder = new Recorder(AAA, BBB) {
            @Override
            protected void act(int number, Bar bar, StrategyContext context) {
                if (number == 0) {
                    context.submit(OrderRequest.buy(AAA).quantity(10).market().build());
                    context.setTimer("soon", Duration.ofMinutes(1));
                }
            }
        };

        run(new TestBars().flat(AAA, 10, 11, 12).flat(BBB, 20, 21), recorder);

        assertThat(recorder.told)
                .containsExactly(
                        "bar AAA 10.0",
                        "Accepted NEW",
                        "bar BBB 20.0",
                        "slice 2 missing []",
                        "Filled FILLED",
                        "bar AAA 11.0",
                        "bar BBB 21.0",
                        "slice 2 missing []",
                        "timer soon",
                        "bar AAA 12.0",
                        "slice 1 missing [BBB.US]");
    }

    @Test
    void shouldFillAMarketOrderAtTheNextBarsOpenAndBookItWithItsFee() {
        Recorder recorder = new Recorder(AAA) {
            @Override
            protected void act(int number, Bar bar, StrategyContext context) {
                if (number == 0) {
                    context.submit(OrderRequest.buy(AAA).quantity(10).market().build());
                }
            }
        };

        TradingSession session =
                run(new TestBars().with(AAA, new double[] {10, 10, 10, 10}, new double[] {11, 13, 11, 12}), recorder);

        assertThat(session.account().cash(session.baseCurrency())).hasToString("99889.78 USD");
        assertThat(session.account().equity()).hasToString("100009.78 USD");
    }

    @Test
    void shouldRefuseALaterBar() {
        List<Throwable> thrown = new ArrayList<>();
        Recorder recorder = new Recorder(AAA) {
            @Override
            protected void act(int number, Bar bar, StrategyContext context) {
                if (number == 1) {
                    catching(thrown, () -> context.bars(AAA, MINUTE).close(-1));
                    catching(
                            thrown,
                            () -> context.history(
                                    AAA, MINUTE, bar.start(), bar.end().plusNanos(1)));
                    assertThat(context.bars(AAA, MINUTE).size()).isEqualTo(2);
                    assertThat(context.bars(AAA, MINUTE).close(0)).isEqualTo(11);
                    assertThat(context.history(AAA, MINUTE, bar.start(), bar.end()))
                            .containsExactly(bar);
                }
            }
        };

        TradingSession session = run(new TestBars().flat(AAA, 10, 11, 12), recorder);

        assertThat(thrown).hasSize(2).allSatisfy(t -> assertThat(t).isInstanceOf(LookAheadException.class));
        assertThat(session.barsShown()).isEqualTo(3);
    }

    private static void catching(List<Throwable> thrown, Runnable body) {
        try {
            body.run();
        } catch (RuntimeException e) {
            thrown.add(e);
        }
    }

    @Test
    void shouldShowADenialInTheTicketAtOnceAndTellItAfterTheCallback() {
        List<OrderTicket> tickets = new ArrayList<>();
        Recorder recorder = new Recorder(AAA) {
            @Override
            protected void act(int number, Bar bar, StrategyContext context) {
                if (number == 0) {
                    tickets.add(context.submit(OrderRequest.buy(AAA)
                            .quantity(1)
                            .limit(Price.of("10.001"))
                            .build()));
                    told.add("returned " + tickets.get(0).status());
                }
            }
        };

        run(new TestBars().flat(AAA, 10, 11), recorder);

        assertThat(recorder.told)
                .containsExactly(
                        "bar AAA 10.0",
                        "returned DENIED",
                        "Denied DENIED",
                        "slice 1 missing []",
                        "bar AAA 11.0",
                        "slice 1 missing []");
        assertThat(tickets.get(0).denial().orElseThrow().code()).isEqualTo("GRID_PRICE_OFF_TICK");
    }

    @Test
    void shouldDeliverHistoryFirstFlaggedAndDenyOrdersMeanwhile() {
        List<String> told = new ArrayList<>();
        Strategy strategy = new Strategy() {
            @Override
            public void onStart(StrategyContext context) {
                context.subscribeBars(AAA, MINUTE, WarmUp.bars(2));
            }

            @Override
            public void onBar(Bar bar, StrategyContext context) {
                OrderTicket ticket = context.submit(
                        OrderRequest.buy(AAA).quantity(1).market().build());
                told.add(bar.close() + " " + context.isWarmingUp() + " "
                        + ticket.denial().map(d -> d.code()).orElse("sent") + " "
                        + context.bars(AAA, MINUTE).size());
            }
        };

        TradingSession.builder()
                .data(new TestBars().flat(AAA, 10, 11, 12, 13, 14))
                .from(EpochNanos.toInstant(endOf(2)))
                .strategy(() -> strategy)
                .open()
                .awaitClose();

        assertThat(told)
                .containsExactly(
                        "11.0 true SESSION_WARMING_UP 2",
                        "12.0 true SESSION_WARMING_UP 2",
                        "13.0 false sent 3",
                        "14.0 false sent 4");
    }

    @Test
    void shouldSuspendAStrategyThatThrowsAndLetItOnlyReduce() {
        List<Alarm> alarms = new ArrayList<>();
        List<OrderTicket> late = new ArrayList<>();
        Strategy strategy = new Strategy() {
            @Override
            public void onStart(StrategyContext context) {
                context.subscribeBars(AAA, MINUTE);
            }

            @Override
            public void onBar(Bar bar, StrategyContext context) {
                context.submit(OrderRequest.buy(AAA).quantity(5).market().build());
                throw new IllegalStateException("broken on purpose");
            }

            @Override
            public void onOrderEvent(OrderEvent event, StrategyContext context) {
                if (event instanceof OrderEvent.Filled && late.isEmpty()) {
                    late.add(context.submit(
                            OrderRequest.buy(AAA).quantity(1).market().build()));
                    late.add(context.submit(
                            OrderRequest.sell(AAA).quantity(5).market().build()));
                }
            }
        };

        TradingSession session = TradingSession.builder()
                .data(new TestBars().flat(AAA, 10, 10, 10, 10))
                .strategy(() -> strategy)
                .listener(new SessionListener() {
                    @Override
                    public void onAlarm(Alarm alarm) {
                        alarms.add(alarm);
                    }
                })
                .open();
        session.awaitClose();

        assertThat(alarms).extracting(Alarm::code).containsExactly("STRATEGY_SUSPENDED");
        assertThat(late.get(0).denial().orElseThrow().code()).isEqualTo("STRATEGY_SUSPENDED");
        assertThat(late.get(1).status()).isEqualTo(OrderStatus.FILLED);
        assertThat(session.account().positions())
                .allSatisfy(p -> assertThat(p.isFlat()).isTrue());
    }

    @Test
    void shouldLetABracketOwnTheExitsAndFillTheStopBeforeTheTarget() {
        List<OrderTicket> tickets = new ArrayList<>();
        Recorder recorder = new Recorder(AAA) {
            @Override
            protected void act(int number, Bar bar, StrategyContext context) {
                if (number == 0) {
                    tickets.add(context.submit(OrderRequest.buy(AAA)
                            .quantity(10)
                            .market()
                            .bracket(Bracket.stopPercent(3).targetPercent(6))
                            .build()));
                }
            }
        };

        TradingSession session = run(
                new TestBars()
                        .with(AAA, new double[] {100, 100, 100, 100}, new double[] {100, 101, 99, 100}, new double[] {
                            100, 107, 96, 100
                        }),
                recorder);

        OrderTicket entry = tickets.get(0);
        assertThat(entry.legs())
                .extracting(OrderTicket::status)
                .containsExactly(OrderStatus.CANCELLED, OrderStatus.FILLED);
        assertThat(entry.legs().get(0).request().limitPrice()).contains(Price.of(106));
        assertThat(entry.legs().get(1).averagePrice()).contains(Price.of(97));
        assertThat(session.account().positions())
                .allSatisfy(p -> assertThat(p.isFlat()).isTrue());
    }

    @Test
    void shouldFlattenOnceWhateverIsAskedMeanwhile() {
        Recorder recorder = new Recorder(AAA) {
            @Override
            protected void act(int number, Bar bar, StrategyContext context) {
                if (number == 0) {
                    context.submit(OrderRequest.buy(AAA)
                            .quantity(10)
                            .market()
                            .bracket(Bracket.stopPercent(3).targetPercent(6))
                            .build());
                } else if (number >= 2) {
                    context.flatten(AAA);
                    context.flatten(AAA);
                }
            }
        };

        TradingSession session = run(new TestBars().flat(AAA, 100, 100, 100, 100, 100, 100), recorder);

        assertThat(recorder.told.stream().filter(t -> t.startsWith("Filled"))).hasSize(2);
        assertThat(session.account().positions().get(0).quantity()).isEqualTo(Quantity.ZERO);
    }

    @Test
    void shouldAggregateToACoarserInterval() {
        List<String> told = new ArrayList<>();
        Strategy strategy = new Strategy() {
            @Override
            public void onStart(StrategyContext context) {
                context.subscribeBars(AAA, BarInterval.ofMinutes(5), WarmUp.bars(3));
            }

            @Override
            public void onBar(Bar bar, StrategyContext context) {
                told.add(bar.open() + "-" + bar.close() + " " + context.isWarmingUp());
            }
        };
        double[] prices = new double[60];
        for (int i = 0; i < prices.length; i++) {
            prices[i] = i + 1;
        }

        TradingSession.builder()
                .data(new TestBars().flat(AAA, prices))
                .from(EpochNanos.toInstant(TestBars.START + 20 * TestBars.MINUTE))
                .strategy(() -> strategy)
                .open()
                .awaitClose();

        assertThat(told).hasSizeGreaterThan(9);
        assertThat(told.subList(0, 4)).allSatisfy(line -> assertThat(line).isNotEmpty());
        assertThat(told.stream().filter(line -> line.endsWith("true"))).hasSize(3);
    }

    @Test
    void shouldNameEveryFaultOfASessionAtOnce() {
        assertThatThrownBy(() -> TradingSession.builder().mode(Mode.BACKTEST).open())
                .isInstanceOf(BadInputException.class)
                .hasMessageContaining("no strategy")
                .hasMessageContaining("needs past data");
    }

    @Test
    void shouldNameTheInstrumentsWhenAnUnknownOneIsAskedFor() {
        List<Throwable> thrown = new ArrayList<>();
        Recorder recorder = new Recorder(AAA) {
            @Override
            protected void act(int number, Bar bar, StrategyContext context) {
                catching(thrown, () -> context.instrument(InstrumentId.of("ZZZ", "US")));
            }
        };

        run(new TestBars().flat(AAA, 10), recorder);

        assertThat(thrown.get(0))
                .isInstanceOf(BadInputException.class)
                .hasMessageContaining("ZZZ.US")
                .hasMessageContaining("AAA.US");
    }

    @Test
    void shouldLeaveOrdersAndListWhatIsUnprotected() {
        Recorder recorder = new Recorder(AAA) {
            @Override
            protected void act(int number, Bar bar, StrategyContext context) {
                if (number == 0) {
                    context.submit(OrderRequest.buy(AAA).quantity(10).market().build());
                } else if (number == 1) {
                    context.submit(OrderRequest.sell(AAA)
                            .quantity(10)
                            .limit(Price.of(50))
                            .build());
                }
            }
        };

        CloseReport left = TradingSession.builder()
                .data(new TestBars().flat(AAA, 10, 10, 10))
                .strategy(() -> recorder)
                .open()
                .awaitClose();

        assertThat(left.openOrders()).hasSize(1);
        assertThat(left.unprotected()).hasSize(1);
        assertThat(left.describe()).contains("open order").contains("unprotected position long 10 AAA.US");
    }

    @Test
    void shouldLetOnlyCancelsAndFlatteningThroughOnceTheKillSwitchIsTripped() {
        KillSwitch killSwitch = new KillSwitch();
        List<OrderTicket> tickets = new ArrayList<>();
        Recorder recorder = new Recorder(AAA) {
            @Override
            protected void act(int number, Bar bar, StrategyContext context) {
                if (number == 0) {
                    tickets.add(context.submit(
                            OrderRequest.buy(AAA).quantity(10).market().build()));
                } else if (number == 1) {
                    killSwitch.trip("test", "nobody");
                    tickets.add(context.submit(
                            OrderRequest.buy(AAA).quantity(10).market().build()));
                    context.flatten(AAA);
                }
            }
        };

        TradingSession session = TradingSession.builder()
                .data(new TestBars().flat(AAA, 10, 10, 10, 10))
                .strategy(() -> recorder)
                .killSwitch(killSwitch)
                .open();
        session.awaitClose();

        assertThat(tickets).extracting(OrderTicket::status).containsExactly(OrderStatus.FILLED, OrderStatus.DENIED);
        assertThat(session.account().positions())
                .allSatisfy(p -> assertThat(p.isFlat()).isTrue());
        assertThat(session.tradingState()).isEqualTo(TradingState.HALTED);
    }

    @Test
    void shouldAllowTheExposureThatThePolicyAllows() {
        for (int times = 1; times <= 2; times++) {
            List<OrderTicket> tickets = new ArrayList<>();
            Recorder recorder = new Recorder(AAA) {
                @Override
                protected void act(int number, Bar bar, StrategyContext context) {
                    if (number == 0) {
                        tickets.add(context.submit(
                                OrderRequest.buy(AAA).quantity(15_000).market().build()));
                    }
                }
            };

            TradingSession.builder()
                    .data(new TestBars().flat(AAA, 10, 10))
                    .strategy(() -> recorder)
                    .risk(RiskPolicy.research().maxLeverage(BigDecimal.valueOf(times)))
                    .open()
                    .awaitClose();

            assertThat(tickets.get(0).status()).isEqualTo(times == 1 ? OrderStatus.DENIED : OrderStatus.FILLED);
        }
    }

    @Test
    void shouldNotSendWhatTheGateLetPassBeforeTheKillSwitchWasTripped() {
        KillSwitch killSwitch = new KillSwitch();
        Recorder recorder = new Recorder(AAA) {
            @Override
            protected void act(int number, Bar bar, StrategyContext context) {
                if (number == 0) {
                    context.submit(OrderRequest.buy(AAA).quantity(10).market().build());
                    killSwitch.trip("test", "nobody");
                }
            }
        };

        TradingSession.builder()
                .data(new TestBars().flat(AAA, 10, 10))
                .strategy(() -> recorder)
                .killSwitch(killSwitch)
                .open()
                .awaitClose();

        assertThat(recorder.told)
                .containsExactly(
                        "bar AAA 10.0", "Denied DENIED", "slice 1 missing []", "bar AAA 10.0", "slice 1 missing []");
    }
}
