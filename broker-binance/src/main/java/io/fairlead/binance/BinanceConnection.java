package io.fairlead.binance;

import io.fairlead.api.market.EpochNanos;
import io.fairlead.support.Backoff;
import io.fairlead.support.RateBudget;
import io.fairlead.support.Redactor;
import io.fairlead.support.ServerTimeOffset;
import io.fairlead.support.StreamHandler;
import io.fairlead.support.StreamOptions;
import io.fairlead.support.Timers;
import io.fairlead.support.VenueClient;
import io.fairlead.support.VenueHttp;
import io.fairlead.support.VenueStream;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.concurrent.ScheduledExecutorService;
import java.util.function.Supplier;

/** What an account and public data both need: HTTP, budget, the venue's clock, streams. Any thread; {@link #close()} is idempotent. */
final class BinanceConnection implements AutoCloseable {
    private final BinanceSettings settings;
    private final Clock clock;
    private final ScheduledExecutorService io;
    private final SplittableRandom random;
    private final Redactor redactor;
    private final VenueClient client = new VenueClient("binance");
    private final RateBudget budget;
    private final VenueHttp http;
    private final BinanceRest rest;
    private final SymbolTable symbols;
    private final Timers timers;

    /** With limits of its own. */
    BinanceConnection(BinanceSettings settings, Clock clock, ScheduledExecutorService io) {
        this(settings, clock, io, new AddressLimits());
    }

    /** With limits that other connections of the provider draw on too. */
    BinanceConnection(BinanceSettings settings, Clock clock, ScheduledExecutorService io, AddressLimits limits) {
        this.settings = settings;
        this.clock = clock;
        this.io = io;
        this.random = new SplittableRandom(
                EpochNanos.of(clock.instant()) ^ settings.account().hashCode());
        this.timers = new Timers(io);
        this.redactor = Redactor.of(settings.secrets());
        this.budget = new RateBudget(limits.at(settings, clock), io);
        String orders = settings.ordersCounted();
        Weights.documented(budget, orders);
        this.http = VenueHttp.builder(client.client(), clock, io, budget)
                .redactor(redactor)
                .repeats(3, new Backoff(Duration.ofMillis(250), Duration.ofSeconds(5), random.split()))
                .feedback(answer -> Weights.heed(answer, budget, orders))
                .build();
        ServerTimeOffset time = new ServerTimeOffset(clock.instant(), () -> EpochNanos.of(clock.instant()));
        this.rest = new BinanceRest(http, settings, time, redactor);
        this.symbols = new SymbolTable(rest, budget);
    }

    BinanceRest rest() {
        return rest;
    }

    SymbolTable symbols() {
        return symbols;
    }

    RateBudget budget() {
        return budget;
    }

    BinanceSettings settings() {
        return settings;
    }

    Clock clock() {
        return clock;
    }

    ScheduledExecutorService io() {
        return io;
    }

    /** Tasks that end with the connection. */
    Timers timers() {
        return timers;
    }

    VenueStream stream(String name, Supplier<String> url, StreamHandler handler, StreamOptions options) {
        return new VenueStream(
                name,
                url,
                handler,
                options,
                new VenueStream.Lent(
                        client.client(),
                        clock,
                        io,
                        new Backoff(settings.firstWait(), settings.longestWait(), random.split()),
                        random.split(),
                        budget,
                        redactor,
                        Map.of()));
    }

    @Override
    public void close() {
        timers.close();
        http.close();
        budget.close();
        client.close();
    }
}
