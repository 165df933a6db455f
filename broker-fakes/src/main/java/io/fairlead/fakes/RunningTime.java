package io.fairlead.fakes;

import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A clock that runs by itself; delays are real ones. */
final class RunningTime implements VenueTime {
    private static final Logger LOG = LoggerFactory.getLogger(RunningTime.class);

    private final Clock clock;
    private final ScheduledThreadPoolExecutor timer;

    RunningTime(Clock clock) {
        this.clock = clock;
        this.timer = new ScheduledThreadPoolExecutor(1, task -> {
            Thread thread = new Thread(task, "fake-venue-timer");
            thread.setDaemon(true);
            return thread;
        });
        timer.setExecuteExistingDelayedTasksAfterShutdownPolicy(false);
        timer.setRejectedExecutionHandler((task, executor) -> {});
    }

    @Override
    public Clock clock() {
        return clock;
    }

    @Override
    public void after(Duration delay, Runnable task) {
        var unused = timer.schedule(() -> run(task), Math.max(0, delay.toNanos()), TimeUnit.NANOSECONDS);
    }

    private static void run(Runnable task) {
        try {
            task.run();
        } catch (RuntimeException e) {
            LOG.atError().setMessage("task of a fake venue failed").setCause(e).log();
        }
    }

    @Override
    public void close() {
        timer.shutdownNow();
    }
}
