package io.fairlead.core.journal;

import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.FutureTask;
import java.util.concurrent.RejectedExecutionException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The segment behind the current one, made ahead of its time. One thread; the making itself may happen on another. */
final class NextSegment {
    private static final Logger log = LoggerFactory.getLogger(NextSegment.class);

    private final JournalStorage storage;
    private final Executor executor;
    private @Nullable Segment ready;
    private @Nullable FutureTask<Segment> coming;

    NextSegment(JournalStorage storage, Executor executor, Optional<Segment> found) {
        this.storage = storage;
        this.executor = executor;
        this.ready = found.orElse(null);
    }

    boolean isReady() {
        FutureTask<Segment> current = coming;
        if (current != null && current.isDone()) {
            arrive(current);
        }
        return ready != null;
    }

    boolean isComing() {
        return coming != null;
    }

    /** A failure is told and no fault yet: the current segment has room, and somebody may make some elsewhere meanwhile. */
    void prepare(String name, long capacity) {
        FutureTask<Segment> making = new FutureTask<>(() -> storage.create(name, capacity));
        try {
            executor.execute(making);
            coming = making;
        } catch (RejectedExecutionException closedExecutor) {
            warn(closedExecutor);
        }
    }

    private void arrive(FutureTask<Segment> current) {
        coming = null;
        try {
            ready = outcome(current);
        } catch (ExecutionException failure) {
            warn(failure.getCause() == null ? failure : failure.getCause());
        }
    }

    private static Segment outcome(FutureTask<Segment> making) throws ExecutionException {
        boolean interrupted = false;
        try {
            while (true) {
                try {
                    return making.get();
                } catch (InterruptedException later) {
                    interrupted = true;
                }
            }
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    private void warn(Throwable failure) {
        log.atWarn()
                .setMessage("next journal segment could not be prepared")
                .addKeyValue("journal", storage.description())
                .setCause(failure)
                .log();
    }

    /** Hands it over: waits if it is being made, makes it here if the executor has not begun; nothing if there is none. */
    Optional<Segment> take() {
        FutureTask<Segment> current = coming;
        if (current != null) {
            current.run();
            arrive(current);
        }
        Segment taken = ready;
        ready = null;
        return Optional.ofNullable(taken);
    }
}
