package io.fairlead.examples;

import static org.assertj.core.api.Assertions.assertThat;

import io.fairlead.api.instrument.Instrument;
import io.fairlead.api.instrument.InstrumentId;
import io.fairlead.api.market.Bar;
import io.fairlead.api.market.BarInterval;
import io.fairlead.api.market.EpochNanos;
import io.fairlead.api.order.OrderEvent;
import io.fairlead.api.order.Side;
import io.fairlead.api.strategy.Strategy;
import io.fairlead.api.strategy.StrategyContext;
import io.fairlead.core.backtest.Backtest;
import io.fairlead.core.engine.Alarm;
import io.fairlead.core.engine.Mode;
import io.fairlead.core.engine.Plugins;
import io.fairlead.core.engine.SessionListener;
import io.fairlead.core.engine.SteppedSession;
import io.fairlead.core.engine.TradingSession;
import io.fairlead.core.feed.Aggregated;
import io.fairlead.core.feed.BarColumns;
import io.fairlead.core.feed.BarData;
import io.fairlead.core.feed.SyntheticMarket;
import io.fairlead.core.risk.RiskPolicy;
import io.fairlead.fakes.ManualTime;
import io.fairlead.fakes.alpaca.AlpacaAsset;
import io.fairlead.fakes.alpaca.AlpacaBar;
import io.fairlead.fakes.alpaca.AlpacaKeys;
import io.fairlead.fakes.alpaca.FakeAlpaca;
import io.fairlead.orchestrator.Action;
import io.fairlead.orchestrator.Decision;
import io.fairlead.orchestrator.DecisionLog;
import io.fairlead.orchestrator.EnsembleStrategy;
import io.fairlead.orchestrator.OrchestratorConfig;
import io.fairlead.spi.MarketDataProvider;
import io.fairlead.spi.ProviderConfig;
import io.fairlead.spi.Secret;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;

/**
 * The flagship strategy on paper, fed by a venue's live stream: bytes on a WebSocket become bars, bars decisions, decisions orders at
 * the simulated venue. What it decides is held against a backtest on the same market.
 */
class FlagshipOnFakeVenueTest {
    private static final BarInterval MINUTE = BarInterval.ofMinutes(1);
    private static final BarInterval FIVE_MINUTES = BarInterval.ofMinutes(5);
    private static final int WARM_UP = 780;
    private static final int LIVE_MINUTES = 390;
    private static final long PATIENCE_NANOS = 10_000_000_000L;

    private final SyntheticMarket market =
            SyntheticMarket.of(1).symbols("SPY", "AAPL", "NVDA").sessions(4).interval(MINUTE);
    private final List<Instrument> instruments = market.instruments();

    /** Watches bars, so that the test knows when a minute has come through. */
    private static final class Watcher implements Strategy {
        private final Map<InstrumentId, Long> ends = new HashMap<>();
        private final List<InstrumentId> followed;

        Watcher(List<InstrumentId> followed) {
            this.followed = followed;
        }

        @Override
        public void onStart(StrategyContext context) {
            followed.forEach(id -> context.subscribeBars(id, MINUTE));
        }

        @Override
        public void onBar(Bar bar, StrategyContext context) {
            ends.merge(bar.instrument(), bar.endNanos(), Math::max);
        }

        boolean hasSeen(long endNanos) {
            return ends.size() == followed.size() && ends.values().stream().allMatch(end -> end >= endNanos);
        }
    }

    /** Takes five minutes of each instrument. */
    private record Fives(List<InstrumentId> followed, List<Bar> seen) implements Strategy {
        @Override
        public void onStart(StrategyContext context) {
            followed.forEach(id -> context.subscribeBars(id, FIVE_MINUTES));
        }

        @Override
        public void onBar(Bar bar, StrategyContext context) {
            seen.add(bar);
        }
    }

    @Test
    void shouldDecideOnALiveStreamAsInABacktest() throws Exception {
        DecisionLog onPaper = DecisionLog.keeping(10_000);
        List<OrderEvent> events = new ArrayList<>();
        List<Alarm> alarms = new ArrayList<>();
        Instant opening = EpochNanos.toInstant(bars(0).startNanos(firstLive()));
        ManualTime time = ManualTime.at(opening);

        try (FakeAlpaca venue = FakeAlpaca.builder()
                .time(time)
                .assets(instruments.stream()
                        .map(each -> AlpacaAsset.equity(
                                each.id().symbol(), "NASDAQ", each.id().symbol()))
                        .toList())
                .start()) {
            teachThePast(venue, firstLive());
            List<InstrumentId> ids = instruments.stream().map(Instrument::id).toList();
            Watcher watcher = new Watcher(ids);
            MarketDataProvider alpaca = Plugins.require(Plugins.marketData(), "alpaca", "market data");
            try (SteppedSession session = TradingSession.builder()
                    .mode(Mode.PAPER)
                    .marketData(alpaca, reaching(venue))
                    .clock(time.clock())
                    .instruments(ids.toArray(InstrumentId[]::new))
                    .risk(RiskPolicy.research())
                    .strategy(flagship(onPaper)::build)
                    .strategy(() -> watcher)
                    .listener(new SessionListener() {
                        @Override
                        public void onOrderEvent(String strategy, OrderEvent event) {
                            events.add(event);
                        }

                        @Override
                        public void onAlarm(Alarm alarm) {
                            alarms.add(alarm);
                        }
                    })
                    .openStepped()) {
                awaitSubscriptions(venue, session);
                for (int minute = 0; minute < LIVE_MINUTES; minute++) {
                    tradeAMinute(venue, firstLive() + minute);
                    time.advance(Duration.ofMinutes(1));
                    awaitBars(session, watcher, EpochNanos.of(time.now()));
                }
            }
        }

        List<String> backtest = said(decisionsOfABacktest(opening));
        int entry = firstEntry(backtest);
        assertThat(alarms).isEmpty();
        assertThat(said(onPaper.decisions())).hasSameSizeAs(backtest);
        assertThat(said(onPaper.decisions()).subList(0, entry + 1)).isEqualTo(backtest.subList(0, entry + 1));
        assertThat(events.stream()
                        .filter(OrderEvent.Filled.class::isInstance)
                        .map(event -> event.order().request().side()))
                .as("it sells short, and buys back before the day ends")
                .containsExactly(Side.SELL, Side.BUY);
    }

    /** Alpaca streams minutes only. */
    @Test
    void shouldShowFiveMinutesOfAStreamOfMinutesFromTheBarUnderWayOn() throws Exception {
        int first = firstLive() + 2;
        List<InstrumentId> ids = instruments.stream().map(Instrument::id).toList();
        Watcher watcher = new Watcher(ids);
        List<Bar> fives = new ArrayList<>();
        List<Alarm> alarms = new ArrayList<>();
        ManualTime time = ManualTime.at(EpochNanos.toInstant(bars(0).startNanos(first)));
        MarketDataProvider alpaca = Plugins.require(Plugins.marketData(), "alpaca", "market data");

        try (FakeAlpaca venue = FakeAlpaca.builder()
                .time(time)
                .assets(instruments.stream()
                        .map(each -> AlpacaAsset.equity(
                                each.id().symbol(), "NASDAQ", each.id().symbol()))
                        .toList())
                .start()) {
            teachThePast(venue, first);
            try (SteppedSession session = TradingSession.builder()
                    .mode(Mode.PAPER)
                    .marketData(alpaca, reaching(venue))
                    .clock(time.clock())
                    .instruments(ids.toArray(InstrumentId[]::new))
                    .risk(RiskPolicy.research())
                    .strategy(() -> new Fives(ids, fives))
                    .strategy(() -> watcher)
                    .listener(new SessionListener() {
                        @Override
                        public void onAlarm(Alarm alarm) {
                            alarms.add(alarm);
                        }
                    })
                    .openStepped()) {
                awaitSubscriptions(venue, session);
                for (int minute = first; minute < firstLive() + 15; minute++) {
                    tradeAMinute(venue, minute);
                    time.advance(Duration.ofMinutes(1));
                    awaitBars(session, watcher, EpochNanos.of(time.now()));
                }
                long limit = System.nanoTime() + PATIENCE_NANOS;
                while (fives.size() < 3 * ids.size()) {
                    pause(session, limit, "there are " + fives);
                }
            }
        }

        BarData whole = Aggregated.of(market, FIVE_MINUTES);
        assertThat(alarms).isEmpty();
        for (InstrumentId id : ids) {
            BarColumns all = whole.bars(id);
            int from = all.indexStartingFrom(bars(0).startNanos(firstLive()));
            assertThat(fives.stream().filter(bar -> bar.instrument().equals(id)))
                    .containsExactly(all.bar(from), all.bar(from + 1), all.bar(from + 2));
        }
    }

    private static int firstEntry(List<String> decisions) {
        for (int i = 0; i < decisions.size(); i++) {
            if (decisions.get(i).contains(" " + Action.SHORT + " ")) {
                return i;
            }
        }
        throw new AssertionError("this market lets nothing be entered");
    }

    private EnsembleStrategy.Builder flagship(DecisionLog log) {
        return EnsembleStrategy.of(OrchestratorConfig.aggressive())
                .interval(MINUTE)
                .warmUp(WARM_UP)
                .listener(log);
    }

    private static List<String> said(List<Decision> decisions) {
        return decisions.stream()
                .map(each -> each.instrument() + " " + each.action() + " " + each.votes())
                .toList();
    }

    private List<Decision> decisionsOfABacktest(Instant from) {
        DecisionLog log = DecisionLog.keeping(10_000);
        Backtest.of(flagship(log)::build)
                .data(market)
                .from(from)
                .risk(RiskPolicy.research())
                .run();
        return log.decisions();
    }

    private BarColumns bars(int instrument) {
        return market.bars(instruments.get(instrument).id());
    }

    private int firstLive() {
        return bars(0).size() - LIVE_MINUTES;
    }

    private static ProviderConfig reaching(FakeAlpaca venue) {
        return ProviderConfig.empty()
                .with("api.key", Secret.of(AlpacaKeys.usual().id()))
                .with("api.secret", Secret.of(AlpacaKeys.usual().secret()))
                .with("trading.url", venue.tradingUrl().toString())
                .with("data.url", venue.dataUrl().toString())
                .with("stream.url", venue.dataStreamUrl().toString());
    }

    private void teachThePast(FakeAlpaca venue, int until) {
        for (int i = 0; i < instruments.size(); i++) {
            List<AlpacaBar> past = new ArrayList<>();
            for (int bar = 0; bar < until; bar++) {
                past.add(new AlpacaBar(
                        EpochNanos.toInstant(bars(i).startNanos(bar)),
                        price(bars(i).open(bar)),
                        price(bars(i).high(bar)),
                        price(bars(i).low(bar)),
                        price(bars(i).close(bar)),
                        volume(bars(i).volume(bar)),
                        1,
                        BigDecimal.ONE));
            }
            venue.bars(instruments.get(i).id().symbol(), past);
        }
    }

    /** Four trades that make the bar: open, high, low, close. */
    private void tradeAMinute(FakeAlpaca venue, int bar) {
        for (int i = 0; i < instruments.size(); i++) {
            String symbol = instruments.get(i).id().symbol();
            BigDecimal volume = volume(bars(i).volume(bar));
            BigDecimal part = volume.divide(BigDecimal.valueOf(4), 0, RoundingMode.DOWN);
            BigDecimal rest = volume.subtract(part.multiply(BigDecimal.valueOf(3)));
            venue.trade(symbol, price(bars(i).open(bar)).toPlainString(), part.toPlainString());
            venue.trade(symbol, price(bars(i).high(bar)).toPlainString(), part.toPlainString());
            venue.trade(symbol, price(bars(i).low(bar)).toPlainString(), part.toPlainString());
            venue.trade(symbol, price(bars(i).close(bar)).toPlainString(), rest.toPlainString());
        }
    }

    private static BigDecimal price(double value) {
        return BigDecimal.valueOf(value);
    }

    private static BigDecimal volume(double value) {
        return BigDecimal.valueOf(value);
    }

    /** Until the venue has taken the subscription of every symbol's bars: what it tells before, nobody hears. */
    private void awaitSubscriptions(FakeAlpaca venue, SteppedSession session) {
        long end = System.nanoTime() + PATIENCE_NANOS;
        while (venue.subscriptions("v2/iex", "bars").size() < instruments.size()) {
            pause(session, end, "subscriptions are " + venue.subscriptions("v2/iex", "bars"));
        }
    }

    private static void awaitBars(SteppedSession session, Watcher watcher, long endNanos) {
        long limit = System.nanoTime() + PATIENCE_NANOS;
        while (!watcher.hasSeen(endNanos)) {
            pause(session, limit, "bars have come up to " + watcher.ends + ", not to " + endNanos);
        }
        session.runUntilIdle();
    }

    private static void pause(SteppedSession session, long end, String seen) {
        if (System.nanoTime() > end) {
            throw new AssertionError("waited in vain: " + seen);
        }
        if (session.runUntilIdle() == 0) {
            LockSupport.parkNanos(50_000);
        }
    }
}
