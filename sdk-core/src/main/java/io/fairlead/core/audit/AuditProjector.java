package io.fairlead.core.audit;

import static java.util.Objects.requireNonNull;

import java.time.Duration;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps an audit store up with a journal, on a thread that the host lends. It reads what is written already and holds nobody up: a
 * slow database makes it lag, one that fails is tried again from what was committed, at the next pass. Trading does not notice; the
 * host hears of it by the log, by {@link #figures()} and by {@link Builder#onTrouble}.
 *
 * <p>All methods may be called from any thread.
 */
public final class AuditProjector implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(AuditProjector.class);

    private final AuditStore store;
    private final AuditSource source;
    private final Executor executor;
    private final Consumer<String> onTrouble;
    private final Object lock = new Object();
    private boolean queued;
    private boolean active;
    private boolean wanted;
    private volatile boolean closed;
    private @Nullable ScheduledFuture<?> polling;
    private long records;
    private long passes;
    private long failures;
    private String trouble = "";

    private AuditProjector(Builder from) {
        store = from.store;
        source = from.source;
        executor = from.executor;
        onTrouble = from.onTrouble;
    }

    /**
     * How it stands.
     *
     * @param projected the sequence of the last record in the store
     * @param lag how many records of the journal are not in the store yet
     * @param records how many it has taken
     * @param passes how often it has looked
     * @param failures how many of these have failed
     * @param trouble why the last one failed; empty if it did not
     */
    public record Figures(long projected, long lag, long records, long passes, long failures, String trouble) {}

    /**
     * Puts one together.
     *
     * @param executor where passes run, one at a time
     */
    public static Builder of(AuditStore store, AuditSource source, Executor executor) {
        return new Builder(store, source, executor);
    }

    /** Collects what a projector needs. One thread. */
    public static final class Builder {
        private final AuditStore store;
        private final AuditSource source;
        private final Executor executor;
        private Consumer<String> onTrouble = trouble -> {};

        private Builder(AuditStore store, AuditSource source, Executor executor) {
            this.store = requireNonNull(store, "store");
            this.source = requireNonNull(source, "source");
            this.executor = requireNonNull(executor, "executor");
        }

        /** Who is told when a pass fails after one that did not; on the executor's thread, never with a password. */
        public Builder onTrouble(Consumer<String> listener) {
            onTrouble = requireNonNull(listener, "listener");
            return this;
        }

        /** A projector that waits to be asked: {@link AuditProjector#request()}. */
        public AuditProjector onDemand() {
            return new AuditProjector(this);
        }

        /** A projector that looks by itself, again and again. */
        public AuditProjector every(Duration interval, ScheduledExecutorService timer) {
            AuditProjector projector = new AuditProjector(this);
            synchronized (projector.lock) {
                projector.polling =
                        timer.scheduleWithFixedDelay(projector::request, 0, interval.toNanos(), TimeUnit.NANOSECONDS);
            }
            return projector;
        }
    }

    /** Asks for a pass over what is new; while one runs, for one more after it. Does not wait. */
    public void request() {
        synchronized (lock) {
            wanted = true;
            if (queued || closed) {
                return;
            }
            queued = true;
        }
        try {
            executor.execute(this::run);
        } catch (RejectedExecutionException refused) {
            synchronized (lock) {
                queued = false;
            }
            failed(refused);
        }
    }

    private void run() {
        try {
            while (takes()) {
                pass();
            }
        } catch (Error fatal) {
            synchronized (lock) {
                queued = false;
                active = false;
                lock.notifyAll();
            }
            throw fatal;
        }
    }

    private boolean takes() {
        synchronized (lock) {
            active = wanted && !closed;
            queued = active;
            wanted = false;
            if (!active) {
                lock.notifyAll();
            }
            return active;
        }
    }

    private void pass() {
        try {
            long taken = store.project(source, () -> closed);
            synchronized (lock) {
                passes++;
                records += taken;
                trouble = "";
            }
        } catch (RuntimeException failure) {
            synchronized (lock) {
                passes++;
            }
            failed(failure);
        }
    }

    /** Says it once; while it stays like this, the figures count. */
    private void failed(RuntimeException failure) {
        String what = JdbcUrl.redacted(failure.toString());
        boolean news;
        synchronized (lock) {
            failures++;
            news = trouble.isEmpty();
            trouble = what;
        }
        if (news) {
            log.atWarn()
                    .setMessage("audit store is not kept up; trading goes on, it is tried again")
                    .addKeyValue("store", store)
                    .addKeyValue("projected", store.projectedSequence())
                    .setCause(failure)
                    .log();
            onTrouble.accept(what);
        }
    }

    /** How it stands. */
    public Figures figures() {
        long last = source.lastSequence();
        long projected = store.projectedSequence();
        synchronized (lock) {
            return new Figures(projected, Math.max(0, last - projected), records, passes, failures, trouble);
        }
    }

    /** Ends after the record that is being projected; what was committed stays. Waits for it. The store stays open. */
    @Override
    public void close() {
        closed = true;
        synchronized (lock) {
            if (polling != null) {
                polling.cancel(false);
            }
            boolean interrupted = false;
            while (active) {
                try {
                    lock.wait();
                } catch (InterruptedException e) {
                    interrupted = true;
                    break;
                }
            }
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }
}
