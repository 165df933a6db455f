package io.fairlead.core.feed;

import io.fairlead.api.BadInputException;
import io.fairlead.api.UnsupportedCapabilityException;
import io.fairlead.api.instrument.Instrument;
import io.fairlead.api.instrument.InstrumentId;
import io.fairlead.api.market.Bar;
import io.fairlead.api.market.BarInterval;
import io.fairlead.api.market.EpochNanos;
import io.fairlead.spi.ConfigKey;
import io.fairlead.spi.HistoryFacet;
import io.fairlead.spi.MarketDataFacet;
import io.fairlead.spi.MarketDataProvider;
import io.fairlead.spi.ProviderConfig;
import io.fairlead.spi.ReferenceFacet;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Recorded bars as if they were live: for paper sessions on past data, and for tests of live sessions. Bars are told in the order of
 * their ends, instruments of one time in the data's order, each time {@link #step()} is called; {@link #clock()} moves with them. It is
 * not a plug-in that the ServiceLoader finds: hand it to the session.
 */
public final class ReplayMarketData implements MarketDataProvider {
    private record Taker(InstrumentId instrument, MarketDataFacet.Listener listener) {}

    private final BarData data;
    private final AtomicLong nowNanos;
    private final List<Taker> takers = new ArrayList<>();
    private final Object lock = new Object();

    private ReplayMarketData(BarData data, Instant start) {
        this.data = data;
        this.nowNanos = new AtomicLong(EpochNanos.of(start));
    }

    /** Replays data from a moment on; bars that have ended by then are its history. */
    public static ReplayMarketData of(BarData data, Instant start) {
        return new ReplayMarketData(data, start);
    }

    /** The time of the bar told last; lend it to the session. */
    public Clock clock() {
        return new Clock() {
            @Override
            public ZoneId getZone() {
                return ZoneOffset.UTC;
            }

            @Override
            public Clock withZone(ZoneId zone) {
                return Clock.fixed(instant(), zone);
            }

            @Override
            public Instant instant() {
                return EpochNanos.toInstant(nowNanos.get());
            }
        };
    }

    /** Tells the bars that end next, all of one time; false, and the deliveries have ended, when there are none left. */
    public boolean step() {
        long next = nextEnd();
        List<Taker> now;
        synchronized (lock) {
            now = List.copyOf(takers);
        }
        if (next == Long.MAX_VALUE) {
            now.forEach(taker -> taker.listener().onEnd());
            return false;
        }
        nowNanos.set(next);
        for (Instrument instrument : data.instruments()) {
            BarColumns bars = data.bars(instrument.id());
            int ended = bars.countEndedBy(next);
            if (ended > 0 && bars.endNanos(ended - 1) == next) {
                Bar bar = bars.bar(ended - 1);
                now.stream()
                        .filter(taker -> taker.instrument().equals(instrument.id()))
                        .forEach(taker -> taker.listener().onBar(bar));
            }
        }
        return true;
    }

    private long nextEnd() {
        long earliest = Long.MAX_VALUE;
        for (Instrument instrument : data.instruments()) {
            BarColumns bars = data.bars(instrument.id());
            int next = bars.countEndedBy(nowNanos.get());
            if (next < bars.size()) {
                earliest = Math.min(earliest, bars.endNanos(next));
            }
        }
        return earliest;
    }

    @Override
    public String id() {
        return "replay";
    }

    @Override
    public String version() {
        return "1";
    }

    @Override
    public List<ConfigKey> configKeys() {
        return List.of();
    }

    @Override
    public MarketDataConnection connect(ProviderConfig config, Clock clock, ScheduledExecutorService io) {
        config.check(id(), configKeys());
        return new Connection();
    }

    private final class Connection implements MarketDataConnection, ReferenceFacet, HistoryFacet, MarketDataFacet {
        @Override
        public ReferenceFacet reference() {
            return this;
        }

        @Override
        public Optional<MarketDataFacet> marketData() {
            return Optional.of(this);
        }

        @Override
        public Optional<HistoryFacet> history() {
            return Optional.of(this);
        }

        @Override
        public CompletionStage<List<Instrument>> instruments() {
            return CompletableFuture.completedFuture(data.instruments());
        }

        @Override
        public CompletionStage<Optional<Instrument>> instrument(InstrumentId id) {
            return CompletableFuture.completedFuture(data.instruments().stream()
                    .filter(instrument -> instrument.id().equals(id))
                    .findFirst());
        }

        @Override
        public CompletionStage<List<Bar>> bars(
                InstrumentId instrument, BarInterval interval, Instant from, Instant to) {
            requireInterval(interval);
            BarColumns bars = data.bars(instrument);
            List<Bar> found = new ArrayList<>();
            int known = bars.countEndedBy(nowNanos.get());
            for (int i = bars.indexStartingFrom(EpochNanos.of(from));
                    i < known && bars.startNanos(i) < EpochNanos.of(to);
                    i++) {
                found.add(bars.bar(i));
            }
            return CompletableFuture.completedFuture(found);
        }

        private void requireInterval(BarInterval interval) {
            if (!interval.equals(data.interval())) {
                throw new BadInputException(
                        "the replayed data has bars of " + data.interval() + ", not of " + interval);
            }
        }

        @Override
        public Subscription bars(InstrumentId instrument, BarInterval interval, Listener listener) {
            requireInterval(interval);
            Taker taker = new Taker(instrument, listener);
            synchronized (lock) {
                takers.add(taker);
            }
            return () -> {
                synchronized (lock) {
                    takers.remove(taker);
                }
            };
        }

        @Override
        public Subscription quotes(InstrumentId instrument, Listener listener) {
            throw new UnsupportedCapabilityException("recorded bars have no quotes");
        }

        @Override
        public Subscription trades(InstrumentId instrument, Listener listener) {
            throw new UnsupportedCapabilityException("recorded bars have no trades");
        }

        @Override
        public void close() {
            synchronized (lock) {
                takers.clear();
            }
        }
    }
}
