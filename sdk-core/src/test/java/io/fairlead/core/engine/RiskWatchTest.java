package io.fairlead.core.engine;

import static io.fairlead.core.engine.TestBars.AAA;
import static io.fairlead.core.engine.TestBars.BBB;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fairlead.api.market.Bar;
import io.fairlead.api.order.Denial;
import io.fairlead.api.order.OrderRequest;
import io.fairlead.api.order.OrderTicket;
import io.fairlead.api.risk.TradingState;
import io.fairlead.api.strategy.StrategyContext;
import io.fairlead.core.risk.Breakers;
import io.fairlead.core.risk.KillSwitch;
import io.fairlead.core.risk.RiskPolicy;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Trading states, breakers, limits and the kill switch in sessions that run, and what of it is recorded. */
class RiskWatchTest {
    private static final TestBars FALLING = new TestBars().flat(AAA, 100, 100, 96, 94, 90, 88, 88);
    private static final TestBars CALM = new TestBars().flat(AAA, 10, 10, 10, 10, 10);

    private final KillSwitch shared = new KillSwitch();
    private final KeptRecords records = new KeptRecords();
    private final List<Alarm> alarms = new ArrayList<>();
    private final List<OrderTicket> tickets = new ArrayList<>();
    private final List<TradingState> states = new ArrayList<>();
    private final AtomicReference<TradingSession> session = new AtomicReference<>();

    private interface Act {
        void on(int bar, StrategyContext context);
    }

    private SessionTest.Recorder strategy(Act act) {
        return new SessionTest.Recorder(AAA) {
            @Override
            protected void act(int number, Bar bar, StrategyContext context) {
                states.add(session().tradingState());
                act.on(number, context);
            }
        };
    }

    private TradingSession session() {
        TradingSession open = session.get();
        if (open == null) {
            throw new AssertionError("no session");
        }
        return open;
    }

    private SessionBuilder builder(TestBars bars, Act act) {
        return TradingSession.builder()
                .data(bars)
                .strategy(() -> strategy(act))
                .riskRecords(records)
                .listener(new SessionListener() {
                    @Override
                    public void onAlarm(Alarm alarm) {
                        alarms.add(alarm);
                    }
                });
    }

    private TradingSession run(SessionBuilder builder) {
        session.set(builder.open());
        session().awaitClose();
        return session();
    }

    private void buy(StrategyContext context, long units) {
        tickets.add(context.submit(OrderRequest.buy(AAA)
                .quantity(units)
                .market()
                .tag("n" + tickets.size())
                .build()));
    }

    /** The code that an order was denied with; empty if it was not. */
    private String code(int order) {
        return tickets.get(order).denial().map(Denial::code).orElse("");
    }

    private List<String> codes() {
        return alarms.stream().map(Alarm::code).toList();
    }

    @Test
    void shouldTakeTradingBackStepByStepOnALossAndRecordEachStep() {
        run(builder(FALLING, (bar, context) -> {
                    if (bar == 0) {
                        buy(context, 1_000);
                    } else if (bar == 4 || bar == 6) {
                        buy(context, 1);
                    }
                })
                .risk(RiskPolicy.research().breakers(Breakers.none().loss("5", "10"))));

        assertThat(codes()).containsExactly("BREAKER_LOSS", "BREAKER_LOSS");
        assertThat(alarms.get(0).detail()).contains("maxPercent=5").endsWith("state=REDUCE_ONLY");
        assertThat(states)
                .containsExactly(
                        TradingState.ACTIVE,
                        TradingState.ACTIVE,
                        TradingState.ACTIVE,
                        TradingState.ACTIVE,
                        TradingState.REDUCE_ONLY,
                        TradingState.HALTED,
                        TradingState.HALTED);
        assertThat(code(1)).isEqualTo("STATE_REDUCE_ONLY");
        assertThat(code(2)).isEqualTo("STATE_HALTED");
        assertThat(records.lines).hasSize(2);
        assertThat(records.lines.get(0)).startsWith("REDUCE_ONLY by breaker loss: lost=");
        assertThat(records.lines.get(1)).startsWith("HALTED by breaker loss: lost=");
    }

    @Test
    void shouldLetTheVolatilityBreakerWatchWhatIsHeldOnly() {
        TestBars bars = new TestBars().flat(AAA, 100, 100, 100, 100, 100, 100).flat(BBB, 50, 80, 50, 80, 50, 80);
        RiskPolicy policy =
                RiskPolicy.research().breakers(Breakers.none().volatility("10", "20", Duration.ofMinutes(5)));
        run(builder(bars, (bar, context) -> {}).risk(policy));
        assertThat(codes()).isEmpty();

        run(builder(bars, (bar, context) -> {
                    if (bar == 1) {
                        OrderRequest order =
                                OrderRequest.buy(BBB).quantity(5).market().build();
                        assertThat(context.submit(order).denial()).isEmpty();
                    }
                })
                .risk(policy));

        assertThat(codes()).containsExactly("BREAKER_VOLATILITY");
        assertThat(session().tradingState()).isEqualTo(TradingState.HALTED);
    }

    @Test
    void shouldStayTakenBackUntilAPersonResumesAndAfterARestart() {
        RiskPolicy policy = RiskPolicy.research().breakers(Breakers.none().loss("2", "3"));
        run(builder(FALLING, (bar, context) -> {
                    if (bar == 0) {
                        buy(context, 900);
                    }
                })
                .risk(policy));
        assertThat(session().tradingState()).isEqualTo(TradingState.HALTED);

        run(builder(CALM, (bar, context) -> {
                    if (bar == 1) {
                        buy(context, 1);
                        session().setTradingState(TradingState.ACTIVE, "day watch", "looked into");
                        buy(context, 1);
                    } else if (bar == 2) {
                        buy(context, 1);
                    }
                })
                .risk(policy));

        assertThat(code(1)).isEqualTo("STATE_HALTED");
        assertThat(code(2)).isEqualTo("STATE_HALTED");
        assertThat(code(3)).isEmpty();
        assertThat(records.lines).last().isEqualTo("ACTIVE by day watch: looked into");
        assertThat(session().tradingState()).isEqualTo(TradingState.ACTIVE);
    }

    @Test
    void shouldObeyInTheOrderOfTheCommandsAndWriteEachDownFirst() {
        run(builder(CALM, (bar, context) -> {
            if (bar == 1) {
                session().setTradingState(TradingState.REDUCE_ONLY, "night watch", "thin market");
                session().setTradingState(TradingState.ACTIVE, "day watch", "all well");
                session().setTradingState(TradingState.HALTED, "night watch", "not at all");
            } else if (bar == 2) {
                buy(context, 1);
            }
        }));

        assertThat(code(0)).isEqualTo("STATE_HALTED");
        assertThat(codes()).containsExactly("TRADING_REDUCE_ONLY", "TRADING_ACTIVE", "TRADING_HALTED");
        assertThat(session().tradingState()).isEqualTo(TradingState.HALTED);
        assertThat(records.lines)
                .containsExactly(
                        "REDUCE_ONLY by night watch: thin market",
                        "ACTIVE by day watch: all well",
                        "HALTED by night watch: not at all");
        assertThatThrownBy(() -> session().setTradingState(TradingState.ACTIVE, " ", "why"))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void shouldNotResumeWhatCannotBeRecordedButHaltAllTheSame() {
        run(builder(CALM, (bar, context) -> {
            records.broken = bar >= 1;
            if (bar == 1) {
                session().setTradingState(TradingState.HALTED, "night watch", "smoke");
            } else if (bar == 2) {
                session().setTradingState(TradingState.ACTIVE, "day watch", "no smoke");
            }
        }));

        assertThat(codes()).containsExactly("RISK_NOT_RECORDED", "TRADING_HALTED", "RISK_NOT_RECORDED");
        assertThat(session().tradingState()).isEqualTo(TradingState.HALTED);
    }

    @Test
    void shouldRecordATripAndStartTheNextSessionTripped() {
        run(builder(CALM, (bar, context) -> {
                    if (bar == 0) {
                        buy(context, 5);
                    } else if (bar == 2) {
                        shared.trip("runaway loop", "night watch");
                        buy(context, 5);
                    } else if (bar == 3) {
                        context.flatten(AAA);
                    }
                })
                .killSwitch(shared));
        assertThat(records.lines).containsExactly("tripped by night watch: runaway loop");
        assertThat(codes()).containsExactly("KILL_SWITCH_TRIPPED");
        assertThat(session().account().positions()).allMatch(position -> position.isFlat());

        KillSwitch afterRestart = new KillSwitch();
        run(builder(CALM, (bar, context) -> {
                    if (bar == 0) {
                        buy(context, 5);
                    } else if (bar == 1) {
                        afterRestart.reset("day watch", "loop mended");
                    } else if (bar == 2) {
                        buy(context, 5);
                    }
                })
                .killSwitch(afterRestart));

        assertThat(code(1)).isEqualTo("STATE_HALTED");
        assertThat(code(2)).isEqualTo("STATE_HALTED");
        assertThat(code(3)).isEmpty();
        assertThat(records.lines).last().isEqualTo("reset by day watch: loop mended");
        assertThat(records.restore().trip()).isEmpty();
    }

    @Test
    void shouldStayHaltedWhenAResetCannotBeRecorded() {
        run(builder(CALM, (bar, context) -> {
                    if (bar == 0) {
                        shared.trip("loop", "night watch");
                    } else if (bar == 2) {
                        records.broken = true;
                        shared.reset("day watch", "mended");
                    } else if (bar == 4) {
                        buy(context, 1);
                    }
                })
                .killSwitch(shared));

        assertThat(shared.isTripped()).isFalse();
        assertThat(code(0)).isEqualTo("STATE_HALTED");
        assertThat(records.restore().trip()).isPresent();
    }

    @Test
    void shouldRecordATripFromBeforeTheSession() {
        shared.trip("maintenance", "operator");

        run(builder(CALM, (bar, context) -> buy(context, 1)).killSwitch(shared));

        assertThat(records.lines).containsExactly("tripped by operator: maintenance");
        assertThat(tickets).allMatch(ticket -> ticket.denial().isPresent());
    }

    @Test
    void shouldBeHaltedByAKillFile(@TempDir Path folder) throws IOException {
        Path file = folder.resolve("STOP");
        Files.writeString(file, "not today");

        run(builder(CALM, (bar, context) -> buy(context, 1)).killFile(file));

        assertThat(states).containsOnly(TradingState.HALTED);
        assertThat(tickets)
                .allMatch(ticket -> ticket.denial().orElseThrow().code().equals("STATE_HALTED"));
        assertThat(records.lines).containsExactly("tripped by kill file " + file + ": not today");
    }

    @Test
    void shouldChangeLimitsByARecordBetweenInputs() {
        RiskPolicy tight = RiskPolicy.research().maxOpenOrders(0).maxLeverage(new BigDecimal("2"));
        run(builder(CALM, (bar, context) -> {
            if (bar == 1) {
                session().changeLimits(tight, "risk desk", "end of quarter");
                buy(context, 1);
            } else if (bar == 2) {
                buy(context, 1);
            }
        }));

        assertThat(code(0)).isEmpty();
        assertThat(code(1)).isEqualTo("LIMIT_OPEN_ORDERS");
        assertThat(records.lines).containsExactly("limits research (changed) (7 lines) by risk desk: end of quarter");
        assertThat(codes()).containsExactly("LIMITS_CHANGED");
        assertThat(session().policy()).isEqualTo("research (changed)");
    }

    @Test
    void shouldReckonBuyingPowerWithTheNewLeverageAtOnce() {
        run(builder(CALM, (bar, context) -> {
            if (bar == 0) {
                buy(context, 15_000);
                session()
                        .changeLimits(
                                RiskPolicy.research().maxLeverage(BigDecimal.valueOf(2)), "risk desk", "more room");
            } else if (bar == 1) {
                buy(context, 15_000);
            }
        }));

        assertThat(code(0)).isEqualTo("BUYING_POWER_EXCEEDED");
        assertThat(code(1)).isEmpty();
    }

    @Test
    void shouldKeepTheFormerLimitsWhenNewOnesCannotBeRecorded() {
        List<CompletionStage<Void>> asked = new ArrayList<>();
        run(builder(CALM, (bar, context) -> {
            if (bar == 1) {
                records.broken = true;
                asked.add(session().changeLimits(RiskPolicy.research().maxOpenOrders(0), "risk desk", "why"));
            } else if (bar == 2) {
                buy(context, 1);
            }
        }));

        assertThat(code(0)).isEmpty();
        assertThat(codes()).containsExactly("RISK_NOT_RECORDED");
        assertThat(asked.get(0).toCompletableFuture()).isCompletedExceptionally();
        assertThat(session().policy()).isEqualTo("research");
    }

    @Test
    void shouldGoOnCountingADaysLossWhenLimitsChange() {
        Supplier<RiskPolicy> policy =
                () -> RiskPolicy.research().breakers(Breakers.none().loss("5", "50"));
        run(builder(FALLING, (bar, context) -> {
                    if (bar == 0) {
                        buy(context, 900);
                    } else if (bar == 1) {
                        session().changeLimits(policy.get().maxOpenOrders(9), "risk desk", "same breakers");
                    } else if (bar == 4) {
                        session()
                                .changeLimits(
                                        policy.get().breakers(Breakers.none().loss("8", "50")), "risk desk", "others");
                    }
                })
                .risk(policy.get()));

        assertThat(codes()).containsExactly("LIMITS_CHANGED", "BREAKER_LOSS", "LIMITS_CHANGED", "BREAKER_LOSS");
        assertThat(alarms.get(3).detail()).contains("maxPercent=8");
    }
}
