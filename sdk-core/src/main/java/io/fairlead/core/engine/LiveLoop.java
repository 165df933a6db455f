package io.fairlead.core.engine;

import io.fairlead.api.market.EpochNanos;
import io.fairlead.spi.SimulationFacet;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** Runs a live session: waits for inputs, timers and late slices, on the session's own thread. */
final class LiveLoop {
    private static final long SHORT_WAIT = TimeUnit.MILLISECONDS.toNanos(5);
    private static final long LONG_WAIT = TimeUnit.MILLISECONDS.toNanos(100);

    private final SessionCore core;
    private final LiveData data;
    private final Clock clock;
    private final @Nullable SimulationFacet simulation;
    private final long sliceTimeoutNanos;
    private boolean ended;

    LiveLoop(
            SessionCore core, LiveData data, Clock clock, @Nullable SimulationFacet simulation, Duration sliceTimeout) {
        this.core = core;
        this.data = data;
        this.clock = clock;
        this.simulation = simulation;
        this.sliceTimeoutNanos = sliceTimeout.toNanos();
    }

    /** Ends the loop after the input being handled. */
    void end() {
        ended = true;
    }

    void run() throws InterruptedException {
        boolean waiting = false;
        while (!ended && !(data.isExhausted() && core.inbox().isEmpty())) {
            waiting = turn(waiting);
        }
        core.slices().fireAll();
    }

    /** Whether anything can still come of what was sent: a simulated venue without data fills nothing. */
    boolean canGoOn() {
        return simulation == null || !data.isExhausted() || !core.inbox().isEmpty();
    }

    /** Handles the next input and what is due; whether something is due soon. */
    boolean turn(boolean dueSoon) throws InterruptedException {
        Object input = core.inbox().poll(dueSoon ? SHORT_WAIT : LONG_WAIT);
        core.timeIs(EpochNanos.of(clock.instant()));
        if (input != null) {
            core.handle(input);
            core.settle();
        }
        core.fireTimers(core.clock().nowNanos());
        if (simulation != null) {
            simulation.onTime(core.clock().nowNanos());
            core.settle();
        }
        if (core.hasWarmUps()) {
            core.warmUp();
        }
        boolean late = core.slices().fireLate(core.clock().nowNanos(), sliceTimeoutNanos);
        return late || core.timers().nextDueNanos() != Long.MAX_VALUE;
    }
}
