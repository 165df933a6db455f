package io.fairlead.core.feed;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fairlead.api.UnsupportedCapabilityException;
import io.fairlead.api.instrument.InstrumentId;
import io.fairlead.api.instrument.TradingCalendar;
import io.fairlead.api.market.Bar;
import io.fairlead.api.market.BarInterval;
import io.fairlead.api.market.EpochNanos;
import io.fairlead.spi.HistoryFacet;
import io.fairlead.spi.MarketDataFacet;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CoarserBarsTest {
    private static final InstrumentId ABC = InstrumentId.of("ABC", "X");
    private static final BarInterval MINUTE = BarInterval.ofMinutes(1);
    private static final BarInterval FIVE = BarInterval.ofMinutes(5);
    private static final long MINUTE_NANOS = 60_000_000_000L;
    private static final long TEN = EpochNanos.of(Instant.parse("2026-03-02T10:00:00Z"));

    private final ScheduledExecutorService io = Executors.newScheduledThreadPool(1);
    private long now = TEN;
    private final List<Object> told = new ArrayList<>();
    private final List<Runnable> due = new ArrayList<>();
    private final Source source = new Source();
    private final History history = new History();

    @AfterEach
    void stop() {
        io.shutdownNow();
    }

    private final class HandClock extends Clock {
        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return this;
        }

        @Override
        public Instant instant() {
            return EpochNanos.toInstant(now);
        }
    }

    /** Streams minutes, and five seconds of nothing else. */
    private static final class Source implements MarketDataFacet {
        private final List<BarInterval> streamed = new ArrayList<>(List.of(MINUTE));
        private final List<BarInterval> asked = new ArrayList<>();
        private int closed;
        private Listener listener = new Listener() {};

        @Override
        public Subscription bars(InstrumentId instrument, BarInterval interval, Listener takes) {
            asked.add(interval);
            if (!streamed.contains(interval)) {
                throw new UnsupportedCapabilityException("only " + streamed + ", not " + interval);
            }
            listener = takes;
            return () -> closed++;
        }

        @Override
        public Subscription quotes(InstrumentId instrument, Listener takes) {
            throw new UnsupportedCapabilityException("no quotes");
        }

        @Override
        public Subscription trades(InstrumentId instrument, Listener takes) {
            throw new UnsupportedCapabilityException("no trades");
        }
    }

    /** Answers when it is told to. */
    private static final class History implements HistoryFacet {
        private final List<Bar> bars = new ArrayList<>();
        private final List<Runnable> answers = new ArrayList<>();
        private boolean broken;

        @Override
        public CompletionStage<List<Bar>> bars(
                InstrumentId instrument, BarInterval interval, Instant from, Instant to) {
            assertThat(interval).isEqualTo(MINUTE);
            CompletableFuture<List<Bar>> answer = new CompletableFuture<>();
            answers.add(() -> {
                if (broken) {
                    answer.completeExceptionally(new IllegalStateException("history is down"));
                } else {
                    answer.complete(bars.stream()
                            .filter(bar ->
                                    !bar.start().isBefore(from) && bar.start().isBefore(to))
                            .toList());
                }
            });
            return answer;
        }

        private void answer() {
            List<Runnable> now = List.copyOf(answers);
            answers.clear();
            now.forEach(Runnable::run);
        }
    }

    private final class Told implements MarketDataFacet.Listener {
        @Override
        public void onBar(Bar bar) {
            told.add(bar);
        }

        @Override
        public void onGap(InstrumentId instrument, String detail) {
            told.add("gap: " + detail);
        }

        @Override
        public void onEnd() {
            told.add("end");
        }
    }

    private BarBuilding building(Optional<HistoryFacet> past) {
        return new BarBuilding(
                ABC,
                MINUTE,
                FIVE,
                TradingCalendar.alwaysOpen(),
                past,
                new Told(),
                new HandClock(),
                (nanos, task) -> due.add(task));
    }

    private static Bar minute(int offset, double price) {
        long start = TEN + offset * MINUTE_NANOS;
        return new Bar(ABC, MINUTE, start, start + MINUTE_NANOS, price, price + 1, price - 1, price + 0.5, 10);
    }

    private static Bar five(int offset, double open, double high, double low, double close, double volume) {
        long start = TEN + offset * MINUTE_NANOS;
        return new Bar(ABC, FIVE, start, start + 5 * MINUTE_NANOS, open, high, low, close, volume);
    }

    private void fireDue() {
        List<Runnable> now = List.copyOf(due);
        due.clear();
        now.forEach(Runnable::run);
    }

    @Test
    void shouldMakeFiveMinutesOfMinutes() {
        BarBuilding building = building(Optional.empty());
        for (int i = 0; i < 10; i++) {
            building.onBar(minute(i, 100 + i));
        }

        assertThat(told).containsExactly(five(0, 100, 105, 99, 104.5, 50), five(5, 105, 110, 104, 109.5, 50));
    }

    @Test
    void shouldReadWhatHadPassedOfTheFirstBarFromTheHistory() {
        now = TEN + 2 * MINUTE_NANOS + 1;
        history.bars.addAll(List.of(minute(-1, 1), minute(0, 100), minute(1, 101)));
        BarBuilding building = building(Optional.of(history));

        building.onBar(minute(2, 102));
        building.onBar(minute(3, 103));
        assertThat(told).isEmpty();
        history.answer();
        building.onBar(minute(4, 104));

        assertThat(told).containsExactly(five(0, 100, 105, 99, 104.5, 50));
    }

    @Test
    void shouldLeaveABarOutThatCannotBeMadeWhole() {
        now = TEN + 2 * MINUTE_NANOS + 1;
        history.broken = true;
        BarBuilding building = building(Optional.of(history));

        building.onBar(minute(2, 102));
        history.answer();
        for (int i = 3; i < 10; i++) {
            building.onBar(minute(i, 100 + i));
        }

        assertThat(told).hasSize(2);
        assertThat(told.get(0).toString())
                .startsWith("gap: bars of 5m before 2026-03-02T10:05:00Z are left out")
                .contains("history is down");
        assertThat(told.get(1)).isEqualTo(five(5, 105, 110, 104, 109.5, 50));
    }

    @Test
    void shouldHealAGapFromTheHistory() {
        BarBuilding building = building(Optional.of(history));
        building.onBar(minute(0, 100));
        building.onBar(minute(1, 101));
        history.bars.addAll(List.of(minute(0, 100), minute(1, 101), minute(2, 102)));

        building.onGap(ABC, "the line was down");
        building.onBar(minute(3, 103));
        history.answer();
        building.onBar(minute(4, 104));

        assertThat(told).containsExactly("gap: the line was down", five(0, 100, 105, 99, 104.5, 50));
    }

    @Test
    void shouldNotShowABarTwiceAfterAGap() {
        BarBuilding building = building(Optional.of(history));
        for (int i = 0; i < 6; i++) {
            building.onBar(minute(i, 100 + i));
            history.bars.add(minute(i, 100 + i));
        }
        building.onGap(ABC, "once");
        building.onBar(minute(7, 107));
        building.onGap(ABC, "and again while the history is asked");
        history.bars.addAll(List.of(minute(6, 106), minute(7, 107)));
        building.onBar(minute(8, 108));
        history.answer();
        building.onBar(minute(9, 109));

        assertThat(told)
                .containsExactly(
                        five(0, 100, 105, 99, 104.5, 50),
                        "gap: once",
                        "gap: and again while the history is asked",
                        five(5, 105, 110, 104, 109.5, 50));
    }

    @Test
    void shouldSendABarWhoseLastMinuteHadNoTradeAfterAWhile() {
        BarBuilding building = building(Optional.empty());
        now = TEN + MINUTE_NANOS;
        building.onBar(minute(0, 100));
        now = TEN + 5 * MINUTE_NANOS + CoarserBars.GRACE.toNanos() - 1;
        fireDue();
        assertThat(told).isEmpty();
        now++;
        fireDue();
        assertThat(told).containsExactly(five(0, 100, 101, 99, 100.5, 10));

        building.onBar(minute(4, 104));

        assertThat(told).hasSize(2);
        assertThat(told.get(1).toString()).contains("came after its bar of 5m had ended");
    }

    @Test
    void shouldSayNothingOnceItIsClosed() {
        BarBuilding building = building(Optional.of(history));
        now = TEN + MINUTE_NANOS;
        building.onBar(minute(0, 100));
        building.close();
        now += 10 * MINUTE_NANOS;
        fireDue();
        building.onBar(minute(5, 105));
        building.onGap(ABC, "late");

        assertThat(told).isEmpty();
    }

    /** Whatever is missed, and whenever: each bar shown is the whole one, none is shown twice, and with a history none is missing. */
    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
    void shouldShowWholeBarsOnlyWhateverIsMissed(long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        for (int round = 0; round < 200; round++) {
            told.clear();
            history.bars.clear();
            history.answers.clear();
            int beginning = random.nextInt(7);
            now = TEN + beginning * MINUTE_NANOS;
            BarBuilding building = building(Optional.of(history));
            List<Bar> all = new ArrayList<>();
            boolean lost = false;
            for (int i = 0; i < 60; i++) {
                if (random.nextInt(4) == 0) {
                    continue; // nothing traded
                }
                Bar bar = minute(i, 100 + random.nextInt(50));
                all.add(bar);
                now = Math.max(now, bar.endNanos());
                if (i >= beginning) {
                    if (random.nextInt(6) == 0) {
                        lost = true;
                    } else {
                        if (lost) {
                            building.onGap(ABC, "lost");
                            lost = false;
                        }
                        building.onBar(bar);
                    }
                }
                history.bars.add(bar);
                if (random.nextBoolean()) {
                    history.answer();
                }
            }
            building.onGap(ABC, "the last");
            now = TEN + 66 * MINUTE_NANOS;
            building.onBar(minute(65, 1));
            history.answer();

            List<Bar> whole = new ArrayList<>();
            BarAggregator plain = new BarAggregator(FIVE, TradingCalendar.alwaysOpen(), (s, e, o, h, l, c, v) -> {
                if (e > TEN + beginning * MINUTE_NANOS) {
                    whole.add(new Bar(ABC, FIVE, s, e, o, h, l, c, v));
                }
            });
            for (Bar bar : all) {
                plain.add(
                        bar.startNanos(), bar.endNanos(), bar.open(), bar.high(), bar.low(), bar.close(), bar.volume());
            }
            plain.flush(TEN + 60 * MINUTE_NANOS);
            assertThat(told.stream().filter(Bar.class::isInstance))
                    .as("seed %d round %d", seed, round)
                    .containsExactlyElementsOf(whole);
        }
    }

    @Test
    void shouldLeaveToTheSourceWhatItStreams() {
        CoarserBars bars =
                new CoarserBars(source, Optional.empty(), id -> TradingCalendar.alwaysOpen(), new HandClock(), io);

        bars.bars(ABC, MINUTE, new Told());
        source.listener.onBar(minute(0, 100));

        assertThat(source.asked).containsExactly(MINUTE);
        assertThat(told).containsExactly(minute(0, 100));
    }

    @Test
    void shouldMakeBarsOfTheCoarsestThatDividesThem() {
        CoarserBars bars =
                new CoarserBars(source, Optional.empty(), id -> TradingCalendar.alwaysOpen(), new HandClock(), io);

        MarketDataFacet.Subscription subscription = bars.bars(ABC, BarInterval.ofMinutes(15), new Told());
        subscription.close();

        assertThat(source.asked).containsExactly(BarInterval.ofMinutes(15), FIVE, MINUTE);
        assertThat(source.closed).isEqualTo(1);
    }

    @Test
    void shouldPassOnWhatTheSourceRefuses() {
        source.streamed.clear();
        CoarserBars bars =
                new CoarserBars(source, Optional.empty(), id -> TradingCalendar.alwaysOpen(), new HandClock(), io);

        assertThatThrownBy(() -> bars.bars(ABC, FIVE, new Told()))
                .isInstanceOf(UnsupportedCapabilityException.class)
                .hasMessage("only [], not 5m");
        assertThatThrownBy(() -> bars.quotes(ABC, new Told())).hasMessage("no quotes");
        assertThatThrownBy(() -> bars.trades(ABC, new Told())).hasMessage("no trades");
    }
}
