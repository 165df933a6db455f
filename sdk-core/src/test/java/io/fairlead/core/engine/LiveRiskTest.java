package io.fairlead.core.engine;

import static io.fairlead.core.engine.TestBars.AAA;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fairlead.api.AccountId;
import io.fairlead.api.BadInputException;
import io.fairlead.api.Currency;
import io.fairlead.api.market.Bar;
import io.fairlead.api.market.BarInterval;
import io.fairlead.api.market.EpochNanos;
import io.fairlead.api.order.OrderEvent;
import io.fairlead.api.order.OrderRequest;
import io.fairlead.api.risk.TradingState;
import io.fairlead.api.strategy.Strategy;
import io.fairlead.api.strategy.StrategyContext;
import io.fairlead.core.feed.ReplayMarketData;
import io.fairlead.core.journal.MemoryStorage;
import io.fairlead.core.order.ScriptedBroker;
import io.fairlead.core.risk.Breakers;
import io.fairlead.core.risk.KillSwitch;
import io.fairlead.core.risk.RiskEnvironment;
import io.fairlead.core.risk.RiskPolicy;
import io.fairlead.spi.ConnectionEvent;
import io.fairlead.spi.ProviderConfig;
import io.fairlead.spi.SubmitResult;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Breakers, kill file and arming in live sessions on a scripted broker. */
@Timeout(30)
class LiveRiskTest {
    private static final String TOKEN = "correct horse battery";
    private static final AccountId ACCOUNT = AccountId.of("scripted", "1");

    private final ScriptedBroker broker = new ScriptedBroker();
    private final BlockingQueue<String> told = new LinkedBlockingQueue<>();
    private final CountDownLatch subscribed = new CountDownLatch(1);
    private final BlockingQueue<Alarm> alarms = new LinkedBlockingQueue<>();
    private final ReplayMarketData replay = ReplayMarketData.of(
            new TestBars().flat(AAA, 10, 10, 10, 10, 10, 10, 10, 10, 10, 10), EpochNanos.toInstant(TestBars.endOf(0)));

    /** Buys one share on every bar. */
    private final class Buyer implements Strategy {
        private int count;

        @Override
        public void onStart(StrategyContext context) {
            context.subscribeBars(AAA, BarInterval.ofMinutes(1));
            subscribed.countDown();
        }

        @Override
        public void onBar(Bar bar, StrategyContext context) {
            context.submit(OrderRequest.buy(AAA)
                    .quantity(1)
                    .market()
                    .tag("n" + count++)
                    .build());
        }
    }

    private SessionBuilder builder() {
        return TradingSession.builder()
                .mode(Mode.LIVE)
                .journal(new MemoryStorage())
                .broker(broker, ProviderConfig.empty())
                .marketData(replay, ProviderConfig.empty())
                .clock(replay.clock())
                .instruments(AAA)
                .risk(RiskPolicy.research())
                .strategy(Buyer::new)
                .listener(new SessionListener() {
                    @Override
                    public void onOrderEvent(String strategy, OrderEvent event) {
                        told.add(event.getClass().getSimpleName());
                    }

                    @Override
                    public void onAlarm(Alarm alarm) {
                        alarms.add(alarm);
                    }
                });
    }

    private Alarm alarm(String code) throws InterruptedException {
        Alarm alarm;
        do {
            alarm = alarms.poll(10, TimeUnit.SECONDS);
            assertThat(alarm).as("an alarm %s", code).isNotNull();
        } while (!alarm.code().equals(code));
        return alarm;
    }

    private void connection(ConnectionEvent.State state) {
        assertThat(broker.listener).isNotNull();
        broker.listener.onConnection(
                new ConnectionEvent(state, "test", EpochNanos.of(replay.clock().instant())));
    }

    @Test
    void shouldTakeTradingBackWhileTheConnectionStaysDown() throws InterruptedException {
        RiskPolicy policy = RiskPolicy.research()
                .breakers(Breakers.none()
                        .connectivity(Duration.ofSeconds(30), Duration.ofMinutes(3), 3, Duration.ofMinutes(10)));
        try (TradingSession session = builder().risk(policy).open()) {
            assertThat(subscribed.await(10, TimeUnit.SECONDS)).isTrue();
            connection(ConnectionEvent.State.DOWN);
            alarm("CONNECTION_DOWN");
            assertThat(session.tradingState()).isEqualTo(TradingState.ACTIVE);
            replay.step();
            assertThat(alarm("BREAKER_CONNECTIVITY").detail()).endsWith("state=REDUCE_ONLY");
            replay.step();
            replay.step();
            assertThat(alarm("BREAKER_CONNECTIVITY").detail()).endsWith("state=HALTED");

            connection(ConnectionEvent.State.UP);
            session.setTradingState(TradingState.ACTIVE, "day watch", "line is back");

            alarm("TRADING_ACTIVE");
            assertThat(session.tradingState()).isEqualTo(TradingState.ACTIVE);
        }
    }

    @Test
    void shouldTakeTradingBackWhenTheVenueRejectsWhatItIsSent() throws InterruptedException {
        broker.onSubmit =
                order -> CompletableFuture.completedFuture(new SubmitResult.Rejected(order.clientOrderId(), "no"));
        RiskPolicy policy =
                RiskPolicy.research().breakers(Breakers.none().rejectRate("50", 2, 4, Duration.ofMinutes(30)));
        try (TradingSession session = builder().risk(policy).open()) {
            connection(ConnectionEvent.State.UP);
            assertThat(subscribed.await(10, TimeUnit.SECONDS)).isTrue();
            for (int i = 0; i < 9; i++) {
                replay.step();
                assertThat(told.poll(10, TimeUnit.SECONDS)).isIn("Denied", "Rejected");
            }

            assertThat(alarm("BREAKER_REJECT_RATE").detail())
                    .contains("rejected=2")
                    .endsWith("state=REDUCE_ONLY");
            assertThat(session.tradingState()).isEqualTo(TradingState.REDUCE_ONLY);
        }
        assertThat(broker.calls).hasSize(2);
    }

    @Test
    void shouldBeHaltedByAKillFileThatAppearsWhileItRuns(@TempDir Path folder) throws Exception {
        Path file = folder.resolve("STOP");
        CountDownLatch started = new CountDownLatch(1);
        try (TradingSession session = builder()
                .killFile(file)
                .strategy(() -> new Strategy() {
                    @Override
                    public void onStart(StrategyContext context) {
                        started.countDown();
                    }
                })
                .open()) {
            assertThat(started.await(10, TimeUnit.SECONDS)).isTrue();
            assertThat(session.tradingState()).isEqualTo(TradingState.ACTIVE);

            write(file);

            assertThat(alarm("KILL_SWITCH_TRIPPED").detail()).isEqualTo("who=kill file " + file + " why=enough");
            assertThat(session.tradingState()).isEqualTo(TradingState.HALTED);
        }
    }

    private static void write(Path file) throws IOException {
        Path whole = file.resolveSibling("whole");
        Files.writeString(whole, "enough");
        Files.move(whole, file);
    }

    @Test
    void shouldNeedNoArmingForAPaperAccountButRefuseAnotherAccountsArming() {
        builder().open().close();
        builder().open(Arming.of(TOKEN, ACCOUNT)).close();

        assertThatThrownBy(() -> builder().open(Arming.of(TOKEN, AccountId.of("scripted", "2"))))
                .isInstanceOf(BadInputException.class)
                .hasMessageContaining("armed is scripted/2, connected is scripted/1");
    }

    private static RiskEnvironment environment(String... namesAndValues) {
        Map<String, String> variables = new HashMap<>();
        for (int i = 0; i < namesAndValues.length; i += 2) {
            variables.put(namesAndValues[i], namesAndValues[i + 1]);
        }
        return RiskEnvironment.from(variables, Currency.USD);
    }

    private static RiskEnvironment enabled() {
        return environment("TRADING_LIVE_ENABLED", "true", "TRADING_ORDER_TOKEN", TOKEN);
    }

    @Test
    void shouldTradeRealMoneyOnceEverythingAgrees() {
        broker.realMoney = true;

        try (TradingSession session = builder().environment(enabled()).open(Arming.of(TOKEN, ACCOUNT))) {
            assertThat(session.mode()).isEqualTo(Mode.LIVE);
        }
    }

    @Test
    void shouldTellEveryThingThatIsMissingAtOnce() {
        broker.realMoney = true;

        assertThatThrownBy(() -> builder().open())
                .isInstanceOf(BadInputException.class)
                .hasMessageContainingAll(
                        "TRADING_LIVE_ENABLED", "TRADING_ORDER_TOKEN", "open(Arming.of(token, account))", "scripted/1");
    }

    @Test
    void shouldRefuseEachThingThatIsWrong() {
        broker.realMoney = true;
        Arming right = Arming.of(TOKEN, ACCOUNT);

        assertThatThrownBy(() -> builder()
                        .environment(environment("TRADING_ORDER_TOKEN", TOKEN))
                        .open(right))
                .hasMessageContaining("is not enabled")
                .hasMessageNotContaining("no token");
        assertThatThrownBy(() -> builder()
                        .environment(environment("TRADING_LIVE_ENABLED", "true"))
                        .open(right))
                .hasMessageContaining("no token is configured")
                .hasMessageNotContaining("is not enabled");
        assertThatThrownBy(() -> builder().environment(enabled()).open())
                .hasMessageContaining("is not armed")
                .hasMessageNotContaining(TOKEN);
        assertThatThrownBy(() -> builder().environment(enabled()).open(Arming.of(TOKEN + "x", ACCOUNT)))
                .hasMessageContaining("is not the one that is configured")
                .hasMessageNotContaining(TOKEN);
        assertThatThrownBy(() -> builder().environment(enabled()).open(Arming.of("", ACCOUNT)))
                .hasMessageContaining("is not the one that is configured");
        assertThatThrownBy(
                        () -> builder().environment(enabled()).open(Arming.of(TOKEN, AccountId.of("scripted", "DU1"))))
                .hasMessageContaining("armed is scripted/DU1, connected is scripted/1");
        assertThat(broker.calls).isEmpty();
        assertThat(right).hasToString("armed for scripted/1");
    }

    @Test
    void shouldSendNothingWhenTheEnvironmentAsksForADryRun() {
        broker.realMoney = true;

        try (TradingSession session =
                builder().environment(environment("TRADING_DRY_RUN", "true")).open()) {
            assertThat(session.mode()).isEqualTo(Mode.DRY_RUN);
        }
    }

    @Test
    void shouldPutTheLimitsOfTheEnvironmentOnThePolicy() {
        try (TradingSession session =
                builder().environment(environment("MAX_OPEN_ORDERS", "3")).open()) {
            assertThat(session.policy()).isEqualTo("research (changed)");
        }
        assertThatThrownBy(() -> builder()
                        .risk(io.fairlead.api.risk.RuleSet.of(
                                "own", RiskPolicy.research().rules().get(0)))
                        .environment(environment("MAX_OPEN_ORDERS", "3"))
                        .open())
                .hasMessageContaining("need a RiskPolicy");
    }

    @Test
    void shouldLetOneKillSwitchHaltSeveralSessions() {
        KillSwitch shared = new KillSwitch();
        try (TradingSession one = builder().killSwitch(shared).open();
                TradingSession other = builder().killSwitch(shared).open()) {
            shared.trip("all stop", "operator");

            assertThat(one.tradingState()).isEqualTo(TradingState.HALTED);
            assertThat(other.tradingState()).isEqualTo(TradingState.HALTED);
        }
    }
}
