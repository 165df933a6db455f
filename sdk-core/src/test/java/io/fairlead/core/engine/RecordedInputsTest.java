package io.fairlead.core.engine;

import static io.fairlead.core.engine.TestBars.AAA;
import static io.fairlead.core.engine.TestBars.BBB;
import static org.assertj.core.api.Assertions.assertThat;

import io.fairlead.api.market.Bar;
import io.fairlead.api.market.BarInterval;
import io.fairlead.api.market.EpochNanos;
import io.fairlead.api.order.OrderRequest;
import io.fairlead.api.risk.TradingState;
import io.fairlead.api.strategy.Slice;
import io.fairlead.api.strategy.Strategy;
import io.fairlead.api.strategy.StrategyContext;
import io.fairlead.api.strategy.Timer;
import io.fairlead.api.strategy.WarmUp;
import io.fairlead.core.feed.ReplayMarketData;
import io.fairlead.core.journal.JournalRecord.Alarmed;
import io.fairlead.core.journal.JournalRecord.BarArrived;
import io.fairlead.core.journal.JournalRecord.Command;
import io.fairlead.core.journal.JournalRecord.Commanded;
import io.fairlead.core.journal.JournalRecord.EventTold;
import io.fairlead.core.journal.JournalRecord.HistoryArrived;
import io.fairlead.core.journal.JournalRecord.Logged;
import io.fairlead.core.journal.JournalRecord.RunOpened;
import io.fairlead.core.risk.RiskPolicy;
import io.fairlead.spi.ProviderConfig;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What a session writes down of what it takes in and what it tells. */
@Timeout(20)
class RecordedInputsTest {
    private static final BarInterval MINUTE = BarInterval.ofMinutes(1);

    private final Records log = new Records();
    private final CountDownLatch started = new CountDownLatch(1);
    private final Semaphore slices = new Semaphore(0);

    /** Buys on its second live bar of AAA, under a timer set on the first. */
    private final class Buyer implements Strategy {
        private int live;

        @Override
        public String name() {
            return "buyer";
        }

        @Override
        public void onStart(StrategyContext context) {
            context.subscribeBars(AAA, MINUTE, WarmUp.bars(2));
            context.subscribeBars(BBB, MINUTE);
            started.countDown();
        }

        @Override
        public void onBar(Bar bar, StrategyContext context) {
            if (context.isWarmingUp() || !bar.instrument().equals(AAA)) {
                return;
            }
            live++;
            if (live == 1) {
                context.setTimer("half past", Duration.ofSeconds(30));
            } else if (live == 2) {
                context.submit(OrderRequest.buy(AAA).quantity(5).market().build());
            }
        }

        @Override
        public void onTimer(Timer timer, StrategyContext context) {
            context.log("timer " + timer.name());
        }

        @Override
        public void onSlice(Slice slice, StrategyContext context) {
            slices.release();
        }
    }

    private static TestBars data() {
        return new TestBars().flat(AAA, 10, 11, 12, 13, 14, 15).flat(BBB, 20, 21, 22, 23, 24, 25);
    }

    private void play() throws InterruptedException {
        ReplayMarketData replay = ReplayMarketData.of(data(), EpochNanos.toInstant(TestBars.endOf(2)));
        try (TradingSession session = TradingSession.builder()
                .mode(Mode.PAPER)
                .marketData(replay, ProviderConfig.empty())
                .clock(replay.clock())
                .instruments(AAA, BBB)
                .risk(RiskPolicy.research())
                .strategy(Buyer::new)
                .journal(log.storage)
                .open()) {
            assertThat(started.await(10, TimeUnit.SECONDS)).isTrue();
            session.setTradingState(TradingState.ACTIVE, "day watch", "as before");
            while (replay.step()) {
                assertThat(slices.tryAcquire(10, TimeUnit.SECONDS)).isTrue();
            }
            session.awaitClose();
        }
    }

    @Test
    void shouldWriteEveryInputOfALiveSessionDownBeforeWhatItLeadsTo() throws InterruptedException {
        play();

        assertThat(log.kinds().subList(0, 3)).containsExactly("RunOpened", "RunTerms", "InstrumentKnown");
        assertThat(log.all(RunOpened.class)).hasSize(1).allSatisfy(run -> {
            assertThat(run.mode()).isEqualTo("PAPER");
            assertThat(run.policy()).isEqualTo("research");
            assertThat(run.strategies()).containsExactly("buyer");
        });
        assertThat(log.all(BarArrived.class))
                .extracting(BarArrived::close)
                .containsExactly(13.0, 23.0, 14.0, 24.0, 15.0, 25.0);
        assertThat(log.kinds()).containsSubsequence("Commanded", "BarArrived", "BarArrived", "Reported", "EventTold");
        assertThat(log.all(EventTold.class)).extracting(EventTold::event).containsExactly("Accepted", "Filled");
        assertThat(log.all(Alarmed.class)).extracting(Alarmed::code).containsExactly("TRADING_ACTIVE");
        assertThat(log.kinds()).endsWith("DataEnded", "DataEnded", "Commanded", "RunClosed");
        assertThat(log.all(Commanded.class)).last().satisfies(end -> {
            assertThat(end.command()).isEqualTo(new Command.Close("LEAVE"));
            assertThat(end.who()).isEqualTo("session");
        });
    }

    @Test
    void shouldWriteOfHistoryDownWhatWasTaken() throws InterruptedException {
        play();

        assertThat(log.all(HistoryArrived.class)).hasSize(1).allSatisfy(history -> {
            assertThat(history.instrument()).isZero();
            assertThat(history.bars()).extracting(Bar::close).containsExactly(11.0, 12.0);
            assertThat(history.failure()).isEmpty();
        });
    }

    @Test
    void shouldWriteThatTimePassedOnlyWhereSomethingWasDueByIt() throws InterruptedException {
        play();

        int timer = log.kinds().indexOf("Logged");
        assertThat(log.all(Logged.class)).extracting(Logged::line).containsExactly("timer half past");
        assertThat(log.kinds().subList(0, timer)).contains("BarArrived");
        assertThat(log.kinds().stream().filter("TimePassed"::equals).count())
                .isLessThanOrEqualTo(2); // the connection; the timer, if it came before the next bar
    }

    @Test
    void shouldWriteNoBarsOfABacktestDownButAllElse() {
        TradingSession session = TradingSession.builder()
                .data(data())
                .strategy(Buyer::new)
                .journal(log.storage)
                .open();
        session.setTradingState(TradingState.REDUCE_ONLY, "night watch", "no entries");

        session.awaitClose();

        assertThat(log.kinds())
                .containsExactly(
                        "RunOpened",
                        "RunTerms",
                        "InstrumentKnown",
                        "InstrumentKnown",
                        "ConnectionChanged",
                        "Commanded",
                        "Alarmed",
                        "Logged",
                        "OrderDenied",
                        "EventTold",
                        "StateSaved",
                        "Commanded",
                        "RunClosed");
        assertThat(log.all(EventTold.class)).extracting(EventTold::event).containsExactly("Denied");
        assertThat(log.all(RunOpened.class)).extracting(RunOpened::data).containsExactly("test");
    }
}
